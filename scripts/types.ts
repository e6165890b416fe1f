import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Kysely, PostgresDialect } from 'kysely'
import { generate, getDialect } from 'kysely-codegen'
import { ouvrirPool, seConnecter } from '../src/platform/db/client.ts'
import { finir } from '../src/platform/db/connexion.ts'
import { demarrerBase } from '../src/platform/db/embarque.ts'
import { migrer } from '../src/platform/db/migrateur.ts'

const cible = fileURLToPath(new URL('../src/platform/db/schema.generated.ts', import.meta.url))

/** The types of the database, as text, read from a freshly migrated one. */
export async function typesDeLaBase(url: string): Promise<string> {
  const dialect = getDialect('postgres', { dateParser: 'string', numericParser: 'number' })
  const pool = ouvrirPool(url)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  const nulles = await colonnesNulles(url)
  const listes = await listesDeMots(url)
  const texte = await generate({
    camelCase: true,
    // The same class, which the generator imports by its other name.
    db: db as never,
    defaultSchemas: [],
    dialect,
    excludePattern: 'public.*',
    customImports: { Jour: '../date.ts' },
    overrides: { columns: {} },
    runtimeEnums: false,
    typeMapping: { date: 'Jour' },
  })
  await finir(pool)
  return (
    motsExacts(vuesExactes(texte, nulles), listes)
      .replace('import type { Jour }', 'import type { Jour, Territoire }')
      // Which territories there are is the law's (platform/date.ts): no CHECK lists them.
      .replace(/^( {2}territoire: .*)\bstring\b/gm, '$1Territoire')
      .replace(
        /export type Timestamp = .*/,
        'export type Timestamp = ColumnType<string, string, string>;',
      )
      .replace(/export type Int8 = .*/, 'export type Int8 = number;')
      .replace(/export type Numeric = .*/, 'export type Numeric = number;')
  )
}

const enChameau = (mot: string) =>
  mot.replace(/_(\w)/g, (_, lettre: string) => lettre.toUpperCase())

/**
 * For each view, by the name of its generated interface, the columns that its comment says may be
 * NULL.
 */
async function colonnesNulles(url: string): Promise<Map<string, Set<string>>> {
  const client = await seConnecter(url)
  const { rows } = await client.query<{ schema: string; nom: string; texte: string | null }>(
    `SELECT n.nspname AS schema, c.relname AS nom, obj_description(c.oid) AS texte FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'v' AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  )
  await client.end()
  return new Map(
    rows.map(({ schema, nom, texte }) => {
      const liste = /^NULL:(.*)$/.exec(texte ?? '')
      if (!liste)
        throw new Error(
          `the view ${schema}.${nom} does not say which columns may be NULL (COMMENT ON VIEW)`,
        )
      const colonnes = (liste[1] ?? '').split(',').map(morceau => enChameau(morceau.trim()))
      return [enChameau(`_${schema}_${nom}`), new Set(colonnes)]
    }),
  )
}

/** A column of a view is NOT NULL unless its comment says otherwise. */
function vuesExactes(texte: string, nulles: Map<string, Set<string>>): string {
  return texte.replace(
    /export interface (\w+) \{\n([^}]*)\}/g,
    (tout, nom: string, corps: string) => {
      const permises = nulles.get(nom)
      if (!permises) return tout
      const lignes = corps.replace(
        /^ {2}(\w+): (.*?)( \| null)?;$/gm,
        (_, colonne: string, type: string) =>
          `  ${colonne}: ${type}${permises.has(colonne) ? ' | null' : ''};`,
      )
      return `export interface ${nom} {\n${lignes}}`
    },
  )
}

type Origine = { table: number; colonne: number }
/**
 * For each column of text whose CHECK lists its words, of tables and of the views that show it as
 * it is: by the names of the generated interface and of its property, its words.
 */
async function listesDeMots(url: string): Promise<Map<string, Map<string, string[]>>> {
  const client = await seConnecter(url)
  const { rows: listees } = await client.query<{ oid: number; rang: number; texte: string }>(
    `SELECT c.conrelid::int AS oid, c.conkey[1]::int AS rang, pg_get_constraintdef(c.oid) AS texte
     FROM pg_constraint c WHERE c.contype = 'c' AND cardinality(c.conkey) = 1`,
  )
  const mots = new Map<string, string[]>(
    listees.flatMap(({ oid, rang, texte }) => {
      const liste = /^CHECK \(\(\w+ = ANY \(ARRAY\[(.*)\]\)\)\)$/.exec(texte)?.[1]
      const lus = [...(liste ?? '').matchAll(/'([^']*)'::text/g)].map(([, mot = '']) => mot)
      return lus.length > 0 ? [[`${oid}.${rang}`, lus] as const] : []
    }),
  )
  const { rows: relations } = await client.query<{
    oid: number
    schema: string
    nom: string
    colonnes: string[]
    vue: string | null
  }>(
    `SELECT c.oid::int, n.nspname AS schema, c.relname AS nom,
       CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END AS vue,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 ORDER BY a.attnum) AS colonnes
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const origines = new Map<string, Origine>()
  for (const { oid, vue } of relations) {
    // What a union shows has two origins, of which only the first would be told.
    if (!vue || /\b(UNION|EXCEPT|INTERSECT)\b/.test(vue)) continue
    const { fields } = await client.query({
      text: `SELECT * FROM (${vue.replace(/;$/, '')}) v LIMIT 0`,
    })
    fields.forEach((champ, i) => {
      if (champ.tableID)
        origines.set(`${oid}.${i + 1}`, { table: champ.tableID, colonne: champ.columnID })
    })
  }
  await client.end()
  const motsDe = (cle: string): string[] | undefined => {
    const origine = origines.get(cle)
    return origine ? motsDe(`${origine.table}.${origine.colonne}`) : mots.get(cle)
  }
  return new Map(
    relations.map(({ oid, schema, nom, colonnes }) => [
      enChameau(`_${schema}_${nom}`),
      new Map(
        colonnes.flatMap((colonne, i) => {
          const lus = motsDe(`${oid}.${i + 1}`)
          return lus ? [[enChameau(colonne), lus] as const] : []
        }),
      ),
    ]),
  )
}

/** A column whose words are listed is of these words. */
const motsExacts = (texte: string, listes: Map<string, Map<string, string[]>>): string =>
  texte.replace(/export interface (\w+) \{\n([^}]*)\}/g, (_, nom: string, corps: string) => {
    const lignes = corps.replace(
      /^ {2}(\w+): (.*)\bstring\b(.*);$/gm,
      (ligne, colonne: string, avant: string, apres: string) => {
        const mots = listes.get(nom)?.get(colonne)
        return mots
          ? `  ${colonne}: ${avant}${mots.map(mot => `'${mot}'`).join(' | ')}${apres};`
          : ligne
      },
    )
    return `export interface ${nom} {\n${lignes}}`
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-types-'))
  const base = await demarrerBase(dossier, { reglages: { fsync: 'off' } })
  try {
    await migrer(base.urlFor('postgres', 'postgres'))
    writeFileSync(cible, await typesDeLaBase(base.urlFor('postgres', 'postgres')))
  } finally {
    await base.arreter()
    rmSync(dossier, { recursive: true, force: true })
  }
}
