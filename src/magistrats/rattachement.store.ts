import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { etatsParvenus } from './magistrats.rules.ts'

const db = tables<'magistrats', 'moyens.vAgent'>()

type SurQuoi = { mesureId: string | null; nature: string }
export async function rattacher(
  tx: Tx,
  donnees: {
    dossierId: string
    rapportId: string
    avant: SurQuoi
    apres: SurQuoi
    motif: string
    par: string
  },
): Promise<void> {
  const { dossierId, rapportId, avant, apres, motif, par } = donnees
  await db(tx)
    .insertInto('magistrats.rattachementDeRapport')
    .values({
      dossierId,
      rapportId,
      avantMesureId: avant.mesureId,
      avantNature: avant.nature,
      motif,
      par,
    })
    .execute()
  await db(tx)
    .updateTable('magistrats.rapport')
    .set({ ...apres, mesureDiteA: sql<string>`now()` })
    .where('dossierId', '=', dossierId)
    .where('id', '=', rapportId)
    .execute()
}
/** What a report was said to be about before, the latest first. */
export const rattachements = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.rattachementDeRapport as h')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'h.par')
    .select(['h.avantMesureId', 'h.avantNature', 'h.motif', 'h.a', 'a.nomComplet'])
    .where('h.dossierId', '=', dossierId)
    .where('h.rapportId', '=', rapportId)
    .orderBy('h.a', 'desc')
    .orderBy('h.id')
    .execute()
/** Reports of a dossier that left and of which nobody has said which measure they are about. */
export const rapportsSansMesure = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('magistrats.rapport')
    .select(['dossierId', 'id as rapportId', 'titre', 'nature'])
    .where('dossierId', '=', dossierId)
    .where('mesureDiteA', 'is', null)
    .where('etat', 'in', etatsParvenus)
    .orderBy('creeA', 'desc')
    .orderBy('id')
    .execute()
