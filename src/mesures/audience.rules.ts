import type { Jour, Territoire } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Delai } from './definition.rules.ts'
import { dernierJour } from './delai.rules.ts'
import { procedures } from './referentiel/procedures.referentiel.ts'
import { citationMarquee, sourceDe, valeurLe } from './regle.rules.ts'

const regles: readonly Regle<string | Delai>[] = procedures
const regleDe = (cle: string) => {
  const regle = regles.find(uneRegle => uneRegle.id === `procedures.${cle}`)
  if (!regle) throw new Error(`no rule ${cle}`)
  return regle
}
/** Until when one is received after a hearing, in how many days, and by which article. */
export type FenetreDAudience = { au: Jour; jours: number; citation: string }

/**
 * The delay in force on the day of the hearing, before the JAP or the SPIP (CPP, art. 474); none
 * for a day when it was not yet written.
 */
export function fenetreDAudience(
  devant: 'jap' | 'spip',
  audienceLe: Jour,
  territoire: Territoire,
): FenetreDAudience | null {
  const regle = regleDe(`474_${devant}`)
  if (audienceLe < regle.droit[0].from) return null
  const delai = valeurLe(regle, audienceLe, 'droit')
  if (!delai || typeof delai === 'string') return null
  const citation = citationMarquee(sourceDe(regle, audienceLe, 'droit'), audienceLe)
  return { au: dernierJour(audienceLe, delai, territoire), jours: delai.jours ?? 0, citation }
}

/** « CPP 712-10, al. 1 »: who is competent for a person without a habitual residence in France. */
export const citationDeCompetence = (le: Jour): string =>
  citationMarquee(sourceDe(regleDe('712_10'), le, 'droit'), le)
/** « CPP D48-2, dernier al. »: a late summons is no nullity. */
export const citationDuRetard = (le: Jour): string =>
  citationMarquee(sourceDe(regleDe('d48_2_delais'), le, 'droit'), le)
/** « CPP 474, al. 2 »: what follows an absence before the JAP. */
export const citationDeLAbsence = (le: Jour): string =>
  citationMarquee(sourceDe(regleDe('474_absence'), le, 'droit'), le)
