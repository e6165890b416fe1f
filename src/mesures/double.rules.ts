import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { numeroDeParquet } from './attente.rules.ts'
import { libelleDeNature } from './nature.rules.ts'

type Semblable = {
  nature: string
  decisionLe: Jour
  juridictionId: string | null
  numeroParquet: string | null
}
/**
 * The same kind, decided the same day by the same juridiction or under the same number: probably
 * recorded twice.
 */
export function estUnDouble(semblable: Semblable, second: Semblable): boolean {
  const [sien, autre] = [
    numeroDeParquet(semblable.numeroParquet),
    numeroDeParquet(second.numeroParquet),
  ]
  const memeNumero = sien !== null && sien === autre
  return (
    semblable.nature === second.nature &&
    semblable.decisionLe === second.decisionLe &&
    (semblable.juridictionId === second.juridictionId || memeNumero)
  )
}

/**
 * A double is said before it is written; two sentences of one day are confirmed (charte C1.1:
 * nothing is counted twice).
 */
export function refusDeDouble(
  mesures: readonly Semblable[],
  donnees: Pick<Semblable, 'nature' | 'decisionLe' | 'juridictionId'> & {
    numeroParquet?: string | null | undefined
  },
  confirme: boolean,
): Refusal[] {
  if (
    confirme ||
    !mesures.some(x => estUnDouble(x, { ...donnees, numeroParquet: donnees.numeroParquet ?? null }))
  )
    return []
  const quoi = `${libelleDeNature(donnees.nature, donnees.decisionLe)}, décision du ${afficherJourCourt(donnees.decisionLe)}`
  return [
    {
      code: 'double',
      champ: 'confirme',
      message: `Ce dossier a déjà cette mesure : ${quoi}. Si c’est une autre, cochez « C’est une autre mesure ».`,
    },
  ]
}

/**
 * A correction that makes it the double of another says it too; one that was already like it was
 * confirmed when it was recorded.
 */
export function refusDeDevenirUnDouble(
  autres: readonly Semblable[],
  avant: Semblable,
  apres: Semblable,
  confirme: boolean,
): Refusal[] {
  const nouvelles = autres.filter(x => !estUnDouble(x, avant))
  return refusDeDouble(nouvelles, apres, confirme).map(refus => ({
    ...refus,
    champ: 'memeDecision',
  }))
}
