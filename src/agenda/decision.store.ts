import { sql } from 'kysely'
import { enPoste, fonctionsQui } from '../moyens/index.ts'
import type { Jour, Moment } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Tranche } from '../platform/liste.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'moyens.vAgent'
  | 'creneaux.vType'
  | 'creneaux.vPlage'
>()

const lignes = (tx: Tx) =>
  db(tx)
    .selectFrom('agenda.aDecider as d')
    .innerJoin('agenda.convocation as c', jointure =>
      jointure.onRef('c.dossierId', '=', 'd.dossierId').onRef('c.id', '=', 'd.convocationId'),
    )
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .select(['d.dossierId', 'd.id', 'd.convocationId', 'd.motif', 'd.detail', 'd.decideeA'])
    .select([
      'c.entiteId',
      'c.etat',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      'c.type',
      'c.agentId',
      'c.lieuId',
      'c.lieu',
      'c.modalite',
      'c.collective',
    ])
    .select([
      'i.nomComplet as nom',
      'i.numero',
      'i.closA',
      't.libelle as typeLibelle',
      'a.nomComplet as agentNom',
      'p.agendaNom',
    ])

/**
 * One's own convocations; after a transfer, whoever has the dossier decides of what the former
 * service had planned.
 */
const deLEntite = (tx: Tx, entiteId: string) =>
  lignes(tx)
    .leftJoin('dossiers.vPriseEnChargeActuelle as prise', jointure =>
      jointure
        .onRef('prise.dossierId', '=', 'd.dossierId')
        .on('d.motif', '=', constante('transfert')),
    )
    .where(eb => eb.or([eb('c.entiteId', '=', entiteId), eb('prise.serviceId', '=', entiteId)]))

const enAttente = (tx: Tx, entiteId: string, moment: Moment) =>
  deLEntite(tx, entiteId)
    .where('d.decideeA', 'is', null)
    .where('i.closA', 'is', null)
    .where(eb =>
      eb.or([
        // What was cancelled and could not be given back waits until somebody decides, even past
        // its day.
        eb.and([
          eb('c.etat', '=', constante('annulee')),
          eb('d.motif', '=', constante('fin_annulee')),
        ]),
        eb.and([
          eb('c.etat', '=', constante('prevue')),
          eb.or([
            eb('c.le', '>', moment.le),
            eb.and([eb('c.le', '=', moment.le), eb('c.heure', '>', moment.heure)]),
          ]),
        ]),
      ]),
    )
/** Convocations to come of an entité that wait for a decision, by cause then by day. */
export const aDecider = (tx: Tx, entiteId: string, moment: Moment, tranche: Tranche) =>
  lister(
    enAttente(tx, entiteId, moment),
    {
      par: ['d.motif', { par: 'd.detail', vides: true }, 'c.le', 'c.heure'],
      cle: ['d.dossierId', 'd.id'],
    },
    tranche,
  )
/** How many lines that list has, as a value in a query of another module. */
export const combienADecider = (tx: Tx, entiteId: string, moment: Moment) =>
  sql<number>`(SELECT count(*)::int FROM (${enAttente(tx, entiteId, moment)}) x)`
export type LigneADecider = Awaited<ReturnType<typeof aDecider>>['lignes'][number]

type Choix = { dossierId: string; id: string }[]
export const choisies = (tx: Tx, entiteId: string, choix: Choix): Promise<LigneADecider[]> =>
  choix.length === 0
    ? Promise.resolve([])
    : deLEntite(tx, entiteId)
        .where(
          'd.dossierId',
          'in',
          choix.map(ligne => ligne.dossierId),
        )
        .where(
          'd.id',
          'in',
          choix.map(ligne => ligne.id),
        )
        .orderBy('c.le')
        .orderBy('c.heure')
        .orderBy('d.id')
        .execute()
/** Two agents who decide of one line come one after the other, in one order for all. */
export const verrouillerChoix = (tx: Tx, choix: Choix) =>
  db(tx)
    .selectFrom('agenda.aDecider')
    .select('id')
    .where(
      'dossierId',
      'in',
      choix.map(ligne => ligne.dossierId),
    )
    .where(
      'id',
      'in',
      choix.map(ligne => ligne.id),
    )
    .orderBy('dossierId')
    .orderBy('id')
    .forUpdate()
    .execute()
export const marquerGardee = (
  tx: Tx,
  donnees: { dossierId: string; id: string },
  par: string,
  instant: string,
) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: 'gardee', decideePar: par, decideeA: instant })
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.id)
    .where('decideeA', 'is', null)
    .execute()

/** Those who receive, present in the entité on each of these days. */
export const agentsQuiRecoivent = (tx: Tx, entiteId: string, jours: readonly string[]) =>
  db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet'])
    .where(eb => eb.or([eb('serviceId', '=', entiteId), eb('juridictionId', '=', entiteId)]))
    .where('fonction', 'in', fonctionsQui('recoit'))
    .where(
      enPoste(
        jours.reduce((un, autre) => (un < autre ? un : autre)),
        jours.reduce((un, autre) => (un > autre ? un : autre)),
      ),
    )
    .orderBy(nomFrancais('nom'))
    .orderBy(nomFrancais('prenom'))
    .orderBy('agentId')
    .execute()
/** What these people are otherwise convoked to from a day on. */
export const autresConvocations = (tx: Tx, dossiers: string[], du: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['dossierId', 'le', 'heure', 'dureeMinutes'])
    .where('dossierId', 'in', dossiers)
    .where('etat', '=', constante('prevue'))
    .where('le', '>=', du)
    .execute()

/** To the eve of `avant`: today is on the list of the day. */
type Periode = { entiteId: string; agentId: string | null; avant: Jour }
const passees = (tx: Tx, periode: Periode) => {
  const requete = db(tx)
    .selectFrom('agenda.convocation as c')
    .where('c.entiteId', '=', periode.entiteId)
    .where('c.le', '<', periode.avant)
  return periode.agentId ? requete.where('c.agentId', '=', periode.agentId) : requete
}
/** How many convocations there were since `du`, and how many of them nobody noted. */
export async function compterSansSuite(
  tx: Tx,
  plage: Periode & { du: Jour },
): Promise<{ sansSuite: number; passees: number }> {
  return passees(tx, plage)
    .where('c.le', '>=', plage.du)
    .select([
      sql<number>`count(*) FILTER (WHERE c.etat = 'prevue')`.as('sansSuite'),
      sql<number>`count(*) FILTER (WHERE c.etat <> ALL ('{annulee,reportee}'))`.as('passees'),
    ])
    .executeTakeFirstOrThrow()
}
/** Every past convocation that nobody noted, the latest first. */
export const sansSuite = (tx: Tx, periode: Periode, tranche: Tranche) => {
  const requete = passees(tx, periode)
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('agenda.arrivee as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'),
    )
    .select([
      'c.dossierId',
      'c.id',
      'c.le',
      'c.heure',
      't.libelle as typeLibelle',
      'i.nomComplet as nom',
      'a.nomComplet as agentNom',
      'r.arriveeA',
    ])
    .where('c.etat', '=', constante('prevue'))
  const ordre = ['c.le', 'c.heure'].map(par => ({ par, sens: 'desc' as const }))
  return lister(requete, { par: ordre, cle: ['c.dossierId', 'c.id'] }, tranche)
}
export type PageSansSuite = Awaited<ReturnType<typeof sansSuite>>
