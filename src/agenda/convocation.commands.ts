import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, command } from '../platform/command.ts'
import { afficherJour, ajouterJours, estJour, type Jour } from '../platform/date.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { contrainteViolee } from '../platform/db/pannes.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { type Refusal, Refused, refuseIf } from '../platform/refusal.ts'
import { suiteDeLaSerie } from './a-venir.store.ts'
import {
  type Cadre,
  cadreDe,
  cadrer,
  examiner,
  refusApresLeDeces,
  refusDeToucher,
} from './convocation.examen.ts'
import { convoquerForm, deplacerForm, noterEtatForm, reporterForm } from './convocation.forms.ts'
import { bouger, contraintes, poser, terminer } from './convocation.gestes.ts'
import { joursDeLaSerie } from './convocation.rules.ts'
import * as store from './convocation.store.ts'
import * as rattachement from './rattachement.store.ts'

const trace = (
  { dossierId }: { dossierId: string },
  { convocationId }: { convocationId: string },
) => ({ dossierId, cible: convocationId })

export const convoquer = command({
  name: 'agenda.convoquer',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_juridiction',
  input: convoquerForm,
  contraintes,
  async run(tx, { dossierId, chaque, fois, sauter, mesures, ...saisie }, context) {
    // Looked for and said once, and not for each day of a series.
    refuseIf(await refusApresLeDeces(tx, context.acteur, dossierId))
    const cadre = await cadreDe(tx, context.acteur, saisie)
    const concerne = await rattachementDit(tx, dossierId, mesures, saisie)
    if (fois && fois > 1)
      return enSerie(tx, context, dossierId, cadre, {
        ...saisie,
        chaque: chaque ?? 1,
        fois,
        sauter,
        concerne,
      })
    const champs = await examiner(tx, context, dossierId, cadre, saisie, { vivante: true })
    const { convocationId } = await poser(tx, context, {
      ...champs,
      dossierId,
      concerne,
      origine: origineDe(context),
    })
    return { dossierId, convocationId, posees: 1, sautees: [] as Jour[] }
  },
  journal: (input, fait) => trace(input, fait),
})
/** Which measures it serves: asked when several are live that day. */
async function rattachementDit(
  tx: Tx,
  dossierId: string,
  mesures: string[],
  quand: { creneau?: string | undefined; le?: Jour | undefined },
) {
  const duCreneau = quand.creneau?.split('|')[1] ?? ''
  const le = estJour(duCreneau) ? duCreneau : (quand.le ?? '')
  const { mesureIds, dites, refus } = mesuresConcernees(
    mesures,
    await mesuresDuDossier(tx, dossierId),
    le,
  )
  refuseIf(refus)
  return { liens: mesureIds.map(mesureId => ({ mesureId, devoir: null })), dites }
}
const origineDe = ({ acteur }: Context) =>
  ['bex', 'greffe', 'jap'].includes(acteur.fonction) ? acteur.fonction : 'service'

type Serie = Omit<z.output<typeof convoquerForm>, 'dossierId' | 'chaque' | 'fois' | 'mesures'> & {
  chaque: number
  fois: number
  concerne: rattachement.Rattachement
}
/**
 * The same hour every n weeks. All or nothing, unless the agent asks to skip the days that do not
 * suit: then each is said. A day that a constraint refuses undoes itself alone.
 */
async function enSerie(
  tx: Tx,
  context: Context,
  dossierId: string,
  cadre: Cadre,
  { chaque, fois, sauter, concerne, ...saisie }: Serie,
) {
  const [plageId, premier, heure] = saisie.creneau
    ? saisie.creneau.split('|')
    : [undefined, saisie.le, saisie.heure]
  const serieId = uuidv7()
  const posees: string[] = []
  const sautees: Jour[] = []
  const refus: Refusal[] = []
  const levables: Refusal[] = []
  for (const le of joursDeLaSerie(premier as Jour, chaque, fois, ajouterJours)) {
    const ce = plageId ? { ...saisie, creneau: `${plageId}|${le}|${heure}` } : { ...saisie, le }
    try {
      const { convocationId } = await essayer(tx, async () => {
        const champs = await examiner(tx, context, dossierId, cadre, ce, { vivante: true })
        return poser(tx, context, {
          ...champs,
          dossierId,
          concerne,
          origine: origineDe(context),
          serieId,
        })
      })
      posees.push(convocationId)
    } catch (erreur) {
      const message =
        erreur instanceof Refused
          ? erreur.message
          : contraintes[contrainteViolee(erreur) as keyof typeof contraintes]
      if (!message) throw erreur
      sautees.push(le)
      refus.push({ code: 'jour_impossible', message: `${afficherJour(le)} : ${message}` })
      levables.push(
        ...(erreur instanceof Refused
          ? erreur.refusals.filter(refusal => refusal.champ === 'malgre')
          : []),
      )
    }
  }
  const [premiere] = posees
  if (!premiere || (refus.length > 0 && !sauter))
    throw new Refused([
      {
        code: 'serie_impossible',
        message:
          'La série n’est pas enregistrée. Changez l’heure, ou cochez « Sauter les jours impossibles ».',
      },
      ...refus,
      ...levables.slice(0, 1),
    ])
  return { dossierId, convocationId: premiere, posees: posees.length, sautees }
}

type Ailleurs = {
  dossierId: string
  /** Its identifier, when it is known before. */
  convocationId?: string
  entiteId: string
  type: string
  plageId: string
  le: Jour
  heure: string
  origine: 'bex' | 'greffe' | 'jap'
  audienceLe: Jour | null
  numeroParquet: string | null
  /** The court that decided, where the convocation comes from its hearing. */
  decisionJuridictionId: string | null
  prevenir: boolean
  /** Handed over in person: no letter is to be printed. */
  remise: boolean
  consigne?: string | null
  /** What stands in the way was shown and confirmed. */
  malgre?: boolean
  /**
   * The dossier was not open to the caller before this gesture: of its convocations only these,
   * their own, may be named.
   */
  seulement?: readonly string[] | null
  choisies?: readonly string[]
}
/**
 * A slot taken in another entité, found competent by the caller: its command answers for the
 * permission and the journal.
 */
export async function convoquerPour(
  tx: Tx,
  context: Context,
  ailleurs: Ailleurs,
): Promise<{ convocationId: string }> {
  const cadre = await cadrer(tx, context.acteur, ailleurs.entiteId, ailleurs.type)
  const saisie = {
    type: ailleurs.type,
    creneau: `${ailleurs.plageId}|${ailleurs.le}|${ailleurs.heure}`,
    prevenir: ailleurs.prevenir ? ('oui' as const) : ('non' as const),
    malgre: ailleurs.malgre ?? false,
    ...(ailleurs.consigne ? { consigne: ailleurs.consigne } : {}),
  }
  const { seulement = null, choisies = [] } = ailleurs
  const champs = await examiner(tx, context, ailleurs.dossierId, cadre, saisie, {
    decisionNouvelle: true,
    seulement,
    choisies,
  })
  const {
    dossierId,
    convocationId: id,
    origine,
    audienceLe,
    numeroParquet,
    decisionJuridictionId,
    remise,
  } = ailleurs
  // The decision of the hearing is not recorded yet: the form of the measure asks
  // (`rattachement.ts`).
  const concerne = { liens: [], dites: false }
  return poser(
    tx,
    context,
    {
      ...champs,
      ...(id && { id }),
      dossierId,
      concerne,
      origine,
      audienceLe,
      numeroParquet,
      decisionJuridictionId,
    },
    { remise },
  )
}

type Prise = {
  plageId: string
  le: Jour
  heure: string
  remise: boolean
  prevenir: boolean
  malgre: boolean
  version: number
  /** As in `Ailleurs`: of a dossier seen in part, what alone may be named. */
  seulement: readonly string[] | null
}
/**
 * Another slot of the same place and type, for whoever gave the first: the caller's command has
 * checked that it is theirs. Whether the person is written to is said with each change.
 */
export async function deplacerPour(
  tx: Tx,
  context: Context,
  donnees: store.Convocation,
  { plageId, le, heure, ...dit }: Prise,
) {
  const { dossierId, id: convocationId, type, entiteId } = donnees
  const { remise, prevenir, malgre, version, seulement } = dit
  const cadre = await cadrer(tx, context.acteur, trouver(entiteId), type)
  const saisie = {
    type,
    creneau: `${plageId}|${le}|${heure}`,
    prevenir: prevenir ? ('oui' as const) : ('non' as const),
    malgre,
  }
  const champs = await examiner(tx, context, dossierId, cadre, saisie, {
    saufId: convocationId,
    decisionNouvelle: true,
    seulement,
  })
  await bouger(tx, context, { dossierId, convocationId, version, remise }, champs, prevenir)
}
type Annulation = { motif: string; prevenir: boolean }
export const annulerPour = (
  tx: Tx,
  context: Context,
  { dossierId, id }: store.Convocation,
  { motif, prevenir }: Annulation,
) => terminer(tx, context, { dossierId, convocationId: id }, 'annulee', motif, prevenir)

/** The convocation, when whoever acts may change it. */
async function aToucher(
  tx: Tx,
  { acteur }: Context,
  dossierId: string,
  convocationId: string,
): Promise<store.Convocation> {
  const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
  refuseIf(await refusDeToucher(tx, acteur, convocation))
  return convocation
}

/** Place, hour and agent can all be changed; what they were stays in the history. */
export const deplacerConvocation = command({
  name: 'agenda.modifier',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: deplacerForm,
  contraintes,
  async run(tx, { dossierId, convocationId, version, ...saisie }, context) {
    await aToucher(tx, context, dossierId, convocationId)
    const cadre = await cadreDe(tx, context.acteur, saisie)
    const champs = await examiner(tx, context, dossierId, cadre, saisie, { saufId: convocationId })
    await bouger(tx, context, { dossierId, convocationId, version }, champs, champs.prevenir)
    return { dossierId, convocationId }
  },
  journal: (input, fait) => trace(input, fait),
})

export const noterEtat = command({
  name: 'agenda.noter-etat',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: noterEtatForm,
  async run(tx, { dossierId, convocationId, etat, motif = null, prevenir, serie }, context) {
    const convocation = await aToucher(tx, context, dossierId, convocationId)
    await terminer(tx, context, { dossierId, convocationId }, etat, motif, prevenir === 'oui')
    if (serie && etat === 'annulee' && convocation.serieId)
      for (const { id } of await suiteDeLaSerie(tx, dossierId, convocation.serieId, convocation.le))
        await terminer(
          tx,
          context,
          { dossierId, convocationId: id },
          'annulee',
          motif,
          prevenir === 'oui',
        )
    return { dossierId, convocationId, etat }
  },
  journal: ({ dossierId, convocationId, motif }) => ({
    dossierId,
    cible: convocationId,
    motif: motif ?? null,
  }),
})

/** A new convocation takes the place of the former one, and each knows the other. */
export const reporter = command({
  name: 'agenda.reporter',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: reporterForm,
  contraintes,
  async run(tx, { dossierId, convocationId, motif, ...saisie }, context) {
    const { audienceLe, numeroParquet, decisionJuridictionId, mesuresDitesA } = await aToucher(
      tx,
      context,
      dossierId,
      convocationId,
    )
    const concerne = {
      liens: await rattachement.liensDe(tx, dossierId, convocationId),
      dites: mesuresDitesA !== null,
    }
    const cadre = await cadreDe(tx, context.acteur, saisie)
    await terminer(tx, context, { dossierId, convocationId }, 'reportee', motif, false)
    const champs = await examiner(tx, context, dossierId, cadre, saisie, { saufId: convocationId })
    // The decision for which the person was convoked is still the same one.
    const decision = { audienceLe, numeroParquet, decisionJuridictionId }
    const suite = {
      ...champs,
      ...decision,
      dossierId,
      concerne,
      origine: origineDe(context),
      remplaceId: convocationId,
    }
    return { dossierId, ...(await poser(tx, context, suite, { moment: 'modification' })) }
  },
  journal: ({ dossierId, motif }, { convocationId }) => ({
    dossierId,
    cible: convocationId,
    motif,
  }),
})
