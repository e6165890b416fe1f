import { type Kysely, sql } from 'kysely'

/**
 * A file that shows many people followed elsewhere, or whose lines are nearly all of nobody, is told to whoever answers for the account, long
 * before the limit refuses it (ADR 0048). Nothing is refused: the alert says what was seen, and how much. Its ways are « signal_… ».
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE acces.plafond
      ADD COLUMN signal_montrees integer CONSTRAINT signal_montrees_positif CHECK (signal_montrees > 0),
      ADD COLUMN signal_lignes integer CONSTRAINT signal_lignes_positif CHECK (signal_lignes > 0);
    UPDATE acces.plafond SET signal_montrees = 50, signal_lignes = 100 WHERE voie IN ('import', 'ecriture');
    -- Of those looked for, how many are like nobody.
    ALTER TABLE acces.rapprochement ADD COLUMN inconnues integer NOT NULL DEFAULT 0;
    -- What a signal has counted that day; a limit that was passed counts its refusals.
    ALTER TABLE acces.alerte ADD COLUMN nombre integer NOT NULL DEFAULT 0;

    CREATE FUNCTION acces.signaler(p_voie text, p_compte uuid, p_le date, p_seuil integer, p_nombre integer) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.alerte AS x (compte_id, le, voie, plafond, refusees, nombre) VALUES (p_compte, p_le, p_voie, p_seuil, 0, p_nombre)
        ON CONFLICT ON CONSTRAINT une_alerte_par_jour DO UPDATE SET derniere_a = clock_timestamp(), nombre = greatest(x.nombre, excluded.nombre)
    $$;

    DROP FUNCTION acces.compter_rapprochement(text, text, integer, integer);
    CREATE FUNCTION acces.compter_rapprochement(p_voie text, p_motif text, p_recherches integer, p_montrees integer, p_inconnues integer) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    DECLARE l_agent record; le_plafond acces.plafond; deja record; accorde integer; la_limite integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('acces.rapprochement ' || platform.compte(), 0));
      SELECT a.id, a.fonction, (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date AS jour INTO STRICT l_agent
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id WHERE a.id = platform.compte();
      SELECT * INTO STRICT le_plafond FROM acces.plafond p WHERE p.voie = p_voie AND p.fonction IN ('', l_agent.fonction) ORDER BY p.fonction DESC LIMIT 1;
      SELECT coalesce(sum(r.recherches), 0) + p_recherches AS recherches, coalesce(sum(r.montrees), 0) + p_montrees AS montrees,
             coalesce(sum(r.inconnues), 0) + p_inconnues AS inconnues INTO deja
        FROM acces.rapprochement r WHERE r.compte_id = l_agent.id AND r.le = l_agent.jour AND r.voie = p_voie AND NOT r.refuse;
      SELECT coalesce(sum(x.accordees), 0) INTO accorde FROM acces.alerte x WHERE x.compte_id = l_agent.id AND x.le = l_agent.jour AND x.voie = p_voie;
      la_limite := CASE WHEN deja.recherches > le_plafond.par_jour + accorde THEN le_plafond.par_jour
                        WHEN deja.montrees > le_plafond.montrees_par_jour + accorde THEN le_plafond.montrees_par_jour END;
      INSERT INTO acces.rapprochement (compte_id, le, voie, motif, recherches, montrees, inconnues, refuse)
        VALUES (l_agent.id, l_agent.jour, p_voie, p_motif, p_recherches, CASE WHEN la_limite IS NULL THEN p_montrees ELSE 0 END,
                CASE WHEN la_limite IS NULL THEN p_inconnues ELSE 0 END, la_limite IS NOT NULL);
      IF la_limite IS NOT NULL THEN
        INSERT INTO acces.alerte AS x (compte_id, le, voie, plafond) VALUES (l_agent.id, l_agent.jour, p_voie, la_limite)
          ON CONFLICT ON CONSTRAINT une_alerte_par_jour DO UPDATE
            SET refusees = x.refusees + 1, derniere_a = clock_timestamp(), plafond = excluded.plafond,
                vue_a = CASE WHEN x.accordees > 0 THEN NULL ELSE x.vue_a END, vue_par = CASE WHEN x.accordees > 0 THEN NULL ELSE x.vue_par END;
        RETURN la_limite;
      END IF;
      IF deja.montrees > le_plafond.signal_montrees THEN
        PERFORM acces.signaler('signal_montrees', l_agent.id, l_agent.jour, le_plafond.signal_montrees, deja.montrees::int);
      END IF;
      IF deja.recherches > le_plafond.signal_lignes AND deja.inconnues * 2 > deja.recherches THEN
        PERFORM acces.signaler('signal_inconnues', l_agent.id, l_agent.jour, le_plafond.signal_lignes, deja.inconnues::int);
      END IF;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION acces.signaler(text, uuid, date, integer, integer), acces.compter_rapprochement(text, text, integer, integer, integer) FROM PUBLIC;

    -- Where nothing was refused, there is nothing to grant.
    CREATE OR REPLACE FUNCTION acces.accorder(p_alerte uuid, p_a timestamptz) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    BEGIN
      UPDATE acces.alerte x SET accordees = x.accordees + x.plafond, vue_a = p_a, vue_par = platform.compte()
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id
        WHERE x.id = p_alerte AND a.id = x.compte_id AND acces.repond_de(x.compte_id) AND x.vue_a IS NULL AND x.refusees > 0
          AND x.le = (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date;
      RETURN FOUND;
    END $$;

    CREATE OR REPLACE FUNCTION dossiers.rapprocher(p_demandes jsonb, p_voie text, p_motif text, p_session uuid, p_route text, p_requete text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, acces, public, pg_temp AS $$
    DECLARE trouves jsonb; les_ids uuid[]; ailleurs integer; connues integer; la_limite integer;
    BEGIN
      SELECT coalesce(jsonb_agg(jsonb_build_object('rang', x.rang, 'dossierId', h.dossier_id, 'numero', h.numero, 'numeroAppi', h.numero_appi, 'nom', h.nom,
               'nomUsage', h.nom_usage, 'prenoms', h.prenoms, 'naissanceLe', h.naissance_le, 'serviceId', h.service_id, 'serviceNom', h.service_nom,
               'visible', h.visible, 'ressemblance', h.ressemblance, 'closLe', h.clos_le) ORDER BY x.rang, h.n), '[]'),
             coalesce(array_agg(DISTINCT h.dossier_id), '{}'), count(DISTINCT h.dossier_id) FILTER (WHERE NOT h.visible), count(DISTINCT x.rang)
        INTO trouves, les_ids, ailleurs, connues
        FROM jsonb_to_recordset(p_demandes) AS x (rang int, nom text, naissance date, numero text),
          LATERAL dossiers.homonymes(x.nom, x.naissance, x.numero) WITH ORDINALITY AS h (dossier_id, numero, numero_appi, nom, nom_usage, prenoms, naissance_le,
            service_id, service_nom, visible, ressemblance, clos_le, n);
      la_limite := acces.compter_rapprochement(p_voie, p_motif, jsonb_array_length(p_demandes), ailleurs, jsonb_array_length(p_demandes) - connues);
      -- A number typed under another name shows nobody, and the person whose number it is finds the attempt.
      PERFORM dossiers.noter_rapprochement(ARRAY(SELECT d.dossier_id FROM jsonb_to_recordset(p_demandes) AS x (numero text)
          JOIN dossiers.dossier d ON d.numero_appi = upper(btrim(x.numero)) OR d.numero = upper(btrim(x.numero))
          WHERE la_limite IS NOT NULL OR NOT d.dossier_id = ANY (les_ids)), p_session, p_route, p_requete, 'numéro saisi, rien n’est montré');
      IF la_limite IS NOT NULL THEN RETURN jsonb_build_object('plafond', la_limite, 'trouves', '[]'::jsonb); END IF;
      PERFORM dossiers.noter_rapprochement(les_ids, p_session, p_route, p_requete, p_motif);
      RETURN jsonb_build_object('plafond', NULL, 'trouves', trouves);
    END $$;
  `.execute(db)
}
