import { type Kysely, sql } from 'kysely'

/**
 * Whoever wrote a row is the account that was let in, not whom the application names (ADR 0051). A row is added in one's own name; a column
 * that says who decided, answered or withdrew it takes one's own name, or is emptied with what it signed. What runs with the owner's rights
 * signs by itself. Journals, drafts and the look-ups of the BEX were bound already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION platform.refuser_un_autre_nom() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Cette ligne de % se signe du compte qui écrit.', TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'en_son_nom';
    END $$;

    -- These columns name who writes. Where one may be empty, nobody is named.
    CREATE PROCEDURE platform.signer(la_table regclass, colonnes text[]) LANGUAGE plpgsql AS $$
    DECLARE ajout text; changees text; condition text;
    BEGIN
      SELECT string_agg(format(CASE WHEN a.attnotnull THEN '%1$I = (SELECT platform.compte())' ELSE '(%1$I IS NULL OR %1$I = (SELECT platform.compte()))' END, a.attname), ' AND ')
          FILTER (WHERE has_column_privilege('fil_rouge_application', la_table, a.attnum, 'INSERT')),
        string_agg(quote_ident(a.attname), ', ') FILTER (WHERE has_column_privilege('fil_rouge_application', la_table, a.attnum, 'UPDATE')),
        string_agg(format('(NEW.%1$I IS DISTINCT FROM OLD.%1$I AND NEW.%1$I IS NOT NULL AND NEW.%1$I IS DISTINCT FROM platform.compte())', a.attname), ' OR ')
          FILTER (WHERE has_column_privilege('fil_rouge_application', la_table, a.attnum, 'UPDATE'))
        INTO ajout, changees, condition
        FROM pg_attribute a WHERE a.attrelid = la_table AND a.attname = ANY (colonnes);
      IF ajout IS NOT NULL THEN
        EXECUTE format('CREATE POLICY en_son_nom ON %s AS RESTRICTIVE FOR INSERT WITH CHECK (%s)', la_table, ajout);
      END IF;
      IF changees IS NOT NULL THEN
        EXECUTE format('CREATE TRIGGER en_son_nom BEFORE UPDATE OF %s ON %s FOR EACH ROW WHEN (current_user = ''fil_rouge_application'' AND (%s))
          EXECUTE FUNCTION platform.refuser_un_autre_nom()', changees, la_table, condition);
      END IF;
    END $$;

    DROP POLICY ouvert_en_mon_nom ON dossiers.dossier;
    DO $$
    DECLARE la_table record;
    BEGIN
      FOR la_table IN SELECT x.nom::regclass AS nom, string_to_array(x.colonnes, ' ') AS colonnes FROM (VALUES
        ('acces.alerte', 'vue_par'),
        ('dossiers.dossier', 'cree_par'),
        ('dossiers.personne', 'modifie_par'),
        ('dossiers.personne_version', 'remplacee_par'),
        ('dossiers.prise_en_charge', 'decidee_par'),
        ('dossiers.cloture', 'close_par rouverte_par'),
        ('dossiers.transfert', 'propose_par repondu_par'),
        ('dossiers.fusion', 'fusionne_par'),
        ('dossiers.regle_de_silence', 'ecrite_par'),
        ('dossiers.proposition', 'proposee_par decidee_par'),
        ('mesures.mesure', 'saisie_par'),
        ('mesures.piece', 'recue_par'),
        ('mesures.attente_saisine', 'signalee_par levee_par retiree_par'),
        ('mesures.acte', 'saisi_par annule_par'),
        ('mesures.correction', 'corrigee_par'),
        ('mesures.retrait', 'retire_par remis_par'),
        ('agenda.convocation', 'creee_par'),
        ('agenda.etat_de_convocation', 'par'),
        ('agenda.arrivee', 'pointee_par'),
        ('agenda.a_decider', 'par decidee_par'),
        ('accompagnement.entretien', 'agent_id'),
        ('accompagnement.entretien_version', 'ecrite_par'),
        ('accompagnement.retrait_entretien', 'retire_par retabli_par'),
        ('accompagnement.evaluation_version', 'ecrite_par'),
        ('accompagnement.plan_version', 'accord_recueilli_par ecrite_par'),
        ('accompagnement.etape_faite', 'notee_par'),
        ('accompagnement.etape_annulee', 'annulee_par'),
        ('magistrats.saisine', 'saisie_par'),
        ('magistrats.correction_de_saisine', 'par'),
        ('magistrats.detention', 'passee_par'),
        ('magistrats.rapport_version', 'ecrite_par'),
        ('magistrats.mouvement_de_rapport', 'par'),
        ('magistrats.rattachement_de_rapport', 'par'),
        ('magistrats.reponse', 'magistrat_id retiree_par'),
        ('echanges.import', 'depose_par'),
        ('echeances.non_poursuite', 'decidee_par reprise_par'),
        ('creneaux.plage', 'creee_par'),
        ('creneaux.absence', 'creee_par retiree_par'),
        ('messages.modele', 'ecrit_par'),
        ('messages.message', 'cree_par'),
        ('messages.opposition', 'levee_par'),
        ('moyens.ressort', 'par'),
        ('moyens.ressort_import', 'depose_par'),
        ('bex.remise', 'par'),
        ('bex.correction', 'corrigee_par'),
        ('bex.retrait', 'retiree_par'),
        ('bex.remise_hors_outil', 'par'),
        ('bex.envoi_hors_outil', 'par annule_par'),
        ('bex.correction_hors_outil', 'corrigee_par'),
        ('calendriers.reglage', 'modifie_par'),
        ('calendriers.flux', 'cree_par revoque_par')
      ) AS x (nom, colonnes) LOOP
        CALL platform.signer(la_table.nom, la_table.colonnes);
      END LOOP;
    END $$;
  `.execute(db)
}
