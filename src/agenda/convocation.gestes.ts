import { reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { type Moment, taire } from '../messages/index.ts'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, ici } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Mot, Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { solderADecider } from './a-decider.store.ts'
import { annonce, direAuxConcernes, ISSUES_DITES, relire } from './annonce.gestes.ts'
import { refusDeToucher } from './convocation.examen.ts'
import { issueSeNote } from './convocation.faits.ts'
import type { Champs, Nouvelle } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { noterRemise } from './dit.store.ts'
import { type Etat, refusDEtat, tientSaPlace } from './etat.rules.ts'
import { changerEtat, noterEtat } from './histoire.store.ts'
import { prendrePlace, reprendreUnePlace } from './place.gestes.ts'
import { insererConvocation } from './pose.store.ts'
import type * as rattachement from './rattachement.store.ts'

export type Qui = { dossierId: string; convocationId: string }
/**
 * The fact that cancels or gives an outcome: what undoes it gives the convocation back as it was.
 */
export type Cause = { cause: 'acte' | 'cloture' | 'entretien' | 'remise'; causeId: string }

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
  await direAuxConcernes(tx, context, lue.c, {
    nature: moment === 'modification' ? 'convocation_deplacee' : 'convocation_posee',
  })
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
    prevenir,
  }: Qui & { version?: number; remise?: boolean; prevenir: boolean },
  champs: Partial<Omit<Champs, 'place'>>,
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
  const fait = await store.modifier(
    tx,
    { dossierId, id: convocationId, version: version ?? avant.version },
    { ...champs, place, prevenir },
  )
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
  await direAuxConcernes(tx, context, lue.c, { nature, avantId: avant.agentId })
  await annonce(tx, context, lue, { moment: 'modification', prevenir, remise })
  await publier(tx, context, suiviChange, { dossierId })
}

/** What became of it, why in words, and what else the history must keep of it. */
type Issue = { etat: Etat; motif?: string | null; detail?: object; prevenir: boolean }
/** Outcome or cancellation of a convocation: history, message when asked, deadlines. */
export async function terminer(
  tx: Tx,
  context: Context,
  { dossierId, convocationId, cause, causeId }: Qui & Partial<Cause>,
  { etat, motif = null, detail, prevenir }: Issue,
): Promise<void> {
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
    motif,
    detail,
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
    await direAuxConcernes(tx, context, lue.c, { nature: `convocation_${etat}` })
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
    { etat: 'honoree', prevenir: false },
  )
}

const solder = (
  tx: Tx,
  { acteur, maintenant }: Context,
  qui: Qui & { evenementId?: string },
  decision: Mot<'agenda.aDecider', 'decision'>,
) => solderADecider(tx, { ...qui, decision, par: acteur.id, a: maintenant.toString() })

type Origine = Mot<'agenda.convocation', 'origine'>
const deJuridiction: readonly Origine[] = ['bex', 'greffe', 'jap']
export const origineDe = ({ acteur }: Context): Origine =>
  deJuridiction.find(origine => origine === acteur.fonction) ?? 'service'
