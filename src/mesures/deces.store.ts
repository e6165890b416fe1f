import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

/** The day on which an act that stands says that the person died. */
export const decedeeLe = async (tx: Tx, dossierId: string): Promise<Jour | null> => {
  const { le } = await db(tx)
    .selectFrom('mesures.vActe')
    .select(eb => eb.fn.min<Jour | null>('le').as('le'))
    .where('dossierId', '=', dossierId)
    .where('causeFin', '=', constante('deces'))
    .executeTakeFirstOrThrow()
  return le
}
/** Who recorded it, and of what court, unless it is the service. */
export const quiANoteLeDeces = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vActe as a')
    .innerJoin('moyens.vAgent as g', 'g.agentId', 'a.saisiPar')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'g.juridictionId')
    .select(['g.nomComplet', 'j.nom as juridictionNom'])
    .where('a.dossierId', '=', dossierId)
    .where('a.causeFin', '=', constante('deces'))
    .orderBy('a.saisiA')
    .limit(1)
    .executeTakeFirst()
export const estDecedee = async (tx: Tx, dossierId: string): Promise<boolean> =>
  (await decedeeLe(tx, dossierId)) !== null
