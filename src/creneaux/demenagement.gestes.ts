import type { Context } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { quiTient } from './calendrier.lecture.ts'
import { refusDeTenirLeCalendrier } from './calendrier.rules.ts'
import * as store from './calendrier.store.ts'
import { lieuParId } from './lecture.store.ts'
import { memeRythme } from './recurrence.rules.ts'

type Demenagement = { deLieuId: string; versLieuId: string; le: Jour }

type AuNouveauLieu = {
  entiteId: string
  lieuId: string
  nom: string
  agentId: string | null
  fermeLe: Jour | null
}
/** Of the same name and agent; that of an agent who works elsewhere now is nobody's there. */
async function agendaAuNouveauLieu(
  tx: Tx,
  { agentId: de, ...agenda }: AuNouveauLieu,
): Promise<string> {
  const agentId = de && (await store.agentDe(tx, de))?.entiteId === agenda.entiteId ? de : null
  const la = await store.agendaDuLieu(tx, agenda.lieuId, agenda.nom, agentId)
  return (la ?? (await store.insererAgenda(tx, { ...agenda, agentId }))).id
}

/**
 * A place that moves: agendas of the same name and agent at the new place, ranges ended at the old
 * one the day before and opened again there. Nothing is published: who moves the place moves its
 * convocations in the same transaction, with the ids returned.
 */
export async function demenagerLesAgendas(
  tx: Tx,
  { acteur }: Context,
  { deLieuId, versLieuId, le }: Demenagement,
): Promise<{ agendas: Record<string, string>; plages: Record<string, string> }> {
  for (const lieuId of [deLieuId, versLieuId])
    refuseIf(
      refusDeTenirLeCalendrier(quiTient(acteur), {
        entiteId: trouver(await lieuParId(tx, lieuId)).entiteId,
        agentId: null,
      }),
    )
  const agendas: Record<string, string> = {}
  const plages: Record<string, string> = {}
  for (const {
    plageId,
    agendaId,
    agendaNom,
    entiteId,
    lieuId: _,
    agentId,
    fermeLe,
    ...reste
  } of await store.plagesDuLieu(tx, deLieuId, le)) {
    trouver(await store.verrouillerPlage(tx, plageId))
    agendas[agendaId] ??= await agendaAuNouveauLieu(tx, {
      entiteId,
      lieuId: versLieuId,
      nom: agendaNom,
      agentId,
      fermeLe,
    })
    const des = le > reste.du ? le : reste.du
    const du = memeRythme(reste, des)
    await store.finirPlage(tx, plageId, ajouterJours(des, -1))
    if (reste.au !== null && reste.au < du) continue
    const nouvelle = await store.insererPlage(tx, {
      ...reste,
      du,
      agendaId: agendas[agendaId] ?? '',
      remplaceId: plageId,
      creeePar: acteur.id,
    })
    plages[plageId] = nouvelle.id
  }
  return { agendas, plages }
}
