import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { strFromU8, unzipSync } from 'fflate'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import {
  accorderLesNumeros,
  garderLesAnciensNumeros,
  ouvrirDApresLesFaits,
  type Renumerote,
  refuserUnMelange,
} from '../dossiers/index.ts'
import { recalculerLaBase } from '../echeances/index.ts'
import { cellulesTellesQuelles } from '../platform/csv.ts'
import { seConnecter } from '../platform/db/client.ts'
import {
  type AgentsAjoutes,
  agentsAjoutes,
  preparerLesRattachements,
  type Rattachee,
  rattacher,
  suivreLesRattachements,
} from './annuaire.store.ts'
import type { Manifeste } from './export.lecture.ts'
import type { Table } from './export.store.ts'

export type Restauree = { table: string; lues: number; ecrites: number }
export type Relecture = {
  tables: Restauree[]
  numeros: Renumerote[]
  rattachees: Rattachee[]
  agents: AgentsAjoutes
}
const nomSql = (nom: string) => nom.split('.').map(pg.escapeIdentifier).join('.')

/**
 * Reads an export back into the base of `url` (its owner's address), in one transaction:
 * everything, or nothing. What is already there is left as it is, so that a second run writes
 * nothing; a court, a service or an agent that is there under another identifier is that one. A
 * number that is another person's here is replaced, and remains a former one; a dossier that is
 * here and of which the export has more is refused (ADR 0055).
 */
export async function restaurer(
  url: string,
  fichier: string,
  surTable: (lues: number, total: number) => void = () => {},
): Promise<Relecture> {
  const zip = ouvrirLeZip(fichier)
  const manifeste = lireManifeste(zip)
  const client = await seConnecter(url)
  try {
    await client.query('BEGIN')
    await attendreUneAutreRelecture(client)
    await client.query(
      'CREATE TEMP TABLE deja_la ON COMMIT DROP AS SELECT dossier_id FROM dossiers.dossier',
    )
    const tables: Restauree[] = []
    const numeros: Renumerote[] = []
    const rattachees: Rattachee[] = []
    let agents: AgentsAjoutes = { sansCourriel: 0, memeCourriel: [] }
    await preparerLesRattachements(client)
    const ici = await tablesDIci(client, manifeste.tables)
    for (const [nombre, table] of organigrammeDAbord(manifeste.tables).entries()) {
      const octets = zip[`tables/${table.nom}.csv`]
      if (!octets) throw new Error(`Cet export est incomplet : tables/${table.nom}.csv manque.`)
      const faite = { table: table.nom, lues: 0, ecrites: 0 }
      tables.push(faite)
      surTable(nombre, manifeste.tables.length)
      if (estSansLigne(octets)) continue
      faite.lues = await lireTable(
        client,
        table,
        manifeste.version === 1 ? octets : cellulesTellesQuelles(octets),
      )
      if (rattachees.length > 0) await suivreLesRattachements(client, table)
      rattachees.push(...(await rattacher(client, table)))
      if (table.nom === 'moyens.agent') agents = await agentsAjoutes(client)
      if (table.nom === DOSSIERS) numeros.push(...(await accorderLesNumeros(client)))
      if (table.ressort === 'dossier')
        await refuserUnMelange(client, nomSql(table.nom), table.cle.map(pg.escapeIdentifier))
      faite.ecrites = await ecrireTable(client, table, ici.get(table.nom)?.gardiens ?? [])
      if (table.nom === DOSSIERS) await garderLesAnciensNumeros(client)
    }
    surTable(tables.length, tables.length)
    // Who sees what follows from the dossiers themselves, with the same ends as where they were
    // written.
    await ouvrirDApresLesFaits(client)
    await client.query('COMMIT')
    await recalculerLaBase(url)
    return { tables, numeros, rattachees, agents }
  } catch (erreur) {
    // Of a connection that is lost, what is said is why.
    await client.query('ROLLBACK').catch(() => {})
    throw enFrancais(erreur)
  } finally {
    await client.end()
  }
}

/**
 * One reads after the other: what is here, and which numbers are taken, is then certain to the end.
 */
const attendreUneAutreRelecture = (client: pg.ClientBase): Promise<unknown> =>
  client.query("SELECT pg_advisory_xact_lock(hashtext('echanges.restaurer'))")

function ouvrirLeZip(fichier: string): Record<string, Uint8Array> {
  const octets = readFileSync(fichier)
  try {
    return unzipSync(octets)
  } catch (erreur) {
    throw new Error(
      `« ${fichier} » ${octets.length === 0 ? 'est vide' : 'n’est pas un zip entier : il est coupé, abîmé, ou d’un autre genre'}. Recopiez-le d’où il vient et comparez les tailles, ou refaites l’export. Rien n’a été écrit.`,
      { cause: erreur },
    )
  }
}

/** Before the second, texts had no apostrophe before what a spreadsheet would run. */
const LUES = [1, 2]
function lireManifeste(zip: Record<string, Uint8Array>): Manifeste {
  const octets = zip['manifeste.json']
  if (!octets) throw new Error('Ce zip n’est pas un export de Fil rouge : manifeste.json manque.')
  const manifeste = JSON.parse(strFromU8(octets)) as Manifeste
  if (!LUES.includes(manifeste.version))
    throw new Error(
      `Cet export est de la version ${manifeste.version}, que cette version de Fil rouge ne lit pas.`,
    )
  return manifeste
}

const DOSSIERS = 'dossiers.dossier'
/**
 * A column may name a service or a court without a reference that says so: they come before
 * whatever may.
 */
const organigrammeDAbord = (tables: Table[]) => {
  const organigramme = (table: Table) => table.nom.startsWith('moyens.')
  return [...tables.filter(organigramme), ...tables.filter(table => !organigramme(table))]
}
const listeDe = (colonnes: Table['colonnes']) =>
  colonnes.map(colonne => pg.escapeIdentifier(colonne.nom)).join(', ')

/**
 * `gardiens`: triggers that forbid to change what is final; reading back is not a change.
 * Constraint triggers stay in force.
 */
type EnBase = { nom: string; colonnes: string[]; gardiens: string[] }
/** What the tables of the export are in this base, which must know each of their columns. */
async function tablesDIci(client: pg.ClientBase, tables: Table[]): Promise<Map<string, EnBase>> {
  const { rows } = await client.query<EnBase>(
    `SELECT t.nom,
       ARRAY(SELECT attname::text FROM pg_attribute
         WHERE attrelid = to_regclass(t.nom) AND attnum > 0 AND NOT attisdropped
         AND attgenerated = '') AS colonnes,
       ARRAY(SELECT tgname::text FROM pg_trigger
         WHERE tgrelid = to_regclass(t.nom) AND NOT tgisinternal AND tgconstraint = 0) AS gardiens
     FROM unnest($1::text[]) AS t (nom)`,
    [tables.map(table => table.nom)],
  )
  const ici = new Map(rows.map(enBase => [enBase.nom, enBase]))
  for (const { nom, colonnes } of tables) {
    const inconnue = colonnes.find(colonne => !ici.get(nom)?.colonnes.includes(colonne.nom))
    if (inconnue)
      throw new Error(
        `${nom}.${inconnue.nom} n’existe pas dans cette base : mettez-la d’abord à jour (fil-rouge migrer).`,
      )
  }
  return ici
}

const FIN_DE_LIGNE = 10
/** Its header, and no row: most tables of a service that has just begun. */
const estSansLigne = (octets: Uint8Array) =>
  [-1, octets.length - 1].includes(octets.indexOf(FIN_DE_LIGNE))
/**
 * In a temporary table, so that rows which are already there are told from the new ones by their
 * key; gives their number.
 */
async function lireTable(
  client: pg.Client,
  { nom, colonnes }: Table,
  octets: Uint8Array,
): Promise<number> {
  const liste = listeDe(colonnes)
  await client.query(
    `CREATE TEMP TABLE lue ON COMMIT DROP AS SELECT ${liste} FROM ${nomSql(nom)} WITH NO DATA`,
  )
  const copie = client.query(from(`COPY lue (${liste}) FROM STDIN (FORMAT csv, HEADER true)`))
  await pipeline(Readable.from([Buffer.from(octets)]), copie)
  return copie.rowCount ?? 0
}

/** Writes the rows that were read and are not there; gives their number. */
async function ecrireTable(
  client: pg.Client,
  { nom, colonnes, cle }: Table,
  gardiens: string[],
): Promise<number> {
  const liste = listeDe(colonnes)
  const garder = (verbe: 'ENABLE' | 'DISABLE') =>
    gardiens.length
      ? `ALTER TABLE ${nomSql(nom)} ${gardiens.map(gardien => `${verbe} TRIGGER ${pg.escapeIdentifier(gardien)}`).join(', ')};`
      : ''
  // A table with a deferred check still to come cannot be altered: what it refers to is already
  // there, so it is checked now.
  const faites = (await client.query(`
    ${garder('DISABLE')}
    INSERT INTO ${nomSql(nom)} (${liste}) OVERRIDING SYSTEM VALUE SELECT ${liste} FROM lue ON CONFLICT (${cle.map(pg.escapeIdentifier).join(', ')}) DO NOTHING;
    SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED;
    ${garder('ENABLE')}
    DROP TABLE lue`)) as unknown as pg.QueryResult[]
  return faites.find(faite => faite.command === 'INSERT')?.rowCount ?? 0
}

const DEUX_FOIS = '23505'
/**
 * Without its cause: what the base says of it quotes the row. The rest is said for all commands.
 */
function enFrancais(erreur: unknown): Error {
  if (!(erreur instanceof pg.DatabaseError) || !/^23/.test(erreur.code ?? ''))
    return erreur as Error
  const quoi = `${erreur.constraint ?? erreur.code}, ${erreur.table ?? 'table inconnue'}`
  return new Error(
    erreur.code === DEUX_FOIS
      ? `Ce que cet export apporte a été écrit dans la base pendant qu’il était lu (${quoi}). Rien n’a été écrit de l’export : relancez la même commande. Si elle le redit, c’est que l’export contredit ce qui est déjà dans la base.`
      : `Cet export contredit ce qui est déjà dans la base (${quoi}) : rien n’a été écrit.`,
  )
}
