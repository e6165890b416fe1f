import { type Kysely, sql } from 'kysely'

/** Those that were set aside before deadlines said it, and the index of those that are not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE echeances.echeance e SET ecartee = true FROM echeances.non_poursuite n
      WHERE n.dossier_id = e.dossier_id AND n.mesure_id = e.mesure_id AND n.cle = e.cle AND n.rang = e.rang AND n.reprise_a IS NULL AND NOT e.ecartee;
    CREATE INDEX echeance_a_tenir ON echeances.echeance (dossier_id, le) WHERE faite_le IS NULL AND NOT ecartee;
    DROP INDEX echeances.echeance_ouverte;
  `.execute(db)
}
