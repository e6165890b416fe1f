import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

// What is checked without running the application: each step blocks. Their count joins the tests' in the closing line of CI.
const etapes: [string, string[]][] = [
  ['types', ['tsc', '-p', '.']],
  ['types du navigateur', ['tsc', '-p', 'src/platform/interface/client']],
  ['lint', ['biome', 'check', '--error-on-warnings', '.']],
  ['dépendances', ['depcruise', 'src', 'tests', '--config', '.dependency-cruiser.mjs', '--output-type', 'err-long']],
  ['code mort', ['knip']],
]
const preuves: Record<string, RegExp> = { lint: /Checked \d{3,} files/, dépendances: /\((\d{3,}) modules/ }
mkdirSync('.cache', { recursive: true })
let justes = 0
const fautives: string[] = []
for (const [nom, [programme = '', ...args]] of etapes) {
  const debut = performance.now()
  const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${programme}`, args, { encoding: 'utf8' })
  // A cruiser or a linter that saw nothing has checked nothing.
  const vu = preuves[nom]
  const aVu = !vu || vu.test(stdout + stderr)
  const bon = status === 0 && aVu
  if (bon) justes += 1
  else fautives.push(nom)
  console.log(`${bon ? '✓' : '✗'} ${nom} (${((performance.now() - debut) / 1000).toFixed(1)} s)`)
  if (!bon) console.log(`${stdout}\n${stderr}`)
}
writeFileSync('.cache/verifier.json', JSON.stringify({ justes, fautes: fautives.length }))
if (fautives.length) {
  console.error(`À corriger : ${fautives.join(', ')}`)
  process.exit(1)
}
