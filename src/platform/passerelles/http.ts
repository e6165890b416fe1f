import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Accuse, AEnvoyer, Fin, Passerelle } from './passerelle.ts'
import { Illisible, identifiantLu, lireJson, propre } from './reponse.ts'

/**
 * What the receipts are known by: the secret that the provider signs with, and the name that its
 * messages bear.
 */
export type ReglagesDAccuses = { secret: string; fournisseur: string }

export type ReglagesHttp = {
  url: string
  jeton: string | null
  nom?: string
  fenetre?: number
  delaiDeReponseMs?: number
}

/**
 * How long the provider must remember a key (docs/exploitation/messages.md): beyond, a doubt is
 * shown rather than sent again.
 */
const MEMOIRE_DES_CLES_MS = 48 * 3_600_000
const REPONSE_AU_PLUS = 64 * 1024
const DELAI_DE_REPONSE_MS = 15_000

/**
 * A gateway by HTTP: JSON, one POST by message, and a key by which the same message sent twice
 * arrives once.
 */
export function passerelleHttp(reglages: ReglagesHttp): Passerelle {
  let depuis: number | null = null
  const arret = new AbortController()
  return {
    nom: reglages.nom ?? `http:${new URL(reglages.url).host}`,
    canal: 'sms',
    fenetre: reglages.fenetre ?? 8,
    accuse: true,
    dedoublonne: true,
    memoireMs: MEMOIRE_DES_CLES_MS,
    ouvrir: ecoute => {
      depuis = performance.now()
      ecoute.prete()
    },
    ouverteDepuis: () => depuis,
    envoyer: message => poster(reglages, message, arret.signal),
    fermer: async () => {
      depuis = null
      arret.abort()
    },
  }
}

/** What happened before a connection was made: nothing can have been accepted. */
const rienEnvoye = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

async function poster(
  { url, jeton, delaiDeReponseMs }: ReglagesHttp,
  message: AEnvoyer,
  arret: AbortSignal,
): Promise<Fin> {
  // A timer of our own, which the process holds: under Node 20 what AbortSignal.any makes of
  // AbortSignal.timeout may be swept away unfired.
  const attente = new AbortController()
  const cesser = () => attente.abort(new DOMException('', 'AbortError'))
  const minuterie = setTimeout(
    () => attente.abort(new DOMException('', 'TimeoutError')),
    delaiDeReponseMs ?? DELAI_DE_REPONSE_MS,
  )
  arret.addEventListener('abort', cesser)
  if (arret.aborted) cesser()
  try {
    const reponse = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: attente.signal,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': message.cle,
        ...(jeton ? { authorization: `Bearer ${jeton}` } : {}),
      },
      body: JSON.stringify({
        cle: message.cle,
        destinataire: message.destinataire,
        texte: message.texte,
        utileJusqua: message.utileJusqua,
      }),
    })
    return await lireReponse(reponse)
  } catch (erreur) {
    return enPanne(erreur)
  } finally {
    clearTimeout(minuterie)
    arret.removeEventListener('abort', cesser)
  }
}

function enPanne(erreur: unknown): Fin {
  const code = (erreur as { cause?: { code?: string } }).cause?.code ?? ''
  if (erreur instanceof Illisible) return illisible(erreur.message)
  if (rienEnvoye.has(code))
    return { sorte: 'refus', definitif: false, detail: 'La passerelle n’est pas joignable.' }
  if (/^(SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_)/.test(code))
    return {
      sorte: 'refus',
      definitif: false,
      detail:
        'La liaison chiffrée avec la passerelle ne se fait pas : son certificat n’est pas reconnu.',
    }
  // What came back is not HTTP, or has no end: the same would come back tomorrow.
  if (/^HPE_|^UND_ERR_HEADERS_OVERFLOW$/.test(code)) return illisible('ce n’est pas du HTTP')
  const { name } = erreur as Error
  if (name === 'AbortError')
    return { sorte: 'doute', detail: 'L’envoi a été arrêté avant que la passerelle ait répondu.' }
  const tardive = name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code)
  return {
    sorte: 'doute',
    detail: tardive
      ? 'La passerelle n’a pas répondu à temps.'
      : 'La passerelle a coupé la connexion avant d’avoir répondu.',
  }
}
const illisible = (pourquoi: string): Fin => ({
  sorte: 'illisible',
  detail: `La passerelle a répondu, mais on ne peut pas lire sa réponse : ${pourquoi}.`,
})

const corpsDeReponse = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  erreur: z.string().optional(),
})

/** Node's bodies are read piece by piece, which the types of browsers do not know. */
const lire = ({ body }: Response) =>
  lireJson(body as unknown as AsyncIterable<Uint8Array> | null, REPONSE_AU_PLUS)
/**
 * 2xx accepted; 400, 404, 410, 413 and 422 never; other refusals may pass later; 409 and 5xx (503
 * apart) leave a doubt.
 */
async function lireReponse(reponse: Response): Promise<Fin> {
  const { status } = reponse
  if (status >= 300 && status < 400) return redirigee(status)
  if (reponse.ok) return enAccepte(await lire(reponse))
  const { data } = corpsDeReponse.safeParse(await lire(reponse).catch(() => null))
  const dit = `${status}${data?.erreur ? `, ${propre(data.erreur)}` : ''}`
  const enMots = (phrase: string) => ({
    detail: `${phrase} (${dit}).`,
    journal: `${phrase} (${status}).`,
  })
  if ([400, 404, 410, 413, 422].includes(status))
    return {
      sorte: 'refus',
      definitif: true,
      ...enMots('La passerelle refuse ce message ou ce numéro'),
    }
  if (status === 409 || (status >= 500 && status !== 503))
    return { sorte: 'doute', ...enMots('La passerelle ne dit pas si elle a pris le message') }
  return {
    sorte: 'refus',
    definitif: false,
    ...enMots('La passerelle ne prend pas de message pour l’instant'),
  }
}

/** It is not followed: the text and the number would go where nobody said. */
function redirigee(status: number): Fin {
  const detail = `La passerelle redirige vers une autre adresse (${status})`
  return {
    sorte: 'refus',
    definitif: false,
    detail: `${detail}.`,
    journal: `${detail} : mettez l’adresse finale dans FIL_ROUGE_SMS.`,
  }
}

function enAccepte(corps: unknown): Fin {
  const { data } = corpsDeReponse.safeParse(corps)
  if (!data) return illisible('elle n’a pas la forme attendue')
  if (data.id === undefined) return { sorte: 'accepte', ref: null }
  const ref = identifiantLu(String(data.id))
  return ref ? { sorte: 'accepte', ref } : illisible('son numéro est illisible')
}

const FENETRE_DE_REJEU_S = 300
/** What a provider signs: its clock in seconds, a point, and the body as it is on the wire. */
export const signer = (secret: string, horodatage: string, corps: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(`${horodatage}.`).update(corps).digest('hex')}`

/**
 * Null when the receipt is the provider's and of now; otherwise why it is not. The comparison takes
 * the same time whatever differs.
 */
export function refusDeSignature(
  secret: string,
  lu: { horodatage: string | undefined; signature: string | undefined; corps: Buffer },
  maintenantMs: number,
): 'horodatage' | 'signature' | null {
  if (!/^\d{10}$/.test(lu.horodatage ?? '') || !lu.signature) return 'horodatage'
  const attendue = Buffer.from(signer(secret, lu.horodatage ?? '', lu.corps))
  const recue = Buffer.from(lu.signature)
  if (recue.length !== attendue.length || !timingSafeEqual(recue, attendue)) return 'signature'
  return Math.abs(maintenantMs / 1000 - Number(lu.horodatage)) > FENETRE_DE_REJEU_S
    ? 'horodatage'
    : null
}

const identifiant = z.string().refine(texte => identifiantLu(texte) !== null)
const accuse = z
  .object({
    cle: identifiant.optional(),
    id: identifiant.optional(),
    etat: z.enum(['accepte', 'recu', 'echec']),
    detail: z.string().optional(),
  })
  .refine(valeur => valeur.cle !== undefined || valeur.id !== undefined)
const reponse = z.object({ de: z.string().min(3).max(30), texte: z.string().max(2000) })
const lignes = z.array(z.unknown()).max(1000).default([])
const corpsDAccuses = z.object({ accuses: lignes, reponses: lignes })

type Lu = { accuses: Accuse[]; reponses: z.output<typeof reponse>[]; illisibles: number }
/**
 * The body of POST /passerelle/accuses: receipts, and what people answered. A line that cannot be
 * read is counted and keeps no other from being read; null when nothing can.
 */
export function lireAccuses(corps: unknown): Lu | null {
  const { data } = corpsDAccuses.safeParse(corps)
  if (!data) return null
  const accuses = data.accuses.flatMap(ligne => accuse.safeParse(ligne).data ?? []).map(enAccuse)
  const reponses = data.reponses.flatMap(ligne => reponse.safeParse(ligne).data ?? [])
  const [donnees, lues] = [
    data.accuses.length + data.reponses.length,
    accuses.length + reponses.length,
  ]
  return donnees > 0 && lues === 0 ? null : { accuses, reponses, illisibles: donnees - lues }
}
const enAccuse = (donnees: z.output<typeof accuse>): Accuse => ({
  quoi: donnees.etat,
  cle: donnees.cle ?? null,
  refs: donnees.id ? [donnees.id] : [],
  detail: donnees.detail ?? (donnees.etat === 'echec' ? 'Le numéro n’est pas joignable.' : null),
})
