import { createHash, randomBytes } from 'node:crypto'
import os from 'node:os'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { creneauxProposes } from '../src/agenda/index.ts'
import { acces, creerApplication } from '../src/application.tsx'
import { MOT_DE_PASSE } from '../src/demonstration/index.ts'
import { ajouterJours, aujourdhui, type Jour, jourDeSemaine } from '../src/platform/date.ts'
import { ouvrirPool } from '../src/platform/db/client.ts'
import { type Base, ouvrirBase } from '../src/platform/db/connexion.ts'
import { inTransaction } from '../src/platform/demande.ts'
import { Navigateur } from '../tests/client.ts'
import { BASE, baseDe, type Taille } from './agenda-base.ts'

/**
 * Two bases: a service of 40 agents with 30,000 convocations to come in twelve months, where free
 * slots are searched; and the country, 1.2 million convocations in a year over 103 services, where
 * each desk opens the list of its day. Prints p50, p99 and the ratio to the aims. npm run
 * bench:agenda [-- --nationales 1200000 --fois 300]
 */
const { values } = parseArgs({
  options: {
    nationales: { type: 'string', default: process.env.FIL_ROUGE_BENCH_CONVOCATIONS ?? '1200000' },
    fois: { type: 'string', default: '300' },
  },
})
const FOIS = Number(values.fois)
const nationales = Number(values.nationales)
const service: Taille = {
  nom: 'service',
  services: 1,
  agents: 40,
  dossiers: 6000,
  convocations: 30_000,
  aVenir: true,
}
const pays: Taille = {
  nom: 'pays',
  services: 103,
  agents: 40,
  dossiers: Math.max(10_300, Math.round(nationales * 0.2333)),
  convocations: nationales,
  aVenir: false,
}
const le = aujourdhui(Temporal.Now.instant())
const quantile = (tries: number[], requete: number) =>
  tries[Math.min(tries.length - 1, Math.floor(tries.length * requete))] ?? Number.NaN
const ms = (nombre: number) => nombre.toFixed(1)
type Lu = { lus: number; duree?: number; sql?: number }

async function mesurer(
  nom: string,
  vise: number | null,
  jouer: (i: number) => Promise<Lu>,
  fois = FOIS,
): Promise<void> {
  for (let i = 0; i < 20; i += 1) await jouer(i)
  const temps: number[] = []
  let [lus, sql] = [0, 0]
  for (let i = 0; i < fois; i += 1) {
    const debut = performance.now()
    const lu = await jouer(20 + i)
    temps.push(lu.duree ?? performance.now() - debut)
    lus += lu.lus
    sql += lu.sql ?? 0
  }
  temps.sort((un, autre) => un - autre)
  const p99 = quantile(temps, 0.99)
  const objectif =
    vise === null ? '' : ` ; visé ${vise} ms au p99 : rapport ${(p99 / vise).toFixed(2)}`
  const dontSql = sql > 0 ? `, dont SQL ${ms(sql / fois)} ms` : ''
  console.log(
    `  ${nom} : p50 ${ms(quantile(temps, 0.5))} ms, p99 ${ms(p99)} ms${dontSql}, ${Math.round(lus / fois)} lignes${objectif}`,
  )
}

/**
 * Agents of the base, and a browser for one of them whose session is written, not opened: no
 * password to compute a thousand times.
 */
async function monter(taille: Taille) {
  const embarquee = await baseDe(taille)
  const pool = ouvrirPool(embarquee.urlFor('postgres', BASE), { max: 2 })
  const base = ouvrirBase(embarquee.urlFor('fil_rouge_application', BASE), { max: 10 })
  const plateforme = await creerApplication({
    base,
    demonstration: { comptes: [], motDePasse: MOT_DE_PASSE },
  })
  const entrer = async (compteId: string): Promise<Navigateur> => {
    const jeton = randomBytes(32).toString('base64url')
    const empreinte = createHash('sha256').update(jeton).digest()
    await pool.query(
      "INSERT INTO acces.session (compte_id, empreinte, expire_a) VALUES ($1, $2, now() + interval '4 hours')",
      [compteId, empreinte],
    )
    const navigateur = new Navigateur(plateforme)
    navigateur.cookies.set('__Host-fil-rouge', jeton)
    return navigateur
  }
  const agents = async (fonction: string) =>
    (
      await pool.query<{ id: string; service_id: string }>(
        'SELECT id, service_id FROM moyens.agent WHERE fonction = $1 ORDER BY service_id, nom',
        [fonction],
      )
    ).rows
  const fermer = async () => {
    await pool.end()
    await plateforme.app.close()
    await base.fermer()
    await embarquee.arreter()
  }
  return { pool, base, entrer, agents, fermer }
}
async function ouvrir(navigateur: Navigateur, url: string, compter: RegExp): Promise<Lu> {
  const reponse = await navigateur.ouvrir(url)
  const lu = /sql;dur=([\d.]+);desc="\d+", total;dur=([\d.]+)/.exec(
    String(reponse.entetes['server-timing']),
  )
  if (reponse.statut !== 200 || !lu) throw new Error(`${url} : ${reponse.statut}`)
  return {
    lus: reponse.texte.match(compter)?.length ?? 0,
    sql: Number(lu[1]),
    duree: Number(lu[2]),
  }
}
const un = <T>(liste: T[], i: number): T => {
  const trouve = liste[i % liste.length]
  if (trouve === undefined) throw new Error('the base holds nothing to play with')
  return trouve
}

function chercher(
  base: Base,
  compteId: string,
  donnees: { type: string; agentId?: string; limite: number; du: Jour; au: Jour },
): Promise<Lu> {
  const hote = { base, acces, horloge: () => Temporal.Now.instant() }
  const demande = { porteur: { compteId }, permission: null, dossierId: null, requete: 'banc' }
  return inTransaction(hote, demande, async (tx, { acteur }) => {
    const entiteId = acteur.serviceId ?? ''
    const creneaux = await creneauxProposes(tx, {
      ...donnees,
      entiteId,
      maintenant: { le, heure: '00:00' },
    })
    return { resultat: { lus: creneaux.length }, fin: 'SELECT 1' }
  })
}

async function duService(): Promise<void> {
  const { pool, base, entrer, agents, fermer } = await monter(service)
  const tous = await agents('travailleur_social')
  const { rows } = await pool.query<{ n: number; fin: string }>(
    'SELECT count(*)::int AS n, max(le)::text AS fin FROM agenda.convocation',
  )
  console.log(
    `\nUn service de ${tous.length} agents, ${rows[0]?.n} convocations à venir jusqu’au ${rows[0]?.fin}`,
  )
  const types = ['suivi', 'premiere', 'telephone', 'convocation_741_1']
  const an = { du: le, au: ajouterJours(le, 365) }
  const moi = un(tous, 0).id
  await mesurer('Les 20 premiers créneaux d’un type, sur douze mois', 100, i =>
    chercher(base, moi, { ...an, type: un(types, i), limite: 20 }),
  )
  await mesurer('Les 20 premiers d’un agent, sur douze mois', 100, i =>
    chercher(base, moi, { ...an, type: un(types, i), agentId: un(tous, i).id, limite: 20 }),
  )
  await mesurer('Tous les créneaux libres d’un agent, sur douze mois', 100, i =>
    chercher(base, moi, { ...an, type: un(types, i), agentId: un(tous, i).id, limite: 100_000 }),
  )
  await mesurer('Tous les créneaux libres du service, sur douze mois', 100, i =>
    chercher(base, moi, { ...an, type: un(types, i), limite: 100_000 }),
  )
  const navigateur = await entrer(moi)
  const lundi = (i: number) => ajouterJours(le, 7 * (i % 50) + 1 - jourDeSemaine(le))
  await mesurer('Écran des créneaux libres d’une semaine', null, i =>
    ouvrir(navigateur, `/agenda/creneaux?type=${un(types, i)}&du=${lundi(i)}`, /<time/g),
  )
  await mesurer('Semaine d’un agent', null, i =>
    ouvrir(navigateur, `/calendriers/semaine?du=${lundi(i)}&agentId=${un(tous, i).id}`, /<li/g),
  )
  await mesurer('Jour du service', null, i =>
    ouvrir(navigateur, `/calendriers/jour?le=${ajouterJours(lundi(i), i % 5)}`, /<li/g),
  )
  await mesurer('Statistiques de douze mois', null, () =>
    ouvrir(navigateur, '/statistiques', /<tr/g),
  )
  await fermer()
}

async function duPays(): Promise<void> {
  const { pool, base, entrer, agents, fermer } = await monter(pays)
  const { rows } = await pool.query<{ n: number; s: number }>(
    'SELECT count(*)::int AS n, count(DISTINCT service_id)::int AS s FROM agenda.convocation',
  )
  console.log(`\nLe pays, ${rows[0]?.n} convocations en un an, ${rows[0]?.s} services`)
  const bureaux: Navigateur[] = []
  for (const agent of await agents('administratif')) bureaux.push(await entrer(agent.id))
  const jour = (i: number) => {
    const d = ajouterJours(le, ((i * 31) % 61) - 30)
    return jourDeSemaine(d) > 5 ? ajouterJours(d, 2) : d
  }
  await mesurer('Liste du jour d’un bureau d’accueil', 50, i =>
    ouvrir(un(bureaux, i * 17), `/accueil?le=${jour(i)}`, /<tr/g),
  )
  await mesurer('La même, aujourd’hui', 50, i =>
    ouvrir(un(bureaux, i), `/accueil?le=${jour(0)}`, /<tr/g),
  )
  const dpip = await agents('dpip')
  const an = { du: le, au: ajouterJours(le, 365) }
  await mesurer('Les 20 premiers créneaux d’un type, sur douze mois', 100, i =>
    chercher(base, un(dpip, i).id, { ...an, type: 'suivi', limite: 20 }),
  )
  await mesurer('Statistiques de douze mois', null, i =>
    ouvrir(un(bureaux, i * 29), '/statistiques', /<tr/g),
  )
  await fermer()
}

console.log(
  `Node ${process.versions.node}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? '?'}, ${Math.round(os.totalmem() / 2 ** 30)} Gio ; millisecondes au serveur`,
)
await duService()
if (nationales > 0) await duPays()
