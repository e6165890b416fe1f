import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeToucher } from './corrigible.examen.ts'
import { tenirLaMesure } from './mesure.gestes.ts'
import { ENTRETEMPS } from './mesure.rules.ts'

export const entretemps = (fait: boolean) =>
  refuseIf(fait ? [] : [{ code: 'modifie_entretemps', message: ENTRETEMPS }])

/** The measure, when whoever acts may put it right. */
export async function corrigible(tx: Tx, { acteur }: Context, dossierId: string, mesureId: string) {
  const mesure = await tenirLaMesure(tx, dossierId, mesureId)
  refuseIf(await refusDeToucher(tx, acteur, mesure))
  return mesure
}
