import { z } from 'zod'
import { estJour, existe } from './date.ts'
import { cheminDIci } from './http/retour.ts'

const enFrancais = z.locales.fr().localeError
/**
 * What a schema without words of its own says of a value that is not there, or that is of no shape
 * that a field has: what to do, not which type.
 */
const sansTypes: z.core.$ZodErrorMap = probleme => {
  const { code, input } = probleme
  if (code === 'invalid_type' || code === 'invalid_value')
    return input === undefined || input === null || input === '' || Number.isNaN(input)
      ? ABSENT
      : MAUVAIS
  if (
    code === 'invalid_union' ||
    code === 'invalid_key' ||
    code === 'invalid_element' ||
    code === 'unrecognized_keys'
  )
    return MAUVAIS
  if (code === 'invalid_format') return MAUVAIS
  return enFrancais(probleme)
}
const ABSENT =
  'Il manque une valeur que la page envoie : rechargez la page, remplissez-la et envoyez de nouveau.'
const MAUVAIS =
  'Cette valeur n’est pas de celles que la page propose : rechargez la page, choisissez de nouveau et envoyez.'
z.config({ localeError: sansTypes })

/**
 * Of what is typed, each field that its schema can read: what the rules may already say of it while
 * another is still wrong.
 */
export function lisible<F extends z.ZodRawShape>(
  { shape }: z.ZodObject<F>,
  values: Record<string, unknown>,
) {
  const lus = Object.entries(shape).flatMap(([champ, schema]) => {
    const { success, data } = z.safeParse(schema, values[champ])
    return success && data !== undefined ? [[champ, data] as const] : []
  })
  return Object.fromEntries(lus) as Partial<z.output<z.ZodObject<F>>>
}
/** A day typed in a date field. */
export const jourSaisi = (message = 'Indiquez une date.') =>
  z
    .string({ error: message })
    .refine(existe, { error: 'Cette date n’existe pas : écrivez-la jj/mm/aaaa.', abort: true })
    // A year of five digits, or of two, is a slip; and what is added to the last days that exist
    // has no date.
    .refine(estJour, { error: 'Vérifiez l’année : elle est entre 1900 et 2199.' })
    .transform(valeur => valeur)
/** An hour, HH:MM. */
export const heureSaisie = (message = 'Indiquez une heure.') =>
  z
    .string({ error: message })
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Écrivez l’heure ainsi : 14:30.' })
/**
 * Every character that begins a line: in a name it would begin one of an SMS, of a calendar, of a
 * letter’s address.
 */
const FIN_DE_LIGNE = /[\n\v\f\r\u0085\u2028\u2029]/
const auPlus = (max: number) => ({ error: `Au plus ${max} caractères.` })
/** A text of several lines that is required. */
export const lignes = (message: string, max = 200) =>
  z.string({ error: message }).trim().min(1, { error: message }).max(max, auPlus(max))
/** A text of several lines that may be left out. */
export const lignesOuRien = (max = 200) => z.string().trim().max(max, auPlus(max)).optional()
const surUneLigne = (texte: string) => !FIN_DE_LIGNE.test(texte)
const UNE_LIGNE = { error: 'Écrivez ceci sur une seule ligne, sans retour à la ligne.' }
/** A text of one line that is required. */
export const mots = (message: string, max = 200) =>
  lignes(message, max).refine(surUneLigne, UNE_LIGNE)
/** A text of one line that may be left out. */
export const motsOuRien = (max = 200) =>
  z.string().trim().max(max, auPlus(max)).refine(surUneLigne, UNE_LIGNE).optional()
/**
 * A motive is read by somebody else, later: three letters at least, so that neither a point nor a
 * dash stands for one.
 */
export const enMots = (texte: string | undefined) =>
  !texte || (texte.match(/\p{L}/gu) ?? []).length >= 3
const EN_MOTS = {
  error: 'Écrivez le motif en mots, trois lettres au moins : un autre que vous le lira.',
}
/** Why, in one line. */
export const motif = (message: string, max = 500) => mots(message, max).refine(enMots, EN_MOTS)
/** Why, in several lines. */
export const motifEnLignes = (message: string, max = 1000) =>
  lignes(message, max).refine(enMots, EN_MOTS)
/** Why, where it may be left out. */
export const motifOuRien = (max = 500) => motsOuRien(max).refine(enMots, EN_MOTS)
/** Why, in several lines, where it may be left out. */
export const motifEnLignesOuRien = (max = 500) => lignesOuRien(max).refine(enMots, EN_MOTS)
export const DEMANDE_EN_MOTS = {
  error: 'Dites-le en mots, trois lettres au moins : un autre que vous le lira.',
}
/** What is asked of somebody else, in one line: they read it as a motive is read. */
export const demande = (message: string, max = 500) =>
  mots(message, max).refine(enMots, DEMANDE_EN_MOTS)
/** What is asked of somebody else, where it may be left out. */
export const demandeOuRien = (max = 500) => motsOuRien(max).refine(enMots, DEMANDE_EN_MOTS)
/** What is asked of somebody else, in several lines. */
export const demandeEnLignes = (message: string, max = 2000) =>
  lignes(message, max).refine(enMots, DEMANDE_EN_MOTS)
/** What is asked of somebody else, in several lines, where it may be left out. */
export const demandeEnLignesOuRien = (max = 500) =>
  lignesOuRien(max).refine(enMots, DEMANDE_EN_MOTS)
/** A long text, kept as typed; 100,000 characters is a long day's work. */
export const texteLong = (message?: string) =>
  z
    .string({ error: message ?? 'Écrivez quelque chose.' })
    .max(100_000, { error: 'Au plus 100 000 caractères.' })
/** A box: « oui », or absent. */
export const caseCochee = z
  .literal('oui')
  .optional()
  .transform(valeur => valeur === 'oui')
export const unParmi = <T extends string>(
  choix: readonly T[],
  message = 'Choisissez dans la liste.',
) => z.enum(choix, { error: message })
export const identifiant = (message = 'Choisissez dans la liste.') => z.uuid({ error: message })
const PIECES: Record<string, string> = {
  id: '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}',
  cle: '[a-z0-9_]{2,40}',
  jour: String.raw`\d{4}-\d{2}-\d{2}`,
  heure: String.raw`(?:[01]\d|2[0-3]):[0-5]\d`,
}
const formeDe = (forme: string) =>
  new RegExp(
    `^${forme.replace(/\{(id|cle|jour|heure)\}/g, (_, piece: string) => PIECES[piece] ?? '')}$`,
  )
const IDENTIFIANT = formeDe('{id}')
export const estIdentifiant = (valeur: string): boolean => IDENTIFIANT.test(valeur)
/** What a button of a list carries, in pieces: `{id}|{jour}|{heure}` is a slot. Its days exist. */
export function choixEnPieces(forme: string, message = 'Choisissez dans la liste.') {
  const attendue = formeDe(forme)
  const jours = new RegExp(PIECES.jour ?? '', 'g')
  const estBien = (valeur: string) =>
    attendue.test(valeur) &&
    (valeur.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '').match(jours) ?? []).every(estJour)
  return z.string({ error: message }).refine(estBien, { error: message })
}
/** Several rows of a list, or the one word that says none of them. */
export const plusieursOu = <T extends string>(aucun: T) =>
  z.array(z.union([z.uuid(), z.literal(aucun)])).default([])
export const entier = (min: number, max: number, message: string) =>
  z.coerce
    .number({ error: message })
    .int({ error: message })
    .min(min, { error: message })
    .max(max, { error: message })
/** The version of what the agent saw when the form was opened. */
/** What an `integer` of the base holds. */
const ENTIER_MAX = 2_147_483_647
export const versionVue = z.coerce.number().int().min(0).max(ENTIER_MAX)
export const parDossier = z.object({ dossierId: z.uuid() })

/** The address of a page of ours, as a browser would read it. */
export const adresseDIci = z
  .string()
  .max(300)
  .refine(
    adresse => cheminDIci(adresse) === adresse,
    'Cette adresse n’est pas celle d’une page de Fil rouge.',
  )
