import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'acces', 'moyens.vAgent'>()
const PAR_PAGE = 50

/** One's own readings and writings, the latest first; `page` begins at 1. One row more than a page tells whether another follows. */
export const monJournal = (tx: Tx, compteId: string, page: number) => journal(tx, page, [compteId])

/** What the agents of a service read and wrote. */
export async function journalDuService(tx: Tx, serviceId: string, page: number) {
  const agents = await db(tx).selectFrom('moyens.vAgent').select('agentId').where('serviceId', '=', serviceId).execute()
  return journal(
    tx,
    page,
    agents.map(a => a.agentId),
  )
}

async function journal(tx: Tx, page: number, comptes: string[]) {
  const parLecture = db(tx)
    .selectFrom('acces.journalLecture as l')
    .select(['l.a', 'l.compteId', 'l.dossierId', sql<string>`'lecture'`.as('genre'), 'l.route as acte'])
    .where('l.compteId', 'in', comptes)
    .where('l.dossierId', 'is not', null)
    .orderBy('l.a', 'desc')
    .limit(page * PAR_PAGE + 1)
  const parEcriture = db(tx)
    .selectFrom('acces.journalEcriture as e')
    .select(['e.a', sql<string>`e.compte_id`.as('compteId'), 'e.dossierId', sql<string>`'ecriture'`.as('genre'), 'e.commande as acte'])
    .where('e.compteId', 'in', comptes)
    .orderBy('e.a', 'desc')
    .limit(page * PAR_PAGE + 1)
  const lignes = await db(tx)
    .with('deux', qb =>
      qb
        .selectFrom(parLecture.as('l'))
        .selectAll()
        .unionAll(qb.selectFrom(parEcriture.as('e')).selectAll()),
    )
    .selectFrom('deux as j')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'j.compteId')
    .select(['j.a', 'j.genre', 'j.acte', 'j.dossierId', 'a.nomComplet'])
    .orderBy('j.a', 'desc')
    .offset((page - 1) * PAR_PAGE)
    .limit(PAR_PAGE + 1)
    .execute()
  return { lignes: lignes.slice(0, PAR_PAGE), suivante: lignes.length > PAR_PAGE }
}
