import { type Kysely, sql } from 'kysely'

/**
 * Compartments beside the périmètre (ADR 0051): in an opened dossier, what is told in an entretien, an évaluation or a plan is found by those
 * who accompany, and what is not sent of a report by the service alone. Whoever the application says it acts for, the base asks the function
 * that the opening found in the directory. Who made a line of the journals, and who reads them, is asked too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION platform.est_de(fonctions text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
      RETURN coalesce(current_setting('fil_rouge.fonction', true) = ANY (fonctions), false);

    DO $$
    DECLARE
      suivi constant text := '(SELECT platform.est_de(''{travailleur_social,dpip,dfspip,psychologue,coordinateur}''))';
      service constant text := '(SELECT platform.est_de(''{travailleur_social,dpip,dfspip,psychologue,coordinateur,administratif}''))';
      siege constant text := '(SELECT platform.est_de(''{jap,greffe}''))';
      la_table text;
    BEGIN
      FOREACH la_table IN ARRAY ARRAY['entretien_version', 'evaluation', 'evaluation_version', 'domaine_evalue', 'plan_version', 'objectif', 'etape',
          'etape_faite', 'etape_annulee'] LOOP
        EXECUTE format('CREATE POLICY compartiment ON accompagnement.%I AS RESTRICTIVE USING (%s)', la_table, suivi);
      END LOOP;
      EXECUTE format('CREATE POLICY compartiment ON magistrats.rapport AS RESTRICTIVE
        USING (%s OR etat IN (''transmis'', ''lu'', ''complement'', ''repondu''))', service);
      EXECUTE format('CREATE POLICY compartiment ON magistrats.mouvement_de_rapport AS RESTRICTIVE
        USING (%s OR EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = mouvement_de_rapport.dossier_id AND r.id = mouvement_de_rapport.rapport_id))', service);
      FOREACH la_table IN ARRAY ARRAY['rapport_section', 'rapport_pdf'] LOOP
        EXECUTE format('CREATE POLICY compartiment ON magistrats.%1$I AS RESTRICTIVE
          USING (%2$s OR (%3$s AND EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = %1$I.dossier_id AND r.id = %1$I.rapport_id)))', la_table, service, siege);
      END LOOP;
      EXECUTE format('CREATE POLICY compartiment ON magistrats.rapport_version AS RESTRICTIVE USING (%s)', suivi);
    END $$;

    -- One's own lines, and for the DFSPIP those of the agents of the service; nobody writes a line in another's name.
    ALTER TABLE acces.journal_ecriture ENABLE ROW LEVEL SECURITY;
    ALTER TABLE acces.journal_lecture ENABLE ROW LEVEL SECURITY;
    DO $$
    DECLARE la_table text;
    BEGIN
      FOREACH la_table IN ARRAY ARRAY['journal_ecriture', 'journal_lecture'] LOOP
        EXECUTE format('CREATE POLICY les_miennes ON acces.%I FOR SELECT USING (compte_id = (SELECT platform.compte()) OR ((SELECT platform.est_de(''{dfspip}''))
          AND compte_id IN (SELECT a.id FROM moyens.agent a WHERE a.service_id = ANY ((SELECT platform.entites())::uuid[]))))', la_table);
        EXECUTE format('CREATE POLICY en_mon_nom ON acces.%I FOR INSERT WITH CHECK (platform.compte() IS NULL OR compte_id = platform.compte())', la_table);
      END LOOP;
    END $$;
    ALTER TABLE acces.session ENABLE ROW LEVEL SECURITY;
    CREATE POLICY les_miennes ON acces.session USING (compte_id = (SELECT platform.compte()));
    -- Who opens a session has no context yet: its number is given back, not looked for.
    DROP FUNCTION acces.ouvrir_session(uuid, text, bytea, text);
    CREATE FUNCTION acces.ouvrir_session(p_compte uuid, p_hache text, p_empreinte bytea, p_navigateur text) RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    DECLARE la_session uuid;
    BEGIN
      IF NOT acces.mot_de_passe_juste(p_compte, p_hache) OR acces.fermeture(p_compte) IS NOT NULL THEN RETURN NULL; END IF;
      INSERT INTO acces.session (compte_id, empreinte, navigateur, expire_a) VALUES (p_compte, p_empreinte, p_navigateur, now() + interval '1 hour')
        RETURNING id INTO la_session;
      RETURN la_session;
    END $$;
    REVOKE ALL ON FUNCTION acces.ouvrir_session(uuid, text, bytea, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.ouvrir_session(uuid, text, bytea, text) TO fil_rouge_application;
  `.execute(db)
}
