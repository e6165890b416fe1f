import {
  identite as lireIdentite,
  oublierBrouillon,
  prevenir,
  reglerNouvelles,
  suiviChange,
} from '../dossiers/index.ts'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { direAJour } from './fraicheur.gestes.ts'
import { noterTirees } from './fraicheur.store.ts'
import { commencerRapportForm, ecrireRapportForm, rapportForm } from './magistrats.forms.ts'
import {
  naturesDeRapport,
  refusDEcrire,
  refusDeRepondre,
  refusDeRetirer,
  refusDeSoumettre,
  refusDeTransmettre,
} from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { aQuiEcrit, cleDuRapport, journal, quiEcrit, verrouille } from './rapport.gestes.ts'
import { mesuresEcrites, partie } from './redaction.lecture.ts'
import * as saisines from './saisine.store.ts'
import { saisine as lireSaisine } from './saisine.store.ts'

/** A report begins with what the dossier already says; the writer edits every word. */
export const commencerRapport = command({
  name: 'magistrats.commencer-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: commencerRapportForm,
  async run(
    tx,
    { dossierId, saisineId = null, nature, titre, echeanceLe, ...reste },
    { acteur, aujourdhui, maintenant },
  ) {
    const identite = trouver(await lireIdentite(tx, dossierId))
    if (!acteur.serviceId || identite.serviceId !== acteur.serviceId)
      throw new Refused([
        {
          code: 'autre_service',
          message: 'Seul le service qui suit la personne écrit ses rapports.',
        },
      ])
    const saisine = saisineId ? trouver(await lireSaisine(tx, dossierId, saisineId)) : undefined
    const mesures = await mesuresDuDossier(tx, dossierId)
    // A request that names a measure withdrawn since names none.
    const demandee =
      reste.mesureId ?? mesures.find(ligne => ligne.mesureId === saisine?.mesureId)?.mesureId
    const { mesureIds, dites, refus } = mesuresConcernees(
      demandee ? [demandee] : [],
      mesures,
      aujourdhui,
      'mesureId',
    )
    refuseIf(refus)
    const mesureId = mesureIds[0] ?? null
    const mesure = mesures.find(ligne => ligne.mesureId === mesureId)
    const juridictionId = saisine?.juridictionId ?? reste.juridictionId ?? mesure?.juridictionId
    if (!juridictionId)
      throw new Refused([
        {
          code: 'sans_juridiction',
          champ: 'juridictionId',
          message: 'Choisissez la juridiction à qui le rapport est adressé.',
        },
      ])
    const sections = []
    for (const source of ['mesure', 'entretiens', 'plan', 'libre'] as const)
      sections.push(await partie(tx, dossierId, source))
    const rapport = {
      dossierId,
      saisineId,
      mesureId,
      mesureDiteA: dites ? maintenant.toString() : null,
      juridictionId,
      serviceId: acteur.serviceId,
      nature,
      titre: titre ?? naturesDeRapport[nature],
      redacteurId: acteur.id,
      echeanceLe: echeanceLe ?? saisine?.echeanceLe ?? null,
    }
    const rapportId = await store.insererRapport(tx, rapport, sections)
    await noterTirees(tx, dossierId, rapportId, await mesuresEcrites(tx, dossierId))
    return { dossierId, rapportId }
  },
  journal: ({ dossierId }, { rapportId }) => ({ dossierId, cible: rapportId }),
})

export const ecrireRapport = command({
  name: 'magistrats.ecrire-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: ecrireRapportForm,
  async run(tx, { dossierId, rapportId, version, titre, sections, aJour, changementVu }, context) {
    const { acteur } = context
    const rapport = await verrouille(tx, { dossierId, rapportId }, context)
    refuseIf(refusDEcrire(rapport, acteur.serviceId))
    if (rapport.version !== version)
      throw new Refused([
        {
          code: 'modifie_entretemps',
          message:
            'Un autre agent a enregistré ce rapport pendant que vous écriviez. Son texte est affiché ci-dessous ; le vôtre est encore dans les champs.',
        },
      ])
    await store.ecrireRapport(tx, {
      dossierId,
      rapportId,
      version,
      titre,
      sections,
      par: acteur.id,
    })
    if (aJour && changementVu) await direAJour(tx, rapport, changementVu)
    await oublierBrouillon(tx, dossierId, acteur.id, cleDuRapport(rapportId))
    const destinataires = aQuiEcrit(rapport)
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'rapport_modifie',
      cibleId: rapportId,
    })
    return { dossierId, rapportId }
  },
  journal,
})

export const soumettre = command({
  name: 'magistrats.soumettre-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: rapportForm,
  async run(tx, input, context) {
    const { acteur } = context
    const rapport = await verrouille(tx, input, context)
    refuseIf(
      refusDeSoumettre(
        rapport,
        acteur.serviceId,
        await store.sections(tx, input.dossierId, input.rapportId),
      ),
    )
    await store.changerEtat(tx, { ...input, etat: 'soumis', par: acteur.id, motif: null })
    await reglerNouvelles(tx, context, {
      dossierId: input.dossierId,
      cibleId: input.rapportId,
      natures: ['rapport_retire'],
    })
    return input
  },
  journal,
})

/**
 * Taken back by whoever wrote it, before anybody has validated it: it is being written again, and
 * the direction is told.
 */
export const retirer = command({
  name: 'magistrats.retirer-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: rapportForm,
  async run(tx, input, context) {
    const { acteur } = context
    const { dossierId, rapportId: cibleId } = input
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeRetirer(rapport, quiEcrit(acteur)))
    await store.changerEtat(tx, {
      ...input,
      etat: 'brouillon',
      par: acteur.id,
      motif: 'Retiré par son rédacteur',
    })
    await reglerNouvelles(tx, context, { dossierId, cibleId, natures: ['validation_retiree'] })
    const destinataires = [{ entiteId: rapport.serviceQuiSuit, fonctions: fonctionsQui('encadre') }]
    await prevenir(tx, context, { dossierId, destinataires, nature: 'rapport_retire', cibleId })
    return input
  },
  journal,
})

export const transmettre = command({
  name: 'magistrats.transmettre-rapport',
  permission: 'rapport:transmettre',
  aQui: 'qui_suit',
  input: rapportForm,
  async run(tx, input, context) {
    const { acteur } = context
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeTransmettre(rapport, acteur.serviceId))
    await store.changerEtat(tx, { ...input, etat: 'transmis', par: acteur.id, motif: null })
    if (rapport.saisineId)
      await saisines.passer(tx, {
        dossierId: input.dossierId,
        saisineId: rapport.saisineId,
        detenteur: 'juridiction',
        precision: null,
        motif: 'Rapport transmis',
        passeePar: acteur.id,
      })
    const { dossierId, rapportId: cibleId } = input
    const destinataires = aQuiEcrit(rapport)
    await prevenir(tx, context, { dossierId, destinataires, nature: 'rapport_transmis', cibleId })
    await publier(tx, context, suiviChange, { dossierId })
    return input
  },
  journal,
})

export const marquerLu = command({
  name: 'magistrats.marquer-lu',
  permission: 'rapport:repondre',
  aQui: 'juridiction',
  input: rapportForm,
  // A last report is read after the dossier that it ends has closed: reading adds nothing to it.
  surDossierClos: true,
  async run(tx, input, context) {
    const { acteur } = context
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeRepondre(rapport, acteur.juridictionId))
    if (rapport.etat === 'transmis')
      await store.changerEtat(tx, { ...input, etat: 'lu', par: acteur.id, motif: null })
    return input
  },
  journal,
})

export const verserLesSaisines: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
) => {
  await store.verserDans(tx, dossierId, absorbeId)
}
