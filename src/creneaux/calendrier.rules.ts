import { afficherJourCourt, ajouterMois, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { motsReveles } from '../platform/revele.ts'

const refuser = (code: string, message: string, champ?: string): Refusal[] => [{ code, message, ...(champ ? { champ } : {}) }]

export const modalites = { lieu: 'Sur place', telephone: 'Par téléphone', domicile: 'Au domicile', visio: 'En visioconférence' } as const
export const motifsDAbsence = {
  conge: 'Congé',
  formation: 'Formation',
  maladie: 'Maladie',
  reunion: 'Réunion',
  deplacement: 'Déplacement',
  fermeture: 'Fermeture',
  autre: 'Autre',
} as const
export const joursDeLaSemaine = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

type Qui = { id: string; entiteId: string | null; tient: boolean }
/** Everybody keeps their own calendar; that of others is for who keeps the calendar of the service, and only of theirs (terrain §2). */
export function refusDeTenirLeCalendrier(qui: Qui, objet: { entiteId: string; agentId: string | null }): Refusal[] {
  if (qui.entiteId === null || objet.entiteId !== qui.entiteId)
    return refuser('autre_service', 'Ce calendrier est celui d’un autre service : seuls ses agents le changent.')
  return qui.tient || objet.agentId === qui.id
    ? []
    : refuser('pas_le_votre', 'Vous tenez votre calendrier seulement : demandez à votre encadrement pour celui d’un autre.')
}

/** What another wrote since the form was opened is never written over (complaint of the field, terrain §5). */
export const refusDeVersion = (vue: number, actuelle: number): Refusal[] =>
  vue === actuelle
    ? []
    : refuser('modifie_entretemps', 'Cette fiche a changé pendant que vous écriviez. Relisez ce qui y est maintenant, puis enregistrez.')

type Type = {
  fonctions: string[]
  collectif: boolean
  modalite: string
  rappelsHeures: number[]
  /** Ranges to come that serve it, and whether they are group sessions. */
  plages: number
  collectifAvant: boolean | null
}
/** A type says who may use it and how; what its ranges rest on does not change under them (charte C3.2, C3.3). */
export function refusDeType(t: Type, fonctionsConnues: readonly string[]): Refusal[] {
  if (t.fonctions.length === 0) return refuser('sans_fonction', 'Dites qui peut utiliser ce type : au moins une fonction.', 'fonctions')
  if (t.fonctions.some(f => !fonctionsConnues.includes(f))) return refuser('fonction', 'Cette fonction n’existe pas.', 'fonctions')
  if (new Set(t.rappelsHeures).size < t.rappelsHeures.length)
    return refuser('rappels_doubles', 'Deux rappels partiraient à la même heure : gardez-en un.', 'rappels')
  if (t.collectif && t.modalite === 'domicile')
    return refuser('collectif_au_domicile', 'On ne réunit pas un groupe au domicile d’une personne : changez la modalité.', 'modalite')
  return t.collectifAvant !== null && t.collectifAvant !== t.collectif && t.plages > 0
    ? refuser(
        'plages_en_vigueur',
        `${t.plages} plages ouvrent ce type : finissez-les avant de le rendre collectif ou individuel.`,
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
/** A place whose name says justice has another, for the messages; and that one does not say it (terrain §1.6; ADR 0032). */
function refusDeNomPublic({ nomInterne, nomPublic }: Pick<Lieu, 'nomInterne' | 'nomPublic'>): Refusal[] {
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

export type ACorriger = { quoi: 'lieu' | 'type'; id: string; nom: string; champ: string; mots: string[] }
type LieuNomme = { lieuId: string; nom: string; nomPublic: string | null }
type TypeNomme = { cle: string; libelle: string; pieces: string | null; actif: boolean }
/** What an older rule let through: a service corrects it; meanwhile the messages leave these words out (ADR 0032). */
export function motsACorriger(lieux: readonly LieuNomme[], types: readonly TypeNomme[]): ACorriger[] {
  const trouves: ACorriger[] = [
    ...lieux.map(l => ({
      quoi: 'lieu' as const,
      id: l.lieuId,
      nom: l.nom,
      champ: l.nomPublic === null ? 'nom, sans autre nom pour les messages' : 'nom dans les messages',
      mots: motsReveles(l.nomPublic ?? l.nom),
    })),
    ...types
      .filter(t => t.actif)
      .map(t => ({ quoi: 'type' as const, id: t.cle, nom: t.libelle, champ: 'pièces à apporter', mots: motsReveles(t.pieces ?? '') })),
  ]
  return trouves.filter(t => t.mots.length > 0)
}

/** A place can be found, and is named to a phone that others may read without saying what it is (terrain §3; charte C3.2). */
export function refusDeLieu(l: Lieu, aujourdhui: Jour, fermeLeAvant: Jour | null = null): Refusal[] {
  const manque = l.antenne ? null : (['nom', 'adresse', 'codePostal', 'commune', 'ouvreA', 'fermeA'] as const).find(champ => !l[champ])
  if (manque) return refuser('incomplet', 'Un lieu a un nom, une adresse complète et des heures.', manque)
  if (l.antenne && (l.ouvreA === null) !== (l.fermeA === null))
    return refuser(
      'heures_incompletes',
      'Indiquez les deux heures, ou aucune pour suivre celles de l’antenne.',
      l.ouvreA === null ? 'ouvreA' : 'fermeA',
    )
  if (l.ouvreA !== null && l.fermeA !== null && l.ouvreA >= l.fermeA)
    return refuser('horaires', 'La fermeture est avant l’ouverture.', 'fermeA')
  const nomme = refusDeNomPublic(l)
  if (nomme.length > 0) return nomme
  return refusDeFermeture(l.fermeLe, aujourdhui, fermeLeAvant)
}

/** A place or an agenda closes today or later: the past is not closed (charte C3.3). */
export const refusDeFermeture = (fermeLe: Jour | null, aujourdhui: Jour, avant: Jour | null): Refusal[] =>
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
/** An agenda is at a place of its entité that is open, and belongs to one of its agents or to nobody (charte C3.3). */
export function refusDAgenda(a: Agenda, { lieu, agent, aujourdhui, fermeLeAvant }: AgendaOu): Refusal[] {
  if (lieu.entiteId !== a.entiteId) return refuser('lieu_d_un_autre', 'Ce lieu est celui d’un autre service.', 'lieuId')
  if (lieu.fermeLe !== null && lieu.fermeLe <= aujourdhui && a.fermeLe === null)
    return refuser('lieu_ferme', 'Ce lieu est fermé : choisissez-en un autre.', 'lieuId')
  if (agent && agent.entiteId !== a.entiteId) return refuser('agent_d_un_autre', 'Cet agent est d’un autre service.', 'agentId')
  if (agent?.partiLe && agent.partiLe < aujourdhui && a.fermeLe === null)
    return refuser('agent_parti', 'Cet agent a quitté le service.', 'agentId')
  return refusDeFermeture(a.fermeLe, aujourdhui, fermeLeAvant)
}

/** An absence is between two moments, and not all of it past: what is past is told by the state of the convocations (charte C3.3). */
export function refusDAbsence(a: { du: string; au: string }, maintenant: string): Refusal[] {
  if (a.du >= a.au) return refuser('finie_avant', 'L’absence finit avant de commencer.', 'auLe')
  if (a.au <= maintenant)
    return refuser('passee', `Cette absence est passée : elle finit le ${afficherJourCourt(a.au.slice(0, 10) as Jour)}.`, 'auLe')
  return ajouterMois(a.du.slice(0, 10) as Jour, 24) < a.au.slice(0, 10)
    ? refuser('trop_longue', 'Une absence dure au plus deux ans : fermez plutôt l’agenda.', 'auLe')
    : []
}
