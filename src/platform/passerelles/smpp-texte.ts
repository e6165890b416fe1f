import smpp, { type PDU } from 'smpp'
import type { Accuse, Fin } from './passerelle.ts'
import { identifiantLu } from './reponse.ts'

// SMPP 3.4: §5.2.12 esm_class, §5.2.19 data_coding, §5.2.28 message_state, §5.3.2.17
// user_message_reference, §7.1.1 time, appendix B receipts.

const UDHI = 0x40
const GSM = 0
const UCS2 = 8
const ECHAPPEMENT = 0x1b

export type Morceau = {
  data_coding: number
  esm_class: number
  short_message?: Buffer
  message_payload?: Buffer
}
/**
 * The text as submit_sm carries it: GSM 03.38 when its alphabet is enough, UCS-2 otherwise. A long
 * one is one message_payload that the SMSC cuts, so that a message is one submission and never half
 * sent; `udh` cuts it here for an SMSC that refuses message_payload.
 */
export function decouper(texte: string, reference: number, long: 'payload' | 'udh'): Morceau[] {
  const gsm = smpp.encodings.ASCII.match(texte)
  const octets = gsm ? smpp.encodings.ASCII.encode(texte) : Buffer.from(texte, 'utf16le').swap16()
  const data_coding = gsm ? GSM : UCS2
  if (octets.length <= (gsm ? 160 : 140))
    return [{ data_coding, esm_class: 0, short_message: octets }]
  if (long === 'payload') return [{ data_coding, esm_class: 0, message_payload: octets }]
  const tranches = trancher(octets, gsm)
  return tranches.map((tranche, i) => ({
    data_coding,
    esm_class: UDHI,
    short_message: Buffer.concat([
      Buffer.from([5, 0, 3, reference & 0xff, tranches.length, i + 1]),
      tranche,
    ]),
  }))
}

/** Never between an escape and its character, nor inside a pair of surrogates. */
function trancher(octets: Buffer, gsm: boolean): Buffer[] {
  const tranches: Buffer[] = []
  for (let de = 0; de < octets.length; ) {
    let un = Math.min(de + (gsm ? 153 : 134), octets.length)
    if (un < octets.length) {
      if (gsm && octets[un - 1] === ECHAPPEMENT) un -= 1
      if (!gsm && ((octets[un - 2] ?? 0) & 0xfc) === 0xd8) un -= 2
    }
    tranches.push(octets.subarray(de, un))
    de = un
  }
  return tranches
}

/**
 * ISO instant to SMPP's absolute time, `YYMMDDhhmmsst00+`: the SMSC drops what it could not deliver
 * before.
 */
export const dureeDeValidite = (iso: string): string =>
  `${iso
    .replace(/\.\d+/, '')
    .replace(/[-:TZ]/g, '')
    .slice(2, 14)}000+`

/**
 * A refusal that would be the same tomorrow: wrong number, text too long, unknown coding, permanent
 * error of the application.
 */
const definitifs = new Set([0x01, 0x0b, 0x33, 0x50, 0x51, 0x65, 0x104])
export const estDefinitif = (statut: number): boolean => definitifs.has(statut)
export const libelleDuStatut = (statut: number): string =>
  estDefinitif(statut)
    ? `L’opérateur refuse ce message ou ce numéro (code SMPP 0x${statut.toString(16).padStart(2, '0')}).`
    : `L’opérateur ne prend pas de message pour l’instant (code SMPP 0x${statut.toString(16).padStart(2, '0')}).`

const parEtat: Record<number, Accuse['quoi']> = {
  1: 'accepte',
  2: 'recu',
  3: 'echec',
  4: 'echec',
  5: 'echec',
  6: 'accepte',
  8: 'echec',
  9: 'echec',
}
const parMot: Record<string, number> = {
  ENROUTE: 1,
  DELIVRD: 2,
  EXPIRED: 3,
  DELETED: 4,
  UNDELIV: 5,
  ACCEPTD: 6,
  UNKNOWN: 7,
  REJECTD: 8,
  SKIPPED: 9,
}
const raisons: Record<number, string> = {
  3: 'Le téléphone n’a pas été joignable à temps.',
  4: 'L’opérateur a supprimé le message.',
  5: 'Le numéro n’est pas joignable.',
  8: 'L’opérateur a refusé le message.',
  9: 'L’opérateur n’a pas transmis le message.',
}

export const texteDe = (pdu: PDU): string => {
  const message = pdu.short_message?.message?.length
    ? pdu.short_message.message
    : pdu.message_payload?.message
  return Buffer.isBuffer(message) ? message.toString('latin1') : (message ?? '')
}
/** Delivery receipt (0x04) or intermediate notification (0x20), not a message from somebody. */
export const estUnAccuse = (pdu: PDU): boolean => ((pdu.esm_class ?? 0) & 0x24) !== 0

/** Reads a receipt by its parameters, or by its text where they are absent. */
export function lireAccuse(pdu: PDU): Accuse {
  const texte = texteDe(pdu)
  const mot = /\bstat:([A-Z]{4,8})/i.exec(texte)?.[1]?.toUpperCase() ?? ''
  const etat = pdu.message_state ?? parMot[mot] ?? 7
  const ref = identifiantLu(pdu.receipted_message_id) || /\bid:\s*([\w-]+)/i.exec(texte)?.[1] || ''
  const erreur = /\berr:([\w]+)/i.exec(texte)?.[1]
  const raison = raisons[etat]
  return {
    // Unknown (7) says nothing of the delivery, only that the SMSC has held it.
    quoi: parEtat[etat] ?? 'accepte',
    refs: ref ? autresEcritures(ref) : [],
    reference: pdu.user_message_reference ?? null,
    numero: pdu.source_addr || null,
    detail: raison ? `${raison}${erreur && !/^0+$/.test(erreur) ? ` (code ${erreur})` : ''}` : null,
  }
}

/** Some SMSC write the same number in decimal in one place and in hexadecimal in the other. */
function autresEcritures(ref: string): string[] {
  const ecritures = [ref]
  if (/^\d{1,20}$/.test(ref))
    ecritures.push(BigInt(ref).toString(16), BigInt(ref).toString(16).toUpperCase())
  if (/^[\da-f]{1,16}$/i.test(ref)) ecritures.push(BigInt(`0x${ref}`).toString())
  return [...new Set(ecritures)]
}

const ILLISIBLE: Fin = {
  sorte: 'illisible',
  detail: 'L’opérateur a répondu, mais on ne peut pas lire sa réponse.',
}
/**
 * An answer that is not one to a submission, or whose number is none, says nothing that can be
 * kept.
 */
export function enFin(pdu: PDU): Fin {
  const { command_status: statut, message_id: numero } = pdu
  if (statut !== 0)
    return { sorte: 'refus', definitif: estDefinitif(statut), detail: libelleDuStatut(statut) }
  if (pdu.command !== 'submit_sm_resp') return ILLISIBLE
  if (!numero) return { sorte: 'accepte', ref: null }
  const ref = identifiantLu(numero)
  return ref ? { sorte: 'accepte', ref } : ILLISIBLE
}
