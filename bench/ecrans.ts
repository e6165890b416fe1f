import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { creerApplication } from '../src/application.tsx'
import { generer, MOT_DE_PASSE } from '../src/demonstration/index.ts'
import { lireConfig } from '../src/platform/config.ts'
import { aujourdhui } from '../src/platform/date.ts'
import { ouvrirPool, seConnecter } from '../src/platform/db/client.ts'
import { ouvrirBase } from '../src/platform/db/connexion.ts'
import { type BaseEmbarquee, demarrerBase } from '../src/platform/db/embarque.ts'
import { migrer } from '../src/platform/db/migrateur.ts'
import { Navigateur } from '../tests/client.ts'
import { gestes } from './gestes.ts'
import { mesurer, type Resultat } from './mesure.ts'

// npm run bench [-- --dossiers 3000,100000 --fois 300] : the same gestures on bases of several
// sizes, one machine, one run. Prints ratios; promises nothing.
const { values } = parseArgs({
  options: {
    dossiers: { type: 'string', default: '3000,100000' },
    fois: { type: 'string', default: '300' },
  },
})
const tailles = values.dossiers.split(',').map(Number)
const config = lireConfig({
  ...process.env,
  DATABASE_URL: '',
  DATABASE_OWNER_URL: '',
  NODE_ENV: '',
})

/**
 * What the base of a country is given (docs/exploitation/base.md), and not 3,000 dossiers on a
 * desk.
 */
const DE_PRODUCTION = { shared_buffers: '2GB', max_wal_size: '4GB' }
const MODELE = 'fil_rouge'
const COPIE = 'mesure'
/** The embedded base of this size, filled once and kept; what a run writes goes to a copy of it. */
async function baseDe(taille: number): Promise<BaseEmbarquee> {
  const dossier = path.join(config.dossier, 'bench', String(taille))
  const rempli = path.join(dossier, 'rempli')
  if (!existsSync(rempli)) rmSync(dossier, { recursive: true, force: true })
  mkdirSync(dossier, { recursive: true })
  const embarquee = await demarrerBase(dossier, { reglages: DE_PRODUCTION })
  const admin = await seConnecter(embarquee.urlFor('postgres', 'postgres'))
  if (!existsSync(rempli)) {
    console.error(`Création de ${taille} dossiers inventés, une fois pour toutes…`)
    await admin.query(`CREATE DATABASE ${MODELE}`)
    const url = embarquee.urlFor('postgres', MODELE)
    await migrer(url)
    const le = aujourdhui(Temporal.Now.instant())
    await generer(url, {
      dossiers: taille,
      le,
      parTransaction: 2000,
      comparables: true,
      surAvance: nombre => nombre % 10_000 === 0 && console.error(`  ${nombre}`),
    })
    writeFileSync(rempli, le)
  }
  await migrer(embarquee.urlFor('postgres', MODELE))
  await admin.query(`DROP DATABASE IF EXISTS ${COPIE} WITH (FORCE)`)
  await admin.query(`CREATE DATABASE ${COPIE} TEMPLATE ${MODELE} STRATEGY file_copy`)
  await admin.end()
  return embarquee
}

async function passer(taille: number): Promise<Resultat[]> {
  const embarquee = await baseDe(taille)
  const pool = ouvrirPool(embarquee.urlFor('postgres', COPIE), { max: 1 })
  await pool.query('VACUUM ANALYZE')
  await pool.query('CHECKPOINT')
  const base = ouvrirBase(embarquee.urlFor('fil_rouge_application', COPIE), { max: 20 })
  const plateforme = await creerApplication({
    base,
    demonstration: { comptes: [], motDePasse: MOT_DE_PASSE },
  })
  const clients = new Map<string, Navigateur[]>()
  const resultats: Resultat[] = []
  for (const geste of await gestes(pool, aujourdhui(Temporal.Now.instant()))) {
    let siens = clients.get(geste.qui)
    if (!siens) {
      siens = []
      for (let nombre = 0; nombre < 4; nombre += 1)
        siens.push(await new Navigateur(plateforme).entrer(geste.qui))
      clients.set(geste.qui, siens)
    }
    resultats.push(await mesurer(geste, siens, Number(values.fois)))
  }
  await pool.end()
  await plateforme.app.close()
  await base.fermer()
  await embarquee.arreter()
  return resultats
}

const parTaille = new Map<number, Resultat[]>()
for (const taille of tailles) parTaille.set(taille, await passer(taille))
const deux = (nombre: number) => nombre.toFixed(2)
const version = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim()
console.log(
  `Fil rouge ${version}, Node ${process.versions.node}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, ${Math.round(os.totalmem() / 2 ** 30)} Gio`,
)
console.log(
  'Millisecondes au serveur ; req/s à quatre de front, le client dans le même processus.\n',
)
for (const [taille, resultats] of parTaille) {
  console.log(`${taille} dossiers`)
  console.table(
    Object.fromEntries(
      resultats.map(resultat => [
        resultat.nom,
        {
          requêtes: resultat.requetes,
          SQL: deux(resultat.sql),
          total: deux(resultat.total),
          'total/SQL': deux(resultat.total / resultat.sql),
          p50: deux(resultat.p50),
          p99: deux(resultat.p99),
          'req/s': Math.round(resultat.parSeconde),
          mesures: resultat.mesures,
        },
      ]),
    ),
  )
}
const [petite, grande] = [parTaille.get(tailles[0] ?? 0), parTaille.get(tailles.at(-1) ?? 0)]
if (petite && grande && petite !== grande) {
  console.log(`Croissance, ${tailles.at(-1)} sur ${tailles[0]} dossiers (totaux p50)`)
  for (const resultat of grande) {
    const p = petite.find(r => r.nom === resultat.nom)
    if (p) console.log(`  ${resultat.nom.padEnd(32)} ${deux(resultat.p50 / p.p50)}`)
  }
}
