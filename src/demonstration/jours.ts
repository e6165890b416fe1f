import { ajouterJours, estOuvre, type Jour, joursEntre, type Territoire } from '../platform/date.ts'

/**
 * The day itself when a service is open, otherwise the last one before: what follows what keeps its
 * order.
 */
export function jourOuvre(le: Jour, territoire: Territoire): Jour {
  let jour = le
  while (!estOuvre(jour, territoire)) jour = ajouterJours(jour, -1)
  return jour
}
/** The nth working day before a day. */
export function joursOuvresAvant(le: Jour, combien: number, territoire: Territoire): Jour {
  let jour = le
  for (let nombre = 0; nombre < combien; nombre += 1)
    jour = jourOuvre(ajouterJours(jour, -1), territoire)
  return jour
}
export const leDernier = (jour: Jour, autre: Jour): Jour => (jour > autre ? jour : autre)
export const lePremier = (jour: Jour, autre: Jour): Jour => (jour < autre ? jour : autre)

/** Hours at which an agent receives: as many bits of a day. */
export const heures = [
  '09:00',
  '09:45',
  '10:30',
  '11:15',
  '14:00',
  '14:45',
  '15:30',
  '16:15',
] as const
export const DUREE = 45
type Moment = { le: Jour; heure: string }
const PROFONDEUR = 1500
const A_VENIR = 400

/** What each agent has already: nobody is in two places at once, nor on leave. One byte a day. */
export class Agendas {
  readonly #prises = new Map<string, Uint8Array>()
  readonly #origine: Jour
  constructor(le: Jour) {
    this.#origine = ajouterJours(le, -PROFONDEUR)
  }
  #jours(agentId: string): Uint8Array {
    const connus = this.#prises.get(agentId) ?? new Uint8Array(PROFONDEUR + A_VENIR)
    this.#prises.set(agentId, connus)
    return connus
  }
  absent(agentId: string, du: Jour, joursEntiers: number): void {
    const debut = joursEntre(this.#origine, du)
    this.#jours(agentId).fill(255, debut, debut + joursEntiers)
  }
  /** Takes this hour, or the first free one from there, in this direction of time. */
  prendre(agentId: string, voulu: Moment, territoire: Territoire, sens: 1 | -1 = 1): Moment {
    const jours = this.#jours(agentId)
    let le = voulu.le
    let rang = (heures as readonly string[]).indexOf(voulu.heure)
    for (;;) {
      const jour = joursEntre(this.#origine, le)
      for (; estOuvre(le, territoire) && rang >= 0 && rang < heures.length; rang += sens) {
        const bit = 1 << rang
        const pris = jours[jour] ?? 0
        const heure = heures[rang]
        if (pris & bit || !heure) continue
        jours[jour] = pris | bit
        return { le, heure }
      }
      le = ajouterJours(le, sens)
      rang = sens === 1 ? 0 : heures.length - 1
    }
  }
}
