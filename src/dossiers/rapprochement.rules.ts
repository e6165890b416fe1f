import type { Refusal } from '../platform/refusal.ts'

/** Constraint of the base: a number is one person's. */
export const NUMERO_PRIS = 'un_dossier_par_numero_appi'
export const OUVRIR = 'ouverture d’un dossier'
type EtatCivil = { nom: string; nomUsage?: string | undefined; prenoms: string; naissance: string; numero?: string | undefined }
/** Whom to look for: all the names together, in whatever order. */
export const quiEst = ({ nom, nomUsage = '', prenoms, naissance, numero }: EtatCivil) => ({
  nom: `${nom} ${nomUsage} ${prenoms}`,
  naissance,
  numero: numero || null,
})

export const PLAFOND = 'plafond_de_recherche'
/** An account looks for so many people a day beyond its own service or court (ADR 0048): then somebody is told, and says whether to go on. */
export const refusDePlafond = (plafond: number | null, dUneJuridiction: boolean): Refusal[] =>
  plafond === null
    ? []
    : [
        {
          code: PLAFOND,
          message: `Vous avez atteint le plafond du jour pour chercher hors de votre ${dUneJuridiction ? 'juridiction' : 'service'} (${plafond}) : personne n’est montré. ${
            dUneJuridiction ? 'L’administrateur est prévenu' : 'Votre DFSPIP est prévenu'
          } et peut vous accorder la suite ; sinon, reprenez demain.`,
        },
      ]

/** Whom the links and forms of a page lead to: the first identifier of each address, which is a dossier's wherever there is one. */
export function dossiersLies(page: string): string[] {
  const adresses = page.matchAll(/\s(?:href|action|formaction)="\/[^"?#]*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/g)
  return [...new Set([...adresses].map(([, id = '']) => id))]
}
