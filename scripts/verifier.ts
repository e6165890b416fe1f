import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'

// What is checked without running the application: each step blocks. Their count joins the tests'
// in the closing line of CI.
type Etape = [nom: string, commande: string[]]
const types: Etape = ['types', ['tsc', '-p', '.']]
const autres: Etape[] = [
  ['types du navigateur', ['tsc', '-p', 'src/platform/interface/client']],
  ['lint', ['biome', 'check', '--error-on-warnings', '.']],
  [
    'dépendances',
    [
      'depcruise',
      'src',
      'tests',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
    ],
  ],
  ['code mort', ['knip']],
]
const preuves: Record<string, RegExp> = {
  lint: /Checked \d{3,} files/,
  dépendances: /\((\d{3,}) modules/,
}
const MAX_OCTETS = 64 * 1024 * 1024
mkdirSync('.cache', { recursive: true })
let justes = 0
const fautives: string[] = []

const lancer = (programme: string, args: string[]) =>
  new Promise<{ juste: boolean; dit: string }>(fini => {
    execFile(
      `node_modules/.bin/${programme}`,
      args,
      { maxBuffer: MAX_OCTETS },
      (erreur, stdout, stderr) => fini({ juste: erreur === null, dit: `${stdout}\n${stderr}` }),
    )
  })

async function verifier([nom, [programme = '', ...args]]: Etape): Promise<void> {
  const debut = performance.now()
  const { juste, dit } = await lancer(programme, args)
  // A cruiser or a linter that saw nothing has checked nothing.
  const bon = juste && (preuves[nom]?.test(dit) ?? true)
  if (bon) justes += 1
  else fautives.push(nom)
  console.log(`${bon ? '✓' : '✗'} ${nom} (${((performance.now() - debut) / 1000).toFixed(1)} s)`)
  if (!bon) console.log(dit)
}

// The types take as long as all the others together: beside them, the others one after the other.
const lesAutres = async () => {
  for (const etape of autres) await verifier(etape)
}
await Promise.all([verifier(types), lesAutres()])

writeFileSync('.cache/verifier.json', JSON.stringify({ justes, fautes: fautives.length }))
if (fautives.length) {
  console.error(`À corriger : ${fautives.join(', ')}`)
  process.exit(1)
}
