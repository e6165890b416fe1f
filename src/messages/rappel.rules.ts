import type { Territoire } from '../platform/date.ts'
import { envoiPrecedent, type Instant, ms, prochainEnvoi } from './message.rules.ts'

const MARGE_DU_RAPPEL_HEURES = 2
type DemandeDeRappels = {
  debut: Instant
  rappelsHeures: readonly number[]
  /** When the announcement leaves; now when nothing is announced. */
  annonceA: Instant
  annoncee: boolean
  fuseau: string
  territoire?: Territoire
}
/**
 * When the reminders leave (terrain §1.6). One that the night or a Sunday puts off waits for the
 * next permitted moment if at least half of its delay is left then, otherwise it leaves at the last
 * permitted moment before; none less than two hours after the announcement.
 */
export function instantsDeRappel({
  debut,
  rappelsHeures,
  annonceA,
  annoncee,
  fuseau,
  territoire,
}: DemandeDeRappels) {
  const plusTot = ms(annonceA) + (annoncee ? MARGE_DU_RAPPEL_HEURES * 3_600_000 : 0)
  const vus = new Set<number>()
  return [...rappelsHeures]
    .sort((x, y) => y - x)
    .flatMap(heures => {
      const voulu = debut.subtract({ hours: heures })
      const apres = prochainEnvoi(voulu, fuseau, territoire)
      const utile = ms(debut) - ms(apres) >= heures * 1_800_000
      const envoiA = utile ? apres : envoiPrecedent(voulu, fuseau, territoire)
      if (ms(envoiA) < plusTot || ms(envoiA) >= ms(debut) || vus.has(ms(envoiA))) return []
      vus.add(ms(envoiA))
      return [{ heures, envoiA }]
    })
}

/**
 * What became of the reminders that a convocation had before it was cancelled, in hours before it.
 */
export type RappelsFaits = { partis: readonly number[]; retires: readonly number[] }
type ARefaire = {
  prevus: { heures: number; envoiA: Instant }[]
  faits: RappelsFaits
  annoncee: boolean
  debut: Instant
  permisA: Instant
}
/**
 * Reminders of a convocation that is given back: one that has left does not leave again; the last
 * one, when it was withdrawn and its hour went by meanwhile, leaves at once, unless the person is
 * told of the convocation anyway or too little time is left.
 */
export function rappelsARefaire({
  prevus,
  faits: { partis, retires },
  annoncee,
  debut,
  permisA,
}: ARefaire) {
  const restent = prevus.filter(ligne => !partis.includes(ligne.heures))
  const dernier = Math.min(...retires)
  const manque =
    restent.length === 0 && retires.length > 0 && !partis.includes(dernier) && !annoncee
  const aTemps = ms(permisA) + MARGE_DU_RAPPEL_HEURES * 3_600_000 <= ms(debut)
  return manque && aTemps ? [{ heures: dernier, envoiA: permisA }] : restent
}
