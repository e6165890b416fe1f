import { type Kysely, sql } from 'kysely'

/** By the functions of a permission; by the same ones, for their own entité. */
const de = (...fonctions: string[]) => `(SELECT platform.est_de('{${fonctions.join(',')}}'))`
const MIEN = '(SELECT platform.entite())'
const MOI = '(SELECT platform.compte())'
const ADMINISTRATEUR = de('administrateur')
const annuaire = (service: string) =>
  `(${ADMINISTRATEUR} OR (${de('dfspip')} AND ${service} = ${MIEN}))`
const CALENDRIER = [
  'travailleur_social',
  'dpip',
  'dfspip',
  'psychologue',
  'coordinateur',
  'administratif',
  'surveillant',
  'jap',
  'greffe',
]
/** One's own calendar, or that of others for who keeps them. */
const A_UN_CALENDRIER = de(...CALENDRIER)
const TIENT = de('dpip', 'dfspip', 'administratif', 'jap', 'greffe')
const IMPORTE = de('dpip', 'dfspip', 'administratif')
const AUDIENCE = de('bex', 'greffe')
const agendaTenu = (agenda: string) =>
  `(${A_UN_CALENDRIER} AND EXISTS (SELECT 1 FROM creneaux.agenda g WHERE g.id = ${agenda} AND g.entite_id = ${MIEN} AND (${TIENT} OR g.agent_id = ${MOI})))`

/** Each table, who keeps it and of whom, as the commands say; then the columns that stay as they were written, beside those that did already. */
const tables: [string, string, string?][] = [
  ['moyens.disp', de('administrateur', 'dfspip')],
  ['moyens.etablissement', annuaire('service_id')],
  ['moyens.antenne', annuaire('service_id'), 'service_id'],
  ['moyens.juridiction', ADMINISTRATEUR],
  [
    'moyens.ressort_import',
    `(${de('administrateur', 'dfspip')} AND depose_par = ${MOI})`,
    'fichier_nom',
  ],
  ['creneaux.type', `(${TIENT} AND entite_id = ${MIEN})`],
  ['creneaux.lieu', `(${TIENT} AND entite_id = ${MIEN})`, 'entite_id antenne_id territoire fuseau'],
  [
    'creneaux.agenda',
    `(${A_UN_CALENDRIER} AND (${TIENT} OR agent_id = ${MOI}) AND entite_id = ${MIEN}
      AND EXISTS (SELECT 1 FROM creneaux.lieu l WHERE l.id = agenda.lieu_id AND l.entite_id = ${MIEN}))`,
    'lieu_id agent_id',
  ],
  ['creneaux.plage', agendaTenu('plage.agenda_id')],
  [
    'creneaux.absence',
    `(${A_UN_CALENDRIER} AND entite_id = ${MIEN} AND CASE
      WHEN agent_id IS NOT NULL THEN agent_id = ${MOI} OR (${TIENT}
        AND EXISTS (SELECT 1 FROM moyens.agent a WHERE a.id = absence.agent_id AND ${MIEN} IN (a.service_id, a.juridiction_id)))
      WHEN agenda_id IS NOT NULL THEN ${agendaTenu('absence.agenda_id')}
      ELSE ${TIENT} AND EXISTS (SELECT 1 FROM creneaux.lieu l WHERE l.id = absence.lieu_id AND l.entite_id = ${MIEN}) END)`,
    'entite_id agent_id agenda_id lieu_id du au motif',
  ],
  [
    'messages.modele',
    `(${de('dpip', 'dfspip', 'administratif', 'greffe')} AND entite_id = ${MIEN})`,
    'type moment canal langue texte',
  ],
  ['dossiers.regle_de_silence', de('dpip', 'dfspip')],
  ['calendriers.reglage', TIENT, 'entite_id'],
  [
    'calendriers.flux',
    `CASE WHEN agent_id IS NOT NULL THEN ${A_UN_CALENDRIER} AND agent_id = ${MOI}
      ELSE ${TIENT} AND EXISTS (SELECT 1 FROM creneaux.agenda g WHERE g.id = flux.agenda_id AND g.entite_id = ${MIEN}) END`,
    'entite_id agent_id agenda_id detail dernier_acces_a acces_clos',
  ],
  ['echanges.import', IMPORTE],
  ['echanges.ligne', IMPORTE],
  ['bex.recherche', AUDIENCE],
  ['bex.remise_hors_outil', AUDIENCE],
  ['bex.envoi_hors_outil', AUDIENCE],
  ['bex.correction_hors_outil', AUDIENCE],
]

/**
 * What belongs to no dossier is written by whoever keeps it (ADR 0051): the function, and the entité, of the command that writes it. Rows are
 * still read and locked by all; a change is judged on what it leaves, and whose a row is does not change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE PROCEDURE platform.tenir(la_table regclass, condition text, fige text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
    DECLARE colonnes text;
    BEGIN
      EXECUTE format('CREATE POLICY tenue_ajout ON %s AS RESTRICTIVE FOR INSERT WITH CHECK (%s)', la_table, condition);
      SELECT string_agg(quote_ident(a.attname), ', ') INTO colonnes FROM pg_attribute a WHERE a.attrelid = la_table AND a.attnum > 0
        AND NOT a.attisdropped AND a.attname <> ALL (fige) AND has_column_privilege('fil_rouge_application', la_table, a.attnum, 'UPDATE');
      IF colonnes IS NULL THEN RETURN; END IF;
      EXECUTE format('CREATE POLICY tenue_changement ON %s AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK (%s)', la_table, condition);
      EXECUTE format('REVOKE UPDATE ON %s FROM fil_rouge_application', la_table);
      EXECUTE format('GRANT UPDATE (%s) ON %s TO fil_rouge_application', colonnes, la_table);
    END $$;
  `.execute(db)
  // A direction interrégionale is named by whoever names it first, and never changed.
  await sql`REVOKE UPDATE ON moyens.disp FROM fil_rouge_application`.execute(db)
  for (const [table, condition, fige = ''] of tables)
    await sql`CALL platform.tenir(${sql.lit(table)}, ${sql.lit(condition)}, string_to_array(${sql.lit(fige)}, ' '))`.execute(
      db,
    )
  await sql`
    -- A new service is the administrator's; its own, its DFSPIP's.
    CREATE POLICY tenue_ajout ON moyens.service AS RESTRICTIVE FOR INSERT WITH CHECK (${sql.raw(ADMINISTRATEUR)});
    CREATE POLICY tenue_changement ON moyens.service AS RESTRICTIVE FOR UPDATE USING (true) WITH CHECK (${sql.raw(annuaire('id'))});
    -- A DFSPIP gives a commune of their département to their own service, and takes none from another.
    CREATE POLICY tenue_ajout ON moyens.ressort AS RESTRICTIVE FOR INSERT WITH CHECK (${sql.raw(annuaire('service_id'))}
      AND (${sql.raw(ADMINISTRATEUR)} OR departement = (SELECT s.departement FROM moyens.service s WHERE s.id = ${sql.raw(MIEN)})));
    CREATE POLICY tenue_changement ON moyens.ressort AS RESTRICTIVE FOR UPDATE USING (${sql.raw(annuaire('service_id'))});
    REVOKE UPDATE ON moyens.ressort FROM fil_rouge_application;
    GRANT UPDATE (service_id, antenne_id, juridiction_id, source, importe_a, par) ON moyens.ressort TO fil_rouge_application;
  `.execute(db)
}
