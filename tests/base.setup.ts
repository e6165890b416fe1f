import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hash } from '@node-rs/argon2'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { generer, MOT_DE_PASSE } from '../src/demonstration/index.ts'
import type { Jour } from '../src/platform/date.ts'
import { demarrerBase } from '../src/platform/db/embarque.ts'
import { migrer } from '../src/platform/db/migrateur.ts'

/** The day of the invented data and of the tests' clock: a Tuesday when every service is open. */
export const LE: Jour = '2026-11-24'

declare module 'vitest' {
  interface ProvidedContext {
    socket: string
  }
}

/**
 * Nothing here outlives the run, so that nothing waits for a disk. A query is planned once for a
 * connection, and not for each of its first five values: on a hundred people, planning was three
 * quarters of what a page asked of the base.
 */
const REGLAGES = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  plan_cache_mode: 'force_generic_plan',
}

// What the tests' own connections leave unsaid must not come from whoever runs them (PGPORT,
// PGSSLMODE…); their processes inherit this.
for (const nom of Object.keys(process.env)) if (/^PG[A-Z_]+$/.test(nom)) delete process.env[nom]

/**
 * One PostgreSQL for the whole run, with a migrated and filled model that each test file copies.
 */
export default async function preparer(projet: TestProject): Promise<() => Promise<void>> {
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-tests-'))
  const base = await demarrerBase(dossier, { reglages: REGLAGES })
  const client = new pg.Client({ connectionString: base.urlFor('postgres', 'postgres') })
  await client.connect()
  await client.query('CREATE DATABASE modele_vide')
  await migrer(base.urlFor('postgres', 'modele_vide'))
  await client.query('CREATE DATABASE modele TEMPLATE modele_vide')
  await generer(base.urlFor('postgres', 'modele'), { dossiers: 120, le: LE })
  await entrerSansPeine(base.urlFor('postgres', 'modele'))
  await client.end()
  projet.provide('socket', base.socket)
  return async () => {
    await base.arreter()
    rmSync(dossier, { recursive: true, force: true })
  }
}

/**
 * The password of the demonstration under the least cost: who signs in pays what the hash says, and
 * the tests sign in a thousand times.
 */
async function entrerSansPeine(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const hache = await hash(MOT_DE_PASSE, {
    algorithm: 2,
    memoryCost: 8,
    timeCost: 1,
    parallelism: 1,
  })
  await client.query('UPDATE acces.compte SET mot_de_passe = $1', [hache])
  await client.end()
}
