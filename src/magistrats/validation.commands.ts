import { identite as lireIdentite, prevenir, reglerNouvelles } from '../dossiers/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { fraicheur } from './fraicheur.gestes.ts'
import { renvoyerForm, retirerValidationForm, validerForm } from './magistrats.forms.ts'
import {
  refusDePageAncienne,
  refusDeRetirerLaValidation,
  refusDeValider,
} from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { aQuiEcrit, journal, type Sur, verrouille } from './rapport.gestes.ts'
import { rapportEnPdf } from './redaction.lecture.ts'

/**
 * Validated by mistake, or overtaken before it was sent: read again by the direction, or written
 * again. What was validated stays in its course.
 */
export const retirerValidation = command({
  name: 'magistrats.retirer-validation',
  permission: 'rapport:valider',
  aQui: 'qui_suit',
  input: retirerValidationForm,
  async run(tx, { motifDeReprise, vers, ...input }, context) {
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeRetirerLaValidation(rapport, context.acteur.serviceId))
    const motif = `Validation retirée : ${motifDeReprise}`
    await store.changerEtat(tx, { ...input, etat: vers, par: context.acteur.id, motif })
    // Sent back, its state says it to the writer.
    const { dossierId, rapportId: cibleId } = input
    if (vers === 'soumis')
      await prevenir(tx, context, {
        dossierId,
        destinataires: aQuiEcrit(rapport),
        nature: 'validation_retiree',
        cibleId,
      })
    return input
  },
  journal: ({ dossierId, rapportId, motifDeReprise }) => ({
    dossierId,
    cible: rapportId,
    motif: motifDeReprise,
  }),
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
