import { uuidv7 } from 'uuidv7'
import { command } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { obstaclesALaCloture } from './cloture.examen.ts'
import { refusDeClore, refusDeRouvrir } from './cloture.rules.ts'
import * as clotures from './cloture.store.ts'
import { dossierSeClot, dossierSeRouvre } from './dossier.faits.ts'
import { cloturerForm, rouvrirForm } from './dossier.forms.ts'
import * as store from './dossier.store.ts'
import { prevenir } from './nouvelle.gestes.ts'
import { accorderLesOuvertures } from './ouverture.gestes.ts'
import { priseActuelle } from './prise-en-charge.store.ts'

/**
 * Nothing may run on in a closed dossier: what the form ends is ended, what still runs refuses, in
 * one transaction.
 */
export const cloturer = command({
  name: 'dossiers.cloturer',
  permission: 'dossier:cloturer',
  aQui: 'qui_suit',
  input: cloturerForm,
  contraintes: { une_seule_cloture_en_vigueur: 'Ce dossier est déjà clos.' },
  async run(tx, { dossierId, motif, ...levees }, context) {
    const { acteur, maintenant } = context
    const dossier = trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await priseActuelle(tx, dossierId))
    refuseIf(refusDeClore({ ...dossier, serviceId: prise.serviceId }, acteur.serviceId, []))
    const clotureId = uuidv7()
    await publier(tx, context, dossierSeClot, { dossierId, clotureId, motif, levees })
    const obstacles = await obstaclesALaCloture(tx, context, dossierId)
    refuseIf(refusDeClore({ ...dossier, serviceId: prise.serviceId }, acteur.serviceId, obstacles))
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'dossier_clos',
      cibleId: dossierId,
    })
    await clotures.cloturer(tx, dossierId, {
      id: clotureId,
      closeA: maintenant.toString(),
      closePar: acteur.id,
      motif,
    })
    await accorderLesOuvertures(tx, { dossierId }, context)
    return { dossierId }
  },
  journal: ({ dossierId, motif }) => ({ dossierId, motif }),
})

/**
 * Opening again is an act: its reason is kept beside the closing that it ends, and what this
 * closing had ended comes back, or is to be decided.
 */
export const rouvrir = command({
  name: 'dossiers.rouvrir',
  permission: 'dossier:cloturer',
  aQui: 'qui_suit',
  input: rouvrirForm,
  // It is what opens a closed dossier again.
  surDossierClos: true,
  async run(tx, { dossierId, motif }, context) {
    const { acteur, maintenant } = context
    const dossier = trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await priseActuelle(tx, dossierId))
    refuseIf(refusDeRouvrir({ ...dossier, serviceId: prise.serviceId }, acteur.serviceId))
    const { id: clotureId } = await clotures.rouvrir(tx, dossierId, {
      par: acteur.id,
      a: maintenant.toString(),
      motif,
    })
    const revenus: string[] = []
    await publier(tx, context, dossierSeRouvre, { dossierId, clotureId, revenus })
    await accorderLesOuvertures(tx, { dossierId }, context)
    const destinataires = [
      { referent: true as const },
      { entiteId: prise.serviceId, fonctions: ['dpip'] },
    ]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'dossier_rouvert',
      cibleId: dossierId,
    })
    return { dossierId, revenus }
  },
  journal: ({ dossierId, motif }) => ({ dossierId, motif }),
})
