import { type Kysely, sql } from 'kysely'

/**
 * The base compares what opens a dossier with the facts (ADR 0051): when the transaction ends, each opening that it leaves standing is one that
 * `dossiers.faits_d_ouverture` finds, to that entité, for that reason and that far; and one whose fact is over has an end. The rule of silence
 * of a request is read where the service wrote it: where there is none, silence is worth nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION dossiers.verifier_l_ouverture() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = NEW.dossier_id AND p.entite_id = NEW.entite_id AND p.id = NEW.id
          AND (p.fin_a IS NULL OR p.fin_a > clock_timestamp())
          AND NOT EXISTS (SELECT 1 FROM dossiers.faits_d_ouverture(p.dossier_id) f
            WHERE f.entite_id = p.entite_id AND f.motif = p.motif AND f.cause_id = p.cause_id AND f.portee = p.portee
              AND (f.motif IN ('prise_en_charge', 'transfert_propose') OR num_nonnulls(f.fini_le, f.clos_le) = 0 OR p.fin_a < least(f.fini_le, f.clos_le) + interval '1 year'))) THEN
        RAISE EXCEPTION 'ouverture_sans_fait' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'ouverture_sans_fait';
      END IF;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.verifier_l_ouverture() FROM PUBLIC;
    -- Whoever works for nobody (a migration, the demonstration, an erasure) is the owner of the base.
    CREATE CONSTRAINT TRIGGER ouverture_sans_fait AFTER INSERT ON dossiers.perimetre DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (platform.compte() IS NOT NULL) EXECUTE FUNCTION dossiers.verifier_l_ouverture();
    CREATE CONSTRAINT TRIGGER fin_sans_fait AFTER UPDATE OF fin_a ON dossiers.perimetre DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (OLD.fin_a IS DISTINCT FROM NEW.fin_a AND platform.compte() IS NOT NULL) EXECUTE FUNCTION dossiers.verifier_l_ouverture();

    DROP FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, timestamptz, date, date, integer, text, date);
    CREATE FUNCTION dossiers.demander_dessaisissement(p_personne uuid, p_nom text, p_naissance date, p_vers uuid, p_motif text, p_a timestamptz, p_le date,
      p_jours integer, p_relance integer) RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    DECLARE cible record; le_transfert uuid; la_juridiction uuid; la_regle dossiers.regle_de_silence;
    BEGIN
      SELECT * INTO cible FROM dossiers.personne_a_demander(p_personne, p_nom, p_naissance);
      SELECT j.id INTO la_juridiction FROM moyens.juridiction j WHERE j.id = ANY ((SELECT platform.entites())::uuid[]);
      IF cible.service_id IS NULL OR cible.clos OR (la_juridiction IS NULL AND NOT p_vers = ANY ((SELECT platform.entites())::uuid[])) THEN
        RAISE EXCEPTION 'demande impossible' USING ERRCODE = 'check_violation', CONSTRAINT = 'demande_possible';
      END IF;
      -- What the service that follows wrote for that day, in calendar days; without a rule, the delays of the tool, and silence decides nothing.
      SELECT r.* INTO la_regle FROM dossiers.regle_de_silence r WHERE r.service_id = cible.service_id AND r.du <= p_le ORDER BY r.du DESC LIMIT 1;
      INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_a, propose_par, sens, demandeur_juridiction_id, demandee_le,
                                      repondre_avant_le, relance_jours, silence_vaut, regle_du)
        VALUES (p_personne, cible.service_id, p_vers, p_motif, p_a, platform.compte(), 'demande', la_juridiction, p_le,
          p_le + coalesce(la_regle.jours, p_jours), coalesce(la_regle.relance_jours, p_relance), coalesce(la_regle.vaut, 'rien'), la_regle.du)
        RETURNING id INTO le_transfert;
      RETURN le_transfert;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, timestamptz, date, integer, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, timestamptz, date, integer, integer) TO fil_rouge_application;
  `.execute(db)
}
