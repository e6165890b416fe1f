import {
  type convocationsDeLaMesure,
  memeDecision,
  type mesureSePrepare,
} from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { afficherHeure, afficherJourCourt, ajouterMois } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import * as convocations from './convocation.store.ts'
import { noterEtat } from './histoire.store.ts'
import type { Lien } from './rattachement.rules.ts'
import * as store from './rattachement.store.ts'

/**
 * A sentence reaches the service weeks after its hearing: a choice of ours; an older convocation is
 * said from its own page.
 */
const MOIS_PROPOSES = 6

/**
 * What the form of a new measure asks: a convocation handed over at the hearing could not name a
 * decision that nobody had recorded.
 */
export const proposerLesConvocations: Reaction<Valeur<typeof mesureSePrepare>> = async (
  tx,
  { dossierId, decision, convocations: proposees },
  { aujourdhui },
) => {
  for (const convocation of await store.aRattacher(
    tx,
    dossierId,
    ajouterMois(aujourdhui, -MOIS_PROPOSES),
  )) {
    const { audienceLe: le, decisionJuridictionId: juridictionId, numeroParquet } = convocation
    const sienne =
      decision !== null &&
      le !== null &&
      juridictionId !== null &&
      memeDecision({ le, juridictionId, numeroParquet }, decision)
    if (convocation.mesuresDitesA !== null && !sienne) continue
    const audience = le && juridictionId ? `, donnée à l’audience du ${afficherJourCourt(le)}` : ''
    const libelle = `${afficherJourCourt(convocation.le)} à ${afficherHeure(convocation.heure)}, ${convocation.typeLibelle}${audience}`
    proposees.push({ convocationId: convocation.convocationId, libelle, sienne })
  }
}

/**
 * What it answered; a convocation of one hearing may serve several of its measures, recorded one
 * after the other.
 */
export const rattacherALaMesure: Reaction<Valeur<typeof convocationsDeLaMesure>> = async (
  tx,
  { dossierId, mesureId, convocationIds },
  { acteur },
) => {
  for (const convocationId of convocationIds) {
    await convocations.verrouiller(tx, dossierId, convocationId)
    const avant = await store.liensDe(tx, dossierId, convocationId)
    await direLesLiens(tx, { dossierId, convocationId, par: acteur.id, motif: null }, [
      ...avant,
      { mesureId, devoir: null },
    ])
  }
}
type Dit = { dossierId: string; convocationId: string; par: string; motif: string | null }
/**
 * Which measures it serves from now on; what was said before stays in its history. The caller holds
 * its lock.
 */
export async function direLesLiens(
  tx: Tx,
  { dossierId, convocationId, par, motif }: Dit,
  liens: Lien[],
): Promise<void> {
  const avant = await store.liensDe(tx, dossierId, convocationId)
  await store.ecrireLiens(tx, dossierId, convocationId, { liens, dites: true })
  const detail = {
    avant: avant.map(lien => lien.mesureId),
    apres: liens.map(lien => lien.mesureId),
  }
  await noterEtat(tx, {
    dossierId,
    convocationId,
    etat: 'rattachee',
    par,
    motif,
    detail,
  })
}

type DUnEntretien = { dossierId: string; convocationId: string; entretienId: string }
/**
 * The entretien that tells a convocation says which measures both serve, where nobody had said it
 * of the convocation; withdrawn (`null`), it says so no more. What somebody said by hand stays.
 */
export async function suivreLEntretien(
  tx: Tx,
  { acteur }: Context,
  { dossierId, convocationId, entretienId }: DUnEntretien,
  mesureIds: readonly string[] | null,
): Promise<void> {
  await convocations.verrouiller(tx, dossierId, convocationId)
  const { dites, causeId } = await store.dires(tx, dossierId, convocationId)
  if (dites ? causeId !== entretienId : mesureIds === null) return
  const avant = (await store.liensDe(tx, dossierId, convocationId)).map(lien => lien.mesureId)
  const apres = mesureIds ?? []
  if (dites && mesureIds !== null && avant.toSorted().join() === apres.toSorted().join()) return
  const liens = apres.map(mesureId => ({ mesureId, devoir: null }))
  await store.ecrireLiens(tx, dossierId, convocationId, { liens, dites: mesureIds !== null })
  const detail = { avant, apres, avantDites: dites, apresDites: mesureIds !== null }
  const dite = {
    etat: 'rattachee',
    par: acteur.id,
    motif: mesureIds ? 'Dite par l’entretien' : 'L’entretien qui la disait est retiré',
  }
  await noterEtat(tx, {
    dossierId,
    convocationId,
    ...dite,
    detail,
    cause: 'entretien',
    causeId: entretienId,
  })
}
