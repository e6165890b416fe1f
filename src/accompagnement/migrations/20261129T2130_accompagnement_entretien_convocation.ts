import { type Kysely, sql } from 'kysely'

/**
 * An entretien whose day is corrected may cease to answer its convocation: each version keeps the one that it answered, as it keeps its day.
 * Those already written answered the one that their entretien names today, which nothing could change until now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
    ALTER TABLE accompagnement.entretien_version ADD COLUMN convocation_id uuid;
    UPDATE accompagnement.entretien_version v SET convocation_id = e.convocation_id
      FROM accompagnement.entretien e WHERE e.dossier_id = v.dossier_id AND e.id = v.entretien_id;
    `,
    )
    .execute(db)
}
