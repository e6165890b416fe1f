import { suiviChange } from '../dossiers/index.ts'
import { AUCUN_DEVOIR, devoirsDeConvocation, mesuresDuDossier } from '../mesures/index.ts'
import { command } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeToucher } from './convocation.examen.ts'
import * as convocations from './convocation.store.ts'
import { rattacherForm } from './rattachement.forms.ts'
import { direLesLiens } from './rattachement.gestes.ts'
import { liensDits, refusSansMotif } from './rattachement.rules.ts'

/**
 * Says which measures a convocation serves, or corrects it: what was said before stays in its
 * history.
 */
export const rattacher = command({
  name: 'agenda.rattacher',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: rattacherForm,
  async run(tx, { dossierId, convocationId, mesures, motif }, context) {
    const convocation = trouver(await convocations.convocation(tx, dossierId, convocationId))
    await convocations.verrouiller(tx, dossierId, convocationId)
    const connues = (await mesuresDuDossier(tx, dossierId)).map(mesure => ({
      mesureId: mesure.mesureId,
      devoirs: [AUCUN_DEVOIR, ...devoirsDeConvocation(mesure.nature).map(devoir => devoir.cle)],
    }))
    const { liens, refus } = liensDits(mesures, connues)
    refuseIf([
      ...(await refusDeToucher(tx, context.acteur, convocation)),
      ...refus,
      ...refusSansMotif(convocation.mesuresDitesA !== null, motif),
    ])
    await direLesLiens(
      tx,
      { dossierId, convocationId, par: context.acteur.id, motif: motif ?? null },
      liens,
    )
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, convocationId }
  },
  journal: ({ dossierId, convocationId, motif }) => ({
    dossierId,
    cible: convocationId,
    motif: motif ?? null,
  }),
})
