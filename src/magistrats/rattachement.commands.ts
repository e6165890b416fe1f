import { suiviChange } from '../dossiers/index.ts'
import { AUCUNE_MESURE, mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { command } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { rattacherRapportForm } from './magistrats.forms.ts'
import { refusDeRattacher } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { rattacher } from './rattachement.store.ts'

/**
 * Which measure a report is about, and of which kind it is: what a duty is satisfied by. What it
 * was stays, with why.
 */
export const rattacherRapport = command({
  name: 'magistrats.rattacher-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: rattacherRapportForm,
  async run(tx, { dossierId, rapportId, mesureId, nature, motif }, context) {
    const rapport = trouver(
      await store.verrouillerRapport(tx, dossierId, rapportId, context.aujourdhui),
    )
    const { refus } = mesuresConcernees(
      [mesureId],
      await mesuresDuDossier(tx, dossierId),
      context.aujourdhui,
      'mesureId',
    )
    refuseIf([...refusDeRattacher(rapport, context.acteur.serviceId, motif), ...refus])
    const apres = { mesureId: mesureId === AUCUNE_MESURE ? null : mesureId, nature }
    await rattacher(tx, {
      dossierId,
      rapportId,
      avant: rapport,
      apres,
      motif: motif ?? 'Dit pour la première fois',
      par: context.acteur.id,
    })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, rapportId }
  },
  journal: ({ dossierId, rapportId, motif }) => ({
    dossierId,
    cible: rapportId,
    motif: motif ?? null,
  }),
})
