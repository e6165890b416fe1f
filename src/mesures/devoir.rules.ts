import type { Condition, Devoir } from './definition.rules.ts'
import type { Faits } from './echeance.rules.ts'
import { detenueDesLaDecision } from './satisfaction.rules.ts'

// Whether a duty is one of this measure, as its facts say, its length aside (annuel.rules); where an article leaves somebody out, why there is no
// delay (CPP art. 474; ADR 0045).

/** The decision was made known on another, later day: the person was not at the hearing. */
const absente = (f: Faits): boolean => f.notifieeLe !== null && f.notifieeLe > f.decisionLe

/** Why CPP 474 gives no delay: « condamné qui est présent à l’issue de l’audience », « personne non incarcérée ». */
function horsDe474(f: Faits): string | null {
  if (absente(f)) return 'personne absente à l’audience'
  return detenueDesLaDecision(f) ? 'personne incarcérée dès la décision' : null
}
/** The court left the place or the hours of a detention at home to the JAP (CPP D49-85). */
const lieuAFixer = (f: Faits): boolean => f.actes.some(a => a.acte === 'executoire_a_fixer')
const conditions: Record<Condition, (f: Faits) => boolean> = {
  execution_provisoire: f => f.executionProvisoire,
  sans_execution_provisoire: f => !f.executionProvisoire,
  ssj_encouru: f => f.ssjEncouru === true,
  sans_ssj_encouru: f => f.ssjEncouru !== true,
  present_et_libre: f => horsDe474(f) === null,
  viol_ou_atteinte: f => f.violOuAtteinte === true,
  sans_viol_ni_atteinte: f => f.violOuAtteinte !== true,
  par_le_tap: f => f.parLeTap === true,
  sans_tap: f => f.parLeTap !== true,
  apres_detention: f => f.sansDetention !== true,
  lieu_fixe_et_provisoire: f => f.executionProvisoire && !lieuAFixer(f),
  present_et_lieu_a_fixer: f => lieuAFixer(f) && !absente(f),
}
export const concerne = ({ si }: Devoir, f: Faits): boolean => si === undefined || conditions[si](f)
/** In words, why a duty that others of this kind have gives no delay here; null where there is nothing to say. */
export const sansDelaiParceQue = ({ si }: Devoir, f: Faits): string | null => (si === 'present_et_libre' ? horsDe474(f) : null)
