import { sql } from 'kysely'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import type { FaitDOuverture, Motif, Portee } from './ouverture.rules.ts'

const db = tables<'dossiers'>()

/**
 * Why a dossier opens to an entité, how far, and until when where it is known; whole and without
 * end unless it says otherwise.
 */
export type Ouverture = { motif: Motif; causeId: string; portee?: Portee; finA?: string | null }

/**
 * Opens, or puts the end of what is already open for this cause where it is now: true when
 * something begins.
 */
export async function ouvrirPerimetre(
  tx: Tx,
  dossierId: string,
  entiteId: string,
  ouverture: Ouverture,
): Promise<boolean> {
  const { motif, causeId, portee = 'dossier', finA = null } = ouverture
  const { rows } = await sql<{ neuf: boolean }>`
    SELECT dossiers.ouvrir_perimetre(${dossierId}, ${entiteId}, ${motif}, ${causeId}, ${portee},
      ${finA}::timestamptz) AS neuf`.execute(db(tx))
  return rows[0]?.neuf === true
}

/**
 * Ends now all that this motif opened; whoever acts keeps it until their transaction is over.
 */
export const fermerPerimetre = (tx: Tx, dossierId: string, entiteId: string, motif: Motif) =>
  sql`SELECT dossiers.fermer_perimetre(${dossierId}, ${entiteId}, ${motif}, NULL::uuid)`.execute(
    db(tx),
  )

/** Does this entité see the whole dossier for another reason than this one? */
export const voitPourAutreChose = async (
  tx: Tx,
  dossierId: string,
  entiteId: string,
  motif: Motif,
): Promise<boolean> =>
  (await db(tx)
    .selectFrom('dossiers.vPerimetre')
    .select('motif')
    .where('dossierId', '=', dossierId)
    .where('entiteId', '=', entiteId)
    .where('portee', '=', constante('dossier'))
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
    .where('portee', '=', constante('dossier'))
    .where(eb => eb.or([eb('finA', 'is', null), eb('finA', '>', sql<string>`clock_timestamp()`)]))
    .limit(1)
    .executeTakeFirst()) !== undefined

/** What opens this dossier to others than the service that follows it. */
export const faitsDuDossier = async (tx: Tx, dossierId: string): Promise<FaitDOuverture[]> =>
  (await sql<FaitDOuverture>`SELECT * FROM dossiers.faits_du_dossier(${dossierId})`.execute(db(tx)))
    .rows

type Accordee = { entiteId: string; portee: Portee; debut: boolean }
type Attendue = { entite: string; motif: Motif; cause: string; portee: Portee; fin: string | null }
/** Writes the openings as they should stand; says which end, and who begins to see. */
export const accorder = async (
  tx: Tx,
  dossierId: string,
  attendues: Attendue[],
): Promise<Accordee[]> =>
  (
    await sql<Accordee>`
      SELECT * FROM dossiers.accorder_perimetre(${dossierId},
        ${JSON.stringify(attendues)}::jsonb)`.execute(db(tx))
  ).rows

export type OuvertureLue = {
  ouvertureId: string
  entiteId: string
  entiteNom: string
  motif: Motif
  portee: Portee
  depuisA: string
  finA: string | null
  debout: boolean
  parNom: string | null
}
/**
 * Who sees a dossier and who saw it, for the service that follows the person; nothing for anybody
 * else.
 */
export const ouverturesDuDossier = async (tx: Tx, dossierId: string): Promise<OuvertureLue[]> =>
  (
    await sql<OuvertureLue>`SELECT * FROM dossiers.ouvertures_du_dossier(${dossierId})`.execute(
      db(tx),
    )
  ).rows

/** As far as one's own entité sees a dossier, why and until when. */
export const mesOuvertures = (tx: Tx, dossierId: string, entiteId: string) =>
  db(tx)
    .selectFrom('dossiers.vPerimetre')
    .select(['portee', 'motif', 'causeId', 'finA'])
    .where('dossierId', '=', dossierId)
    .where('entiteId', '=', entiteId)
    .orderBy('ouvertureId')
    .execute()
