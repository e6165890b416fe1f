import { parse } from 'csv-parse/sync'
import { telleQuelle } from '../platform/csv.ts'
import { motsDe } from '../platform/mots.ts'
import { Refused } from '../platform/refusal.ts'
import {
  type Champs,
  colonnes,
  type Entete,
  type Format,
  formats,
  reconnaitre,
} from './fichier.rules.ts'

export type LigneLue = { numero: number; champs: Champs; fautes: Faute[] }
export type Faute = { colonne: string | null; message: string }
export type Lecture = { format: Format; inconnues: string[]; lignes: LigneLue[] }
const LIGNES_MAX = 50_000

/**
 * UTF-8 when the bytes are valid UTF-8, otherwise the Latin-1 of the former tool (with the
 * characters that Windows added to it).
 */
function enTexte(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('windows-1252').decode(octets)
  }
}

/**
 * The lines of a file with their number in it; refuses what is neither of the two files, saying
 * what is missing.
 */
export function lire(octets: Uint8Array): Lecture {
  if (octets[0] === 0x50 && octets[1] === 0x4b)
    throw refus(
      'pas_un_csv',
      'Ce fichier est un classeur ou un zip : dans le tableur, enregistrez-le en CSV (« Enregistrer sous »), puis déposez-le.',
    )
  const texte = enTexte(octets)
  const premiere = texte.slice(0, texte.search(/\r?\n|$/))
  const separateur =
    (premiere.match(/;/g)?.length ?? 0) >= (premiere.match(/,/g)?.length ?? 0) ? ';' : ','
  const [entete, ...reste] = decouper(texte, separateur)
  if (!entete) throw refus('fichier_vide', 'Ce fichier est vide.')
  const connu = reconnaitre(entete.record)
  if ('manquent' in connu) throw refus('format_inconnu', direCeQuiManque(connu.manquent))
  if (reste.length === 0)
    throw refus('fichier_sans_ligne', 'Ce fichier n’a que sa ligne d’en-tête.')
  if (reste.length > LIGNES_MAX)
    throw refus('fichier_trop_long', `Ce fichier a plus de ${LIGNES_MAX} lignes : coupez-le.`)
  return {
    format: connu.format,
    inconnues: connu.inconnues,
    lignes: reste.map(decoupe => ligneDe(connu, decoupe)),
  }
}

type Decoupe = { record: string[]; info: { lines: number } }
function decouper(texte: string, separateur: string): Decoupe[] {
  try {
    // With `info`, each record comes with its line; the package's types do not say so.
    return parse(texte, {
      delimiter: separateur,
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Decoupe[]
  } catch (erreur) {
    const { lines } = erreur as { lines?: number }
    throw refus(
      'csv_illisible',
      `La ligne ${lines ?? '?'} ne se lit pas : un guillemet ouvert n’est pas refermé, ou suit un texte sans séparateur.`,
    )
  }
}

function ligneDe(entete: Entete, { record, info }: Decoupe): LigneLue {
  const champs: Champs = {}
  for (const [i, champ] of entete.champs.entries()) {
    const valeur = telleQuelle(record[i] ?? '')
      .replaceAll('\u0000', '')
      .trim()
    if (champ && valeur) champs[champ] = valeur
  }
  const fautes =
    record.length > entete.champs.length
      ? [
          {
            colonne: null,
            message: `Cette ligne a ${record.length} cellules pour ${entete.champs.length} colonnes : un séparateur est de trop.`,
          },
        ]
      : []
  return { numero: info.lines, champs, fautes }
}

const refus = (code: string, message: string) => new Refused([{ code, champ: 'fichier', message }])

function direCeQuiManque(manquent: Record<Format, string[]>): string {
  const dits = motsDe(formats).map(
    format =>
      `${formats[format]} : il manque ${manquent[format].map(cle => `« ${cle} »`).join(', ')}`,
  )
  return `Les colonnes de ce fichier ne sont pas celles que nous lisons (${dits.join(' ; ')}).`
}

/** The column of a field as the agent knows it. */
export const colonneDe = (champ: string): string =>
  champ in colonnes ? colonnes[champ as keyof typeof colonnes].libelle : champ
