import { ajouterJours, ajouterMois, type Jour, prochainJourOuvre, type Territoire } from '../platform/date.ts'
import type { Delai } from './definition.rules.ts'

export const ajouter = (le: Jour, { jours = 0, mois = 0 }: { jours?: number; mois?: number }, sens: 1 | -1 = 1): Jour =>
  ajouterJours(mois ? ajouterMois(le, sens * mois) : le, sens * jours)

/** The last day of a delay: quantième à quantième, then the next working day where the delay is procedural (CPP art. 801; ADR 0016). */
export function dernierJour(depart: Jour, d: Delai, territoire: Territoire): Jour {
  const le = ajouter(depart, d, d.avant ? -1 : 1)
  return d.proroge && !d.avant ? prochainJourOuvre(le, territoire) : le
}

export function delaiEnMots({ jours, mois, avant, auPlusTot }: Pick<Delai, 'jours' | 'mois' | 'avant' | 'auPlusTot'>): string {
  const mots = [mois && `${mois} mois`, jours && `${jours} jour${jours > 1 ? 's' : ''}`].filter(Boolean).join(' et ') || 'le jour même'
  return `${auPlusTot ? `entre ${delaiEnMots(auPlusTot)} et ` : ''}${mots}${avant ? ' avant' : ''}`
}
