import type { Condition, Devoir } from './definition.rules.ts'
import type { Faits } from './faits.rules.ts'
import { detenueDesLaDecision } from './satisfaction.rules.ts'

// Whether a duty is one of this measure, as its facts say, its length aside (annuel.rules); where
// an article leaves somebody out, why there is no delay (CPP art. 474; ADR 0045).

/** The decision was made known on another, later day: the person was not at the hearing. */
const absente = (faits: Faits): boolean =>
  faits.notifieeLe !== null && faits.notifieeLe > faits.decisionLe

/**
 * Why CPP 474 gives no delay: « condamné qui est présent à l’issue de l’audience », « personne non
 * incarcérée ».
 */
function horsDe474(faits: Faits): string | null {
  if (absente(faits)) return 'personne absente à l’audience'
  return detenueDesLaDecision(faits) ? 'personne incarcérée dès la décision' : null
}
/** The court left the place or the hours of a detention at home to the JAP (CPP D49-85). */
const lieuAFixer = (faits: Faits): boolean =>
  faits.actes.some(acte => acte.acte === 'executoire_a_fixer')
const conditions: Record<Condition, (faits: Faits) => boolean> = {
  execution_provisoire: faits => faits.executionProvisoire,
  sans_execution_provisoire: faits => !faits.executionProvisoire,
  ssj_encouru: faits => faits.ssjEncouru === true,
  sans_ssj_encouru: faits => faits.ssjEncouru !== true,
  present_et_libre: faits => horsDe474(faits) === null,
  viol_ou_atteinte: faits => faits.violOuAtteinte === true,
  sans_viol_ni_atteinte: faits => faits.violOuAtteinte !== true,
  par_le_tap: faits => faits.parLeTap === true,
  sans_tap: faits => faits.parLeTap !== true,
  apres_detention: faits => faits.sansDetention !== true,
  lieu_fixe_et_provisoire: faits => faits.executionProvisoire && !lieuAFixer(faits),
  present_et_lieu_a_fixer: faits => lieuAFixer(faits) && !absente(faits),
}
export const concerne = ({ si }: Devoir, faits: Faits): boolean =>
  si === undefined || conditions[si](faits)
/**
 * In words, why a duty that others of this kind have gives no delay here; null where there is
 * nothing to say.
 */
export const sansDelaiParceQue = ({ si }: Devoir, faits: Faits): string | null =>
  si === 'present_et_libre' ? horsDe474(faits) : null
