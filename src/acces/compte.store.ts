import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'acces'>()

/**
 * The account of this name, with what is needed to compute its password again: the hash itself
 * stays in the base.
 */
export const compteParIdentifiant = async (tx: Tx, identifiant: string) =>
  (
    await sql<{
      id: string
      sel: string
      ferme: boolean
    }>`SELECT * FROM acces.compte_de(${identifiant})`.execute(db(tx))
  ).rows[0]
/** Its password is public. */
export const estDeDemonstration = async (tx: Tx, identifiant: string): Promise<boolean> =>
  (
    await sql`SELECT FROM acces.comptes_de_demonstration() d
      WHERE d.identifiant = ${identifiant}`.execute(db(tx))
  ).rows.length > 0

export const identifiantDe = async (tx: Tx, compteId: string): Promise<string> =>
  (
    await db(tx)
      .selectFrom('acces.compte')
      .select('identifiant')
      .where('id', '=', compteId)
      .executeTakeFirstOrThrow()
  ).identifiant
export const insererCompte = (
  tx: Tx,
  compte: { id: string; identifiant: string; motDePasse: string; demonstration: boolean },
) => db(tx).insertInto('acces.compte').values(compte).execute()
/** One's own, by who knows the former one: false, and nothing changed, otherwise. */
export const changerMotDePasse = async (
  tx: Tx,
  ancien: string,
  nouveau: string,
): Promise<boolean> => {
  const { rows } = await sql<{
    change: boolean
  }>`SELECT acces.changer_mot_de_passe(${ancien}, ${nouveau}) AS change`.execute(db(tx))
  return rows[0]?.change === true
}
export const monSel = async (tx: Tx): Promise<string> =>
  (await sql<{ sel: string }>`SELECT acces.mon_sel() AS sel`.execute(db(tx))).rows[0]?.sel ?? ''
/** Is it the password of who is let in? Their slips are then forgotten. */
export const motDePasseJuste = async (tx: Tx, hache: string): Promise<boolean> =>
  (
    await sql<{ juste: boolean }>`SELECT acces.confirmer_mot_de_passe(${hache}) AS juste`.execute(
      db(tx),
    )
  ).rows[0]?.juste === true
