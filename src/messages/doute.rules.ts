import { lireInstant } from '../platform/date.ts'
import { ATTENTE_DU_DOUTE_MINUTES, REPRISES_AU_PLUS } from '../platform/passerelles/rfc-5321.ts'

/** What settled a message for good, as `messages.regle_par` says it (ADR 0024). */
export type Regle =
  | 'dit_par_telephone'
  | 'depasse'
  | 'plus_rien_a_dire'
  | 'coordonnees_d_avant'
  | 'opposition'
type EnDoute = {
  canal: string
  etat: string
  changeA: string
  utileJusqua: string
  reglePar: string | null
}
type Evenement = { quoi: string }
/**
 * Whether an e-mail in doubt leaves once more by itself, and from when (ISO); null when it does
 * not. `regle`: what has settled it since.
 */
export type Doute = {
  repartA: string | null
  dejaReparti: boolean
  illisible: boolean
  regle: Regle | null
}

/** What is known of a message in doubt, from its history, the oldest first; null when it is not. */
export function douteDe(message: EnDoute, evenements: readonly Evenement[]): Doute | null {
  if (message.etat !== 'incertain') return null
  const depuis = evenements.slice(
    evenements.findLastIndex(evenement => evenement.quoi === 'renvoye') + 1,
  )
  const reprises = depuis.filter(evenement => evenement.quoi === 'repris').length
  const illisible = depuis.some(evenement => evenement.quoi === 'illisible')
  const regle = message.reglePar as Regle | null
  const repartA = lireInstant(message.changeA).add({ minutes: ATTENTE_DU_DOUTE_MINUTES }).toString()
  const aTemps = Date.parse(repartA) < Date.parse(message.utileJusqua)
  const permis = regle === null && !illisible && reprises < REPRISES_AU_PLUS
  const repart = message.canal === 'courriel' && permis && aTemps
  return { repartA: repart ? repartA : null, dejaReparti: reprises > 0, illisible, regle }
}
