import { reglerNouvelles, resteOuvert } from '../dossiers/index.ts'
import { command, entiteDe } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { actesDuDossier, histoireDeLaMesure } from './acte.store.ts'
import { suivreLesAttentes } from './attente.gestes.ts'
import { decisionDe, enSaisie } from './correction.examen.ts'
import { corrigible } from './correction.gestes.ts'
import * as store from './correction.store.ts'
import { refusDeToucher } from './corrigible.examen.ts'
import { autresMesures } from './cumul.lecture.ts'
import { refusDansLeDossier } from './cumul.rules.ts'
import { acteAnnule, acteRepris } from './mesure.faits.ts'
import { remettreMesureForm, retirerMesureForm } from './mesure.forms.ts'
import { prevenirDeLaMesure, suivreLaMesure } from './mesure.gestes.ts'
import { finDuSuivi, mesureParId, verrouillerLesMesures } from './mesure.store.ts'

/**
 * A measure recorded by mistake: it has no more effect anywhere, stays in the history, and can be
 * given back.
 */
export const retirerMesure = command({
  name: 'mesures.retirer',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: retirerMesureForm,
  contraintes: { un_seul_retrait: 'Cette mesure est déjà retirée.' },
  async run(tx, { dossierId, mesureId, motif }, context) {
    const mesure = await corrigible(tx, context, dossierId, mesureId)
    // What its end had cancelled comes back first; what stands then without a measure is listed as
    // if it had never ended.
    const finAvant = await finDuSuivi(tx, dossierId, mesureId)
    const rendues = { rendues: 0, aDecider: 0 }
    const fins = (await actesDuDossier(tx, dossierId, mesureId)).filter(
      acte => acte.causeFin !== null,
    )
    await store.insererRetrait(tx, { dossierId, mesureId, motif, retirePar: context.acteur.id })
    for (const acte of await histoireDeLaMesure(tx, dossierId, mesureId))
      await reglerNouvelles(tx, context, { dossierId, cibleId: acte.id })
    for (const { acteId, causeFin: cause } of fins)
      await publier(tx, context, acteAnnule, {
        dossierId,
        mesureId,
        acteId,
        cause,
        avecSaMesure: true,
        suites: rendues,
      })
    const attentes = await suivreLesAttentes(tx, context, dossierId)
    await prevenirDeLaMesure(tx, context, mesure, 'mesure_retiree')
    await suivreLaMesure(tx, context, dossierId, finAvant)
    const perdu = !(await resteOuvert(tx, dossierId, trouver(entiteDe(context.acteur))))
    return { dossierId, mesureId, ...attentes, rendues, perdu }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})

/**
 * The withdrawal was the mistake: the measure stands again, with its acts and its obligations as
 * they were.
 */
export const remettreMesure = command({
  name: 'mesures.remettre',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: remettreMesureForm,
  async run(tx, { dossierId, mesureId, motif }, context) {
    await verrouillerLesMesures(tx, dossierId)
    const [retiree] = await store.mesuresRetirees(tx, dossierId, mesureId)
    refuseIf(retiree ? await refusDeToucher(tx, context.acteur, retiree) : [])
    const finAvant = await finDuSuivi(tx, dossierId)
    const remise =
      retiree && (await store.remettre(tx, { dossierId, mesureId, motif, par: context.acteur.id }))
    refuseIf(
      remise
        ? []
        : [
            {
              code: 'pas_retiree',
              message: 'Cette mesure n’est pas retirée, ou vient d’être remise.',
            },
          ],
    )
    const mesure = trouver(await mesureParId(tx, dossierId, mesureId))
    // What was recorded meanwhile may exclude it: two measures that the law does not allow together
    // do not stand together.
    const faits = trouver(await store.faitsSaisis(tx, dossierId, mesureId))
    const autres = await autresMesures(tx, { dossierId, mesureId })
    refuseIf(
      refusDansLeDossier(
        { ...enSaisie(faits), ...decisionDe(faits) },
        { naissanceLe: null, autres },
      ),
    )
    for (const { acteId, causeFin } of await actesDuDossier(tx, dossierId, mesureId))
      if (causeFin)
        await publier(tx, context, acteRepris, { dossierId, mesureId, acteId, cause: causeFin })
    const attentes = await suivreLesAttentes(tx, context, dossierId)
    await prevenirDeLaMesure(tx, context, mesure, 'mesure_remise')
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId, ...attentes }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})
