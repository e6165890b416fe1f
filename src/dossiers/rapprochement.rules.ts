import type { Refusal } from '../platform/refusal.ts'

/** Constraint of the base: a number is one person's. */
export const NUMERO_PRIS = 'un_dossier_par_numero_appi'
export const OUVRIR = 'ouverture d’un dossier'
export const NUMERO_SAISI = 'numéro saisi sur une fiche'
export const SANS_CHERCHER = 'ouvert sans chercher hors du service, au plafond du jour'
type EtatCivil = {
  nom: string
  nomUsage?: string | undefined
  prenoms: string
  naissance: string
  numero?: string | undefined
}
/** Whom to look for: all the names together, in whatever order. */
export const quiEst = ({ nom, nomUsage = '', prenoms, naissance, numero }: EtatCivil) => ({
  nom: `${nom} ${nomUsage} ${prenoms}`,
  naissance,
  numero: numero || null,
})

export const PLAFOND = 'plafond_de_recherche'
/**
 * How many a day, with what was granted; who answers for the account; whether they have seen it,
 * and granted nothing since.
 */
export type Plafond = { nombre: number; repond: 'dfspip' | 'administrateur'; vue: boolean }
const REPONDENT = { dfspip: 'Votre DFSPIP', administrateur: 'L’administrateur' } as const
/**
 * An account looks for so many people a day beyond its own service or court (ADR 0048): then
 * somebody is told, and says whether to go on.
 */
export function refusDePlafond(plafond: Plafond | null, dUneJuridiction: boolean): Refusal[] {
  if (!plafond) return []
  const [ou, qui] = [dUneJuridiction ? 'juridiction' : 'service', REPONDENT[plafond.repond]]
  const suite = plafond.vue
    ? `${qui} a vu que vous l’aviez dépassé et n’a rien accordé de plus ; cet essai lui est dit aussi. Reprenez demain.`
    : `${qui} est prévenu et peut vous accorder la suite ; sinon, reprenez demain.`
  const message = `Vous avez atteint le plafond du jour pour chercher hors de votre ${ou} (${plafond.nombre}) : personne n’est montré, connu ou non. ${suite}`
  return [{ code: PLAFOND, message }]
}

/**
 * Whom the links and forms of a page lead to: the first identifier of each address, which is a
 * dossier's wherever there is one.
 */
export function dossiersLies(page: string): string[] {
  const adresses = page.matchAll(
    /\s(?:href|action|formaction)="\/[^"?#]*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g,
  )
  return [...new Set([...adresses].map(([, id = '']) => id))]
}
