import { sql } from 'kysely'
import { type Base, RIEN_DE_PLUS, transaction } from '../platform/db/connexion.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'messages', 'moyens.vAgent'>()

/** What the person asked, the latest first. */
export const oppositions = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('messages.opposition as o')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'o.leveePar')
    .select([
      'o.dossierId',
      'o.id',
      'o.canal',
      'o.voie',
      'o.depuisA',
      'o.leveeA',
      'o.motifLevee',
      'a.nomComplet as leveeParNom',
    ])
    .where('o.dossierId', '=', dossierId)
    .orderBy('o.depuisA', 'desc')
    .orderBy('o.canal')
    .orderBy('o.id')
    .execute()
export type Opposition = Awaited<ReturnType<typeof oppositions>>[number]
export const verrouillerOpposition = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('messages.opposition')
    .select(['id', 'canal', 'leveeA'])
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
export const lever = (
  tx: Tx,
  donnees: { dossierId: string; id: string; leveeA: string; leveePar: string; motifLevee: string },
) =>
  db(tx)
    .updateTable('messages.opposition')
    .set({ leveeA: donnees.leveeA, leveePar: donnees.leveePar, motifLevee: donnees.motifLevee })
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.id)
    .execute()

/** Notes that the person opposed, and withdraws what waited for them by these channels. */
export const opposer = async (
  tx: Tx,
  donnees: { dossierId: string; canaux: Mot<'messages.opposition', 'canal'>[]; a: string },
): Promise<void> => {
  await db(tx)
    .insertInto('messages.opposition')
    .values(
      donnees.canaux.map(canal => ({
        dossierId: donnees.dossierId,
        canal,
        voie: 'agent',
        depuisA: donnees.a,
      })),
    )
    .onConflict(oc => oc.columns(['dossierId', 'canal']).where('leveeA', 'is', null).doNothing())
    .execute()
  await sql`
    WITH retires AS (
      UPDATE messages.message SET etat = 'annule', change_a = ${donnees.a},
        erreur = 'La personne a demandé à ne plus recevoir de messages.'
      WHERE dossier_id = ${donnees.dossierId} AND canal = ANY (${donnees.canaux})
        AND etat = 'a_envoyer' RETURNING dossier_id, id)
    INSERT INTO messages.evenement (dossier_id, message_id, quoi, a, detail)
    SELECT dossier_id, id, 'annule', ${donnees.a}, 'opposition' FROM retires`.execute(db(tx))
}

/**
 * The person says stop by the link of a message: nobody acts, nothing is read, and an unknown link
 * does nothing.
 */
export const opposerParLeLien = (base: Base, jeton: string): Promise<void> =>
  transaction(base, RIEN_DE_PLUS, async tx => {
    await sql`SELECT messages.s_opposer(${jeton})`.execute(db(tx))
    return { resultat: undefined, fin: RIEN_DE_PLUS }
  })

/**
 * Two dossiers of one person: what was opposed in either stays opposed once. The link of the
 * absorbed one still leads to the person.
 */
export const verser = async (tx: Tx, dossierId: string, absorbeId: string): Promise<void> => {
  await db(tx)
    .updateTable('messages.message')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
  await sql`UPDATE messages.opposition o
    SET levee_a = now(), levee_par = platform.compte(),
    motif_levee = 'Dossiers réunis : une opposition est déjà notée.'
    WHERE o.dossier_id = ${absorbeId} AND o.levee_a IS NULL
      AND EXISTS (SELECT 1 FROM messages.opposition p
        WHERE p.dossier_id = ${dossierId} AND p.canal = o.canal AND p.levee_a IS NULL)`.execute(
    db(tx),
  )
  await db(tx)
    .updateTable('messages.opposition')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
}
