import { reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { rappeler, reannoncer } from '../messages/index.ts'
import type { Context } from '../platform/command.ts'
import { essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { rouvrirADecider } from './a-decider.store.ts'
import { enAnnonce, ISSUES_DITES } from './annonce.gestes.ts'
import { refusDeToucher } from './convocation.examen.ts'
import type { Qui } from './convocation.gestes.ts'
import type { Champs, Convocation } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { type Etat, tientSaPlace } from './etat.rules.ts'
import { motifsTombes } from './fondement.lecture.ts'
import { changerEtat, noterEtat } from './histoire.store.ts'
import { issuesSuccessives } from './issue.store.ts'
import { ditParLaBase, prendrePlace } from './place.gestes.ts'
import { redevenirPrevue } from './retablissement.store.ts'

/** What is no longer where and when it was. */
type Ailleurs = Partial<Omit<Champs, 'place'>>
/** Does it, unless the place was given to another meanwhile: then nothing of it is written. */
export async function siLaPlaceEstLibre(tx: Tx, faire: () => Promise<void>): Promise<boolean> {
  try {
    await essayer(tx, faire)
    return true
  } catch (erreur) {
    const complet =
      erreur instanceof Refused && erreur.refusals.some(refusal => refusal.code === 'complet')
    if (!ditParLaBase(erreur) && !complet) throw erreur
    return false
  }
}

/**
 * Back among those to come, as it was but for `champs`: takes a place, keeps the history, tells the
 * person what they must know.
 */
export async function retablir(
  tx: Tx,
  context: Context,
  convocation: Convocation,
  { champs = {}, motif }: { champs?: Ailleurs; motif: string },
): Promise<void> {
  const bougee = Object.keys(champs).length > 0
  const rendue = await redonner(tx, context, convocation, { etat: 'prevue', champs, motif })
  await reannoncer(tx, context, enAnnonce(rendue), bougee)
  await publier(tx, context, suiviChange, { dossierId: convocation.dossierId })
}

/**
 * An outcome that was a mistake: the person is expected again, nothing is said to them but the
 * reminders, and it is no more news.
 */
export async function attendreDeNouveau(
  tx: Tx,
  context: Context,
  { dossierId, convocationId }: Qui,
  motif: string,
): Promise<void> {
  const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
  const rendue = await redonner(tx, context, convocation, {
    etat: 'retablie',
    motif,
    detail: { accueil: true },
  })
  await reglerNouvelles(tx, context, {
    dossierId,
    cibleId: convocationId,
    natures: [...ISSUES_DITES],
  })
  await rappeler(tx, context, enAnnonce(rendue))
  await publier(tx, context, suiviChange, { dossierId })
}

/**
 * Somebody noted absent or excused comes after all: expected again where the place is still theirs.
 * Where it was given meanwhile, nobody is put out: the outcome stays until whoever receives them
 * says otherwise, and it is no more news. Answers whether there was a place.
 */
export async function attendreQuiEstVenu(tx: Tx, context: Context, qui: Qui): Promise<boolean> {
  const placee = await siLaPlaceEstLibre(tx, () =>
    attendreDeNouveau(tx, context, qui, 'La personne est venue'),
  )
  if (!placee)
    await reglerNouvelles(tx, context, {
      dossierId: qui.dossierId,
      cibleId: qui.convocationId,
      natures: [...ISSUES_DITES],
    })
  return placee
}

type DUnEntretien = Qui & { entretienId: string }
/**
 * What the convocation goes back to when this entretien is withdrawn; null when its outcome is not
 * this entretien's doing, and stays.
 */
export async function issueDeLEntretien(
  tx: Tx,
  { dossierId, convocationId, entretienId }: DUnEntretien,
): Promise<Etat | null> {
  const convocation = trouver(await store.convocation(tx, dossierId, convocationId))
  const [presente, avant] = await issuesSuccessives(tx, dossierId, convocationId)
  if (convocation.etat !== 'honoree' || presente?.causeId !== entretienId) return null
  return avant?.etat === 'excusee' || avant?.etat === 'manquee' ? avant.etat : 'prevue'
}
/**
 * An outcome noted with an entretien that was a mistake is as it was before it; one noted by hand
 * is not touched.
 */
export async function reprendreLIssue(
  tx: Tx,
  context: Context,
  { entretienId, ...qui }: DUnEntretien,
  motif: string,
): Promise<void> {
  const avant = await issueDeLEntretien(tx, { ...qui, entretienId })
  if (!avant) return
  refuseIf(
    await refusDeToucher(
      tx,
      context.acteur,
      trouver(await store.convocation(tx, qui.dossierId, qui.convocationId)),
    ),
  )
  if (avant === 'prevue') return attendreDeNouveau(tx, context, qui, motif)
  await changerEtat(tx, { ...qui, etat: avant, par: context.acteur.id, motif })
  await publier(tx, context, suiviChange, { dossierId: qui.dossierId })
}

/**
 * Its own place when it is still free, or the lowest that is; what its end had settled is to be
 * decided again where it is as it was.
 */
async function redonner(
  tx: Tx,
  context: Context,
  convocation: Convocation,
  { champs = {}, ...histoire }: { champs?: Ailleurs; etat: string; motif: string; detail?: object },
): Promise<Convocation> {
  const { dossierId, id: convocationId } = convocation
  const apres = { ...convocation, ...champs }
  await store.prendreSonTour(tx, { agentId: apres.agentId, agendaId: apres.agendaId, dossierId })
  const prendre = async (place: number) =>
    trouver(await redevenirPrevue(tx, { dossierId, convocationId, champs: { ...champs, place } }))
  const ailleurs = async () => prendre(await prendrePlace(tx, context, dossierId, apres))
  const bougee = Object.keys(champs).length > 0
  // A group's place that was given back may be kept since by somebody already noted: the constraint
  // sees only who is expected.
  if (bougee || (convocation.collective && !tientSaPlace(convocation.etat))) await ailleurs()
  else await essayer(tx, () => prendre(convocation.place)).catch(ailleurs)
  const defaites = await evenementsDefaits(tx, dossierId, convocationId)
  await noterEtat(tx, { dossierId, convocationId, par: context.acteur.id, ...histoire })
  if (!bougee)
    await rouvrirADecider(
      tx,
      dossierId,
      defaites,
      await motifsTombes(tx, context, dossierId, convocationId),
    )
  return trouver(await store.convocation(tx, dossierId, convocationId))
}

/** The outcomes since it was last expected: what gives it back undoes these, and none before. */
async function evenementsDefaits(
  tx: Tx,
  dossierId: string,
  convocationId: string,
): Promise<string[]> {
  const issues = await issuesSuccessives(tx, dossierId, convocationId)
  const attendue = issues.findIndex(i => i.etat === 'prevue' || i.etat === 'retablie')
  return issues.slice(0, attendue < 0 ? undefined : attendue).map(i => i.id)
}
