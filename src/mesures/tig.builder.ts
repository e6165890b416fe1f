import type { Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import { natures } from './nature.referentiel.ts'
import { reglesDesHotes } from './referentiel/tig-hotes-regles.referentiel.ts'

export const regle = (id: string): Regle<string> => {
  const regles: readonly Regle<string>[] = [...(natures.tig.regles ?? []), ...reglesDesHotes]
  const trouvee = regles.find(r => r.id === id)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
/** A TIG just pronounced, or another kind on its day. */
export const suivi = (decisionLe: Jour, nature = 'tig'): MesureSuivie => ({
  nature,
  referentiel: 'droit',
  decisionLe,
  debutLe: decisionLe,
  finInitialeLe: null,
  palier: null,
  actes: [],
})
