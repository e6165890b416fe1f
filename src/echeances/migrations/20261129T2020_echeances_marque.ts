import { type Kysely, sql } from 'kysely'

/**
 * A deadline says whether its delay was read in the law of its day. Of those computed before, nobody knows: they are to verify until the base is
 * computed again, which its fingerprint asks for at the next start.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE echeances.echeance ADD COLUMN a_verifier boolean NOT NULL DEFAULT true;
    CREATE OR REPLACE VIEW echeances.v_echeance WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.mesure_id, e.cle, e.rang, e.le, e.ouvre_le, e.en_main, e.faite_le, n.motif AS non_poursuivie_motif, n.id AS non_poursuite_id,
        e.a_verifier
      FROM echeances.echeance e LEFT JOIN echeances.non_poursuite n
        ON n.dossier_id = e.dossier_id AND n.mesure_id = e.mesure_id AND n.cle = e.cle AND n.rang = e.rang AND n.reprise_a IS NULL;
  `.execute(db)
}
