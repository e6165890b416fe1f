import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'

/**
 * What became of a convocation whose day is past; `sans_suite` is one about which nobody has said
 * anything (terrain §1.4).
 */
export const suites = {
  honoree: 'Honorée',
  excusee: 'Excusée',
  manquee: 'Manquée',
  annulee: 'Annulée',
  reportee: 'Reportée',
  sans_suite: 'Sans suite',
} as const
export type Suite = keyof typeof suites
export const clesSuites = motsDe(suites)

export type Compte = { mois: string; type: string; etat: string; nombre: number }
export type Comptes = Record<Suite, number>
/**
 * `attendues`: those to which one came, excused oneself, or did not come. The rates are of these,
 * and each says its two numbers.
 */
export type Bilan = Comptes & { total: number; attendues: number }

/** A month as the address writes it, `2026-11`; the first day of it. */
export const premierJour = (mois: string): Jour => `${mois}-01` as Jour
export const moisDe = (le: Jour): string => le.slice(0, 7)
export const MOIS_MAX = 36

/**
 * Twelve months that end with the present one, unless others are asked for; at most three years, in
 * their order.
 */
export function etendue(
  demande: { du?: string | undefined; au?: string | undefined },
  aujourdhui: Jour,
): { du: string; au: string; mois: string[] } {
  const courant = moisDe(aujourdhui)
  const fin = demande.au && demande.au <= courant ? demande.au : courant
  const demandee =
    demande.du && demande.du <= fin ? demande.du : moisDe(ajouterMois(premierJour(fin), -11))
  const plusTot = moisDe(ajouterMois(premierJour(fin), 1 - MOIS_MAX))
  const du = demandee < plusTot ? plusTot : demandee
  const mois: string[] = []
  for (let mot = du; mot <= fin; mot = moisDe(ajouterMois(premierJour(mot), 1))) mois.push(mot)
  return { du, au: fin, mois }
}
/**
 * The day before which convocations are counted: the end of the last month, and never a day that is
 * not over.
 */
export const avant = (au: string, aujourdhui: Jour): Jour => {
  const fin = ajouterMois(premierJour(au), 1)
  return fin < aujourdhui ? fin : aujourdhui
}
export const finDuMois = (mois: string): Jour => ajouterJours(ajouterMois(premierJour(mois), 1), -1)

/**
 * Sums of what became of convocations; nothing is hidden because it is small, for nothing in it
 * names anybody (charte C9.2).
 */
export function bilan(comptes: Iterable<Compte>): Bilan {
  const autre: Bilan = {
    honoree: 0,
    excusee: 0,
    manquee: 0,
    annulee: 0,
    reportee: 0,
    sans_suite: 0,
    total: 0,
    attendues: 0,
  }
  for (const { etat, nombre } of comptes) {
    if (!(etat in suites)) continue
    autre[etat as Suite] += nombre
    autre.total += nombre
  }
  autre.attendues = autre.honoree + autre.excusee + autre.manquee
  return autre
}

/** A share in whole percents, null when there is nothing to divide. */
export const part = (nombre: number, sur: number): number | null =>
  sur === 0 ? null : Math.round((nombre * 100) / sur)
