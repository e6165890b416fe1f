import type { Jour } from '../platform/date.ts'
import { estAbsente, estInconnue } from '../platform/law.ts'
import type { Devoir } from './definition.rules.ts'
import { ajouter } from './delai.rules.ts'
import type { Faits } from './faits.rules.ts'
import { reponseLe } from './regle.rules.ts'
import { derniereProlongation, estSuspendue } from './satisfaction.rules.ts'

// Duties of long measures only: the yearly report of those beyond two years (CPP art. D575, now
// CPén art. D113-44).

type Longueur = NonNullable<Devoir['siDureeExcede']>
/**
 * Whether a measure that ends on `termeLe` lasts longer than a duty asks; `terme`: its term is not
 * known, the duty waits for it.
 */
function dureAssez(
  { duree, sansTerme }: Longueur,
  faits: Faits,
  termeLe: Jour | null,
): 'oui' | 'non' | 'terme' {
  const seuil = reponseLe(duree, faits.debutLe, faits.referentiel)
  if (estAbsente(seuil)) return estInconnue(seuil) ? 'oui' : 'non'
  if (termeLe) return termeLe > ajouter(faits.debutLe, seuil) ? 'oui' : 'non'
  if (estSuspendue(faits)) return 'non'
  return sansTerme ? 'oui' : 'terme'
}
export const concerneCetteDuree = (longueur: Longueur, faits: Faits): 'oui' | 'non' | 'terme' =>
  dureAssez(longueur, faits, faits.termeLe)

/**
 * From when a yearly duty runs: the beginning of the measure, or an anniversary of it. Where only a
 * prolongation made the measure last so long, or where the rule was born since, the one that keeps
 * from being late of a time when nothing was due.
 */
export function anniversaireDeDepart({ siDureeExcede, delai }: Devoir, faits: Faits): Jour {
  const [{ from, value }] = delai.droit
  if (!siDureeExcede || estAbsente(value)) return faits.debutLe
  const longueDesLeDebut =
    dureAssez(siDureeExcede, faits, faits.finInitialeLe ?? faits.termeLe) !== 'non'
  const prolongeeLe = longueDesLeDebut
    ? faits.debutLe
    : (derniereProlongation(faits) ?? faits.debutLe)
  let depart = faits.debutLe
  for (let ans = 1; depart < from || ajouter(depart, value) < prolongeeLe; ans += 1)
    depart = ajouter(faits.debutLe, { mois: 12 * ans })
  return depart
}
