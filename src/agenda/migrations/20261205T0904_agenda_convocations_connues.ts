import { type Kysely, sql } from 'kysely'

/** Those that were planned before what is in hand said it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE dossiers.prise_en_charge p SET derniere_convocation_le = d.le
      FROM (SELECT c.dossier_id, max(c.le) AS le FROM agenda.convocation c WHERE c.etat IN ('prevue', 'honoree') GROUP BY c.dossier_id) d
      WHERE p.dossier_id = d.dossier_id AND p.fin_a IS NULL AND p.derniere_convocation_le IS DISTINCT FROM d.le;
  `.execute(db)
}
