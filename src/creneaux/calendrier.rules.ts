import { afficherJourCourt, ajouterMois, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

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

const revelateurs =
  /tribunal|palais|justice|judiciaire|juge|\bjap\b|spip|probation|pénitentiaire|penitentiaire|prison|détention|parquet|greffe|condamn/i
type Lieu = {
  antenne: boolean
  nom: string | null
  nomPublic: string | null
  adresse: string | null
  codePostal: string | null
  commune: string | null
  ouvreA: string | null
  fermeA: string | null
  fermeLe: Jour | null
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
  if (l.nomPublic !== null && revelateurs.test(l.nomPublic))
    return refuser(
      'nom_revelateur',
      'Ce nom paraît dans des messages que d’autres peuvent lire : dites le lieu sans dire la justice.',
      'nomPublic',
    )
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
