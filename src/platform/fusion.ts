/** Each field of a form as its page shows it. */
export type Textes = Record<string, string>
type Formes = {
  /** Boxes: one that is not ticked is not sent. */
  cases: readonly string[]
  /** Fields that say one thing together: touched in one, all of them are who wrote's. */
  ensembles: readonly (readonly string[])[]
}
const plat = (texte: string | undefined) => (texte ?? '').replaceAll(/\s+/g, ' ').trim()

/**
 * What this agent has touched since the form was opened (`vu`) stays; all the rest is what a
 * colleague has recorded meanwhile (charte C9.1).
 */
export function fusionDeTextes(
  vu: Textes,
  saisi: Textes,
  present: Textes,
  { cases, ensembles }: Formes,
): Textes {
  // Another field that was not sent was not on the screen.
  const touche = (champ: string) =>
    (champ in saisi || cases.includes(champ)) && plat(saisi[champ]) !== plat(vu[champ])
  const garde = (champ: string) =>
    (ensembles.find(ensemble => ensemble.includes(champ)) ?? [champ]).some(touche)
  return Object.fromEntries(
    Object.entries(present).map(([champ, valeur]) => [
      champ,
      garde(champ) ? (saisi[champ] ?? '') : valeur,
    ]),
  )
}
/** The fields that somebody else has changed since. */
export const changesParAutrui = (vu: Textes, present: Textes): string[] =>
  Object.keys(present).filter(champ => plat(vu[champ]) !== plat(present[champ]))
