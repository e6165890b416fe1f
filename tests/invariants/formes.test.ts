import { afterAll, beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Fonction } from '../../src/moyens/index.ts'

import { lireCorps } from '../../src/platform/http/corps.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { routeDe } from '../../src/platform/http/portes.ts'
import { application, type Essai, Navigateur, nouvelEssai } from '../base.ts'
import { aEnvoyer, type Champ, decoder, type Formulaire, formulaires } from './page.ts'
import { comptes, parcourir } from './parcourir.ts'

/** Fields that no schema reads, and what reads them. */
const POUR_LA_PAGE: Record<string, string> = {
  semaine: 'la semaine que la page montre',
  vu: 'ce que la page montrait, relu quand un collègue a écrit entretemps',
  vues: 'les obligations que la page montrait, relues de même',
}

/** Those whose forms are not all those of another. */
const MARCHEURS: Fonction[] = [
  'travailleur_social',
  'dpip',
  'dfspip',
  'administratif',
  'jap',
  'greffe',
  'bex',
  'administrateur',
]

let e: Essai
let p: Plateforme
const vus: Rendu[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  for (const fonction of MARCHEURS) {
    const n = await new Navigateur(p).entrer(comptes[fonction])
    const visites = await parcourir(p, fonction, {
      parRoute: 1,
      parMot: true,
      max: 220,
      navigateurs: new Map([[fonction, n]]),
    })
    for (const v of visites)
      if (v.statut === 200 && v.type.startsWith('text/html')) {
        const lus = formulaires(v.texte, v.url)
        vus.push(...lus.flatMap(f => rendusDe(fonction, f)))
        for (const f of lus) vus.push(...(await apresGestes(n, fonction, f)))
      }
  }
}, 240_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** A form as it is rendered, for one of the commands that its buttons send it to. */
type Rendu = { fonction: Fonction; route: string; schema: z.ZodType; formulaire: Formulaire }
function rendusDe(fonction: Fonction, formulaire: Formulaire): Rendu[] {
  if (formulaire.methode !== 'POST') return []
  const cibles = [
    formulaire.action,
    ...[...formulaire.html.matchAll(/\sformaction="([^"]+)"/g)].map(([, a = '']) => decoder(a)),
  ]
  return cibles.flatMap(action => {
    const route = routeDe(p, action, 'POST')
    return route?.command
      ? [{ fonction, route: route.url, schema: route.command.input as z.ZodType, formulaire }]
      : []
  })
}
/**
 * The form once each gesture that adds a line to it was made: its lines are rendered, nothing is
 * saved.
 */
const faits = new Set<string>()
async function apresGestes(n: Navigateur, fonction: Fonction, f: Formulaire): Promise<Rendu[]> {
  const gestes = [...f.html.matchAll(/name="_geste" value="(ajouter:[^"]+)"/g)].map(([, g = '']) =>
    decoder(g),
  )
  const rendus: Rendu[] = []
  for (const _geste of gestes) {
    const cle = `${routeDe(p, f.action, 'POST')?.url} ${_geste}`
    if (faits.has(cle) || f.multipart) continue
    faits.add(cle)
    const { statut, texte } = await n.envoyer(f.action, {
      ...Object.fromEntries(aEnvoyer(f)),
      _geste,
    })
    expect(statut, cle).toBe(200)
    rendus.push(...formulaires(texte, f.action).flatMap(x => rendusDe(fonction, x)))
  }
  return rendus
}

type Def = {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  shape?: Formes
}
type Formes = Record<string, z.ZodType>
const defDe = (schema: z.ZodType) => schema.def as unknown as Def
const objet = (v: unknown): v is Record<string, unknown> =>
  v !== null && typeof v === 'object' && !Array.isArray(v)

/**
 * Where what was sent has not the shape that a schema reads: a text for one value, a list for
 * several, lines for lines. `offerte`: nor its value.
 */
function ecarts(schema: z.ZodType, v: unknown, offerte: boolean, chemin = ''): string[] {
  const def = defDe(schema)
  const ou = (cle: string) => (chemin ? `${chemin}.${cle}` : cle)
  if (def.innerType) return ecarts(def.innerType, v, offerte, chemin)
  // What is arranged before it is read has the shape of what is read: one way to send it.
  if (def.type === 'pipe')
    return ecarts(
      (defDe(def.in as z.ZodType).type === 'transform' ? def.out : def.in) as z.ZodType,
      v,
      offerte,
      chemin,
    )
  if (def.type === 'any' || def.type === 'unknown' || def.type === 'custom' || def.type === 'file')
    return []
  if (def.options) {
    const essais = def.options.map(o => ecarts(o, v, offerte, chemin))
    return essais.find(x => x.length === 0) ?? essais[0] ?? []
  }
  if (def.type === 'record') return objet(v) ? [] : [`${chemin} : des lignes nommées sont lues`]
  if (def.shape) {
    const formes = def.shape
    if (!objet(v)) return [`${chemin} : une ligne est lue, ${dit(v)} est envoyé`]
    return Object.entries(v).flatMap(([cle, x]) => {
      if (cle.startsWith('_') || (chemin === '' && cle in POUR_LA_PAGE)) return []
      return formes[cle]
        ? ecarts(formes[cle] as z.ZodType, x, offerte, ou(cle))
        : [`${ou(cle)} : personne ne le lit`]
    })
  }
  if (def.element) {
    const { element } = def
    return Array.isArray(v)
      ? v.flatMap(x => ecarts(element, x, offerte, ou('[]')))
      : [`${chemin} : une liste est lue, ${dit(v)} est envoyé`]
  }
  if (typeof v !== 'string') return [`${chemin} : une valeur est lue, ${dit(v)} est envoyé`]
  return offerte && v !== '' && !schema.safeParse(v).success
    ? [`${chemin} : la valeur proposée « ${v} » n’est pas lue`]
    : []
}
const dit = (v: unknown) => {
  if (Array.isArray(v)) return 'une liste'
  return objet(v) ? 'un groupe' : 'un texte'
}

/** The schema that reads a field, by its name; null where none does. */
function lecteur(schema: z.ZodType, pas: string[]): z.ZodType | null {
  const def = defDe(schema)
  if (def.innerType && pas.length > 0) return lecteur(def.innerType, pas)
  if (def.type === 'pipe' && pas.length > 0)
    return lecteur(
      (defDe(def.in as z.ZodType).type === 'transform' ? def.out : def.in) as z.ZodType,
      pas,
    )
  const [premier = '', ...suite] = pas
  if (pas.length === 0) return schema
  if (def.options) return def.options.map(o => lecteur(o, pas)).find(x => x !== null) ?? null
  if (def.element) return lecteur(def.element, suite)
  return def.shape?.[premier] ? lecteur(def.shape[premier] as z.ZodType, suite) : null
}
const pasDe = (nom: string) => nom.split(/[[\]]+/).filter((x, i) => x !== '' || i === 0)

const aCocher = (c: Champ) => c.genre.startsWith('checkbox') || c.genre.startsWith('radio')
const corps = (paires: [string, string][]) => lireCorps(new URLSearchParams(paires).toString())
/** What a browser may send: every box ticked, or one of each name; one radio of each name. */
function envois(f: Formulaire): Record<string, unknown>[] {
  const un = new Map<string, [string, string]>()
  for (const c of f.champs) if (aCocher(c)) un.set(c.nom, [c.nom, c.valeur])
  const autres = f.champs
    .filter(c => !aCocher(c) && c.genre !== 'file')
    .map(c => [c.nom, c.valeur] as [string, string])
  const radios = [...un.values()].filter(([nom]) =>
    f.champs.some(c => c.nom === nom && c.genre.startsWith('radio')),
  )
  const boites = f.champs
    .filter(c => c.genre.startsWith('checkbox'))
    .map(c => [c.nom, c.valeur] as [string, string])
  return [corps([...autres, ...un.values()]), corps([...autres, ...radios, ...boites])]
}
/** Each value that a box, a radio or a list offers, alone. */
function offertes(f: Formulaire): [string, string][] {
  const options = [
    ...f.html.matchAll(
      /<select\b(?:[^>"]|"[^"]*")*\sname="([^"]+)"(?:[^>"]|"[^"]*")*>([\s\S]*?)<\/select>/g,
    ),
  ].flatMap(([, nom = '', contenu = '']) =>
    [...contenu.matchAll(/<option\b[^>]*?\svalue="([^"]*)"/g)].map(
      ([, v = '']) => [decoder(nom), decoder(v)] as [string, string],
    ),
  )
  return [...f.champs.filter(aCocher).map(c => [c.nom, c.valeur] as [string, string]), ...options]
}

it('chaque formulaire envoie chaque champ dans la forme que sa commande lit, et n’offre que des valeurs qu’elle lit', () => {
  const fautes = new Set<string>()
  for (const { route, schema, formulaire } of vus) {
    for (const envoi of envois(formulaire))
      for (const x of ecarts(schema, envoi, false)) fautes.add(`${route} : ${x}`)
    for (const offerte of offertes(formulaire))
      for (const x of ecarts(schema, corps([offerte]), true)) fautes.add(`${route} : ${x}`)
  }
  expect([...fautes].sort()).toEqual([])
  expect(new Set(vus.map(v => v.route)).size).toBeGreaterThan(60)
})

it('un champ d’une ligne refuse d’en recevoir deux, un champ de plusieurs les garde (invariant 3)', () => {
  const fautes = new Set<string>()
  let [courts, longs] = [0, 0]
  for (const { route, schema, formulaire } of vus)
    for (const { nom, genre } of formulaire.champs) {
      const lu =
        ['text', 'search', 'tel', 'email', 'textarea'].includes(genre) &&
        lecteur(schema, pasDe(nom))
      if (!lu) continue
      const deux = lu.safeParse('Une ligne\nATTENDEE:mailto:a@exemple.invalid').success
      if (genre === 'textarea') longs += 1
      else courts += 1
      if (deux !== (genre === 'textarea'))
        fautes.add(`${route} : ${nom} (${genre}) ${deux ? 'en reçoit deux' : 'les refuse'}`)
    }
  expect([...fautes].sort()).toEqual([])
  expect([courts > 200, longs > 40]).toEqual([true, true])
})
