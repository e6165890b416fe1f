import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { normaliser, type Valeurs } from './corps.ts'
import { hmac } from './jeton.ts'
import type { Envoi, Reprise } from './plateforme.ts'

// What is typed belongs to who typed it: it leaves the server encrypted (AES-256-GCM), so that the
// next person at the same desk reads nothing of it in the page, and it is given back to that
// account alone (ADR 0031).
type Usage = 'porteur' | 'reprise'
const NONCE = 12
const SCEAU = 16
/** What is unfolded is a form, never more than a form may weigh. */
const AU_PLUS = 16 * 1024 * 1024
const cleDe = (secret: Buffer, usage: Usage) => hmac(secret, `chiffre:${usage}`)

export function chiffrer(secret: Buffer, usage: Usage, valeur: unknown): string {
  const nonce = randomBytes(NONCE)
  const chiffre = createCipheriv('aes-256-gcm', cleDe(secret, usage), nonce)
  const texte = Buffer.concat([
    chiffre.update(deflateRawSync(JSON.stringify(valeur))),
    chiffre.final(),
  ])
  return Buffer.concat([nonce, chiffre.getAuthTag(), texte]).toString('base64url')
}

/** The value, or null when it is not ours, was altered, or was made for another use. */
export function dechiffrer<T>(secret: Buffer, usage: Usage, recu: unknown): T | null {
  const octets = typeof recu === 'string' ? Buffer.from(recu, 'base64url') : Buffer.alloc(0)
  if (octets.length <= NONCE + SCEAU) return null
  try {
    const chiffre = createDecipheriv(
      'aes-256-gcm',
      cleDe(secret, usage),
      octets.subarray(0, NONCE),
      { authTagLength: SCEAU },
    )
    chiffre.setAuthTag(octets.subarray(NONCE, NONCE + SCEAU))
    const clair = Buffer.concat([chiffre.update(octets.subarray(NONCE + SCEAU)), chiffre.final()])
    return JSON.parse(inflateRawSync(clair, { maxOutputLength: AU_PLUS }).toString()) as T
  } catch {
    return null
  }
}

/** The proof, in each form, of who opened its page. */
export const signerPorteur = (secret: Buffer, compteId: string): string =>
  chiffrer(secret, 'porteur', compteId)
export const porteurDe = (secret: Buffer, recu: unknown): string | null =>
  dechiffrer<string>(secret, 'porteur', recu)

/**
 * What a POST of ours was carrying, for the account that opened its page: `parDefaut` when the page
 * does not say who that is. Null when there is nobody to give it to, or when the browser says that
 * another site sent it.
 */
export function repriseDe(
  secret: Buffer,
  request: FastifyRequest,
  parDefaut: string | null,
  doute = false,
): string | null {
  const origine = request.headers['sec-fetch-site']
  // What was not read to the end is not what was typed.
  if (
    !request.lue ||
    request.method !== 'POST' ||
    (origine !== undefined && origine !== 'same-origin' && origine !== 'none')
  )
    return null
  const valeurs = sansFichiers(lisible(request.body) as Valeurs)
  // The page that gives a text back may fail in its turn: the sealed text goes on as it is.
  if (dechiffrer<Reprise>(secret, 'reprise', valeurs.reprise)) return String(valeurs.reprise)
  const compteId = porteurDe(secret, valeurs._porteur) ?? parDefaut
  // A password is typed again: it never comes back through a page; what was typed beside it does.
  const { motDePasse: _nouveau, ancien: _ancien, ...rendues } = valeurs
  const rienDAutre =
    'motDePasse' in valeurs && Object.keys(rendues).every(nom => nom.startsWith('_'))
  if (!compteId || rienDAutre) return null
  // A doubt stays one until the sending is answered, whatever fails in between.
  const incertain = doute || valeurs._incertain === 'oui'
  return chiffrer(secret, 'reprise', {
    chemin: request.url,
    valeurs: rendues,
    compteId,
    incertain,
  } satisfies Reprise)
}

/** A body that no page of ours can have sent holds nothing that was typed. */
function lisible(corps: unknown): unknown {
  try {
    return normaliser(corps ?? {})
  } catch {
    return {}
  }
}
/** A file does not come back through a page: it is still on the disk of who sent it. */
const sansFichiers = (valeurs: Valeurs): Valeurs =>
  Object.fromEntries(
    Object.entries(valeurs).filter(
      ([, valeur]) => !(valeur !== null && typeof valeur === 'object' && 'octets' in valeur),
    ),
  )

/** With what the pages of an account seal the words that their tab keeps. */
export const cleDesSaisies = (secret: Buffer, compteId: string): string =>
  hmac(secret, `saisies:${compteId}`).toString('base64')

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/**
 * The key of a form that was sent, with the keyed hash of where and of what it held; null when it
 * carries none.
 */
export function envoiDe(secret: Buffer, chemin: string, valeurs: Valeurs): Envoi | null {
  const cle = valeurs._cle
  if (typeof cle !== 'string' || !UUID.test(cle)) return null
  const tenu = Object.entries(valeurs).filter(([nom]) => !nom.startsWith('_'))
  return { cle, contenu: hmac(secret, `envoi:${cle}:${chemin}:${JSON.stringify(enOrdre(tenu))}`) }
}

/** The same values always make the same text: names in order, a file as its fingerprint. */
function enOrdre(entrees: [string, unknown][]): unknown[] {
  return entrees
    .sort(([instant], [autre]) => (instant < autre ? -1 : 1))
    .map(([nom, valeur]) => [nom, enTexte(valeur)])
}
function enTexte(v: unknown): unknown {
  if (Buffer.isBuffer(v)) return createHash('sha256').update(v).digest('hex')
  if (v === null || typeof v !== 'object') return v
  return Array.isArray(v) ? v.map(enTexte) : enOrdre(Object.entries(v))
}
