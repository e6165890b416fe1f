import { type Kysely, sql } from 'kysely'

/** Lines about one person are one group, examined and written together; a doubtful look-alike waits for the agent's choice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE echanges.import
      ADD COLUMN remplacer boolean NOT NULL DEFAULT false,
      DROP CONSTRAINT etat_connu,
      ADD CONSTRAINT etat_connu CHECK (etat IN ('examen', 'apercu', 'ecriture', 'termine', 'abandonne'));
    ALTER TABLE echanges.import ALTER COLUMN etat SET DEFAULT 'examen';
    CREATE UNIQUE INDEX un_import_en_cours_par_fichier ON echanges.import (service_id, fichier_sha256)
      WHERE etat IN ('examen', 'apercu', 'ecriture');

    ALTER TABLE echanges.ligne
      ADD COLUMN groupe integer NOT NULL,
      ADD COLUMN avertissements jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN candidats jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN choix text,
      DROP COLUMN lot,
      DROP CONSTRAINT action_connue,
      ADD CONSTRAINT action_connue CHECK (action IN ('a_examiner', 'creer', 'completer', 'identique', 'ailleurs', 'a_choisir', 'fautive', 'suite', 'ignoree'));
    CREATE INDEX ligne_a_ecrire ON echanges.ligne (import_id, groupe) WHERE faite_a IS NULL;
    CREATE INDEX ligne_par_action ON echanges.ligne (import_id, action, numero);
  `.execute(db)
}
