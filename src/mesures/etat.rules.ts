import { afficherJourCourt, ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDAjouter, refusHorsDuTemps, termePorte } from './acte.rules.ts'
import type { Auteur, Definition, Referentiel } from './definition.rules.ts'
import { refusDeDuree } from './duree.rules.ts'
import { type CauseDeFin, causesDeFin, type Machine, type Transition } from './machine.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import type { Partie } from './partie.rules.ts'
import { citer, estOpposable, versionOpposable } from './regle.rules.ts'

/** An act that stands, as recorded. */
export type ActeFait = Partie & {
  acte: string
  vers: string
  le: Jour
  termeLe: Jour | null
  causeFin: string | null
}
/** A measure as its rules need it. */
export type MesureSuivie = {
  nature: string
  referentiel: string
  decisionLe: Jour
  debutLe: Jour
  finInitialeLe: Jour | null
  palier: string | null
  dureeMois?: number | null
  peineMois?: number | null
  executionProvisoire?: boolean
  actes: readonly ActeFait[]
}

export type Deroulement = {
  etat: string
  /**
   * The last day, as acts have moved it; null when none is set or while the measure is suspended.
   */
  termeLe: Jour | null
  /** Since when its term does not run. */
  suspendueLe: Jour | null
  finieLe: Jour | null
  cause: CauseDeFin | null
}
/** Since when the term does not run: the last suspension that nothing resumed or ended. */
function suspensionOuverte(
  definition: Definition,
  referentiel: Referentiel,
  actes: readonly ActeFait[],
): Jour | null {
  let depuis: Jour | null = null
  for (const { acte, le, causeFin } of actes) {
    const effet = machineLe(definition, referentiel, le).transitions.find(
      transition => transition.acte === acte,
    )?.effet
    if (effet === 'suspend') depuis ??= le
    else if (effet === 'reprend' || causeFin) depuis = null
  }
  return depuis
}

/**
 * Where a measure stands after its acts: the same history always gives the same state (charte:
 * state is a record).
 */
export function deroulement(mesure: MesureSuivie): Deroulement {
  const definition = definitionDe(mesure.nature)
  const referentiel = mesure.referentiel as Referentiel
  const dernier = mesure.actes.at(-1)
  return {
    etat:
      dernier?.vers ??
      (definition ? machineLe(definition, referentiel, mesure.decisionLe).initial : 'en_cours'),
    termeLe: dernier ? dernier.termeLe : mesure.finInitialeLe,
    suspendueLe: definition && suspensionOuverte(definition, referentiel, mesure.actes),
    finieLe: dernier?.causeFin ? dernier.le : null,
    cause: (dernier?.causeFin ?? null) as CauseDeFin | null,
  }
}

type Prononcee = Pick<MesureSuivie, 'nature' | 'referentiel' | 'executionProvisoire'>
/**
 * The label of a state on a day, null before any act; « En cours » for one that no machine names.
 * By provision, that of the first says so.
 */
export function libelleDUnEtat(
  { nature, referentiel, executionProvisoire }: Prononcee,
  etat: string | null,
  le: Jour,
): string {
  const definition = definitionDe(nature)
  if (!definition) return 'En cours'
  const { etats, initial, parProvision } = machineLe(definition, referentiel as Referentiel, le)
  if ((etat ?? initial) === initial && executionProvisoire && parProvision)
    return parProvision.libelle
  return etats[etat ?? initial]?.libelle ?? 'En cours'
}
/**
 * Where a measure stands, in words: its state, or the cause of its end where no machine names its
 * last state.
 */
export function libelleDEtat(mesure: MesureSuivie, le: Jour): string {
  const { etat, cause } = deroulement(mesure)
  const libelle = libelleDUnEtat(mesure, etat, le)
  return cause && libelle === 'En cours' ? `Terminée : ${causesDeFin[cause]}` : libelle
}

/** An act as any machine that its kind has had knows it, the last one first. */
export const acteConnu = (nature: string, { acte }: { acte: string }): Transition | undefined => {
  const definition = definitionDe(nature)
  const machines = definition
    ? [
        ...definition.machine.map(valant => valant.value),
        ...(definition.machineEgip ? [definition.machineEgip] : []),
      ]
    : []
  return machines
    .flatMap(machine => machine.transitions)
    .findLast(transition => transition.acte === acte)
}
/** Whether its decision names a new term. */
export const prolonge = (nature: string, donnees: { acte: string }): boolean =>
  acteConnu(nature, donnees)?.effet === 'prolonge'
/** The label of an act, from any machine that its kind has had. */
export const libelleDActe = (nature: string, donnees: { acte: string }): string =>
  acteConnu(nature, donnees)?.libelle ?? donnees.acte.replaceAll('_', ' ')

export type ActeSaisi = Partie & {
  acte: string
  le: Jour
  auteur?: Auteur | undefined
  nouvelleFinLe?: Jour | undefined
}
/**
 * Is it executory by provision, and nothing more yet? An act that leaves it where it lives
 * (obligations, a report) makes it no more than that.
 */
const parProvision = (mesure: MesureSuivie, machine: Machine) =>
  mesure.executionProvisoire && deroulement(mesure).etat === machine.initial
    ? machine.parProvision
    : undefined
/**
 * The states from which a measure may go on: its own; where it is executory by provision, first
 * that in which it lives already (CP art. 132-41, al. 2).
 */
const etatsDepuis = (mesure: MesureSuivie, machine: Machine): string[] => {
  const provisoire = parProvision(mesure, machine)
  return [...(provisoire ? [provisoire.vers] : []), deroulement(mesure).etat]
}
/**
 * The state after an act, as it is recorded: by provision, what leaves the measure where it lives
 * leaves its state too (CP art. 132-41, al. 2).
 */
export function etatApres(mesure: MesureSuivie, transition: Transition, le: Jour): string {
  const definition = definitionDe(mesure.nature)
  const provisoire =
    definition &&
    parProvision(mesure, machineLe(definition, mesure.referentiel as Referentiel, le))?.vers
  return provisoire && transition.vers === provisoire && transition.de.includes(provisoire)
    ? deroulement(mesure).etat
    : transition.vers
}
/** The state in which it lives on a day. */
function etatVecu(mesure: MesureSuivie, le: Jour): string {
  const definition = definitionDe(mesure.nature)
  return (
    (definition &&
      etatsDepuis(mesure, machineLe(definition, mesure.referentiel as Referentiel, le))[0]) ??
    deroulement(mesure).etat
  )
}
/**
 * The transition that the machine of a day names for an act, from the state where the measure is.
 */
export const transitionPrevue = (
  mesure: MesureSuivie,
  acte: string,
  le: Jour,
): Transition | null => {
  const definition = definitionDe(mesure.nature)
  if (!definition) return null
  const machine = machineLe(definition, mesure.referentiel as Referentiel, le)
  const possibles = etatsDepuis(mesure, machine).map(etat =>
    machine.transitions.find(
      transition => transition.acte === acte && transition.de.includes(etat),
    ),
  )
  return possibles.find(transition => transition !== undefined) ?? null
}

const sousLaProposition = (definition: Definition, referentiel: Referentiel) =>
  referentiel === 'egip' && definition.machineEgip !== undefined
/**
 * Passages of an act on a day, those of any other day where the machine of that day was not read;
 * `opposable`: read, in a machine of that day.
 */
function passagesConnus(
  definition: Definition,
  referentiel: Referentiel,
  acte: string,
  le: Jour,
): { t: Transition; opposable: boolean }[] {
  const connue = sousLaProposition(definition, referentiel) || le >= definition.machine[0].from
  const duJour = machineLe(definition, referentiel, le).transitions.filter(
    transition => transition.acte === acte,
  )
  if (duJour.length > 0)
    return duJour.map(transition => ({
      t: transition,
      opposable: connue && estOpposable(transition.source),
    }))
  if (sousLaProposition(definition, referentiel) || versionOpposable(definition.machine, le))
    return []
  return definition.machine
    .flatMap(valant => valant.value.transitions.filter(transition => transition.acte === acte))
    .map(transition => ({ t: transition, opposable: false }))
}
/**
 * What nobody read stops nobody: a passage whose sentence or machine was not read may be taken from
 * any state, until the measure ends (ADR 0038).
 */
function passageNonLu(mesure: MesureSuivie, acte: string, le: Jour): Transition | null {
  const definition = definitionDe(mesure.nature)
  const { finieLe, suspendueLe } = deroulement(mesure)
  if (!definition || finieLe) return null
  const libres = passagesConnus(definition, mesure.referentiel as Referentiel, acte, le).filter(
    ligne => !ligne.opposable,
  )
  // That the term starts again only once it was stopped is a fact of the file, not a sentence of
  // the law.
  return (
    libres.find(({ t: transition }) => transition.effet !== 'reprend' || suspendueLe)?.t ?? null
  )
}
/** Whether a passage may refuse: its sentence was read, in a machine of that day. */
export const passageOpposable = (
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
): boolean => {
  const definition = definitionDe(mesure.nature)
  return (
    definition !== null &&
    passagesConnus(definition, mesure.referentiel as Referentiel, transition.acte, le).some(
      ligne => ligne.t === transition && ligne.opposable,
    )
  )
}
/** The transition that an act would take from here, under the machine of its day. */
export const transitionDe = (mesure: MesureSuivie, acte: string, le: Jour): Transition | null =>
  transitionPrevue(mesure, acte, le) ?? passageNonLu(mesure, acte, le)

/**
 * Every act that the kind knows on a day, and why it cannot be done from here, so that a screen
 * explains it before the click.
 */
export function actesDe(
  mesure: MesureSuivie,
  le: Jour,
): { transition: Transition; refus: Refusal[] }[] {
  const definition = definitionDe(mesure.nature)
  if (!definition) return []
  const parActe = new Map<string, Transition>()
  for (const transition of machineLe(definition, mesure.referentiel as Referentiel, le).transitions)
    if (!parActe.has(transition.acte))
      parActe.set(transition.acte, transitionDe(mesure, transition.acte, le) ?? transition)
  return [...parActe.values()].map(transition => ({
    transition,
    refus: refusDAvance(mesure, transition, le),
  }))
}
/**
 * What stops an act on a day whatever is typed: where the measure stands, the times of the act, a
 * term that is to come, or that may move no further.
 */
function refusDAvance(mesure: MesureSuivie, transition: Transition, le: Jour): Refusal[] {
  const etat = refusDEtatDeMesure(mesure, transition.acte, le)
  if (etat.length > 0) return etat
  const unJourDePlus = ajouterJours(deroulement(mesure).termeLe ?? mesure.debutLe, 1)
  const auPlusCourt = refusDeProlonger(mesure, transition, {
    acte: transition.acte,
    le,
    nouvelleFinLe: unJourDePlus,
  })
  // A longer one may be long enough: only what is too long already stays so.
  return [
    ...refusAvantLeTemps(mesure, transition, le),
    ...auPlusCourt.filter(refus => refus.code !== 'duree_trop_courte'),
  ]
}

/**
 * An act is possible only from the states that the law names for it (charte: a transition not
 * allowed is a refusal that cites its article).
 */
export function refusDEtatDeMesure(mesure: MesureSuivie, acte: string, le: Jour): Refusal[] {
  const definition = definitionDe(mesure.nature)
  if (!definition)
    return [
      {
        code: 'nature_inconnue',
        message: 'Cette mesure n’est pas au référentiel : son déroulement n’est pas connu.',
      },
    ]
  const { finieLe, etat } = deroulement(mesure)
  const machine = machineLe(definition, mesure.referentiel as Referentiel, le)
  const possibles = passagesConnus(definition, mesure.referentiel as Referentiel, acte, le).map(
    ligne => ligne.t,
  )
  const premiere = possibles[0]
  if (!premiere)
    return [
      {
        code: 'acte_inconnu',
        message: 'La loi ne prévoit pas cet acte pour cette mesure à cette date.',
      },
    ]
  if (transitionDe(mesure, acte, le)) return []
  const source = passageOpposable(mesure, premiere, le)
    ? { source: citer(premiere.source, le) }
    : {}
  if (finieLe)
    return [
      {
        code: 'deja_finie',
        message: `Cette mesure a pris fin le ${afficherJourCourt(finieLe)} : plus aucun acte n’y est possible.${le < finieLe ? ' Pour un acte d’avant cette fin, annulez d’abord la fin, enregistrez-le, puis enregistrez la fin de nouveau.' : ''}`,
        ...source,
      },
    ]
  const depuis = [...new Set(possibles.flatMap(transition => transition.de))].map(
    e => `« ${machine.etats[e]?.libelle ?? e} »`,
  )
  const ici = parProvision(mesure, machine)?.libelle ?? machine.etats[etat]?.libelle ?? etat
  return [
    {
      code: 'acte_impossible',
      message: `${premiere.libelle} : possible seulement quand l’état de la mesure est ${depuis.join(' ou ')}. Son état : « ${ici} ».`,
      ...source,
    },
  ]
}

/** What the times of the law say of it, where they were read. */
export const refusAvantLeTemps = (
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
  auteur?: Auteur,
): Refusal[] =>
  passageOpposable(mesure, transition, le)
    ? refusHorsDuTemps(
        transition,
        {
          decisionLe: mesure.decisionLe,
          debutLe: mesure.debutLe,
          finInitialeLe: mesure.finInitialeLe,
          termeLe: deroulement(mesure).termeLe,
          etat: etatVecu(mesure, le),
          actes: mesure.actes,
        },
        le,
        auteur,
      )
    : []
/** Days between each suspension and what ended it. */
function joursSuspendus(mesure: MesureSuivie): number {
  const definition = definitionDe(mesure.nature)
  if (!definition) return 0
  return mesure.actes.reduce((total, acte, i) => {
    const depuis = suspensionOuverte(
      definition,
      mesure.referentiel as Referentiel,
      mesure.actes.slice(0, i),
    )
    return depuis &&
      !suspensionOuverte(
        definition,
        mesure.referentiel as Referentiel,
        mesure.actes.slice(0, i + 1),
      )
      ? total + joursEntre(depuis, acte.le)
      : total
  }, 0)
}

/**
 * A prolongation names a later term, and does not take the measure beyond the longest duration
 * allowed on the day of its decision.
 */
export function refusDeProlonger(
  mesure: MesureSuivie,
  transition: Transition,
  acte: ActeSaisi,
): Refusal[] {
  if (transition.effet !== 'prolonge') return []
  const { termeLe } = deroulement(mesure)
  const source = citer(transition.source, acte.le)
  if (!acte.nouvelleFinLe)
    return [
      {
        code: 'nouveau_terme_absent',
        champ: 'nouvelleFinLe',
        message: 'Indiquez le nouveau terme que la décision fixe.',
        source,
      },
    ]
  if (acte.nouvelleFinLe <= (termeLe ?? mesure.debutLe))
    return [
      {
        code: 'terme_non_reporte',
        champ: 'nouvelleFinLe',
        message: 'Le nouveau terme doit être après le terme actuel.',
        source,
      },
    ]
  // Days of suspension did not run: they do not count against the maximum (CP 132-43).
  const compte = ajouterJours(acte.nouvelleFinLe, -joursSuspendus(mesure))
  const { nouvelleFinLe, le } = acte
  const ajoutee = passageOpposable(mesure, transition, le)
    ? refusDAjouter(transition, {
        debutLe: mesure.debutLe,
        termeLe,
        nouvelleFinLe,
        compte,
        le,
      })
    : []
  if (ajoutee.length > 0 || transition.total !== undefined) return ajoutee
  const definition = definitionDe(mesure.nature)
  const duree = {
    debutLe: mesure.debutLe,
    finLe: compte,
    palier: mesure.palier ?? undefined,
  }
  return definition
    ? refusDeDuree(
        definition.duree,
        duree,
        mesure.decisionLe,
        mesure.referentiel as Referentiel,
      ).map(refus => ({
        ...refus,
        champ: 'nouvelleFinLe',
      }))
    : []
}

/**
 * The term after an act: it stops with a suspension, resumes for the days that were left, moves
 * with a prolongation (CP art. 132-43 and the articles of each kind).
 */
export function termeApres(
  mesure: MesureSuivie,
  transition: Transition,
  acte: ActeSaisi,
): Jour | null {
  const { termeLe, suspendueLe } = deroulement(mesure)
  if (transition.effet === 'suspend') return null
  if (transition.effet === 'prolonge') return acte.nouvelleFinLe ?? termeLe
  if (transition.effet === 'reprend') {
    const avant = mesure.actes.findLast(x => x.termeLe !== null)?.termeLe ?? mesure.finInitialeLe
    return avant && suspendueLe
      ? ajouterJours(avant, joursEntre(suspendueLe, acte.le))
      : (avant ?? null)
  }
  return termePorte(transition, { debutLe: mesure.debutLe, termeLe }, acte.le)
}

/**
 * Only the last act that stands is undone, and once: what came after it rested on it (charte: state
 * is a record).
 */
export const refusDAnnuler = (
  acte: { id: string; annuleA?: unknown },
  actes: readonly { id: string }[],
): Refusal[] => {
  if (acte.annuleA)
    return [{ code: 'deja_annule', message: 'Cet acte est déjà annulé : il n’a plus d’effet.' }]
  return actes.at(-1)?.id === acte.id
    ? []
    : [
        {
          code: 'pas_le_dernier',
          message: 'Seul le dernier acte s’annule. Annulez d’abord ceux qui le suivent.',
        },
      ]
}
