import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import {
  attendueAilleurs,
  attentesSansAudience,
  type Decision,
  decisionDe,
  memeAttente,
  memeDecision,
  numeroDeParquet,
  refusDeNumero,
  suitesDesAttentes,
} from './attente.rules.ts'
import * as store from './attente.store.ts'
import { leverAttenteForm, signalerAttenteForm } from './mesure.forms.ts'
import { verrouillerLesMesures } from './mesure.store.ts'

export const signalerAttente = command({
  name: 'mesures.signaler-attente',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: signalerAttenteForm,
  contraintes: {
    une_attente_par_decision:
      'Ce dossier est déjà en attente de saisine, sans que la décision soit nommée : levez d’abord cette attente.',
  },
  async run(tx, { dossierId, manque }, { acteur, aujourdhui }) {
    await store.insererAttente(tx, {
      dossierId,
      depuisLe: aujourdhui,
      manque,
      signaleePar: acteur.id,
    })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const leverAttente = command({
  name: 'mesures.lever-attente',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: leverAttenteForm,
  async run(tx, { dossierId, attenteId }, { acteur, aujourdhui }) {
    trouver(
      await store.leverAttente(tx, dossierId, attenteId, {
        leveeLe: aujourdhui,
        leveePar: acteur.id,
      }),
    )
    return { dossierId }
  },
  journal: ({ dossierId, attenteId }) => ({ dossierId, cible: attenteId }),
})

/**
 * Does this decision need its number, because several of that day are known besides the measure
 * that is corrected?
 */
export async function refusDeDecision(
  tx: Tx,
  dossierId: string,
  decision: Decision,
  sauf?: string,
) {
  const mesures = (await store.mesuresDecidees(tx, dossierId)).filter(
    mesureDecidee => mesureDecidee.mesureId !== sauf,
  )
  return refusDeNumero(await store.toutesLesAttentes(tx, dossierId), mesures, decision)
}
/**
 * Awaits follow the measures that stand; what was missing of those lifted, and how many are awaited
 * again.
 */
export async function suivreLesAttentes(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  dossierId: string,
  nouvelle?: string,
): Promise<{ levees: string[]; rouvertes: number }> {
  const attentes = await store.toutesLesAttentes(tx, dossierId)
  const suites = suitesDesAttentes(attentes, await store.mesuresDecidees(tx, dossierId), nouvelle)
  for (const suite of suites)
    await store.changerAttente(tx, dossierId, suite, { leveeLe: aujourdhui, leveePar: acteur.id })
  const levees = attentes
    .filter(
      attente => attente.ouverte && suites.some(suite => suite.attenteId === attente.attenteId),
    )
    .map(attente => attente.manque)
  return { levees, rouvertes: suites.filter(suite => suite.mesureId === null).length }
}

/**
 * Reaction offered to `reactions.ts`: the same decision is awaited once, however many times the
 * person is convoked for it, with or without its number.
 */
export const attendreLaSaisine: Reaction<{
  dossierId: string
  manque: string
  decision?: Decision
}> = async (tx, { dossierId, manque, decision }, context) => {
  const attente = {
    dossierId,
    depuisLe: context.aujourdhui,
    manque,
    signaleePar: context.acteur.id,
  }
  if (!decision) return void (await store.insererAttente(tx, attente))
  await verrouillerLesMesures(tx, dossierId)
  const { le, juridictionId } = decision
  const numeroParquet = numeroDeParquet(decision.numeroParquet)
  const deja = (await store.attentesDuDossier(tx, dossierId)).filter(ligne => {
    const sienne = decisionDe(ligne)
    return sienne !== null && memeDecision(sienne, decision)
  })
  const [seule, ...autres] = deja
  if (!seule)
    await store.insererAttente(tx, { ...attente, decisionLe: le, juridictionId, numeroParquet })
  else if (numeroParquet && autres.length === 0)
    await store.nommerAttente(tx, dossierId, seule.attenteId, numeroParquet)
  await suivreLesAttentes(tx, context, dossierId)
}

type Audience = { decision: Decision; manque: string }
type Reprise = {
  dossierId: string
  avant: Decision
  apres: Audience | null
  mesuree: boolean
  restantes: Decision[]
}
/**
 * A hearing says its decision otherwise (`apres`), or was somebody else's (null): its await
 * follows, or is withdrawn, unless another hearing of the person names the same (`restantes`). One
 * whose measure is recorded (`mesuree`) is not awaited anew. What it was is kept by who corrects.
 */
export async function reprendreLAttente(
  tx: Tx,
  context: Context,
  { dossierId, avant, apres, mesuree, restantes }: Reprise,
): Promise<void> {
  await verrouillerLesMesures(tx, dossierId)
  const toutes = await store.toutesLesAttentes(tx, dossierId)
  const siennes = attentesSansAudience(toutes, avant, restantes)
  const corrigee = apres && !attendueAilleurs(toutes, siennes, apres.decision) ? apres : null
  const [garde, ...doubles] = corrigee ? siennes : [undefined, ...siennes]
  for (const double of doubles)
    if (double)
      await store.retirerAttente(tx, dossierId, double.attenteId, {
        par: context.acteur.id,
        a: context.maintenant.toString(),
      })
  if (corrigee && garde) {
    const { le: decisionLe, juridictionId, numeroParquet } = corrigee.decision
    const decision = { decisionLe, juridictionId, numeroParquet: numeroDeParquet(numeroParquet) }
    await store.corrigerAttente(tx, dossierId, garde.attenteId, {
      manque: corrigee.manque,
      ...decision,
    })
  }
  if (corrigee && !garde && !mesuree)
    return attendreLaSaisine(tx, { dossierId, ...corrigee }, context)
  await suivreLesAttentes(tx, context, dossierId)
}

/** Awaits of the absorbed dossier go to the kept one; what both awaited is awaited once. */
export async function verserLesAttentes(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  dossierId: string,
  absorbeId: string,
): Promise<void> {
  const gardees = (await store.toutesLesAttentes(tx, dossierId)).filter(attente => attente.ouverte)
  for (const attente of (await store.toutesLesAttentes(tx, absorbeId)).filter(x => x.ouverte)) {
    const meme = gardees.find(g => memeAttente(g, attente))
    if (!meme) continue
    await store.leverAttente(tx, absorbeId, attente.attenteId, {
      leveeLe: aujourdhui,
      leveePar: acteur.id,
    })
    if (!attente.numeroParquet) continue
    await store.nommerAttente(tx, dossierId, meme.attenteId, attente.numeroParquet)
    meme.numeroParquet ??= attente.numeroParquet
  }
  await store.verserLesAttentes(tx, dossierId, absorbeId)
}
