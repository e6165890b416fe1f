import { randomBytes } from 'node:crypto'
import { brotliDecompressSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Fonction, habilitations } from '../src/acces/index.ts'
import { generer } from '../src/demonstration/index.ts'
import { ouvrirBase } from '../src/platform/db/connexion.ts'
import { migrer } from '../src/platform/db/migrateur.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { LE } from './base.setup.ts'
import { application, type Essai, Navigateur, nouvelEssai } from './base.ts'
import { comptes } from './invariants/parcourir.ts'

/** Screens under one of their filters, beside those that the routes declare. */
const filtres: [string, string][] = [
  ['ts.67', '/dossiers?qui=service'],
  ['ts.67', '/recherche?q=martin'],
  ['ts.67', '/demandes?qui=service'],
  ['ts.67', '/echeances?qui=service'],
  ['ts.67', '/droit/mesures/sursis_probatoire_renforce'],
]
/** Whose screens are read: the first who may open it, and each of these for what its function shows differently. */
const lecteurs = [
  'ts.67',
  'dpip.67',
  'dfspip.67',
  'accueil.67',
  'jap.strasbourg',
  'greffe.strasbourg',
  'bex.strasbourg',
  'parquet.strasbourg',
  'admin',
]
const aChacun = ['/', '/dossiers', '/accueil', '/demandes', '/rapports', '/pour-moi', '/agenda', '/calendrier', '/dossiers/:dossierId']
/** Every page that the routes declare, by itself or for a dossier, with who opens it. */
function ecransDe(p: Plateforme, id: string): [string, string][] {
  const pages = p.routes.filter(r => r.method === 'GET' && !/:(?!dossierId\b)|\.(?:pdf|csv|ics|zip)$/.test(r.url) && droits[r.access])
  const peuvent = (access: string) => lecteurs.filter(l => droits[access]?.some(f => comptes[f] === l))
  const declares = pages.flatMap(({ url, access }) => {
    const qui = peuvent(access)
    return (aChacun.includes(url) ? qui : qui.slice(0, 1)).map((q): [string, string] => [q, url.replace(':dossierId', id)])
  })
  return [...declares, ...filtres]
}
/** Pages that may weigh more, and how much. The values to verify are one whole page to read through: it shrinks as they are read. */
const lourdes: Record<string, number> = {
  '/droit/a-verifier': 30 * 1024,
  '/droit/cas': 25 * 1024,
  '/droit/mesures/sursis_probatoire_renforce': 20 * 1024,
}
const droits = habilitations as unknown as Record<string, readonly Fonction[]>
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

const entres = new WeakMap<Plateforme, Map<string, Promise<Navigateur>>>()
/** Who reads, signed in once. */
function entrer(p: Plateforme, qui: string): Promise<Navigateur> {
  const siens = entres.get(p) ?? new Map<string, Promise<Navigateur>>()
  entres.set(p, siens)
  const entre = siens.get(qui) ?? new Navigateur(p).entrer(qui)
  siens.set(qui, entre)
  return entre
}
/** How many queries each screen makes, as the answer's own measure says. */
async function compter(essai: Essai, pool: pg.Pool): Promise<Record<string, number>> {
  const p = await application(essai)
  const id = await unDossier(pool)
  const compte: Record<string, number> = {}
  for (const [qui, u] of ecransDe(p, id)) {
    const r = await (await entrer(p, qui)).ouvrir(u)
    expect(r.statut, `${qui} ${u}`).toBe(200)
    compte[`${qui} ${u.replace(id, ':id')}`] = Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
  }
  await p.app.close()
  return compte
}
/** A dossier of this agent's service and of the court beside it, that has a référent, a plan, an évaluation and a measure that runs. */
async function unDossier(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id
     JOIN accompagnement.plan_version v USING (dossier_id) JOIN accompagnement.evaluation w USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id)
     JOIN dossiers.v_perimetre q ON q.dossier_id = p.dossier_id JOIN moyens.juridiction j ON j.id = q.entite_id AND j.ville = 'Strasbourg'
     WHERE c.identifiant = 'ts.67@demo.example' AND p.fin_a IS NULL AND p.referent_id IS NOT NULL AND m.finie_le IS NULL ORDER BY 1 LIMIT 1`,
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
    for (const [qui, u] of ecransDe(p, id)) {
      const lu = await peser(p, await entrer(p, qui), u)
      let premiere = lu.page
      for (const a of lu.reste) premiere += (await p.app.inject({ url: a, headers: { 'accept-encoding': 'br' } })).rawPayload.length
      plusLourd = Math.max(plusLourd, lu.page)
      if (lu.page > (lourdes[u] ?? 15 * 1024) || premiere > 60 * 1024)
        trop.push(`${qui} ${u} : ${lu.page} octets, ${premiere} à la première visite`)
    }
    await p.app.close()
    await base.fermer()
    expect(trop).toEqual([])
    expect(plusLourd).toBeGreaterThan(2000)
  }, 120_000)
})

describe('Un écran fait un nombre fixe et petit de requêtes', () => {
  it('Le même avec 120 dossiers et avec 10 000 ; jamais plus de quinze', async () => {
    const avec120 = await compter(petite, petite.proprietaire)
    const base = ouvrirBase(url('fil_rouge_application', nom), { max: 5 })
    const avec10000 = await compter({ ...petite, base, hote: { ...petite.hote, base } }, grande)
    await base.fermer()
    expect(Object.keys(avec120).length).toBeGreaterThan(80)
    expect(avec10000).toEqual(avec120)
    expect(Object.entries(avec120).filter(([, n]) => n > 15)).toEqual([])
    expect(Math.min(...Object.values(avec120))).toBeGreaterThanOrEqual(2)
    // The law is in memory: a page that only shows it opens and closes its transaction, nothing else.
    expect(avec120['ts.67 /droit/mesures/sursis_probatoire_renforce']).toBe(2)
  }, 120_000)
})
