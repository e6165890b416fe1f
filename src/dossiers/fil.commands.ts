import { agentParId } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { suiviChange } from './dossier.faits.ts'
import { accepterTransfertForm, affecterForm, annulerTransfertForm, proposerTransfertForm, refuserTransfertForm } from './dossier.forms.ts'
import { refusDAffecter, refusDePartir, refusDeRepondre, refusDeTransferer } from './dossier.rules.ts'
import * as store from './dossier.store.ts'

const contraintes = {
  un_seul_transfert_propose: 'Un transfert est déjà proposé : attendez la réponse, ou annulez-le.',
  pas_de_chevauchement: 'Ce dossier vient de changer de mains : rechargez la page.',
  un_seul_successeur: 'Ce dossier vient de changer de mains : rechargez la page.',
}

export const affecter = command({
  name: 'dossiers.affecter',
  permission: 'dossier:affecter',
  input: affecterForm,
  contraintes,
  async run(tx, { dossierId, referentId, antenneId, motif }, { acteur }) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await store.priseActuelle(tx, dossierId))
    const referent = await agentParId(tx, referentId)
    refuseIf(refusDAffecter(prise, acteur.serviceId, referent, referentId))
    await store.enchainer(tx, dossierId, {
      serviceId: prise.serviceId,
      antenneId: antenneId ?? referent?.antenneId ?? prise.antenneId,
      referentId,
      motif: motif ?? 'Affectation',
      decideePar: acteur.id,
    })
    return { dossierId }
  },
  journal: ({ dossierId, referentId, motif }) => ({ dossierId, cible: referentId, motif: motif ?? null }),
})

export const proposerTransfert = command({
  name: 'dossiers.proposer-transfert',
  permission: 'transfert:proposer',
  input: proposerTransfertForm,
  contraintes,
  async run(tx, { dossierId, versServiceId, motif }, { acteur, maintenant }) {
    const dossier = trouver(await store.verrouillerDossier(tx, dossierId))
    if (dossier.closA) throw new Refused([{ code: 'clos', message: 'Ce dossier est clos : rouvrez-le avant de le transférer.' }])
    const prise = trouver(await store.priseActuelle(tx, dossierId))
    const enCours = await store.transfertEnCours(tx, dossierId)
    refuseIf(refusDeTransferer(prise, acteur.serviceId, versServiceId, enCours !== undefined))
    const { id } = await store.insererTransfert(tx, {
      dossierId,
      deServiceId: prise.serviceId,
      versServiceId,
      motif,
      proposeA: maintenant.toString(),
      proposePar: acteur.id,
    })
    await store.ouvrirPerimetre(tx, dossierId, versServiceId, 'transfert_propose')
    return { dossierId, transfertId: id }
  },
  journal: ({ dossierId, motif }, { transfertId }) => ({ dossierId, cible: transfertId, motif }),
})

export const accepterTransfert = command({
  name: 'dossiers.accepter-transfert',
  permission: 'transfert:repondre',
  input: accepterTransfertForm,
  contraintes,
  async run(tx, { dossierId, transfertId, antenneId, referentId }, context) {
    const { acteur, maintenant } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = await store.transfertParId(tx, dossierId, transfertId)
    refuseIf(refusDeRepondre(transfert, acteur.serviceId))
    const { deServiceId, versServiceId, motif } = trouver(transfert)
    if (referentId)
      refuseIf(
        refusDAffecter({ serviceId: versServiceId, referentId: null }, acteur.serviceId, await agentParId(tx, referentId), referentId),
      )
    await store.repondreTransfert(tx, dossierId, transfertId, { etat: 'accepte', reponduA: maintenant.toString(), reponduPar: acteur.id })
    await store.enchainer(tx, dossierId, {
      serviceId: versServiceId,
      antenneId: antenneId ?? null,
      referentId: referentId ?? null,
      motif: `Transfert : ${motif}`,
      decideePar: acteur.id,
    })
    await store.ouvrirPerimetre(tx, dossierId, versServiceId, 'prise_en_charge')
    await store.fermerPerimetre(tx, dossierId, versServiceId, 'transfert_propose')
    await store.fermerPerimetre(tx, dossierId, deServiceId, 'prise_en_charge')
    // Public holidays are those of the new service.
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId }
  },
  journal: ({ dossierId, transfertId }) => ({ dossierId, cible: transfertId }),
})

export const refuserTransfert = command({
  name: 'dossiers.refuser-transfert',
  permission: 'transfert:repondre',
  input: refuserTransfertForm,
  async run(tx, { dossierId, transfertId, motifRefus }, { acteur, maintenant }) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = await store.transfertParId(tx, dossierId, transfertId)
    refuseIf(refusDeRepondre(transfert, acteur.serviceId))
    await store.repondreTransfert(tx, dossierId, transfertId, {
      etat: 'refuse',
      reponduA: maintenant.toString(),
      reponduPar: acteur.id,
      motifRefus,
    })
    await store.fermerPerimetre(tx, dossierId, trouver(transfert).versServiceId, 'transfert_propose')
    return { dossierId }
  },
  journal: ({ dossierId, transfertId, motifRefus }) => ({ dossierId, cible: transfertId, motif: motifRefus }),
})

export const annulerTransfert = command({
  name: 'dossiers.annuler-transfert',
  permission: 'transfert:proposer',
  input: annulerTransfertForm,
  async run(tx, { dossierId, transfertId }, { acteur, maintenant }) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const transfert = trouver(await store.transfertParId(tx, dossierId, transfertId))
    if (transfert.etat !== 'propose') throw new Refused([{ code: 'deja_repondu', message: 'Ce transfert n’attend plus de réponse.' }])
    if (transfert.deServiceId !== acteur.serviceId)
      throw new Refused([{ code: 'autre_service', message: 'Seul le service qui a proposé le transfert peut l’annuler.' }])
    await store.repondreTransfert(tx, dossierId, transfertId, { etat: 'annule', reponduA: maintenant.toString(), reponduPar: acteur.id })
    await store.fermerPerimetre(tx, dossierId, transfert.versServiceId, 'transfert_propose')
    return { dossierId }
  },
  journal: ({ dossierId, transfertId }) => ({ dossierId, cible: transfertId }),
})

/** Reaction: nobody leaves a service with dossiers in hand; each must first have another référent. */
export const refuserDepartAvecDossiers: Reaction<{ agentId: string; le: string }> = async (tx, { agentId, le }, { aujourdhui }) => {
  if (le <= aujourdhui) refuseIf(refusDePartir(await store.dossiersSuivis(tx, agentId)))
}
