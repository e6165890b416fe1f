import {
  convocation,
  convocationsAEntretien,
  honorer,
  mesuresDeLaConvocation,
  suivreLEntretien,
  verrouillerConvocation,
} from '../agenda/index.ts'
import { oublierBrouillon, prevenir, suiviChange } from '../dossiers/index.ts'
import { mesuresConcernees } from '../mesures/index.ts'
import { command, ici } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeVersion } from './accompagnement.rules.ts'
import { corrigerEntretienForm, noterEntretienForm } from './entretien.forms.ts'
import {
  aCorriger,
  bornesDe,
  contenu,
  delier,
  direALAuteur,
  neRepondPlus,
} from './entretien.gestes.ts'
import {
  AUCUNE_CONVOCATION,
  refusDeDoublon,
  refusDeLaConvocation,
  refusDuJour,
  refusSansConvocation,
} from './entretien.rules.ts'
import * as store from './entretien.store.ts'

/** Key of the draft of each form. */
export const cles = {
  entretien: (convocationId?: string) =>
    convocationId ? `entretien-convocation:${convocationId}` : 'entretien',
  correction: (id: string) => `entretien:${id}`,
}
const permission = 'accompagnement:ecrire'

/**
 * One gesture: the entretien, the convocation that it answers, honoured, and the measures that both
 * serve.
 */
export const noterEntretien = command({
  name: 'accompagnement.noter-entretien',
  permission,
  aQui: 'qui_suit',
  input: noterEntretienForm,
  async run(tx, { dossierId, convocationId: reponse, autreJour, ...saisie }, context) {
    const { acteur, aujourdhui } = context
    const maintenant = ici(context)
    const convocationId = reponse === AUCUNE_CONVOCATION ? undefined : reponse
    // Two colleagues who tell one convocation come one after the other: the second reads what the
    // first noted.
    if (convocationId) trouver(await verrouillerConvocation(tx, dossierId, convocationId))
    const repondue = convocationId
      ? trouver(await convocation(tx, dossierId, convocationId))
      : undefined
    const { bornes, mesures } = await bornesDe(tx, dossierId, context)
    const dites =
      saisie.mesures.length === 0 && convocationId
        ? await mesuresDeLaConvocation(tx, dossierId, convocationId)
        : []
    const concernees = dites.length
      ? { mesureIds: dites.map(lien => lien.mesureId), dites: true, refus: [] }
      : mesuresConcernees(saisie.mesures, mesures, saisie.le)
    refuseIf([
      ...refusDuJour(saisie, bornes, saisie.malgre),
      ...refusSansConvocation(reponse, saisie.le, {
        convocations: await convocationsAEntretien(tx, dossierId, aujourdhui),
        maintenant,
      }),
      ...(repondue ? refusDeLaConvocation(repondue, saisie.le, { maintenant, autreJour }) : []),
      ...refusDeDoublon(
        convocationId && (await store.entretienDeLaConvocation(tx, dossierId, convocationId)),
      ),
      ...concernees.refus,
    ])
    const { quand, recit } = contenu(saisie)
    const entretienId = await store.insererEntretien(
      tx,
      { dossierId, convocationId: convocationId ?? null, agentId: acteur.id, ...quand },
      recit,
      concernees.mesureIds,
    )
    if (convocationId) {
      await honorer(tx, context, { dossierId, convocationId, entretienId })
      if (concernees.dites)
        await suivreLEntretien(
          tx,
          context,
          { dossierId, convocationId, entretienId },
          concernees.mesureIds,
        )
    }
    for (const cle of new Set([cles.entretien(), cles.entretien(convocationId)]))
      await oublierBrouillon(tx, dossierId, acteur.id, cle)
    // Whoever follows the person reads what a colleague noted in their place.
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'entretien_note',
      cibleId: entretienId,
    })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId, honoree: convocationId !== undefined }
  },
  journal: ({ dossierId }, { entretienId }) => ({ dossierId, cible: entretienId }),
})

/**
 * Its words, its day, its manner and its measures; the former version stays: a correction adds, it
 * never effaces.
 */
export const corrigerEntretien = command({
  name: 'accompagnement.corriger-entretien',
  permission,
  aQui: 'qui_suit',
  input: corrigerEntretienForm,
  async run(tx, { dossierId, entretienId, version, motifCorrection, repond, ...saisie }, context) {
    const { acteur } = context
    const actuel = await aCorriger(tx, context, dossierId, entretienId)
    const { bornes, mesures } = await bornesDe(tx, dossierId, context)
    const { mesureIds, dites, refus } = mesuresConcernees(saisie.mesures, mesures, saisie.le)
    refuseIf([
      ...refusDeVersion(version, actuel.version, 'de cet entretien'),
      ...refusDuJour(saisie, bornes, saisie.malgre || saisie.le === actuel.le),
      ...refus,
    ])
    const detache = await neRepondPlus(tx, { dossierId, ...actuel }, saisie.le, repond)
    const convocationId = detache ? null : actuel.convocationId
    const { quand, recit } = contenu(saisie)
    const ecrite = {
      dossierId,
      entretienId,
      version: version + 1,
      motifCorrection,
      ecritePar: acteur.id,
      ...recit,
    }
    await store.corrigerEntretien(tx, ecrite, { ...quand, convocationId }, mesureIds)
    if (detache)
      await delier(tx, context, { dossierId, convocationId: detache, entretienId }, motifCorrection)
    if (convocationId && dites)
      await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, mesureIds)
    await oublierBrouillon(tx, dossierId, acteur.id, cles.correction(entretienId))
    await direALAuteur(tx, context, { dossierId, entretienId, ...actuel }, 'entretien_corrige')
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId, motifCorrection }) => ({
    dossierId,
    cible: entretienId,
    motif: motifCorrection,
  }),
})
