import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { quiTient } from '../../src/acces/index.ts'
import { noterAbsence } from '../../src/creneaux/absence.commands.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, nouvelEssai } from '../base.ts'
import { toutParcourir, type Visite } from './parcourir.ts'

/** Screens that no link leads to, and why. */
const sansPorte: Record<string, string> = {
  '/connexion': 'on y arrive sans session',
  '/interface': 'pour qui construit un écran, en démonstration seulement',
  '/s/:jeton': 'dans un message, pour la personne',
  '/etat': 'pour la machine qui surveille',
}
/**
 * What is shown only where something waits: somebody must come to it, here the service, not
 * everybody.
 */
const quandIlYEnA: Record<string, string> = {
  '/messages/lettres.pdf': 'des lettres à imprimer',
  '/agenda/a-decider/garder': 'des convocations à décider',
  '/agenda/a-decider/annuler': 'des convocations à décider',
  '/agenda/a-decider/confier': 'des convocations à décider',
  '/agenda/a-decider/deplacer': 'des convocations à décider',
  '/statistiques/presence.csv': 'des convocations passées',
  '/statistiques/delais.csv': 'des convocations qui suivent une audience',
}
const CLICS = 3
let e: Essai
let p: Plateforme
let visites: Visite[]
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  await faireAttendre()
  visites = await toutParcourir(p)
}, 120_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
/** A convocation to decide of, and a letter to print. */
async function faireAttendre() {
  const ts = await e.agent('ts.67')
  await executer(e.hote, ts, noterAbsence, {
    objet: `agent.${ts}`,
    duLe: '2026-11-24',
    auLe: '2027-01-31',
    motif: 'conge',
  })
  const { rowCount } = await e.proprietaire.query(`
    INSERT INTO messages.message (dossier_id, entite_id, objet_id, moment, canal, destinataire, texte, envoi_a, utile_jusqua, etat, cle, reference)
    SELECT c.dossier_id, c.service_id, c.id, 'convocation', 'lettre', 'Son adresse', 'Vous êtes convoqué.', now(), now() + interval '30 days', 'a_imprimer', 'porte', 1
    FROM agenda.convocation c JOIN moyens.service s ON s.id = c.service_id JOIN dossiers.v_perimetre q ON q.dossier_id = c.dossier_id AND q.entite_id = s.id
    WHERE s.id = (SELECT service_id FROM moyens.v_agent WHERE agent_id = '${ts}')
    ORDER BY c.etat = 'prevue' DESC, c.le DESC, c.id LIMIT 1`)
  expect(rowCount).toBe(1)
}

it('un lien ou un bouton montré à une fonction répond pour elle : une page, un formulaire, un fichier, jamais un refus', () => {
  const fautes = visites
    .filter(v => v.statut >= 400)
    .map(v => `${v.fonction} : ${v.route ?? v.url} répond ${v.statut}, depuis ${v.de}`)
  expect(visites.length).toBeGreaterThan(500)
  expect([...new Set(fautes)]).toEqual([])
})

it('chaque page s’ouvre depuis la navigation de chaque fonction qui y a droit, en trois clics', () => {
  const fautes: string[] = []
  const pages = p.routes.filter(
    r =>
      r.method === 'GET' &&
      quiTient(r.access).length > 0 &&
      !(r.url in sansPorte) &&
      !r.url.includes(':'),
  )
  for (const { url, access } of pages) {
    const clicsDe = (f: Fonction) =>
      visites.find(v => v.fonction === f && v.route === url)?.clics ?? null
    const qui = quiTient(access)
    if (url in quandIlYEnA) {
      if (qui.every(f => clicsDe(f) === null)) fautes.push(`${url} : personne n’y arrive`)
      continue
    }
    for (const fonction of qui) {
      const clics = clicsDe(fonction)
      if (clics === null || clics > CLICS)
        fautes.push(`${fonction} : ${url} ${clics === null ? 'sans porte' : `en ${clics} clics`}`)
    }
  }
  expect(fautes).toEqual([])
})

/**
 * The address that each function of a `*.paths.ts` makes, with where it is written: named steps
 * stand for any value.
 */
async function adressesEcrites(): Promise<{ forme: string; fichier: string; nom: string }[]> {
  const src = fileURLToPath(new URL('../../src/', import.meta.url))
  const fichiers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(f =>
    f.endsWith('.paths.ts'),
  )
  const ecrites = []
  for (const fichier of fichiers) {
    const module = (await import(`${src}${fichier}`)) as Record<string, Record<string, unknown>>
    for (const [nom, chemin] of Object.values(module).flatMap(chemins => Object.entries(chemins)))
      if (typeof chemin === 'function')
        ecrites.push({ forme: forme(String(chemin(...Array(5).fill(quelconque)))), fichier, nom })
  }
  return ecrites
}
/** Any identifier, or an object of identifiers. */
const quelconque = new Proxy(
  {},
  { get: (_, cle) => (cle === Symbol.toPrimitive ? () => ':x' : ':x') },
)
const forme = (adresse: string) => adresse.replace(/\?.*$/, '').replace(/:\w+/g, ':')
/** Every line of the application that makes an address, the declaration of its route aside. */
function usages(): string {
  const src = fileURLToPath(new URL('../../src/', import.meta.url))
  const lus = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    f => /\.tsx?$/.test(f) && !/\.(?:test|paths)\.tsx?$/.test(f),
  )
  return lus
    .map(f => readFileSync(`${src}${f}`, 'utf8').replaceAll(/^\s*path: .*$/gm, ''))
    .join('\n')
}

it('chaque page d’une chose (un dossier, une convocation, un rapport…) a un lien écrit quelque part, ou se rencontre en marchant', async () => {
  const declarees = p.routes.filter(
    r =>
      r.method === 'GET' &&
      quiTient(r.access).length > 0 &&
      r.url.includes(':') &&
      !(r.url in sansPorte),
  )
  expect(declarees.length).toBeGreaterThan(100)
  const rencontrees = new Set(visites.map(v => v.route))
  const ecrites = await adressesEcrites()
  const texte = usages()
  const liee = (url: string) =>
    ecrites.some(a => a.forme === forme(url) && new RegExp(`\\.${a.nom}\\b`).test(texte))
  expect(declarees.map(r => r.url).filter(url => !rencontrees.has(url) && !liee(url))).toEqual([])
})
