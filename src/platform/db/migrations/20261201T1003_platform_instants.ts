import { type Kysely, sql } from 'kysely'

/**
 * When a row was written is the instant at which the base wrote it (ADR 0051): the application gives none where it never did. It still says when
 * what is told to the person was said, what was handed over out of the tool, and when a transfer, a closure or an answer was decided.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_table record; colonnes text;
    BEGIN
      FOR la_table IN SELECT x.nom::regclass AS nom, x.instant FROM (VALUES
        ('accompagnement.entretien', 'cree_a'),
        ('accompagnement.entretien_version', 'ecrite_a'),
        ('accompagnement.etape_annulee', 'annulee_a'),
        ('accompagnement.etape_faite', 'notee_a'),
        ('accompagnement.evaluation_version', 'ecrite_a'),
        ('accompagnement.plan_version', 'ecrite_a'),
        ('accompagnement.retrait_entretien', 'retire_a'),
        ('agenda.a_decider', 'depuis_a'),
        ('agenda.convocation', 'creee_a'),
        ('agenda.etat_de_convocation', 'a'),
        ('bex.recherche', 'a'),
        ('bex.remise', 'a'),
        ('creneaux.absence', 'creee_a'),
        ('creneaux.plage', 'creee_a'),
        ('dossiers.dossier', 'cree_a'),
        ('dossiers.personne_version', 'remplacee_a'),
        ('dossiers.proposition', 'proposee_a'),
        ('echanges.import', 'depose_a'),
        ('echeances.non_poursuite', 'decidee_a'),
        ('magistrats.correction_de_saisine', 'a'),
        ('magistrats.mouvement_de_rapport', 'a'),
        ('magistrats.rapport', 'cree_a'),
        ('magistrats.rapport_version', 'ecrite_a'),
        ('magistrats.rattachement_de_rapport', 'a'),
        ('magistrats.reponse', 'repondu_a'),
        ('magistrats.saisine', 'saisie_a'),
        ('mesures.acte', 'saisi_a'),
        ('mesures.correction', 'corrigee_a'),
        ('mesures.mesure', 'saisie_a'),
        ('mesures.retrait', 'retire_a'),
        ('moyens.ressort_import', 'depose_a')
      ) AS x (nom, instant) LOOP
        SELECT string_agg(quote_ident(a.attname), ', ') INTO colonnes FROM pg_attribute a
          WHERE a.attrelid = la_table.nom AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> la_table.instant
            AND has_column_privilege('fil_rouge_application', la_table.nom, a.attnum, 'INSERT');
        EXECUTE format('REVOKE INSERT ON %s FROM fil_rouge_application', la_table.nom);
        EXECUTE format('GRANT INSERT (%s) ON %s TO fil_rouge_application', colonnes, la_table.nom);
      END LOOP;
    END $$;
  `.execute(db)
}
