import { agentParId, refusAvantLArrivee } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { contraintesDuFil as contraintes } from './affectation.gestes.ts'
import { refusDAffecter } from './affectation.rules.ts'
import {
  accepterTransfertForm,
  annulerTransfertForm,
  proposerTransfertForm,
  refuserTransfertForm,
} from './dossier.forms.ts'
import * as store from './dossier.store.ts'
import { prevenir } from './nouvelle.gestes.ts'
import { fermerPerimetre, ouvrirPerimetre } from './ouverture.store.ts'
import { priseActuelle } from './prise-en-charge.store.ts'
import { DIRECTION, transmettre } from './transfert.gestes.ts'
import { refusDAnnuler, refusDeRepondre, refusDeTransferer } from './transfert.rules.ts'
import {
  insererTransfert,
  repondreTransfert,
  transfertEnCours,
  transfertParId,
} from './transfert.store.ts'

export const proposerTransfert = command({
  name: 'dossiers.proposer-transfert',
  permission: 'transfert:proposer',
  aQui: 'qui_suit',
  input: proposerTransfertForm,
  contraintes,
  async run(tx, { dossierId, versServiceId, motif }, { acteur }) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await priseActuelle(tx, dossierId))
    const enCours = await transfertEnCours(tx, dossierId)
    refuseIf(refusDeTransferer(prise, acteur.serviceId, versServiceId, enCours))
    const { id } = await insererTransfert(tx, {
      dossierId,
      deServiceId: prise.serviceId,
      versServiceId,
      motif,
      proposePar: acteur.id,
    })
    await ouvrirPerimetre(tx, dossierId, versServiceId, {
      motif: 'transfert_propose',
      causeId: id,
      portee: 'proposition',
    })
    return { dossierId, transfertId: id }
  },
  journal: ({ dossierId, motif }, { transfertId }) => ({ dossierId, cible: transfertId, motif }),
})

/**
 * The service asked says yes: the one that would receive a proposal, with a référent; the one that
 * follows for a request, and the other will choose.
 */
export const accepterTransfert = command({
  name: 'dossiers.accepter-transfert',
  permission: 'transfert:repondre',
  aQui: 'transfert',
  input: accepterTransfertForm,
  contraintes,
  async run(tx, { dossierId, transfertId, antenneId, referentId, convocations }, context) {
    const { acteur } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = await transfertParId(tx, dossierId, transfertId)
    refuseIf(refusDeRepondre(transfert, acteur.serviceId, acteur.fuseau))
    const { versServiceId, sens } = trouver(transfert)
    const suite = sens === 'demande' ? {} : { antenneId, referentId }
    if (suite.referentId) {
      const referent = await agentParId(tx, suite.referentId)
      const refus = refusDAffecter(
        { serviceId: versServiceId, referentId: null },
        acteur.serviceId,
        referent,
        suite.referentId,
      )
      refuseIf([...refus, ...refusAvantLArrivee(referent, context.aujourdhui, 'referentId')])
    }
    await transmettre(tx, context, trouver(transfert), {
      antenneId: suite.antenneId,
      referentId: suite.referentId,
      convocations,
      parSilence: false,
    })
    return { dossierId, sens }
  },
  journal: ({ dossierId, transfertId }) => ({ dossierId, cible: transfertId }),
})

export const refuserTransfert = command({
  name: 'dossiers.refuser-transfert',
  permission: 'transfert:repondre',
  aQui: 'transfert',
  input: refuserTransfertForm,
  async run(tx, { dossierId, transfertId, motifRefus }, context) {
    const { acteur } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = await transfertParId(tx, dossierId, transfertId)
    refuseIf(refusDeRepondre(transfert, acteur.serviceId, acteur.fuseau))
    const { versServiceId, deServiceId, sens, proposePar } = trouver(transfert)
    await repondreTransfert(tx, dossierId, transfertId, {
      etat: 'refuse',
      reponduPar: acteur.id,
      motifRefus,
    })
    const direction = {
      entiteId: sens === 'demande' ? versServiceId : deServiceId,
      fonctions: DIRECTION,
    }
    const nature = sens === 'demande' ? 'dessaisissement_refuse' : 'transfert_refuse'
    await prevenir(tx, context, {
      dossierId,
      destinataires: [direction, { agentId: proposePar }],
      nature,
      cibleId: transfertId,
    })
    if (sens === 'proposition')
      await fermerPerimetre(tx, dossierId, versServiceId, 'transfert_propose')
    return { dossierId, sens }
  },
  journal: ({ dossierId, transfertId, motifRefus }) => ({
    dossierId,
    cible: transfertId,
    motif: motifRefus,
  }),
})

export const annulerTransfert = command({
  name: 'dossiers.annuler-transfert',
  permission: 'transfert:proposer',
  aQui: 'qui_suit',
  input: annulerTransfertForm,
  async run(tx, { dossierId, transfertId }, context) {
    const { acteur } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = trouver(await transfertParId(tx, dossierId, transfertId))
    refuseIf(refusDAnnuler(transfert, acteur.serviceId, acteur.fuseau))
    await repondreTransfert(tx, dossierId, transfertId, {
      etat: 'annule',
      reponduPar: acteur.id,
    })
    const destinataires = [{ entiteId: transfert.versServiceId, fonctions: DIRECTION }]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'transfert_retire',
      cibleId: transfertId,
    })
    await fermerPerimetre(tx, dossierId, transfert.versServiceId, 'transfert_propose')
    return { dossierId }
  },
  journal: ({ dossierId, transfertId }) => ({ dossierId, cible: transfertId }),
})
