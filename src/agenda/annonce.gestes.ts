import { prevenir as direA } from '../dossiers/index.ts'
import { annoncer, type Moment, taire } from '../messages/index.ts'
import { estDecedee } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import type { Qui } from './convocation.gestes.ts'
import type { Convocation } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { creneauxDits } from './dit.lecture.ts'

/** What is told of an outcome, until another one, or another convocation, follows. */
export const ISSUES_DITES = ['convocation_manquee', 'convocation_excusee'] as const
type NatureDeConvocation =
  | 'convocation_posee'
  | 'convocation_deplacee'
  | 'convocation_confiee'
  | 'convocation_annulee'
  | (typeof ISSUES_DITES)[number]
/**
 * The référent, and who receives or was to receive the person, learn what another did; where nobody
 * in particular receives, the place does, when it is another entité's doing. What the service
 * itself places is in its agenda; what another entité places (a juridiction at its hearing) is
 * said.
 */
export async function direAuxConcernes(
  tx: Tx,
  context: Context,
  convocation: Convocation,
  { nature, avantId = null }: { nature: NatureDeConvocation; avantId?: string | null },
) {
  const { acteur } = context
  if (nature === 'convocation_posee' && acteur.serviceId) return
  const agents = [...new Set([convocation.agentId, avantId])].flatMap(agentId =>
    agentId ? [{ agentId }] : [],
  )
  const place =
    convocation.agentId === null &&
    convocation.entiteId !== null &&
    convocation.entiteId !== entiteDe(acteur)
      ? [
          {
            entiteId: convocation.entiteId,
            fonctions: fonctionsQui('accueille', convocation.serviceId ? 'service' : 'juridiction'),
          },
        ]
      : []
  const destinataires = [
    { referent: true as const },
    ...(nature === 'convocation_posee' ? [] : [...agents, ...place]),
  ]
  await direA(tx, context, {
    dossierId: convocation.dossierId,
    destinataires,
    nature,
    cibleId: convocation.id,
    pourLe: convocation.le,
  })
}

/** What a message says of a convocation as it now is. */
export const enAnnonce = (convocation: Convocation) => ({
  dossierId: convocation.dossierId,
  objetId: convocation.id,
  entiteId: convocation.entiteId ?? '',
  type: convocation.type,
  version: convocation.version,
  le: convocation.le,
  heure: convocation.heure,
  modalite: convocation.modalite,
  lieu: convocation.nomPublic,
  adresse: convocation.adresse,
  telephone: convocation.agentTelephone ?? convocation.lieuTelephone,
  pieces: convocation.pieces,
  fuseau: convocation.fuseau ?? 'Europe/Paris',
  rappelsHeures: convocation.rappelsHeures,
})
type Lue = { c: Convocation; decedee: boolean }
/** A convocation as it has just been written, for all those who are told. */
export async function relire(tx: Tx, { dossierId, convocationId }: Qui): Promise<Lue> {
  const [convocation, decedee] = await Promise.all([
    store.convocation(tx, dossierId, convocationId),
    estDecedee(tx, dossierId),
  ])
  return { c: trouver(convocation), decedee }
}

type Dire = { moment: Moment; prevenir: boolean; remise?: boolean; neuve?: boolean }
export async function annonce(
  tx: Tx,
  context: Context,
  { c: convocation, decedee }: Lue,
  { moment, prevenir, remise = false, neuve = false }: Dire,
) {
  // Nobody writes to a dead person.
  if (decedee) return taire(tx, convocation.dossierId, convocation.id)
  // « Ne venez pas » is said of the slot at which the person would come.
  const dit =
    moment === 'annulation'
      ? (await creneauxDits(tx, [convocation])).get(convocation.id)
      : undefined
  await annoncer(
    tx,
    context,
    { ...enAnnonce(convocation), ...dit, remise, neuve },
    { moment, envoyer: prevenir },
  )
}
