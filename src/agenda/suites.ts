import { type calendrierChange, couvertPar, plagesDe } from '../creneaux/index.ts'
import type { dossierTransfere } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Fait, Reaction } from '../platform/fait.ts'
import { terminer } from './convocation.gestes.ts'
import * as store from './convocation.store.ts'
import { marquerADecider, prevuesDeLAgenda, prevuesEnDetention } from './suites.store.ts'

/** What a fact of another module changes to convocations, in its transaction: the pairs are in `src/reactions.ts`. */
type Valeur<F> = F extends Fait<infer T> ? T : never

/** When the last measure ends, what was planned beyond it has no more ground. */
export const annulerApresLaFin: Reaction<{ dossierId: string }> = async (tx, { dossierId }, context) => {
  const fin = await store.finDuSuivi(tx, dossierId)
  if (!fin) return
  for (const { id } of await store.aVenirApres(tx, dossierId, fin))
    await terminer(tx, context, { dossierId, convocationId: id }, 'annulee', 'Fin de la dernière mesure', true)
}
export const verserLesConvocations: Reaction<{ dossierId: string; absorbeId: string }> = async (tx, { dossierId, absorbeId }) => {
  await store.verserDans(tx, dossierId, absorbeId)
}

/** Absence, closure, range that changed: nobody's convocation moves by itself, each waits for a decision. */
export const listerADecider: Reaction<Valeur<typeof calendrierChange>> = async (tx, c, { acteur }) => {
  const pourquoi = { motif: c.motif, detail: c.detail, par: acteur.id }
  const { entiteId, agentId, agendaId, lieuId, du, au } = c
  if (c.motif === 'plage' && agendaId) {
    const plages = await plagesDe(tx, { entiteId, du: du.slice(0, 10), au: '9999-12-31' })
    const siennes = plages.filter(p => p.agendaId === agendaId)
    const ids = (await prevuesDeLAgenda(tx, agendaId, du)).filter(p => !couvertPar(siennes, { ...p, le: p.le as Jour })).map(p => p.id)
    if (ids.length > 0) await marquerADecider(tx, pourquoi, { ids, du, au: null })
    return
  }
  await marquerADecider(tx, pourquoi, { entiteId, agentId, agendaId, lieuId, du, au })
}
/** An agent who leaves: those whom they were to receive are received by someone else, whom the service chooses. */
export const listerAuDepart: Reaction<{ agentId: string; le: string }> = async (tx, { agentId, le }, { acteur }) => {
  await marquerADecider(
    tx,
    { motif: 'depart', detail: 'L’agent quitte le service.', par: acteur.id },
    { agentId, du: `${le}T00:00`, au: null },
  )
}

/** A dossier that changes service: who accepted has said what becomes of the former one's convocations; a juridiction's do not change. */
export const suivreLeTransfert: Reaction<Valeur<typeof dossierTransfere>> = async (tx, { dossierId, deServiceId, decisions }, context) => {
  if (decisions.convocations === 'garder') return
  if (decisions.convocations === 'a_decider') {
    const pourquoi = { motif: 'transfert', detail: 'Le dossier a changé de service.', par: context.acteur.id }
    await marquerADecider(tx, pourquoi, { dossierId, entiteId: deServiceId, du: `${context.aujourdhui}T00:00`, au: null })
    return
  }
  for (const { id } of await store.aVenirApres(tx, dossierId, context.aujourdhui, deServiceId))
    await terminer(tx, context, { dossierId, convocationId: id }, 'annulee', 'Transfert du dossier', true)
}

/** A person who enters detention can no longer come: each convocation on the spot is listed once, for someone to decide. */
export const listerALaDetention: Reaction<{ dossierId: string }> = async (tx, { dossierId }, { acteur, aujourdhui }) => {
  const ids = await prevuesEnDetention(tx, dossierId, aujourdhui)
  if (ids.length === 0) return
  const pourquoi = { motif: 'detention', detail: 'La personne est détenue.', par: acteur.id }
  await marquerADecider(tx, pourquoi, { dossierId, ids, du: `${aujourdhui}T00:00`, au: null })
}
