import { agentParId, refusAvantLArrivee } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { refusDAffecter } from './affectation.rules.ts'
import {
  annulerDemandeForm,
  constaterForm,
  declinerDemandeForm,
  demanderForm,
  regleDeSilenceForm,
} from './dessaisissement.forms.ts'
import {
  refusDeConstater,
  refusDeDecliner,
  refusDeDemander,
  refusDeRegle,
  refusDeRetirer,
} from './dessaisissement.rules.ts'
import * as store from './dessaisissement.store.ts'
import { verrouillerDossier } from './dossier.store.ts'
import { insererRegleDeSilence, ouvrirParSilence } from './silence.store.ts'
import { transmettre } from './transfert.gestes.ts'
import { transfertParId } from './transfert.store.ts'

const contraintes = {
  un_seul_transfert_propose:
    'Un transfert de ce dossier attend déjà une réponse : appelez le service qui le suit.',
  demande_possible: 'Cette personne ne peut pas être demandée : cherchez de nouveau.',
}

/** Two answers at the same moment: the base keeps the first. */
const REPONDUE_ENTRE_TEMPS = {
  code: 'repondue_entre_temps',
  message: 'Cette demande vient d’avoir une réponse : rechargez la page.',
}

/**
 * A service asks for itself, a juridiction for the service that it names. Asking opens no
 * périmètre; the rule of silence of the service asked is the one of this day, and stays so.
 */
export const demanderDessaisissement = command({
  name: 'dossiers.demander-dessaisissement',
  permission: 'dessaisissement:demander',
  aQui: 'transfert',
  input: demanderForm,
  contraintes,
  async run(
    tx,
    { personneId, nom, prenoms, naissanceLe, motif, ...choix },
    { acteur, aujourdhui, maintenant },
  ) {
    const versServiceId = acteur.serviceId ?? choix.versServiceId ?? null
    const qui = { personneId, nom: `${nom} ${prenoms}`, naissanceLe }
    const cible = await store.personneADemander(tx, qui)
    refuseIf(refusDeDemander(cible, versServiceId))
    const demande = { ...qui, versServiceId: trouver(versServiceId), motif, demandeeLe: aujourdhui }
    const transfertId = await store.demanderDessaisissement(tx, demande)
    if (acteur.juridictionId)
      await store.direLaDemande(tx, {
        personneId,
        transfertId,
        nature: 'demande_pour_nous',
        instant: maintenant.toString(),
      })
    return { transfertId }
  },
  // The request is in the journal of the person, though whoever asks has no périmètre on their
  // dossier.
  journal: ({ personneId, motif }, { transfertId }) => ({
    dossierId: personneId,
    cible: transfertId,
    motif,
  }),
})

export const annulerDemande = command({
  name: 'dossiers.annuler-demande',
  permission: 'dessaisissement:demander',
  aQui: 'transfert',
  input: annulerDemandeForm,
  async run(tx, { personneId, demandeId }, { acteur, maintenant }) {
    refuseIf(
      refusDeRetirer(
        trouver(await store.demandeParId(tx, personneId, demandeId)),
        acteur.serviceId,
      ),
    )
    if (!(await store.annulerDemande(tx, personneId, demandeId)))
      throw new Refused([REPONDUE_ENTRE_TEMPS])
    if (acteur.juridictionId)
      await store.direLaDemande(tx, {
        personneId,
        transfertId: demandeId,
        nature: 'demande_retiree',
        instant: maintenant.toString(),
      })
    return { personneId }
  },
  journal: ({ personneId, demandeId }) => ({ dossierId: personneId, cible: demandeId }),
})

/**
 * A juridiction names the service that will follow; that service says no by an act of its own, and
 * the juridiction reads why.
 */
export const declinerDemande = command({
  name: 'dossiers.decliner-demande',
  permission: 'transfert:repondre',
  aQui: 'transfert',
  input: declinerDemandeForm,
  async run(tx, { personneId, demandeId, motifRefus }, { acteur, maintenant }) {
    refuseIf(
      refusDeDecliner(
        trouver(await store.demandeParId(tx, personneId, demandeId)),
        acteur.serviceId,
      ),
    )
    if (!(await store.declinerDemande(tx, personneId, demandeId, motifRefus)))
      throw new Refused([REPONDUE_ENTRE_TEMPS])
    await store.direLaDemande(tx, {
      personneId,
      transfertId: demandeId,
      nature: 'demande_declinee',
      instant: maintenant.toString(),
    })
    return { personneId }
  },
  journal: ({ personneId, demandeId, motifRefus }) => ({
    dossierId: personneId,
    cible: demandeId,
    motif: motifRefus,
  }),
})

/**
 * An act of somebody, with the rule cited in the request itself: silence alone moves no dossier.
 */
export const constaterLeSilence = command({
  name: 'dossiers.constater-le-silence',
  permission: 'transfert:repondre',
  aQui: 'transfert',
  input: constaterForm,
  contraintes: {
    silence_constatable: 'Cette demande vient d’avoir une réponse : rechargez la page.',
  },
  async run(tx, { personneId, demandeId, referentId, antenneId, convocations }, context) {
    const { acteur, aujourdhui } = context
    const demande = trouver(await store.demandeParId(tx, personneId, demandeId))
    refuseIf(refusDeConstater(demande, acteur.serviceId, aujourdhui))
    await ouvrirParSilence(tx, personneId, demandeId, aujourdhui)
    trouver(await verrouillerDossier(tx, personneId))
    const transfert = trouver(await transfertParId(tx, personneId, demandeId))
    if (referentId) {
      const prise = { serviceId: transfert.versServiceId, referentId: null }
      const referent = await agentParId(tx, referentId)
      const refus = refusDAffecter(prise, acteur.serviceId, referent, referentId)
      refuseIf([...refus, ...refusAvantLArrivee(referent, aujourdhui, 'referentId')])
    }
    await transmettre(tx, context, transfert, {
      antenneId,
      referentId,
      convocations,
      parSilence: true,
    })
    return { dossierId: personneId }
  },
  journal: ({ personneId, demandeId }) => ({ dossierId: personneId, cible: demandeId }),
})

export const ecrireRegleDeSilence = command({
  name: 'dossiers.ecrire-regle-de-silence',
  permission: 'transfert:repondre',
  aQui: 'entite',
  input: regleDeSilenceForm,
  contraintes: {
    une_regle_de_silence_par_jour:
      'Une règle prend déjà effet ce jour-là : une règle ne se réécrit pas, choisissez un autre jour.',
  },
  async run(tx, regle, { acteur, aujourdhui, maintenant }) {
    const serviceId = trouver(acteur.serviceId)
    refuseIf(refusDeRegle(regle.du, regle.jours, regle.relanceJours, aujourdhui))
    await insererRegleDeSilence(tx, {
      ...regle,
      serviceId,
      ecritePar: acteur.id,
      ecriteA: maintenant.toString(),
    })
    return { serviceId }
  },
  journal: (_regle, { serviceId }) => ({ cible: serviceId }),
})
