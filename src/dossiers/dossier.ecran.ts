import type { VNode } from 'preact'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Ecran } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { filDuDossier } from './dossier.panels.tsx'
import * as store from './dossier.store.ts'

export type Vue = (
  tx: Tx,
  donnees: { dossierId: string },
  state: FormState,
  context: Context,
) => Promise<Ecran>

type Corps<I> = (identite: I, state: FormState, tx: Tx, context: Context) => Promise<VNode> | VNode
const ecranDe =
  <I extends store.IdentiteEtroite>(lire: (tx: Tx, dossierId: string) => Promise<I | undefined>) =>
  (titre: string, corps: Corps<I>): Vue =>
  async (tx, { dossierId }, state, context) => {
    const identite = trouver(await lire(tx, dossierId))
    return {
      titre,
      fil: filDuDossier(identite, { label: titre }),
      corps: await corps(identite, state, tx, context),
    }
  }

/** A screen about one dossier: its identity read once, its path, and the body. */
export const ecran = ecranDe(store.identite)
/**
 * The same about a dossier that may be seen in part: a service answers a transfer that is only
 * proposed to it.
 */
export const ecranEtroit = ecranDe<store.IdentiteEtroite>(
  async (tx, dossierId) =>
    (await store.identite(tx, dossierId)) ?? store.identiteEtroite(tx, dossierId),
)
