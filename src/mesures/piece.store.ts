import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures'>()

export const piecesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vPiece')
    .select(['pieceId as id', 'libelle', 'attendueDe', 'demandeeLe', 'recueLe'])
    .where('dossierId', '=', dossierId)
    .orderBy('demandeeLe')
    .orderBy('pieceId')
    .execute()
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
  {
    dossierId,
    id,
    recueLe,
    recuePar,
  }: { dossierId: string; id: string; recueLe: Jour; recuePar: string },
) =>
  db(tx)
    .updateTable('mesures.piece')
    .set({ recueLe, recuePar })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('recueLe', 'is', null)
    .returning('id')
    .executeTakeFirst()
