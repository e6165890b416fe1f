import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'moyens'>()

export const services = (tx: Tx) =>
  db(tx)
    .selectFrom('moyens.vService')
    .select(['serviceId', 'nom', 'departement', 'territoire', 'telephone', 'courriel'])
    .orderBy('nom')
    .execute()
export const antennesDuService = (tx: Tx, serviceId: string) =>
  db(tx).selectFrom('moyens.vAntenne').selectAll().where('serviceId', '=', serviceId).where('fermeeLe', 'is', null).orderBy('nom').execute()
export const antenneParId = (tx: Tx, antenneId: string) =>
  db(tx).selectFrom('moyens.vAntenne').selectAll().where('antenneId', '=', antenneId).executeTakeFirst()
export const juridictions = (tx: Tx) => db(tx).selectFrom('moyens.vJuridiction').selectAll().orderBy('nom').execute()
export const etablissements = (tx: Tx) => db(tx).selectFrom('moyens.vEtablissement').selectAll().orderBy('nom').execute()
/** Agents present on a day in a service; `fonctions` keeps only these. */
export const agentsDuService = (tx: Tx, serviceId: string, le: string, fonctions?: readonly string[]) => {
  let q = db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet', 'nom', 'prenom', 'fonction', 'profil', 'antenneId', 'telephone', 'courriel'])
    .where('serviceId', '=', serviceId)
    .where('arriveLe', '<=', le)
    .where(eb => eb.or([eb('partiLe', 'is', null), eb('partiLe', '>=', le)]))
    .orderBy('nom')
  if (fonctions) q = q.where('fonction', 'in', [...fonctions])
  return q.execute()
}
export const agentParId = (tx: Tx, agentId: string) =>
  db(tx).selectFrom('moyens.vAgent').selectAll().where('agentId', '=', agentId).executeTakeFirst()
export const insererAgent = (
  tx: Tx,
  a: { nom: string; prenom: string; fonction: string; arriveLe: string; serviceId?: string; juridictionId?: string; antenneId?: string },
) => db(tx).insertInto('moyens.agent').values(a).returning('id').executeTakeFirstOrThrow()
