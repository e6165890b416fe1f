import { sql } from 'kysely'
import type { Base } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { mobile } from './canal.rules.ts'
import type { Accuse, AEnvoyer } from './passerelle.ts'

const db = tables<'messages'>()

// The sending process has no agent and no transaction of its own: each call is one function of the migration, whole or not at all.

export type Pris = Omit<AEnvoyer, 'lienArret'> & { fuseau: string; essais: number; jeton: string | null }
type Essai = {
  cle: string
  qui: string
  quoi: 'accepte' | 'refuse' | 'echec' | 'doute' | 'differe'
  fournisseur: string
  ref?: string | null
  detail?: string | null
  envoiA?: string | null
}

/** Takes up to `combien` messages that are due; nobody else will take them. */
export async function prendre(
  { pool }: Base,
  d: { qui: string; fournisseur: string; canal: string; combien: number; maintenant: string },
): Promise<Pris[]> {
  const { rows } = await pool.query<Omit<Pris, 'utileJusqua'> & { utile_jusqua: string }>(
    'SELECT * FROM messages.prendre($1, $2, $3, $4, $5)',
    [d.qui, d.fournisseur, d.canal, d.combien, d.maintenant],
  )
  return rows.map(({ utile_jusqua, ...pris }) => ({ ...pris, utileJusqua: utile_jusqua }))
}

/** The end of a try; false when the message is no longer this process's. */
export async function noterEssai({ pool }: Base, e: Essai, maintenant: string): Promise<boolean> {
  const { rows } = await pool.query<{ note: boolean }>('SELECT messages.noter_essai($1, $2, $3, $4, $5, $6, $7, $8) AS note', [
    e.cle,
    e.qui,
    e.quoi,
    e.fournisseur,
    e.ref ?? null,
    e.detail ?? null,
    e.envoiA ?? null,
    maintenant,
  ])
  return rows[0]?.note ?? false
}

/** What a provider says of a message; false when it is none of ours. */
export async function noterAccuse({ pool }: Base, fournisseur: string, a: Accuse, maintenant: string): Promise<boolean> {
  const { rows } = await pool.query<{ note: boolean }>('SELECT messages.noter_accuse($1, $2, $3, $4, $5, $6, $7, $8) AS note', [
    fournisseur,
    a.quoi,
    a.cle ?? null,
    a.refs,
    a.reference ?? null,
    a.numero ?? null,
    a.detail,
    maintenant,
  ])
  return rows[0]?.note ?? false
}

/** Before anything is taken: what came too late or was opposed is put aside, what a dead process held is in doubt. */
export async function remettreEnOrdre({ pool }: Base, qui: string, maintenant: string): Promise<void> {
  await pool.query('SELECT messages.ecarter($1), messages.reprendre($2, $1)', [maintenant, qui])
}

/** Doubts older than `avant` (and taken since `depuis`) become due again; gives their number. */
export async function relancer(
  { pool }: Base,
  d: { fournisseur: string; avant: string; depuis: string | null; delaiMs: number; maintenant: string },
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>("SELECT messages.relancer($1, $2, $3, $4 * interval '1 millisecond', $5) AS n", [
    d.fournisseur,
    d.avant,
    d.depuis,
    d.delaiMs,
    d.maintenant,
  ])
  return rows[0]?.n ?? 0
}

/** The person who answered STOP from this number gets no more SMS; a provider writes it with or without its plus, or as it is dialled here. */
export async function opposerParNumero({ pool }: Base, numero: string): Promise<void> {
  await pool.query('SELECT messages.opposer_par_numero($1)', [mobile(numero) ?? mobile(`+${numero}`) ?? numero])
}

/** How many living processes send by a channel, or by any: with none, nothing leaves by it and the screen must say so. */
export async function processusDEnvoi(tx: Tx, canal: 'sms' | 'courriel' | 'envoi'): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT messages.travailleurs(${canal}) AS n`.execute(db(tx))
  return rows[0]?.n ?? 0
}

export type Veille = { tient(): boolean; fermer(): void }
/**
 * The session that says this process is alive and hears of new messages. When it breaks, others may believe us dead: `tient` turns false
 * and nothing more may be taken or sent before a new one.
 */
export async function veiller(
  { pool }: Base,
  nous: { qui: string; canaux: string[] },
  surNouveau: () => void,
  surPerte: () => void,
): Promise<Veille> {
  const client = await pool.connect()
  let tient = true
  const perdre = () => {
    if (!tient) return
    tient = false
    client.release(true)
    surPerte()
  }
  client.on('error', perdre)
  client.on('end', perdre)
  client.on('notification', surNouveau)
  try {
    // A machine that vanishes without a word is known within two minutes, not two hours.
    await client.query('SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4')
    const { rows } = await client.query<{ tenu: boolean }>('SELECT messages.tenir($1, $2) AS tenu', [nous.qui, nous.canaux])
    if (!rows[0]?.tenu) throw new Error(`another process bears the name ${nous.qui}`)
    await client.query('LISTEN messages_envoi')
  } catch (erreur) {
    tient = false
    client.release(true)
    throw erreur
  }
  return {
    tient: () => tient,
    fermer: () => {
      if (!tient) return
      tient = false
      client.release(true)
    },
  }
}
