import { z } from 'zod'
import { ajouterJours, debutDuJour, estJour, type Jour } from './date.ts'

/** Two days in the address of a list, as typed; either may be left out. */
export const parPeriode = {
  du: z.string().max(40).catch('').default(''),
  au: z.string().max(40).catch('').default(''),
}
type Saisie = { du: string; au: string }
/**
 * From the first instant of one day to the last of the other, where the service is; what is wrong
 * is said, and whoever lists shows nothing.
 */
export type Periode = {
  du: Jour | null
  au: Jour | null
  depuis: string | null
  avant: string | null
  fautes: string[]
}
export const SANS_PERIODE: Periode = { du: null, au: null, depuis: null, avant: null, fautes: [] }

export function lirePeriode({ du, au }: Saisie, fuseau: string): Periode {
  const fautes = [du, au]
    .filter(jour => jour !== '' && !estJour(jour))
    .map(jour => `« ${jour} » : cette date n’existe pas.`)
  const [premier, dernier] = [estJour(du) ? du : null, estJour(au) ? au : null]
  if (premier && dernier && dernier < premier)
    return {
      ...SANS_PERIODE,
      fautes: ['La période finit avant de commencer : corrigez l’un des deux jours.'],
    }
  return {
    du: premier,
    au: dernier,
    depuis: premier && debutDuJour(premier, fuseau),
    avant: dernier && debutDuJour(ajouterJours(dernier, 1), fuseau),
    fautes,
  }
}
