import {
  ajouterJours,
  ajouterMois,
  estFerie,
  type Jour,
  jourDeSemaine,
  prochainJourOuvre,
  type Territoire,
  territoires,
} from '../platform/date.ts'
import type { Delai, Depart } from './definition.rules.ts'

export const ajouter = (le: Jour, { jours = 0, mois = 0 }: { jours?: number; mois?: number }, sens: 1 | -1 = 1): Jour =>
  ajouterJours(mois ? ajouterMois(le, sens * mois) : le, sens * jours)

/** So many days of the week but Sunday and public holidays, after a day. */
function ajouterOuvrables(le: Jour, jours: number, territoire: Territoire): Jour {
  let jour = le
  for (let reste = jours; reste > 0; ) {
    jour = ajouterJours(jour, 1)
    if (jourDeSemaine(jour) < 7 && !estFerie(jour, territoire)) reste -= 1
  }
  return jour
}

/** The days of a measure from which a delay may run. */
export type JoursDeDepart = {
  decisionLe: Jour
  notifieeLe: Jour | null
  debutLe: Jour
  termeLe: Jour | null
  actes: readonly { acte: string; le: string }[]
}
/** The day of the fact from which a delay runs, the last one of an act that was done again; null until it has come. */
export function jourDeDepart(depuis: Depart, m: JoursDeDepart): Jour | null {
  if (depuis === 'decision') return m.decisionLe
  if (depuis === 'prononce') return m.notifieeLe ?? m.decisionLe
  if (depuis === 'debut') return m.debutLe
  if (depuis === 'notification') return m.notifieeLe
  if (depuis === 'terme') return m.termeLe
  const acte = depuis.slice('acte:'.length)
  return (m.actes.findLast(a => a.acte === acte)?.le as Jour | undefined) ?? null
}

/** The day on which a delay ends, before the next working day is looked for. */
export const jourCompte = (depart: Jour, d: Delai, territoire: Territoire): Jour =>
  d.ouvrables ? ajouterOuvrables(depart, d.jours ?? 0, territoire) : ajouter(depart, d, d.avant ? -1 : 1)
/** The last day of a delay: quantième à quantième, then the next working day where the delay is procedural (CPP art. 801; ADR 0016). */
export function dernierJour(depart: Jour, d: Delai, territoire: Territoire): Jour {
  const le = jourCompte(depart, d, territoire)
  return d.proroge && !d.avant ? prochainJourOuvre(le, territoire) : le
}
/** The same where the place is not known: the latest of all territories, so that what is in time somewhere is never refused. */
export const dernierJourPartout = (depart: Jour, d: Delai): Jour =>
  territoires.map(t => dernierJour(depart, d, t)).reduce((a, b) => (a > b ? a : b))

export function delaiEnMots({ jours, ouvrables, mois, avant, auPlusTot }: Omit<Delai, 'proroge'>): string {
  const s = jours && jours > 1 ? 's' : ''
  const enJours = jours && `${jours} jour${s}${ouvrables ? ` ouvrable${s}` : ''}`
  const mots = [mois && `${mois} mois`, enJours].filter(Boolean).join(' et ') || 'le jour même'
  return `${auPlusTot ? `entre ${delaiEnMots(auPlusTot)} et ` : ''}${mots}${avant ? ' avant' : ''}`
}
