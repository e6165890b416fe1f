import { type Kysely, sql } from 'kysely'

/**
 * What a form held when it was sent, as a keyed hash that says only whether a second sending is the same (ADR 0031). Lines of
 * before have none: their key stays spent, and their seals do not change, for a seal leaves nulls out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE acces.journal_ecriture ADD COLUMN contenu bytea
      CONSTRAINT contenu_hmac_sha256 CHECK (contenu IS NULL OR (octet_length(contenu) = 32 AND cle IS NOT NULL));
  `.execute(db)
}
