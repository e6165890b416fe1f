import { command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import { examinerLesObligations, type ObligationComplete } from './correction.examen.ts'
import { corrigible, entretemps } from './correction.gestes.ts'
import * as store from './correction.store.ts'
import { fondementEcrit } from './fondement.rules.ts'
import { corrigerObligationsForm } from './mesure.forms.ts'
import { prevenirDeLaMesure, suivreLaMesure } from './mesure.gestes.ts'
import { ligneDObligation } from './mesure.rules.ts'
import { finDuSuivi } from './mesure.store.ts'
import { motsDObligation } from './obligation.rules.ts'
import { insererObligations } from './obligation.store.ts'

/**
 * What the decision pronounced, as it really says: one forgotten is added, one ticked by mistake
 * withdrawn, a precision put right. What acts did since stays.
 */
export const corrigerObligations = command({
  name: 'mesures.corriger-obligations',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: corrigerObligationsForm,
  async run(tx, { dossierId, mesureId, version, obligations, motif, ...saisie }, context) {
    const mesure = await corrigible(tx, context, dossierId, mesureId)
    const finAvant = await finDuSuivi(tx, dossierId)
    const { debout, nouvelles, retirees, precisees, refus } = await examinerLesObligations(
      tx,
      context,
      mesure,
      { obligations, ...saisie },
    )
    refuseIf(refus)
    entretemps(await store.changerMesure(tx, { dossierId, mesureId, version }, {}))
    const qui = { dossierId, mesureId, motif, par: context.acteur.id, ...fondementEcrit(saisie) }
    for (const { obligationId } of retirees) await retirerLObligation(tx, qui, obligationId)
    for (const precisee of precisees) await preciser(tx, qui, precisee)
    await ajouter(tx, qui, nouvelles, debout.length)
    await prevenirDeLaMesure(tx, context, mesure, 'obligations_changees')
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})
type Qui = { dossierId: string; mesureId: string; motif: string; par: string } & ReturnType<
  typeof fondementEcrit
>
const retirerLObligation = (tx: Tx, { par, ...reste }: Qui, obligationId: string) =>
  store.insererRetrait(tx, { ...reste, obligationId, retirePar: par })
async function preciser(
  tx: Tx,
  { par, ...reste }: Qui,
  donnees: { obligationId: string; precisions: string | null; apres: string | null },
) {
  await store.corrigerObligation(tx, reste.dossierId, donnees.obligationId, donnees.apres)
  const change = {
    avant: { precisionsDObligation: donnees.precisions },
    apres: { precisionsDObligation: donnees.apres },
  }
  await store.noterCorrection(tx, {
    ...reste,
    obligationId: donnees.obligationId,
    corrigeePar: par,
    ...change,
  })
}
/**
 * One that had been withdrawn comes back as itself; the others are new lines. The correction says
 * which, and what they rest on.
 */
async function ajouter(
  tx: Tx,
  { par, ...reste }: Qui,
  voulues: ObligationComplete[],
  deja: number,
) {
  if (voulues.length === 0) return
  const { dossierId, mesureId, motif } = reste
  const neuves: ObligationComplete[] = []
  for (const obligation of voulues) {
    const retiree = obligation.article
      ? await store.obligationRetiree(tx, dossierId, mesureId, obligation.article)
      : undefined
    if (!retiree) neuves.push(obligation)
    else {
      await store.remettre(tx, { dossierId, mesureId, motif, obligationId: retiree.id, par })
      if (retiree.precisions !== obligation.precisions)
        await preciser(
          tx,
          { ...reste, par },
          {
            obligationId: retiree.id,
            precisions: retiree.precisions,
            apres: obligation.precisions,
          },
        )
    }
  }
  if (neuves.length > 0)
    await insererObligations(
      tx,
      neuves.map((neuve, i) => ligneDObligation(dossierId, mesureId, neuve, deja + i)),
    )
  await store.noterCorrection(tx, {
    ...reste,
    corrigeePar: par,
    avant: {},
    apres: { obligationsAjoutees: voulues.map(motsDObligation) },
  })
}
