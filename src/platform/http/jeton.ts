import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const COOKIE_SESSION = '__Host-fil-rouge'
const COOKIE_ANONYME = '__Host-fil-rouge-visite'
const COOKIE_FLASH = '__Host-fil-rouge-message'
const surete = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const

export const nouveauJeton = () => randomBytes(32).toString('base64url')
export const empreinte = (jeton: string) => createHash('sha256').update(jeton).digest()
export const jetonDeSession = (request: FastifyRequest): string | undefined =>
  request.cookies[COOKIE_SESSION]

export const poserSession = (reply: FastifyReply, jeton: string) =>
  reply.setCookie(COOKIE_SESSION, jeton, surete)
export const oterSession = (reply: FastifyReply) => reply.clearCookie(COOKIE_SESSION, surete)

/**
 * What the anti-forgery token is bound to: the session, or before signing in a cookie of its own.
 */
export function porteurDuJeton(request: FastifyRequest, reply: FastifyReply): string {
  const connu = jetonDeSession(request) ?? request.cookies[COOKIE_ANONYME]
  if (connu) return connu
  const nouveau = nouveauJeton()
  reply.setCookie(COOKIE_ANONYME, nouveau, surete)
  return nouveau
}

export const hmac = (secret: Buffer, valeur: string) =>
  createHmac('sha256', secret).update(valeur).digest()
const xor = (buffer: Buffer, autre: Buffer) =>
  Buffer.from(buffer.map((octet, i) => octet ^ (autre[i] ?? 0)))

/**
 * Anti-forgery token, masked anew in each answer so that compression reveals nothing of it
 * (BREACH).
 */
export function jetonDeFormulaire(secret: Buffer, porteur: string): string {
  const masque = randomBytes(32)
  return Buffer.concat([masque, xor(hmac(secret, `formulaire:${porteur}`), masque)]).toString(
    'base64url',
  )
}

export function jetonValide(secret: Buffer, porteur: string | undefined, recu: unknown): boolean {
  const octets = typeof recu === 'string' ? Buffer.from(recu, 'base64url') : Buffer.alloc(0)
  if (!porteur || octets.length !== 64) return false
  return timingSafeEqual(
    xor(octets.subarray(32), octets.subarray(0, 32)),
    hmac(secret, `formulaire:${porteur}`),
  )
}

/** Checks the token and that the browser itself says the request comes from our own pages. */
export function envoiLegitime(secret: Buffer, request: FastifyRequest, recu: unknown): boolean {
  const origine = request.headers['sec-fetch-site']
  if (origine !== undefined && origine !== 'same-origin' && origine !== 'none') return false
  return jetonValide(secret, jetonDeSession(request) ?? request.cookies[COOKIE_ANONYME], recu)
}

/** Said at the top of the next page, once: what was done, or what must be looked at. */
export type Message = { genre: 'success' | 'warning'; texte: string }
export const poserMessage = (
  reply: FastifyReply,
  texte: string,
  genre: Message['genre'] = 'success',
) =>
  reply.setCookie(COOKIE_FLASH, `${genre}.${Buffer.from(texte).toString('base64url')}`, {
    ...surete,
    maxAge: 60,
  })

export function prendreMessage(request: FastifyRequest, reply: FastifyReply): Message | null {
  const [genre, recu] = request.cookies[COOKIE_FLASH]?.split('.') ?? []
  if (!recu) return null
  reply.clearCookie(COOKIE_FLASH, surete)
  return {
    genre: genre === 'warning' ? 'warning' : 'success',
    texte: Buffer.from(recu, 'base64url').toString(),
  }
}
