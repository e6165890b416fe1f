import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Tx, tables } from '../platform/db/index.ts'
import type { Lien } from './rattachement.rules.ts'

const db = tables<'agenda', 'creneaux.vType'>()

/** Which measures a convocation serves, and whether somebody has said so. */
export type Rattachement = { liens: Lien[]; dites: boolean }

export const liensDe = (tx: Tx, dossierId: string, convocationId: string): Promise<Lien[]> =>
  db(tx)
    .selectFrom('agenda.convocationMesure')
    .select(['mesureId', 'devoir'])
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .orderBy('mesureId')
    .execute()
/** Whether somebody has said which measures it serves, and which fact said it last. */
export async function dires(
  tx: Tx,
  dossierId: string,
  convocationId: string,
): Promise<{ dites: boolean; causeId: string | null }> {
  const convocation = await db(tx)
    .selectFrom('agenda.convocation as c')
    .select(expression => [
      'c.mesuresDitesA',
      expression
        .selectFrom('agenda.etatDeConvocation as e')
        .select('e.causeId')
        .whereRef('e.dossierId', '=', 'c.dossierId')
        .whereRef('e.convocationId', '=', 'c.id')
        .where('e.etat', '=', constante('rattachee'))
        .orderBy('e.a', 'desc')
        .orderBy('e.id', 'desc')
        .limit(1)
        .as('causeId'),
    ])
    .where('c.dossierId', '=', dossierId)
    .where('c.id', '=', convocationId)
    .executeTakeFirstOrThrow()
  return { dites: convocation.mesuresDitesA !== null, causeId: convocation.causeId }
}
export async function ecrireLiens(
  tx: Tx,
  dossierId: string,
  convocationId: string,
  { liens, dites }: Rattachement,
): Promise<void> {
  await db(tx)
    .deleteFrom('agenda.convocationMesure')
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .execute()
  if (liens.length > 0)
    await db(tx)
      .insertInto('agenda.convocationMesure')
      .values(liens.map(lien => ({ dossierId, convocationId, ...lien })))
      .execute()
  await db(tx)
    .updateTable('agenda.convocation')
    .set({ mesuresDitesA: dites ? sql<string>`now()` : null })
    .where('dossierId', '=', dossierId)
    .where('id', '=', convocationId)
    .execute()
}
const enCours = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .select([
      'c.id as convocationId',
      'c.le',
      'c.heure',
      'c.etat',
      'c.origine',
      'c.audienceLe',
      'c.numeroParquet',
      'c.decisionJuridictionId',
      't.libelle as typeLibelle',
    ])
    .where('c.dossierId', '=', dossierId)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
    .orderBy('c.le', 'desc')
    .orderBy('c.heure', 'desc')
    .orderBy('c.id')
/**
 * Convocations of a dossier of which nobody has said which measure they serve; those cancelled or
 * put off serve none.
 */
export const sansMesure = (tx: Tx, dossierId: string) =>
  enCours(tx, dossierId).where('c.mesuresDitesA', 'is', null).execute()
/**
 * Those that a measure being recorded may be about: unsaid since a day, or handed over at a
 * hearing, which may decide several measures.
 */
export const aRattacher = (tx: Tx, dossierId: string, depuis: Jour) =>
  enCours(tx, dossierId)
    .select('c.mesuresDitesA')
    .where('c.le', '>=', depuis)
    .where(expression =>
      expression.or([
        expression('c.mesuresDitesA', 'is', null),
        expression('c.decisionJuridictionId', 'is not', null),
      ]),
    )
    .execute()
