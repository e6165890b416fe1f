import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/** Where a person lives, as the courts' appointment tool asks it (terrain §1.1): a commune, or none, or abroad. */
export const situations = { commune: 'Une commune', sans_domicile: 'Sans domicile', etranger: 'À l’étranger' } as const
export const TYPE_SPIP = 'sortie_audience_spip'
export const TYPES_SAP = ['sortie_audience_sap', 'sap_ddse'] as const

const refuser = (code: string, message: string, champ: string): Refusal[] => [{ code, message, champ }]

/** A person leaves the hearing with a day and an hour, at the SPIP, at the court, or both (terrain §5: a summons without its hour). */
export const refusSansCreneau = (spip: string | undefined, sap: string | undefined): Refusal[] =>
  spip || sap ? [] : refuser('sans_creneau', 'Choisissez un créneau au SPIP, au tribunal, ou les deux.', 'creneauSpip')

/** Where the table says who is competent, another choice has its reason; where it says nothing, the agent chooses (charte C3.2). */
export const refusDuChoix = (proposes: readonly (string | null)[], choisi: string, motif: string | undefined): Refusal[] =>
  motif || proposes.every(p => p === null) || proposes.includes(choisi)
    ? []
    : refuser('choix_sans_motif', 'Ce n’est pas le service ou le tribunal proposé : dites pourquoi.', 'motifDuChoix')

/** A hearing has taken place when what it decided is handed over (charte C3.3). */
export const refusDAudience = (audienceLe: Jour, aujourdhui: Jour): Refusal[] =>
  audienceLe > aujourdhui ? refuser('audience_future', 'La date de l’audience est dans l’avenir.', 'audienceLe') : []

/** One joins a dossier that the search has shown, and no other (besoin d’en connaître: terrain §1.2, unscoped look-ups). */
export const refusDePersonne = (personne: string, montres: readonly string[]): Refusal[] =>
  personne === 'nouvelle' || montres.includes(personne)
    ? []
    : refuser('hors_recherche', 'Cette personne n’est pas dans votre recherche : refaites-la.', 'personne')

/** Somebody entered at the same moment at another hearing is the same person until one has looked (charte C1.1). */
export const refusDeDoublon = (maintenant: readonly string[], montres: readonly string[]): Refusal[] =>
  maintenant.every(id => montres.includes(id))
    ? []
    : refuser(
        'dossier_apparu',
        'Un dossier vient d’être ouvert à un nom très proche : refaites la recherche avant d’en ouvrir un autre.',
        'personne',
      )

type Prise = { plageId: string; le: Jour; heure: string }
export const cleDuCreneau = ({ plageId, le, heure }: Prise): string => `${plageId}|${le}|${heure}`
/** A slot of a range, `<plage>|<jour>|<heure>`, as its radio button says it; at the court its type comes first (terrain §1.5). */
export function lireCreneau(texte: string): Prise & { type: string | null } {
  const [heure = '', le = '', plageId = '', type = null] = texte.split('|').reverse()
  return { plageId, le: le as Jour, heure, type }
}

type Match = { dossierId: string; serviceId: string | null; naissanceLe: string; ressemblance: number }
const CERTAIN = 0.9
/**
 * The service and the court that are shown first: the one that follows the person, when there is little doubt on who it is; otherwise
 * that of their commune; nothing when the table says nothing (charte C3.2: never a guess).
 */
export function proposer(
  matches: Match[],
  choisie: string | undefined,
  naissanceLe: string,
  ressort: Ressort | undefined,
  juridictionId: string | null,
) {
  const [seul] = matches
  const probable = matches.length === 1 && seul && seul.naissanceLe === naissanceLe && seul.ressemblance >= CERTAIN ? seul : undefined
  const personne = choisie === 'nouvelle' ? undefined : (matches.find(m => m.dossierId === choisie) ?? probable)
  const serviceId = personne?.serviceId ?? ressort?.serviceId ?? null
  return {
    serviceId,
    lieuId: serviceId !== null && serviceId === ressort?.serviceId ? ressort.antenneId : null,
    juridictionId: ressort?.juridictionId ?? juridictionId,
    /** Any of these needs no reason. */
    services: [personne?.serviceId ?? null, ressort?.serviceId ?? null],
    juridictions: [ressort?.juridictionId ?? null, juridictionId],
  }
}

type Ressort = { serviceId: string; antenneId: string | null; juridictionId: string | null }
/** A search for communes shows this many: beyond, others may answer otherwise. */
const CHERCHEES = 20
/**
 * The answer that all the communes of one postcode or name have in common: the service when it is the same for each of them, the
 * antenne and the court likewise; nothing when one of them is silent (charte C3.2: never a guess).
 */
export function ressortCommun(lignes: Ressort[], communes: number): Ressort | undefined {
  const [une] = lignes
  if (!une || lignes.length !== communes || communes >= CHERCHEES || lignes.some(l => l.serviceId !== une.serviceId)) return undefined
  const seul = (cle: 'antenneId' | 'juridictionId') => (lignes.every(l => l[cle] === une[cle]) ? une[cle] : null)
  return { serviceId: une.serviceId, antenneId: seul('antenneId'), juridictionId: seul('juridictionId') }
}

type Remise = {
  audienceLe: Jour
  juridiction: string
  numeroParquet: string | null
  decision: string | null
  decisionRemise: boolean
  piecesManquantes: string | null
}
/** What the service waits for, in words: the person is there before the papers (terrain §4: out-of-hearing people arrive without documents). */
export const attente = (r: Remise): string =>
  [
    `Convoquée à l’audience du ${afficherJourCourt(r.audienceLe)} (${r.juridiction})${r.numeroParquet ? `, n° parquet ${r.numeroParquet}` : ''}.`,
    r.decision && `Décision dite : ${r.decision}.`,
    r.decisionRemise ? 'Décision remise à la personne ; saisine à recevoir.' : 'Décision et saisine à recevoir.',
    r.piecesManquantes && `Pièces manquantes : ${r.piecesManquantes}.`,
  ]
    .filter(Boolean)
    .join(' ')

type Contact = {
  telephone?: string | undefined
  adresse?: string | undefined
  commune: string | null
  langues?: string | undefined
  interprete: boolean
}
/** What somebody already known said at the hearing: kept with the remise, for the service that keeps their sheet (charte C1.1). */
export const coordonneesDites = (c: Contact): string | null =>
  [
    c.telephone && `téléphone ${c.telephone}`,
    c.adresse,
    c.commune,
    c.langues && `langue : ${c.langues}`,
    c.interprete && 'interprète nécessaire',
  ]
    .filter(Boolean)
    .join(', ') || null
