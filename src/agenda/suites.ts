import {
  type absenceRetiree,
  type calendrierChange,
  couvertPar,
  plagesDe,
} from '../creneaux/index.ts'
import { type dossierTransfere, prevenir } from '../dossiers/index.ts'
import { rappeler } from '../messages/index.ts'
import {
  type acteAnnule,
  type acteRepris,
  finDuSuivi,
  type mesureChange,
  type mesureTerminee,
} from '../mesures/index.ts'
import type { departChange } from '../moyens/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { jourDuMoment } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import {
  inscrire,
  jamaisDecidees,
  marquerADecider,
  solderCelles,
  solderLAbsence,
  solderLeMotif,
  suivreLeDepart,
} from './a-decider.store.ts'
import { aVenir, empecheesParLaDetention, prevuesDeLAgenda } from './a-venir.store.ts'
import { enAnnonce } from './annonce.gestes.ts'
import { terminer } from './convocation.gestes.ts'
import * as store from './convocation.store.ts'
import { horsDuSuivi } from './fondement.ts'
import { rendre } from './retablir.gestes.ts'
import { annuleesPar, renduesDe } from './retablissement.store.ts'

/**
 * What a fact of another module changes to convocations, in its transaction: the pairs are in
 * `src/reactions.ts`.
 */

type Fin = { dossierId: string; acteId: string; cause: string }
/**
 * When the last measure ends, what is still to come beyond it has no more ground; what became of a
 * past one is still to be said. Nobody waits for a dead person, whatever measure still runs.
 */
export const annulerApresLaFin: Reaction<Valeur<typeof mesureTerminee>> = async (
  tx,
  mesure,
  context,
) => {
  await annulerAuDelaDeLaFin(tx, context, mesure)
}
/** Cancels what the end of a measure leaves without ground: of `parmi` alone, where it is given. */
async function annulerAuDelaDeLaFin(
  tx: Tx,
  context: Context,
  { dossierId, acteId, cause }: Fin,
  parmi?: string[],
) {
  const mort = cause === 'deces'
  const fin = mort ? undefined : await finDuSuivi(tx, dossierId)
  if (!fin && !mort) return
  const motif = mort ? 'Décès' : 'Fin de la dernière mesure'
  for (const { id } of await aVenir(tx, {
    dossierId,
    maintenant: ici(context),
    apresLe: fin ?? undefined,
  }))
    if (parmi?.includes(id) ?? true)
      await terminer(
        tx,
        context,
        { dossierId, convocationId: id, cause: 'acte', causeId: acteId },
        { etat: 'annulee', motif, prevenir: !mort },
      )
}
/**
 * The act that ended the measure, or the measure, was a mistake: what it had cancelled is given
 * back, or listed with the reason that stands in the way.
 */
export const rendreApresAnnulation: Reaction<Valeur<typeof acteAnnule>> = async (
  tx,
  { dossierId, acteId, avecSaMesure, cause, suites },
  context,
) => {
  const motif = avecSaMesure
    ? 'La mesure qui avait pris fin est retirée'
    : 'La fin de la mesure est annulée'
  const { rendues, aDecider } = await rendreCeQuAnnula(
    tx,
    context,
    { dossierId, causeId: acteId },
    motif,
  )
  suites.rendues += rendues
  suites.aDecider += aDecider
  // A death that was none: what it had silenced of what stayed planned is said again.
  if (cause !== 'deces') return
  for (const { id } of await aVenir(tx, { dossierId, maintenant: ici(context) }))
    await rappeler(tx, context, enAnnonce(trouver(await store.convocation(tx, dossierId, id))))
}
/**
 * The measure is given back with its end: what the withdrawal had given back is cancelled again,
 * but for what an agent has changed since. A death cancels all that is to come, as when it was
 * recorded: what was placed meanwhile is for nobody.
 */
export const annulerDeNouveau: Reaction<Valeur<typeof acteRepris>> = async (
  tx,
  { dossierId, acteId, cause },
  context,
) => {
  const { acteur, maintenant } = context
  const resteAnnulee = (await annuleesPar(tx, dossierId, acteId)).map(ligne => ligne.id)
  await solderCelles(tx, {
    dossierId,
    motif: 'fin_annulee',
    ids: resteAnnulee,
    par: acteur.id,
    a: maintenant.toString(),
  })
  const parmi = cause === 'deces' ? undefined : await renduesDe(tx, dossierId, acteId)
  await annulerAuDelaDeLaFin(tx, context, { dossierId, acteId, cause }, parmi)
}
/**
 * What a fact had cancelled, once this fact is undone; how many are given back, and how many wait
 * for a decision.
 */
export async function rendreCeQuAnnula(
  tx: Tx,
  context: Context,
  fait: { dossierId: string; causeId: string },
  motif: string,
) {
  const { dossierId, causeId } = fait
  let [rendues, aDecider] = [0, 0]
  for (const { id } of await annuleesPar(tx, dossierId, causeId)) {
    const obstacle = await rendre(tx, context, { dossierId, convocationId: id }, motif)
    if (obstacle) {
      aDecider += 1
      await inscrire(tx, {
        dossierId,
        convocationId: id,
        motif: 'fin_annulee',
        detail: obstacle,
        par: context.acteur.id,
      })
    } else {
      rendues += 1
      await prevenirDeLaRestitution(tx, context, dossierId, id)
    }
  }
  return { rendues, aDecider }
}
/** Whoever receives the person finds the hour taken again. */
export async function prevenirDeLaRestitution(
  tx: Tx,
  context: Context,
  dossierId: string,
  convocationId: string,
) {
  const agentId = (await store.convocation(tx, dossierId, convocationId))?.agentId
  const destinataires = [{ referent: true as const }, ...(agentId ? [{ agentId }] : [])]
  await prevenir(tx, context, {
    dossierId,
    destinataires,
    nature: 'convocation_retablie',
    cibleId: convocationId,
  })
}
/**
 * A measure was recorded, corrected, withdrawn, given back, or an act moved its term: what this
 * puts beyond the end of the follow-up waits for a decision, and what the follow-up covers again
 * waits no more. What was beyond it already was placed so knowingly.
 */
export const revoirApresLaMesure: Reaction<Valeur<typeof mesureChange>> = async (
  tx,
  { dossierId, finAvant },
  context,
) => {
  const { acteur, maintenant } = context
  const fin = await finDuSuivi(tx, dossierId)
  const ids = await horsDuSuivi(tx, context, dossierId, fin)
  const deja = await horsDuSuivi(tx, context, dossierId, finAvant)
  await solderLeMotif(tx, {
    dossierId,
    motif: 'mesure',
    saufIds: ids,
    par: acteur.id,
    a: maintenant.toString(),
  })
  const detail =
    fin === undefined
      ? 'Plus aucune mesure ne fonde cette convocation.'
      : 'La convocation est après la fin de la dernière mesure.'
  for (const convocationId of ids.filter(id => !deja.includes(id)))
    await inscrire(tx, { dossierId, convocationId, motif: 'mesure', detail, par: acteur.id })
}
export const verserLesConvocations: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
) => {
  await store.verserDans(tx, dossierId, absorbeId)
}

/**
 * Absence, closure, range that changed: nobody's convocation moves by itself, each waits for a
 * decision.
 */
export const listerADecider: Reaction<Valeur<typeof calendrierChange>> = async (
  tx,
  donnees,
  { acteur },
) => {
  const pourquoi = {
    motif: donnees.motif,
    detail: donnees.detail,
    par: acteur.id,
    absenceId: donnees.absenceId,
  }
  const { entiteId, agentId, agendaId, lieuId, du, au } = donnees
  if (donnees.motif === 'plage' && agendaId) {
    const plages = await plagesDe(tx, { entiteId, du: jourDuMoment(du), au: '9999-12-31' })
    const siennes = plages.filter(plage => plage.agendaId === agendaId)
    const ids = (await prevuesDeLAgenda(tx, agendaId, jourDuMoment(du)))
      .filter(ligne => !couvertPar(siennes, { ...ligne, le: ligne.le }))
      .map(ligne => ligne.id)
    if (ids.length > 0) await marquerADecider(tx, pourquoi, { ids, du, au: null })
    return
  }
  await marquerADecider(tx, pourquoi, { entiteId, agentId, agendaId, lieuId, du, au })
}
/** An absence withdrawn gives its ground back to what it had listed, and to that alone. */
export const delisterApresLAbsence: Reaction<Valeur<typeof absenceRetiree>> = async (
  tx,
  { absenceId },
  { acteur, maintenant },
) => {
  await solderLAbsence(tx, { absenceId, par: acteur.id, a: maintenant.toString() })
}
/**
 * An agent who leaves: those whom they were to receive are received by someone else, whom the
 * service chooses. Put off or withdrawn, the departure takes back what still waited because of it.
 */
export const listerAuDepart: Reaction<Valeur<typeof departChange>> = async (
  tx,
  { agentId },
  { aujourdhui, maintenant },
) => {
  await suivreLeDepart(tx, {
    agentId,
    detail: 'L’agent quitte le service.',
    aujourdhui,
    a: maintenant.toString(),
  })
}

/**
 * A dossier that changes service: who accepted has said what becomes of the former one's
 * convocations; a juridiction's do not change.
 */
export const suivreLeTransfert: Reaction<Valeur<typeof dossierTransfere>> = async (
  tx,
  { dossierId, deServiceId, decisions },
  context,
) => {
  if (decisions.convocations === 'garder') return
  if (decisions.convocations === 'a_decider') {
    const pourquoi = {
      motif: 'transfert',
      detail: 'Le dossier a changé de service.',
      par: context.acteur.id,
    }
    await marquerADecider(tx, pourquoi, {
      dossierId,
      entiteId: deServiceId,
      du: `${context.aujourdhui}T00:00`,
      au: null,
    })
    return
  }
  for (const { id } of await aVenir(tx, {
    dossierId,
    maintenant: ici(context),
    serviceId: deServiceId,
  }))
    await terminer(
      tx,
      context,
      { dossierId, convocationId: id },
      { etat: 'annulee', motif: 'Transfert du dossier', prevenir: true },
    )
}

/**
 * A person who enters detention can no longer come: each convocation on the spot is listed once;
 * freed, or a slip put right, none waits any more.
 */
export const listerALaDetention: Reaction<{ dossierId: string }> = async (
  tx,
  { dossierId },
  { acteur, aujourdhui, maintenant },
) => {
  const empechees = await empecheesParLaDetention(tx, dossierId, aujourdhui)
  await solderLeMotif(tx, {
    dossierId,
    motif: 'detention',
    saufIds: empechees,
    par: acteur.id,
    a: maintenant.toString(),
  })
  const ids = await jamaisDecidees(tx, dossierId, 'detention', empechees)
  if (ids.length === 0) return
  const pourquoi = { motif: 'detention', detail: 'La personne est détenue.', par: acteur.id }
  await marquerADecider(tx, pourquoi, { dossierId, ids, du: `${aujourdhui}T00:00`, au: null })
}
