import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import * as convocations from './convocation.store.ts'
import { noterEtat } from './histoire.store.ts'
import type { Lien } from './rattachement.rules.ts'
import * as store from './rattachement.store.ts'

type Dit = { dossierId: string; convocationId: string; par: string; motif: string | null }
/**
 * Which measures it serves from now on; what was said before stays in its history. The caller holds
 * its lock.
 */
export async function direLesLiens(
  tx: Tx,
  { dossierId, convocationId, par, motif }: Dit,
  liens: Lien[],
): Promise<void> {
  const avant = await store.liensDe(tx, dossierId, convocationId)
  await store.ecrireLiens(tx, dossierId, convocationId, { liens, dites: true })
  const detail = {
    avant: avant.map(lien => lien.mesureId),
    apres: liens.map(lien => lien.mesureId),
  }
  await noterEtat(tx, {
    dossierId,
    convocationId,
    etat: 'rattachee',
    par,
    motif,
    detail,
  })
}

type DUnEntretien = { dossierId: string; convocationId: string; entretienId: string }
/**
 * The entretien that tells a convocation says which measures both serve, where nobody had said it
 * of the convocation; withdrawn (`null`), it says so no more. What somebody said by hand stays.
 */
export async function suivreLEntretien(
  tx: Tx,
  { acteur }: Context,
  { dossierId, convocationId, entretienId }: DUnEntretien,
  mesureIds: readonly string[] | null,
): Promise<void> {
  await convocations.verrouiller(tx, dossierId, convocationId)
  const { dites, causeId } = await store.dires(tx, dossierId, convocationId)
  if (dites ? causeId !== entretienId : mesureIds === null) return
  const avant = (await store.liensDe(tx, dossierId, convocationId)).map(lien => lien.mesureId)
  const apres = mesureIds ?? []
  if (dites && mesureIds !== null && avant.toSorted().join() === apres.toSorted().join()) return
  const liens = apres.map(mesureId => ({ mesureId, devoir: null }))
  await store.ecrireLiens(tx, dossierId, convocationId, { liens, dites: mesureIds !== null })
  const detail = { avant, apres, avantDites: dites, apresDites: mesureIds !== null }
  const dite = {
    etat: 'rattachee',
    par: acteur.id,
    motif: mesureIds ? 'Dite par l’entretien' : 'L’entretien qui la disait est retiré',
  }
  await noterEtat(tx, {
    dossierId,
    convocationId,
    ...dite,
    detail,
    cause: 'entretien',
    causeId: entretienId,
  })
}
