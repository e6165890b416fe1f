import { prevenir, reglerNouvelles, resteOuvert } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, command, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { actesDuDossier, histoireDeLaMesure } from './acte.store.ts'
import { suivreLesAttentes } from './attente.commands.ts'
import { autresMesures } from './autour.ts'
import {
  decisionDe,
  enSaisie,
  enSuivi,
  examinerLaCorrection,
  examinerLesObligations,
  type ObligationComplete,
} from './correction.examen.ts'
import { fondementEcrit } from './correction.rules.ts'
import * as store from './correction.store.ts'
import { refusDeToucher } from './corrigible.ts'
import { refusDansLeDossier } from './cumul.rules.ts'
import { acteAnnule, acteRepris } from './mesure.faits.ts'
import {
  corrigerMesureForm,
  corrigerObligationsForm,
  remettreMesureForm,
  retirerMesureForm,
} from './mesure.forms.ts'
import { ENTRETEMPS, ligneDObligation } from './mesure.rules.ts'
import { finDuSuivi, mesureParId, verrouillerLesMesures } from './mesure.store.ts'
import { referentielDe } from './nature.rules.ts'
import { motsDObligation } from './obligation.rules.ts'
import { insererObligations } from './obligation.store.ts'
import { prevenirDeLaMesure } from './prevenir.ts'
import { rejouer } from './rejeu.rules.ts'
import { suivreLaMesure } from './suites.ts'
import { tenirLaMesure } from './verrou.ts'

const entretemps = (fait: boolean) =>
  refuseIf(fait ? [] : [{ code: 'modifie_entretemps', message: ENTRETEMPS }])

/** The measure, when whoever acts may put it right. */
async function corrigible(tx: Tx, { acteur }: Context, dossierId: string, mesureId: string) {
  const mesure = await tenirLaMesure(tx, dossierId, mesureId)
  refuseIf(await refusDeToucher(tx, acteur, mesure))
  return mesure
}

/**
 * Each fact of a measure, corrected with its reason: what it was is kept, terms and deadlines are
 * counted again.
 */
export const corrigerMesure = command({
  name: 'mesures.corriger',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: corrigerMesureForm,
  async run(tx, { dossierId, mesureId, version, motif, ...saisie }, context) {
    const lieu = { dossierId, mesureId }
    await corrigible(tx, context, dossierId, mesureId)
    const finAvant = await finDuSuivi(tx, dossierId)
    const examen = await examinerLaCorrection(tx, context, lieu, saisie)
    entretemps(version === examen.version)
    refuseIf(examen.refus)
    const { referentiel, avant, apres, actes, change, autreJuridiction, autreDecision } = examen
    const champs = Object.fromEntries(
      change.map(changement => [changement.champ, changement.apres]),
    )
    const mesure = { dossierId, mesureId, version }
    entretemps(
      await store.changerMesure(tx, mesure, {
        ...champs,
        referentiel: referentielDe(saisie.nature),
      }),
    )
    const termes = rejouer(enSuivi(apres, referentiel), actes).filter(
      ligne => ligne.termeLe !== actes.find(acte => acte.id === ligne.id)?.termeLe,
    )
    await store.deplacerLesTermes(tx, dossierId, termes)
    const anciens = termes.map(terme => ({
      acteId: terme.id,
      termeLe: actes.find(acte => acte.id === terme.id)?.termeLe ?? null,
    }))
    const histoire = {
      avant: Object.fromEntries(change.map(changement => [changement.champ, changement.avant])),
      apres: champs,
    }
    await store.noterCorrection(tx, {
      dossierId,
      mesureId,
      motif,
      corrigeePar: context.acteur.id,
      ...histoire,
      avant: { ...histoire.avant, ...(anciens.length ? { termes: anciens } : {}) },
      ...fondementEcrit(saisie),
    })
    const attentes = autreDecision ? await suivreLesAttentes(tx, context, dossierId) : RIEN
    if (autreJuridiction)
      await direLePassage(tx, context, { dossierId, mesureId }, avant.juridictionId)
    await prevenirDeLaMesure(
      tx,
      context,
      { dossierId, mesureId, juridictionId: saisie.juridictionId },
      'mesure_corrigee',
    )
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId, ...attentes }
  },
  journal: ({ dossierId, mesureId, motif }) => ({ dossierId, cible: mesureId, motif }),
})
const RIEN: Awaited<ReturnType<typeof suivreLesAttentes>> = { levees: [], rouvertes: 0 }
/**
 * The former juridiction, which may see the dossier no more, learns that the measure is not its
 * own.
 */
async function direLePassage(
  tx: Tx,
  context: Context,
  donnees: { dossierId: string; mesureId: string },
  avant: string | null,
) {
  await reglerNouvelles(tx, context, {
    dossierId: donnees.dossierId,
    cibleId: donnees.mesureId,
    natures: ['mesure_passee'],
  })
  if (!avant) return
  const destinataires = [{ entiteId: avant, fonctions: fonctionsQui('juge') }]
  await prevenir(tx, context, {
    dossierId: donnees.dossierId,
    cibleId: donnees.mesureId,
    nature: 'mesure_passee',
    destinataires,
  })
}
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
