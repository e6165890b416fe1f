import { type Kysely, sql } from 'kysely'

/**
 * What a correction of a measure rests on: a mistake of entry, or a decision that put the first one right, with its number and its day. A correction
 * that was written before it was asked says nothing of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.correction
      ADD COLUMN fondement text CONSTRAINT fondement_connu CHECK (fondement IN ('erreur_de_saisie', 'decision_rectificative')),
      ADD COLUMN rectification_numero text CONSTRAINT rectification_numero_non_vide CHECK (btrim(rectification_numero) <> ''),
      ADD COLUMN rectification_sans_numero boolean NOT NULL DEFAULT false,
      ADD COLUMN rectification_le date,
      ADD CONSTRAINT rectification_entiere CHECK (CASE WHEN fondement = 'decision_rectificative'
        THEN rectification_le IS NOT NULL AND (rectification_numero IS NOT NULL) <> rectification_sans_numero
        ELSE rectification_le IS NULL AND rectification_numero IS NULL AND NOT rectification_sans_numero END);
  `.execute(db)
}
