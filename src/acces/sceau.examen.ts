import type { Tx } from '../platform/db/index.ts'
import { type Cles, nomDe, signature, type Tete } from './sceau.gestes.ts'
import * as store from './sceau.store.ts'

export type Verification = {
  sceaux: number
  lignes: number
  purgees: number
  enAttente: number
  fautes: string[]
}
/**
 * All that is wrong with the journals, in words: lines, seals, proofs, signatures, and heads that
 * were noted out of the base.
 */
export async function verifierLesJournaux(
  tx: Tx,
  cles: Cles,
  tetes: readonly Tete[] = [],
): Promise<Verification> {
  const [sceaux, purges, attentes] = [
    await store.verifierSceaux(tx),
    await store.verifierPurges(tx),
    await store.lignesEnAttente(tx),
  ]
  const connues = clesParNom(cles)
  const fautes = [
    ...sceaux.flatMap(sceau =>
      sceau.fautes.map(faute => `journal de ${sceau.journal}, sceau ${sceau.rang} : ${faute}`),
    ),
    ...purges.flatMap(purge =>
      purge.fautes.map(faute => `preuve de purge ${purge.rang} : ${faute}`),
    ),
    ...attentes.flatMap(attente =>
      attente.fautes.map(faute => `journal de ${attente.journal} : ${faute}`),
    ),
    ...store.journaux.flatMap(journal =>
      fautesDeSignature(
        sceaux.filter(sceau => sceau.journal === journal),
        connues,
      ),
    ),
    ...fautesDePurge(sceaux, purges, connues),
    ...fautesDeTete(sceaux, tetes),
  ]
  const somme = (de: (sceau: store.SceauVerifie) => number) =>
    sceaux.reduce((nombre, sceau) => nombre + de(sceau), 0)
  const enAttente = attentes.reduce((nombre, attente) => nombre + attente.lignes, 0)
  return {
    sceaux: sceaux.length,
    lignes: somme(sceau => sceau.lignes),
    purgees: somme(sceau => sceau.purgees),
    enAttente,
    fautes,
  }
}

const clesParNom = (cles: Cles) =>
  new Map([cles.signe, ...cles.anciennes].filter(cle => cle !== null).map(cle => [nomDe(cle), cle]))
/**
 * Why these seals are not those that follow the head noted last, itself first among them: whoever
 * remade the end of a chain would have it noted for them. Null when they are.
 */
export function refusDeNoter(
  suite: store.SceauSuivi[],
  cles: Cles,
  notee: { rang: number; empreinte?: string },
): string | null {
  const connues = clesParNom(cles)
  const [premier] = suite
  if (
    notee.rang > 0 &&
    (premier?.rang !== notee.rang || (notee.empreinte ?? premier.empreinte) !== premier.empreinte)
  )
    return `sceau ${notee.rang} : noté hors de la base, il ${premier?.rang === notee.rang ? 'y a changé' : 'n’y est plus'}`
  for (const [i, sceau] of suite.entries()) {
    const avant = suite[i - 1]
    if (sceau.rang <= notee.rang) continue
    if (sceau.rang !== (avant?.rang ?? 0) + 1 || sceau.precedent !== (avant?.empreinte ?? ''))
      return `sceau ${sceau.rang} : chaîne rompue`
    const faute =
      sceau.cle === null && avant?.cle
        ? 'sans signature'
        : fauteDeSignature({ ...sceau, empreinte: Buffer.from(sceau.empreinte, 'hex') }, connues)
    if (faute) return `sceau ${sceau.rang} : ${faute}`
  }
  return null
}

type Signe = { cle: string | null; message: string; empreinte: Buffer }
function fauteDeSignature(
  { cle, message, empreinte }: Signe,
  connues: Map<string, string>,
): string | null {
  if (cle === null || connues.size === 0) return null
  const secret = connues.get(cle)
  if (!secret) return `signature d’une clé inconnue (${cle})`
  return signature(secret, message).equals(empreinte) ? null : 'signature fausse'
}
/** Once a seal was signed, each one after it is; where there is a key, the last one is. */
function fautesDeSignature(sceaux: store.SceauVerifie[], connues: Map<string, string>): string[] {
  const premiere = sceaux.findIndex(sceau => sceau.cle !== null)
  const attendue = (rang: number) =>
    (premiere >= 0 && rang > premiere) || (connues.size > 0 && rang === sceaux.length - 1)
  return sceaux.flatMap((sceau, rang) => {
    const faute =
      sceau.cle === null && attendue(rang) ? 'sans signature' : fauteDeSignature(sceau, connues)
    return faute ? [`journal de ${sceau.journal}, sceau ${sceau.rang} : ${faute}`] : []
  })
}
/** A proof without a signature is one of before the first signed seal, which covers it. */
function fautesDePurge(
  sceaux: store.SceauVerifie[],
  purges: store.PurgeVerifiee[],
  connues: Map<string, string>,
): string[] {
  const couvertes = Math.min(
    ...sceaux.filter(sceau => sceau.cle !== null).map(sceau => sceau.purges),
  )
  return purges.flatMap(purge => {
    const faute =
      purge.cle === null && purge.rang > couvertes
        ? 'sans signature'
        : fauteDeSignature(purge, connues)
    return faute ? [`preuve de purge ${purge.rang} : ${faute}`] : []
  })
}
function fautesDeTete(sceaux: store.SceauVerifie[], tetes: readonly Tete[]): string[] {
  const presents = new Map(
    sceaux.map(sceau => [`${sceau.journal} ${sceau.rang}`, sceau.empreinte.toString('hex')]),
  )
  return tetes.flatMap(({ journal, rang, empreinte }) => {
    const present = presents.get(`${journal} ${rang}`)
    if (present === empreinte) return []
    return [
      `journal de ${journal}, sceau ${rang} : noté hors de la base, il ${present ? 'y a changé' : 'n’y est plus'}`,
    ]
  })
}
/**
 * Seals after the last one noted: nothing out of the base would show that they were taken off.
 * Those before it are covered by it.
 */
export const fautesDAbsence = (poses: readonly Tete[], tetes: readonly Tete[]): string[] =>
  poses.flatMap(({ journal, rang }) => {
    const nombre = tetes.reduce(
      (absents, tete) => (tete.journal === journal ? Math.min(absents, rang - tete.rang) : absents),
      rang,
    )
    return nombre > 0
      ? [
          `journal de ${journal} : sceaux posés et pas encore notés dans FIL_ROUGE_SCEAUX_FICHIER : ${nombre}`,
        ]
      : []
  })
