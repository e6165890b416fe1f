import { type Context, command, entiteDe, ici } from '../platform/command.ts'
import { instantDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { type Refusal, Refused, refuseIf } from '../platform/refusal.ts'
import { corrigerArriveeForm, gesteForm, retirerArriveeForm } from './accueil.forms.ts'
import {
  refusDAbsence,
  refusDAnnulerLeGeste,
  refusDExcuse,
  refusDeCorriger,
  refusDejaChange,
  refusDePartir,
  refusDePointer,
  situationDe,
} from './accueil.rules.ts'
import * as store from './accueil.store.ts'
import { terminer } from './convocation.gestes.ts'
import { noterEtat } from './histoire.store.ts'
import { contraintes } from './place.gestes.ts'
import { attendreDeNouveau, attendreQuiEstVenu } from './retablir.gestes.ts'

type Qui = { dossierId: string; convocationId: string }
/**
 * The desk writes on the convocations of its own entité: a dossier may be shared, its desk is not.
 */
async function duBureau(tx: Tx, { dossierId, convocationId }: Qui, { acteur }: Context) {
  const convocation = trouver(await store.verrouillerPourLAccueil(tx, dossierId, convocationId))
  if (convocation.entiteId !== entiteDe(acteur)) throw new Introuvable()
  return {
    ...convocation,
    le: convocation.le,
    situation: situationDe(convocation),
    parLAccueil: convocation.dernier?.accueil ?? false,
  }
}
type Ligne = Awaited<ReturnType<typeof duBureau>>
/** Every gesture of the desk is a line of the convocation's history. */
const dire = (
  tx: Tx,
  { dossierId, convocationId }: Qui,
  { acteur }: Context,
  fait: { etat: string; motif?: string; detail?: object },
) =>
  noterEtat(tx, {
    dossierId,
    convocationId,
    etat: fait.etat,
    par: acteur.id,
    motif: fait.motif ?? null,
    detail: { ...fait.detail, accueil: true },
  })
const trace = ({ dossierId, convocationId }: Qui) => ({ dossierId, cible: convocationId })

/**
 * What every gesture of a line of the desk has: the line as it was seen, its lock, its refusals;
 * then what it changes.
 */
const geste = (
  name: `agenda.${string}`,
  refus: (ligne: Ligne, context: Context) => Refusal[],
  faire: (tx: Tx, qui: Qui, context: Context, ligne: Ligne) => Promise<void>,
) =>
  command({
    name,
    permission: 'accueil:pointer',
    aQui: 'qui_suit_ou_convoque',
    input: gesteForm,
    contraintes,
    async run(tx, { vu, ...qui }, context) {
      const convocation = await duBureau(tx, qui, context)
      refuseIf(refusDejaChange(vu, convocation.situation, convocation.dernier?.par ?? null))
      refuseIf(refus(convocation, context))
      await faire(tx, qui, context, convocation)
      return { dossierId: qui.dossierId, le: convocation.le }
    },
    journal: trace,
  })
const finir =
  (etat: 'manquee' | 'excusee', motif: string) => (tx: Tx, qui: Qui, context: Context) =>
    terminer(tx, context, qui, { etat, motif, detail: { accueil: true }, prevenir: false })

/**
 * Somebody noted absent or excused who comes after all is expected again where there is a place,
 * and arrived in any case.
 */
export const pointerArrivee = geste(
  'agenda.pointer-arrivee',
  (ligne, { aujourdhui }) => refusDePointer(ligne, aujourdhui),
  async (tx, qui, context, ligne) => {
    const ailleurs = ligne.situation === 'absente' || ligne.situation === 'excusee'
    const placee = !ailleurs || (await attendreQuiEstVenu(tx, context, qui))
    await store.pointer(tx, {
      ...qui,
      arriveeA: context.maintenant.toString(),
      pointeePar: context.acteur.id,
    })
    await dire(tx, qui, context, {
      etat: 'arrivee',
      ...(placee ? {} : { motif: 'Sa place avait été donnée' }),
    })
  },
)
export const pointerDepart = geste(
  'agenda.pointer-depart',
  ligne => refusDePartir(ligne.situation),
  async (tx, qui, context) => {
    await store.changerLArrivee(tx, qui, { partieA: context.maintenant.toString() })
    await dire(tx, qui, context, { etat: 'depart' })
  },
)
/**
 * « Ne s’est pas présenté », said by the desk; what follows is the agent's to decide, and no
 * message leaves by itself.
 */
export const noterAbsence = geste(
  'agenda.noter-absence',
  (ligne, context) => refusDAbsence(ligne, ici(context)),
  finir('manquee', 'La personne ne s’est pas présentée'),
)
/**
 * Somebody says that they cannot come: the agent who was to receive them decides of what follows.
 */
export const noterExcuse = geste(
  'agenda.noter-excuse',
  (ligne, context) => refusDExcuse(ligne, ici(context)),
  finir('excusee', 'La personne a prévenu l’accueil'),
)
/**
 * Takes back the last gesture of the desk: what it had undone is back, and the history says both.
 */
export const annulerGeste = geste(
  'agenda.annuler-geste-d-accueil',
  (ligne, { aujourdhui }) => refusDAnnulerLeGeste(ligne, aujourdhui),
  async (tx, qui, context, ligne) => {
    if (ligne.situation === 'partie') {
      await store.changerLArrivee(tx, qui, { partieA: null })
      await dire(tx, qui, context, { etat: 'depart_retire', detail: { partieA: ligne.partieA } })
    } else if (ligne.situation === 'arrivee') {
      await store.depointer(tx, qui)
      await dire(tx, qui, context, {
        etat: 'arrivee_retiree',
        detail: { arriveeA: ligne.arriveeA },
      })
    } else
      await attendreDeNouveau(
        tx,
        context,
        qui,
        ligne.situation === 'absente'
          ? 'Absence retirée par l’accueil'
          : 'Excuse retirée par l’accueil',
      )
  },
)

async function dejaArrivee(tx: Tx, qui: Qui, context: Context) {
  const convocation = await duBureau(tx, qui, context)
  if (!convocation.arriveeA)
    throw new Refused([
      { code: 'sans_arrivee', message: 'Aucune arrivée n’est pointée pour cette convocation.' },
    ])
  return { ...convocation, arriveeA: convocation.arriveeA }
}

/**
 * Later, from the page of the convocation: the hour that was wrong stays in the history, with who
 * changed it and why.
 */
export const corrigerArrivee = command({
  name: 'agenda.corriger-arrivee',
  permission: 'accueil:pointer',
  aQui: 'qui_suit_ou_convoque',
  input: corrigerArriveeForm,
  async run(tx, { arriveeHeure, partieHeure, motif, ...qui }, context) {
    const convocation = await dejaArrivee(tx, qui, context)
    refuseIf(refusDeCorriger({ le: convocation.le, arriveeHeure, partieHeure }, ici(context)))
    const { fuseau } = context.acteur
    const heures = {
      arriveeA: instantDe(convocation.le, arriveeHeure, fuseau),
      partieA: partieHeure ? instantDe(convocation.le, partieHeure, fuseau) : null,
    }
    await store.changerLArrivee(tx, qui, heures)
    await dire(tx, qui, context, {
      etat: 'arrivee_corrigee',
      motif,
      detail: { arriveeA: convocation.arriveeA, partieA: convocation.partieA },
    })
    return qui
  },
  journal: ({ motif, ...qui }) => ({ ...trace(qui), motif }),
})
export const retirerArrivee = command({
  name: 'agenda.retirer-arrivee',
  permission: 'accueil:pointer',
  aQui: 'qui_suit_ou_convoque',
  input: retirerArriveeForm,
  async run(tx, { motif, ...qui }, context) {
    const convocation = await dejaArrivee(tx, qui, context)
    await store.depointer(tx, qui)
    await dire(tx, qui, context, {
      etat: 'arrivee_retiree',
      motif,
      detail: { arriveeA: convocation.arriveeA, partieA: convocation.partieA },
    })
    return qui
  },
  journal: ({ motif, ...qui }) => ({ ...trace(qui), motif }),
})
