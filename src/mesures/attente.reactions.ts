import type { Reaction } from '../platform/fait.ts'
import { suivreLesAttentes } from './attente.gestes.ts'
import { type Decision, decisionDe, memeDecision, numeroDeParquet } from './attente.rules.ts'
import * as store from './attente.store.ts'
import { verrouillerLesMesures } from './mesure.store.ts'

/**
 * Reaction offered to `reactions.ts`: the same decision is awaited once, however many times the
 * person is convoked for it, with or without its number.
 */
export const attendreLaSaisine: Reaction<{
  dossierId: string
  manque: string
  decision?: Decision
}> = async (tx, { dossierId, manque, decision }, context) => {
  const attente = {
    dossierId,
    depuisLe: context.aujourdhui,
    manque,
    signaleePar: context.acteur.id,
  }
  if (!decision) return void (await store.insererAttente(tx, attente))
  await verrouillerLesMesures(tx, dossierId)
  const { le, juridictionId } = decision
  const numeroParquet = numeroDeParquet(decision.numeroParquet)
  const deja = (await store.attentesDuDossier(tx, dossierId)).filter(ligne => {
    const sienne = decisionDe(ligne)
    return sienne !== null && memeDecision(sienne, decision)
  })
  const [seule, ...autres] = deja
  if (!seule)
    await store.insererAttente(tx, { ...attente, decisionLe: le, juridictionId, numeroParquet })
  else if (numeroParquet && autres.length === 0)
    await store.nommerAttente(tx, dossierId, seule.attenteId, numeroParquet)
  await suivreLesAttentes(tx, context, dossierId)
}
