import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Accuse, AEnvoyer, Fin, Passerelle } from './passerelle.ts'

export type ReglagesHttp = { url: string; jeton: string | null; nom?: string; fenetre?: number; delaiDeReponseMs?: number }

/** How long the provider must remember a key (docs/exploitation/messages.md): beyond, a doubt is shown rather than sent again. */
const MEMOIRE_DES_CLES_MS = 48 * 3_600_000

/** A gateway by HTTP: JSON, one POST by message, and a key by which the same message sent twice arrives once. */
export function passerelleHttp(reglages: ReglagesHttp): Passerelle {
  let depuis: number | null = null
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
    envoyer: message => poster(reglages, message),
    fermer: async () => {
      depuis = null
    },
  }
}

/** What happened before a connection was made: nothing can have been accepted. */
const rienEnvoye = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])

async function poster({ url, jeton, delaiDeReponseMs }: ReglagesHttp, message: AEnvoyer): Promise<Fin> {
  try {
    const reponse = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(delaiDeReponseMs ?? 15_000),
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
    const code = (erreur as { cause?: { code?: string } }).cause?.code ?? ''
    return rienEnvoye.has(code)
      ? { sorte: 'refus', definitif: false, detail: 'La passerelle n’est pas joignable.' }
      : { sorte: 'doute', detail: 'La passerelle n’a pas répondu à temps.' }
  }
}

/** 2xx accepted; 400, 404, 410, 413 and 422 never; other refusals may pass later; 409 and 5xx (503 apart) leave a doubt. */
async function lireReponse(reponse: Response): Promise<Fin> {
  const corps: unknown = await reponse.json().catch(() => null)
  const { id, erreur } = z
    .object({ id: z.string().max(200).optional(), erreur: z.string().max(300).optional() })
    .catch({})
    .parse(corps)
  if (reponse.ok) return { sorte: 'accepte', ref: id ?? null }
  const dit = `${reponse.status}${erreur ? `, ${erreur}` : ''}`
  if ([400, 404, 410, 413, 422].includes(reponse.status))
    return { sorte: 'refus', definitif: true, detail: `La passerelle refuse ce message ou ce numéro (${dit}).` }
  if (reponse.status === 409 || (reponse.status >= 500 && reponse.status !== 503))
    return { sorte: 'doute', detail: `La passerelle ne dit pas si elle a pris le message (${dit}).` }
  return { sorte: 'refus', definitif: false, detail: `La passerelle ne prend pas de message pour l’instant (${dit}).` }
}

const FENETRE_DE_REJEU_S = 300
/** What a provider signs: its clock in seconds, a point, and the body as it is on the wire. */
export const signer = (secret: string, horodatage: string, corps: Buffer): string =>
  `sha256=${createHmac('sha256', secret).update(`${horodatage}.`).update(corps).digest('hex')}`

/** Null when the receipt is the provider's and of now; otherwise why it is not. The comparison takes the same time whatever differs. */
export function refusDeSignature(
  secret: string,
  lu: { horodatage: string | undefined; signature: string | undefined; corps: Buffer },
  maintenantMs: number,
): 'horodatage' | 'signature' | null {
  if (!/^\d{10}$/.test(lu.horodatage ?? '') || !lu.signature) return 'horodatage'
  const attendue = Buffer.from(signer(secret, lu.horodatage ?? '', lu.corps))
  const recue = Buffer.from(lu.signature)
  if (recue.length !== attendue.length || !timingSafeEqual(recue, attendue)) return 'signature'
  return Math.abs(maintenantMs / 1000 - Number(lu.horodatage)) > FENETRE_DE_REJEU_S ? 'horodatage' : null
}

const accuse = z.object({
  cle: z.string().min(1).max(200).optional(),
  id: z.string().min(1).max(200).optional(),
  etat: z.enum(['accepte', 'recu', 'echec']),
  detail: z.string().max(300).optional(),
})
/** The body of POST /passerelle/accuses: receipts, and what people answered. */
export const corpsDAccuses = z.object({
  accuses: z
    .array(accuse.refine(a => a.cle !== undefined || a.id !== undefined))
    .max(1000)
    .default([]),
  reponses: z
    .array(z.object({ de: z.string().min(3).max(30), texte: z.string().max(2000) }))
    .max(1000)
    .default([]),
})
export const enAccuse = (a: z.output<typeof accuse>): Accuse => ({
  quoi: a.etat,
  cle: a.cle ?? null,
  refs: a.id ? [a.id] : [],
  detail: a.detail ?? (a.etat === 'echec' ? 'Le numéro n’est pas joignable.' : null),
})
