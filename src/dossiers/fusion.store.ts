import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { verserNouvelles } from './nouvelle.store.ts'
import { personne, versionsDePersonne } from './personne.store.ts'
import { chaine } from './prise-en-charge.store.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

/**
 * Marks `absorbeId` as merged and keeps a snapshot of all that dossiers knew of it; other modules
 * move their rows by reaction.
 */
export async function fusionner(
  tx: Tx,
  donnees: {
    dossierId: string
    absorbeId: string
    absorbeNumero: string
    motif: string
    fusionneA: string
    fusionnePar: string
  },
) {
  const [personneLue, versions, liens] = [
    await personne(tx, donnees.absorbeId),
    await versionsDePersonne(tx, donnees.absorbeId),
    await chaine(tx, donnees.absorbeId),
  ]
  await verserNouvelles(tx, donnees.dossierId, donnees.absorbeId)
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ fusionneDans: donnees.dossierId })
    .where('dossierId', '=', donnees.absorbeId)
    .execute()
  await db(tx)
    .updateTable('dossiers.priseEnCharge')
    .set({ finA: sql<string>`greatest(clock_timestamp(), debut_a + interval '1 microsecond')` })
    .where('dossierId', '=', donnees.absorbeId)
    .where('finA', 'is', null)
    .execute()
  await db(tx)
    .updateTable('dossiers.proposition')
    .set({ dossierId: donnees.dossierId })
    .where('dossierId', '=', donnees.absorbeId)
    .where('decision', 'is', null)
    .execute()
  await db(tx)
    .insertInto('dossiers.fusion')
    .values({
      ...donnees,
      instantane: JSON.stringify({ personne: personneLue, versions, priseEnCharge: liens }),
    })
    .execute()
}

export const fusions = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.fusion as f')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'f.fusionnePar')
    .select(['f.id', 'f.absorbeNumero', 'f.motif', 'f.fusionneA', 'f.instantane', 'a.nomComplet'])
    .where('f.dossierId', '=', dossierId)
    .orderBy('f.fusionneA', 'desc')
    .orderBy('f.id')
    .execute()
