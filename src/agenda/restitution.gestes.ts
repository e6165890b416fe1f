import { Temporal } from 'temporal-polyfill'
import { couvertPar, plagesDe } from '../creneaux/index.ts'
import { prevenir } from '../dossiers/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { estPassee, lireInstant } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { inscrire } from './a-decider.store.ts'
import type { Qui } from './convocation.gestes.ts'
import { conflits } from './convocation.rules.ts'
import type { Convocation } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { issuesSuccessives } from './issue.store.ts'
import { obstacles } from './moment.store.ts'
import { retablir, siLaPlaceEstLibre } from './retablir.gestes.ts'
import { annuleesPar } from './retablissement.store.ts'

/**
 * What a fact had cancelled, once this fact is undone; how many are given back, and how many wait
 * for a decision.
 */
export async function rendreCeQuAnnula(
  tx: Tx,
  context: Context,
  fait: { dossierId: string; causeId: string },
  motif: string,
) {
  const { dossierId, causeId } = fait
  let [rendues, aDecider] = [0, 0]
  for (const { id } of await annuleesPar(tx, dossierId, causeId)) {
    const obstacle = await rendre(tx, context, { dossierId, convocationId: id }, motif)
    if (obstacle) {
      aDecider += 1
      await inscrire(tx, {
        dossierId,
        convocationId: id,
        motif: 'fin_annulee',
        detail: obstacle,
        par: context.acteur.id,
      })
    } else {
      rendues += 1
      await prevenirDeLaRestitution(tx, context, dossierId, id)
    }
  }
  return { rendues, aDecider }
}

/** Whoever receives the person finds the hour taken again. */
export async function prevenirDeLaRestitution(
  tx: Tx,
  context: Context,
  dossierId: string,
  convocationId: string,
) {
  const agentId = (await store.convocation(tx, dossierId, convocationId))?.agentId
  const destinataires = [{ referent: true as const }, ...(agentId ? [{ agentId }] : [])]
  await prevenir(tx, context, {
    dossierId,
    destinataires,
    nature: 'convocation_retablie',
    cibleId: convocationId,
  })
}

/**
 * Gives back a convocation that a fact had cancelled, where and when it was; otherwise says what
 * stands in the way.
 */
export async function rendre(
  tx: Tx,
  context: Context,
  qui: Qui,
  motif: string,
): Promise<string | null> {
  await store.verrouiller(tx, qui.dossierId, qui.convocationId)
  const convocation = trouver(await store.convocation(tx, qui.dossierId, qui.convocationId))
  const obstacle = await obstacleA(tx, context, convocation)
  if (obstacle) return obstacle
  return (await siLaPlaceEstLibre(tx, () => retablir(tx, context, convocation, { motif })))
    ? null
    : 'La place est prise depuis.'
}

const depuis = (instant: string, creeA: string) =>
  Temporal.Instant.compare(lireInstant(creeA), lireInstant(instant)) > 0
async function obstacleA(
  tx: Tx,
  context: Context,
  convocation: Convocation,
): Promise<string | null> {
  if (estPassee(convocation, ici(context))) return 'Son jour est passé.'
  const { absences, autres, detention } = await obstacles(
    tx,
    { ...convocation, dossierId: convocation.dossierId },
    convocation.id,
  )
  // Another convocation of that day stands in the way only where it was given meanwhile: with the
  // others it was expected already.
  const [annulee] = await issuesSuccessives(tx, convocation.dossierId, convocation.id)
  const situation = {
    absences: absences.map(absence => ({
      qui: absence.nomComplet ?? absence.nom ?? 'Agenda',
      du: absence.du,
      au: absence.au,
    })),
    autres: autres.filter(ligne => annulee && depuis(annulee.a, ligne.creeeA)),
    seances: [],
    detention: detention ?? null,
  }
  const [conflit] = conflits({ le: convocation.le, heure: convocation.heure }, situation)
  if (conflit) return conflit.message
  if (!convocation.agendaId) return null
  const plages = (
    await plagesDe(tx, {
      entiteId: convocation.entiteId ?? '',
      du: convocation.le,
      au: convocation.le,
    })
  ).filter(plage => plage.agendaId === convocation.agendaId)
  return couvertPar(plages, { ...convocation, le: convocation.le })
    ? null
    : 'La plage n’existe plus à cette heure.'
}
