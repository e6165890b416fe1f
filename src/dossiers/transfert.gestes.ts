import { fonctionsQui } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { exigerAntenneDe } from './affectation.gestes.ts'
import type { Devenir } from './dessaisissement.rules.ts'
import { dossierTransfere, suiviChange } from './dossier.faits.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import { faireSuivreNouvelles } from './nouvelle.store.ts'
import { fermerPerimetre, ouvrirPerimetre } from './ouverture.store.ts'
import { enchainer, priseActuelle } from './prise-en-charge.store.ts'
import { repondreTransfert } from './transfert.store.ts'

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
export const DIRECTION = fonctionsQui('encadre')
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
