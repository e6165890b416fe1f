import type { z } from 'zod'
import { agentParId, refusAvantLArrivee } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import { debutDuJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import * as brouillons from './brouillon.store.ts'
import { coordonneesChangees, dossierSansSaisine, dossiersFusionnes } from './dossier.faits.ts'
import {
  brouillonForm,
  corrigerPersonneForm,
  creerDossierForm,
  fusionnerForm,
  jeterBrouillonForm,
  ouvrirDossierForm,
} from './dossier.forms.ts'
import { adresseDe } from './dossier.panels.tsx'
import {
  refusDEcrou,
  refusDeDoublon,
  refusDeFusionner,
  refusDeNaissance,
  refusDeSuivi,
} from './dossier.rules.ts'
import * as store from './dossier.store.ts'
import { refusDeVersion } from './fiche.rules.ts'
import * as fusions from './fusion.store.ts'
import { prevenir } from './nouvelle.gestes.ts'
import * as fiches from './personne.store.ts'
import { refuserAuPlafond } from './rapprochement.examen.ts'
import { NUMERO_PRIS, OUVRIR, quiEst, SANS_CHERCHER } from './rapprochement.rules.ts'
import { homonymes } from './rapprochement.store.ts'
import { transfertEnCours } from './transfert.store.ts'

type Saisie = Omit<z.output<typeof corrigerPersonneForm>, 'dossierId' | 'version' | 'numeroAppi'>
/** What is stored of a person: a field left blank is null, so that correcting can also empty. */
const colonnes = (saisie: Saisie) => ({
  nom: saisie.nom,
  nomUsage: saisie.nomUsage ?? null,
  prenoms: saisie.prenoms,
  naissanceLe: saisie.naissanceLe,
  naissanceLieu: saisie.naissanceLieu ?? null,
  sexe: saisie.sexe ?? null,
  nationalite: saisie.nationalite ?? null,
  langues: saisie.langues,
  interprete: saisie.interprete,
  telephone: saisie.telephone ?? null,
  courriel: saisie.courriel ?? null,
  refuseSms: saisie.refuseSms,
  logement: saisie.logement,
  adresse: saisie.adresse ?? null,
  adresseComplement: saisie.adresseComplement ?? null,
  codePostal: saisie.codePostal ?? null,
  commune: saisie.commune ?? null,
  domicilieChez: saisie.domicilieChez ?? null,
  etablissementId: saisie.etablissementId ?? null,
  numeroEcrou: saisie.numeroEcrou ?? null,
  ecroueLe: saisie.ecroueLe ?? null,
})
const contraintes = { [NUMERO_PRIS]: 'Ce numéro APPI est déjà celui d’un autre dossier.' }

/**
 * Opens a dossier in the service of who acts: from the form, or from a line of an import.
 * Look-alikes are the caller's business.
 */
export const ouvrirDossier = command({
  name: 'dossiers.ouvrir',
  permission: 'dossier:creer',
  aQui: 'nouveau',
  input: ouvrirDossierForm,
  contraintes,
  async run(tx, input, context) {
    const { acteur, aujourdhui, maintenant } = context
    if (!acteur.serviceId)
      throw new Refused([
        {
          code: 'sans_service',
          message:
            'Une juridiction n’ouvre pas de dossier elle-même : adressez une saisine au service.',
        },
      ])
    const { numeroAppi = null, antenneId, referentId, suiviDepuisLe, manque, ...saisie } = input
    const referent = referentId ? await agentParId(tx, referentId) : undefined
    refuseIf([
      ...refusAvantLArrivee(referent, aujourdhui, 'referentId'),
      ...refusDeNaissance(input.naissanceLe, aujourdhui),
      ...refusDEcrou(input.numeroEcrou, input.etablissementId),
      ...refusDeSuivi(suiviDepuisLe, aujourdhui),
    ])
    const dossierId = await store.insererDossier(tx, {
      numeroAppi,
      ouvertLe: suiviDepuisLe ?? aujourdhui,
      creePar: acteur.id,
      personne: colonnes(saisie),
      serviceId: acteur.serviceId,
      antenneId: antenneId ?? acteur.antenneId,
      referentId: referentId ?? (acteur.fonction === 'travailleur_social' ? acteur.id : null),
      debutA: suiviDepuisLe ? debutDuJour(suiviDepuisLe, acteur.fuseau) : maintenant.toString(),
      motif: 'Ouverture du dossier',
    })
    if (manque) await publier(tx, context, dossierSansSaisine, { dossierId, manque })
    return { dossierId }
  },
  journal: (_input, { dossierId }) => ({ dossierId, cible: dossierId }),
})

/** The form: look-alikes are shown first, and opening another dossier is a choice. */
export const creerDossier = command({
  name: 'dossiers.creer',
  permission: 'dossier:creer',
  aQui: 'nouveau',
  input: creerDossierForm,
  contraintes,
  async run(tx, { confirme, sansChercher, ...input }, context) {
    // What is plainly wrong is said before what may be: a birth date of tomorrow has no look-alike
    // worth reading.
    refuseIf(refusDeNaissance(input.naissanceLe, context.aujourdhui))
    let sansAvoirCherche = false
    // Who was shown and set aside is not looked for a second time.
    if (!confirme) {
      const qui = quiEst({ ...input, naissance: input.naissanceLe, numero: input.numeroAppi })
      const chercher = (tx_: Tx, context_: Context) => homonymes(tx_, context_, qui, OUVRIR)
      const { trouves, plafond } = await chercher(tx, context)
      // Beyond the limit, opened or refused says nothing of whether somebody is known elsewhere:
      // nobody is looked for.
      if (!sansChercher) refuserAuPlafond(plafond, context, chercher)
      refuseIf(refusDeDoublon(trouves.length, confirme))
      sansAvoirCherche = plafond !== null
    }
    const nouveau = { ...input, referentId: undefined, suiviDepuisLe: undefined }
    return { ...(await enchainer(tx, ouvrirDossier, nouveau, context)), sansAvoirCherche }
  },
  journal: (_input, { dossierId, sansAvoirCherche }) => ({
    dossierId,
    cible: dossierId,
    motif: sansAvoirCherche ? SANS_CHERCHER : null,
  }),
})

export const corrigerPersonne = command({
  name: 'dossiers.corriger-personne',
  permission: 'personne:ecrire',
  aQui: 'qui_suit',
  input: corrigerPersonneForm,
  contraintes,
  async run(tx, { dossierId, version, numeroAppi = null, ...saisie }, context) {
    const { acteur, aujourdhui } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const avant = trouver(await fiches.personne(tx, dossierId))
    refuseIf([
      ...refusDeVersion(version, avant.version),
      ...refusDeNaissance(saisie.naissanceLe, aujourdhui),
      ...refusDEcrou(saisie.numeroEcrou, saisie.etablissementId),
    ])
    const valeurs = colonnes(saisie)
    await fiches.corrigerPersonne(tx, avant, { valeurs, numeroAppi, par: acteur.id })
    await publier(tx, context, coordonneesChangees, { dossierId, adresseAvant: adresseDe(avant) })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const fusionner = command({
  name: 'dossiers.fusionner',
  permission: 'dossier:fusionner',
  aQui: 'qui_suit',
  input: fusionnerForm,
  contraintes: {
    une_personne_un_lieu_a_la_fois:
      'Les deux dossiers ont une convocation au même moment : annulez-en une avant de fusionner.',
  },
  async run(tx, { dossierId, absorbeNumero, motif }, context) {
    const absorbe = await store.dossierParNumero(tx, absorbeNumero)
    const garde = trouver(await store.verrouillerDossier(tx, dossierId))
    refuseIf(refusDeFusionner(garde, absorbe))
    const { dossierId: absorbeId, numero } = trouver(absorbe)
    trouver(await store.verrouillerDossier(tx, absorbeId))
    if (await transfertEnCours(tx, absorbeId))
      throw new Refused([
        {
          code: 'transfert_en_cours',
          message: `Un transfert du dossier ${numero} attend une réponse : réglez-le avant de fusionner.`,
        },
      ])
    await fusions.fusionner(tx, {
      dossierId,
      absorbeId,
      absorbeNumero: numero,
      motif,
      fusionneA: context.maintenant.toString(),
      fusionnePar: context.acteur.id,
    })
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'dossiers_fusionnes',
      cibleId: absorbeId,
    })
    await publier(tx, context, dossiersFusionnes, { dossierId, absorbeId })
    return { dossierId, absorbeId }
  },
  journal: ({ dossierId, motif }, { absorbeId }) => ({ dossierId, cible: absorbeId, motif }),
})

/** Drafts belong to who writes them: any agent who may open the dossier may keep one. */
export const garderBrouillon = command({
  name: 'dossiers.garder-brouillon',
  permission: 'dossier:lire',
  aQui: 'soi',
  input: brouillonForm,
  // What somebody is typing when the dossier closes is theirs: nothing of it enters the dossier.
  surDossierClos: true,
  async run(tx, input, { acteur }) {
    const garde = await brouillons.garderBrouillon(tx, { ...input, compteId: acteur.id })
    if (!garde)
      throw new Refused([
        { code: 'conflit', message: 'Ce brouillon a été repris dans un autre onglet.' },
      ])
    return garde
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const jeterBrouillon = command({
  name: 'dossiers.jeter-brouillon',
  permission: 'dossier:lire',
  aQui: 'soi',
  input: jeterBrouillonForm,
  // A draft that can no longer be sent must still leave the list of who wrote it.
  surDossierClos: true,
  async run(tx, { dossierId, cle, retour }, { acteur }) {
    const jete = await brouillons.jeterBrouillon(tx, dossierId, acteur.id, cle)
    return { dossierId, retour, url: jete?.url }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})
