import { type RawBuilder, sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'echanges'>()

export type Colonne = { nom: string; type: string; vide: boolean }
/** A table as the export writes it: `ressort` says whether its rows belong to dossiers or are of the common directory. */
export type Table = { nom: string; ressort: 'dossier' | 'annuaire'; colonnes: Colonne[]; cle: string[] }

/** What stays out: who sees what is set again where the export is read; drafts are their writer's; journals and accounts stay where they were made. */
const HORS = ['dossiers.brouillon', 'dossiers.perimetre', 'acces.', 'echanges.', 'public.', 'platform.']

/**
 * Every table of the base that holds a dossier, and the directory that they refer to, each after those that it refers to.
 * Read in the catalogue, so that a table added tomorrow is exported without anybody thinking of it (ADR 0019).
 */
export async function tablesExportees(tx: Tx): Promise<Table[]> {
  const { rows } = await sql<{ nom: string; colonnes: Colonne[]; cle: string[]; refs: string[] }>`
    SELECT n.nspname || '.' || c.relname AS nom,
      (SELECT json_agg(json_build_object('nom', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'vide', NOT a.attnotnull) ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS colonnes,
      (SELECT json_agg(a.attname ORDER BY array_position(k.conkey, a.attnum))
         FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey) WHERE k.conrelid = c.oid AND k.contype = 'p') AS cle,
      coalesce((SELECT json_agg(DISTINCT rn.nspname || '.' || r.relname) FROM pg_constraint k JOIN pg_class r ON r.oid = k.confrelid
         JOIN pg_namespace rn ON rn.oid = r.relnamespace WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid), '[]') AS refs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)' ORDER BY 1`.execute(db(tx))
  const gardees = rows.filter(t => !HORS.some(h => t.nom.startsWith(h)))
  const ressort = (t: (typeof rows)[number]) => (t.colonnes.some(c => c.nom === 'dossier_id') ? 'dossier' : 'annuaire')
  return parDependances(gardees).map(t => ({ nom: t.nom, ressort: ressort(t), colonnes: t.colonnes, cle: t.cle ?? [] }))
}

/** Each table after those that it refers to. */
function parDependances<T extends { nom: string; refs: string[] }>(tables: T[]): T[] {
  const restantes = [...tables]
  const rangees: T[] = []
  const noms = new Set(tables.map(t => t.nom))
  while (restantes.length) {
    const i = restantes.findIndex(t => t.refs.every(r => !noms.has(r) || rangees.some(x => x.nom === r)))
    if (i < 0) throw new Error(`these tables refer to each other: ${restantes.map(t => t.nom).join(', ')}`)
    rangees.push(...restantes.splice(i, 1))
  }
  return rangees
}

const nomSql = (nom: string) =>
  sql.raw(
    nom
      .split('.')
      .map(n => `"${n}"`)
      .join('.'),
  )
const LIGNES_PAR_LECTURE = 2000

/** The rows of one table as text, some thousands at a time; those of dossiers that the service follows, through row-level security. */
export async function* lignesDe(tx: Tx, table: Table, serviceId: string): AsyncGenerator<(string | null)[][]> {
  const valeurs = sql.raw(table.colonnes.map(c => `t."${c.nom}"::text`).join(', '))
  const ordre = sql.raw(table.cle.map(c => `t."${c}"`).join(', ') || '1')
  const ou = table.ressort === 'dossier' ? duService(serviceId) : sql`true`
  await sql`DECLARE lecture NO SCROLL CURSOR FOR SELECT ARRAY[${valeurs}] AS v FROM ${nomSql(table.nom)} t WHERE ${ou} ORDER BY ${ordre}`.execute(
    db(tx),
  )
  for (;;) {
    const { rows } = await sql<{ v: (string | null)[] }>`FETCH ${sql.raw(String(LIGNES_PAR_LECTURE))} FROM lecture`.execute(db(tx))
    if (rows.length === 0) break
    yield rows.map(r => r.v)
  }
  await sql`CLOSE lecture`.execute(db(tx))
}
const duService = (serviceId: string): RawBuilder<unknown> =>
  sql`t.dossier_id IN (SELECT p.dossier_id FROM dossiers.perimetre p WHERE p.entite_id = ${serviceId} AND p.motif = 'prise_en_charge')`

export type LigneCourante = Record<string, string | null>
/** One line per measure, for the file that `import` reads: identity, contact, referent, measure. */
export async function dossiersAPlat(tx: Tx, serviceId: string): Promise<LigneCourante[]> {
  const { rows } = await sql<LigneCourante>`
    SELECT i.numero_appi, i.nom, i.nom_usage, i.prenoms, to_char(i.naissance_le, 'DD/MM/YYYY') AS naissance_le, i.naissance_lieu, i.sexe, i.nationalite,
      nullif(array_to_string(i.langues, ', '), '') AS langues, CASE WHEN i.interprete THEN 'oui' END AS interprete, i.telephone, i.courriel,
      CASE WHEN i.refuse_sms THEN 'oui' END AS refuse_sms, i.logement, i.adresse, i.adresse_complement, i.code_postal, i.commune, i.domicilie_chez,
      r.nom_complet AS referent, t.nom AS antenne, to_char(i.ouvert_le, 'DD/MM/YYYY') AS suivi_depuis_le, m.nature AS mesure, j.nom AS juridiction,
      m.numero_parquet, to_char(m.decision_le, 'DD/MM/YYYY') AS decision_le, to_char(m.debut_le, 'DD/MM/YYYY') AS debut_le,
      to_char(m.fin_le, 'DD/MM/YYYY') AS fin_le
    FROM dossiers.v_identite i
    JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = i.dossier_id AND p.service_id = ${serviceId}
    LEFT JOIN moyens.v_agent r ON r.agent_id = p.referent_id
    LEFT JOIN moyens.v_antenne t ON t.antenne_id = p.antenne_id
    LEFT JOIN mesures.v_mesure m ON m.dossier_id = i.dossier_id AND m.finie_le IS NULL
    LEFT JOIN moyens.v_juridiction j ON j.juridiction_id = m.juridiction_id
    WHERE i.clos_a IS NULL ORDER BY i.nom, i.prenoms, i.dossier_id, m.decision_le`.execute(db(tx))
  return rows
}
