import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { suivreLesAttentes } from './attente.gestes.ts'
import { attendreLaSaisine } from './attente.reactions.ts'
import {
  attendueAilleurs,
  attentesSansAudience,
  type Decision,
  numeroDeParquet,
} from './attente.rules.ts'
import * as store from './attente.store.ts'
import { verrouillerLesMesures } from './mesure.store.ts'

type Audience = { decision: Decision; manque: string }
type Reprise = {
  dossierId: string
  avant: Decision
  apres: Audience | null
  mesuree: boolean
  restantes: Decision[]
}
/**
 * A hearing says its decision otherwise (`apres`), or was somebody else's (null): its await
 * follows, or is withdrawn, unless another hearing of the person names the same (`restantes`). One
 * whose measure is recorded (`mesuree`) is not awaited anew. What it was is kept by who corrects.
 */
export async function reprendreLAttente(
  tx: Tx,
  context: Context,
  { dossierId, avant, apres, mesuree, restantes }: Reprise,
): Promise<void> {
  await verrouillerLesMesures(tx, dossierId)
  const toutes = await store.toutesLesAttentes(tx, dossierId)
  const siennes = attentesSansAudience(toutes, avant, restantes)
  const corrigee = apres && !attendueAilleurs(toutes, siennes, apres.decision) ? apres : null
  const [garde, ...doubles] = corrigee ? siennes : [undefined, ...siennes]
  for (const double of doubles)
    if (double)
      await store.retirerAttente(tx, dossierId, double.attenteId, {
        par: context.acteur.id,
        a: context.maintenant.toString(),
      })
  if (corrigee && garde) {
    const { le: decisionLe, juridictionId, numeroParquet } = corrigee.decision
    const decision = { decisionLe, juridictionId, numeroParquet: numeroDeParquet(numeroParquet) }
    await store.corrigerAttente(tx, dossierId, garde.attenteId, {
      manque: corrigee.manque,
      ...decision,
    })
  }
  if (corrigee && !garde && !mesuree)
    return attendreLaSaisine(tx, { dossierId, ...corrigee }, context)
  await suivreLesAttentes(tx, context, dossierId)
}
