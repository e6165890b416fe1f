import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Motif, Portee } from './ouverture.rules.ts'

const db = tables<'dossiers'>()

/** Why a dossier opens to an entité, how far, and until when where it is known; whole and without end unless it says otherwise. */
export type Ouverture = { motif: Motif; causeId: string; portee?: Portee; finA?: string | null }

/** Opens, or puts the end of what is already open for this cause where it is now: true when something begins. */
export async function ouvrirPerimetre(tx: Tx, dossierId: string, entiteId: string, o: Ouverture): Promise<boolean> {
  const { motif, causeId, portee = 'dossier', finA = null } = o
  const { rows } = await sql<{ neuf: boolean }>`
    SELECT dossiers.ouvrir_perimetre(${dossierId}, ${entiteId}, ${motif}, ${causeId}, ${portee}, ${finA}::timestamptz) AS neuf`.execute(
    db(tx),
  )
  return rows[0]?.neuf === true
}

/** Ends now what this cause opened, or all that this motif opened; whoever acts keeps it until their transaction is over. */
export const fermerPerimetre = (tx: Tx, dossierId: string, entiteId: string, motif: Motif, causeId: string | null = null) =>
  sql`SELECT dossiers.fermer_perimetre(${dossierId}, ${entiteId}, ${motif}, ${causeId}::uuid)`.execute(db(tx))

/** Does this entité see the whole dossier for another reason than this one? */
export const voitPourAutreChose = async (tx: Tx, dossierId: string, entiteId: string, motif: Motif): Promise<boolean> =>
  (await db(tx)
    .selectFrom('dossiers.vPerimetre')
    .select('motif')
    .where('dossierId', '=', dossierId)
    .where('entiteId', '=', entiteId)
    .where('portee', '=', 'dossier')
    .where('motif', '<>', motif)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Once this transaction is over, does the whole dossier stay open to this entité? */
export const resteOuvert = async (tx: Tx, dossierId: string, entiteId: string): Promise<boolean> =>
  (await db(tx)
    .selectFrom('dossiers.perimetre')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('entiteId', '=', entiteId)
    .where('portee', '=', 'dossier')
    .where(eb => eb.or([eb('finA', 'is', null), eb('finA', '>', sql<string>`clock_timestamp()`)]))
    .limit(1)
    .executeTakeFirst()) !== undefined
