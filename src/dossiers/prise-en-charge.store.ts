import { sql } from 'kysely'
import { fonctionsQui } from '../moyens/index.ts'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<'dossiers', 'moyens.vAgent' | 'moyens.vService'>()

export const priseActuelle = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where('finA', 'is', null)
    .executeTakeFirst()

export const prise = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * Ends the present link and opens the next one at the same instant: the chain has neither gap nor
 * overlap.
 */
export async function enchainer(
  tx: Tx,
  dossierId: string,
  suite: {
    serviceId: string
    antenneId: string | null
    referentId: string | null
    motif: string
    decideePar: string
  },
): Promise<{ id: string }> {
  const actuelle = await db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .select([
      'id',
      sql<string>`greatest(clock_timestamp(), debut_a + interval '1 microsecond')::text`.as(
        'instant',
      ),
    ])
    .where('dossierId', '=', dossierId)
    .where('finA', 'is', null)
    .executeTakeFirstOrThrow()
  await db(tx)
    .updateTable('dossiers.priseEnCharge')
    .set({ finA: actuelle.instant })
    .where('dossierId', '=', dossierId)
    .where('id', '=', actuelle.id)
    .execute()
  return db(tx)
    .insertInto('dossiers.priseEnCharge')
    .values({ dossierId, ...suite, debutA: actuelle.instant, precedenteId: actuelle.id })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export const chaine = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge as p')
    .innerJoin('moyens.vService as s', 's.serviceId', 'p.serviceId')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .select([
      'p.id',
      'p.debutA',
      'p.finA',
      'p.motif',
      's.nom as serviceNom',
      'r.nomComplet as referentNom',
    ])
    .where('p.dossierId', '=', dossierId)
    .orderBy('p.debutA')
    .orderBy('p.id')
    .execute()

/** Each agent there with the number of open dossiers that they follow. */
export const charges = (tx: Tx, serviceId: string, aujourdhui: Jour) =>
  db(tx)
    .selectFrom('moyens.vAgent as a')
    .leftJoin('dossiers.priseEnCharge as p', jointure =>
      jointure.onRef('p.referentId', '=', 'a.agentId').on('p.finA', 'is', null),
    )
    // A link outlives the closing of its dossier (the thread is not broken), but weighs on nobody.
    .leftJoin('dossiers.dossier as d', jointure =>
      jointure.onRef('d.dossierId', '=', 'p.dossierId').on('d.closA', 'is', null),
    )
    .select([
      'a.agentId',
      'a.nomComplet',
      'a.fonction',
      'a.profil',
      eb => eb.fn.count<number>('d.dossierId').as('dossiers'),
    ])
    .where('a.serviceId', '=', serviceId)
    .where('a.arriveLe', '<=', aujourdhui)
    .where('a.partiLe', 'is', null)
    .where('a.fonction', 'in', fonctionsQui('suit'))
    .groupBy(['a.agentId', 'a.nomComplet', 'a.fonction', 'a.profil', 'a.nom', 'a.prenom'])
    .orderBy(nomFrancais('a.nom'))
    .orderBy(nomFrancais('a.prenom'))
    .orderBy('a.agentId')
    .execute()

/**
 * How many open dossiers this agent follows, wherever they are: counted for all, since a row of
 * another périmètre counts too.
 */
export const dossiersSuivis = async (tx: Tx, agentId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT dossiers.suivis_par(${agentId}) AS n`.execute(
    db(tx),
  )
  return Number(rows[0]?.n ?? 0)
}
