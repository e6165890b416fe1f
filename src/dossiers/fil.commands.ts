import {
  agentParId,
  type departSePrepare,
  refusAvantLArrivee,
  type suiviSeCompte,
} from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier, type Reaction, type Valeur } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { contraintesDuFil as contraintes, exigerAntenneDe } from './affectation.gestes.ts'
import { dossiersAPasser, refusDAffecter } from './affectation.rules.ts'
import type { Devenir } from './dessaisissement.rules.ts'
import { dossierTransfere, suiviChange } from './dossier.faits.ts'
import {
  accepterTransfertForm,
  annulerTransfertForm,
  proposerTransfertForm,
  refuserTransfertForm,
} from './dossier.forms.ts'
import * as store from './dossier.store.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import { faireSuivreNouvelles } from './nouvelle.store.ts'
import { fermerPerimetre, ouvrirPerimetre } from './ouverture.store.ts'
import { dossiersSuivis, enchainer, priseActuelle } from './prise-en-charge.store.ts'
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

type Suite = {
  antenneId: string | undefined
  referentId: string | undefined
  convocations: Devenir
  parSilence: boolean
}
type Transfert = {
  dossierId: string
  id: string
  sens: string
  deServiceId: string
  versServiceId: string
  motif: string
  proposePar: string
}
const DIRECTION = ['dpip', 'dfspip']
/**
 * Whoever asked or proposed, the direction of the other service and the référent who loses the
 * dossier learn it; a new référent, that it is theirs.
 */
async function direLaReponse(
  tx: Tx,
  context: Context,
  transfert: Transfert,
  suite: Suite & { ancien: string | null },
) {
  const { dossierId, id, sens, deServiceId, versServiceId, proposePar } = transfert
  const { referentId, parSilence, ancien } = suite
  const ancienReferent = ancien ? [{ agentId: ancien }] : []
  const direction = {
    entiteId: sens === 'demande' ? versServiceId : deServiceId,
    fonctions: DIRECTION,
  }
  if (parSilence) {
    const destinataires = [{ entiteId: deServiceId, fonctions: DIRECTION }, ...ancienReferent]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'silence_constate',
      cibleId: id,
    })
  } else {
    const nature = sens === 'demande' ? 'dessaisissement_accepte' : 'transfert_accepte'
    const destinataires = [direction, { agentId: proposePar }, ...ancienReferent]
    await prevenir(tx, context, { dossierId, destinataires, nature, cibleId: id })
  }
  await reglerNouvelles(tx, context, { dossierId, cibleId: dossierId, natures: ['affectation'] })
  if (referentId)
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'affectation',
      cibleId: dossierId,
    })
}

/**
 * The dossier changes hands in one move. Whoever acts keeps its périmètre until all that follows is
 * written; the former service's closes last.
 */
export async function transmettre(
  tx: Tx,
  context: Context,
  transfert: Transfert,
  suite: Suite,
): Promise<void> {
  const { acteur, maintenant } = context
  const { dossierId, id, sens, deServiceId, versServiceId, motif } = transfert
  const { convocations, parSilence } = suite
  await exigerAntenneDe(tx, suite.antenneId, versServiceId)
  const ancien = (await priseActuelle(tx, dossierId))?.referentId ?? null
  await repondreTransfert(tx, dossierId, id, {
    etat: 'accepte',
    reponduPar: acteur.id,
    convocations,
    parSilence,
  })
  const lien = await enchainer(tx, dossierId, {
    serviceId: versServiceId,
    antenneId: suite.antenneId ?? null,
    referentId: suite.referentId ?? null,
    motif: `${sens === 'demande' ? 'Dessaisissement' : 'Transfert'} : ${motif}`,
    decideePar: acteur.id,
  })
  await ouvrirPerimetre(tx, dossierId, versServiceId, {
    motif: 'prise_en_charge',
    causeId: lien.id,
  })
  await fermerPerimetre(tx, dossierId, versServiceId, 'transfert_propose')
  await faireSuivreNouvelles(tx, dossierId, deServiceId, maintenant.toString())
  await reglerNouvelles(tx, context, {
    dossierId,
    cibleId: dossierId,
    natures: ['affectation', 'dossier_repris'],
  })
  await publier(tx, context, dossierTransfere, {
    dossierId,
    deServiceId,
    versServiceId,
    decisions: { convocations },
  })
  await direLaReponse(tx, context, transfert, { ...suite, ancien })
  // Public holidays are those of the new service.
  await publier(tx, context, suiviChange, { dossierId })
  await fermerPerimetre(tx, dossierId, deServiceId, 'prise_en_charge')
}

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

/**
 * Who has left has left: access ends that day, and the dossiers are said beforehand, then found
 * first by who hands them over.
 */
export const direLesDossiersSuivis: Reaction<Valeur<typeof departSePrepare>> = async (
  tx,
  { agentId, suites },
) => {
  suites.push(...dossiersAPasser(await dossiersSuivis(tx, agentId)))
}
export const compterLesDossiersSuivis: Reaction<Valeur<typeof suiviSeCompte>> = async (
  tx,
  { agentId, compte },
) => {
  compte.dossiers += await dossiersSuivis(tx, agentId)
}
