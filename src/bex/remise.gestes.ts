import { dossierSansSaisine, prevenir } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import type { Saisie } from './audience.forms.ts'
import { attente } from './audience.rules.ts'
import * as store from './audience.store.ts'
import { dejaMesuree } from './decision.lecture.ts'

type Prises = {
  dossierId: string
  remiseId: string
  /** What it put on the sheet of a known person. */
  remplis: object
  connue: boolean
  convocationId: string
  secondeConvocationId: string | null
}
/**
 * What was handed over is kept; followed already or not, the decision is awaited until its measure
 * is recorded.
 */
export async function remettre(
  tx: Tx,
  context: Context,
  input: Saisie,
  { dossierId, remiseId, connue, remplis, ...convocations }: Prises,
) {
  const { acteur } = context
  const juridictionId = trouver(acteur.juridictionId)
  const { decisionRemise, convocationRemise, audienceLe } = input
  const dit = {
    decision: input.decision ?? null,
    piecesManquantes: input.piecesManquantes ?? null,
    numeroParquet: input.numeroParquet ?? null,
    audienceLe,
    decisionRemise,
  }
  await store.insererRemise(tx, {
    dossierId,
    id: remiseId,
    rechercheId: input.rechercheId,
    ...convocations,
    ...dit,
    convocationRemise,
    precisions: input.precisions ?? null,
    coordonnees: null,
    motifDuChoix: input.motifDuChoix ?? null,
    remplis: JSON.stringify(remplis),
    juridictionId,
    par: acteur.id,
  })
  const decision = { le: audienceLe, juridictionId, numeroParquet: dit.numeroParquet }
  if (await dejaMesuree(tx, dossierId, decision)) return
  await publier(tx, context, dossierSansSaisine, {
    dossierId,
    manque: attente({ ...dit, juridiction: acteur.entiteNom }),
    decision,
  })
  if (!connue) return
  const destinataires = [{ referent: true as const }]
  await prevenir(tx, context, {
    dossierId,
    destinataires,
    nature: 'nouvelle_condamnation',
    cibleId: convocations.convocationId,
  })
}
