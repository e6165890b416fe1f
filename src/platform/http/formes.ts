import type { z } from 'zod'
import type { Erreurs, Valeurs } from './corps.ts'

type Def = {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
}
const defDe = (schema: z.ZodType) => schema.def as unknown as Def
/**
 * Schemas that say nothing of the shape of what was sent: a file is bytes, a choice is a word or an
 * identifier.
 */
const libres = new Set(['any', 'unknown', 'custom', 'union', 'transform', 'file', 'record'])
const estObjet = (v: unknown): v is Valeurs =>
  v !== null && typeof v === 'object' && !Array.isArray(v) && !Buffer.isBuffer(v)

/**
 * What was typed, in the shape that its form has: a text where it reads a text, a list of lines
 * where it reads lines. What a crafted body put elsewhere is refused by the schema on its field,
 * and is not shown again: no page has to doubt the shape of what it shows.
 */
export function enForme(schema: z.ZodType, valeur: unknown): unknown {
  const def = defDe(schema)
  if (def.innerType) return enForme(def.innerType, valeur)
  if (def.type === 'pipe' && def.in) return enForme(def.in, valeur)
  if (libres.has(def.type)) return valeur
  if (def.shape) return ligneEnForme(def.shape, valeur)
  if (def.element) return Array.isArray(valeur) ? listeEnForme(def.element, valeur) : undefined
  return valeur !== null && typeof valeur === 'object' ? undefined : valeur
}
function ligneEnForme(shape: Record<string, z.ZodType>, valeur: unknown): Valeurs {
  if (!estObjet(valeur)) return {}
  const champs = Object.entries(valeur).map(
    ([cle, v]) =>
      [cle, Object.hasOwn(shape, cle) ? enForme(shape[cle] as z.ZodType, v) : v] as const,
  )
  return Object.fromEntries(champs.filter(([, v]) => v !== undefined))
}
/** A line keeps its rank, which its errors name. */
const listeEnForme = (element: z.ZodType, lignes: unknown[]): unknown[] =>
  lignes.map(ligne => enForme(element, ligne) ?? '')

/** Without U+0000 nor halves of characters. */
const lisible = (texte: string) => texte.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '')
const PAS_GARDE =
  'Ce texte contient un caractère qui ne peut pas être gardé : effacez-le et tapez-le de nouveau.'
/**
 * Fields that hold what a database cannot, in their text or in their name: U+0000, or half of a
 * character. Everything else is kept as it was typed.
 */
export function caracteresInterdits(valeur: unknown, chemin: readonly string[] = []): Erreurs {
  if (typeof valeur === 'string')
    return valeur !== lisible(valeur) ? { [chemin.join('.')]: [PAS_GARDE] } : {}
  if (Array.isArray(valeur))
    return Object.assign(
      {},
      ...valeur.map((brute, i) => caracteresInterdits(brute, [...chemin, String(i)])),
    )
  if (!estObjet(valeur)) return {}
  return Object.assign(
    {},
    ...Object.entries(valeur).map(([cle, v]) => ({
      ...caracteresInterdits(cle, [...chemin, lisible(cle)]),
      ...caracteresInterdits(v, [...chemin, lisible(cle)]),
    })),
  )
}
/** The same without them: what may be shown again and kept while it is refused. */
export function sansInterdits(valeur: unknown): unknown {
  if (typeof valeur === 'string') return lisible(valeur)
  if (Array.isArray(valeur)) return valeur.map(sansInterdits)
  if (!estObjet(valeur)) return valeur
  return Object.fromEntries(
    Object.entries(valeur).map(([cle, v]) => [lisible(cle), sansInterdits(v)]),
  )
}
