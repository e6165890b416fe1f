import type { dossierTransfere } from '../dossiers/index.ts'
import { ici } from '../platform/command.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { jamaisDecidees, marquerADecider, solderLeMotif } from './a-decider.store.ts'
import { aVenir, empecheesParLaDetention } from './a-venir.store.ts'
import { terminer } from './convocation.gestes.ts'
import * as store from './convocation.store.ts'

export const verserLesConvocations: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
) => {
  await store.verserDans(tx, dossierId, absorbeId)
}

/**
 * A dossier that changes service: who accepted has said what becomes of the former one's
 * convocations; a juridiction's do not change.
 */
export const suivreLeTransfert: Reaction<Valeur<typeof dossierTransfere>> = async (
  tx,
  { dossierId, deServiceId, decisions },
  context,
) => {
  if (decisions.convocations === 'garder') return
  if (decisions.convocations === 'a_decider') {
    const pourquoi = {
      motif: 'transfert' as const,
      detail: 'Le dossier a changé de service.',
      par: context.acteur.id,
    }
    await marquerADecider(tx, pourquoi, {
      dossierId,
      entiteId: deServiceId,
      du: `${context.aujourdhui}T00:00`,
      au: null,
    })
    return
  }
  for (const { id } of await aVenir(tx, {
    dossierId,
    maintenant: ici(context),
    serviceId: deServiceId,
  }))
    await terminer(
      tx,
      context,
      { dossierId, convocationId: id },
      { etat: 'annulee', motif: 'Transfert du dossier', prevenir: true },
    )
}

/**
 * A person who enters detention can no longer come: each convocation on the spot is listed once;
 * freed, or a slip put right, none waits any more.
 */
export const listerALaDetention: Reaction<{ dossierId: string }> = async (
  tx,
  { dossierId },
  { acteur, aujourdhui, maintenant },
) => {
  const empechees = await empecheesParLaDetention(tx, dossierId, aujourdhui)
  await solderLeMotif(tx, {
    dossierId,
    motif: 'detention',
    saufIds: empechees,
    par: acteur.id,
    a: maintenant.toString(),
  })
  const ids = await jamaisDecidees(tx, dossierId, 'detention', empechees)
  if (ids.length === 0) return
  const pourquoi = {
    motif: 'detention' as const,
    detail: 'La personne est détenue.',
    par: acteur.id,
  }
  await marquerADecider(tx, pourquoi, { dossierId, ids, du: `${aujourdhui}T00:00`, au: null })
}
