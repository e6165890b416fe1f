import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { coordonneesChangees } from './dossier.faits.ts'
import { adresseDe } from './dossier.panels.tsx'
import * as store from './dossier.store.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import type { Destinataire } from './nouvelle.rules.ts'
import * as fiches from './personne.store.ts'
import { priseActuelle } from './prise-en-charge.store.ts'
import { deciderForm, direForm } from './proposition.forms.ts'
import { aVider, comparerALaFiche, type FicheDite, refusDeDecider } from './proposition.rules.ts'
import * as propositions from './proposition.store.ts'

const contraintes = {
  un_dossier_par_numero_appi:
    'Ce numéro APPI est déjà celui d’un autre dossier : cherchez la personne par ce numéro.',
  numero_appi_bien_forme: 'Ce numéro APPI n’a pas la forme attendue (par exemple 202012345678).',
}
type Fiche = NonNullable<Awaited<ReturnType<typeof fiches.personne>>>
type Changement = Partial<Parameters<typeof comparerALaFiche>[1]>
const ecrire = (
  tx: Parameters<typeof fiches.personne>[0],
  avant: Fiche,
  { numeroAppi, ...valeurs }: Changement,
  par: string,
) =>
  fiches.corrigerPersonne(tx, avant, { valeurs, numeroAppi: numeroAppi ?? avant.numeroAppi, par })

/**
 * What a known person says at the hearing: blanks of the sheet are filled, the rest waits for the
 * service.
 */
export const direALAudience = command({
  name: 'dossiers.dire-a-l-audience',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: direForm,
  contraintes,
  async run(
    tx,
    { dossierId, ditLe, telephone, courriel, numeroAppi, adresse, origineId = null, ...dit },
    context,
  ) {
    trouver(await store.verrouillerDossier(tx, dossierId))
    const fiche = trouver(await fiches.personne(tx, dossierId))
    const { remplis, proposes } = comparerALaFiche(
      {
        ...dit,
        ...(telephone && { telephone }),
        ...(courriel && { courriel }),
        ...(numeroAppi && { numeroAppi }),
        ...(adresse && { adresse }),
      },
      fiche,
    )
    if (Object.keys(remplis).length > 0) {
      await ecrire(tx, fiche, remplis, context.acteur.id)
      await publier(tx, context, coordonneesChangees, { dossierId, adresseAvant: adresseDe(fiche) })
    }
    const dites = await propositions.insererPropositions(
      tx,
      proposes.map(propose => ({
        ...propose,
        dossierId,
        ditLe,
        origineId,
        proposeePar: context.acteur.id,
      })),
    )
    const { serviceId } = trouver(await priseActuelle(tx, dossierId))
    const destinataires: Destinataire[] = [
      { referent: true },
      { entiteId: serviceId, fonctions: ['administratif'] },
    ]
    for (const { id } of dites)
      await prevenir(tx, context, {
        dossierId,
        destinataires,
        nature: 'dit_a_l_audience',
        cibleId: id,
      })
    return { dossierId, remplis }
  },
  journal: ({ dossierId }) => ({ dossierId, motif: 'Dit à l’audience' }),
})

type Erreur = { dossierId: string; origineId: string; remplis: Partial<FicheDite> }
/**
 * Somebody else said it: what waits is set aside, and what it filled leaves the sheet where it
 * still stands, with its history.
 */
export async function reprendreCeQuiEtaitDit(
  tx: Tx,
  context: Context,
  { dossierId, origineId, remplis }: Erreur,
): Promise<void> {
  trouver(await store.verrouillerDossier(tx, dossierId))
  const decideeA = context.maintenant.toString()
  for (const { id } of await propositions.enAttenteDe(tx, dossierId, origineId)) {
    await reglerNouvelles(tx, context, { dossierId, cibleId: id })
    await propositions.decider(tx, {
      dossierId,
      id,
      decision: 'ecartee',
      decideePar: context.acteur.id,
      decideeA,
    })
  }
  const fiche = trouver(await fiches.personne(tx, dossierId))
  const vides = aVider(remplis, fiche)
  if (Object.keys(vides).length === 0) return
  const { numeroAppi, ...valeurs } = vides
  const appi = numeroAppi === undefined ? fiche.numeroAppi : numeroAppi
  await fiches.corrigerPersonne(tx, fiche, { valeurs, numeroAppi: appi, par: context.acteur.id })
  await publier(tx, context, coordonneesChangees, { dossierId, adresseAvant: adresseDe(fiche) })
}

/** The service takes over what was said, with the history of its sheet, or sets it aside. */
export const deciderProposition = command({
  name: 'dossiers.decider-proposition',
  permission: 'personne:ecrire',
  aQui: 'qui_suit',
  input: deciderForm,
  contraintes,
  async run(tx, { dossierId, propositionId, decision }, context) {
    const { acteur, maintenant } = context
    trouver(await store.verrouillerDossier(tx, dossierId))
    const personne = trouver(
      await propositions.verrouillerProposition(tx, dossierId, propositionId),
    )
    const prise = trouver(await priseActuelle(tx, dossierId))
    refuseIf(refusDeDecider(personne, prise.serviceId, acteur.serviceId))
    if (decision === 'reprise') {
      const fiche = trouver(await fiches.personne(tx, dossierId))
      await ecrire(tx, fiche, personne.valeurs, acteur.id)
      await publier(tx, context, coordonneesChangees, { dossierId, adresseAvant: adresseDe(fiche) })
    }
    await reglerNouvelles(tx, context, { dossierId, cibleId: propositionId })
    await propositions.decider(tx, {
      dossierId,
      id: propositionId,
      decision,
      decideePar: acteur.id,
      decideeA: maintenant.toString(),
    })
    return { dossierId, decision }
  },
  journal: ({ dossierId, propositionId }) => ({ dossierId, cible: propositionId }),
})
