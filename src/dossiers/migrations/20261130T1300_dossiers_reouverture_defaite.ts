import { type Kysely, sql } from 'kysely'

/**
 * A court that opened a closed dossier again by convoking the wrong person undoes that too (ADR 0036): which convocation opened it again, and
 * who followed before, stand with the reopening.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.cloture ADD COLUMN rouverte_cause_id uuid, ADD COLUMN prise_avant_id uuid,
      ADD CONSTRAINT cause_d_une_reouverture CHECK (rouverte_a IS NOT NULL OR (rouverte_cause_id IS NULL AND prise_avant_id IS NULL));
    GRANT UPDATE (rouverte_cause_id, prise_avant_id) ON dossiers.cloture TO fil_rouge_application;

    -- What this convocation opened again, and whether anything else was written of the dossier since: what its own court did to it, and what
    -- changes nothing of the dossier (« vu », a draft), is not that. What cannot be known is not undone.
    CREATE FUNCTION dossiers.reouverture_par(p_dossier uuid, p_convocation uuid)
    RETURNS TABLE (cloture_id uuid, close_a timestamptz, motif text, prise_avant_id uuid, reprise boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, acces, pg_temp AS $$
      SELECT c.id, c.close_a, c.motif, c.prise_avant_id, d.id IS NULL OR EXISTS (
        SELECT 1 FROM acces.journal_ecriture j WHERE j.dossier_id = p_dossier AND j.id > d.id
          AND j.commande <> ALL ('{bex.corriger-remise,bex.deplacer,bex.annuler,bex.retirer-remise,dossiers.voir-nouvelles,dossiers.garder-brouillon,dossiers.jeter-brouillon}'))
      FROM dossiers.cloture c
      LEFT JOIN LATERAL (SELECT max(j.id) AS id FROM acces.journal_ecriture j
        WHERE j.dossier_id = p_dossier AND j.cible = p_convocation AND j.commande = 'bex.convoquer') d ON true
      WHERE c.dossier_id = p_dossier AND c.rouverte_cause_id = p_convocation AND dossiers.dans_mon_perimetre(p_dossier)
        AND NOT EXISTS (SELECT 1 FROM dossiers.dossier x WHERE x.dossier_id = p_dossier AND (x.clos_a IS NOT NULL OR x.fusionne_dans IS NOT NULL))
    $$;
    REVOKE ALL ON FUNCTION dossiers.reouverture_par(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.reouverture_par(uuid, uuid) TO fil_rouge_application;

    -- A withdrawn remise names nobody to who no longer sees the dossier.
    UPDATE dossiers.nouvelle SET hors_perimetre = false WHERE nature = 'remise_retiree';
  `.execute(db)
}
