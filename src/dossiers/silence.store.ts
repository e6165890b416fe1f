import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { type RegleDeSilence, silenceParDefaut } from './dessaisissement.rules.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

/** The rule of silence of a service on a day; the tool's own where it wrote none. */
export async function regleDeSilence(tx: Tx, serviceId: string, le: Jour): Promise<RegleDeSilence> {
  const regle = await db(tx)
    .selectFrom('dossiers.regleDeSilence')
    .select(['jours', 'relanceJours', 'vaut', 'du'])
    .where('serviceId', '=', serviceId)
    .where('du', '<=', le)
    .orderBy('du', 'desc')
    .executeTakeFirst()
  return (regle as RegleDeSilence | undefined) ?? silenceParDefaut
}
export const reglesDeSilence = (tx: Tx, serviceId: string) =>
  db(tx)
    .selectFrom('dossiers.regleDeSilence as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.ecritePar')
    .select(['r.du', 'r.jours', 'r.relanceJours', 'r.vaut', 'r.ecriteA', 'a.nomComplet'])
    .where('r.serviceId', '=', serviceId)
    .orderBy('r.du', 'desc')
    .execute()
export const insererRegleDeSilence = (
  tx: Tx,
  regleDeSilence: {
    serviceId: string
    du: Jour
    jours: number
    relanceJours: number
    vaut: Mot<'dossiers.regleDeSilence', 'vaut'>
    ecritePar: string
    ecriteA: string
  },
) => db(tx).insertInto('dossiers.regleDeSilence').values(regleDeSilence).execute()

/**
 * The service for which a dossier was asked enters its périmètre once the delay has passed in
 * silence.
 */
export const ouvrirParSilence = (tx: Tx, personneId: string, transfertId: string, le: Jour) =>
  sql`SELECT dossiers.ouvrir_par_silence(${personneId}::uuid, ${transfertId}::uuid,
    ${le}::date)`.execute(db(tx))
