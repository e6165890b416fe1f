import type { Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'

/**
 * The two files that an import reads: the extraction of APPI as the courts' appointment tool
 * receives it (terrain §1.6), and ours.
 */
export type Format = 'appi' | 'fil-rouge'
export const formats: Record<Format, string> = {
  appi: 'extraction APPI',
  'fil-rouge': 'fichier Fil rouge',
}

type Colonne = { entete: string; libelle: string; exemple: string; obligatoire?: true }
/**
 * Columns of our file, in the order in which we write them; docs/echanges.md says the same to
 * people.
 */
export const colonnes = {
  numeroAppi: { entete: 'numero_appi', libelle: 'Numéro APPI', exemple: '202012345678' },
  nom: { entete: 'nom', libelle: 'Nom de naissance', exemple: 'MARTIN', obligatoire: true },
  nomUsage: { entete: 'nom_usage', libelle: 'Nom d’usage', exemple: 'DURAND' },
  prenoms: { entete: 'prenoms', libelle: 'Prénoms', exemple: 'Jeanne Marie', obligatoire: true },
  naissanceLe: {
    entete: 'naissance_le',
    libelle: 'Date de naissance',
    exemple: '31/01/1990',
    obligatoire: true,
  },
  naissanceLieu: { entete: 'naissance_lieu', libelle: 'Lieu de naissance', exemple: 'Metz' },
  sexe: { entete: 'sexe', libelle: 'Sexe', exemple: 'F, M ou X' },
  nationalite: { entete: 'nationalite', libelle: 'Nationalité', exemple: 'française' },
  langues: { entete: 'langues', libelle: 'Langues', exemple: 'français, turc' },
  interprete: { entete: 'interprete', libelle: 'Interprète', exemple: 'oui' },
  telephone: { entete: 'telephone', libelle: 'Téléphone', exemple: '06 39 98 12 34' },
  courriel: { entete: 'courriel', libelle: 'Courriel', exemple: 'jeanne@example.fr' },
  refuseSms: { entete: 'refuse_sms', libelle: 'Refuse les SMS', exemple: 'oui' },
  logement: {
    entete: 'logement',
    libelle: 'Logement',
    exemple: 'adresse, domiciliation, sans_domicile ou inconnu',
  },
  adresse: { entete: 'adresse', libelle: 'Adresse', exemple: '3 rue des Lilas' },
  adresseComplement: {
    entete: 'adresse_complement',
    libelle: 'Complément d’adresse',
    exemple: 'bâtiment B',
  },
  codePostal: { entete: 'code_postal', libelle: 'Code postal', exemple: '57000' },
  commune: { entete: 'commune', libelle: 'Commune', exemple: 'Metz' },
  domicilieChez: { entete: 'domicilie_chez', libelle: 'Domicilié chez', exemple: 'CCAS de Metz' },
  referent: { entete: 'referent', libelle: 'Référent', exemple: 'prénom et nom, ou courriel' },
  antenne: { entete: 'antenne', libelle: 'Antenne', exemple: 'nom de l’antenne' },
  suiviDepuisLe: { entete: 'suivi_depuis_le', libelle: 'Suivi depuis le', exemple: '01/03/2025' },
  mesure: { entete: 'mesure', libelle: 'Mesure', exemple: 'Sursis probatoire' },
  juridiction: {
    entete: 'juridiction',
    libelle: 'Juridiction',
    exemple: 'Tribunal judiciaire de Metz',
  },
  numeroParquet: { entete: 'numero_parquet', libelle: 'Numéro de parquet', exemple: '25012000123' },
  decisionLe: { entete: 'decision_le', libelle: 'Décision du', exemple: '12/02/2025' },
  debutLe: { entete: 'debut_le', libelle: 'Début de la mesure', exemple: '12/02/2025' },
  finLe: { entete: 'fin_le', libelle: 'Fin de la mesure', exemple: '12/02/2027' },
} as const satisfies Record<string, Colonne>
export type Champ = keyof typeof colonnes
export const champs = motsDe(colonnes)
export type Champs = Partial<Record<Champ, string>>

const APPI: Record<string, Champ> = {
  Prénom: 'prenoms',
  Nom: 'nom',
  'Date de naissance': 'naissanceLe',
  'Numéro de dossier': 'numeroAppi',
  'Mesure/Intervention': 'mesure',
}
/** Same word whatever its case, accents and punctuation. */
export const cleDe = (texte: string): string =>
  texte
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const enTetes: Record<Format, Map<string, Champ>> = {
  appi: new Map(Object.entries(APPI).map(([nom, champ]) => [cleDe(nom), champ])),
  'fil-rouge': new Map(champs.map(champ => [cleDe(colonnes[champ].entete), champ])),
}

export type Entete = { format: Format; champs: (Champ | null)[]; inconnues: string[] }
/**
 * Which of the two files this is, by its first line; otherwise the columns that each of them lacks
 * (terrain §1.6).
 */
export function reconnaitre(cellules: string[]): Entete | { manquent: Record<Format, string[]> } {
  const cles = new Set(cellules.map(cleDe))
  const requis: Record<Format, string[]> = {
    appi: Object.keys(APPI),
    'fil-rouge': champs
      .filter(champ => 'obligatoire' in colonnes[champ])
      .map(champ => colonnes[champ].entete),
  }
  const manquants = (format: Format) => requis[format].filter(nom => !cles.has(cleDe(nom)))
  const format = (['appi', 'fil-rouge'] as const).find(connu => manquants(connu).length === 0)
  if (!format) return { manquent: { appi: manquants('appi'), 'fil-rouge': manquants('fil-rouge') } }
  const trouves = cellules.map(cellule => enTetes[format].get(cleDe(cellule)) ?? null)
  return {
    format,
    champs: trouves,
    inconnues: cellules.filter((cellule, i) => cellule.trim() !== '' && trouves[i] === null),
  }
}

/** The names and birth date of a line, whatever the order, case and accents of the names. */
export const etatCivil = (champs: Champs): string =>
  `${cleDe(`${champs.nom ?? ''} ${champs.prenoms ?? ''}`)
    .split(' ')
    .sort()
    .join(' ')} ${champs.naissanceLe ?? ''}`
/**
 * Two lines are about one person when they carry one APPI number, or the same names and birth date
 * and not two numbers (charte C1.1).
 */
export const memePersonne = (champs: Champs, autre: Champs): boolean =>
  champs.numeroAppi && autre.numeroAppi
    ? champs.numeroAppi.toUpperCase() === autre.numeroAppi.toUpperCase()
    : etatCivil(champs) === etatCivil(autre)

/** What of a look-alike decides whether it is the same person. */
type Candidat = {
  numeroAppi: string | null
  naissanceLe: Jour
  serviceId: string | null
  ressemblance: number
}
export type Verdict<C> = {
  action: 'creer' | 'existe' | 'ailleurs' | 'a_choisir'
  candidat: C | null
  candidats: C[]
}
const CERTAIN = 0.9

/**
 * Whose line this is. The same APPI number, or the same birth date and nearly the same names, is
 * the same person; anything less is shown to the agent, who decides (charte C1.1: one dossier per
 * person, and no machine decides who is who).
 */
export function reconnaitrePersonne<C extends Candidat>(
  personne: { numeroAppi?: string | undefined; naissanceLe: Jour },
  candidats: C[],
  serviceId: string,
): Verdict<C> {
  const memeNumero = (valeur: C) =>
    personne.numeroAppi !== undefined && valeur.numeroAppi === personne.numeroAppi
  const autreNumero = (valeur: C) =>
    personne.numeroAppi !== undefined && valeur.numeroAppi !== null && !memeNumero(valeur)
  const memeEtatCivil = (valeur: C) =>
    valeur.naissanceLe === personne.naissanceLe && valeur.ressemblance >= CERTAIN
  const certains = candidats.filter(
    candidat =>
      (memeNumero(candidat) &&
        (candidat.naissanceLe === personne.naissanceLe || candidat.ressemblance >= CERTAIN)) ||
      (memeEtatCivil(candidat) && !autreNumero(candidat)),
  )
  const [seul] = certains
  if (candidats.length === 0) return { action: 'creer', candidat: null, candidats }
  if (!seul || certains.length > 1) return { action: 'a_choisir', candidat: null, candidats }
  return { action: seul.serviceId === serviceId ? 'existe' : 'ailleurs', candidat: seul, candidats }
}

export type Difference = { champ: string; libelle: string; avant: string | null; apres: string }
/**
 * What the file says and the sheet does not: a blank cell says nothing, and never empties a field
 * (charte C1.1).
 */
export function comparer(
  duFichier: Record<string, unknown>,
  fiche: Record<string, unknown>,
): Difference[] {
  return champs.flatMap(champ => {
    const apres = enMots(duFichier[champ])
    const avant = enMots(fiche[champ])
    if (!(champ in fiche) || apres === '' || memeValeur(champ, avant, apres)) return []
    const absent = avant === '' || (champ === 'logement' && avant === 'inconnu')
    return [{ champ, libelle: colonnes[champ].libelle, avant: absent ? null : avant, apres }]
  })
}
/** A difference that is only shown. */
export const A_NOTER = 'a_noter'
/**
 * What is written of the differences: the blanks are filled; what differs is replaced only if the
 * agent said so.
 */
export const aEcrire = (differences: Difference[], remplacer: boolean): Difference[] =>
  differences.filter(
    difference => difference.champ !== A_NOTER && (remplacer || difference.avant === null),
  )

const memeValeur = (champ: Champ, avant: string, apres: string): boolean => {
  if (champ === 'telephone') return avant.replace(/\D/g, '') === apres.replace(/\D/g, '')
  return avant === apres || (champ === 'logement' && apres === 'inconnu')
}
/**
 * A value as a cell says it: « oui » for a box, words apart by commas, nothing for what is absent.
 */
export const enMots = (valeur: unknown): string => {
  if (valeur === true) return 'oui'
  if (Array.isArray(valeur)) return valeur.join(', ')
  return valeur === false || valeur == null ? '' : String(valeur)
}
