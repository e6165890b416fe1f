import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'moyens.vAgent'
  | 'moyens.vEtablissement'
  | 'moyens.vAntenne'
  | 'creneaux.vPlage'
>()

type Seance = { entiteId: string; plageId: string; le: Jour; heure: string }

/**
 * Sessions where somebody is convoked, between two days: those that the agenda no longer holds are
 * among them.
 */
export const seancesConvoquees = (tx: Tx, donnees: { entiteId: string; du: Jour; au: Jour }) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .select(['p.plageId', 'c.le', 'c.heure', 'p.capacite', 'p.intitule', 'p.agendaNom', 'p.lieuId'])
    .select([
      sql<number>`count(*) FILTER (WHERE c.etat <> ALL ('{annulee,reportee}'))`.as('inscrits'),
      sql<number>`count(*) FILTER (WHERE c.etat = 'prevue')`.as('prevus'),
    ])
    .where('c.entiteId', '=', donnees.entiteId)
    .where('c.le', '>=', donnees.du)
    .where('c.le', '<=', donnees.au)
    .where('c.collective', '=', constante(true))
    .groupBy([
      'p.plageId',
      'c.le',
      'c.heure',
      'p.capacite',
      'p.intitule',
      'p.agendaNom',
      'p.lieuId',
    ])
    .having(sql<boolean>`count(*) FILTER (WHERE c.etat <> ALL ('{annulee,reportee}')) > 0`)
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('p.plageId')
    .execute()

/** The people of one session, by name. */
export const participants = (tx: Tx, seance: Seance) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('agenda.arrivee as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'),
    )
    .select([
      'c.dossierId',
      'c.id',
      'c.etat',
      'c.le',
      'c.heure',
      'c.type',
      'c.dureeMinutes',
      'i.nomComplet as nom',
      'i.numero',
      'i.interprete',
    ])
    .select(['a.nomComplet as agentNom', 'r.arriveeA', 'r.partieA'])
    .where('c.entiteId', '=', seance.entiteId)
    .where('c.le', '=', seance.le)
    .where('c.heure', '=', seance.heure)
    .where('c.plageId', '=', seance.plageId)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.id')
    .execute()
/** Those whose convocation to it was cancelled and stands so, by name. */
export const annules = (tx: Tx, seance: Seance) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .select(['c.dossierId', 'c.id', 'i.nomComplet as nom'])
    .where('c.entiteId', '=', seance.entiteId)
    .where('c.le', '=', seance.le)
    .where('c.heure', '=', seance.heure)
    .where('c.plageId', '=', seance.plageId)
    .where('c.etat', '=', constante('annulee'))
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.id')
    .execute()
export type Participant = Awaited<ReturnType<typeof participants>>[number]

/**
 * Locks the lines of a session in one order for all, so that two who note it come one after the
 * other.
 */
export const verrouillerParticipants = (tx: Tx, seance: Seance) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .select(['c.dossierId', 'c.id', 'c.etat', 'c.le', 'c.heure'])
    .where('c.entiteId', '=', seance.entiteId)
    .where('c.le', '=', seance.le)
    .where('c.heure', '=', seance.heure)
    .where('c.plageId', '=', seance.plageId)
    .orderBy('c.dossierId')
    .orderBy('c.id')
    .forUpdate()
    .execute()

/**
 * Who adds to an agenda waits for the one before: places are counted once the other has written.
 */
export const prendreLAgenda = (tx: Tx, agendaId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`seance:${agendaId}`}, 0))`.execute(db(tx))

type Personne = {
  dossierId: string
  nom: string
  numero: string
  naissanceLe: Jour
  clos: boolean
}
const personne = (tx: Tx) =>
  db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .leftJoin('moyens.vEtablissement as e', 'e.etablissementId', 'i.etablissementId')
    .select(['i.dossierId', 'i.nomComplet as nom', 'i.numero', 'i.naissanceLe'])
    .select(eb => eb('i.closA', 'is not', null).$castTo<boolean>().as('clos'))
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('i.dossierId')
/**
 * `detention` is the establishment that keeps somebody away from this place; a session inside it is
 * where they are.
 */
export const personnesChoisies = (tx: Tx, ids: string[], lieuId: string) =>
  personne(tx)
    .leftJoin('moyens.vAntenne as t', jointure => jointure.on('t.antenneId', '=', lieuId))
    .select(
      sql<
        string | null
      >`CASE WHEN t.etablissement_id = i.etablissement_id THEN NULL ELSE e.nom END`.as('detention'),
    )
    .where('i.dossierId', 'in', ids)
    .execute()
export const personnesParNumero = (tx: Tx, numeros: string[]): Promise<Personne[]> =>
  numeros.length === 0
    ? Promise.resolve([])
    : personne(tx)
        .where(
          'i.dossierId',
          'in',
          sql<string>`(SELECT dossiers.de_la_saisie(n) FROM unnest(${numeros}::text[]) AS n)`,
        )
        .execute()

/** What these people are already convoked to during a moment. */
export const convoquesAlors = (
  tx: Tx,
  ids: string[],
  donnees: { le: Jour; heure: string; dureeMinutes: number },
) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .select(['c.dossierId', 'c.heure', 'c.lieu', 'c.plageId', 'c.le'])
    .where('c.dossierId', 'in', ids)
    .where('c.etat', '=', constante('prevue'))
    .where(
      sql<boolean>`c.creneau && tsrange(${donnees.le}::date + ${donnees.heure}::time,
        ${donnees.le}::date + ${donnees.heure}::time + ${donnees.dureeMinutes}::int * interval
        '1 minute')`,
    )
    .execute()
