import { sql } from 'kysely'
import type { Base } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'acces'>()
export const journaux = ['ecriture', 'lecture'] as const
export type Journal = (typeof journaux)[number]

export type SceauPrepare = { rang: number; lignes: number; message: string }
/**
 * The next seal of a journal, unsigned; undefined when nothing waits. A line younger than the delay
 * waits, and so do those that a transaction still open may have written: a number that it took is
 * not passed over.
 */
export const preparerSceau = async (
  tx: Tx,
  journal: Journal,
  delaiSecondes: number,
): Promise<SceauPrepare | undefined> =>
  (
    await sql<SceauPrepare>`
      SELECT * FROM acces.preparer_sceau(${journal},
        least(clock_timestamp() - make_interval(secs => ${delaiSecondes}),
        (SELECT min(a.xact_start) FROM pg_stat_activity a
          WHERE a.usename = current_user AND a.datname = current_database()
          AND a.pid <> pg_backend_pid())))`.execute(db(tx))
  ).rows[0]
export const signerSceau = (
  tx: Tx,
  donnees: { journal: Journal; rang: number; cle: string; empreinte: Buffer },
) =>
  sql`SELECT acces.signer_sceau(${donnees.journal}, ${donnees.rang}, ${donnees.cle},
    ${donnees.empreinte})`.execute(db(tx))

export type SceauVerifie = {
  journal: Journal
  rang: number
  lignes: number
  purgees: number
  purges: number
  forme: number
  cle: string | null
  message: string
  empreinte: Buffer
  scelleA: string
  fautes: string[]
}
export const verifierSceaux = async (tx: Tx): Promise<SceauVerifie[]> =>
  (await sql<SceauVerifie>`SELECT * FROM acces.verifier_sceaux()`.execute(db(tx))).rows
export type PurgeVerifiee = {
  rang: number
  cle: string | null
  message: string
  empreinte: Buffer
  fautes: string[]
}
export const verifierPurges = async (tx: Tx): Promise<PurgeVerifiee[]> =>
  (await sql<PurgeVerifiee>`SELECT * FROM acces.verifier_purges()`.execute(db(tx))).rows
export type Attente = { journal: Journal; lignes: number; depuisA: string | null; fautes: string[] }
export const lignesEnAttente = async (tx: Tx): Promise<Attente[]> =>
  (await sql<Attente>`SELECT * FROM acces.lignes_en_attente()`.execute(db(tx))).rows

/**
 * Seconds since the last seal of a journal (null: never sealed), and since its oldest line without
 * a seal (0: none).
 */
export type AgeDUnSceau = { journal: Journal; age: number | null; attente: number }
export const agesDesSceaux = async ({ sonde }: Base): Promise<AgeDUnSceau[]> =>
  (await sonde.query<AgeDUnSceau>('SELECT * FROM acces.age_des_sceaux()')).rows

/**
 * The last seal of each journal: noted elsewhere, it proves that nothing before it was rewritten.
 */
export type DernierSceau = {
  journal: Journal
  rang: number
  dernier: number
  scelleA: string
  cle: string | null
  empreinte: string
}
export const derniersSceaux = async (tx: Tx): Promise<DernierSceau[]> =>
  (await sql<DernierSceau>`SELECT * FROM acces.derniers_sceaux()`.execute(db(tx))).rows

/** A seal with what proves it: the one before it, and the words that are signed. */
export type SceauSuivi = DernierSceau & { precedent: string; message: string }
export const sceauxDepuis = async (
  tx: Tx,
  journal: Journal,
  rang: number,
  max: number,
): Promise<SceauSuivi[]> =>
  (
    await sql<SceauSuivi>`SELECT * FROM acces.sceaux_depuis(${journal}, ${rang}, ${max})`.execute(
      db(tx),
    )
  ).rows
/** Until the end of the transaction, nobody else writes in a file of heads. */
export const tenirLesTetes = (tx: Tx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('acces.noter'))`.execute(db(tx))
/** Up to where the command was given the heads of a journal; `sinon` the first time. */
export const teteDonnee = async (tx: Tx, journal: Journal, sinon = 0): Promise<number> =>
  (
    await sql<{ rang: number }>`SELECT acces.tete_donnee(${journal}, ${sinon}) AS rang`.execute(
      db(tx),
    )
  ).rows[0]?.rang ?? sinon
export const noterTeteDonnee = (tx: Tx, journal: Journal, rang: number) =>
  sql`SELECT acces.noter_tete_donnee(${journal}, ${rang})`.execute(db(tx))

type Controle = { sceaux: number; lignes: number; avecCle: boolean; fautes: string[] }
export const noterControle = (tx: Tx, { sceaux, lignes, avecCle, fautes }: Controle) =>
  sql`SELECT acces.noter_controle(${sceaux}, ${lignes}, ${avecCle}, ${fautes})`.execute(db(tx))
export const dernierControle = (tx: Tx) =>
  db(tx)
    .selectFrom('acces.controleDesSceaux')
    .select(['a', 'sceaux', 'lignes', 'avecCle', 'fautes'])
    .orderBy('a', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Are the seals signed? Asked by the owner, for the proof of a purge then is too. */
export const journauxSousCle = async (tx: Tx): Promise<boolean> =>
  (await sql`SELECT FROM acces.sceau WHERE cle IS NOT NULL LIMIT 1`.execute(db(tx))).rows.length > 0

/** Numbers of the lines that a purge is about to remove, by the condition of the purge. */
export const lignesDuJournal = async (
  tx: Tx,
  journal: Journal,
  condition: string,
): Promise<number[]> => {
  const { rows } = await sql<{
    id: number
  }>`SELECT id FROM ${sql.raw(`acces.journal_${journal}`)} WHERE ${sql.raw(condition)}
    ORDER BY id`.execute(db(tx))
  return rows.map(ligne => ligne.id)
}
export type Purge = { journal: Journal; ids: number[]; dossiers: string[]; motif: string }
/**
 * The proof of a purge, by the owner, in the transaction of the purge: what is signed is given
 * back.
 */
export async function insererPurge(
  tx: Tx,
  purge: Purge,
): Promise<{ rang: number; message: string }> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('acces.sceller'))`.execute(db(tx))
  const { rows } = await sql<{ rang: number; message: string }>`
    WITH derniere AS (SELECT rang, empreinte FROM acces.purge ORDER BY rang DESC LIMIT 1)
    INSERT INTO acces.purge AS p (rang, journal, ids, dossiers, motif, precedent, empreinte)
    SELECT coalesce((SELECT rang FROM derniere), 0) + 1, ${purge.journal}, ${purge.ids}::bigint[],
      ${purge.dossiers}::text[], ${purge.motif},
           coalesce((SELECT empreinte FROM derniere), '\\x'::bytea), '\\x'
    RETURNING p.rang, acces.message_de_purge(p) AS message`.execute(db(tx))
  const [posee] = rows
  if (!posee) throw new Error('a purge left no proof')
  return posee
}
export const signerPurge = (tx: Tx, rang: number, cle: string | null, empreinte: Buffer) =>
  db(tx).updateTable('acces.purge').set({ cle, empreinte }).where('rang', '=', rang).execute()
