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
  return vuesExactes(texte, nulles)
    .replace(
      /export type Timestamp = .*/,
      'export type Timestamp = ColumnType<string, string, string>;',
    )
    .replace(/export type Int8 = .*/, 'export type Int8 = number;')
    .replace(/export type Numeric = .*/, 'export type Numeric = number;')
}

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
  const chameau = (mot: string) =>
    mot.replace(/_(\w)/g, (_, lettre: string) => lettre.toUpperCase())
  return new Map(
    rows.map(({ schema, nom, texte }) => {
      const liste = /^NULL:(.*)$/.exec(texte ?? '')
      if (!liste)
        throw new Error(
          `the view ${schema}.${nom} does not say which columns may be NULL (COMMENT ON VIEW)`,
        )
      const colonnes = (liste[1] ?? '').split(',').map(morceau => chameau(morceau.trim()))
      return [chameau(`_${schema}_${nom}`), new Set(colonnes)]
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
