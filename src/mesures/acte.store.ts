import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

const jsonDe = (valeur: unknown) => (valeur === null ? null : JSON.stringify(valeur))

/** Acts of a dossier that stand, in their order; those of one measure where it is named. */
export const actesDuDossier = (tx: Tx, dossierId: string, mesureId?: string) => {
  const requete = db(tx)
    .selectFrom('mesures.vActe as a')
    .leftJoin('moyens.vAgent as g', 'g.agentId', 'a.saisiPar')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'a.decisionJuridictionId')
    .selectAll('a')
    .select([
      'a.acteId as id',
      'g.nomComplet as saisiParNom',
      'g.juridictionId as saisiParJuridictionId',
      'j.nom as decisionJuridictionNom',
    ])
    .where('a.dossierId', '=', dossierId)
    .orderBy('a.rang')
    .orderBy('a.acteId')
  return (mesureId ? requete.where('a.mesureId', '=', mesureId) : requete).execute()
}
export type Acte = Awaited<ReturnType<typeof actesDuDossier>>[number]
/**
 * Every act that a measure has had, those annulled included: for its history, and for nothing else.
 */
export const histoireDeLaMesure = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.acte as a')
    .leftJoin('moyens.vAgent as g', 'g.agentId', 'a.annulePar')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'a.decisionJuridictionId')
    .selectAll('a')
    .select(['g.nomComplet as annuleParNom', 'j.nom as decisionJuridictionNom'])
    .where('a.dossierId', '=', dossierId)
    .where('a.mesureId', '=', mesureId)
    .orderBy('a.saisiA')
    .orderBy('a.id')
    .execute()
export type ActeDHistoire = Awaited<ReturnType<typeof histoireDeLaMesure>>[number]
/**
 * Acts and measures by their ids, those annulled or withdrawn included: what news are about, for
 * whoever sees the dossier.
 */
export const actesEtMesures = (tx: Tx, ids: readonly string[]) =>
  db(tx)
    .selectFrom('mesures.acte as a')
    .innerJoin('mesures.mesure as m', jointure =>
      jointure.onRef('m.dossierId', '=', 'a.dossierId').onRef('m.id', '=', 'a.mesureId'),
    )
    .select(['a.id', 'a.acte', 'm.nature', 'm.decisionLe'])
    .where('a.id', 'in', ids)
    .unionAll(
      db(tx)
        .selectFrom('mesures.mesure as m')
        .select(['m.id', sql<string>`''`.as('acte'), 'm.nature', 'm.decisionLe'])
        .where('m.id', 'in', ids),
    )
    .execute()
type NouvelActe = {
  dossierId: string
  mesureId: string
  rang: number
  acte: string
  de: string
  vers: string
  le: Jour
  auteur: string
  decision: string | null
  avisPersonne: string | null
  contenu: unknown
  debutLe: Jour | null
  termeLe: Jour | null
  causeFin: Mot<'mesures.acte', 'causeFin'> | null
  hote: Mot<'mesures.acte', 'hote'> | null
  hoteHabiliteLe: Jour | null
  tigParSemaine: number | null
  emploiParSemaine: number | null
  numero: string | null
  sansNumero: boolean
  decisionLe: Jour | null
  decisionJuridictionId: string | null
  decisionVue: boolean
  partieMois: number | null
  partieJours: number | null
  saisiPar: string
}
export const insererActe = (tx: Tx, nouvel: NouvelActe) =>
  db(tx)
    .insertInto('mesures.acte')
    .values({ ...nouvel, contenu: jsonDe(nouvel.contenu) })
    .returning('id')
    .executeTakeFirstOrThrow()
/**
 * The act stays in the history, with who undid it and why; the views say what it brought and lifted
 * as before it.
 */
export const annulerActe = (
  tx: Tx,
  acte: { dossierId: string; acteId: string; annulePar: string; annuleMotif: string },
) =>
  db(tx)
    .updateTable('mesures.acte')
    .set({ annuleA: sql`now()`, annulePar: acte.annulePar, annuleMotif: acte.annuleMotif })
    .where('dossierId', '=', acte.dossierId)
    .where('id', '=', acte.acteId)
    .execute()
