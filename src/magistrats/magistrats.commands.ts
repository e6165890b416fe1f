import {
  identite as lireIdentite,
  oublierBrouillon,
  prevenir,
  reglerNouvelles,
  suiviChange,
} from '../dossiers/index.ts'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Acteur, type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { noterTirees } from './fraicheur.store.ts'
import { direAJour, fraicheur } from './fraicheur.ts'
import {
  commencerRapportForm,
  ecrireRapportForm,
  rapportForm,
  renvoyerForm,
  validerForm,
} from './magistrats.forms.ts'
import {
  naturesDeRapport,
  refusDEcrire,
  refusDePageAncienne,
  refusDeRepondre,
  refusDeRetirer,
  refusDeSoumettre,
  refusDeTransmettre,
  refusDeValider,
} from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { mesuresEcrites, partie, rapportEnPdf } from './redaction.ts'
import { saisine as lireSaisine } from './saisine.store.ts'

export const cleDuRapport = (id: string) => `rapport:${id}`

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

export const verrouille = async (
  tx: Tx,
  i: { dossierId: string; rapportId: string },
  { aujourdhui }: Pick<Context, 'aujourdhui'>,
) => trouver(await store.verrouillerRapport(tx, i.dossierId, i.rapportId, aujourdhui))
/** Who holds the pen, or may hold it. */
export const quiEcrit = (acteur: Acteur) => ({
  id: acteur.id,
  serviceId: acteur.serviceId,
  encadre: acteur.peut('rapport:valider'),
})
/**
 * Whom a fact about a report is told to, of those who write: nobody outside the service that
 * follows would find it.
 */
export const aQuiEcrit = (donnees: { plumeId: string | null }) => [
  donnees.plumeId ? { agentId: donnees.plumeId } : { referent: true as const },
]
type Sur = { dossierId: string; rapportId: string }
export const journal = ({ dossierId, rapportId }: Sur) => ({ dossierId, cible: rapportId })

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

/** Validation freezes the text and its PDF: what the DPIP read is what the magistrate reads. */
export const valider = command({
  name: 'magistrats.valider-rapport',
  permission: 'rapport:valider',
  aQui: 'qui_suit',
  input: validerForm,
  async run(tx, { version, changementVu, ...input }, context) {
    const { dossierId, rapportId } = input
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeValider(rapport, context.acteur.serviceId))
    refuseIf(refusDePageAncienne({ version, changementVu }, rapport, await fraicheur(tx, rapport)))
    const repris = rapport.serviceId !== rapport.serviceQuiSuit
    const motif = repris
      ? `Commencé par ${trouver(await store.rapport(tx, dossierId, rapportId, context.aujourdhui)).serviceNom}`
      : null
    if (repris) await store.signer(tx, dossierId, rapportId, rapport.serviceQuiSuit)
    await store.figer(tx, dossierId, rapportId, await pdfDe(tx, input, context))
    await store.changerEtat(tx, { ...input, etat: 'valide', par: context.acteur.id, motif })
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: rapportId,
      natures: ['validation_retiree'],
    })
    return input
  },
  journal,
})
async function pdfDe(
  tx: Tx,
  { dossierId, rapportId }: Sur,
  { acteur, maintenant, aujourdhui }: Context,
): Promise<Uint8Array> {
  const [identite, rapport, parties] = [
    trouver(await lireIdentite(tx, dossierId)),
    trouver(await store.rapport(tx, dossierId, rapportId, aujourdhui)),
    await store.sections(tx, dossierId, rapportId),
  ]
  return rapportEnPdf(identite, rapport, parties, {
    par: `${acteur.prenom} ${acteur.nom}`,
    a: maintenant.toString(),
    fuseau: acteur.fuseau,
    le: aujourdhui,
  })
}

export const renvoyer = command({
  name: 'magistrats.renvoyer-rapport',
  permission: 'rapport:valider',
  aQui: 'qui_suit',
  input: renvoyerForm,
  async run(tx, { motif, ...input }, context) {
    const { acteur } = context
    refuseIf(refusDeValider(await verrouille(tx, input, context), acteur.serviceId))
    await store.changerEtat(tx, { ...input, etat: 'renvoye', par: acteur.id, motif })
    await reglerNouvelles(tx, context, {
      dossierId: input.dossierId,
      cibleId: input.rapportId,
      natures: ['validation_retiree'],
    })
    return input
  },
  journal: ({ dossierId, rapportId, motif }) => ({ dossierId, cible: rapportId, motif }),
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
      await store.passer(tx, {
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
