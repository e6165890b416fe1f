import { sql } from 'kysely'
import type { Base } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Accuse, AEnvoyer } from '../platform/passerelles/passerelle.ts'
import { identifiantLu, propre } from '../platform/passerelles/reponse.ts'
import { mobile } from './canal.rules.ts'

const db = tables<'messages'>()

// The sending process has no agent and no transaction of its own: each call is one function of the
// migration, whole or not at all.

/** `prisA`: the hour of the base at which it was taken. */
export type Pris = Omit<AEnvoyer, 'lienArret'> & {
  fuseau: string
  essais: number
  jeton: string | null
  prisA: string
}

/**
 * How a try ended. `apresMs`: from when it was taken for what is put off, from now for what is
 * refused.
 */
export type Essai = {
  cle: string
  qui: string
  quoi: 'accepte' | 'refuse' | 'echec' | 'doute' | 'illisible' | 'differe'
  fournisseur: string
  ref?: string | null
  detail?: string | null
  apresMs?: number
}

type EnBase = Omit<Pris, 'utileJusqua' | 'prisA'> & { utile_jusqua: string; pris_a: string }
/** Takes up to `combien` messages that are due by the base's clock; nobody else will take them. */
export async function prendre(
  { pool }: Base,
  donnees: { qui: string; fournisseur: string; canal: string; combien: number },
): Promise<Pris[]> {
  const { rows } = await pool.query<EnBase>('SELECT * FROM messages.prendre($1, $2, $3, $4)', [
    donnees.qui,
    donnees.fournisseur,
    donnees.canal,
    donnees.combien,
  ])
  return rows.map(({ utile_jusqua, pris_a, ...pris }) => ({
    ...pris,
    utileJusqua: utile_jusqua,
    prisA: pris_a,
  }))
}

const enMs = (rang: number) => `$${rang} * interval '1 millisecond'`
/** The end of a try; false when the message is no longer this process's. */
export async function noterEssai({ pool }: Base, essai: Essai): Promise<boolean> {
  const { rows } = await pool.query<{ note: boolean }>(
    `SELECT messages.noter_essai($1, $2, $3, $4, $5, $6, ${enMs(7)}) AS note`,
    [
      essai.cle,
      essai.qui,
      essai.quoi,
      essai.fournisseur,
      essai.ref ?? null,
      essai.detail ?? null,
      essai.apresMs ?? 0,
    ],
  )
  return rows[0]?.note ?? false
}

/** What a provider says of a message; false when it is none of ours. */
export async function noterAccuse(
  { pool }: Base,
  fournisseur: string,
  accuse: Accuse,
): Promise<boolean> {
  const { rows } = await pool.query<{ note: boolean }>(
    'SELECT messages.noter_accuse($1, $2, $3, $4, $5, $6, $7) AS note',
    [
      fournisseur,
      accuse.quoi,
      // A key that is none is nobody's: it must not be looked for as one that was not given.
      accuse.cle ? (identifiantLu(accuse.cle) ?? '') : null,
      accuse.refs.flatMap(ref => identifiantLu(ref) ?? []),
      accuse.reference ?? null,
      accuse.numero ? propre(accuse.numero, 30) : null,
      accuse.detail ? propre(accuse.detail) : null,
    ],
  )
  return rows[0]?.note ?? false
}

/**
 * Before anything is taken: what came too late or was opposed is put aside, what a dead process
 * held is in doubt.
 */
export async function remettreEnOrdre({ pool }: Base, qui: string): Promise<void> {
  await pool.query('SELECT messages.ecarter(), messages.reprendre($1)', [qui])
}

/**
 * Doubts that have lasted `attenteMs` become due again, `reprises` times at most (null: no limit),
 * and not beyond what the gateway remembers (`memoireMs`; null: whenever they were taken); gives
 * their number.
 */
export async function leverLesDoutes(
  { pool }: Base,
  doute: {
    fournisseur: string
    attenteMs: number
    memoireMs: number | null
    delaiMs: number
    reprises: number | null
  },
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `SELECT messages.lever_les_doutes($1, ${enMs(2)}, ${enMs(3)}, ${enMs(4)}, $5) AS n`,
    [doute.fournisseur, doute.attenteMs, doute.memoireMs, doute.delaiMs, doute.reprises],
  )
  return rows[0]?.n ?? 0
}

/**
 * The person who answered STOP from this number gets no more SMS; a provider writes it with or
 * without its plus, or as it is dialled here.
 */
export async function opposerParNumero({ pool }: Base, numero: string): Promise<void> {
  const lu = propre(numero, 30)
  await pool.query('SELECT messages.opposer_par_numero($1)', [mobile(lu) ?? mobile(`+${lu}`) ?? lu])
}

/**
 * How many living processes send by a channel, or by any: with none, nothing leaves by it and the
 * screen must say so.
 */
export async function processusDEnvoi(
  tx: Tx,
  canal: 'sms' | 'courriel' | 'envoi',
): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT messages.travailleurs(${canal}) AS n`.execute(
    db(tx),
  )
  return rows[0]?.n ?? 0
}

export type Veille = { tient(): boolean; fermer(): void }
/**
 * The session that says this process is alive and hears of new messages. When it breaks, others may
 * believe us dead: `tient` turns false and nothing more may be taken or sent before a new one.
 */
export async function veiller(
  { pool }: Base,
  nous: { qui: string; canaux: string[] },
  surNouveau: () => void,
  surPerte: () => void,
): Promise<Veille> {
  const client = await pool.connect()
  let tient = true
  let mort: Error | undefined
  /** Given back once, whoever sees first that it is lost. */
  const rendre = () => {
    if (tient) client.release(true)
    tient = false
  }
  const perdre = () => {
    if (!tient) return
    rendre()
    surPerte()
  }
  client.on('error', erreur => {
    mort ??= erreur
    perdre()
  })
  client.on('end', perdre)
  client.on('notification', surNouveau)
  try {
    // A machine that vanishes without a word is known within two minutes, not two hours.
    await client.query(
      'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 4',
    )
    const { rows } = await client.query<{ tenu: boolean }>(
      'SELECT messages.tenir($1, $2) AS tenu',
      [nous.qui, nous.canaux],
    )
    if (!rows[0]?.tenu) throw new Error(`another process bears the name ${nous.qui}`)
    await client.query('LISTEN messages_envoi')
  } catch (erreur) {
    rendre()
    throw mort ?? erreur
  }
  return { tient: () => tient, fermer: rendre }
}
