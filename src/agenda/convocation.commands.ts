import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, command } from '../platform/command.ts'
import { estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { suiteDeLaSerie } from './a-venir.store.ts'
import { cadreDe } from './cadre.examen.ts'
import { examiner, refusApresLeDeces, refusDeToucher } from './convocation.examen.ts'
import { convoquerForm, deplacerForm, noterEtatForm, reporterForm } from './convocation.forms.ts'
import { bouger, origineDe, poser, terminer } from './convocation.gestes.ts'
import * as store from './convocation.store.ts'
import { contraintes } from './place.gestes.ts'
import * as rattachement from './rattachement.store.ts'
import { enSerie } from './serie.gestes.ts'

const trace = (
  { dossierId }: { dossierId: string },
  { convocationId }: { convocationId: string },
) => ({ dossierId, cible: convocationId })

export const convoquer = command({
  name: 'agenda.convoquer',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: convoquerForm,
  contraintes,
  async run(tx, { dossierId, chaque, fois, sauter, mesures, ...saisie }, context) {
    // Looked for and said once, and not for each day of a series.
    refuseIf(await refusApresLeDeces(tx, context.acteur, dossierId))
    const cadre = await cadreDe(tx, context.acteur, saisie)
    const concerne = await rattachementDit(tx, dossierId, mesures, saisie)
    if (fois && fois > 1)
      return enSerie(tx, context, {
        ...saisie,
        dossierId,
        cadre,
        chaque: chaque ?? 1,
        fois,
        sauter,
        concerne,
      })
    const champs = await examiner(tx, context, { dossierId, cadre, saisie, vivante: true })
    const { convocationId } = await poser(tx, context, {
      ...champs,
      dossierId,
      concerne,
      origine: origineDe(context),
    })
    return { dossierId, convocationId, posees: 1, sautees: [] satisfies Jour[] }
  },
  journal: (input, fait) => trace(input, fait),
})
/** Which measures it serves: asked when several are live that day. */
async function rattachementDit(
  tx: Tx,
  dossierId: string,
  mesures: string[],
  quand: { creneau?: string | undefined; le?: Jour | undefined },
) {
  const duCreneau = quand.creneau?.split('|')[1] ?? ''
  const le = estJour(duCreneau) ? duCreneau : (quand.le ?? '')
  const { mesureIds, dites, refus } = mesuresConcernees(
    mesures,
    await mesuresDuDossier(tx, dossierId),
    le,
  )
  refuseIf(refus)
  return { liens: mesureIds.map(mesureId => ({ mesureId, devoir: null })), dites }
}

/** The convocation, when whoever acts may change it. */
async function aToucher(
  tx: Tx,
  { acteur }: Context,
  dossierId: string,
  convocationId: string,
): Promise<store.Convocation> {
  const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
  refuseIf(await refusDeToucher(tx, acteur, convocation))
  return convocation
}

/** Place, hour and agent can all be changed; what they were stays in the history. */
export const deplacerConvocation = command({
  name: 'agenda.modifier',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: deplacerForm,
  contraintes,
  async run(tx, { dossierId, convocationId, version, ...saisie }, context) {
    await aToucher(tx, context, dossierId, convocationId)
    const cadre = await cadreDe(tx, context.acteur, saisie)
    const champs = await examiner(tx, context, { dossierId, cadre, saisie, saufId: convocationId })
    await bouger(
      tx,
      context,
      { dossierId, convocationId, version, prevenir: champs.prevenir },
      champs,
    )
    return { dossierId, convocationId }
  },
  journal: (input, fait) => trace(input, fait),
})

export const noterEtat = command({
  name: 'agenda.noter-etat',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: noterEtatForm,
  async run(tx, { dossierId, convocationId, etat, motif = null, prevenir, serie }, context) {
    const convocation = await aToucher(tx, context, dossierId, convocationId)
    const issue = { etat, motif, prevenir: prevenir === 'oui' }
    await terminer(tx, context, { dossierId, convocationId }, issue)
    if (serie && etat === 'annulee' && convocation.serieId)
      for (const { id } of await suiteDeLaSerie(tx, dossierId, convocation.serieId, convocation.le))
        await terminer(tx, context, { dossierId, convocationId: id }, issue)
    return { dossierId, convocationId, etat }
  },
  journal: ({ dossierId, convocationId, motif }) => ({
    dossierId,
    cible: convocationId,
    motif: motif ?? null,
  }),
})

/** A new convocation takes the place of the former one, and each knows the other. */
export const reporter = command({
  name: 'agenda.reporter',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: reporterForm,
  contraintes,
  async run(tx, { dossierId, convocationId, motif, ...saisie }, context) {
    const { audienceLe, numeroParquet, decisionJuridictionId, mesuresDitesA } = await aToucher(
      tx,
      context,
      dossierId,
      convocationId,
    )
    const concerne = {
      liens: await rattachement.liensDe(tx, dossierId, convocationId),
      dites: mesuresDitesA !== null,
    }
    const cadre = await cadreDe(tx, context.acteur, saisie)
    await terminer(
      tx,
      context,
      { dossierId, convocationId },
      { etat: 'reportee', motif, prevenir: false },
    )
    const champs = await examiner(tx, context, { dossierId, cadre, saisie, saufId: convocationId })
    // The decision for which the person was convoked is still the same one.
    const decision = { audienceLe, numeroParquet, decisionJuridictionId }
    const suite = {
      ...champs,
      ...decision,
      dossierId,
      concerne,
      origine: origineDe(context),
      remplaceId: convocationId,
    }
    return { dossierId, ...(await poser(tx, context, suite, { moment: 'modification' })) }
  },
  journal: ({ dossierId, motif }, { convocationId }) => ({
    dossierId,
    cible: convocationId,
    motif,
  }),
})
