import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Server as NetServer } from 'node:net'
import smpp, { type PDU, type Session } from 'smpp'
import type { ReglagesSmpp } from './passerelle-smpp.ts'
import { texteDe } from './passerelle-smpp-texte.ts'

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

export type Soumis = { numero: string; texte: string; reference: number; id: string; pdu: PDU }
export type Smsc = {
  soumis: Soumis[]
  reglages: ReglagesSmpp
  /** What it does of the next submissions; changed by a test at any moment. */
  conduite: {
    statut: (soumis: Soumis) => number
    repond: (soumis: Soumis) => boolean
    /** The number that it gives, and bytes said in place of the answer. */
    numero: (soumis: Soumis) => string
    brut: (soumis: Soumis) => Buffer | null
    delaiMs: () => number
    /** From the submission to its receipt; it may come before the answer. */
    accuseApresMs: () => number
    accuse: (soumis: Soumis) => { etat: number; reference?: boolean; texte?: boolean } | null
  }
  /** A person's answer, kept until somebody is bound. */
  repondre(numero: string, texte: string): void
  /** The receipt of a submission, whenever the test wants it. */
  accuser(rang: number, accuse: { etat: number; reference?: boolean; texte?: boolean }): void
  couper(): void
  enAttente(): number
  fermer(): Promise<void>
}
type Livraison = Record<string, unknown>
type ParAccuse = { etat: number; reference?: boolean; texte?: boolean }

/** What the SMSC has for whoever is bound, given again until it is acknowledged. */
function guichet() {
  const aLivrer = new Set<Livraison>()
  const lies = new Set<Session>()
  const livrer = (livraison: Livraison) => {
    const [session] = lies
    if (!session) return
    aLivrer.delete(livraison)
    const remettre = () => aLivrer.add(livraison)
    session.once('close', remettre)
    session.deliver_sm({ ...livraison }, pdu => {
      session.off('close', remettre)
      if (pdu.command_status !== 0) remettre()
    })
  }
  return {
    aLivrer,
    lies,
    lier: (session: Session) => {
      lies.add(session)
      for (const livraison of aLivrer) livrer(livraison)
    },
    deposer: (livraison: Livraison) => {
      aLivrer.add(livraison)
      livrer(livraison)
    },
  }
}

function accuseDe(soumis: Soumis, { etat, reference, texte }: ParAccuse): Livraison {
  const mot = { 1: 'ENROUTE', 2: 'DELIVRD', 3: 'EXPIRED', 5: 'UNDELIV' }[etat] ?? 'UNKNOWN'
  return {
    esm_class: 4,
    source_addr: soumis.numero,
    destination_addr: '38123',
    short_message: `id:${soumis.id} sub:001 dlvrd:001 submit date:2611240900 done date:2611240901 stat:${mot} err:000 text:`,
    ...(texte ? {} : { receipted_message_id: soumis.id, message_state: etat }),
    ...(reference ? { user_message_reference: soumis.reference } : {}),
  }
}

/**
 * An SMSC: npm `smpp`'s own server. It knows no idempotency: what is submitted twice is counted
 * twice. It keeps receipts and answers for whoever is bound, and gives again what was not
 * acknowledged.
 */
export async function ouvrirSmsc(surPort = 0): Promise<Smsc> {
  const soumis: Soumis[] = []
  const { aLivrer, lies, lier, deposer } = guichet()
  const conduite: Smsc['conduite'] = {
    statut: () => 0,
    repond: () => true,
    numero: s => s.id,
    brut: () => null,
    delaiMs: () => 0,
    accuseApresMs: () => conduite.delaiMs() + 15,
    accuse: () => ({ etat: 2, reference: true }),
  }
  const soumettre = (session: Session, pdu: PDU) => {
    const un = {
      numero: pdu.destination_addr ?? '',
      texte: texteDe(pdu),
      reference: pdu.user_message_reference ?? 0,
      id: `m${soumis.length + 1}`,
      pdu,
    }
    const statut = conduite.statut(un)
    if (statut === 0) {
      soumis.push(un)
      const accuse = pdu.registered_delivery ? conduite.accuse(un) : null
      if (accuse) setTimeout(() => deposer(accuseDe(un, accuse)), conduite.accuseApresMs())
    }
    if (!conduite.repond(un)) return
    const reponse = pdu.response(
      statut ? { command_status: statut } : { message_id: conduite.numero(un) },
    )
    const brut = conduite.brut(un)
    setTimeout(
      () => (brut ? session.socket.write(brut) : session.send(reponse)),
      conduite.delaiMs(),
    )
  }
  const server = smpp.createServer(session => {
    session.setMaxListeners(0)
    session.on('error', () => session.destroy())
    session.on('close', () => lies.delete(session))
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      lies.delete(session)
      session.send(pdu.response(), () => session.close())
    })
    session.on('bind_transceiver', (pdu: PDU) => {
      if (pdu.password !== 'secret')
        return void session.send(pdu.response({ command_status: 0x0e }))
      session.send(pdu.response())
      lier(session)
    })
    session.on('submit_sm', (pdu: PDU) => soumettre(session, pdu))
  })
  const port = await ecouter(server, surPort)
  return {
    soumis,
    conduite,
    reglages: {
      hote: '127.0.0.1',
      port,
      tls: false,
      identifiant: 'fil-rouge',
      motDePasse: 'secret',
      source: '38123',
    },
    repondre: (numero, texte) =>
      deposer({ source_addr: numero, destination_addr: '38123', short_message: texte }),
    accuser: (rang, accuse) => {
      const s = soumis[rang]
      if (s) deposer(accuseDe(s, accuse))
    },
    couper: () => {
      for (const lie of lies) lie.destroy()
    },
    enAttente: () => aLivrer.size,
    fermer: () =>
      fermer(server, () => {
        for (const session of [...server.sessions]) session.destroy()
      }),
  }
}

export type Passage = {
  cle: string
  corps: { destinataire: string; texte: string }
  autorisation: string | undefined
}
/**
 * An HTTP gateway that keeps the contract of docs/exploitation/messages.md: the same key is the
 * same message.
 */
export async function ouvrirPasserelleHttp() {
  const passages: Passage[] = []
  const acceptes = new Map<string, { id: string; destinataire: string; texte: string }>()
  const conduite = {
    statut: (_: Passage): number => 202,
    repond: (_: Passage): boolean => true,
    /** Bytes said in place of its answer. */
    brut: (_: Passage): Buffer | string | null => null,
  }
  const server = createServer(async (req, res) => {
    const corps = JSON.parse(await lire(req)) as Passage['corps']
    const passage = {
      cle: String(req.headers['idempotency-key']),
      corps,
      autorisation: req.headers.authorization,
    }
    passages.push(passage)
    const statut = conduite.statut(passage)
    if (statut < 300 && !acceptes.has(passage.cle))
      acceptes.set(passage.cle, { id: `h${acceptes.size + 1}`, ...corps })
    if (!conduite.repond(passage)) return void req.socket.destroy()
    const brut = conduite.brut(passage)
    if (brut !== null)
      return void res.writeHead(statut, { 'content-type': 'application/json' }).end(brut)
    res.writeHead(statut, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: acceptes.get(passage.cle)?.id,
        erreur: statut < 300 ? undefined : 'refus',
      }),
    )
  })
  const port = await ecouter(server)
  return {
    passages,
    acceptes,
    conduite,
    url: `http://127.0.0.1:${port}/sms`,
    fermer: () => fermer(server, () => server.closeAllConnections()),
  }
}

async function lire(req: IncomingMessage): Promise<string> {
  const morceaux: Buffer[] = []
  for await (const valeur of req) morceaux.push(valeur as Buffer)
  return Buffer.concat(morceaux).toString('utf8')
}
async function ecouter(server: NetServer, port = 0): Promise<number> {
  await new Promise<void>(prete => server.listen(port, '127.0.0.1', prete))
  return (server.address() as AddressInfo).port
}
function fermer(server: NetServer, couper: () => void): Promise<void> {
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
