import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

export const mesuresDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vMesure as m')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .selectAll('m')
    .select('j.nom as juridictionNom')
    .where('m.dossierId', '=', dossierId)
    .orderBy('m.debutLe', 'desc')
    .execute()
export const mesuresDesDossiers = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('mesures.vMesure')
        .select(['dossierId', 'nature', 'decisionLe', 'debutLe'])
        .where('dossierId', 'in', dossierIds)
        .execute()
export const attentesDesDossiers = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx).selectFrom('mesures.vAttenteSaisine').select(['dossierId', 'manque']).where('dossierId', 'in', dossierIds).execute()
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
  db(tx).selectFrom('mesures.vObligation').selectAll().where('dossierId', '=', dossierId).orderBy('rang').execute()
export const piecesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.piece')
    .select(['id', 'libelle', 'attendueDe', 'demandeeLe', 'recueLe'])
    .where('dossierId', '=', dossierId)
    .orderBy('demandeeLe')
    .execute()
/** What a dossier waits for, one line per decision, the oldest first. */
export const attentesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vAttenteSaisine')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('depuisLe')
    .orderBy('attenteId')
    .execute()

const jsonDe = (valeur: unknown) => (valeur === null ? null : JSON.stringify(valeur))

/** Acts of a dossier that stand, in their order; those of one measure where it is named. */
export const actesDuDossier = (tx: Tx, dossierId: string, mesureId?: string) => {
  const q = db(tx)
    .selectFrom('mesures.acte as a')
    .leftJoin('moyens.vAgent as g', 'g.agentId', 'a.saisiPar')
    .selectAll('a')
    .select('g.nomComplet as saisiParNom')
    .where('a.dossierId', '=', dossierId)
    .orderBy('a.rang')
    .orderBy('a.id')
  return (mesureId ? q.where('a.mesureId', '=', mesureId) : q).execute()
}
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
  le: string
  auteur: string
  decision: string | null
  avisPersonne: string | null
  contenu: unknown
  termeLe: string | null
  causeFin: string | null
  saisiPar: string
}
export const insererActe = (tx: Tx, a: NouvelActe) =>
  db(tx)
    .insertInto('mesures.acte')
    .values({ ...a, contenu: jsonDe(a.contenu) })
    .returning('id')
    .executeTakeFirstOrThrow()
/** The act stays, with who undid it and why; its obligations and those that it lifted are as before it. */
export async function annulerActe(tx: Tx, a: { dossierId: string; acteId: string; annulePar: string; annuleMotif: string; le: string }) {
  const { dossierId, acteId, annulePar, annuleMotif } = a
  await db(tx)
    .updateTable('mesures.acte')
    .set({ annuleA: sql`now()`, annulePar, annuleMotif })
    .where('dossierId', '=', dossierId)
    .where('id', '=', acteId)
    .execute()
  await db(tx)
    .updateTable('mesures.obligation')
    .set({ leveeLe: a.le })
    .where('dossierId', '=', dossierId)
    .where('acteId', '=', acteId)
    .execute()
  await db(tx)
    .updateTable('mesures.obligation')
    .set({ leveeLe: null, leveeParActeId: null })
    .where('dossierId', '=', dossierId)
    .where('leveeParActeId', '=', acteId)
    .execute()
}
export const leverObligations = (tx: Tx, dossierId: string, mesureId: string, ids: string[], leveeLe: string, acteId: string) =>
  ids.length === 0
    ? Promise.resolve([])
    : db(tx)
        .updateTable('mesures.obligation')
        .set({ leveeLe, leveeParActeId: acteId })
        .where('dossierId', '=', dossierId)
        .where('mesureId', '=', mesureId)
        .where('id', 'in', ids)
        .where('leveeLe', 'is', null)
        .execute()
type Corrige = { faitsLe: string | null; notifieeLe: string | null; executionProvisoire: boolean }
/** False when somebody corrected it since `version` was shown. */
export async function corrigerMesure(
  tx: Tx,
  m: { dossierId: string; mesureId: string; version: number; motif: string; corrigeePar: string; avant: unknown },
  apres: Corrige,
): Promise<boolean> {
  const { dossierId, mesureId, version, motif, corrigeePar, avant } = m
  const { numUpdatedRows } = await db(tx)
    .updateTable('mesures.mesure')
    .set({ ...apres, version: version + 1 })
    .where('dossierId', '=', dossierId)
    .where('id', '=', mesureId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!numUpdatedRows) return false
  await db(tx)
    .insertInto('mesures.correction')
    .values({ dossierId, mesureId, motif, corrigeePar, avant: JSON.stringify(avant) })
    .execute()
  return true
}

type NouvelleMesure = {
  dossierId: string
  nature: string
  referentiel: string
  faitsLe: string | null
  notifieeLe: string | null
  executionProvisoire: boolean
  dureeMois: number | null
  heures: number | null
  palier: string | null
  juridictionId: string
  numeroParquet: string | null
  decisionLe: string
  debutLe: string
  finLe: string | null
  precisions: string | null
  saisiePar: string
}
export const insererMesure = (tx: Tx, m: NouvelleMesure) =>
  db(tx).insertInto('mesures.mesure').values(m).returning('id').executeTakeFirstOrThrow()
export const insererObligations = (
  tx: Tx,
  lignes: {
    dossierId: string
    mesureId: string
    article: string
    libelle: string
    precisions: string | null
    rang: number
    acteId?: string
  }[],
) => (lignes.length ? db(tx).insertInto('mesures.obligation').values(lignes).execute() : Promise.resolve([]))
export const insererPieces = (
  tx: Tx,
  lignes: { dossierId: string; mesureId: string | null; libelle: string; attendueDe: string; demandeeLe: string }[],
) => (lignes.length ? db(tx).insertInto('mesures.piece').values(lignes).execute() : Promise.resolve([]))
export const recevoirPiece = (tx: Tx, dossierId: string, id: string, recueLe: string, recuePar: string) =>
  db(tx)
    .updateTable('mesures.piece')
    .set({ recueLe, recuePar })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('recueLe', 'is', null)
    .returning('id')
    .executeTakeFirst()
type NouvelleAttente = {
  dossierId: string
  depuisLe: string
  manque: string
  signaleePar: string
  decisionLe?: string | null
  juridictionId?: string | null
  numeroParquet?: string | null
}
export const insererAttente = (tx: Tx, a: NouvelleAttente) => db(tx).insertInto('mesures.attenteSaisine').values(a).execute()
/** The same decision is awaited once, however many times the person is convoked for it. */
export const attendreUneFois = (tx: Tx, a: NouvelleAttente) =>
  db(tx)
    .insertInto('mesures.attenteSaisine')
    .values(a)
    .onConflict(oc => oc.doNothing())
    .execute()
export const leverAttente = (tx: Tx, dossierId: string, leveeLe: string, leveePar: string, id: string) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ leveeLe, leveePar })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('leveeLe', 'is', null)
    .returning('id')
    .executeTakeFirst()

/** Moves every row of the absorbed dossier to the kept one; children follow by ON UPDATE CASCADE. */
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string, le: string, par: string) {
  // What both awaited is awaited once.
  await sql`
    UPDATE mesures.attente_saisine a SET levee_le = ${le}, levee_par = ${par} WHERE a.dossier_id = ${absorbeId} AND a.levee_le IS NULL AND EXISTS (
      SELECT 1 FROM mesures.attente_saisine g WHERE g.dossier_id = ${dossierId} AND g.levee_le IS NULL
        AND (g.decision_le, g.juridiction_id, g.numero_parquet) IS NOT DISTINCT FROM (a.decision_le, a.juridiction_id, a.numero_parquet))`.execute(
    db(tx),
  )
  await db(tx).updateTable('mesures.mesure').set({ dossierId }).where('dossierId', '=', absorbeId).execute()
  await db(tx).updateTable('mesures.piece').set({ dossierId }).where('dossierId', '=', absorbeId).execute()
  await db(tx).updateTable('mesures.attenteSaisine').set({ dossierId }).where('dossierId', '=', absorbeId).execute()
}

/** Juridictions that have a measure in the dossier: they follow it when it moves. */
export const juridictionsDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.mesure')
    .select(sql<string>`juridiction_id`.as('juridictionId'))
    .distinct()
    .where('dossierId', '=', dossierId)
    .where('juridictionId', 'is not', null)
    .execute()
