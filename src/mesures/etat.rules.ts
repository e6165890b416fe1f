import { afficherJourCourt, ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDAjouter, refusHorsDuTemps, termePorte } from './acte.rules.ts'
import {
  type Auteur,
  type CauseDeFin,
  causesDeFin,
  type Definition,
  type Machine,
  type Referentiel,
  type Transition,
} from './definition.rules.ts'
import { refusDeDuree } from './duree.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import type { Partie } from './partie.rules.ts'
import { citer, estOpposable, valeurDe, versionOpposable } from './regle.rules.ts'

/** What the law says of a kind, or null for a name that the référentiel does not know. */
export const definitionDe = (nature: string): Definition | null => natures[nature as CleNature] ?? null

/** The state machine that binds on a day: an ongoing measure follows the law as it changes (date of execution). */
export const machineLe = (d: Definition, referentiel: Referentiel, le: Jour): Machine =>
  referentiel === 'egip' && d.machineEgip ? d.machineEgip : valeurDe(d.machine, le)

/** An act that stands, as recorded. */
export type ActeFait = Partie & { acte: string; vers: string; le: string; termeLe: string | null; causeFin: string | null }
/** A measure as its rules need it. */
export type MesureSuivie = {
  nature: string
  referentiel: string
  decisionLe: string
  debutLe: string
  finInitialeLe: string | null
  palier: string | null
  dureeMois?: number | null
  peineMois?: number | null
  executionProvisoire?: boolean
  actes: readonly ActeFait[]
}

export type Deroulement = {
  etat: string
  /** The last day, as acts have moved it; null when none is set or while the measure is suspended. */
  termeLe: Jour | null
  /** Since when its term does not run. */
  suspendueLe: Jour | null
  finieLe: Jour | null
  cause: CauseDeFin | null
}
/** Since when the term does not run: the last suspension that nothing resumed or ended. */
function suspensionOuverte(d: Definition, referentiel: Referentiel, actes: readonly ActeFait[]): Jour | null {
  let depuis: Jour | null = null
  for (const { acte, le, causeFin } of actes) {
    const effet = machineLe(d, referentiel, le as Jour).transitions.find(t => t.acte === acte)?.effet
    if (effet === 'suspend') depuis ??= le as Jour
    else if (effet === 'reprend' || causeFin) depuis = null
  }
  return depuis
}

/** Where a measure stands after its acts: the same history always gives the same state (charte: state is a record). */
export function deroulement(m: MesureSuivie): Deroulement {
  const d = definitionDe(m.nature)
  const referentiel = m.referentiel as Referentiel
  const dernier = m.actes.at(-1)
  return {
    etat: dernier?.vers ?? (d ? machineLe(d, referentiel, m.decisionLe as Jour).initial : 'en_cours'),
    termeLe: (dernier ? dernier.termeLe : m.finInitialeLe) as Jour | null,
    suspendueLe: d && suspensionOuverte(d, referentiel, m.actes),
    finieLe: (dernier?.causeFin ? dernier.le : null) as Jour | null,
    cause: (dernier?.causeFin ?? null) as CauseDeFin | null,
  }
}

type Prononcee = Pick<MesureSuivie, 'nature' | 'referentiel' | 'executionProvisoire'>
/** The label of a state on a day, null before any act; « En cours » for one that no machine names. By provision, that of the first says so. */
export function libelleDUnEtat({ nature, referentiel, executionProvisoire }: Prononcee, etat: string | null, le: Jour): string {
  const d = definitionDe(nature)
  if (!d) return 'En cours'
  const { etats, initial, parProvision } = machineLe(d, referentiel as Referentiel, le)
  if ((etat ?? initial) === initial && executionProvisoire && parProvision) return parProvision.libelle
  return etats[etat ?? initial]?.libelle ?? 'En cours'
}
/** Where a measure stands, in words: its state, or the cause of its end where no machine names its last state. */
export function libelleDEtat(m: MesureSuivie, le: Jour): string {
  const { etat, cause } = deroulement(m)
  const libelle = libelleDUnEtat(m, etat, le)
  return cause && libelle === 'En cours' ? `Terminée : ${causesDeFin[cause]}` : libelle
}

/** An act as any machine that its kind has had knows it, the last one first. */
export const acteConnu = (nature: string, { acte }: { acte: string }): Transition | undefined => {
  const d = definitionDe(nature)
  const machines = d ? [...d.machine.map(v => v.value), ...(d.machineEgip ? [d.machineEgip] : [])] : []
  return machines.flatMap(m => m.transitions).findLast(t => t.acte === acte)
}
/** Whether its decision names a new term. */
export const prolonge = (nature: string, a: { acte: string }): boolean => acteConnu(nature, a)?.effet === 'prolonge'
/** The label of an act, from any machine that its kind has had. */
export const libelleDActe = (nature: string, a: { acte: string }): string => acteConnu(nature, a)?.libelle ?? a.acte.replaceAll('_', ' ')

export type ActeSaisi = Partie & { acte: string; le: Jour; auteur?: Auteur | undefined; nouvelleFinLe?: Jour | undefined }
/** Is it executory by provision, and nothing more yet? An act that leaves it where it lives (obligations, a report) makes it no more than that. */
const parProvision = (m: MesureSuivie, machine: Machine) =>
  m.executionProvisoire && deroulement(m).etat === machine.initial ? machine.parProvision : undefined
/** The states from which a measure may go on: its own; where it is executory by provision, first that in which it lives already (CP art. 132-41, al. 2). */
const etatsDepuis = (m: MesureSuivie, machine: Machine): string[] => {
  const provisoire = parProvision(m, machine)
  return [...(provisoire ? [provisoire.vers] : []), deroulement(m).etat]
}
/** The state after an act, as it is recorded: by provision, what leaves the measure where it lives leaves its state too (CP art. 132-41, al. 2). */
export function etatApres(m: MesureSuivie, t: Transition, le: Jour): string {
  const d = definitionDe(m.nature)
  const provisoire = d && parProvision(m, machineLe(d, m.referentiel as Referentiel, le))?.vers
  return provisoire && t.vers === provisoire && t.de.includes(provisoire) ? deroulement(m).etat : t.vers
}
/** The state in which it lives on a day. */
function etatVecu(m: MesureSuivie, le: Jour): string {
  const d = definitionDe(m.nature)
  return (d && etatsDepuis(m, machineLe(d, m.referentiel as Referentiel, le))[0]) ?? deroulement(m).etat
}
/** The transition that the machine of a day names for an act, from the state where the measure is. */
export const transitionPrevue = (m: MesureSuivie, acte: string, le: Jour): Transition | null => {
  const d = definitionDe(m.nature)
  if (!d) return null
  const machine = machineLe(d, m.referentiel as Referentiel, le)
  const possibles = etatsDepuis(m, machine).map(etat => machine.transitions.find(t => t.acte === acte && t.de.includes(etat)))
  return possibles.find(t => t !== undefined) ?? null
}

const sousLaProposition = (d: Definition, referentiel: Referentiel) => referentiel === 'egip' && d.machineEgip !== undefined
/** Passages of an act on a day, those of any other day where the machine of that day was not read; `opposable`: read, in a machine of that day. */
function passagesConnus(d: Definition, referentiel: Referentiel, acte: string, le: Jour): { t: Transition; opposable: boolean }[] {
  const connue = sousLaProposition(d, referentiel) || le >= d.machine[0].from
  const duJour = machineLe(d, referentiel, le).transitions.filter(t => t.acte === acte)
  if (duJour.length > 0) return duJour.map(t => ({ t, opposable: connue && estOpposable(t.source) }))
  if (sousLaProposition(d, referentiel) || versionOpposable(d.machine, le)) return []
  return d.machine.flatMap(v => v.value.transitions.filter(t => t.acte === acte)).map(t => ({ t, opposable: false }))
}
/** What nobody read stops nobody: a passage whose sentence or machine was not read may be taken from any state, until the measure ends (ADR 0038). */
function passageNonLu(m: MesureSuivie, acte: string, le: Jour): Transition | null {
  const d = definitionDe(m.nature)
  const { finieLe, suspendueLe } = deroulement(m)
  if (!d || finieLe) return null
  const libres = passagesConnus(d, m.referentiel as Referentiel, acte, le).filter(p => !p.opposable)
  // That the term starts again only once it was stopped is a fact of the file, not a sentence of the law.
  return libres.find(({ t }) => t.effet !== 'reprend' || suspendueLe)?.t ?? null
}
/** Whether a passage may refuse: its sentence was read, in a machine of that day. */
export const passageOpposable = (m: MesureSuivie, t: Transition, le: Jour): boolean => {
  const d = definitionDe(m.nature)
  return d !== null && passagesConnus(d, m.referentiel as Referentiel, t.acte, le).some(p => p.t === t && p.opposable)
}
/** The transition that an act would take from here, under the machine of its day. */
export const transitionDe = (m: MesureSuivie, acte: string, le: Jour): Transition | null =>
  transitionPrevue(m, acte, le) ?? passageNonLu(m, acte, le)

/** Every act that the kind knows on a day, and why it cannot be done from here, so that a screen explains it before the click. */
export function actesDe(m: MesureSuivie, le: Jour): { transition: Transition; refus: Refusal[] }[] {
  const d = definitionDe(m.nature)
  if (!d) return []
  const parActe = new Map<string, Transition>()
  for (const t of machineLe(d, m.referentiel as Referentiel, le).transitions)
    if (!parActe.has(t.acte)) parActe.set(t.acte, transitionDe(m, t.acte, le) ?? t)
  return [...parActe.values()].map(transition => ({ transition, refus: refusDAvance(m, transition, le) }))
}
/** What stops an act on a day whatever is typed: where the measure stands, the times of the act, a term that is to come, or that may move no further. */
function refusDAvance(m: MesureSuivie, t: Transition, le: Jour): Refusal[] {
  const etat = refusDEtatDeMesure(m, t.acte, le)
  if (etat.length > 0) return etat
  const unJourDePlus = ajouterJours(deroulement(m).termeLe ?? (m.debutLe as Jour), 1)
  const auPlusCourt = refusDeProlonger(m, t, { acte: t.acte, le, nouvelleFinLe: unJourDePlus })
  // A longer one may be long enough: only what is too long already stays so.
  return [...refusAvantLeTemps(m, t, le), ...auPlusCourt.filter(r => r.code !== 'duree_trop_courte')]
}

/** An act is possible only from the states that the law names for it (charte: a transition not allowed is a refusal that cites its article). */
export function refusDEtatDeMesure(m: MesureSuivie, acte: string, le: Jour): Refusal[] {
  const d = definitionDe(m.nature)
  if (!d) return [{ code: 'nature_inconnue', message: 'Cette mesure n’est pas au référentiel : son déroulement n’est pas connu.' }]
  const { finieLe, etat } = deroulement(m)
  const machine = machineLe(d, m.referentiel as Referentiel, le)
  const possibles = passagesConnus(d, m.referentiel as Referentiel, acte, le).map(p => p.t)
  const premiere = possibles[0]
  if (!premiere) return [{ code: 'acte_inconnu', message: 'La loi ne prévoit pas cet acte pour cette mesure à cette date.' }]
  if (transitionDe(m, acte, le)) return []
  const source = passageOpposable(m, premiere, le) ? { source: citer(premiere.source, le) } : {}
  if (finieLe)
    return [
      {
        code: 'deja_finie',
        message: `Cette mesure a pris fin le ${afficherJourCourt(finieLe)} : plus aucun acte n’y est possible.${le < finieLe ? ' Pour un acte d’avant cette fin, annulez d’abord la fin, enregistrez-le, puis enregistrez la fin de nouveau.' : ''}`,
        ...source,
      },
    ]
  const depuis = [...new Set(possibles.flatMap(t => t.de))].map(e => `« ${machine.etats[e]?.libelle ?? e} »`)
  const ici = parProvision(m, machine)?.libelle ?? machine.etats[etat]?.libelle ?? etat
  return [
    {
      code: 'acte_impossible',
      message: `${premiere.libelle} : possible seulement quand l’état de la mesure est ${depuis.join(' ou ')}. Son état : « ${ici} ».`,
      ...source,
    },
  ]
}

/** What the times of the law say of it, where they were read. */
export const refusAvantLeTemps = (m: MesureSuivie, t: Transition, le: Jour, auteur?: Auteur): Refusal[] =>
  passageOpposable(m, t, le)
    ? refusHorsDuTemps(
        t,
        {
          decisionLe: m.decisionLe as Jour,
          debutLe: m.debutLe as Jour,
          finInitialeLe: m.finInitialeLe as Jour | null,
          termeLe: deroulement(m).termeLe,
          etat: etatVecu(m, le),
          actes: m.actes,
        },
        le,
        auteur,
      )
    : []
/** Days between each suspension and what ended it. */
function joursSuspendus(m: MesureSuivie): number {
  const d = definitionDe(m.nature)
  if (!d) return 0
  return m.actes.reduce((total, a, i) => {
    const depuis = suspensionOuverte(d, m.referentiel as Referentiel, m.actes.slice(0, i))
    return depuis && !suspensionOuverte(d, m.referentiel as Referentiel, m.actes.slice(0, i + 1))
      ? total + joursEntre(depuis, a.le as Jour)
      : total
  }, 0)
}

/** A prolongation names a later term, and does not take the measure beyond the longest duration allowed on the day of its decision. */
export function refusDeProlonger(m: MesureSuivie, t: Transition, a: ActeSaisi): Refusal[] {
  if (t.effet !== 'prolonge') return []
  const { termeLe } = deroulement(m)
  const source = citer(t.source, a.le)
  if (!a.nouvelleFinLe)
    return [{ code: 'nouveau_terme_absent', champ: 'nouvelleFinLe', message: 'Indiquez le nouveau terme que la décision fixe.', source }]
  if (a.nouvelleFinLe <= (termeLe ?? m.debutLe))
    return [{ code: 'terme_non_reporte', champ: 'nouvelleFinLe', message: 'Le nouveau terme doit être après le terme actuel.', source }]
  // Days of suspension did not run: they do not count against the maximum (CP 132-43).
  const compte = ajouterJours(a.nouvelleFinLe, -joursSuspendus(m))
  const { nouvelleFinLe, le } = a
  const ajoutee = passageOpposable(m, t, le) ? refusDAjouter(t, { debutLe: m.debutLe as Jour, termeLe, nouvelleFinLe, compte, le }) : []
  if (ajoutee.length > 0 || t.total !== undefined) return ajoutee
  const d = definitionDe(m.nature)
  const duree = { debutLe: m.debutLe as Jour, finLe: compte, palier: m.palier ?? undefined }
  return d
    ? refusDeDuree(d.duree, duree, m.decisionLe as Jour, m.referentiel as Referentiel).map(r => ({ ...r, champ: 'nouvelleFinLe' }))
    : []
}

/** The term after an act: it stops with a suspension, resumes for the days that were left, moves with a prolongation (CP art. 132-43 and the articles of each kind). */
export function termeApres(m: MesureSuivie, t: Transition, a: ActeSaisi): Jour | null {
  const { termeLe, suspendueLe } = deroulement(m)
  if (t.effet === 'suspend') return null
  if (t.effet === 'prolonge') return a.nouvelleFinLe ?? termeLe
  if (t.effet === 'reprend') {
    const avant = m.actes.findLast(x => x.termeLe !== null)?.termeLe ?? m.finInitialeLe
    return avant && suspendueLe ? ajouterJours(avant as Jour, joursEntre(suspendueLe, a.le)) : ((avant as Jour | null) ?? null)
  }
  return termePorte(t, { debutLe: m.debutLe as Jour, termeLe }, a.le)
}

/** Only the last act that stands is undone, and once: what came after it rested on it (charte: state is a record). */
export const refusDAnnuler = (acte: { id: string; annuleA?: unknown }, actes: readonly { id: string }[]): Refusal[] => {
  if (acte.annuleA) return [{ code: 'deja_annule', message: 'Cet acte est déjà annulé : il n’a plus d’effet.' }]
  return actes.at(-1)?.id === acte.id
    ? []
    : [{ code: 'pas_le_dernier', message: 'Seul le dernier acte s’annule. Annulez d’abord ceux qui le suivent.' }]
}
