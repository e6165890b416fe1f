import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the project. */
export const racine = fileURLToPath(new URL('../', import.meta.url))
let compile = false
/**
 * The program as it is delivered, compiled once for the journeys (its types are checked elsewhere).
 */
export function compiler(): void {
  if (compile) return
  compile = true
  const lancer = (outil: string, ...args: string[]) =>
    execFileSync(path.join(racine, 'node_modules/.bin', outil), args, { cwd: racine })
  lancer('tsc', '-p', 'tsconfig.build.json', '--noCheck', '--incremental', 'false')
  lancer('tsx', 'scripts/perimes.ts')
}
