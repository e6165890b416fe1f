import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { nExistePas } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { CasHorsSeuil, Definition, Referentiel, Seuil } from './definition.rules.ts'
import { dureeEnMots } from './duree.rules.ts'
import { type SeuilOpposable, seuilOpposable, type Temps } from './loi-plus-douce.rules.ts'
import { executionPlusSevere } from './referentiel/temps.referentiel.ts'
import { citationCourte, citer, versionOpposable } from './regle.rules.ts'

/** « 2 ans au plus, 12 mois en récidive légale », then what goes with it. */
export const seuilEnMots = ({ seuilMois, recidiveMois, note }: Seuil): string[] => [
  `${dureeEnMots(seuilMois, 'mois')} au plus${recidiveMois ? `, ${dureeEnMots(recidiveMois, 'mois')} en récidive légale` : ''}`,
  ...(note ? [note] : []),
]

/** What a measure says of the sentence that it carries out; what is not said refuses nothing. */
type Dite = {
  debutLe: Jour
  faitsLe?: Jour | undefined
  peineMois?: number | undefined
  recidive?: boolean | undefined
  casPermis?: string | undefined
  deDroit?: boolean | undefined
}
/** Unless the law of the day was read and had no such case. */
const existe = ({ duree }: CasHorsSeuil, le: Jour): boolean =>
  versionOpposable(duree.droit, le)?.value !== nExistePas
/**
 * A sentence longer than the law allows for an aménagement, or for the examination of CPP 723-15,
 * on the day of its execution. A stricter law reaches only the facts committed since: from
 * 2020-03-24, a sentence between one and two years keeps the threshold of its facts (CP art. 112-2,
 * 3°). Where court and JAP have each their threshold, only what neither allows is refused: who
 * decides is not said. A step before a libération conditionnelle has none.
 */
export function refusDeSeuil(
  { seuils = [], horsSeuil = [] }: Definition,
  { debutLe, faitsLe, peineMois, recidive = false, casPermis, deDroit = false }: Dite,
  sous: Referentiel,
): Refusal[] {
  if (sous !== 'droit' || peineMois === undefined || (faitsLe && faitsLe > debutLe)) return []
  const cas = horsSeuil.filter(hors => existe(hors, debutLe))
  if (cas.some(contexte => contexte.cle === casPermis)) return []
  const siens = seuils.filter(seuil => (seuil.deDroit ?? false) === deDroit)
  const ouverts = siens.map(({ regle: { droit } }) => {
    const [premiere] = droit
    if (faitsLe) return seuilOpposable(droit, { du: faitsLe, au: debutLe }, recidive)
    // Facts of an unknown day: where the whole history was read, from before the rule existed, a
    // sentence beyond all of it is beyond their law.
    const lue = premiere.value === nExistePas && premiere.from < debutLe
    return lue ? seuilOpposable(droit, { du: premiere.from, au: debutLe }, recidive) : null
  })
  const lus = ouverts.flatMap(ouvert => ouvert ?? [])
  const plusHaut =
    lus.length === ouverts.length ? lus.sort((un, autre) => autre.mois - un.mois)[0] : undefined
  if (!plusHaut || peineMois <= plusHaut.mois) return []
  const enRecidive = recidive ? ' pour une personne en récidive légale' : ''
  return [
    {
      code: 'peine_au_dela_du_seuil',
      champ: 'peineMois',
      message: `La loi ouvre cette mesure jusqu’à ${dureeEnMots(plusHaut.mois, 'mois')}${enRecidive}.${faitsLe ? pourquoiCeSeuil(plusHaut, { du: faitsLe, au: debutLe }) : ''}${cas.length > 0 ? SANS_SEUIL : ''}`,
      source: citer(plusHaut.origine.source, debutLe),
    },
  ]
}
const SANS_SEUIL =
  ' À titre probatoire, avant une libération conditionnelle, ce seuil ne vaut pas : choisissez alors ce cas.'
function pourquoiCeSeuil(
  { origine: { from }, plusSevere }: SeuilOpposable,
  { du, au }: Temps,
): string {
  if (!from || !plusSevere) return ''
  return ` C’est la loi du ${afficherJourCourt(from)} : celle du ${afficherJourCourt(plusSevere)}, plus sévère, ne vaut que pour des faits commis depuis, et ceux-ci sont du ${afficherJourCourt(du)} (${citationCourte(executionPlusSevere, au)}).`
}
