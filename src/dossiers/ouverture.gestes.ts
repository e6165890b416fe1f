import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { prevenir, reglerNouvelles } from './nouvelle.gestes.ts'
import type { NatureDeNouvelle } from './nouvelle.rules.ts'
import { finA, type Portee } from './ouverture.rules.ts'
import * as store from './ouverture.store.ts'
import { priseActuelle } from './prise-en-charge.store.ts'

/**
 * Who sees a dossier besides the service that follows it, derived again from the facts: measures,
 * requests, convocations. Called whenever one of them changes, never remembered. What begins by
 * another's act is told to whoever follows the person.
 */
export async function accorderLesOuvertures(
  tx: Tx,
  { dossierId }: { dossierId: string },
  context: Context,
): Promise<void> {
  const { acteur } = context
  const faits = await store.faitsDuDossier(tx, dossierId)
  const accordees = await store.accorder(
    tx,
    dossierId,
    faits.map(fait => ({
      entite: fait.entiteId,
      motif: fait.motif,
      cause: fait.causeId,
      portee: fait.portee,
      fin: finA(fait, acteur.fuseau),
    })),
  )
  const debuts = accordees.filter(accordee => accordee.debut)
  const encore = (portee: Portee) => faits.some(fait => fait.portee === portee && !fait.finiLe)
  const perimees = natures.filter(
    ([portee]) =>
      accordees.some(accordee => !accordee.debut && accordee.portee === portee) && !encore(portee),
  )
  if (perimees.length > 0)
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: dossierId,
      natures: perimees.map(([, nature]) => nature),
    })
  if (debuts.length === 0) return
  const suit = (await priseActuelle(tx, dossierId))?.serviceId
  if (suit === entiteDe(acteur)) return
  for (const [portee, nature] of natures)
    if (debuts.some(debut => debut.portee === portee && debut.entiteId !== suit))
      await prevenir(tx, context, {
        dossierId,
        destinataires: [{ referent: true }],
        nature,
        cibleId: dossierId,
      })
}
const natures = [
  ['dossier', 'dossier_ouvert_a_une_juridiction'],
  ['convocation', 'convocation_vue_du_tribunal'],
] as const satisfies [Portee, NatureDeNouvelle][]

/**
 * A court that joins a dossier has its row before the convocation that explains it, or nothing
 * could be written: what begins is then not seen by the facts, and is said by who made it begin.
 */
export const direQueLeTribunalVoit = (
  tx: Tx,
  { dossierId }: { dossierId: string },
  context: Context,
): Promise<unknown> =>
  prevenir(tx, context, {
    dossierId,
    destinataires: [{ referent: true }],
    nature: 'convocation_vue_du_tribunal',
    cibleId: dossierId,
  })
