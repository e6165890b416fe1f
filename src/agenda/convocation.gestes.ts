import { prevenir as direA, reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { annoncer, type Moment, taire } from '../messages/index.ts'
import { estDecedee, mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { afficherHeure, afficherJour, ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { solderADecider } from './a-decider.store.ts'
import { refusDeToucher } from './convocation.examen.ts'
import { issueSeNote } from './convocation.faits.ts'
import type { Champs, Convocation, Nouvelle } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { noterRemise } from './dit.store.ts'
import { creneauxDits } from './dit.ts'
import { type Etat, refusDEtat, tientSaPlace } from './etat.rules.ts'
import { changerEtat, noterEtat } from './histoire.store.ts'
import { insererConvocation } from './pose.store.ts'
import type * as rattachement from './rattachement.store.ts'
import { placeLibre, placer } from './recherche.store.ts'
import { creneauxProposes } from './recherche.ts'

type Qui = { dossierId: string; convocationId: string }
/**
 * The fact that cancels or gives an outcome: what undoes it gives the convocation back as it was.
 */
export type Cause = { cause: 'acte' | 'cloture' | 'entretien' | 'remise'; causeId: string }

/**
 * What the database says when two gestures meet: the second half of every capacity and overlap
 * check.
 */
export const contraintes = {
  une_personne_un_lieu_a_la_fois: 'Cette personne est déjà convoquée à ce moment-là.',
  un_agent_une_personne_a_la_fois:
    'Cet agent reçoit déjà quelqu’un à ce moment-là : choisissez une autre heure ou un autre agent.',
  une_place_une_personne: 'Ce créneau vient d’être pris : choisissez-en un autre.',
  capacite_de_la_plage: 'Cette plage vient de changer : choisissez un autre créneau.',
}

/**
 * Takes a place in the caller's transaction: the lowest that is free, under a lock of the agent,
 * the agenda and the person.
 */
export async function prendrePlace(
  tx: Tx,
  context: Context,
  dossierId: string,
  donnees: Omit<Champs, 'place'>,
): Promise<number> {
  await store.prendreSonTour(tx, {
    agentId: donnees.agentId,
    agendaId: donnees.agendaId,
    dossierId,
  })
  if (!donnees.agendaId) return 1
  const place = await placeLibre(tx, { ...donnees, agendaId: donnees.agendaId })
  if (place === null)
    throw new Refused([
      { code: 'complet', champ: 'creneau', message: await complet(tx, context, donnees) },
    ])
  return place
}

/** A full slot is refused with the next ones that have room. */
async function complet(tx: Tx, context: Context, donnees: Omit<Champs, 'place'>): Promise<string> {
  const libres = await creneauxProposes(tx, {
    entiteId: donnees.serviceId ?? donnees.juridictionId ?? '',
    type: donnees.type,
    du: context.aujourdhui,
    au: ajouterJours(context.aujourdhui, 90),
    ...(donnees.agendaId ? { agendaId: donnees.agendaId } : {}),
    maintenant: ici(context),
    limite: 3,
  })
  const suite = libres
    .map(creneau => `${afficherJour(creneau.le)} à ${afficherHeure(creneau.heure)}`)
    .join(', ')
  return `Ce créneau est complet. ${suite ? `Prochains créneaux libres : ${suite}.` : 'Aucun autre créneau n’est libre dans les trois mois.'}`
}

/** A convocation to write; without `concerne`, nobody was asked which measures it serves. */
type APoser = Omit<Nouvelle, 'place' | 'creeePar'> & {
  id?: string
  place?: number
  concerne?: rattachement.Rattachement
}

/**
 * Convokes, and says which measures it serves: takes the place, keeps the history, tells the
 * person, counts deadlines again.
 */
export async function poser(
  tx: Tx,
  context: Context,
  { place: _, concerne, ...champs }: APoser,
  { moment = 'convocation', remise = false }: { moment?: Moment; remise?: boolean } = {},
): Promise<{ convocationId: string }> {
  const place = await prendrePlace(tx, context, champs.dossierId, champs)
  const { dossierId } = champs
  const sert = concerne ?? (await laSeule(tx, dossierId, champs.le))
  const { id } = await insererConvocation(
    tx,
    { ...champs, place, creeePar: context.acteur.id },
    sert,
  )
  if (remise) await noterRemise(tx, dossierId, id)
  const [lue, excusees] = await Promise.all([
    relire(tx, { dossierId, convocationId: id }),
    store.excusees(tx, dossierId, champs.serviceId ?? champs.juridictionId),
  ])
  await annonce(tx, context, lue, { moment, prevenir: champs.prevenir, remise, neuve: true })
  await direAuxConcernes(
    tx,
    context,
    lue.c,
    moment === 'modification' ? 'convocation_deplacee' : 'convocation_posee',
  )
  // Whoever had said that they would not come is given another hour: that was the follow-up.
  if (excusees.length > 0)
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: excusees.map(excusee => excusee.id),
      natures: ['convocation_excusee'],
    })
  await publier(tx, context, suiviChange, { dossierId })
  return { convocationId: id }
}

/**
 * Which measures it serves where nobody was asked (a group session): the one that is alone live
 * that day, or none yet.
 */
async function laSeule(tx: Tx, dossierId: string, le: Jour): Promise<rattachement.Rattachement> {
  const { mesureIds, dites } = mesuresConcernees([], await mesuresDuDossier(tx, dossierId), le)
  return { liens: mesureIds.map(mesureId => ({ mesureId, devoir: null })), dites }
}

/** Changes place, hour or agent of a planned convocation; what they were stays in the history. */
export async function bouger(
  tx: Tx,
  context: Context,
  {
    dossierId,
    convocationId,
    version,
    remise = false,
  }: Qui & { version?: number; remise?: boolean },
  champs: Partial<Omit<Champs, 'place'>>,
  prevenir: boolean,
): Promise<void> {
  const avant = trouver(await store.convocation(tx, dossierId, convocationId))
  if (avant.etat !== 'prevue')
    throw new Refused([
      {
        code: 'plus_prevue',
        message:
          'Cette convocation n’est plus à venir : elle ne se modifie pas. Faites-en une nouvelle.',
      },
    ])
  const apres = { ...avant, ...champs }
  const memePlace =
    apres.agendaId === avant.agendaId && apres.le === avant.le && apres.heure === avant.heure
  await store.prendreSonTour(tx, { agentId: apres.agentId, agendaId: apres.agendaId, dossierId })
  const place = memePlace ? avant.place : await prendrePlace(tx, context, dossierId, apres)
  const fait = await store.modifier(tx, dossierId, convocationId, version ?? avant.version, {
    ...champs,
    place,
    prevenir,
  })
  if (!fait)
    throw new Refused([
      {
        code: 'modifie_entretemps',
        message:
          'Un autre agent vient de modifier cette convocation. Vos changements sont encore ici : vérifiez, puis enregistrez de nouveau.',
      },
    ])
  if (remise) await noterRemise(tx, dossierId, convocationId)
  const { le, heure, lieu } = avant
  const detail = { le, heure, lieu, agent: avant.agentNom ?? avant.agendaNom }
  await noterEtat(tx, {
    dossierId,
    convocationId,
    etat: 'modifiee',
    par: context.acteur.id,
    motif: null,
    detail,
  })
  await solder(tx, context, { dossierId, convocationId }, 'deplacee')
  const memeMoment =
    apres.le === avant.le && apres.heure === avant.heure && apres.lieu === avant.lieu
  const nature =
    memeMoment && apres.agentId !== avant.agentId ? 'convocation_confiee' : 'convocation_deplacee'
  const lue = await relire(tx, { dossierId, convocationId })
  await direAuxConcernes(tx, context, lue.c, nature, avant.agentId)
  await annonce(tx, context, lue, { moment: 'modification', prevenir, remise })
  await publier(tx, context, suiviChange, { dossierId })
}

/**
 * Who comes to a group after an excuse: a free place, or theirs beside whoever has it now; that
 * they came is not refused.
 */
async function reprendreUnePlace(tx: Tx, qui: Qui): Promise<void> {
  const convocation = trouver(await store.convocation(tx, qui.dossierId, qui.convocationId))
  if (!convocation.collective || !convocation.agendaId) return
  await store.prendreSonTour(tx, {
    agentId: null,
    agendaId: convocation.agendaId,
    dossierId: convocation.dossierId,
  })
  const place = await placeLibre(tx, { ...convocation, agendaId: convocation.agendaId })
  if (place !== null && place !== convocation.place) await placer(tx, qui, place)
}

/** Why, in words; and what else the history must keep of it. */
type Pourquoi = string | null | { motif: string; detail: object }
/** Outcome or cancellation of a convocation: history, message when asked, deadlines. */
export async function terminer(
  tx: Tx,
  context: Context,
  { dossierId, convocationId, cause, causeId }: Qui & Partial<Cause>,
  etat: Etat,
  pourquoi: Pourquoi,
  prevenir: boolean,
): Promise<void> {
  const raison = typeof pourquoi === 'object' && pourquoi !== null ? pourquoi : { motif: pourquoi }
  const convocation = trouver(await store.verrouiller(tx, dossierId, convocationId))
  refuseIf(refusDEtat(convocation, etat, ici(context)))
  await publier(tx, context, issueSeNote, { dossierId, convocationId, etat })
  if (!tientSaPlace(convocation.etat) && tientSaPlace(etat))
    await reprendreUnePlace(tx, { dossierId, convocationId })
  const { id: evenementId } = await changerEtat(tx, {
    dossierId,
    convocationId,
    etat,
    par: context.acteur.id,
    ...raison,
    cause,
    causeId,
  })
  const lue =
    etat === 'annulee' || etat === 'manquee' || etat === 'excusee'
      ? await relire(tx, { dossierId, convocationId })
      : null
  if (lue && etat !== 'excusee')
    await annonce(tx, context, lue, {
      moment: etat === 'annulee' ? 'annulation' : 'absence',
      prevenir,
    })
  else await taire(tx, dossierId, convocationId)
  if (lue && (etat === 'annulee' || etat === 'manquee' || etat === 'excusee'))
    await direAuxConcernes(tx, context, lue.c, `convocation_${etat}`)
  // Moved: its new line says when. The person came: they neither failed to nor are they excused.
  else if (etat === 'reportee')
    await reglerNouvelles(tx, context, { dossierId, cibleId: convocationId })
  else
    await reglerNouvelles(tx, context, {
      dossierId,
      cibleId: convocationId,
      natures: [...ISSUES_DITES],
    })
  if (etat !== 'honoree' && etat !== 'manquee')
    await solder(tx, context, { dossierId, convocationId, evenementId }, 'annulee')
  await publier(tx, context, suiviChange, { dossierId })
}

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
async function direAuxConcernes(
  tx: Tx,
  context: Context,
  convocation: Convocation,
  nature: NatureDeConvocation,
  avantId?: string | null,
) {
  const { acteur } = context
  if (nature === 'convocation_posee' && acteur.serviceId) return
  const agents = [...new Set([convocation.agentId, avantId ?? null])].flatMap(agentId =>
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

/**
 * The person came: said with the entretien that tells it. Nothing happens when it was already said,
 * and it is then not the entretien's doing.
 */
export async function honorer(
  tx: Tx,
  context: Context,
  { entretienId, ...qui }: Qui & { entretienId: string },
): Promise<void> {
  const convocation = trouver(await store.convocation(tx, qui.dossierId, qui.convocationId))
  if (convocation.etat === 'honoree') return
  refuseIf(await refusDeToucher(tx, context.acteur, convocation))
  await terminer(
    tx,
    context,
    { ...qui, cause: 'entretien', causeId: entretienId },
    'honoree',
    null,
    false,
  )
}

const solder = (
  tx: Tx,
  { acteur, maintenant }: Context,
  qui: Qui & { evenementId?: string },
  decision: string,
) => solderADecider(tx, { ...qui, decision, par: acteur.id, a: maintenant.toString() })

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
async function relire(tx: Tx, { dossierId, convocationId }: Qui): Promise<Lue> {
  const [convocation, decedee] = await Promise.all([
    store.convocation(tx, dossierId, convocationId),
    estDecedee(tx, dossierId),
  ])
  return { c: trouver(convocation), decedee }
}

type Dire = { moment: Moment; prevenir: boolean; remise?: boolean; neuve?: boolean }
async function annonce(
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
    moment,
    prevenir,
  )
}
