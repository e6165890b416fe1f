import { randomBytes } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { generer } from '../src/demonstration/index.ts'
import { ouvrirBase } from '../src/platform/db/connexion.ts'
import { migrer } from '../src/platform/db/migrateur.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { LE } from './base.setup.ts'
import { application, type Essai, Navigateur, nouvelEssai } from './base.ts'

const ecrans = (id: string) => [
  '/',
  '/dossiers',
  '/dossiers?qui=service',
  '/accueil',
  '/recherche?q=martin',
  '/annuaire',
  '/echeances',
  '/demandes',
  '/demandes?qui=service',
  '/rapports',
  '/brouillons',
  '/echeances?qui=service',
  '/agenda',
  '/agenda/creneaux',
  '/agenda/seances',
  '/agenda/a-decider',
  '/agenda/sans-suite',
  '/calendrier',
  '/calendrier/types',
  '/calendrier/lieux',
  '/calendrier/absences',
  '/calendrier/plages/nouvelle',
  '/calendriers',
  '/calendriers/semaine',
  '/calendriers/jour',
  '/calendriers/disponibilites',
  '/statistiques',
  '/messages',
  '/messages/modeles',
  '/messages/injoignables',
  '/dessaisissements',
  '/bex/tableau',
  '/ressort',
  '/droit',
  '/droit/mesures/sursis_probatoire_renforce',
  '/droit/comparer',
  '/droit/simulation',
  ...[
    '',
    '/personne',
    '/historique',
    '/mesures',
    '/convocations',
    '/convoquer',
    '/entretiens',
    '/evaluation',
    '/plan',
    '/plan/ecrire',
    '/ecrits',
    '/chronologie',
    '/echeances',
    '/simulation',
    '/mesures/saisir',
  ].map(s => `/dossiers/${id}${s}`),
]
const nom = `grande_${randomBytes(4).toString('hex')}`
const url = (role: string, base: string) => `postgres://${role}@localhost/${base}?host=${encodeURIComponent(inject('socket'))}`
let petite: Essai
let grande: pg.Pool
beforeAll(async () => {
  petite = await nouvelEssai()
  const admin = new pg.Client({ connectionString: url('postgres', 'postgres') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${nom}`)
  await admin.end()
  await migrer(url('postgres', nom))
  await generer(url('postgres', nom), { dossiers: 10_000, le: LE, parTransaction: 2000 })
  grande = new pg.Pool({ connectionString: url('postgres', nom), max: 2 })
}, 240_000)
afterAll(async () => {
  await grande.end()
  await petite.fermer()
})

const autres: Record<string, (id: string) => string[]> = {
  'dpip.67': id => ['/', '/equipe', '/equipe/affecter', '/dossiers', '/echanges', `/dossiers/${id}/affecter`, `/dossiers/${id}`],
  'accueil.67': () => ['/', '/accueil', '/dossiers'],
  'dfspip.67': () => ['/', '/journal', '/agenda/demenagement'],
  'jap.strasbourg': () => ['/', '/demandes', '/rapports', '/agenda', '/accueil', '/calendrier'],
  'bex.strasbourg': () => ['/', '/bex/convoquer', '/bex/tableau', '/bex/hors-outil'],
}
/** How many queries each screen makes, as the answer's own measure says. */
async function compter(essai: Essai, pool: pg.Pool): Promise<Record<string, number>> {
  const p = await application(essai)
  const id = await unDossier(pool)
  const compte: Record<string, number> = {}
  for (const [qui, siens] of Object.entries({ 'ts.67': ecrans, ...autres })) {
    const n = await new Navigateur(p).entrer(qui)
    for (const u of siens(id)) {
      const r = await n.ouvrir(u)
      expect(r.statut, `${qui} ${u}`).toBe(200)
      compte[`${qui} ${u.replace(id, ':id')}`] = Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
    }
  }
  await p.app.close()
  return compte
}
/** A dossier of this agent's service that has a plan, an évaluation and a measure that runs. */
async function unDossier(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id
     JOIN accompagnement.plan_version v USING (dossier_id) JOIN accompagnement.evaluation w USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id)
     WHERE c.identifiant = 'ts.67@demo.example' AND p.fin_a IS NULL AND m.finie_le IS NULL ORDER BY 1 LIMIT 1`,
  )
  return rows[0]?.id ?? ''
}

/** Compressed bytes of a page, and of what it loads besides (fonts aside). */
async function peser(p: Plateforme, n: Navigateur, url: string): Promise<{ page: number; reste: string[] }> {
  const cookie = [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
  const headers = { cookie, 'accept-encoding': 'br' }
  const r = await p.app.inject({ url, headers })
  expect([r.statusCode, r.headers['content-encoding']], url).toEqual([200, 'br'])
  const texte = brotliDecompressSync(r.rawPayload).toString()
  const reste = [...texte.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css|svg|png))"/g)].map(([, a = '']) => a)
  return { page: r.rawPayload.length, reste: [...new Set(reste)] }
}

describe('Un écran est léger, compressé, polices à part', () => {
  it('Au plus 60 ko à la première visite, 15 ko ensuite, avec les listes d’un service plein', async () => {
    const base = ouvrirBase(url('fil_rouge_application', nom), { max: 5 })
    const p = await application({ ...petite, base, hote: { ...petite.hote, base } })
    const trop: string[] = []
    let plusLourd = 0
    const id = await unDossier(grande)
    for (const [qui, siens] of Object.entries({ 'ts.67': ecrans, ...autres })) {
      const n = await new Navigateur(p).entrer(qui)
      for (const u of siens(id)) {
        const { page, reste } = await peser(p, n, u)
        let premiere = page
        for (const a of reste) premiere += (await p.app.inject({ url: a, headers: { 'accept-encoding': 'br' } })).rawPayload.length
        expect(reste.length, u).toBeGreaterThanOrEqual(2)
        plusLourd = Math.max(plusLourd, page)
        if (page > 15 * 1024 || premiere > 60 * 1024) trop.push(`${qui} ${u} : ${page} octets, ${premiere} à la première visite`)
      }
    }
    await p.app.close()
    await base.fermer()
    expect(trop).toEqual([])
    expect(plusLourd).toBeGreaterThan(2000)
  }, 120_000)
})

describe('Un écran fait un nombre fixe et petit de requêtes', () => {
  it('Le même avec 120 dossiers et avec 10 000 ; jamais plus de quatorze', async () => {
    const avec120 = await compter(petite, petite.proprietaire)
    const base = ouvrirBase(url('fil_rouge_application', nom), { max: 5 })
    const avec10000 = await compter({ ...petite, base, hote: { ...petite.hote, base } }, grande)
    await base.fermer()
    expect(Object.keys(avec120).length).toBeGreaterThan(15)
    expect(avec10000).toEqual(avec120)
    expect(Object.entries(avec120).filter(([, n]) => n > 14)).toEqual([])
    expect(Math.min(...Object.values(avec120))).toBeGreaterThanOrEqual(2)
    // The law is in memory: a page that only shows it opens and closes its transaction, nothing else.
    expect(avec120['ts.67 /droit/mesures/sursis_probatoire_renforce']).toBe(2)
  }, 120_000)
})
