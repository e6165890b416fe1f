import { refusDeJourFerme } from '../agenda/index.ts'
import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { refusDAudience } from './audience.rules.ts'
import { oublierRecherche } from './audience.store.ts'
import { corrigerHorsOutilForm } from './correction.forms.ts'
import { changements, refusDAvantLAudience, refusDeCorriger } from './correction.rules.ts'
import { adresserForm, effacerForm, horsOutilForm, reprendreForm } from './hors-outil.forms.ts'
import {
  refusDAdresser,
  refusDuJour,
  refusDuMotif,
  territoireDeLAdresse,
} from './hors-outil.rules.ts'
import * as store from './hors-outil.store.ts'
import { rechercheOuverte } from './recherche.gestes.ts'

/**
 * A summons for a SPIP that is not in the tool: no dossier is opened, the court keeps what it
 * handed over.
 */
export const remettreHorsOutil = command({
  name: 'bex.noter-remise-hors-outil',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: horsOutilForm,
  async run(tx, { rechercheId, antenneId, ...dit }, { acteur, aujourdhui, maintenant }) {
    const { nom, prenoms, naissanceLe } = await rechercheOuverte(tx, rechercheId)
    const antenne = antenneId
      ? trouver((await store.antennes(tx, aujourdhui)).find(ligne => ligne.antenneId === antenneId))
      : undefined
    const territoire =
      antenne && !dit.spipAdresse ? antenne.territoire : territoireDeLAdresse(dit.spipAdresse ?? '')
    refuseIf([
      ...refusDAudience(dit.audienceLe, aujourdhui, naissanceLe),
      ...refusDuJour(dit.le, aujourdhui),
      ...(dit.le ? refusDeJourFerme(dit.le, territoire) : []),
    ])
    const duSpip = antenne && {
      spipNom: `${antenne.serviceNom}, ${antenne.nom}`,
      spipAdresse: `${antenne.adresse}, ${antenne.codePostal} ${antenne.commune}`,
      spipTelephone: antenne.telephone,
    }
    const { id } = await store.inserer(tx, {
      nom,
      prenoms,
      naissanceLe,
      rechercheId,
      juridictionId: trouver(acteur.juridictionId),
      spipNom: dit.spipNom ?? duSpip?.spipNom ?? '',
      spipAdresse: dit.spipAdresse ?? duSpip?.spipAdresse ?? '',
      spipTelephone: dit.spipTelephone ?? duSpip?.spipTelephone ?? null,
      telephone: dit.telephone ?? null,
      le: dit.le ?? null,
      heure: dit.heure ?? null,
      audienceLe: dit.audienceLe,
      numeroParquet: dit.numeroParquet ?? null,
      decision: dit.decision ?? null,
      decisionRemise: dit.decisionRemise,
      piecesManquantes: dit.piecesManquantes ?? null,
      precisions: dit.precisions ?? null,
      par: acteur.id,
      a: maintenant.toString(),
    })
    await oublierRecherche(tx, rechercheId)
    return { remiseId: id }
  },
  journal: (_input, { remiseId }) => ({
    cible: remiseId,
    motif: 'Convocation remise hors de l’outil',
  }),
})

const dejaAdresse = 'C’est déjà noté : annulez d’abord la date notée pour en donner une autre.'
/** The papers went to that SPIP: nothing more is awaited of the court. */
export const adresserAuSpip = command({
  name: 'bex.noter-envoi-hors-outil',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: adresserForm,
  contraintes: { un_envoi_en_vigueur: dejaAdresse },
  async run(tx, { remiseId, adresseLe }, { acteur, aujourdhui, maintenant }) {
    const remise = trouver(await store.remise(tx, remiseId))
    refuseIf(refusDAdresser(remise, adresseLe, aujourdhui))
    await store.insererEnvoi(tx, {
      juridictionId: remise.juridictionId,
      remiseId,
      adresseLe,
      par: acteur.id,
      a: maintenant.toString(),
    })
    return { remiseId }
  },
  journal: ({ remiseId }) => ({ cible: remiseId, motif: 'Dossier adressé au SPIP' }),
})

export const reprendreLEnvoi = command({
  name: 'bex.reprendre-envoi-hors-outil',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: reprendreForm,
  async run(tx, { remiseId }, { acteur, maintenant }) {
    trouver(await store.remise(tx, remiseId))
    if (
      (await store.annulerEnvoi(tx, remiseId, { par: acteur.id, a: maintenant.toString() })) === 0
    )
      throw new Refused([
        {
          code: 'rien_a_annuler',
          message: 'Le dossier n’est pas noté comme adressé : il n’y a rien à annuler.',
        },
      ])
    return { remiseId }
  },
  journal: ({ remiseId }) => ({ cible: remiseId, motif: 'Envoi au SPIP annulé' }),
})

/**
 * Each thing said, also who: its former value stays beside, with the reason, and is erased with it.
 */
export const corrigerHorsOutil = command({
  name: 'bex.corriger-hors-outil',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: corrigerHorsOutilForm,
  async run(tx, { remiseId, version, motif, ...saisie }, { acteur, aujourdhui, maintenant }) {
    const remise = trouver(await store.verrouiller(tx, remiseId))
    const dit = {
      ...saisie,
      spipTelephone: saisie.spipTelephone ?? null,
      telephone: saisie.telephone ?? null,
      le: saisie.le ?? null,
      heure: saisie.heure ?? null,
      numeroParquet: saisie.numeroParquet ?? null,
      decision: saisie.decision ?? null,
      piecesManquantes: saisie.piecesManquantes ?? null,
      precisions: saisie.precisions ?? null,
    }
    const change = changements(remise, dit)
    const autreJour = 'le' in change.apres || 'spipAdresse' in change.apres
    refuseIf([
      ...refusDeCorriger(change, version, remise.version),
      ...refusDAudience(dit.audienceLe, aujourdhui, dit.naissanceLe),
      ...('le' in change.apres ? refusDuJour(saisie.le, aujourdhui) : []),
      ...(autreJour && saisie.le
        ? refusDeJourFerme(saisie.le, territoireDeLAdresse(dit.spipAdresse))
        : []),
      ...refusDAvantLAudience(dit.audienceLe, remise.adresseLe),
    ])
    await store.corriger(tx, remise, dit, {
      ...change,
      par: acteur.id,
      a: maintenant.toString(),
      motif,
    })
    return { remiseId }
  },
  // Its reason may name the person: it stays beside the remise, and goes with it.
  journal: ({ remiseId }) => ({ cible: remiseId, motif: 'Remise hors de l’outil corrigée' }),
})

/** Of the person nothing is left but that something was erased, by whom and why. */
export const effacerHorsOutil = command({
  name: 'bex.oublier-hors-outil',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: effacerForm,
  async run(tx, { remiseId, motif }) {
    const remise = trouver(await store.remise(tx, remiseId))
    refuseIf(refusDuMotif(remise, motif))
    await store.effacer(tx, remiseId)
    return { remiseId }
  },
  journal: ({ remiseId, motif }) => ({ cible: remiseId, motif }),
})
