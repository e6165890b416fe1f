/**
 * What a provider says, as it may be kept and shown: on one line, of visible characters alone (a
 * NUL is refused by PostgreSQL), cut at `auPlus` characters.
 */
export const propre = (texte: string, auPlus = 300): string =>
  [...texte.replace(/[\p{C}\p{Z}]+/gu, ' ').trim()].slice(0, auPlus).join('')

/**
 * A provider's number for a message, or ours given back: null when it is none. Some fill it with
 * NULs.
 */
export function identifiantLu(texte: string | null | undefined): string | null {
  const lu = texte?.replace(/\0+$/, '') ?? ''
  return /^[\x20-\x7e]{1,200}$/.test(lu) ? lu : null
}

/**
 * Bytes said to be JSON, no more than `auPlus` of them; throws a sentence that says why they cannot
 * be read.
 */
export async function lireJson(
  octets: AsyncIterable<Uint8Array> | Uint8Array[] | null,
  auPlus: number,
): Promise<unknown> {
  const morceaux: Uint8Array[] = []
  let taille = 0
  for await (const morceau of octets ?? []) {
    taille += morceau.byteLength
    if (taille > auPlus) throw new Illisible('elle est trop longue')
    morceaux.push(morceau)
  }
  if (taille === 0) throw new Illisible('elle est vide')
  const texte = decoder(Buffer.concat(morceaux))
  try {
    return JSON.parse(texte)
  } catch {
    throw new Illisible('ce n’est pas du JSON')
  }
}

function decoder(octets: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets)
  } catch {
    throw new Illisible('ce n’est pas de l’UTF-8')
  }
}

/** Why an answer cannot be read. */
export class Illisible extends Error {}
