import { lireInstant } from '../platform/date.ts'

/**
 * A mail server that did not confirm is asked once more, and later: « the retry interval SHOULD be at least 30 minutes » (RFC 5321,
 * §4.5.4.1). A second silence is shown and not tried again: « multiple copies of the message » (§4.5.3.2.6) worry who receives them. ADR 0024.
 */
export const ATTENTE_DU_DOUTE_MINUTES = 30
export const REPRISES_AU_PLUS = 1

type EnDoute = { canal: string; etat: string; changeA: string; utileJusqua: string }
type Evenement = { quoi: string }
/** Whether an e-mail in doubt leaves once more by itself, and from when (ISO); null when it does not. */
export type Doute = { repartA: string | null; dejaReparti: boolean; illisible: boolean }

/** What is known of a message in doubt, from its history, the oldest first; null when it is not. */
export function douteDe(message: EnDoute, evenements: readonly Evenement[]): Doute | null {
  if (message.etat !== 'incertain') return null
  const depuis = evenements.slice(evenements.findLastIndex(e => e.quoi === 'renvoye') + 1)
  const reprises = depuis.filter(e => e.quoi === 'repris').length
  const illisible = depuis.some(e => e.quoi === 'illisible')
  const ecarte = illisible || depuis.some(e => e.quoi === 'depasse')
  const repartA = lireInstant(message.changeA).add({ minutes: ATTENTE_DU_DOUTE_MINUTES }).toString()
  const repart =
    message.canal === 'courriel' && !ecarte && reprises < REPRISES_AU_PLUS && Date.parse(repartA) < Date.parse(message.utileJusqua)
  return { repartA: repart ? repartA : null, dejaReparti: reprises > 0, illisible }
}
