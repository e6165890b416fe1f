import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import type { LigneLue } from './ressort.rules.ts'

const db = tables<'moyens'>()

/**
 * Who is competent for a commune; undefined when the table does not say, and then nobody guesses.
 */
export const ressortDe = (tx: Tx, communeCode: string) =>
  db(tx)
    .selectFrom('moyens.vRessort')
    .selectAll()
    .where('communeCode', '=', communeCode)
    .executeTakeFirst()
export type Ressort = NonNullable<Awaited<ReturnType<typeof ressortDe>>>

export const ressortsDe = (tx: Tx, codes: string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db(tx).selectFrom('moyens.vRessort').selectAll().where('communeCode', 'in', codes).execute()
export const ressortsDuDepartement = (tx: Tx, departement: string) =>
  db(tx).selectFrom('moyens.vRessort').selectAll().where('departement', '=', departement).execute()
export const tousLesRessorts = (tx: Tx) =>
  db(tx).selectFrom('moyens.vRessort').selectAll().orderBy('communeCode').execute()

/** By département: how many communes have a competent service, and how many have a court too. */
export const couverture = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.ressort')
    .select(eb => [
      'departement',
      eb.fn.countAll<number>().as('services'),
      eb.fn.count<number>('juridictionId').as('juridictions'),
      sql<string>`max(importe_a)`.as('dernierA'),
    ])
    .groupBy('departement')
    .orderBy('departement')
    .execute()

type Valeurs = {
  communeCode: string
  departement: string
  serviceId: string
  antenneId: string | null
  juridictionId: string | null
  source: 'import' | 'main'
  par: string
}
/** Lines are sent by thousands: one statement, all or nothing. */
export async function ecrireRessorts(tx: Tx, lignes: Valeurs[]): Promise<void> {
  await sql`
    INSERT INTO moyens.ressort (commune_code, departement, service_id, antenne_id, juridiction_id,
      source, par)
    SELECT x.commune_code, x.departement, x.service_id, x.antenne_id, x.juridiction_id, x.source,
      x.par
    FROM jsonb_to_recordset(${JSON.stringify(
      lignes.map(ligne => ({
        commune_code: ligne.communeCode,
        departement: ligne.departement,
        service_id: ligne.serviceId,
        antenne_id: ligne.antenneId,
        juridiction_id: ligne.juridictionId,
        source: ligne.source,
        par: ligne.par,
      })),
    )}::jsonb) AS x (commune_code text, departement text, service_id uuid, antenne_id uuid,
      juridiction_id uuid, source text, par uuid)
    ON CONFLICT (commune_code) DO UPDATE
      SET service_id = EXCLUDED.service_id, antenne_id = EXCLUDED.antenne_id,
      juridiction_id = EXCLUDED.juridiction_id, source = EXCLUDED.source, par = EXCLUDED.par,
        importe_a = now()`.execute(db(tx))
}

/**
 * Writers of the ressort come one after the other, whatever lines they write: what was previewed is
 * what is written.
 */
export const verrouillerLeRessort = (tx: Tx) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('moyens.ressort', 0))`.execute(db(tx))

export const insererImport = (
  tx: Tx,
  i: { fichierNom: string; lignes: LigneLue[]; deposePar: string },
) =>
  db(tx)
    .insertInto('moyens.ressortImport')
    .values({ ...i, lignes: JSON.stringify(i.lignes) })
    .returning('id')
    .executeTakeFirstOrThrow()
/** The import of who put it down. */
export const importParId = async (tx: Tx, id: string, par: string) => {
  const i = await db(tx)
    .selectFrom('moyens.ressortImport')
    .select(['id', 'fichierNom', 'lignes', 'ecritA'])
    .where('id', '=', id)
    .where('deposePar', '=', par)
    .executeTakeFirst()
  return i && { ...i, lignes: i.lignes as unknown as LigneLue[] }
}
/** Once written, what the file said is in the table: the file itself is forgotten. */
export const marquerEcrit = (tx: Tx, id: string) =>
  db(tx)
    .updateTable('moyens.ressortImport')
    .set({ ecritA: sql<string>`now()`, lignes: '[]' })
    .where('id', '=', id)
    .where('ecritA', 'is', null)
    .returning('id')
    .executeTakeFirst()
export const toutesLesAntennes = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.vAntenne')
    .select(['antenneId as id', 'nom', 'serviceId', 'fermeeLe'])
    .orderBy(nomFrancais('nom'))
    .orderBy('antenneId')
    .execute()
