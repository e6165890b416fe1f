import { fonctionsQui } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { ouvrirALAudienceForm, rejoindreForm } from './bex.forms.ts'
import * as bex from './bex.store.ts'
import * as clotures from './cloture.store.ts'
import { dossierTransfere } from './dossier.faits.ts'
import { refusDeNaissance } from './dossier.rules.ts'
import * as store from './dossier.store.ts'
import { prevenir } from './nouvelle.gestes.ts'
import { fermerPerimetre, ouvrirPerimetre } from './ouverture.store.ts'
import { enchainer, priseActuelle } from './prise-en-charge.store.ts'

/**
 * Opens a dossier from a court, in the competent service; look-alikes are the caller's business.
 */
export const ouvrirPourUneJuridiction = command({
  name: 'dossiers.ouvrir-a-l-audience',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: ouvrirALAudienceForm,
  contraintes: {
    un_dossier_par_numero_appi:
      'Ce numéro APPI est déjà celui d’un autre dossier : cherchez la personne par ce numéro.',
    numero_appi_bien_forme: 'Ce numéro APPI n’a pas la forme attendue (par exemple 202012345678).',
  },
  async run(
    tx,
    { convocationId, numeroAppi = null, serviceId, antenneId = null, ...reste },
    { acteur, aujourdhui, maintenant },
  ) {
    const juridictionId = trouver(acteur.juridictionId)
    refuseIf(refusDeNaissance(reste.naissanceLe, aujourdhui))
    const {
      telephone = null,
      courriel = null,
      adresse = null,
      codePostal = null,
      commune = null,
      domicilieChez = null,
    } = reste
    const dossierId = await bex.insererALAudience(tx, {
      numeroAppi,
      ouvertLe: aujourdhui,
      par: acteur.id,
      personne: { ...reste, telephone, courriel, adresse, codePostal, commune, domicilieChez },
      juridictionId,
      convocationId,
      serviceId,
      antenneId,
      debutA: maintenant.toString(),
    })
    return { dossierId }
  },
  journal: (_input, { dossierId }) => ({ dossierId, cible: dossierId }),
})

/**
 * A court joins the dossier of the person before it. A closed one opens again where the person now
 * lives: nobody follows it, so no service has to hand it over.
 */
export const rejoindreALAudience = command({
  name: 'dossiers.rejoindre',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: rejoindreForm,
  // A court convokes a person whose dossier was closed: this is what opens it again.
  surDossierClos: true,
  async run(
    tx,
    { dossierId, nom, naissanceLe, convocationId, serviceId, antenneId = null },
    context,
  ) {
    const { acteur, maintenant } = context
    if (!(await bex.rejoindre(tx, dossierId, { nom, naissanceLe, convocationId })))
      throw new Refused([
        {
          code: 'autre_personne',
          champ: 'personne',
          message:
            'Ce nom et cette date de naissance ne sont pas ceux de ce dossier : refaites la recherche.',
        },
      ])
    const dossier = trouver(await store.verrouillerDossier(tx, dossierId))
    const prise = trouver(await priseActuelle(tx, dossierId))
    const rouvert = dossier.closA !== null
    if (rouvert) {
      const ailleurs = prise.serviceId !== serviceId
      const qui = { par: acteur.id, a: maintenant.toString(), motif: 'Nouvelle condamnation' }
      await clotures.rouvrir(tx, dossierId, {
        ...qui,
        causeId: convocationId,
        priseAvantId: ailleurs ? prise.id : null,
      })
      const destinataires = [{ entiteId: serviceId, fonctions: fonctionsQui('encadre') }]
      await prevenir(tx, context, {
        dossierId,
        destinataires,
        nature: 'dossier_rouvert',
        cibleId: dossierId,
      })
      if (ailleurs) {
        const { id: causeId } = await enchainer(tx, dossierId, {
          serviceId,
          antenneId,
          referentId: null,
          motif: 'Convocation à l’audience',
          decideePar: acteur.id,
        })
        await ouvrirPerimetre(tx, dossierId, serviceId, { motif: 'prise_en_charge', causeId })
        // The former service no longer follows anybody: it does not read what begins elsewhere.
        const decisions = { convocations: 'a_decider' } as const
        await publier(tx, context, dossierTransfere, {
          dossierId,
          deServiceId: prise.serviceId,
          versServiceId: serviceId,
          decisions,
        })
        await fermerPerimetre(tx, dossierId, prise.serviceId, 'prise_en_charge')
      }
    }
    return { dossierId, rouvert, serviceId: rouvert ? serviceId : prise.serviceId }
  },
  journal: ({ dossierId }) => ({ dossierId, motif: 'Convocation à l’audience' }),
})
