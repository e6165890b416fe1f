import { antenneParId } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDAntenneDAutrui } from './affectation.rules.ts'
import { referentChange } from './dossier.faits.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import { enchainer } from './prise-en-charge.store.ts'

export const contraintesDuFil = {
  un_seul_transfert_propose: 'Un transfert de ce dossier attend déjà une réponse.',
  pas_de_chevauchement: 'Ce dossier vient de changer de mains : rechargez la page.',
  un_seul_successeur: 'Ce dossier vient de changer de mains : rechargez la page.',
}

export const exigerAntenneDe = async (
  tx: Tx,
  antenneId: string | undefined,
  serviceId: string,
): Promise<void> => {
  if (antenneId) refuseIf(refusDAntenneDAutrui(await antenneParId(tx, antenneId), serviceId))
}

type Prise = { serviceId: string; antenneId: string | null; referentId: string | null }
type Suite = {
  dossierId: string
  referentId: string
  antenneId: string | null
  motif: string | undefined
  /**
   * Which of the convocations to come with the former référent follow; none when nothing is said.
   */
  convocations?: 'toutes' | string[]
}
/**
 * The dossier goes to another référent of its service: the next link of the chain, and the news to
 * both.
 */
export async function confier(
  tx: Tx,
  context: Context,
  prise: Prise,
  { dossierId, referentId, antenneId, motif, ...suite }: Suite,
): Promise<void> {
  await enchainer(tx, dossierId, {
    serviceId: prise.serviceId,
    antenneId: antenneId ?? prise.antenneId,
    referentId,
    motif: motif ?? 'Affectation',
    decideePar: context.acteur.id,
  })
  await reglerNouvelles(tx, context, {
    dossierId,
    cibleId: dossierId,
    natures: ['affectation', 'dossier_repris'],
  })
  await prevenir(tx, context, {
    dossierId,
    destinataires: [{ referent: true }],
    nature: 'affectation',
    cibleId: dossierId,
  })
  if (prise.referentId) {
    const destinataires = [{ agentId: prise.referentId }]
    await prevenir(tx, context, {
      dossierId,
      destinataires,
      nature: 'dossier_repris',
      cibleId: dossierId,
    })
    const { convocations = [] } = suite
    if (convocations.length > 0)
      await publier(tx, context, referentChange, {
        dossierId,
        ancienId: prise.referentId,
        nouveauId: referentId,
        convocations,
      })
  }
}
