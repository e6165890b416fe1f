import {
  afficherHeure,
  afficherJour,
  afficherJourCourt,
  ajouterJours,
  type Jour,
} from '../platform/date.ts'
import { phrase } from '../platform/phrase.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * Where a person lives, as the courts' appointment tool asks it (terrain §1.1): a commune, or none,
 * or abroad.
 */
export const situations = {
  commune: 'Une commune',
  sans_domicile: 'Sans domicile',
  etranger: 'À l’étranger',
  inconnue: 'On ne le sait pas',
} as const
export type Situation = keyof typeof situations
export const TYPE_SPIP = 'sortie_audience_spip'
export const TYPES_SAP = ['sortie_audience_sap', 'sap_ddse'] as const

const refuser = (code: string, message: string, champ: string): Refusal[] => [
  { code, message, champ },
]

/**
 * A person leaves the hearing with a day and an hour, at the SPIP, at the court, or both (terrain
 * §5: a summons without its hour).
 */
export const refusSansCreneau = (spip: string | undefined, sap: string | undefined): Refusal[] =>
  spip || sap
    ? []
    : refuser(
        'sans_creneau',
        'Choisissez un créneau au SPIP, au tribunal, ou les deux.',
        'creneauSpip',
      )

/**
 * Where the table says who is competent, another choice has its reason; where it says nothing, the
 * agent chooses (charte C3.2).
 */
export const refusDuChoix = (
  proposes: readonly (string | null)[],
  choisi: string,
  motif: string | undefined,
): Refusal[] =>
  motif || proposes.every(propose => propose === null) || proposes.includes(choisi)
    ? []
    : refuser(
        'choix_sans_motif',
        'Ce n’est pas le service ou le tribunal proposé : dites pourquoi.',
        'motifDuChoix',
      )

/** A hearing has taken place when what it decided is handed over (charte C3.3). */
export function refusDAudience(audienceLe: Jour, aujourdhui: Jour, naissanceLe: Jour): Refusal[] {
  if (audienceLe > aujourdhui)
    return refuser('audience_future', 'La date de l’audience est dans l’avenir.', 'audienceLe')
  if (audienceLe <= naissanceLe)
    return refuser(
      'audience_avant_naissance',
      'La date de l’audience est avant la naissance de la personne.',
      'audienceLe',
    )
  return []
}
/**
 * What is handed over on leaving the hearing is of that day; a year later, the year was most often
 * mistyped: it is asked.
 */
const JOURS_SANS_QUESTION = 365
export const refusDAudienceAncienne = (
  audienceLe: Jour,
  aujourdhui: Jour,
  malgre: boolean,
): Refusal[] =>
  malgre || audienceLe >= ajouterJours(aujourdhui, -JOURS_SANS_QUESTION)
    ? []
    : refuser(
        'audience_ancienne',
        'L’audience a plus d’un an : vérifiez sa date. Si elle est juste, cochez « Convoquer malgré ce qui précède ».',
        'audienceLe',
      )

type Deja = { le: Jour; heure: string; parNom: string }
/**
 * One decision, one first appointment at the SPIP: a second is given knowingly (terrain §4: two
 * summonses, and nobody knows which counts).
 */
export const refusDeSecondeConvocation = (deja: readonly Deja[], malgre: boolean): Refusal[] =>
  malgre
    ? []
    : deja.flatMap(({ le, heure, parNom }) =>
        refuser(
          'deja_convoquee_au_spip',
          `Pour cette décision, la personne est déjà convoquée au SPIP le ${afficherJour(le)} à ${afficherHeure(heure)} (par ${parNom}). Pour en donner une autre, cochez « Convoquer malgré ce qui précède ».`,
          'creneauSpip',
        ),
      )

/**
 * One joins a dossier that the search has shown, and no other (besoin d’en connaître: terrain §1.2,
 * unscoped look-ups).
 */
export const refusDePersonne = (personne: string, montres: readonly string[]): Refusal[] =>
  personne === 'nouvelle' || montres.includes(personne)
    ? []
    : refuser(
        'hors_recherche',
        'Cette personne n’est pas dans votre recherche : refaites-la.',
        'personne',
      )

/**
 * A closed dossier opens again because somebody says so, never in passing (charte C9.1: the thread
 * is decided, not guessed).
 */
export const refusDeRouvrir = (closLe: Jour | null, rouvrir: boolean): Refusal[] =>
  closLe === null || rouvrir
    ? []
    : refuser(
        'rouverture_a_dire',
        'Ce dossier est clos : pour convoquer, cochez « Rouvrir ce dossier » à côté de son nom.',
        'rouvrir',
      )

/**
 * Somebody entered at the same moment at another hearing is the same person until one has looked
 * (charte C1.1).
 */
export const refusDeDoublon = (apparus: number): Refusal[] =>
  apparus === 0
    ? []
    : refuser(
        'dossier_apparu',
        'Un dossier vient d’être ouvert à un nom très proche : refaites la recherche avant d’en ouvrir un autre.',
        'personne',
      )

type Prise = { plageId: string; le: Jour; heure: string }
export const cleDuCreneau = ({ plageId, le, heure }: Prise): string => `${plageId}|${le}|${heure}`
/**
 * A slot of a range, `<plage>|<jour>|<heure>`, as its radio button says it; at the court its type
 * comes first (terrain §1.5).
 */
export function lireCreneau(texte: string): Prise & { type: string | null } {
  const [heure = '', le = '', plageId = '', type = null] = texte.split('|').reverse()
  return { plageId, le: le as Jour, heure, type }
}

type Remise = {
  audienceLe: Jour
  juridiction: string
  numeroParquet: string | null
  decision: string | null
  decisionRemise: boolean
  piecesManquantes: string | null
}
/**
 * What the service waits for, in words: the person is there before the papers (terrain §4:
 * out-of-hearing people arrive without documents).
 */
export const attente = (remise: Remise): string =>
  [
    `Convoquée à l’audience du ${afficherJourCourt(remise.audienceLe)} (${remise.juridiction})${remise.numeroParquet ? `, n° parquet ${remise.numeroParquet}` : ''}.`,
    remise.decision && `Décision dite : ${phrase(remise.decision)}`,
    remise.decisionRemise
      ? 'Décision remise à la personne ; saisine à recevoir.'
      : 'Décision et saisine à recevoir.',
    remise.piecesManquantes && `Pièces manquantes : ${phrase(remise.piecesManquantes)}`,
  ]
    .filter(Boolean)
    .join(' ')
