import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { type Decision, memeAttente, refusDeNumero, suitesDesAttentes } from './attente.rules.ts'
import * as store from './attente.store.ts'

/**
 * Does this decision need its number, because several of that day are known besides the measure
 * that is corrected?
 */
export async function refusDeDecision(
  tx: Tx,
  dossierId: string,
  decision: Decision,
  sauf?: string,
) {
  const mesures = (await store.mesuresDecidees(tx, dossierId)).filter(
    mesureDecidee => mesureDecidee.mesureId !== sauf,
  )
  return refusDeNumero(await store.toutesLesAttentes(tx, dossierId), mesures, decision)
}
/**
 * Awaits follow the measures that stand; what was missing of those lifted, and how many are awaited
 * again.
 */
export async function suivreLesAttentes(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  dossierId: string,
  nouvelle?: string,
): Promise<{ levees: string[]; rouvertes: number }> {
  const attentes = await store.toutesLesAttentes(tx, dossierId)
  const suites = suitesDesAttentes(attentes, await store.mesuresDecidees(tx, dossierId), nouvelle)
  for (const suite of suites)
    await store.changerAttente(tx, dossierId, suite, { leveeLe: aujourdhui, leveePar: acteur.id })
  const levees = attentes
    .filter(
      attente => attente.ouverte && suites.some(suite => suite.attenteId === attente.attenteId),
    )
    .map(attente => attente.manque)
  return { levees, rouvertes: suites.filter(suite => suite.mesureId === null).length }
}

/** Awaits of the absorbed dossier go to the kept one; what both awaited is awaited once. */
export async function verserLesAttentes(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  dossierId: string,
  absorbeId: string,
): Promise<void> {
  const gardees = (await store.toutesLesAttentes(tx, dossierId)).filter(attente => attente.ouverte)
  for (const attente of (await store.toutesLesAttentes(tx, absorbeId)).filter(x => x.ouverte)) {
    const meme = gardees.find(g => memeAttente(g, attente))
    if (!meme) continue
    await store.leverAttente(tx, absorbeId, attente.attenteId, {
      leveeLe: aujourdhui,
      leveePar: acteur.id,
    })
    if (!attente.numeroParquet) continue
    await store.nommerAttente(tx, dossierId, meme.attenteId, attente.numeroParquet)
    meme.numeroParquet ??= attente.numeroParquet
  }
  await store.verserLesAttentes(tx, dossierId, absorbeId)
}
