import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { listerSansFin, type Tranche } from '../platform/liste.ts'

const db = tables<'acces', 'moyens.vAgent'>()

/** One's own readings and writings, the latest first. */
export const monJournal = (tx: Tx, compteId: string, tranche: Tranche) => journal(tx, [compteId], tranche)

/** What the agents of a service read and wrote. */
export async function journalDuService(tx: Tx, serviceId: string, tranche: Tranche) {
  const agents = await db(tx).selectFrom('moyens.vAgent').select('agentId').where('serviceId', '=', serviceId).execute()
  return journal(
    tx,
    agents.map(a => a.agentId),
    tranche,
  )
}

function journal(tx: Tx, comptes: string[], tranche: Tranche) {
  const parLecture = db(tx)
    .selectFrom('acces.journalLecture as l')
    .select(['l.id', 'l.a', 'l.compteId', 'l.dossierId', sql<string>`'lecture'`.as('genre'), 'l.route as acte', 'l.motif'])
    .where('l.compteId', 'in', comptes)
    .where('l.dossierId', 'is not', null)
  const parEcriture = db(tx)
    .selectFrom('acces.journalEcriture as e')
    .select([
      'e.id',
      'e.a',
      sql<string>`e.compte_id`.as('compteId'),
      'e.dossierId',
      sql<string>`'ecriture'`.as('genre'),
      'e.commande as acte',
      // Why somebody wrote is theirs to say in the dossier: the journal gives the motive of readings alone.
      sql<string | null>`NULL`.as('motif'),
    ])
    .where('e.compteId', 'in', comptes)
  const deux = db(tx)
    .selectFrom(parLecture.unionAll(parEcriture).as('j'))
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'j.compteId')
    .select(['j.id', 'j.a', 'j.genre', 'j.acte', 'j.motif', 'j.dossierId', 'a.nomComplet'])
    .select(sql<boolean>`dossiers.ouvert(j.dossier_id)`.as('ouvert'))
  return listerSansFin(deux, { par: [{ par: 'j.a', sens: 'desc' }], cle: ['j.genre', 'j.id'] }, tranche)
}
