import type { Jour } from '../platform/date.ts'
import type { Fiche } from './definition.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { controleDeLaLoi } from './obligation.rules.ts'

/** What is said to one person: days, obligations in the words of the decision, whom to call; `aujourdhui` says which law is carried out. */
export type Personnel = {
  qui: string
  aujourdhui: Jour
  dates: [libelle: string, le: Jour | null][]
  obligations: string[]
  appeler: string
}
export type LignesDeFiche = Omit<Fiche, 'sansControle'> & { controle: readonly string[] }

const PREVENIR = 'Prévenez avant, ou dès que vous pouvez. Gardez une preuve, un certificat par exemple.'
/**
 * The sheet of a kind on a day, each part in plain French. Measures of control that the law adds to it by itself are those of that day (CP art. 132-44:
 * answer, receive, tell of a new address or of an absence beyond fifteen days): the regime of an ongoing measure is that of the day.
 */
export function lignesDeLaFiche(nature: CleNature, le: Jour): LignesDeFiche {
  const { sansControle = [], ...fiche }: Fiche = natures[nature].fiche
  const controle = controleDeLaLoi(nature, le).map(o => o.mots)
  return {
    ...fiche,
    vousDevez: [...(controle.length > 0 ? [] : sansControle), ...fiche.vousDevez],
    siAbsence: [PREVENIR, ...fiche.siAbsence],
    controle,
  }
}

/** Lines of fourteen points that one side of A4 takes, and the letters of a line. */
const LIGNES_PAR_PAGE = 42
const LETTRES_PAR_LIGNE = 84
const hauteur = (lignes: readonly string[]) => lignes.reduce((total, ligne) => total + Math.ceil(ligne.length / LETTRES_PAR_LIGNE), 0)
/**
 * How a sheet is laid on paper: on one side; else on both, the second for what is to be done, never a page with three lines alone; `serree` where
 * that side alone would not hold in fourteen points.
 */
export function miseEnPage(
  fiche: LignesDeFiche,
  personnel: Personnel | undefined,
  aVerifier: readonly string[],
): { pages: 1 | 2; serree: boolean } {
  const devoirs = [fiche.vousDevez, fiche.controle, personnel?.obligations ?? []]
  const autres = [fiche.cEst, fiche.siAbsence, fiche.leSpip, fiche.vosDroits]
  const lignes = (parties: readonly (readonly string[])[]) => parties.reduce((total, partie) => total + 2 + hauteur(partie), 0)
  const reperes = personnel ? personnel.dates.length + 3 : 0
  const doutes = aVerifier.length > 0 ? hauteur([aVerifier.join(' ; ')]) + 2 : 0
  const verso = lignes(devoirs)
  return {
    pages: lignes(autres) + reperes + doutes + verso <= LIGNES_PAR_PAGE ? 1 : 2,
    serree: verso > LIGNES_PAR_PAGE - 6,
  }
}
