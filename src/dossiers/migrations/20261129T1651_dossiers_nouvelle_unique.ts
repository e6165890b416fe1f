import { type Kysely, sql } from 'kysely'

/** Told as the référent and by name, somebody is told once: as the référent, so that it follows the dossier. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION dossiers.prevenir(p_dossier uuid, p_destinataires jsonb, p_nature text, p_cible uuid, p_pour_le date, p_hors boolean, p_a timestamptz)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
    DECLARE d record; l_entite uuid; l_genre text; le_referent uuid;
    BEGIN
      IF NOT dossiers.dans_mon_perimetre(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      SELECT p.referent_id INTO le_referent FROM dossiers.prise_en_charge p WHERE p.dossier_id = p_dossier AND p.fin_a IS NULL;
      FOR d IN SELECT DISTINCT x.agent, x.entite, x.fonctions, coalesce(x.referent, false) AS referent
               FROM jsonb_to_recordset(p_destinataires) AS x (agent uuid, entite uuid, fonctions text[], referent boolean) LOOP
        CONTINUE WHEN d.agent = platform.compte();
        CONTINUE WHEN d.referent AND le_referent = platform.compte();
        CONTINUE WHEN d.agent = le_referent AND p_destinataires @> '[{"referent": true}]';
        l_entite := coalesce(d.entite, (SELECT coalesce(a.service_id, a.juridiction_id) FROM moyens.agent a WHERE a.id = d.agent));
        l_genre := CASE WHEN d.referent THEN 'referent' WHEN d.agent IS NOT NULL THEN 'agent' ELSE 'entite' END;
        UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
          WHERE n.dossier_id = p_dossier AND n.reglee_a IS NULL AND n.nature = p_nature AND n.cible_id IS NOT DISTINCT FROM p_cible AND n.destinataire = l_genre
            AND n.agent_id IS NOT DISTINCT FROM d.agent AND n.entite_id IS NOT DISTINCT FROM l_entite AND n.fonctions IS NOT DISTINCT FROM d.fonctions;
        INSERT INTO dossiers.nouvelle (dossier_id, destinataire, agent_id, entite_id, fonctions, nature, cible_id, pour_le, hors_perimetre, par, survenue_a)
          VALUES (p_dossier, l_genre, d.agent, l_entite, d.fonctions, p_nature, p_cible, p_pour_le, p_hors, platform.compte(), p_a);
      END LOOP;
    END $$;
  `.execute(db)
}
