import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures', 'moyens.vJuridiction'>()

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
  db(tx).selectFrom('mesures.vMesure').selectAll().where('dossierId', '=', dossierId).where('mesureId', '=', mesureId).executeTakeFirst()
export const obligationsDuDossier = (tx: Tx, dossierId: string) =>
  db(tx).selectFrom('mesures.vObligation').selectAll().where('dossierId', '=', dossierId).orderBy('rang').execute()
export const piecesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.piece')
    .select(['id', 'libelle', 'attendueDe', 'demandeeLe', 'recueLe'])
    .where('dossierId', '=', dossierId)
    .orderBy('demandeeLe')
    .execute()
export const attenteDuDossier = (tx: Tx, dossierId: string) =>
  db(tx).selectFrom('mesures.vAttenteSaisine').selectAll().where('dossierId', '=', dossierId).executeTakeFirst()

type NouvelleMesure = {
  dossierId: string
  nature: string
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
  lignes: { dossierId: string; mesureId: string; article: string; libelle: string; precisions: string | null; rang: number }[],
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
export const insererFin = (
  tx: Tx,
  f: { dossierId: string; mesureId: string; le: string; cause: string; decision: string | null; saisiePar: string },
) => db(tx).insertInto('mesures.finDeMesure').values(f).execute()
export const insererAttente = (tx: Tx, a: { dossierId: string; depuisLe: string; manque: string; signaleePar: string }) =>
  db(tx).insertInto('mesures.attenteSaisine').values(a).execute()
export const leverAttente = (tx: Tx, dossierId: string, leveeLe: string, leveePar: string, id?: string) => {
  const q = db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ leveeLe, leveePar })
    .where('dossierId', '=', dossierId)
    .where('leveeLe', 'is', null)
  return (id ? q.where('id', '=', id) : q).returning('id').executeTakeFirst()
}

/** Moves every row of the absorbed dossier to the kept one; children follow by ON UPDATE CASCADE. */
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string, le: string, par: string) {
  if (await attenteDuDossier(tx, dossierId)) await leverAttente(tx, absorbeId, le, par)
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
