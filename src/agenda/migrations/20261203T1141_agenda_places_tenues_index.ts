import { type Kysely, sql } from 'kysely'

/** Those who keep a place once noted: few, and asked for at every search of a slot. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX occupation_de_seance ON agenda.convocation (entite_id, le) WHERE collective AND etat IN ('honoree', 'manquee')
  `.execute(db)
}
