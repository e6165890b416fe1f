import type { AddressInfo, Server as NetServer } from 'node:net'

type Pool = {
  query<R extends Record<string, unknown>>(
    texte: string,
    valeurs?: unknown[],
  ): Promise<{ rows: R[] }>
}
type Ecrits = {
  combien?: number
  canal?: 'sms' | 'courriel'
  envoiA?: string
  utileJusqua?: string
  fuseau?: string
  texte?: string
  destinataire?: string
  /** So that two sets of messages of one test do not share a key. */
  lot?: string
}

/**
 * Messages of invented people in the queue, due since eight in the morning of the tests' day; gives
 * their numbers.
 */
export async function ecrireMessages(pool: Pool, ecrits: Ecrits = {}): Promise<string[]> {
  const canal = ecrits.canal ?? 'sms'
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO messages.message (dossier_id, entite_id, moment, canal, destinataire, sujet, texte,
      fuseau, envoi_a, utile_jusqua, cle)
     SELECT p.dossier_id, p.entite_id, 'rappel', $2, coalesce($6, CASE $2
       WHEN 'sms' THEN '+336' || lpad((39980000 + g)::text, 8, '0')
       ELSE 'personne' || g || '@exemple.fr' END),
            'Convocation', coalesce($7, 'Vous êtes attendu mardi à 10 h, message ' || g || '.'), $5,
              $3, $4, $8 || ':' || g
     FROM generate_series(1, $1::int) g CROSS
     JOIN (SELECT dossier_id, entite_id FROM dossiers.v_perimetre LIMIT 1) p RETURNING id`,
    [
      ecrits.combien ?? 1,
      canal,
      ecrits.envoiA ?? '2026-11-24T07:00:00Z',
      ecrits.utileJusqua ?? '2026-11-27T09:00:00Z',
      ecrits.fuseau ?? 'Europe/Paris',
      ecrits.destinataire ?? null,
      ecrits.texte ?? null,
      ecrits.lot ?? crypto.randomUUID(),
    ],
  )
  return rows.map(ligne => ligne.id)
}

/**
 * From now on the queue lives at this hour, given by the base alone; a process's own clock says
 * nothing.
 */
export const ilEstEnBase = (pool: Pool, instant: string): Promise<unknown> =>
  pool.query(
    `CREATE OR REPLACE FUNCTION messages.maintenant() RETURNS timestamptz LANGUAGE sql VOLATILE
      RETURN ${instant}`,
  )

/** How many messages are in each state. */
export async function etats(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ etat: string; n: number }>(
    'SELECT etat, count(*)::int AS n FROM messages.message GROUP BY etat',
  )
  return Object.fromEntries(rows.map(ligne => [ligne.etat, ligne.n]))
}
export async function evenements(pool: Pool, id: string): Promise<string[]> {
  const { rows } = await pool.query<{ quoi: string }>(
    'SELECT quoi FROM messages.evenement WHERE message_id = $1 ORDER BY a, id',
    [id],
  )
  return rows.map(ligne => ligne.quoi)
}
export async function ecouter(server: NetServer, port = 0): Promise<number> {
  await new Promise<void>(prete => server.listen(port, '127.0.0.1', prete))
  return (server.address() as AddressInfo).port
}
export function fermer(server: NetServer, couper: () => void): Promise<void> {
  return new Promise(fini => {
    server.close(() => fini())
    couper()
  })
}

/** Waits until `vrai`, or fails after `delaiMs`. */
export async function jusqua(
  vrai: () => boolean | Promise<boolean>,
  delaiMs = 5_000,
): Promise<void> {
  const fin = performance.now() + delaiMs
  while (!(await vrai())) {
    if (performance.now() > fin) throw new Error('waited too long')
    await new Promise(suite => setTimeout(suite, 20))
  }
}
