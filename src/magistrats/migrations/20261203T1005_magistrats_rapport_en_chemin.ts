import { type Kysely, sql } from 'kysely'

/** The reports that are still the service's, among all that its dossiers ever had: what « Pour moi » looks for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX rapport_en_chemin ON magistrats.rapport (dossier_id) WHERE etat IN ('brouillon', 'soumis', 'renvoye', 'valide');
  `.execute(db)
}
