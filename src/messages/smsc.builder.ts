import smpp, { type PDU, type Session } from 'smpp'
import type { ReglagesSmpp } from '../platform/passerelles/smpp.ts'
import { texteDe } from '../platform/passerelles/smpp-texte.ts'
import { ecouter, fermer } from './envoi.builder.ts'

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

function conduiteParDefaut(): Smsc['conduite'] {
  const conduite: Smsc['conduite'] = {
    statut: () => 0,
    repond: () => true,
    numero: un => un.id,
    brut: () => null,
    delaiMs: () => 0,
    accuseApresMs: () => conduite.delaiMs() + 15,
    accuse: () => ({ etat: 2, reference: true }),
  }
  return conduite
}

/** What is submitted is kept, and answered as the test wants it. */
function comptoir(conduite: Smsc['conduite'], deposer: (livraison: Livraison) => void) {
  const soumis: Soumis[] = []
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
  return { soumis, soumettre }
}

/**
 * An SMSC: npm `smpp`'s own server. It knows no idempotency: what is submitted twice is counted
 * twice. It keeps receipts and answers for whoever is bound, and gives again what was not
 * acknowledged.
 */
export async function ouvrirSmsc(surPort = 0): Promise<Smsc> {
  const { aLivrer, lies, lier, deposer } = guichet()
  const conduite = conduiteParDefaut()
  const { soumis, soumettre } = comptoir(conduite, deposer)
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
      const un = soumis[rang]
      if (un) deposer(accuseDe(un, accuse))
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
