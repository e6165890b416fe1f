import { parse } from 'csv-parse/sync'
import { telleQuelle } from '../platform/csv.ts'
import { Refused } from '../platform/refusal.ts'
import { type Colonne, cleDe, colonnes, type LigneLue } from './ressort.rules.ts'

const LIGNES_MAX = 40_000
const refus = (code: string, message: string) => new Refused([{ code, champ: 'fichier', message }])

/**
 * UTF-8 when the bytes are valid UTF-8, otherwise what a spreadsheet of the ministry's desktops
 * writes.
 */
function enTexte(octets: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    return new TextDecoder('windows-1252').decode(octets)
  }
}

type Decoupe = { record: string[]; info: { lines: number } }
function decouper(texte: string): Decoupe[] {
  try {
    // With `info`, each record comes with its line; the package's types do not say so.
    return parse(texte, {
      delimiter: ';',
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Decoupe[]
  } catch (erreur) {
    const { lines } = erreur as { lines?: number }
    throw refus(
      'csv_illisible',
      `La ligne ${lines ?? '?'} ne se lit pas : un guillemet ouvert n’est pas refermé.`,
    )
  }
}

/**
 * The lines of a file of ressort with their number in it; refuses what is not one, saying which
 * columns are missing.
 */
export function lireRessort(octets: Uint8Array): LigneLue[] {
  if (octets[0] === 0x50 && octets[1] === 0x4b)
    throw refus(
      'pas_un_csv',
      'Ce fichier est un classeur : dans le tableur, enregistrez-le en CSV (point-virgule), puis déposez-le.',
    )
  const [entete, ...reste] = decouper(enTexte(octets))
  if (!entete) throw refus('fichier_vide', 'Ce fichier est vide.')
  const places = entete.record.map(cle => colonnes.find(nom => cleDe(nom) === cleDe(cle)) ?? null)
  const manquent = colonnes.filter(colonne => colonne !== 'antenne' && !places.includes(colonne))
  if (manquent.length > 0)
    throw refus(
      'colonnes',
      `Il manque ${manquent.map(cle => `« ${cle} »`).join(', ')} en première ligne ; le séparateur est le point-virgule.`,
    )
  if (reste.length === 0) throw refus('sans_ligne', 'Ce fichier n’a que sa ligne d’en-tête.')
  if (reste.length > LIGNES_MAX)
    throw refus('trop_long', `Ce fichier a plus de ${LIGNES_MAX} lignes : coupez-le.`)
  return reste.map(({ record, info }) => ({
    numero: info.lines,
    cellules: cellulesDe(places, record),
    trop: record.length > places.length,
  }))
}

function cellulesDe(places: (Colonne | null)[], record: string[]): LigneLue['cellules'] {
  const cellules: LigneLue['cellules'] = {}
  for (const [i, colonne] of places.entries()) {
    const valeur = telleQuelle(record[i] ?? '')
      .replaceAll('\u0000', '')
      .trim()
    if (colonne && valeur) cellules[colonne] = valeur
  }
  return cellules
}
