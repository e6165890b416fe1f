import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda', 'dossiers.vIdentite' | 'moyens.vAgent' | 'creneaux.vType' | 'creneaux.vPlage'>()

/** The people convoked on a day in an entité, for the desk: hour, name, agent, and who has come. */
export const listeDuJour = (tx: Tx, entiteId: string, le: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .innerJoin('creneaux.vType as t', j => j.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'))
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .leftJoin('agenda.arrivee as r', j => j.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'))
    .select([
      'c.id',
      'c.dossierId',
      'c.le',
      'c.heure',
      'c.etat',
      'c.lieuId',
      'c.lieu',
      'c.agentId',
      'c.plageId',
      'c.collective',
      'c.modalite',
    ])
    .select(['i.nomComplet', 'i.naissanceLe', 'i.numero', 'i.interprete', 't.libelle as typeLibelle'])
    .select(['a.nomComplet as agentNom', 'p.agendaNom', 'p.intitule', 'r.arriveeA'])
    .where('c.entiteId', '=', entiteId)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', ['annulee', 'reportee'])
    .orderBy('c.heure')
    .orderBy('i.nomComplet')
    .execute()
export type LigneDuJour = Awaited<ReturnType<typeof listeDuJour>>[number]

/** The convocation as the desk must find it, locked: two desks never write on one line at once. */
export const verrouillerPourLAccueil = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .select(['c.entiteId', 'c.etat', 'c.le', 'c.heure'])
    .select(eb =>
      eb
        .exists(
          eb
            .selectFrom('agenda.arrivee as r')
            .select('r.arriveeA')
            .whereRef('r.dossierId', '=', 'c.dossierId')
            .whereRef('r.convocationId', '=', 'c.id'),
        )
        .$castTo<boolean>()
        .as('arrivee'),
    )
    .where('c.dossierId', '=', dossierId)
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()

export const pointer = (tx: Tx, a: { dossierId: string; convocationId: string; arriveeA: string; pointeePar: string }) =>
  db(tx)
    .insertInto('agenda.arrivee')
    .values(a)
    .onConflict(oc => oc.columns(['dossierId', 'convocationId']).doNothing())
    .execute()
export const depointer = (tx: Tx, dossierId: string, convocationId: string) =>
  db(tx).deleteFrom('agenda.arrivee').where('dossierId', '=', dossierId).where('convocationId', '=', convocationId).execute()
