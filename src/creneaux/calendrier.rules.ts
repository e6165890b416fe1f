import { afficherJourCourt, ajouterMois, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { motsReveles } from '../platform/revele.ts'

const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]

export const modalites = {
  lieu: 'Sur place',
  telephone: 'Par téléphone',
  domicile: 'Au domicile',
  visio: 'En visioconférence',
} as const
export const motifsDAbsence = {
  conge: 'Congé',
  formation: 'Formation',
  maladie: 'Maladie',
  reunion: 'Réunion',
  deplacement: 'Déplacement',
  fermeture: 'Fermeture',
  autre: 'Autre',
} as const
export const joursDeLaSemaine = [
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
] as const

type Qui = { id: string; entiteId: string | null; tient: boolean }
/**
 * Everybody keeps their own calendar; that of others is for who keeps the calendar of the service,
 * and only of theirs (terrain §2).
 */
export function refusDeTenirLeCalendrier(
  qui: Qui,
  objet: { entiteId: string; agentId: string | null },
): Refusal[] {
  if (qui.entiteId === null || objet.entiteId !== qui.entiteId)
    return refuser(
      'autre_service',
      'Ce calendrier est celui d’un autre service : seuls ses agents le changent.',
    )
  return qui.tient || objet.agentId === qui.id
    ? []
    : refuser(
        'pas_le_votre',
        'Vous tenez votre calendrier seulement : demandez à votre encadrement pour celui d’un autre.',
      )
}

/**
 * What another wrote since the form was opened is never written over (complaint of the field,
 * terrain §5).
 */
export const refusDeVersion = (vue: number, actuelle: number): Refusal[] =>
  vue === actuelle
    ? []
    : refuser(
        'modifie_entretemps',
        'Cette fiche a changé pendant que vous écriviez. Relisez ce qui y est maintenant, puis enregistrez.',
      )

type Type = {
  fonctions: string[]
  collectif: boolean
  modalite: string
  rappelsHeures: number[]
  /** Ranges to come that serve it, and whether they are group sessions. */
  plages: number
  collectifAvant: boolean | null
}
/**
 * A type says who may use it and how; what its ranges rest on does not change under them (charte
 * C3.2, C3.3).
 */
export function refusDeType(type: Type, fonctionsConnues: readonly string[]): Refusal[] {
  if (type.fonctions.length === 0)
    return refuser(
      'sans_fonction',
      'Dites qui peut utiliser ce type : au moins une fonction.',
      'fonctions',
    )
  if (type.fonctions.some(fonction => !fonctionsConnues.includes(fonction)))
    return refuser('fonction', 'Cette fonction n’existe pas.', 'fonctions')
  if (new Set(type.rappelsHeures).size < type.rappelsHeures.length)
    return refuser(
      'rappels_doubles',
      'Deux rappels partiraient à la même heure : gardez-en un.',
      'rappels',
    )
  if (type.collectif && type.modalite === 'domicile')
    return refuser(
      'collectif_au_domicile',
      'On ne réunit pas un groupe au domicile d’une personne : changez la modalité.',
      'modalite',
    )
  return type.collectifAvant !== null && type.collectifAvant !== type.collectif && type.plages > 0
    ? refuser(
        'plages_en_vigueur',
        `${type.plages} plages ouvrent ce type : finissez-les avant de le rendre collectif ou individuel.`,
        'collectif',
      )
    : []
}

type Lieu = {
  antenne: boolean
  nom: string | null
  /** The name that the service uses, its own or the antenne's. */
  nomInterne: string
  nomPublic: string | null
  adresse: string | null
  codePostal: string | null
  commune: string | null
  ouvreA: string | null
  fermeA: string | null
  fermeLe: Jour | null
}
const dits = (mots: string[]) => `« ${mots.join(' », « ')} »`
/**
 * A place whose name says justice has another, for the messages; and that one does not say it
 * (terrain §1.6; ADR 0032).
 */
function refusDeNomPublic({
  nomInterne,
  nomPublic,
}: Pick<Lieu, 'nomInterne' | 'nomPublic'>): Refusal[] {
  const [publics, internes] = [motsReveles(nomPublic ?? ''), motsReveles(nomInterne)]
  if (publics.length > 0)
    return refuser(
      'nom_revelateur',
      `Ce nom paraît dans des messages que d’autres peuvent lire, et ${dits(publics)} dit la justice : dites le lieu autrement.`,
      'nomPublic',
    )
  return nomPublic === null && internes.length > 0
    ? refuser(
        'nom_public_manquant',
        `« ${nomInterne} » dit la justice (${dits(internes)}) : écrivez le nom que les messages diront, par exemple « bâtiment B, 2e étage ».`,
        'nomPublic',
      )
    : []
}
/** What is to be brought is read on a telephone (terrain §1.6; ADR 0032). */
export function refusDePieces(pieces: string | null): Refusal[] {
  const mots = motsReveles(pieces ?? '')
  return mots.length > 0
    ? refuser(
        'pieces_revelatrices',
        `Les pièces sont dites dans les messages, et ${dits(mots)} dit la justice : écrivez par exemple « les papiers qui vous ont été remis ».`,
        'pieces',
      )
    : []
}

export type ACorriger = {
  quoi: 'lieu' | 'type'
  id: string
  nom: string
  champ: string
  mots: string[]
}
type LieuNomme = { lieuId: string; nom: string; nomPublic: string | null }
type TypeNomme = { cle: string; libelle: string; pieces: string | null; actif: boolean }
/**
 * What an older rule let through: a service corrects it; meanwhile the messages leave these words
 * out (ADR 0032).
 */
export function motsACorriger(
  lieux: readonly LieuNomme[],
  types: readonly TypeNomme[],
): ACorriger[] {
  const trouves: ACorriger[] = [
    ...lieux.map(lieu => ({
      quoi: 'lieu' as const,
      id: lieu.lieuId,
      nom: lieu.nom,
      champ:
        lieu.nomPublic === null ? 'nom, sans autre nom pour les messages' : 'nom dans les messages',
      mots: motsReveles(lieu.nomPublic ?? lieu.nom),
    })),
    ...types
      .filter(type => type.actif)
      .map(type => ({
        quoi: 'type' as const,
        id: type.cle,
        nom: type.libelle,
        champ: 'pièces à apporter',
        mots: motsReveles(type.pieces ?? ''),
      })),
  ]
  return trouves.filter(aCorriger => aCorriger.mots.length > 0)
}

/**
 * A place can be found, and is named to a phone that others may read without saying what it is
 * (terrain §3; charte C3.2).
 */
export function refusDeLieu(
  lieu: Lieu,
  aujourdhui: Jour,
  fermeLeAvant: Jour | null = null,
): Refusal[] {
  const manque = lieu.antenne
    ? null
    : (['nom', 'adresse', 'codePostal', 'commune', 'ouvreA', 'fermeA'] as const).find(
        champ => !lieu[champ],
      )
  if (manque)
    return refuser('incomplet', 'Un lieu a un nom, une adresse complète et des heures.', manque)
  if (lieu.antenne && (lieu.ouvreA === null) !== (lieu.fermeA === null))
    return refuser(
      'heures_incompletes',
      'Indiquez les deux heures, ou aucune pour suivre celles de l’antenne.',
      lieu.ouvreA === null ? 'ouvreA' : 'fermeA',
    )
  if (lieu.ouvreA !== null && lieu.fermeA !== null && lieu.ouvreA >= lieu.fermeA)
    return refuser('horaires', 'La fermeture est avant l’ouverture.', 'fermeA')
  const nomme = refusDeNomPublic(lieu)
  if (nomme.length > 0) return nomme
  return refusDeFermeture(lieu.fermeLe, aujourdhui, fermeLeAvant)
}

/** A place or an agenda closes today or later: the past is not closed (charte C3.3). */
export const refusDeFermeture = (
  fermeLe: Jour | null,
  aujourdhui: Jour,
  avant: Jour | null,
): Refusal[] =>
  fermeLe !== null && fermeLe !== avant && fermeLe < aujourdhui
    ? refuser('ferme_hier', 'La fermeture est aujourd’hui au plus tôt.', 'fermeLe')
    : []

type Agenda = { entiteId: string; agentId: string | null; fermeLe: Jour | null }
type AgendaOu = {
  lieu: { entiteId: string; fermeLe: Jour | null }
  agent: { entiteId: string | null; partiLe: Jour | null } | null
  aujourdhui: Jour
  fermeLeAvant: Jour | null
}
/**
 * An agenda is at a place of its entité that is open, and belongs to one of its agents or to nobody
 * (charte C3.3).
 */
export function refusDAgenda(
  agenda: Agenda,
  { lieu, agent, aujourdhui, fermeLeAvant }: AgendaOu,
): Refusal[] {
  if (lieu.entiteId !== agenda.entiteId)
    return refuser('lieu_d_un_autre', 'Ce lieu est celui d’un autre service.', 'lieuId')
  if (lieu.fermeLe !== null && lieu.fermeLe <= aujourdhui && agenda.fermeLe === null)
    return refuser('lieu_ferme', 'Ce lieu est fermé : choisissez-en un autre.', 'lieuId')
  if (agent && agent.entiteId !== agenda.entiteId)
    return refuser('agent_d_un_autre', 'Cet agent est d’un autre service.', 'agentId')
  if (agent?.partiLe && agent.partiLe < aujourdhui && agenda.fermeLe === null)
    return refuser('agent_parti', 'Cet agent a quitté le service.', 'agentId')
  return refusDeFermeture(agenda.fermeLe, aujourdhui, fermeLeAvant)
}

/**
 * An absence is between two moments, and not all of it past: what is past is told by the state of
 * the convocations (charte C3.3).
 */
export function refusDAbsence(donnees: { du: string; au: string }, maintenant: string): Refusal[] {
  if (donnees.du >= donnees.au)
    return refuser('finie_avant', 'L’absence finit avant de commencer.', 'auLe')
  if (donnees.au <= maintenant)
    return refuser(
      'passee',
      `Cette absence est passée : elle finit le ${afficherJourCourt(donnees.au.slice(0, 10) as Jour)}.`,
      'auLe',
    )
  return ajouterMois(donnees.du.slice(0, 10) as Jour, 24) < donnees.au.slice(0, 10)
    ? refuser('trop_longue', 'Une absence dure au plus deux ans : fermez plutôt l’agenda.', 'auLe')
    : []
}
