import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import type { Devenir } from './dessaisissement.rules.ts'

const db = tables<'dossiers', 'moyens.vService' | 'moyens.vJuridiction' | 'moyens.vAgent'>()

/** The transfer of this dossier that waits for an answer, whichever way it was opened. */
export const transfertEnCours = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.transfert as t')
    .innerJoin('moyens.vService as de', 'de.serviceId', 't.deServiceId')
    .innerJoin('moyens.vService as vers', 'vers.serviceId', 't.versServiceId')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 't.demandeurJuridictionId')
    .selectAll('t')
    .select(['de.nom as deNom', 'vers.nom as versNom', 'j.nom as demandeurNom'])
    .where('t.dossierId', '=', dossierId)
    .where('t.etat', '=', constante('propose'))
    .executeTakeFirst()
export type TransfertEnCours = NonNullable<Awaited<ReturnType<typeof transfertEnCours>>>

export const transfertParId = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('dossiers.transfert as t')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 't.reponduPar')
    .selectAll('t')
    .select('a.nomComplet as reponduParNom')
    .where('t.dossierId', '=', dossierId)
    .where('t.id', '=', id)
    .executeTakeFirst()
export const insererTransfert = (
  tx: Tx,
  transfert: {
    dossierId: string
    deServiceId: string
    versServiceId: string
    motif: string
    proposePar: string
  },
) =>
  db(tx)
    .insertInto('dossiers.transfert')
    .values(transfert)
    .returning('id')
    .executeTakeFirstOrThrow()

type Reponse = { reponduPar: string } & (
  | { etat: 'accepte'; convocations: Devenir; parSilence: boolean }
  | { etat: 'refuse'; motifRefus: string }
  | { etat: 'annule' }
)
/** Answered at the instant of the base: it takes no other. */
export const repondreTransfert = (tx: Tx, dossierId: string, id: string, reponse: Reponse) =>
  db(tx)
    .updateTable('dossiers.transfert')
    .set(reponse)
    .set({ reponduA: sql`now()` })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('etat', '=', constante('propose'))
    .execute()

/**
 * A transfer or a request of the acting entité, whichever way: who, why, what was answered, by
 * whom.
 */
export type Transfert = {
  transfertId: string
  personneId: string
  nomComplet: string
  naissanceLe: Jour
  sens: 'proposition' | 'demande'
  deServiceId: string
  deNom: string
  versServiceId: string
  versNom: string
  demandeurNom: string | null
  motif: string
  proposeA: string
  proposeParNom: string
  etat: string
  reponduA: string | null
  reponduParNom: string | null
  motifRefus: string | null
  parSilence: boolean
  convocations: Devenir | null
  visible: boolean
}
/** Those that wait, then those answered since `depuisA`, the latest first. */
export const transfertsDeMonService = async (tx: Tx, depuisA: string): Promise<Transfert[]> =>
  (
    await sql<Transfert>`SELECT * FROM
      dossiers.transferts_de_mon_service(${depuisA}::timestamptz)`.execute(db(tx))
  ).rows
/** One of them, named by its person too. */
export const transfertDeMonService = async (
  tx: Tx,
  personneId: string,
  transfertId: string,
): Promise<Transfert | undefined> => {
  const { rows } = await sql<Transfert>`
    SELECT * FROM dossiers.transferts_de_mon_service('infinity'::timestamptz,
      ${transfertId}::uuid) t WHERE t.personne_id = ${personneId}::uuid`.execute(db(tx))
  return rows[0]
}
