import { rappeler } from '../messages/index.ts'
import {
  type acteAnnule,
  type acteRepris,
  finDuSuivi,
  type mesureChange,
  type mesureTerminee,
} from '../mesures/index.ts'
import { type Context, ici } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { inscrire, solderCelles, solderLeMotif } from './a-decider.store.ts'
import { aVenir } from './a-venir.store.ts'
import { enAnnonce } from './annonce.gestes.ts'
import { terminer } from './convocation.gestes.ts'
import * as store from './convocation.store.ts'
import { horsDuSuivi } from './fondement.lecture.ts'
import { rendreCeQuAnnula } from './restitution.gestes.ts'
import { annuleesPar, renduesDe } from './retablissement.store.ts'

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
