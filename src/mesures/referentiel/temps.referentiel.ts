import { lu, type Regle } from '../../platform/law.ts'
import { relecture } from './lectures.referentiel.ts'

const cp = 'code pénal'
const regle = (id: string, libelle: string, droit: Regle<string>['droit']): Regle<string> => ({
  id: `temps.${id}`,
  catalogue: 'C2',
  libelle,
  selon: 'jugement',
  droit,
})

/**
 * The sentences that choose between two laws: cited by each refusal that compared them (ADR 0042).
 */
export const loiPlusDouce = lu(cp, '112-1', {
  precision: 'al. 3',
  lecture: relecture(
    'cp/112-1/1994-03-01',
    'lorsqu’elles sont moins sévères que les dispositions anciennes',
  ),
})
export const executionPlusSevere = lu(cp, '112-2', {
  precision: '3°',
  lecture: relecture(
    'cp/112-2/1994-03-01',
    'ne sont applicables qu’aux condamnations prononcées pour des faits commis postérieurement à leur entrée en vigueur',
  ),
})

/** Which law applies to facts that are older than it (CP 112-1, 112-2). */
export const temps: readonly Regle<string>[] = [
  regle('peine', 'Peine encourue : quelle loi', [
    {
      from: '1994-03-01',
      value: 'La loi du jour des faits.',
      source: lu(cp, '112-1', {
        precision: 'al. 2',
        lecture: relecture(
          'cp/112-1/1994-03-01',
          'Peuvent seules être prononcées les peines légalement applicables à la même date',
        ),
      }),
    },
  ]),
  regle('plus_douce', 'Loi changée entre les faits et le jugement', [
    {
      from: '1994-03-01',
      value:
        'La moins sévère s’applique tant que la condamnation n’est pas définitive, même si elle n’a été en vigueur qu’entre les deux.',
      source: loiPlusDouce,
    },
  ]),
  regle('execution', 'Exécution et application des peines', [
    {
      from: '1994-03-01',
      value:
        'La loi nouvelle s’applique aussitôt. Si elle rend la peine plus sévère, seulement aux faits commis après son entrée en vigueur.',
      source: executionPlusSevere,
    },
  ]),
]
