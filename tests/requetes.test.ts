import { brotliDecompressSync } from 'node:zlib'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { quiTient } from '../src/acces/index.ts'
import { generer } from '../src/demonstration/index.ts'
import { ouvrirBase } from '../src/platform/db/connexion.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { LE } from './base.setup.ts'
import { application, baseVide, type Essai, Navigateur, nouvelEssai } from './base.ts'
import { comptes } from './invariants/parcourir.ts'

/** Screens under one of their filters, beside those that the routes declare. */
const filtres: [string, string][] = [
  ['ts.67', '/dossiers?qui=service'],
  ['ts.67', '/recherche?q=martin'],
  ['ts.67', '/demandes?qui=service'],
  ['ts.67', '/echeances?qui=service'],
  ['ts.67', '/droit/mesures/sursis_probatoire_renforce'],
]
/**
 * Whose screens are read: the first who may open it, and each of these for what its function shows
 * differently.
 */
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
const aChacun = [
  '/',
  '/dossiers',
  '/accueil',
  '/demandes',
  '/rapports',
  '/pour-moi',
  '/agenda',
  '/calendrier',
  '/dossiers/:dossierId',
]
/** Every page that the routes declare, by itself or for a dossier, with who opens it. */
function ecransDe(p: Plateforme, id: string): [string, string][] {
  const pages = p.routes.filter(
    r =>
      r.method === 'GET' &&
      !/:(?!dossierId\b)|\.(?:pdf|csv|ics|zip)$/.test(r.url) &&
      quiTient(r.access).length > 0,
  )
  const peuvent = (access: string) =>
    lecteurs.filter(l => quiTient(access).some(f => comptes[f] === l))
  const declares = pages.flatMap(({ url, access }) => {
    const qui = peuvent(access)
    return (aChacun.includes(url) ? qui : qui.slice(0, 1)).map((q): [string, string] => [
      q,
      url.replace(':dossierId', id),
    ])
  })
  return [...declares, ...filtres]
}
/**
 * Pages that may weigh more, and how much. The values to verify are one whole page to read through:
 * it shrinks as they are read.
 */
const lourdes: Record<string, number> = {
  '/droit/a-verifier': 30 * 1024,
  '/droit/cas': 25 * 1024,
  '/droit/mesures/sursis_probatoire_renforce': 20 * 1024,
}
/** Enough for every list to fill its pages; what grows with the base would show. */
const GRANDE = 3000
let petite: Essai
let grande: Awaited<ReturnType<typeof baseVide>>
beforeAll(async () => {
  petite = await nouvelEssai()
  grande = await baseVide()
  await generer(grande.url, { dossiers: GRANDE, le: LE, parTransaction: 1000 })
}, 240_000)
afterAll(async () => {
  await grande.fermer()
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
type Ecran = { qui: string; url: string; requetes: number; octets: number; reste: string[] }
/**
 * Each screen, read once: how many queries it makes, as the answer's own measure says, its
 * compressed bytes, and what it loads besides (fonts aside).
 */
async function lireLesEcrans(
  essai: Essai,
  pool: pg.Pool,
): Promise<{ p: Plateforme; ecrans: Ecran[] }> {
  const p = await application(essai)
  const id = await unDossier(pool)
  const ecrans: Ecran[] = []
  for (const [qui, url] of ecransDe(p, id)) {
    const n = await entrer(p, qui)
    const cookie = [...n.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    const r = await p.app.inject({ url, headers: { cookie, 'accept-encoding': 'br' } })
    expect([r.statusCode, r.headers['content-encoding']], `${qui} ${url}`).toEqual([200, 'br'])
    const texte = brotliDecompressSync(r.rawPayload).toString()
    const reste = [...texte.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css|svg|png))"/g)].map(
      ([, a = '']) => a,
    )
    const requetes = Number(/desc="(\d+)"/.exec(String(r.headers['server-timing']))?.[1])
    ecrans.push({
      qui,
      url: url.replace(id, ':id'),
      requetes,
      octets: r.rawPayload.length,
      reste: [...new Set(reste)],
    })
  }
  return { p, ecrans }
}
/** How many queries each screen makes. */
const compter = (ecrans: Ecran[]) =>
  Object.fromEntries(ecrans.map(e => [`${e.qui} ${e.url}`, e.requetes]))
/**
 * A dossier of this agent's service and of the court beside it, that has a référent, a plan, an
 * évaluation and a measure that runs.
 */
async function unDossier(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id
     JOIN accompagnement.plan_version v USING (dossier_id) JOIN accompagnement.evaluation w USING (dossier_id) JOIN mesures.v_mesure m USING (dossier_id)
     JOIN dossiers.v_perimetre q ON q.dossier_id = p.dossier_id JOIN moyens.juridiction j ON j.id = q.entite_id AND j.ville = 'Strasbourg'
     WHERE c.identifiant = 'ts.67@demo.example' AND p.fin_a IS NULL AND p.referent_id IS NOT NULL AND m.finie_le IS NULL ORDER BY 1 LIMIT 1`,
  )
  return rows[0]?.id ?? ''
}

describe('Un écran est léger, et fait un nombre fixe et petit de requêtes', () => {
  let enGrand: Ecran[] = []
  it('Au plus 60 ko à la première visite, 15 ko ensuite, avec les listes d’un service plein (compressé, polices à part)', async () => {
    const base = ouvrirBase(grande.urlDe('fil_rouge_application'), { max: 5 })
    const { p, ecrans } = await lireLesEcrans(
      { ...petite, base, hote: { ...petite.hote, base } },
      grande.pool,
    )
    enGrand = ecrans
    const poids = new Map<string, number>()
    for (const a of new Set(ecrans.flatMap(e => e.reste)))
      poids.set(
        a,
        (await p.app.inject({ url: a, headers: { 'accept-encoding': 'br' } })).rawPayload.length,
      )
    await p.app.close()
    await base.fermer()
    const premiere = (e: Ecran) =>
      e.reste.reduce((somme, a) => somme + (poids.get(a) ?? 0), e.octets)
    const trop = ecrans.filter(
      e => e.octets > (lourdes[e.url] ?? 15 * 1024) || premiere(e) > 60 * 1024,
    )
    expect(
      trop.map(e => `${e.qui} ${e.url} : ${e.octets} octets, ${premiere(e)} à la première visite`),
    ).toEqual([])
    expect(Math.max(...ecrans.map(e => e.octets))).toBeGreaterThan(2000)
  }, 120_000)

  it('Le même nombre avec 120 dossiers et avec vingt-cinq fois plus ; jamais plus de quinze', async () => {
    const { p, ecrans } = await lireLesEcrans(petite, petite.proprietaire)
    await p.app.close()
    const avec120 = compter(ecrans)
    expect(Object.keys(avec120).length).toBeGreaterThan(80)
    expect(compter(enGrand)).toEqual(avec120)
    expect(Object.entries(avec120).filter(([, n]) => n > 15)).toEqual([])
    expect(Math.min(...Object.values(avec120))).toBeGreaterThanOrEqual(2)
    // The law is in memory: a page that only shows it opens and closes its transaction, nothing
    // else.
    expect(avec120['ts.67 /droit/mesures/sursis_probatoire_renforce']).toBe(2)
  }, 120_000)
})
