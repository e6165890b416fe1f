import { type Context, RefusTrace } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import { NUMERO_SAISI, type Plafond, refusDePlafond } from './rapprochement.rules.ts'
import { homonymes } from './rapprochement.store.ts'

/**
 * Stops a command whose look-up found the limit passed; the look-up that is refused, and the alert,
 * stay when the command is undone.
 */
export function refuserAuPlafond(
  plafond: Plafond | null,
  { acteur }: Context,
  chercher: RefusTrace['tracer'],
): void {
  const [refus] = refusDePlafond(plafond, acteur.juridictionId !== null)
  if (refus) throw new RefusTrace([refus], chercher)
}

/**
 * A number typed on a sheet is a look-up: taken, it says that it is somebody's. It shows nobody,
 * counts, and leaves its line with whose it is.
 */
export async function compterLeNumero(
  tx: Tx,
  context: Context,
  numero: string,
): Promise<Refusal[]> {
  const { plafond } = await homonymes(
    tx,
    context,
    { nom: numero, naissance: null, numero },
    NUMERO_SAISI,
  )
  return refusDePlafond(plafond, context.acteur.juridictionId !== null)
}
