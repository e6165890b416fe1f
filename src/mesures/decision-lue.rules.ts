import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Auteur, Transition } from './definition.rules.ts'

// What says that a decision was read: its number, its day, who decided; an act that ends a measure or changes what it asks is confirmed (ADR 0047).

const juridictionnels: readonly Auteur[] = ['tribunal', 'jap', 'tap', 'juge_instruction', 'jld', 'parquet', 'greffe']
/** Is this act the decision of a juridiction or of a parquet, which has a number and a day? */
export const estUneDecision = (auteur: string): boolean => (juridictionnels as readonly string[]).includes(auteur)
type Effet = Pick<Transition, 'effet'>
/** What ends a measure or changes what it asks is written with the decision in hand. */
export const seConfirme = ({ effet }: Effet): boolean => effet === 'fin' || effet === 'contenu'

type Lue = { auteur: Auteur; numero?: string | undefined; decisionLe?: Jour | undefined; decisionVue: boolean }
/** A decision that changes a measure is written with its number; what ends it, or changes what it asks, with its reader's word. */
export function refusSansDecision(t: Effet, { auteur, numero, decisionLe, decisionVue }: Lue, aujourdhui: Jour): Refusal[] {
  if (!estUneDecision(auteur) || !t.effet) return []
  const refus: Refusal[] = []
  if (!numero)
    refus.push({
      code: 'sans_numero',
      champ: 'numero',
      message: 'Indiquez le numéro de la décision : celui de la minute ou de l’ordonnance, à défaut le numéro de parquet.',
    })
  if (decisionLe && decisionLe > aujourdhui)
    refus.push({
      code: 'decision_a_venir',
      champ: 'decisionLe',
      message: `Le ${afficherJourCourt(decisionLe)} n’est pas encore venu : indiquez le jour de la décision.`,
    })
  if (seConfirme(t) && !decisionVue)
    refus.push({
      code: 'decision_non_vue',
      champ: 'decisionVue',
      message:
        t.effet === 'fin'
          ? 'Cet acte met fin à la mesure : cochez « J’ai la décision sous les yeux », ou attendez de l’avoir reçue.'
          : 'Cet acte change les obligations : cochez « J’ai la décision sous les yeux », ou attendez de l’avoir reçue.',
    })
  return refus
}

type Ecrite = { auteur: string; numero: string | null; decisionLe: string | null; decisionJuridictionNom: string | null }
/** What is known of the decision of an act; one that was recorded before it was asked says so. */
export function decisionEnMots(a: Ecrite): string | null {
  if (!estUneDecision(a.auteur)) return null
  if (!a.numero && !a.decisionLe) return 'Numéro et date de la décision : non notés'
  const numero = a.numero ? `n° ${a.numero}` : 'sans numéro noté'
  const du = a.decisionLe ? ` du ${afficherJourCourt(a.decisionLe as Jour)}` : ''
  return `Décision ${numero}${du}${a.decisionJuridictionNom ? `, ${a.decisionJuridictionNom}` : ''}`
}
