import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import type { CasesDites } from './condamnation.rules.ts'
import type { FinDuSuivi } from './mesure.faits.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

export const mesuresDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vMesure as m')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .selectAll('m')
    .select('j.nom as juridictionNom')
    .where('m.dossierId', '=', dossierId)
    .orderBy('m.debutLe', 'desc')
    .orderBy('m.mesureId')
    .execute()
export const mesuresDesDossiers = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('mesures.vMesure')
        .select(['dossierId', 'nature', 'decisionLe', 'debutLe'])
        .where('dossierId', 'in', dossierIds)
        .execute()
export const mesureParId = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.vMesure as m')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .selectAll('m')
    .select('j.nom as juridictionNom')
    .where('m.dossierId', '=', dossierId)
    .where('m.mesureId', '=', mesureId)
    .executeTakeFirst()
export const obligationsDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vObligation')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('rang')
    .orderBy('obligationId')
    .execute()
export const obligationsDeLaMesure = async (tx: Tx, dossierId: string, mesureId: string) =>
  (await obligationsDuDossier(tx, dossierId)).filter(obligation => obligation.mesureId === mesureId)
export const piecesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vPiece')
    .select(['pieceId as id', 'libelle', 'attendueDe', 'demandeeLe', 'recueLe'])
    .where('dossierId', '=', dossierId)
    .orderBy('demandeeLe')
    .orderBy('pieceId')
    .execute()

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
/** The function and the juridiction of who recorded a measure. */
export const saisieParQui = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.mesure as m')
    .innerJoin('moyens.vAgent as g', 'g.agentId', 'm.saisiePar')
    .select(['g.fonction', 'g.juridictionId'])
    .where('m.dossierId', '=', dossierId)
    .where('m.id', '=', mesureId)
    .executeTakeFirst()
/**
 * One writer at a time on the measures of a dossier: a double, an await, the end of the follow-up
 * depend on all of them.
 */
export const verrouillerLesMesures = (tx: Tx, dossierId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mesures:${dossierId}`}, 0))`.execute(db(tx))
/** One writer at a time on one measure: the second waits, then sees what the first wrote. */
export const verrouillerMesure = async (tx: Tx, dossierId: string, mesureId: string) => {
  await db(tx)
    .selectFrom('mesures.mesure')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('id', '=', mesureId)
    .forUpdate()
    .executeTakeFirst()
  return mesureParId(tx, dossierId, mesureId)
}
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
  causeFin: string | null
  hote: string | null
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
export const leverObligations = (
  tx: Tx,
  dossierId: string,
  mesureId: string,
  ids: string[],
  leveeLe: Jour,
  acteId: string,
) =>
  ids.length === 0
    ? Promise.resolve([])
    : db(tx)
        .updateTable('mesures.obligation')
        .set({ leveeLe, leveeParActeId: acteId })
        .where('dossierId', '=', dossierId)
        .where('mesureId', '=', mesureId)
        .where('id', 'in', ids)
        // One that an annulled act had lifted still stands.
        .where(eb =>
          eb(
            'id',
            'in',
            eb
              .selectFrom('mesures.vObligation as v')
              .select('v.obligationId')
              .where('v.dossierId', '=', dossierId)
              .where('v.leveeLe', 'is', null),
          ),
        )
        .execute()
type NouvelleMesure = CasesDites & {
  dossierId: string
  nature: string
  referentiel: string
  faitsLe: Jour | null
  notifieeLe: Jour | null
  executionProvisoire: boolean
  dureeMois: number | null
  heures: number | null
  palier: string | null
  peineMois: number | null
  casPermis: string | null
  juridictionId: string
  numeroParquet: string | null
  decisionLe: Jour
  debutLe: Jour
  finLe: Jour | null
  precisions: string | null
  saisiePar: string
}
export const insererMesure = (tx: Tx, nouvelle: NouvelleMesure) =>
  db(tx).insertInto('mesures.mesure').values(nouvelle).returning('id').executeTakeFirstOrThrow()
export const insererObligations = (
  tx: Tx,
  lignes: {
    dossierId: string
    mesureId: string
    article: string | null
    libelle: string
    precisions: string | null
    rang: number
    acteId?: string
  }[],
) =>
  lignes.length
    ? db(tx).insertInto('mesures.obligation').values(lignes).execute()
    : Promise.resolve([])
export const insererPieces = (
  tx: Tx,
  lignes: {
    dossierId: string
    mesureId: string | null
    libelle: string
    attendueDe: string
    demandeeLe: Jour
  }[],
) =>
  lignes.length ? db(tx).insertInto('mesures.piece').values(lignes).execute() : Promise.resolve([])
export const recevoirPiece = (
  tx: Tx,
  dossierId: string,
  id: string,
  recueLe: Jour,
  recuePar: string,
) =>
  db(tx)
    .updateTable('mesures.piece')
    .set({ recueLe, recuePar })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('recueLe', 'is', null)
    .returning('id')
    .executeTakeFirst()

/**
 * Moves the measures and pieces of the absorbed dossier to the kept one; children follow by ON
 * UPDATE CASCADE.
 */
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string) {
  await db(tx)
    .updateTable('mesures.mesure')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
  await db(tx)
    .updateTable('mesures.piece')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
}

/**
 * Until when the person may be convoked: the latest end of the measures, null when one has no end,
 * undefined when there is none. `sansLaFinDe`: as if the act that ended that measure had not been.
 */
export async function finDuSuivi(
  tx: Tx,
  dossierId: string,
  sansLaFinDe: string | null = null,
): Promise<FinDuSuivi> {
  const jour = sql`CASE WHEN mesure_id = ${sansLaFinDe} THEN fin_prevue_le ELSE fin_le END`
  const {
    n: nombre,
    sansFin,
    fin,
  } = await db(tx)
    .selectFrom('mesures.vMesure')
    .select(eb => [
      eb.fn.countAll<number>().as('n'),
      sql<number>`count(*) FILTER (WHERE ${jour} IS NULL)`.as('sansFin'),
      sql<Jour | null>`max(${jour})`.as('fin'),
    ])
    .where('dossierId', '=', dossierId)
    .executeTakeFirstOrThrow()
  if (Number(nombre) === 0) return undefined
  return Number(sansFin) > 0 ? null : fin
}
