import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Main, mesurer } from './ecriture.ts'

/**
 * `tsx scripts/main-d-ecriture.ts [--avant <commit>]`: the hand of `src`, at a commit and as it
 * stands, on the parser of TypeScript (docs/style.md).
 */
const { values } = parseArgs({ options: { avant: { type: 'string' } } })
const racine = fileURLToPath(new URL('../', import.meta.url))

const mainDe = (dossier: string): Main =>
  mesurer(
    readdirSync(path.join(dossier, 'src'), { recursive: true, encoding: 'utf8' }).map(
      chemin => `src/${chemin}`,
    ),
    chemin => readFileSync(path.join(dossier, chemin), 'utf8'),
  )
function mainAlors(commit: string): Main {
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-main-'))
  const archive = execFileSync('git', ['archive', commit, 'src'], {
    cwd: racine,
    maxBuffer: 2 ** 30,
  })
  execFileSync('tar', ['-x', '-C', dossier], { input: archive })
  const main = mainDe(dossier)
  rmSync(dossier, { recursive: true })
  return main
}
const [avant, ici] = [values.avant ? mainAlors(values.avant) : null, mainDe(racine)]
const lignes = Object.entries(ici) as [keyof Main, number][]
console.table(
  Object.fromEntries(
    lignes.map(([quoi, nombre]) => [
      quoi,
      avant ? { avant: avant[quoi], ici: nombre } : { ici: nombre },
    ]),
  ),
)
