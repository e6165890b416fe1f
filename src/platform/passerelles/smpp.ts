import smpp, { type PDU, type Session } from 'smpp'
import type { AEnvoyer, Ecoute, Fin, Passerelle } from './passerelle.ts'
import {
  decouper,
  dureeDeValidite,
  enFin,
  estUnAccuse,
  lireAccuse,
  type Morceau,
  texteDe,
} from './smpp-texte.ts'

export type ReglagesSmpp = {
  nom?: string
  hote: string
  port: number
  tls: boolean
  identifiant: string
  motDePasse: string
  /** What the person sees: a number she can answer to, or a name that she cannot. */
  source: string
  typeDeSysteme?: string
  long?: 'payload' | 'udh'
  fenetre?: number
  delaiDeReponseMs?: number
  /**
   * How long a receipt is waited for after a doubt, and what is done then: SMPP 3.4 cannot tell
   * twice the same message apart.
   */
  attenteDuDouteMs?: number
  apresLeDoute?: 'montrer' | 'renvoyer'
}

const VERSION_3_4 = 0x34
const REESSAYER_PLUS_TARD = 0x64
const PERIODE_DU_LIEN_MS = 30_000
/**
 * Where silence means that nothing was taken. A message that is in doubt more often than that is
 * somebody's to decide.
 */
const REPRISES_AU_PLUS = 5
const RETOUR_MIN_MS = 200
const RETOUR_MAX_MS = 30_000
const PAS_RELIE: Fin = {
  sorte: 'refus',
  definitif: false,
  detail: 'La liaison avec l’opérateur est coupée.',
}

/**
 * An SMSC by SMPP 3.4, bound as transceiver; the link is made again for as long as the gateway is
 * open.
 */
export function passerelleSmpp(reglages: ReglagesSmpp): Passerelle {
  const liaison = new Liaison(reglages)
  return {
    nom: reglages.nom ?? `smpp:${reglages.hote}:${reglages.port}`,
    canal: 'sms',
    fenetre: reglages.fenetre ?? 10,
    accuse: true,
    dedoublonne: false,
    attenteDuDouteMs: reglages.attenteDuDouteMs ?? 3_600_000,
    reprisesAuPlus: reglages.apresLeDoute === 'renvoyer' ? REPRISES_AU_PLUS : 0,
    ouvrir: ecoute => liaison.ouvrir(ecoute),
    ouverteDepuis: () => liaison.lieeDepuis,
    envoyer: message => liaison.envoyer(message),
    fermer: () => liaison.fermer(),
  }
}

class Liaison {
  readonly #r: ReglagesSmpp
  #ecoute: Ecoute | null = null
  #session: Session | null = null
  #lien: NodeJS.Timeout | undefined
  #retour: NodeJS.Timeout | undefined
  #echecs = 0
  #fermee = false
  /** Why the operator refused to bind. */
  #refus: string | null = null
  /** What waits for an answer of this session, which will never come if it breaks. */
  readonly #enVol = new Set<(fin: Fin) => void>()
  lieeDepuis: number | null = null

  constructor(reglages: ReglagesSmpp) {
    this.#r = reglages
  }

  ouvrir(ecoute: Ecoute): void {
    this.#ecoute = ecoute
    this.#connecter()
  }

  /** A new session each time: the library keeps the sequence and the callbacks of a broken one. */
  #connecter(): void {
    const { hote, port, tls } = this.#r
    const session = smpp.connect({ host: hote, port, tls })
    this.#session = session
    const delai = setTimeout(() => session.destroy(), this.#delaiMs())
    session.on(tls ? 'secureConnect' : 'connect', () =>
      this.#lier(session, () => clearTimeout(delai)),
    )
    let pourquoi = 'La liaison avec l’opérateur est coupée.'
    // After an unreadable PDU the library hears nothing more: the session is of no use.
    session.on('error', (erreur: Error) => {
      pourquoi = pourquoiCoupee(erreur)
      session.destroy()
    })
    session.on('close', () => {
      clearTimeout(delai)
      this.#rompre(session, this.#refus ?? pourquoi)
      this.#refus = null
    })
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()))
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('deliver_sm', (pdu: PDU) => void this.#recevoir(session, pdu))
  }

  #lier(session: Session, surLiaison: () => void): void {
    const { identifiant, motDePasse, typeDeSysteme } = this.#r
    const demande = {
      system_id: identifiant,
      password: motDePasse,
      system_type: typeDeSysteme ?? '',
      interface_version: VERSION_3_4,
    }
    session.bind_transceiver(demande, pdu => {
      if (pdu.command_status !== 0) {
        this.#refus = `L’opérateur refuse la liaison (code SMPP 0x${pdu.command_status.toString(16)}).`
        session.destroy()
        return
      }
      surLiaison()
      this.#echecs = 0
      this.lieeDepuis = performance.now()
      this.#lien = setInterval(() => this.#eprouver(session), PERIODE_DU_LIEN_MS)
      this.#ecoute?.prete()
    })
  }

  /**
   * A link that does not answer is cut: what it carried is in doubt rather than waiting for ever.
   */
  #eprouver(session: Session): void {
    const delai = setTimeout(() => session.destroy(), this.#delaiMs())
    session.enquire_link(() => clearTimeout(delai))
    session.once('close', () => clearTimeout(delai))
  }

  #rompre(session: Session, pourquoi: string): void {
    if (this.#session !== session) return
    this.#session = null
    this.lieeDepuis = null
    clearInterval(this.#lien)
    for (const finir of this.#enVol)
      finir({ sorte: 'doute', detail: 'La liaison s’est coupée avant la réponse de l’opérateur.' })
    if (this.#fermee) return
    this.#ecoute?.coupee(pourquoi)
    const delai = Math.min(RETOUR_MIN_MS * 2 ** this.#echecs, RETOUR_MAX_MS)
    this.#echecs += 1
    this.#retour = setTimeout(() => this.#connecter(), delai)
  }

  #delaiMs(): number {
    return this.#r.delaiDeReponseMs ?? 15_000
  }

  /** One message; cut here, its pieces follow each other and the last one asks for the receipt. */
  async envoyer(message: AEnvoyer): Promise<Fin> {
    const morceaux = decouper(message.texte, message.reference, this.#r.long ?? 'payload')
    let fin: Fin = PAS_RELIE
    for (const [i, morceau] of morceaux.entries()) {
      fin = await this.#soumettre(message, morceau, i === morceaux.length - 1)
      if (fin.sorte === 'accepte') continue
      // Part of it has left: sending all again would double that part.
      return i > 0 && !(fin.sorte === 'refus' && fin.definitif)
        ? { sorte: 'doute', detail: fin.detail }
        : fin
    }
    return fin
  }

  #soumettre(message: AEnvoyer, morceau: Morceau, dernier: boolean): Promise<Fin> {
    const session = this.#session
    if (!session || this.lieeDepuis === null) return Promise.resolve(PAS_RELIE)
    return new Promise(resolve => {
      let finie = false
      const finir = (fin: Fin) => {
        finie = true
        clearTimeout(delai)
        this.#enVol.delete(finir)
        resolve(fin)
      }
      const delai = setTimeout(
        () => finir({ sorte: 'doute', detail: 'L’opérateur n’a pas répondu à temps.' }),
        this.#delaiMs(),
      )
      this.#enVol.add(finir)
      const parti = session.submit_sm(
        { ...morceau, ...this.#adresses(message), registered_delivery: dernier ? 1 : 0 },
        pdu => {
          if (finie) void this.#repondreTard(message, pdu, dernier)
          else finir(enFin(pdu))
        },
      )
      // Not a byte was written: nothing is in doubt.
      if (!parti) finir(PAS_RELIE)
    })
  }

  #adresses(message: AEnvoyer) {
    const { source } = this.#r
    const alphanumerique = !/^\+?\d+$/.test(source)
    const international = source.startsWith('+') ? 1 : 0
    return {
      source_addr: alphanumerique ? source : source.replace('+', ''),
      source_addr_ton: alphanumerique ? 5 : international,
      source_addr_npi: alphanumerique ? 0 : 1,
      destination_addr: message.destinataire.replace(/\D/g, ''),
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      validity_period: dureeDeValidite(message.utileJusqua),
      user_message_reference: message.reference,
    }
  }

  /** An answer that came after we had stopped waiting lifts the doubt. */
  async #repondreTard(message: AEnvoyer, pdu: PDU, dernier: boolean): Promise<void> {
    const fin = enFin(pdu)
    if (!dernier || fin.sorte !== 'accepte') return
    const accuse = {
      quoi: 'accepte' as const,
      cle: message.cle,
      refs: fin.ref ? [fin.ref] : [],
      detail: null,
    }
    await this.#ecoute?.recu(accuse).catch((erreur: Error) => this.#ecoute?.erreur(erreur.message))
  }

  /** Acknowledged once kept: the SMSC gives it again otherwise, to us or to the next one bound. */
  async #recevoir(session: Session, pdu: PDU): Promise<void> {
    try {
      if (estUnAccuse(pdu)) await this.#ecoute?.recu(lireAccuse(pdu))
      else await this.#ecoute?.reponse(pdu.source_addr ?? '', texteDe(pdu))
      session.send(pdu.response())
    } catch (erreur) {
      this.#ecoute?.erreur((erreur as Error).message)
      session.send(pdu.response({ command_status: REESSAYER_PLUS_TARD }))
    }
  }

  async fermer(): Promise<void> {
    this.#fermee = true
    clearTimeout(this.#retour)
    const session = this.#session
    if (!session) return
    await new Promise<void>(resolve => {
      const force = setTimeout(() => session.destroy(), 1_000)
      session.once('close', () => {
        clearTimeout(force)
        resolve()
      })
      if (this.lieeDepuis === null || !session.unbind(() => session.close())) session.destroy()
    })
  }
}

/** In words that have neither its address nor its name. */
function pourquoiCoupee({ code = '' }: NodeJS.ErrnoException): string {
  if (/^(ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code))
    return `Rien ne répond à l’adresse de l’opérateur (${code}).`
  if (/^(ENOTFOUND|EAI_AGAIN)$/.test(code))
    return `Le nom de l’opérateur est inconnu du réseau (${code}).`
  if (/^(ECONNRESET|EPIPE)$/.test(code)) return `L’opérateur a coupé la liaison (${code}).`
  if (/CERT|TLS|SSL|UNABLE_TO/.test(code))
    return `Le certificat de l’opérateur n’est pas reconnu (${code}).`
  return 'Ce que dit l’opérateur ne se lit pas, la liaison est coupée.'
}
