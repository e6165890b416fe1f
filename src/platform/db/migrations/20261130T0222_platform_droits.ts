import { type Kysely, sql } from 'kysely'

/**
 * The application's role keeps what its code does (ADR 0051): histories are added to and never changed; a row that changes keeps who made it,
 * when, and what it is about. By the initials of lire, ajouter, modifier, supprimer; then the columns that stay as they were written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_table record; colonnes text;
    BEGIN
      FOR la_table IN SELECT x.nom::regclass AS nom, x.droits, string_to_array(x.fige, ' ') AS fige FROM (VALUES
        ('moyens.disp', 'LAM', 'id'),
        ('moyens.service', 'LAM', 'id'),
        ('moyens.etablissement', 'LA', ''),
        ('moyens.antenne', 'LAM', 'id'),
        ('moyens.juridiction', 'LAM', 'id'),
        ('moyens.service_juridiction', 'L', ''),
        ('moyens.agent', 'LAM', 'id'),
        ('moyens.ressort', 'LAM', ''),
        ('moyens.ressort_import', 'LAM', 'id depose_a depose_par'),
        ('acces.echec_connexion', 'LAS', ''),
        ('dossiers.dossier', 'LAM', 'cree_a cree_par numero ouvert_le'),
        ('dossiers.perimetre', 'L', ''),
        ('dossiers.personne', 'LAM', 'cle_nom'),
        ('dossiers.personne_version', 'LA', ''),
        ('dossiers.prise_en_charge', 'LAM', 'id decidee_par precedente_id'),
        ('dossiers.cloture', 'LAM', 'close_a close_par id motif'),
        ('dossiers.transfert', 'LAM', 'id propose_a propose_par de_service_id vers_service_id'),
        ('dossiers.fusion', 'LA', ''),
        ('dossiers.proposition', 'LAM', 'id champ valeurs dit_le proposee_par proposee_a'),
        ('dossiers.regle_de_silence', 'LA', ''),
        ('dossiers.nouvelle', 'L', ''),
        ('mesures.mesure', 'LAM', 'id saisie_a saisie_par'),
        ('mesures.acte', 'LAM', 'id mesure_id saisi_a saisi_par acte le rang'),
        ('mesures.obligation', 'LAM', 'id mesure_id'),
        ('mesures.piece', 'LAM', 'id'),
        ('mesures.attente_saisine', 'LAM', 'id depuis_le signalee_par'),
        ('mesures.correction', 'LA', ''),
        ('mesures.retrait', 'LAM', 'id mesure_id obligation_id motif retire_a retire_par'),
        ('creneaux.type_modele', 'L', ''),
        ('creneaux.type', 'LAM', 'entite_id cle'),
        ('creneaux.lieu', 'LAM', 'id'),
        ('creneaux.agenda', 'LAM', 'id entite_id'),
        ('creneaux.plage', 'LAM', 'id agenda_id types du jours toutes_les de a pas_minutes capacite collective intitule remplace_id creee_a creee_par'),
        ('creneaux.absence', 'LAM', 'id creee_a creee_par'),
        ('messages.modele', 'LAM', 'id entite_id ecrit_a ecrit_par'),
        ('messages.message', 'LAM', 'id cree_a cree_par'),
        ('messages.evenement', 'LA', ''),
        ('messages.opposition', 'LAM', 'id voie depuis_a canal'),
        ('messages.lien_arret', 'LAM', 'dossier_id'),
        ('agenda.convocation', 'LAM', 'id creee_a creee_par'),
        ('agenda.etat_de_convocation', 'LA', ''),
        ('agenda.arrivee', 'LAMS', 'convocation_id dossier_id'),
        ('agenda.convocation_mesure', 'LAS', ''),
        ('agenda.a_decider', 'LAM', 'id convocation_id depuis_a'),
        ('bex.remise', 'LAM', 'id par a'),
        ('bex.correction', 'LA', ''),
        ('bex.retrait', 'LA', ''),
        ('bex.remise_hors_outil', 'LAMS', 'id juridiction_id par a'),
        ('bex.correction_hors_outil', 'LA', ''),
        ('calendriers.flux', 'LAM', 'id cree_a cree_par empreinte'),
        ('calendriers.reglage', 'LAM', ''),
        ('accompagnement.entretien', 'LAM', 'id cree_a'),
        ('accompagnement.entretien_version', 'LA', ''),
        ('accompagnement.entretien_mesure', 'LAS', ''),
        ('accompagnement.retrait_entretien', 'LAM', 'id entretien_id motif retire_a retire_par'),
        ('accompagnement.evaluation', 'LAM', 'id commencee_le'),
        ('accompagnement.evaluation_version', 'LA', ''),
        ('accompagnement.domaine_evalue', 'LA', ''),
        ('accompagnement.plan_version', 'LAM', 'motif ecrite_a ecrite_par'),
        ('accompagnement.objectif', 'LA', ''),
        ('accompagnement.etape', 'LA', ''),
        ('accompagnement.etape_faite', 'LAMS', 'etape_id le commentaire notee_a notee_par'),
        ('accompagnement.etape_annulee', 'LAM', 'id etape_id le commentaire notee_a notee_par annulee_a annulee_par'),
        ('magistrats.saisine', 'LAM', 'id saisie_a saisie_par'),
        ('magistrats.correction_de_saisine', 'LA', ''),
        ('magistrats.detention', 'LAM', 'id saisine_id depuis_a passee_par detenteur motif precision'),
        ('magistrats.rapport', 'LAM', 'id cree_a'),
        ('magistrats.rapport_section', 'LAS', ''),
        ('magistrats.rapport_version', 'LA', ''),
        ('magistrats.mouvement_de_rapport', 'LA', ''),
        ('magistrats.rapport_pdf', 'LAM', 'rapport_id dossier_id'),
        ('magistrats.rattachement_de_rapport', 'LA', ''),
        ('magistrats.reponse', 'LAM', 'id rapport_id magistrat_id sens texte repondu_a'),
        ('echeances.calcul', 'L', ''),
        ('echeances.non_poursuite', 'LAM', 'id mesure_id cle rang motif decidee_a decidee_par'),
        ('echanges.import', 'LAM', 'id depose_a depose_par service_id fichier_nom fichier_sha256'),
        ('echanges.ligne', 'LAM', 'import_id numero')
      ) AS x (nom, droits, fige) LOOP
        EXECUTE format('REVOKE ALL ON %s FROM fil_rouge_application', la_table.nom);
        IF la_table.droits LIKE '%L%' THEN EXECUTE format('GRANT SELECT ON %s TO fil_rouge_application', la_table.nom); END IF;
        IF la_table.droits LIKE '%A%' THEN EXECUTE format('GRANT INSERT ON %s TO fil_rouge_application', la_table.nom); END IF;
        IF la_table.droits LIKE '%S%' THEN EXECUTE format('GRANT DELETE ON %s TO fil_rouge_application', la_table.nom); END IF;
        IF la_table.droits LIKE '%M%' AND la_table.fige = '{}' THEN EXECUTE format('GRANT UPDATE ON %s TO fil_rouge_application', la_table.nom);
        ELSIF la_table.droits LIKE '%M%' THEN
          SELECT string_agg(quote_ident(a.attname), ', ') INTO colonnes FROM pg_attribute a
            WHERE a.attrelid = la_table.nom AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> ALL (la_table.fige);
          EXECUTE format('GRANT UPDATE (%s) ON %s TO fil_rouge_application', colonnes, la_table.nom);
        END IF;
      END LOOP;
    END $$;

    -- Which steps are done is asked by every process at start.
    GRANT SELECT ON public.kysely_migration TO fil_rouge_application;
    -- The hash of a calendar's address is compared by the base alone.
    DO $$
    BEGIN
      REVOKE SELECT ON calendriers.flux FROM fil_rouge_application;
      EXECUTE (SELECT format('GRANT SELECT (%s) ON calendriers.flux TO fil_rouge_application', string_agg(quote_ident(attname), ', '))
        FROM pg_attribute WHERE attrelid = 'calendriers.flux'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'empreinte');
    END $$;

    -- What runs with the owner's rights is called by name, and by nobody else; what only another such function calls, by none.
    DO $$
    DECLARE la_fonction record;
    BEGIN
      FOR la_fonction IN SELECT p.oid::regprocedure AS nom, p.prorettype = 'trigger'::regtype OR NOT has_function_privilege('fil_rouge_application', p.oid, 'EXECUTE') OR p.oid::regprocedure::text ~
          '^(dossiers.nouvelles_adressees|dossiers.dans_mon_perimetre|messages.opposer)[(]' AS interne
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public') LOOP
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC, fil_rouge_application', la_fonction.nom);
        IF NOT la_fonction.interne THEN EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO fil_rouge_application', la_fonction.nom); END IF;
      END LOOP;
    END $$;
  `.execute(db)
}
