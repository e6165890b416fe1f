import { type Context, command, entiteDe } from '../platform/command.ts'
import { instantDe, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/http/plateforme.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { corrigerArriveeForm, gesteForm, retirerArriveeForm } from './accueil.forms.ts'
import {
  refusDAbsence,
  refusDAnnulerLeGeste,
  refusDExcuse,
  refusDeCorriger,
  refusDejaChange,
  refusDePartir,
  refusDePointer,
  type Situation,
  situationDe,
} from './accueil.rules.ts'
import * as store from './accueil.store.ts'
import { contraintes, ici, terminer } from './convocation.gestes.ts'
import { noterEtat } from './convocation.store.ts'
import { attendreDeNouveau } from './retablir.gestes.ts'

type Qui = { dossierId: string; convocationId: string }
/** The desk writes on the convocations of its own entité: a dossier may be shared, its desk is not. */
async function duBureau(tx: Tx, { dossierId, convocationId }: Qui, { acteur }: Context) {
  const c = trouver(await store.verrouillerPourLAccueil(tx, dossierId, convocationId))
  if (c.entiteId !== entiteDe(acteur)) throw new Introuvable()
  return { ...c, le: c.le as Jour, situation: situationDe(c), parLAccueil: c.dernier?.accueil ?? false }
}
/** The line, as it was seen: whoever was faster is named. */
async function commeVue(tx: Tx, { vu, ...qui }: Qui & { vu: Situation }, context: Context) {
  const c = await duBureau(tx, qui, context)
  refuseIf(refusDejaChange(vu, c.situation, c.dernier?.par ?? null))
  return c
}
/** Every gesture of the desk is a line of the convocation's history. */
const dire = (tx: Tx, { dossierId, convocationId }: Qui, { acteur }: Context, fait: { etat: string; motif?: string; detail?: object }) =>
  noterEtat(tx, {
    dossierId,
    convocationId,
    etat: fait.etat,
    par: acteur.id,
    motif: fait.motif ?? null,
    detail: { ...fait.detail, accueil: true },
  })
const trace = ({ dossierId, convocationId }: Qui) => ({ dossierId, cible: convocationId })

/** Somebody noted absent or excused who comes after all is expected again, then arrived. */
export const pointerArrivee = command({
  name: 'agenda.pointer-arrivee',
  permission: 'accueil:pointer',
  input: gesteForm,
  contraintes,
  async run(tx, qui, context) {
    const c = await commeVue(tx, qui, context)
    refuseIf(refusDePointer(c, context.aujourdhui))
    if (c.situation === 'absente' || c.situation === 'excusee') await attendreDeNouveau(tx, context, qui, 'La personne est venue')
    const { dossierId, convocationId } = qui
    await store.pointer(tx, { dossierId, convocationId, arriveeA: context.maintenant.toString(), pointeePar: context.acteur.id })
    await dire(tx, qui, context, { etat: 'arrivee' })
    return { dossierId, le: c.le }
  },
  journal: trace,
})

export const pointerDepart = command({
  name: 'agenda.pointer-depart',
  permission: 'accueil:pointer',
  input: gesteForm,
  async run(tx, qui, context) {
    const c = await commeVue(tx, qui, context)
    refuseIf(refusDePartir(c.situation))
    await store.changerLArrivee(tx, qui, { partieA: context.maintenant.toString() })
    await dire(tx, qui, context, { etat: 'depart' })
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: trace,
})

/** « Ne s’est pas présenté », said by the desk; what follows is the agent's to decide, and no message leaves by itself. */
export const noterAbsence = command({
  name: 'agenda.noter-absence',
  permission: 'accueil:pointer',
  input: gesteForm,
  async run(tx, qui, context) {
    const c = await commeVue(tx, qui, context)
    refuseIf(refusDAbsence(c, ici(context)))
    await terminer(tx, context, qui, 'manquee', { motif: 'La personne ne s’est pas présentée', detail: { accueil: true } }, false)
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: trace,
})

/** Somebody says that they cannot come: the agent who was to receive them decides of what follows. */
export const noterExcuse = command({
  name: 'agenda.noter-excuse',
  permission: 'accueil:pointer',
  input: gesteForm,
  async run(tx, qui, context) {
    const c = await commeVue(tx, qui, context)
    refuseIf(refusDExcuse(c, ici(context)))
    await terminer(tx, context, qui, 'excusee', { motif: 'La personne a prévenu l’accueil', detail: { accueil: true } }, false)
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: trace,
})

/** Takes back the last gesture of the desk: what it had undone is back, and the history says both. */
export const annulerGeste = command({
  name: 'agenda.annuler-geste-d-accueil',
  permission: 'accueil:pointer',
  input: gesteForm,
  contraintes,
  async run(tx, qui, context) {
    const c = await commeVue(tx, qui, context)
    refuseIf(refusDAnnulerLeGeste(c, context.aujourdhui))
    if (c.situation === 'partie') {
      await store.changerLArrivee(tx, qui, { partieA: null })
      await dire(tx, qui, context, { etat: 'depart_retire', detail: { partieA: c.partieA } })
    } else if (c.situation === 'arrivee') {
      await store.depointer(tx, qui)
      await dire(tx, qui, context, { etat: 'arrivee_retiree', detail: { arriveeA: c.arriveeA } })
    } else
      await attendreDeNouveau(
        tx,
        context,
        qui,
        c.situation === 'absente' ? 'Absence retirée par l’accueil' : 'Excuse retirée par l’accueil',
      )
    return { dossierId: qui.dossierId, le: c.le }
  },
  journal: trace,
})

async function dejaArrivee(tx: Tx, qui: Qui, context: Context) {
  const c = await duBureau(tx, qui, context)
  if (!c.arriveeA) throw new Refused([{ code: 'sans_arrivee', message: 'Aucune arrivée n’est pointée pour cette convocation.' }])
  return { ...c, arriveeA: c.arriveeA }
}

/** Later, from the page of the convocation: the hour that was wrong stays in the history, with who changed it and why. */
export const corrigerArrivee = command({
  name: 'agenda.corriger-arrivee',
  permission: 'accueil:pointer',
  input: corrigerArriveeForm,
  async run(tx, { arriveeHeure, partieHeure, motif, ...qui }, context) {
    const c = await dejaArrivee(tx, qui, context)
    refuseIf(refusDeCorriger({ le: c.le, arriveeHeure, partieHeure }, ici(context)))
    const { fuseau } = context.acteur
    const heures = {
      arriveeA: instantDe(c.le, arriveeHeure, fuseau),
      partieA: partieHeure ? instantDe(c.le, partieHeure, fuseau) : null,
    }
    await store.changerLArrivee(tx, qui, heures)
    await dire(tx, qui, context, { etat: 'arrivee_corrigee', motif, detail: { arriveeA: c.arriveeA, partieA: c.partieA } })
    return qui
  },
  journal: ({ motif, ...qui }) => ({ ...trace(qui), motif }),
})
export const retirerArrivee = command({
  name: 'agenda.retirer-arrivee',
  permission: 'accueil:pointer',
  input: retirerArriveeForm,
  async run(tx, { motif, ...qui }, context) {
    const c = await dejaArrivee(tx, qui, context)
    await store.depointer(tx, qui)
    await dire(tx, qui, context, { etat: 'arrivee_retiree', motif, detail: { arriveeA: c.arriveeA, partieA: c.partieA } })
    return qui
  },
  journal: ({ motif, ...qui }) => ({ ...trace(qui), motif }),
})
