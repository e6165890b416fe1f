import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { ajouter } from './delai.rules.ts'
import type { MesureSuivie } from './etat.rules.ts'
import { estUneAffectation, mentionsDuTravail } from './hote.rules.ts'
import { convocationAvantExecution } from './referentiel/condamnation.referentiel.ts'
import { citationCourte, citer, opposableLe } from './regle.rules.ts'

const delaiOpposable = (le: Jour) => {
  const opposable = opposableLe(convocationAvantExecution, le, 'droit')
  return opposable && !estAbsente(opposable.value) ? { delai: opposable.value, source: opposable.source } : null
}
/** A sentence final for three years is not carried out before the JAP has called the person, urgency aside (CPP art. 723-17-1). */
export function refusDExecuter(e: { definitiveLe: Jour; convoqueeLe?: Jour | undefined; urgence?: boolean; le: Jour }): Refusal[] {
  const regle = delaiOpposable(e.le)
  if (!regle || e.urgence || e.le < ajouter(e.definitiveLe, regle.delai) || (e.convoqueeLe && e.convoqueeLe <= e.le)) return []
  const message = `Cette condamnation est définitive depuis le ${afficherJourCourt(e.definitiveLe)}, sans avoir été exécutée : le JAP convoque d’abord la personne.`
  return [{ code: 'convocation_avant_execution', champ: 'acte', message, source: citer(regle.source, e.le) }]
}

/** What the law says of an act, and that the facts of the measure do not settle: read on its form (CPP art. 723-17-1; CPén R623-16). */
export function mentionsDActe(m: Pick<MesureSuivie, 'nature' | 'decisionLe' | 'actes'>, acte: string, le: Jour): string[] {
  if (estUneAffectation(m.nature, acte)) return mentionsDuTravail(le)
  const regle = m.nature === 'procedure_723_15' && acte === 'mise_a_execution_parquet' ? delaiOpposable(le) : null
  const convoquee = m.actes.some(a => a.acte === 'convocation_jap')
  // The day when it became final is not a fact of the measure: it is that of the decision, or later.
  if (!regle || convoquee || le < ajouter(m.decisionLe as Jour, regle.delai)) return []
  return [
    `Décision du ${afficherJourCourt(m.decisionLe as Jour)} : si elle est définitive depuis trois ans sans être exécutée, le JAP convoque d’abord la personne (${citationCourte(regle.source, le)}).`,
  ]
}
