import { ajouterJours, debutDuJour, type Jour } from '../platform/date.ts'

/** Why a dossier is open to an entité: the fact that opened it, and that ends it (ADR 0046). */
export type Motif = 'prise_en_charge' | 'transfert_propose' | 'mandat' | 'saisine' | 'convocation'
/**
 * How far it is open: all of it; who, measures and reason, to the direction of a service; the name
 * and the convocation.
 */
export type Portee = 'dossier' | 'proposition' | 'convocation'

/**
 * For how many days a juridiction still reads after what opened the dossier to it is over. House
 * settings, to be validated by the responsable du traitement (ADR 0046): no text fixes them. This
 * is their one place.
 */
export const joursApres = {
  /** The court reads whether the person came, and puts its remise right. */
  convocation: 30,
  /** Whoever had been told learns that it no longer holds. */
  convocationAnnulee: 7,
  /**
   * The greffe corrects the act that ended the measure, and an appeal is lodged and decided upon.
   */
  mandat: 90,
  saisine: 30,
  /** A closed dossier: last answers, last papers. */
  cloture: 30,
} as const

/** A fact that opens a dossier to an entité: the day on which it was over, absent while it runs. */
export type FaitDOuverture = {
  entiteId: string
  motif: Motif
  causeId: string
  portee: Portee
  finiLe: Jour | null
  annulee: boolean
  closLe: Jour | null
}

const delai = ({ motif, annulee }: Pick<FaitDOuverture, 'motif' | 'annulee'>): number => {
  if (motif === 'mandat') return joursApres.mandat
  if (motif === 'saisine') return joursApres.saisine
  return annulee ? joursApres.convocationAnnulee : joursApres.convocation
}

/**
 * The last day on which an opening stands, or null while nothing ends it. What a court sees ends
 * with its cause, or with the dossier where that comes first; the service that follows, and the one
 * to which the dossier is proposed, see it until another follows or it is answered.
 */
export function dernierJour(
  donnees: Pick<FaitDOuverture, 'motif' | 'finiLe' | 'annulee' | 'closLe'>,
): Jour | null {
  if (donnees.motif === 'prise_en_charge' || donnees.motif === 'transfert_propose') return null
  const jours = [
    ...(donnees.finiLe ? [ajouterJours(donnees.finiLe, delai(donnees))] : []),
    ...(donnees.closLe ? [ajouterJours(donnees.closLe, joursApres.cloture)] : []),
  ].sort()
  return jours[0] ?? null
}

/** The cause of an opening in words, and what ends it while no day is known. */
export const motifsDits: Record<Motif, { cause: string; fin: string }> = {
  prise_en_charge: {
    cause: 'suit la personne, ou l’a suivie en dernier',
    fin: 'jusqu’à ce qu’un autre service la suive',
  },
  transfert_propose: { cause: 'transfert proposé', fin: 'jusqu’à sa réponse' },
  mandat: {
    cause: 'une mesure de cette juridiction',
    fin: `${joursApres.mandat} jours après la fin de la mesure`,
  },
  saisine: {
    cause: 'une demande, ou un rapport qui lui est transmis',
    fin: `${joursApres.saisine} jours après la réponse`,
  },
  convocation: {
    cause: 'une convocation',
    fin: `${joursApres.convocation} jours après la convocation`,
  },
}
export const porteesDites: Record<Portee, string> = {
  dossier: 'le dossier, selon les droits de chaque fonction',
  proposition: 'identité, mesures et raison du transfert, par la direction seule',
  convocation: 'le nom et la convocation, rien d’autre',
}

/** The instant at which an opening ends, where the service is; null while nothing ends it. */
export function finA(fait: FaitDOuverture, fuseau: string): string | null {
  const dernier = dernierJour(fait)
  return dernier && debutDuJour(ajouterJours(dernier, 1), fuseau)
}
