import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Transition } from './machine.rules.ts'
import { definitionDe } from './nature.rules.ts'
import { cleDObligation, motsDObligation } from './obligation.rules.ts'
import { regimeDe } from './regime.rules.ts'

/** Whether an act fixes, changes or proposes obligations. */
export const portSurLeContenu = (transition: Transition) =>
  transition.effet === 'contenu' || transition.acte.startsWith('proposition')
/** The obligations that an act brought or proposed, as it keeps them. */
export const contenuDe = (donnees: { contenu: unknown }) =>
  Array.isArray(donnees.contenu) ? donnees.contenu : []

/**
 * Acts that change the particular obligations, and nothing else; the « modification » of a kind
 * counted in hours is that of its host or its hours.
 */
const modifieLesObligations = ({
  nature,
  acte,
  le,
}: {
  nature: string
  acte: string
  le: Jour
}): boolean =>
  Boolean(regimeDe(nature, le)?.particulieres) &&
  (['modification_obligations', 'adaptation'].includes(acte) ||
    (acte === 'modification' && !definitionDe(nature)?.heures))
export type EnVigueur = { obligationId: string; article: string | null; libelle: string }
/**
 * A modification lifts or adds something, and adds nothing that stands already; lifted by the same
 * act, it may come back otherwise.
 */
export function refusDeModifier(
  donnees: { nature: string; acte: string; le: Jour },
  enVigueur: readonly EnVigueur[],
  {
    levees,
    ajoutees,
  }: {
    levees: readonly string[]
    ajoutees: readonly { article: string | null; libelle: string }[]
  },
): Refusal[] {
  const restent = new Set(
    enVigueur.filter(obligation => !levees.includes(obligation.obligationId)).map(cleDObligation),
  )
  const vide = levees.length + ajoutees.length === 0 && modifieLesObligations(donnees)
  return [
    ...(vide
      ? [
          {
            code: 'rien_ne_change',
            champ: 'obligations',
            message: 'Dites quelle obligation est levée ou ajoutée.',
          },
        ]
      : []),
    ...ajoutees.flatMap((ajoutee, i) =>
      restent.has(cleDObligation(ajoutee))
        ? [
            {
              code: 'deja_en_vigueur',
              champ: `obligations.${i}.article`,
              message: `« ${motsDObligation(ajoutee)} » est déjà en vigueur. Pour en changer la précision, cochez-la aussi dans « Obligations levées ».`,
            },
          ]
        : [],
    ),
  ]
}
type DOrigine = {
  article: string | null
  libelle: string
  acteId: string | null
  leveeLe: Jour | null
}
/**
 * What the decision pronounced and still stands; what acts have added or lifted since, which they
 * alone undo.
 */
export const parOrigine = <O extends DOrigine>(
  obligations: readonly O[],
): { prononcees: O[]; changees: O[] } => ({
  prononcees: obligations.filter(obligation => !obligation.acteId && !obligation.leveeLe),
  changees: obligations.filter(
    obligation => (obligation.acteId !== null) !== (obligation.leveeLe !== null),
  ),
})
type Ecrite = Pick<DOrigine, 'article' | 'libelle'>
/**
 * The decision is put right without undoing an act: one that an act added stands already, one that
 * an act lifted is not given back here (ADR 0026).
 */
export function refusDeCeQuUnActeChange(
  voulues: readonly Ecrite[],
  prononcees: readonly Ecrite[],
  changees: readonly DOrigine[],
): Refusal[] {
  const cles = new Set(prononcees.map(cleDObligation))
  return voulues.flatMap((ecrite, i) => {
    const deja = cles.has(cleDObligation(ecrite))
      ? undefined
      : changees.findLast(dOrigine => cleDObligation(dOrigine) === cleDObligation(ecrite))
    const quoi = deja?.leveeLe
      ? 'a été levée par un acte'
      : 'est déjà en vigueur, ajoutée par un acte'
    const message = `« ${motsDObligation(ecrite)} » ${quoi} : décochez-la ici. Si l’acte est une erreur, annulez-le.`
    return deja ? [{ code: 'change_par_un_acte', champ: `obligations.${i}.article`, message }] : []
  })
}
