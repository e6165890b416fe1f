import { type Context, RefusTrace } from '../platform/command.ts'
import { type Plafond, refusDePlafond } from './rapprochement.rules.ts'

/** Stops a command whose look-up found the limit passed; the look-up that is refused, and the alert, stay when the command is undone. */
export function refuserAuPlafond(plafond: Plafond | null, { acteur }: Context, chercher: RefusTrace['tracer']): void {
  const [refus] = refusDePlafond(plafond, acteur.juridictionId !== null)
  if (refus) throw new RefusTrace([refus], chercher)
}
