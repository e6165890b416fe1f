import { type Kysely, sql } from 'kysely'

/** Those that were noted before what is in hand said it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE dossiers.prise_en_charge p SET dernier_entretien_le = d.le
      FROM (SELECT e.dossier_id, max(e.le) AS le FROM accompagnement.entretien e WHERE NOT e.retire GROUP BY e.dossier_id) d
      WHERE p.dossier_id = d.dossier_id AND p.fin_a IS NULL AND p.dernier_entretien_le IS DISTINCT FROM d.le;
  `.execute(db)
}
