import { type Kysely, sql } from 'kysely'

/**
 * Why an entretien was withdrawn is told to those who accompany, as its story is (ADR 0051). That it was withdrawn must stay known to whoever
 * reads the last entretien: the entretien says it, and only its withdrawal writes it. What a report was about before is read with the report.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE accompagnement.entretien ADD COLUMN retire boolean NOT NULL DEFAULT false;
    UPDATE accompagnement.entretien e SET retire = true FROM accompagnement.retrait_entretien r
      WHERE r.dossier_id = e.dossier_id AND r.entretien_id = e.id AND r.retabli_a IS NULL;
    REVOKE INSERT ON accompagnement.entretien FROM fil_rouge_application;
    GRANT INSERT (dossier_id, id, convocation_id, agent_id, le, heure, forme, lieu, version, cree_a) ON accompagnement.entretien TO fil_rouge_application;

    CREATE FUNCTION accompagnement.suivre_le_retrait() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = accompagnement, pg_temp AS $$
    BEGIN
      UPDATE accompagnement.entretien e SET retire = NEW.retabli_a IS NULL WHERE e.dossier_id = NEW.dossier_id AND e.id = NEW.entretien_id;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION accompagnement.suivre_le_retrait() FROM PUBLIC;
    CREATE TRIGGER suivre_le_retrait AFTER INSERT OR UPDATE OF retabli_a ON accompagnement.retrait_entretien
      FOR EACH ROW EXECUTE FUNCTION accompagnement.suivre_le_retrait();

    CREATE OR REPLACE VIEW accompagnement.v_entretien WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.id AS entretien_id, e.convocation_id, e.agent_id, e.le, e.heure, e.forme, e.lieu, e.version,
             v.presents, v.recit, v.convenu, v.suite, v.ecrite_a, v.ecrite_par
      FROM accompagnement.entretien e
      JOIN accompagnement.entretien_version v ON v.dossier_id = e.dossier_id AND v.entretien_id = e.id AND v.version = e.version
      WHERE NOT e.retire;
    CREATE OR REPLACE VIEW accompagnement.v_dernier_contact WITH (security_invoker = true) AS
      SELECT e.dossier_id, max(e.le) AS le FROM accompagnement.entretien e WHERE NOT e.retire GROUP BY e.dossier_id;

    CREATE POLICY compartiment ON accompagnement.retrait_entretien AS RESTRICTIVE
      USING ((SELECT platform.est_de('{travailleur_social,dpip,dfspip,psychologue,coordinateur}')));
    CREATE POLICY compartiment ON magistrats.rattachement_de_rapport AS RESTRICTIVE
      USING ((SELECT platform.est_de('{travailleur_social,dpip,dfspip,psychologue,coordinateur,administratif}'))
        OR EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = rattachement_de_rapport.dossier_id AND r.id = rattachement_de_rapport.rapport_id));
  `.execute(db)
}
