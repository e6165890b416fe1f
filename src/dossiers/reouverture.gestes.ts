import { fonctionsQui } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import * as clotures from './cloture.store.ts'
import * as store from './dossier.store.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import { fermerPerimetre, ouvrirPerimetre } from './ouverture.store.ts'
import { enchainer, prise, priseActuelle } from './prise-en-charge.store.ts'

/**
 * A court took back the convocation by which it had opened a closed dossier again. The dossier is
 * closed as it was, with its reason and its day, where it was; if anything else was written there
 * since, it stays open and the service that follows decides.
 */
export async function defaireLaReouverture(
  tx: Tx,
  context: Context,
  { dossierId, convocationId }: Qui,
): Promise<void> {
  const reouverture = await clotures.reouverturePar(tx, dossierId, convocationId)
  if (!reouverture) return
  await store.verrouillerDossier(tx, dossierId)
  const actuelle = trouver(await priseActuelle(tx, dossierId))
  if (reouverture.reprise) {
    const destinataires = [{ entiteId: actuelle.serviceId, fonctions: fonctionsQui('encadre') }]
    return prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'rouvert_par_erreur',
      cibleId: dossierId,
    })
  }
  await reglerNouvelles(tx, context, {
    dossierId,
    cibleId: dossierId,
    natures: ['dossier_rouvert'],
  })
  if (reouverture.priseAvantId)
    await rendreAuServiceDAvant(tx, context, {
      dossierId,
      priseId: reouverture.priseAvantId,
      quitte: actuelle.serviceId,
    })
  await clotures.refermer(tx, dossierId, reouverture)
}
type Qui = { dossierId: string; convocationId: string }

async function rendreAuServiceDAvant(
  tx: Tx,
  { acteur }: Context,
  { dossierId, priseId, quitte }: { dossierId: string; priseId: string; quitte: string },
): Promise<void> {
  const { serviceId, antenneId, referentId } = trouver(await prise(tx, dossierId, priseId))
  const suite = {
    serviceId,
    antenneId,
    referentId,
    motif: 'Remise d’audience retirée',
    decideePar: acteur.id,
  }
  const { id: causeId } = await enchainer(tx, dossierId, suite)
  await ouvrirPerimetre(tx, dossierId, serviceId, { motif: 'prise_en_charge', causeId })
  await fermerPerimetre(tx, dossierId, quitte, 'prise_en_charge')
}
