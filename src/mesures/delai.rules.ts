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

export const ajouter = (
  le: Jour,
  { jours = 0, mois = 0 }: { jours?: number; mois?: number },
  sens: 1 | -1 = 1,
): Jour => ajouterJours(mois ? ajouterMois(le, sens * mois) : le, sens * jours)

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
  actes: readonly { acte: string; le: Jour }[]
}
/**
 * The day of the fact from which a delay runs, the last one of an act that was done again; null
 * until it has come.
 */
export function jourDeDepart(depuis: Depart, jours: JoursDeDepart): Jour | null {
  if (depuis === 'decision') return jours.decisionLe
  if (depuis === 'prononce') return jours.notifieeLe ?? jours.decisionLe
  if (depuis === 'debut') return jours.debutLe
  if (depuis === 'notification') return jours.notifieeLe
  if (depuis === 'terme') return jours.termeLe
  const acte = depuis.slice('acte:'.length)
  return jours.actes.findLast(ligne => ligne.acte === acte)?.le ?? null
}

/** The day on which a delay ends, before the next working day is looked for. */
export const jourCompte = (depart: Jour, delai: Delai, territoire: Territoire): Jour =>
  delai.ouvrables
    ? ajouterOuvrables(depart, delai.jours ?? 0, territoire)
    : ajouter(depart, delai, delai.avant ? -1 : 1)
/**
 * The last day of a delay: quantième à quantième, then the next working day where the delay is
 * procedural (CPP art. 801; ADR 0016).
 */
export function dernierJour(depart: Jour, delai: Delai, territoire: Territoire): Jour {
  const le = jourCompte(depart, delai, territoire)
  return delai.proroge && !delai.avant ? prochainJourOuvre(le, territoire) : le
}
/**
 * The same where the place is not known: the latest of all territories, so that what is in time
 * somewhere is never refused.
 */
export const dernierJourPartout = (depart: Jour, delai: Delai): Jour =>
  territoires
    .map(territoire => dernierJour(depart, delai, territoire))
    .reduce((un, autre) => (un > autre ? un : autre))

export function delaiEnMots({
  jours,
  ouvrables,
  mois,
  avant,
  auPlusTot,
}: Omit<Delai, 'proroge'>): string {
  const texte = jours && jours > 1 ? 's' : ''
  const enJours = jours && `${jours} jour${texte}${ouvrables ? ` ouvrable${texte}` : ''}`
  const mots = [mois && `${mois} mois`, enJours].filter(Boolean).join(' et ') || 'le jour même'
  return `${auPlusTot ? `entre ${delaiEnMots(auPlusTot)} et ` : ''}${mots}${avant ? ' avant' : ''}`
}
