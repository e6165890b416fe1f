import {
  type convocationsDeLaMesure,
  memeDecision,
  type mesureSePrepare,
} from '../mesures/index.ts'
import { afficherHeure, afficherJourCourt, ajouterMois } from '../platform/date.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import * as convocations from './convocation.store.ts'
import { direLesLiens } from './rattachement.gestes.ts'
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
