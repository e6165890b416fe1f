import type { Jour } from '../platform/date.ts'
import { estAbsente, nExistePas } from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import { type Definition, familles, type Referentiel } from './definition.rules.ts'
import type { Machine } from './machine.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { valeurDe, valeurLe } from './regle.rules.ts'

export const clesNatures = motsDe(natures)

/** What the law says of a kind, or null for a name that the référentiel does not know. */
export const definitionDe = (nature: string): Definition | null =>
  natures[nature as CleNature] ?? null

/**
 * The state machine that binds on a day: an ongoing measure follows the law as it changes (date of
 * execution).
 */
export const machineLe = (definition: Definition, referentiel: Referentiel, le: Jour): Machine =>
  referentiel === 'egip' && definition.machineEgip
    ? definition.machineEgip
    : valeurDe(definition.machine, le)

/**
 * The name of a kind on a day under a référentiel; null where it has none that is known: that alone
 * does not say that it did not exist.
 */
export function nomDeLaNature(
  nature: CleNature,
  le: Jour,
  referentiel: Referentiel = 'droit',
): string | null {
  const { noms } = natures[nature]
  return referentiel === 'droit' && le < noms.droit[0].from ? null : valeurLe(noms, le, referentiel)
}

/** Every name that the law has given to a kind, oldest first. */
const nomsConnus = ({ noms }: Definition): string[] =>
  noms.droit.flatMap(version => (estAbsente(version.value) ? [] : [version.value]))

/**
 * What is shown: the name on the day of the decision, or the first known one for an imported old
 * measure.
 */
export const libelleDeNature = (nature: string, le: Jour): string => {
  const connue = natures[nature as CleNature]
  if (!connue) return nature
  return (
    nomDeLaNature(nature as CleNature, le) ??
    nomsConnus(connue)[0] ??
    (connue.noms.egip?.value ? `${connue.noms.egip.value} (proposition)` : nature)
  )
}

/**
 * Kinds to choose from, by family: those of the day first, those of the past marked, the proposals
 * apart and only where dossiers are invented.
 */
export const choixDeNatures = (
  le: Jour,
  demonstration: boolean,
): { value: CleNature; label: string; group: string }[] =>
  [
    ...clesNatures.filter(cleNature => nomDeLaNature(cleNature, le) !== null),
    ...clesNatures.filter(cleNature => nomDeLaNature(cleNature, le) === null),
  ].flatMap(value => {
    if (estUneProposition(value))
      return demonstration
        ? [
            {
              value,
              label: libelleDeNature(value, le),
              group: 'Proposition des États généraux (pas le droit en vigueur)',
            },
          ]
        : []
    const nom = nomDeLaNature(value, le)
    return [
      {
        value,
        label: nom ?? `${libelleDeNature(value, le)} (n’existe pas à cette date)`,
        group: familles[natures[value].famille],
      },
    ]
  })

/**
 * Longer maxima that the law of a day opens for a kind, each with the case that the decision must
 * name.
 */
export function paliersDe(nature: string, le: Jour): { value: string; label: string }[] {
  const connue = (natures as Record<string, Definition>)[nature]
  if (!connue) return []
  const referentiel = referentielDe(nature as CleNature)
  return [connue.duree, ...(connue.heures ? [connue.heures] : [])].flatMap(regle =>
    (valeurLe(regle, le, referentiel)?.paliers ?? []).map(palier => ({
      value: palier.cle,
      label: palier.si,
    })),
  )
}

/**
 * Every word that names a kind: its key, its names over time, those of the field. What is not here
 * is said, never guessed (charte C1.1).
 */
export const motsDesNatures: [string, CleNature][] = clesNatures.flatMap(cle => {
  const { mots = [] }: Definition = natures[cle]
  // A name that only a proposal gives is no name of a file from today's courts.
  const connus = nomsConnus(natures[cle])
  return connus.length === 0
    ? []
    : [cle, ...connus, ...mots].map((mot): [string, CleNature] => [mot, cle])
})

/** A kind that only the proposal knows (charte C4.1). */
export const estUneProposition = (nature: CleNature): boolean =>
  natures[nature].noms.droit.every(version => version.value === nExistePas)
/** The référentiel of a measure: that of the law, save for what only the proposal knows. */
export const referentielDe = (nature: CleNature): Referentiel =>
  estUneProposition(nature) ? 'egip' : 'droit'
