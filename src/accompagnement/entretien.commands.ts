import {
  convocation,
  convocationsAEntretien,
  honorer,
  mesuresDeLaConvocation,
  reprendreLIssue,
  suivreLEntretien,
  verrouillerConvocation,
} from '../agenda/index.ts'
import {
  identite as lireIdentite,
  oublierBrouillon,
  prevenir,
  reglerNouvelles,
  suiviChange,
} from '../dossiers/index.ts'
import { mesuresConcernees, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, command, ici } from '../platform/command.ts'
import { heureLocale, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeVersion } from './accompagnement.rules.ts'
import {
  corrigerEntretienForm,
  noterEntretienForm,
  retablirEntretienForm,
  retirerEntretienForm,
} from './entretien.forms.ts'
import {
  AUCUNE_CONVOCATION,
  refusContreUnEntretien,
  refusDAuteur,
  refusDeDoublon,
  refusDeLaConvocation,
  refusDuJour,
  refusSansConvocation,
  refusSansReponse,
  suiviDepuis,
} from './entretien.rules.ts'
import * as store from './entretien.store.ts'

/** Key of the draft of each form. */
export const cles = {
  entretien: (convocationId?: string) =>
    convocationId ? `entretien-convocation:${convocationId}` : 'entretien',
  correction: (id: string) => `entretien:${id}`,
}
const permission = 'accompagnement:ecrire'

type Saisie = {
  le: Jour
  heure?: string | undefined
  forme: string
  lieu?: string | undefined
  mesures: string[]
  malgre: boolean
  presents?: string | undefined
  recit: string
  convenu?: string | undefined
  suite?: string | undefined
}
/** What was typed, as it is kept. */
const contenu = (saisie: Saisie) => ({
  quand: {
    le: saisie.le,
    heure: saisie.heure ?? null,
    forme: saisie.forme,
    lieu: saisie.lieu ?? null,
  },
  recit: {
    presents: saisie.presents ?? null,
    recit: saisie.recit,
    convenu: saisie.convenu ?? null,
    suite: saisie.suite ?? null,
  },
})

/**
 * One gesture: the entretien, the convocation that it answers, honoured, and the measures that both
 * serve.
 */
export const noterEntretien = command({
  name: 'accompagnement.noter-entretien',
  permission,
  aQui: 'qui_suit',
  input: noterEntretienForm,
  async run(tx, { dossierId, convocationId: reponse, autreJour, ...saisie }, context) {
    const { acteur, aujourdhui } = context
    const maintenant = ici(context)
    const convocationId = reponse === AUCUNE_CONVOCATION ? undefined : reponse
    // Two colleagues who tell one convocation come one after the other: the second reads what the
    // first noted.
    if (convocationId) trouver(await verrouillerConvocation(tx, dossierId, convocationId))
    const repondue = convocationId
      ? trouver(await convocation(tx, dossierId, convocationId))
      : undefined
    const { bornes, mesures } = await bornesDe(tx, dossierId, context)
    const dites =
      saisie.mesures.length === 0 && convocationId
        ? await mesuresDeLaConvocation(tx, dossierId, convocationId)
        : []
    const concernees = dites.length
      ? { mesureIds: dites.map(lien => lien.mesureId), dites: true, refus: [] }
      : mesuresConcernees(saisie.mesures, mesures, saisie.le)
    refuseIf([
      ...refusDuJour(saisie, bornes, saisie.malgre),
      ...refusSansConvocation(reponse, saisie.le, {
        convocations: await convocationsAEntretien(tx, dossierId, aujourdhui),
        maintenant,
      }),
      ...(repondue ? refusDeLaConvocation(repondue, saisie.le, { maintenant, autreJour }) : []),
      ...refusDeDoublon(
        convocationId && (await store.entretienDeLaConvocation(tx, dossierId, convocationId)),
      ),
      ...concernees.refus,
    ])
    const { quand, recit } = contenu(saisie)
    const entretienId = await store.insererEntretien(
      tx,
      { dossierId, convocationId: convocationId ?? null, agentId: acteur.id, ...quand },
      recit,
      concernees.mesureIds,
    )
    if (convocationId) {
      await honorer(tx, context, { dossierId, convocationId, entretienId })
      if (concernees.dites)
        await suivreLEntretien(
          tx,
          context,
          { dossierId, convocationId, entretienId },
          concernees.mesureIds,
        )
    }
    for (const cle of new Set([cles.entretien(), cles.entretien(convocationId)]))
      await oublierBrouillon(tx, dossierId, acteur.id, cle)
    // Whoever follows the person reads what a colleague noted in their place.
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'entretien_note',
      cibleId: entretienId,
    })
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId, honoree: convocationId !== undefined }
  },
  journal: ({ dossierId }, { entretienId }) => ({ dossierId, cible: entretienId }),
})

async function bornesDe(tx: Tx, dossierId: string, { aujourdhui, maintenant, acteur }: Context) {
  const { naissanceLe, ouvertLe } = trouver(await lireIdentite(tx, dossierId))
  const mesures = await mesuresDuDossier(tx, dossierId)
  return {
    bornes: {
      aujourdhui,
      heure: heureLocale(maintenant, acteur.fuseau),
      naissanceLe,
      suiviDepuis: suiviDepuis(ouvertLe, mesures),
    },
    mesures,
  }
}

/** The entretien, when whoever acts may change it; one writer at a time. */
async function aCorriger(tx: Tx, { acteur }: Context, dossierId: string, entretienId: string) {
  const entretien = trouver(await store.verrouillerEntretien(tx, dossierId, entretienId))
  const { serviceId } = trouver(await lireIdentite(tx, dossierId))
  refuseIf(refusDAuteur(entretien, acteur, serviceId))
  return entretien
}

type Sien = { dossierId: string; entretienId: string; agentId: string; retirePar?: string }
type ParUnAutre = 'entretien_corrige' | 'entretien_retire' | 'entretien_retabli'
/**
 * Whoever wrote it, whoever had withdrawn it, and whoever follows the person, read what another
 * does of it (charte C3.3).
 */
async function direALAuteur(
  tx: Tx,
  context: Context,
  { dossierId, entretienId, agentId, retirePar = agentId }: Sien,
  nature: ParUnAutre,
): Promise<void> {
  const autres = [...new Set([agentId, retirePar])].filter(id => id !== context.acteur.id)
  if (autres.length === 0) return
  const destinataires = [...autres.map(id => ({ agentId: id })), { referent: true as const }]
  await prevenir(tx, context, { dossierId, destinataires, nature, cibleId: entretienId })
}

/**
 * Its words, its day, its manner and its measures; the former version stays: a correction adds, it
 * never effaces.
 */
export const corrigerEntretien = command({
  name: 'accompagnement.corriger-entretien',
  permission,
  aQui: 'qui_suit',
  input: corrigerEntretienForm,
  async run(tx, { dossierId, entretienId, version, motifCorrection, repond, ...saisie }, context) {
    const { acteur } = context
    const actuel = await aCorriger(tx, context, dossierId, entretienId)
    const { bornes, mesures } = await bornesDe(tx, dossierId, context)
    const { mesureIds, dites, refus } = mesuresConcernees(saisie.mesures, mesures, saisie.le)
    refuseIf([
      ...refusDeVersion(version, actuel.version, 'de cet entretien'),
      ...refusDuJour(saisie, bornes, saisie.malgre || saisie.le === actuel.le),
      ...refus,
    ])
    const detache = await neRepondPlus(tx, { dossierId, ...actuel }, saisie.le, repond)
    const convocationId = detache ? null : actuel.convocationId
    const { quand, recit } = contenu(saisie)
    const ecrite = {
      dossierId,
      entretienId,
      version: version + 1,
      motifCorrection,
      ecritePar: acteur.id,
      ...recit,
    }
    await store.corrigerEntretien(tx, ecrite, { ...quand, convocationId }, mesureIds)
    if (detache)
      await delier(tx, context, { dossierId, convocationId: detache, entretienId }, motifCorrection)
    if (convocationId && dites)
      await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, mesureIds)
    await oublierBrouillon(tx, dossierId, acteur.id, cles.correction(entretienId))
    await direALAuteur(tx, context, { dossierId, entretienId, ...actuel }, 'entretien_corrige')
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId, motifCorrection }) => ({
    dossierId,
    cible: entretienId,
    motif: motifCorrection,
  }),
})

type QuiRepond = { dossierId: string; convocationId: string | null; le: string }
/**
 * The convocation that it answers no more, now that it is of another day; undefined where the day
 * or the answer stays.
 */
async function neRepondPlus(
  tx: Tx,
  actuel: QuiRepond,
  le: Jour,
  repond: 'oui' | 'non' | undefined,
): Promise<string | undefined> {
  const { dossierId, convocationId } = actuel
  if (!convocationId || le === actuel.le) return undefined
  const repondue = trouver(await convocation(tx, dossierId, convocationId))
  refuseIf(refusSansReponse(repond, le, repondue))
  return repond === 'non' && le !== repondue.le ? convocationId : undefined
}
/** What it had said of the convocation that it answers no more is said no more. */
async function delier(
  tx: Tx,
  context: Context,
  qui: { dossierId: string; convocationId: string; entretienId: string },
  motif: string,
) {
  await suivreLEntretien(tx, context, qui, null)
  await reprendreLIssue(tx, context, qui, motif)
}

/** Noted by mistake: it counts no more, every version stays, and it may be put back. */
export const retirerEntretien = command({
  name: 'accompagnement.retirer-entretien',
  permission,
  aQui: 'qui_suit',
  input: retirerEntretienForm,
  contraintes: { un_seul_retrait: 'Cet entretien est déjà retiré.' },
  async run(tx, { dossierId, entretienId, motif, remettre }, context) {
    const { convocationId, agentId } = await aCorriger(tx, context, dossierId, entretienId)
    await store.retirer(tx, { dossierId, entretienId, motif, retirePar: context.acteur.id })
    await reglerNouvelles(tx, context, { dossierId, cibleId: entretienId })
    await direALAuteur(tx, context, { dossierId, entretienId, agentId }, 'entretien_retire')
    if (convocationId && remettre)
      await delier(tx, context, { dossierId, convocationId, entretienId }, motif)
    else if (convocationId)
      await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, null)
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId, motif }) => ({ dossierId, cible: entretienId, motif }),
})

export const retablirEntretien = command({
  name: 'accompagnement.retablir-entretien',
  permission,
  aQui: 'qui_suit',
  input: retablirEntretienForm,
  async run(tx, { dossierId, entretienId }, context) {
    const { convocationId, agentId } = await aCorriger(tx, context, dossierId, entretienId)
    if (convocationId) trouver(await verrouillerConvocation(tx, dossierId, convocationId))
    refuseIf(
      refusDeDoublon(
        convocationId && (await store.entretienDeLaConvocation(tx, dossierId, convocationId)),
      ),
    )
    const { retirePar } = trouver(
      await store.retablir(tx, dossierId, entretienId, context.acteur.id),
    )
    await reglerNouvelles(tx, context, { dossierId, cibleId: entretienId })
    await direALAuteur(
      tx,
      context,
      { dossierId, entretienId, agentId, retirePar },
      'entretien_retabli',
    )
    if (convocationId) {
      await honorer(tx, context, { dossierId, convocationId, entretienId })
      const { mesureIds } = trouver(await store.entretien(tx, dossierId, entretienId))
      if (mesureIds.length > 0)
        await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, mesureIds)
    }
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId }) => ({ dossierId, cible: entretienId }),
})

/** Reaction: the page of a convocation leads to the entretien that tells it. */
export const direLEntretien: Reaction<{
  dossierId: string
  convocationId: string
  entretiens: { entretienId: string; le: string }[]
}> = async (tx, { dossierId, convocationId, entretiens }) => {
  const entretien = await store.entretienDeLaConvocation(tx, dossierId, convocationId)
  if (entretien) entretiens.push(entretien)
}

/**
 * Reaction: who was seen did not fail to come. The entretien that says so is withdrawn first, by
 * who may.
 */
export const refuserContreUnEntretien: Reaction<{
  dossierId: string
  convocationId: string
  etat: string
}> = async (tx, issue) => {
  if (issue.etat !== 'manquee' && issue.etat !== 'excusee') return
  const entretien = await store.entretienDeLaConvocation(tx, issue.dossierId, issue.convocationId)
  refuseIf(refusContreUnEntretien(entretien))
}
