import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { ajouter, delaiEnMots } from './delai.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { estUneAffectation, mentionsDuTravail } from './hote.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import { convocationAvantExecution } from './referentiel/condamnation.referentiel.ts'
import { citationCourte, citer, valeurOpposable, versionLe } from './regle.rules.ts'

/**
 * A sentence final for more than three years is not carried out before the JAP has called the
 * person, urgency aside (CPP art. 723-17-1); the last day of the three years is one of them (art.
 * 801).
 */
export function refusDExecuter(donnees: {
  definitiveLe: Jour
  convoqueeLe?: Jour | undefined
  urgence?: boolean
  le: Jour
}): Refusal[] {
  const regle = valeurOpposable(convocationAvantExecution.droit, donnees.le)
  if (
    !regle ||
    donnees.urgence ||
    donnees.le <= ajouter(donnees.definitiveLe, regle.value) ||
    (donnees.convoqueeLe && donnees.convoqueeLe <= donnees.le)
  )
    return []
  const message = `Cette condamnation est définitive depuis le ${afficherJourCourt(donnees.definitiveLe)}, sans avoir été exécutée : le JAP convoque d’abord la personne.`
  return [{ code: 'convocation_avant_execution', message, source: citer(regle.source, donnees.le) }]
}

/**
 * A year « à compter du jour où la condamnation est devenue définitive » (CPP art. 744): executory
 * by provision, it is final only after the time for appeal, a day that no fact of the measure says.
 * Nothing is refused on it: whoever records the act checks it.
 */
function attenteDepuisLaDefinitive(nature: string, acte: string, le: Jour): string | null {
  const definition = acte === 'fin_anticipee' ? definitionDe(nature) : null
  const attente =
    definition &&
    machineLe(definition, 'droit', le).transitions.find(transition => transition.acte === acte)
      ?.pasAvant
  if (!attente?.depuis.includes('acte:mise_a_execution')) return null
  const { value, source } = versionLe(attente.delai, le)
  if (
    estAbsente(value) ||
    value === 'moitie' ||
    source.confiance !== 'lu' ||
    !/définitive/.test(source.lecture.mots ?? '')
  )
    return null
  return `Exécution provisoire : les ${delaiEnMots(value)} se comptent du jour où la condamnation est devenue définitive, les recours épuisés, et non de son exécution. Vérifiez ce jour (${citationCourte(source, le)}).`
}

/**
 * What the law says of an act, and that the facts of the measure do not settle: read on its form
 * (CPP art. 723-17-1; CPén R623-16).
 */
export function mentionsDActe(
  donnees: Pick<MesureSuivie, 'nature' | 'decisionLe' | 'actes' | 'executionProvisoire'>,
  acte: string,
  le: Jour,
): string[] {
  if (estUneAffectation(donnees.nature, acte)) return mentionsDuTravail(le)
  const definitive = donnees.executionProvisoire
    ? attenteDepuisLaDefinitive(donnees.nature, acte, le)
    : null
  if (definitive) return [definitive]
  const regle =
    donnees.nature === 'procedure_723_15' && acte === 'mise_a_execution_parquet'
      ? valeurOpposable(convocationAvantExecution.droit, le)
      : null
  const convoquee = donnees.actes.some(fait => fait.acte === 'convocation_jap')
  // The day when it became final is not a fact of the measure: it is that of the decision, or
  // later.
  if (!regle || convoquee || le <= ajouter(donnees.decisionLe, regle.value)) return []
  return [
    `Décision du ${afficherJourCourt(donnees.decisionLe)} : si elle est définitive depuis trois ans sans être exécutée, le JAP convoque d’abord la personne (${citationCourte(regle.source, le)}).`,
  ]
}
