import { type Kysely, sql } from 'kysely'

/** News of a convocation that was cancelled or moved since: its fact is gone, so are the lines that still told it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE dossiers.nouvelle n SET reglee_a = now(), reglee_par = n.par FROM agenda.convocation c
    WHERE n.reglee_a IS NULL AND n.nature IN ('convocation_posee', 'convocation_deplacee', 'convocation_retablie')
      AND c.dossier_id = n.dossier_id AND c.id = n.cible_id AND c.etat IN ('annulee', 'reportee')
  `.execute(db)
}
