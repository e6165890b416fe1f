import { type Kysely, sql } from 'kysely'

/**
 * An obligation that is withdrawn was pronounced: what its withdrawal rests on is said as for any other correction. A measure that is withdrawn was
 * recorded by mistake, and one that was withdrawn before it was asked says nothing: both leave these columns empty.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.retrait
      ADD COLUMN fondement text CONSTRAINT fondement_connu CHECK (fondement IN ('erreur_de_saisie', 'decision_rectificative')),
      ADD COLUMN rectification_numero text CONSTRAINT rectification_numero_non_vide CHECK (btrim(rectification_numero) <> ''),
      ADD COLUMN rectification_sans_numero boolean NOT NULL DEFAULT false,
      ADD COLUMN rectification_le date,
      ADD CONSTRAINT fondement_d_obligation CHECK (fondement IS NULL OR obligation_id IS NOT NULL),
      ADD CONSTRAINT rectification_entiere CHECK (CASE WHEN fondement = 'decision_rectificative'
        THEN rectification_le IS NOT NULL AND (rectification_numero IS NOT NULL) <> rectification_sans_numero
        ELSE rectification_le IS NULL AND rectification_numero IS NULL AND NOT rectification_sans_numero END);
    GRANT INSERT (fondement, rectification_numero, rectification_sans_numero, rectification_le) ON mesures.retrait TO fil_rouge_application;
  `.execute(db)
}
