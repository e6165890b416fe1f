import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { MOT_DE_PASSE } from '../src/demonstration/index.ts'
import { lireConfig } from '../src/platform/config.ts'
import { ouvrirPool } from '../src/platform/db/client.ts'
import { type Agent, demarrer, type Mesures, type Version } from './version.ts'

/**
 * `npm run bench:comparaison -- --avant <checkout> [--apres .] [--dossiers 2000] [--rondes 200]` :
 * the same pages of the same people under two versions, both built and both started, asked in turn.
 * The base is made once by the former version; the later one migrates a copy.
 */
const { values: options } = parseArgs({
  options: {
    avant: { type: 'string' },
    apres: { type: 'string', default: '.' },
    dossiers: { type: 'string', default: '2000' },
    rondes: { type: 'string', default: '200' },
  },
})
if (!options.avant) throw new Error('say which checkout, with its dist built: --avant ../before')
const CHAUFFE = 30
const rondes = Number(options.rondes)
const racine = path.join(lireConfig({}).dossier, 'bench', 'comparaison', options.dossiers)
const modele = path.join(racine, 'modele')

/** The base of the former version, filled once and kept; each run compares two copies of it. */
async function copies(avant: string): Promise<[string, string]> {
  const rempli = path.join(racine, 'rempli')
  if (!existsSync(rempli)) {
    rmSync(racine, { recursive: true, force: true })
    mkdirSync(modele, { recursive: true })
    console.error(`Création de ${options.dossiers} dossiers inventés, une fois pour toutes…`)
    await (await demarrer(avant, modele, Number(options.dossiers))).arreter()
    writeFileSync(rempli, '')
  }
  const lieux: [string, string] = [path.join(racine, 'avant'), path.join(racine, 'apres')]
  for (const lieu of lieux) {
    rmSync(lieu, { recursive: true, force: true })
    // With its owner, for PostgreSQL may run as somebody else.
    execFileSync('cp', ['-a', modele, lieu])
  }
  return lieux
}

type Page = { nom: string; qui: string; url(i: number): string }
/**
 * The people of one service that its court sees too: found in the former base, they have the same
 * identifiers in its copy.
 */
async function pagesDe(version: Version): Promise<Page[]> {
  const pool = ouvrirPool(version.url, { max: 1 })
  const { rows } = await pool.query<{ id: string; nom: string }>(
    `SELECT d.dossier_id AS id, x.nom FROM dossiers.prise_en_charge p
      JOIN dossiers.personne x USING (dossier_id) JOIN dossiers.dossier d USING (dossier_id)
     JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id
     WHERE p.fin_a IS NULL AND d.clos_a IS NULL
     AND c.identifiant = 'ts.67@demo.example'
       AND EXISTS (SELECT FROM mesures.v_mesure m
       JOIN moyens.juridiction j ON j.id = m.juridiction_id
       WHERE m.dossier_id = d.dossier_id AND m.finie_le IS NULL AND j.ville = 'Strasbourg')
         ORDER BY d.numero LIMIT 20`,
  )
  await pool.end()
  if (rows.length === 0) throw new Error('no dossier to open: make the base larger')
  const un = (i: number) => rows[i % rows.length] as { id: string; nom: string }
  const suites = [
    '',
    '/personne',
    '/mesures',
    '/convocations',
    '/entretiens',
    '/ecrits',
    '/chronologie',
    '/echeances',
    '/historique',
  ]
  return [
    { nom: 'Ma journée', qui: 'ts.67', url: () => '/' },
    { nom: 'Mes dossiers', qui: 'ts.67', url: () => '/dossiers' },
    { nom: 'Dossiers du service', qui: 'dpip.67', url: () => '/dossiers?qui=service' },
    { nom: 'Recherche', qui: 'ts.67', url: i => `/recherche?q=${encodeURIComponent(un(i).nom)}` },
    ...suites.map(suite => ({
      nom: `Dossier${suite}`,
      qui: 'ts.67',
      url: (i: number) => `/dossiers/${un(i).id}${suite}`,
    })),
    { nom: 'Dossier, pour le JAP', qui: 'jap.strasbourg', url: i => `/dossiers/${un(i).id}` },
  ]
}

const mediane = (liste: number[]) =>
  [...liste].sort((un, autre) => un - autre)[Math.floor(liste.length / 2)] ?? Number.NaN
const deux = (nombre: number) => nombre.toFixed(2)

/** One page under both versions, one request at a time, each of the two first in its turn. */
async function comparer(page: Page, agents: [Agent, Agent]) {
  const lues: [Mesures[], Mesures[]] = [[], []]
  for (let i = 0; i < CHAUFFE + rondes; i += 1) {
    for (const cote of i % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const mesures = await agents[cote].ouvrir(page.url(i))
      if (i >= CHAUFFE) lues[cote].push(mesures)
    }
  }
  const [avant, apres] = lues.map(liste => ({
    sql: mediane(liste.map(mesures => mesures.sql)),
    total: mediane(liste.map(mesures => mesures.total)),
    requetes: liste[0]?.requetes,
  }))
  if (!avant || !apres) throw new Error('nothing was measured')
  return {
    requêtes: `${avant.requetes} → ${apres.requetes}`,
    SQL: `${deux(avant.sql)} → ${deux(apres.sql)}`,
    total: `${deux(avant.total)} → ${deux(apres.total)}`,
    'SQL ×': deux(apres.sql / avant.sql),
    'total ×': deux(apres.total / avant.total),
  }
}

const [ici, la] = await copies(options.avant)
const versions = [await demarrer(options.avant, ici), await demarrer(options.apres, la)] as const
try {
  for (const version of versions) await version.ranger()
  const pages = await pagesDe(versions[0])
  const entres = new Map<string, [Agent, Agent]>()
  for (const qui of new Set(pages.map(page => page.qui)))
    entres.set(qui, [
      await versions[0].entrer(qui, MOT_DE_PASSE),
      await versions[1].entrer(qui, MOT_DE_PASSE),
    ])
  const resultats: Record<string, unknown> = {}
  for (const page of pages) {
    const agents = entres.get(page.qui)
    if (agents) resultats[page.nom] = await comparer(page, agents)
    process.stderr.write('.')
  }
  console.log(
    `${versions[0].nom} → ${versions[1].nom}, ${options.dossiers} dossiers, médianes de ${rondes}, millisecondes au serveur`,
  )
  console.table(resultats)
} finally {
  for (const version of versions) await version.arreter()
}
