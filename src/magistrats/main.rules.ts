import type { Jour } from '../platform/date.ts'
/** Who reads a list, as far as a deadline is concerned. */
export type Lecteur = { juridiction: boolean; valide: boolean; transmet: boolean }
type Du = { le: Jour; enMain: string; rapportEtat: string | null }

/** Once its report is on its way, what is due is no longer with its writer (charte C3.3, C9.1). */
const mains: Record<string, string> = {
  soumis: 'direction',
  valide: 'transmission',
  transmis: 'juridiction',
  lu: 'juridiction',
  repondu: 'juridiction',
}
const motsDeMain: Record<string, string> = {
  direction: 'à valider par la direction',
  transmission: 'validé, à transmettre',
  juridiction: 'chez la juridiction',
  spip: 'au SPIP',
  personne: 'chez la personne suivie',
  partenaire: 'chez un partenaire',
}
const DU_SPIP = ['spip', 'direction', 'transmission']

export const mainDe = ({ enMain, rapportEtat }: Omit<Du, 'le'>): string =>
  (enMain === 'spip' && rapportEtat && mains[rapportEtat]) || enMain
/**
 * Its report is on its way, and with whom; null where who has it is what the kind of deadline says.
 */
export const enRoute = (donnees: Omit<Du, 'le'>): string | null =>
  mainDe(donnees) === donnees.enMain ? null : (motsDeMain[mainDe(donnees)] ?? null)
export const motDeMain = (donnees: Omit<Du, 'le'>): string => motsDeMain[mainDe(donnees)] ?? ''
function estAQuiLit(main: string, lecteur: Lecteur): boolean {
  if (lecteur.juridiction)
    return !DU_SPIP.includes(main) && main !== 'personne' && main !== 'partenaire'
  if (main === 'direction') return lecteur.valide
  if (main === 'transmission') return lecteur.transmet
  return main === 'spip'
}
/** Late for whoever has it in hand, and for nobody else. */
export const enRetardPour = (e: Du, lecteur: Lecteur, aujourdhui: Jour): boolean =>
  e.le < aujourdhui && estAQuiLit(mainDe(e), lecteur)

export const lecteurDe = (acteur: {
  juridictionId: string | null
  peut(permission: 'rapport:valider' | 'rapport:transmettre'): boolean
}): Lecteur => ({
  juridiction: acteur.juridictionId !== null,
  valide: acteur.peut('rapport:valider'),
  transmet: acteur.peut('rapport:transmettre'),
})
