import {
  afficherHeure,
  afficherJour,
  estPassee,
  heureDe,
  type Jour,
  type Moment,
  minutesDe,
} from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDEtat } from './etat.rules.ts'

/**
 * Why the ground of a convocation moved; the service decides, nothing is cancelled by itself
 * (terrain §1.5).
 */
export const motifs = {
  absence: 'Absence',
  fermeture: 'Fermeture',
  plage: 'Plage modifiée',
  transfert: 'Transfert du dossier',
  depart: 'Départ de l’agent',
  referent: 'Nouveau référent, pas libre à cette heure',
  detention: 'Détention',
  mesure: 'Mesure terminée, corrigée ou retirée',
  remise: 'Donnée à l’audience par erreur',
  fin_annulee: 'Fin ou clôture annulée : à rétablir',
} as const
export type Motif = keyof typeof motifs
export const libelleDuMotif = (motif: string): string => motifs[motif as Motif] ?? motif

export const decisions = {
  garder: 'Garder telle quelle',
  deplacer: 'Déplacer au prochain créneau libre',
  confier: 'Confier à un autre agent, à la même heure',
  annuler: 'Annuler',
} as const
export type Decision = keyof typeof decisions
/** « Annuler » what is cancelled already is to leave it so. */
export const libelleDeDecision = (decision: Decision, motif: string): string => {
  if (!estARetablir(motif)) return decisions[decision]
  return decision === 'annuler'
    ? 'Annuler : la laisser annulée'
    : 'Déplacer : la rétablir au prochain créneau libre'
}
/**
 * A closed place receives nobody whoever the agent is; a dossier that leaves is no longer this
 * service's to move (terrain §1.7).
 */
const impossibles: Partial<Record<Motif, readonly Decision[]>> = {
  fermeture: ['confier'],
  transfert: ['confier', 'deplacer'],
  fin_annulee: ['garder', 'confier'],
}
/**
 * What an end had cancelled, and its annulment could not give back: it takes another slot, or stays
 * cancelled.
 */
export const estARetablir = (motif: string): boolean => motif === 'fin_annulee'
export const decisionsPossibles = (motif: string): Decision[] =>
  motsDe(decisions).filter(cle => !impossibles[motif as Motif]?.includes(cle))

type Ligne = {
  nom: string
  motif: string
  decidee: boolean
  clos: boolean
  etat: string
  le: Jour
  heure: string
}
/**
 * One decision per convocation, by whoever comes first; the person who blocks is named, and nothing
 * of the lot is written.
 */
export function refusDeDecider(ligne: Ligne, decision: Decision, maintenant: Moment): Refusal[] {
  const dire = (code: string, message: string): Refusal[] => [
    { code, champ: 'choix', message: `${ligne.nom} : ${message}` },
  ]
  if (ligne.clos)
    return dire(
      'dossier_clos',
      'le dossier est clos, rien ne s’y écrit plus. Décochez cette ligne.',
    )
  if (ligne.decidee)
    return dire(
      'deja_decidee',
      'un autre agent vient de décider. Décochez cette ligne, puis recommencez.',
    )
  const tient = estARetablir(ligne.motif)
    ? ligne.etat === 'annulee'
    : ligne.etat === 'prevue' && !estPassee(ligne, maintenant)
  if (!tient)
    return dire('plus_a_venir', 'la convocation n’est plus à venir. Décochez cette ligne.')
  return decisionsPossibles(ligne.motif).includes(decision)
    ? []
    : dire(
        'impossible',
        `« ${decisions[decision]} » n’est pas possible ici (${libelleDuMotif(ligne.motif).toLowerCase()}).`,
      )
}

type Absence = { agentId: string | null; du: string; au: string }
type Occupation = { agentId: string | null; le: Jour; debut: number; fin: number }
export type AReplacer = {
  convocationId: string
  nom: string
  le: Jour
  heure: string
  dureeMinutes: number
}

/** The time that a convocation would take of this agent. */
export const occupationPar = (agentId: string, aReplacer: AReplacer): Occupation => ({
  agentId,
  le: aReplacer.le,
  debut: minutesDe(aReplacer.heure),
  fin: minutesDe(aReplacer.heure) + aReplacer.dureeMinutes,
})

/** Is this agent free for that convocation? What stands in the way, in words, or null. */
export function empechement(
  agentId: string,
  aReplacer: AReplacer,
  absences: Absence[],
  occupations: Occupation[],
): string | null {
  const [debut, fin] = [
    minutesDe(aReplacer.heure),
    minutesDe(aReplacer.heure) + aReplacer.dureeMinutes,
  ]
  const absent = absences.some(
    absence =>
      absence.agentId === agentId &&
      absence.du < `${aReplacer.le}T${heureDe(fin)}` &&
      absence.au > `${aReplacer.le}T${aReplacer.heure}`,
  )
  if (absent) return 'absent'
  return occupations.some(
    occupation =>
      occupation.agentId === agentId &&
      occupation.le === aReplacer.le &&
      occupation.debut < fin &&
      occupation.fin > debut,
  )
    ? 'reçoit déjà quelqu’un'
    : null
}
/**
 * The same hour with another agent, who must be there and free (terrain §1.10: never two people at
 * once).
 */
export function refusDeConfier(
  aReplacer: AReplacer,
  agentNom: string,
  obstacle: string | null,
): Refusal[] {
  return obstacle === null
    ? []
    : [
        {
          code: 'agent_pris',
          champ: 'agentId',
          message: `${aReplacer.nom}, le ${afficherJour(aReplacer.le)} à ${afficherHeure(aReplacer.heure)} : ${agentNom} ${obstacle === 'absent' ? 'est absent' : obstacle}. Décochez cette ligne, ou choisissez un autre agent.`,
        },
      ]
}

export type Creneau = {
  plageId: string
  le: Jour
  heure: string
  dureeMinutes: number
  libres: number
  agentId: string | null
  agendaNom: string
  lieuId: string
}
type Prise = { dossierId: string; le: Jour; heure: string; dureeMinutes: number }
type ADeplacer = AReplacer & { dossierId: string; lieuId: string | null }
const PROPOSITIONS = 5
/**
 * For each convocation, the next slots that have room, the same place first; two lines never share
 * the last place, and a person is never proposed an hour when they are convoked elsewhere.
 */
export function proposer(
  lignes: ADeplacer[],
  creneaux: (aDeplacer: ADeplacer) => Creneau[],
  autres: Prise[],
): Map<string, Creneau[]> {
  const pris = new Map<string, number>()
  const cle = (creneau: Creneau) => `${creneau.plageId} ${creneau.le} ${creneau.heure}`
  const reste = (creneau: Creneau) => creneau.libres - (pris.get(cle(creneau)) ?? 0)
  const propositions = new Map<string, Creneau[]>()
  for (const ligne of [...lignes].sort((un, autre) =>
    `${un.le} ${un.heure}`.localeCompare(`${autre.le} ${autre.heure}`),
  )) {
    const siennes = autres.filter(
      prise =>
        prise.dossierId === ligne.dossierId &&
        !(prise.le === ligne.le && prise.heure === ligne.heure),
    )
    const libre = (creneau: Creneau) =>
      reste(creneau) > 0 &&
      `${creneau.le} ${creneau.heure}` > `${ligne.le} ${ligne.heure}` &&
      !siennes.some(prise => chevauche(prise, creneau))
    const possibles = creneaux(ligne).filter(libre)
    const choix = [
      ...possibles.filter(creneau => creneau.lieuId === ligne.lieuId),
      ...possibles.filter(creneau => creneau.lieuId !== ligne.lieuId),
    ].slice(0, PROPOSITIONS)
    const premier = choix[0]
    if (premier) pris.set(cle(premier), (pris.get(cle(premier)) ?? 0) + 1)
    propositions.set(ligne.convocationId, choix)
  }
  return propositions
}
const chevauche = (un: Omit<Prise, 'dossierId'>, autre: Omit<Prise, 'dossierId'>) =>
  un.le === autre.le &&
  minutesDe(un.heure) < minutesDe(autre.heure) + autre.dureeMinutes &&
  minutesDe(autre.heure) < minutesDe(un.heure) + un.dureeMinutes

/** The slot that was proposed must still be there when it is taken. */
export function refusDuCreneau(libre: boolean, le: Jour, heure: string): Refusal[] {
  return libre
    ? []
    : [
        {
          code: 'pris',
          message: `le créneau du ${afficherJour(le)} à ${afficherHeure(heure)} vient d’être pris`,
        },
      ]
}

/** What happened to a past convocation that nobody noted (terrain §1.4, « au statut inconnu »). */
export function refusDeSuite(
  donnees: { etat: string; le: Jour; heure: string },
  vers: 'honoree' | 'excusee' | 'manquee',
  maintenant: Moment,
): Refusal[] {
  if (donnees.etat !== 'prevue')
    return [
      {
        code: 'deja_notee',
        message: 'La suite de cette convocation vient d’être notée par un autre agent.',
      },
    ]
  if (!estPassee(donnees, maintenant))
    return [{ code: 'pas_encore', message: 'Cette convocation n’est pas encore passée.' }]
  return refusDEtat(donnees, vers, maintenant)
}
/**
 * More than five for an agent, more than one in five for a service: the field's own threshold of a
 * warning (terrain §1.4).
 */
export const tropSansSuite = (sansSuite: number, passees: number, deLEntite: boolean): boolean =>
  deLEntite ? sansSuite * 5 > passees : sansSuite > 5
