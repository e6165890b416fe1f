import { sql } from 'kysely'
import { litteral } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Lien, Reglement } from './effacement.rules.ts'

const db = tables<'dossiers'>()
const DANS_NOS_SCHEMAS = sql.raw(
  "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'",
)

/** The dossier of this number under a lock, with the words that would name the person. */
export const dossierAEffacer = async (tx: Tx, numero: string) => {
  const { rows } = await sql<{
    dossierId: string
    numero: string
    closA: string | null
    fusionneDans: string | null
    mots: string[]
    numeros: string[]
  }>`
    SELECT d.dossier_id, d.numero, d.clos_a, g.numero AS fusionne_dans,
           array_remove(ARRAY[p.nom, p.nom_usage, d.numero_appi] || string_to_array(p.prenoms, ' '),
             NULL) AS mots,
           ARRAY(SELECT a.numero FROM dossiers.ancien_numero a
             WHERE a.dossier_id = d.dossier_id) || d.numero AS numeros
    FROM dossiers.dossier d JOIN dossiers.personne p USING (dossier_id) LEFT
    JOIN dossiers.dossier g ON g.dossier_id = d.fusionne_dans
    WHERE d.numero = ${numero} FOR UPDATE OF d`.execute(db(tx))
  return rows[0]
}
/** The dossier and all those that were merged in it, near or far. */
export const avecSesFusionnes = async (tx: Tx, dossierId: string): Promise<string[]> => {
  const { rows } = await sql<{ dossierId: string }>`
    WITH RECURSIVE tous AS (SELECT ${dossierId}::uuid AS dossier_id UNION SELECT d.dossier_id
      FROM dossiers.dossier d JOIN tous t ON d.fusionne_dans = t.dossier_id)
    SELECT dossier_id FROM tous`.execute(db(tx))
  return rows.map(ligne => ligne.dossierId)
}
/** Several identifiers as SQL, for the conditions that a catalogue makes. */
export const listeSql = (ids: string[]): string => `${litteral(`{${ids.join(',')}}`)}::uuid[]`

/** Every table of the base, of whatever module, that has a `dossier_id`. */
export const tablesDeDossier = async (tx: Tx): Promise<string[]> => {
  const { rows } = await sql<{ nom: string }>`
    SELECT c.oid::regclass::text AS nom FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${DANS_NOS_SCHEMAS}
      AND a.attname = 'dossier_id' AND NOT a.attisdropped ORDER BY 1`.execute(db(tx))
  return rows.map(ligne => ligne.nom)
}
/** Every foreign key of the base; one that may be null is only a mention. */
export const clesEtrangeres = async (tx: Tx): Promise<Lien[]> => {
  const { rows } = await sql<Lien>`
    SELECT f.conrelid::regclass::text AS enfant, f.confrelid::regclass::text AS parent,
           array_agg(quote_ident(e.attname)
             ORDER BY k.i) AS colonnes, array_agg(quote_ident(p.attname) ORDER BY k.i) AS cles,
           bool_or(NOT e.attnotnull) AS facultatif
    FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace,
         LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY AS k (de, vers, i)
    JOIN pg_attribute e ON e.attnum = k.de JOIN pg_attribute p ON p.attnum = k.vers
    WHERE f.contype = 'f' AND f.conparentid = 0 AND ${DANS_NOS_SCHEMAS} AND e.attrelid = f.conrelid
      AND p.attrelid = f.confrelid
    GROUP BY f.oid, f.conrelid, f.confrelid`.execute(db(tx))
  return rows
}
/** How many rows each step would touch. */
export const compter = async (tx: Tx, { table, condition }: Reglement): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`SELECT count(*)::int AS n FROM ${sql.raw(table)} WHERE ${sql.raw(condition)}`.execute(db(tx))
  return rows[0]?.n ?? 0
}

/**
 * Triggers that forbid to touch what is final: erasing the person is the one case that they must
 * let through. Constraints stay in force.
 */
const gardiensDe = async (tx: Tx, table: string): Promise<string[]> => {
  const { rows } = await sql<{ nom: string }>`
    SELECT quote_ident(tgname) AS nom FROM pg_trigger
    WHERE tgrelid = ${table}::regclass AND NOT tgisinternal AND tgconstraint = 0`.execute(db(tx))
  return rows.map(ligne => ligne.nom)
}
/** Carries out one step, and says how many rows it touched. */
export async function regler(tx: Tx, { table, condition, changer }: Reglement): Promise<number> {
  const nom = sql.raw(table)
  const gardiens = await gardiensDe(tx, table)
  for (const gardien of gardiens)
    await sql`ALTER TABLE ${nom} DISABLE TRIGGER ${sql.raw(gardien)}`.execute(db(tx))
  const ordre = changer ? `UPDATE ${table} SET ${changer.join(', ')}` : `DELETE FROM ${table}`
  const { numAffectedRows } = await sql`${sql.raw(ordre)} WHERE ${sql.raw(condition)}`.execute(
    db(tx),
  )
  for (const gardien of gardiens)
    await sql`ALTER TABLE ${nom} ENABLE TRIGGER ${sql.raw(gardien)}`.execute(db(tx))
  return Number(numAffectedRows ?? 0)
}
/**
 * Each statement answers for its own constraints at once: an order that is wrong stops where it is
 * wrong.
 */
export const verifierToutDeSuite = (tx: Tx) => sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(db(tx))

/**
 * Lines of the journal without a dossier of their own that still lead to this one, by their target
 * or by the page that followed.
 */
export const lignesDeJournalQuiYMenent = (ids: string[]): Reglement => ({
  table: 'acces.journal_ecriture',
  condition: `(dossier_id = ANY (${listeSql(ids)})) IS NOT TRUE AND (cible = ANY (${listeSql(ids)}) OR ${ids.map(id => `suite LIKE ${litteral(`%${id}%`)}`).join(' OR ')})`,
  changer: null,
})
/**
 * What is not a dossier may name several: a list of look-alikes in a line of import loses the
 * elements that name these; a search that showed them is removed.
 */
export const mentionsEnListe = async (tx: Tx, ids: string[]): Promise<Reglement[]> => {
  const { rows } = await sql<{ nom: string; colonne: string; genre: 'jsonb' | 'uuid[]' }>`
    SELECT c.oid::regclass::text AS nom, quote_ident(a.attname) AS colonne,
      format_type(a.atttypid, NULL) AS genre
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${DANS_NOS_SCHEMAS}
      AND a.atttypid IN ('jsonb'::regtype, 'uuid[]'::regtype)
      AND NOT a.attisdropped AND NOT EXISTS (SELECT 1 FROM pg_index i
        JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
                      WHERE i.indrelid = c.oid AND i.indisprimary AND k.attname = 'dossier_id')
    ORDER BY 1, 2`.execute(db(tx))
  const nomme = (texte: string) =>
    ids.map(id => `${texte}::text LIKE ${litteral(`%${id}%`)}`).join(' OR ')
  return rows.map(({ nom, colonne, genre }) =>
    genre === 'uuid[]'
      ? { table: nom, condition: `${colonne} && ${listeSql(ids)}`, changer: null }
      : {
          table: nom,
          condition: `jsonb_typeof(${colonne}) = 'array' AND (${nomme(colonne)})`,
          changer: [
            `${colonne} = (SELECT coalesce(jsonb_agg(x), '[]') FROM jsonb_array_elements(${colonne}) x WHERE NOT (${nomme('x')}))`,
          ],
        },
  )
}
/** That something was erased, why, and how much of each table: of whom, nobody can say any more. */
export const noterEffacement = (tx: Tx, motif: string, bilan: string[]) =>
  sql`INSERT INTO acces.journal_ecriture (commande, champs, motif, requete)
    VALUES ('dossiers.effacer', ${bilan}, ${motif}, 'hors-http')`.execute(db(tx))
