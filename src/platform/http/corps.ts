import qs from 'qs'
import type { z } from 'zod'

export type Valeurs = Record<string, unknown>
export type Erreurs = Record<string, string[]>

/** Form body to nested values: `etapes[0][quoi]` is `{ etapes: [{ quoi }] }`. */
export const lireCorps = (texte: string): Valeurs =>
  qs.parse(texte, {
    depth: 6,
    arrayLimit: 500,
    parameterLimit: 5000,
    plainObjects: false,
    ignoreQueryPrefix: true,
  }) as Valeurs

/** A body that no form of ours can have sent. */
export class Illisible extends Error {
  readonly statusCode: number
  constructor(statusCode = 400) {
    super('corps illisible')
    this.statusCode = statusCode
  }
}
/** Our forms hold lists of lines of texts: `etapes[0][quoi]`. */
const PROFONDEUR = 12
/** Line ends as the web wrote them become ours. */
export function normaliser(valeur: unknown, profondeur = 0): unknown {
  if (profondeur > PROFONDEUR) throw new Illisible()
  if (typeof valeur === 'string') return valeur.replaceAll('\r\n', '\n')
  if (Array.isArray(valeur)) return valeur.map(brute => normaliser(brute, profondeur + 1))
  if (estObjet(valeur))
    return Object.fromEntries(
      Object.entries(valeur).map(([cle, v]) => [cle, normaliser(v, profondeur + 1)]),
    )
  return valeur
}

/**
 * What the schema reads: a field left blank is absent, and the fields of the form itself (`_jeton`,
 * `_cle`, `_geste`) are not input.
 */
export function sansBlancs(valeur: unknown): unknown {
  if (Array.isArray(valeur)) return valeur.map(sansBlancs)
  if (!estObjet(valeur)) return valeur
  return Object.fromEntries(
    Object.entries(valeur).flatMap(([cle, v]) =>
      cle.startsWith('_') || (typeof v === 'string' && v.trim() === '')
        ? []
        : [[cle, sansBlancs(v)]],
    ),
  )
}

/** Messages by path (`etapes.0.quoi`), in French. */
export function erreursDe(erreur: z.ZodError): Erreurs {
  const erreurs: Erreurs = {}
  for (const { path, message } of erreur.issues) {
    const cle = path.map(String).join('.')
    erreurs[cle] ??= []
    erreurs[cle].push(message)
  }
  return erreurs
}

/**
 * A gesture is a submit button named `_geste` that changes the form without saving it, so that
 * lists grow without JavaScript: `ajouter:etapes` adds an empty line, `retirer:etapes.2` takes one
 * away, `monter:etapes.2` exchanges it with the one before.
 */
export function appliquerGeste(valeurs: Valeurs, geste: string): Valeurs {
  const [verbe, chemin = ''] = geste.split(':')
  const copie = structuredClone(valeurs)
  const cles = chemin.split('.')
  const indice = verbe === 'ajouter' ? null : Number(cles.pop())
  const liste = listeEn(copie, cles)
  if (!liste) return copie
  if (indice === null) liste.push({})
  else if (verbe === 'retirer') liste.splice(indice, 1)
  else if (verbe === 'monter' && indice > 0 && indice < liste.length)
    liste.splice(indice - 1, 2, liste[indice], liste[indice - 1])
  return copie
}

function listeEn(racine: Valeurs, cles: string[]): unknown[] | null {
  let noeud: unknown = racine
  for (const [i, cle] of cles.entries()) {
    if (!noeud || typeof noeud !== 'object' || cle === '__proto__') return null
    const objet = noeud as Record<string, unknown>
    if (i === cles.length - 1 && objet[cle] === undefined) objet[cle] = []
    noeud = objet[cle]
  }
  return Array.isArray(noeud) ? noeud : null
}

const estObjet = (valeur: unknown): valeur is Record<string, unknown> =>
  valeur !== null &&
  typeof valeur === 'object' &&
  !Buffer.isBuffer(valeur) &&
  !Array.isArray(valeur)
