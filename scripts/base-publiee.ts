import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { ouvrirPool } from '../src/platform/db/client.ts'

/**
 * Keeps the rows of a base of the present release (`tests/publiees/<commit>.json.gz`), which every
 * later one must be able to migrate: `tsx scripts/base-publiee.ts <commit> postgres://…`, on a
 * demonstration of twenty-four dossiers. Done once at each release.
 */
const [commit, url] = process.argv.slice(2)
if (!commit || !url)
  throw new Error(
    'say which release and which base: tsx scripts/base-publiee.ts <commit> postgres://…',
  )
const pool = ouvrirPool(url, { max: 1 })
const { rows: noms } = await pool.query<{ nom: string }>(
  `SELECT format('%I.%I', schemaname, tablename) AS nom FROM pg_tables
   WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'public', 'graphile_worker')
   ORDER BY 1`,
)
const tables: Record<string, unknown[]> = {}
for (const { nom } of noms) {
  const { rows } = await pool.query<{ ligne: unknown }>(`SELECT to_jsonb(x) AS ligne FROM ${nom} x`)
  if (rows.length > 0) tables[nom] = rows.map(ligne => ligne.ligne)
}
const { rows: faites } = await pool.query<{ name: string }>(
  'SELECT name FROM public.kysely_migration ORDER BY name DESC LIMIT 1',
)
await pool.end()
writeFileSync(
  new URL(`../tests/publiees/${commit}.json.gz`, import.meta.url),
  gzipSync(JSON.stringify({ derniere: faites[0]?.name, tables }), { level: 9 }),
)
