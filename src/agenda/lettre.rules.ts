export type MomentDeLettre = 'convocation' | 'modification' | 'annulation' | 'absence'
/**
 * What the letter of a convocation says now; null when nothing is left to say of it (terrain §1.6).
 */
export function momentDeLaLettre(donnees: {
  etat: string
  version: number
  remplaceId: string | null
}): MomentDeLettre | null {
  if (donnees.etat === 'annulee') return 'annulation'
  if (donnees.etat === 'manquee') return 'absence'
  if (donnees.etat !== 'prevue') return null
  return donnees.version > 1 || donnees.remplaceId ? 'modification' : 'convocation'
}
