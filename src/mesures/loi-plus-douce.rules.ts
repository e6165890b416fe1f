import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { type CitationLue, type Dated, estAbsente, type PlusDoux, type Proposition, type Regle } from '../platform/law.ts'
import type { Bornes, Palier, Referentiel, Seuil } from './definition.rules.ts'
import { loiPlusDouce } from './referentiel/temps.referentiel.ts'
import { citationCourte, versionOpposable } from './regle.rules.ts'

/** From the facts to the judgment, or to the execution: the days between which the versions of a rule are compared (CP 112-1, 112-2; ADR 0042). */
export type Temps = { du: Jour; au: Jour }

type Lue<T> = { from: Jour; value: T; source: CitationLue }
/**
 * The versions in force between two days that were read and have a value. `toutes`: nothing of that time is unknown; where something is, it may be
 * milder than what was read, so it refuses nothing by itself and lowers no minimum (ADR 0038).
 */
function versionsLues<T>(droit: Dated<T>, { du, au }: Temps): { lues: Lue<T>[]; toutes: boolean } {
  const lues: Lue<T>[] = []
  let toutes = true
  for (const { from } of [{ from: du }, ...droit.filter(v => du < v.from && v.from <= au)]) {
    const version = versionOpposable(droit, from)
    if (!version) toutes = false
    else if (!estAbsente(version.value) && 'texte' in version.source)
      lues.push({ from: droit.findLast(v => v.from <= from)?.from ?? from, value: version.value, source: version.source })
  }
  return { lues, toutes }
}

/** What a limit rests on: the version that sets it, and the day when that version began; null for a proposal. */
export type Origine = { from: Jour | null; source: CitationLue | Proposition<unknown> }
const nombre = (n: number | null, sansLimite: number): number => n ?? sansLimite
/** The version whose number is the lowest, or the highest; of two that are equal, the last: it is then milder in the rest. */
function extreme<T>(lues: readonly Lue<T>[], sens: PlusDoux, de: (value: T) => number): Lue<T> | null {
  let choisie: Lue<T> | null = null
  for (const v of lues) {
    if (!choisie) choisie = v
    else if (sens === 'moins' ? de(v.value) <= de(choisie.value) : de(v.value) >= de(choisie.value)) choisie = v
  }
  return choisie
}

const plafondDuCas = ({ paliers = [], max }: Bornes, { cle, parmi }: Palier): number =>
  nombre(paliers.find(p => p.cle === cle)?.max ?? paliers.find(p => p.cle === parmi)?.max ?? max, Number.POSITIVE_INFINITY)
/** A case opens no more than it did under the mildest law: a case that was not yet one had the ordinary maximum. */
function casOuverts(lues: readonly Lue<Bornes>[], sens: PlusDoux, max: number | null): Palier[] {
  const connus = new Map(lues.flatMap(v => (v.value.paliers ?? []).map(p => [p.cle, p] as const)))
  return [...connus.values()].flatMap(p => {
    const version = extreme(lues, sens, b => plafondDuCas(b, p))
    const plafond = version ? plafondDuCas(version.value, p) : p.max
    return max !== null && plafond > max && Number.isFinite(plafond) ? [{ ...p, max: plafond }] : []
  })
}
const enJours = ({ minJours, min, unite }: Bornes): number => minJours ?? nombre(min, 0) * (unite === 'mois' ? 30 : 1)

/** Bounds that may refuse, and the version that each of them comes from; `comparees`: how many versions had a say. */
export type BornesOpposables = { bornes: Bornes; plancher: Origine | null; plafond: Origine | null; comparees: number }
/**
 * The bounds that apply to facts judged in that time: each one is the mildest of those of the versions in force (CP 112-1, al. 3). A maximum that was
 * read binds even where another version is unknown, which could only be milder; a minimum does not.
 */
export function bornesOpposables(regle: Regle<Bornes>, temps: Temps, referentiel: Referentiel): BornesOpposables | null {
  if (referentiel === 'egip' && regle.egip) {
    const origine = { from: null, source: regle.egip }
    return { bornes: regle.egip.value, plancher: origine, plafond: origine, comparees: 1 }
  }
  const { lues, toutes } = versionsLues(regle.droit, temps)
  const sens = regle.plusDoux ?? 'moins'
  const haute = sens === 'moins' || toutes ? extreme(lues, sens, b => nombre(b.max, Number.POSITIVE_INFINITY)) : null
  const basse = toutes ? extreme(lues, 'moins', enJours) : null
  const unite = (haute ?? basse)?.value.unite
  if (!unite) return null
  const max = haute?.value.max ?? null
  const bornes: Bornes = {
    unite,
    min: basse?.value.min ?? null,
    max,
    ...(basse?.value.minJours === undefined ? {} : { minJours: basse.value.minJours }),
    paliers: casOuverts(lues, sens, max),
  }
  return { bornes, plancher: basse, plafond: haute, comparees: lues.length }
}

/** Why that version and not another, where several were in force: said by the refusal (CP 112-1, al. 3). */
export function pourquoiCetteVersion({ from }: Origine, temps: Temps, comparees: number): string {
  if (from === null || comparees < 2) return ''
  const [faits, jugement, article] = [afficherJourCourt(temps.du), afficherJourCourt(temps.au), citationCourte(loiPlusDouce, temps.au)]
  return from <= temps.du
    ? ` La loi des faits (${faits}) s’applique : celles qui l’ont suivie jusqu’au jugement (${jugement}) ne sont pas plus douces (${article}).`
    : ` La loi du ${afficherJourCourt(from)} s’applique : elle est plus douce que celle des faits (${faits}) (${article}).`
}

/** A threshold that may refuse: its months, the version that sets it, and the day of a stricter one that does not reach these facts. */
export type SeuilOpposable = { mois: number; origine: Origine; plusSevere: Jour | null }
/** A threshold that applies between two days: the highest of the versions in force, since a lower one reaches only later facts (CP 112-2, 3°). */
export function seuilOpposable(droit: Dated<Seuil>, temps: Temps, enRecidive: boolean): SeuilOpposable | null {
  const { lues, toutes } = versionsLues(droit, temps)
  const plafond = ({ seuilMois, recidiveMois }: Seuil) => (enRecidive ? (recidiveMois ?? seuilMois) : seuilMois)
  const choisie = toutes ? extreme(lues, 'plus', plafond) : null
  if (!choisie) return null
  const mois = plafond(choisie.value)
  return { mois, origine: choisie, plusSevere: lues.find(v => v.from > choisie.from && plafond(v.value) < mois)?.from ?? null }
}
