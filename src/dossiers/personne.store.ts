import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

export const personne = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.personne as p')
    .innerJoin('dossiers.dossier as d', 'd.dossierId', 'p.dossierId')
    .selectAll('p')
    .select(['d.numero', 'd.numeroAppi', 'd.closA', 'd.fusionneDans'])
    .where('p.dossierId', '=', dossierId)
    .executeTakeFirst()

/** The sheets of these people, to compare with. */
export const personnes = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('dossiers.personne as p')
        .innerJoin('dossiers.dossier as d', 'd.dossierId', 'p.dossierId')
        .selectAll('p')
        .select('d.numeroAppi')
        .where('p.dossierId', 'in', dossierIds)
        .execute()

export type Personne = Record<string, unknown>

/** Writes the sheet over what it was, which is kept as one of its versions. */
export async function corrigerPersonne(
  tx: Tx,
  avant: { dossierId: string; version: number },
  { valeurs, numeroAppi, par }: { valeurs: Personne; numeroAppi: string | null; par: string },
) {
  const { dossierId, version } = avant
  await db(tx)
    .insertInto('dossiers.personneVersion')
    .values({ dossierId, version, valeurs: JSON.stringify(avant), remplaceePar: par })
    .execute()
  await db(tx)
    .updateTable('dossiers.personne')
    .set({ ...valeurs, version: version + 1, modifiePar: par, modifieA: sql<string>`now()` })
    .where('dossierId', '=', dossierId)
    .execute()
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ numeroAppi })
    .where('dossierId', '=', dossierId)
    .execute()
}
export const versionsDePersonne = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.personneVersion as v')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'v.remplaceePar')
    .select(['v.version', 'v.valeurs', 'v.remplaceeA', 'a.nomComplet'])
    .where('v.dossierId', '=', dossierId)
    .orderBy('v.version', 'desc')
    .execute()
