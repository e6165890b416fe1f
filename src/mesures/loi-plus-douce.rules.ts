import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  type CitationLue,
  type Dated,
  estAbsente,
  type PlusDoux,
  type Regle,
} from '../platform/law.ts'
import type { Bornes, Palier, Referentiel, Seuil } from './definition.rules.ts'
import { loiPlusDouce } from './referentiel/temps.referentiel.ts'
import {
  citationCourte,
  type SourceOpposable,
  valeurOpposable,
  versionOpposable,
} from './regle.rules.ts'

/**
 * From the facts to the judgment, or to the execution: the days between which the versions of a
 * rule are compared (CP 112-1, 112-2; ADR 0042).
 */
export type Temps = { du: Jour; au: Jour }

type Lue<T> = { from: Jour; value: T; source: CitationLue }
/**
 * The versions in force between two days that were read and have a value. `toutes`: nothing of that
 * time is unknown; where something is, it may be milder than what was read, so it refuses nothing
 * by itself and lowers no minimum (ADR 0038).
 */
function versionsLues<T>(droit: Dated<T>, { du, au }: Temps): { lues: Lue<T>[]; toutes: boolean } {
  const lues: Lue<T>[] = []
  let toutes = true
  for (const { from } of [
    { from: du },
    ...droit.filter(version => du < version.from && version.from <= au),
  ]) {
    const version = versionOpposable(droit, from)
    if (!version) toutes = false
    else if (!estAbsente(version.value) && 'texte' in version.source)
      lues.push({
        from: droit.findLast(v => v.from <= from)?.from ?? from,
        value: version.value,
        source: version.source,
      })
  }
  return { lues, toutes }
}

/**
 * What a limit rests on: the version that sets it, and the day when that version began; null for a
 * proposal.
 */
export type Origine = { from: Jour | null; source: SourceOpposable }
const nombre = (nombre: number | null, sansLimite: number): number => nombre ?? sansLimite
/**
 * The version whose number is the lowest, or the highest; of some that are equal, the first: the
 * law of the facts, unless a later one is milder.
 */
function extreme<T>(
  lues: readonly Lue<T>[],
  sens: PlusDoux,
  de: (value: T) => number,
): Lue<T> | null {
  const nombres = lues.map(lue => de(lue.value))
  const voulu = sens === 'moins' ? Math.min(...nombres) : Math.max(...nombres)
  return lues[nombres.indexOf(voulu)] ?? null
}

const plafondDuCas = ({ paliers = [], max }: Bornes, { cle, parmi }: Palier): number =>
  nombre(
    paliers.find(palier => palier.cle === cle)?.max ??
      paliers.find(palier => palier.cle === parmi)?.max ??
      max,
    Number.POSITIVE_INFINITY,
  )
/** The ordinary maximum, that no key names. */
const ORDINAIRE: Palier = { cle: '', max: 0, si: '' }
/** Every case that one of the versions names, as the last of them says it, and the ordinary one. */
const casNommes = (lues: readonly Lue<Bornes>[]): Palier[] => [
  ORDINAIRE,
  ...new Map(
    lues.flatMap(lue => (lue.value.paliers ?? []).map(palier => [palier.cle, palier] as const)),
  ).values(),
]
const enJours = ({ minJours, min, unite }: Bornes): number =>
  minJours ?? nombre(min, 0) * (unite === 'mois' ? 30 : 1)

/** A maximum, and the version that sets it; it may have no end. */
export type Plafond = { max: number; origine: Origine }
/**
 * Bounds that may refuse, and the version that each of them comes from, for each case; `comparees`:
 * how many versions had a say.
 */
export type BornesOpposables = {
  bornes: Bornes
  plancher: Origine | null
  plafonds: ReadonlyMap<string, Plafond>
  comparees: number
}
/** The maximum of the case that the decision names, or the ordinary one. */
export const plafondPour = (
  { plafonds }: BornesOpposables,
  palier: string | undefined,
): Plafond | undefined => plafonds.get(palier ?? '') ?? plafonds.get('')

/**
 * The versions to compare, and those of the sentence whose place this one took, where this one is
 * pronounced: oldest first.
 */
function versionsComparees<T>(regle: Regle<T>, temps: Temps): ReturnType<typeof versionsLues<T>> {
  const siennes = versionsLues(regle.droit, temps)
  if (!regle.remplace || !valeurOpposable(regle.droit, temps.au)) return siennes
  const remplacees = versionsLues(regle.remplace, temps)
  return {
    lues: [...remplacees.lues, ...siennes.lues].sort((un, autre) =>
      un.from.localeCompare(autre.from),
    ),
    toutes: siennes.toutes && remplacees.toutes,
  }
}
/**
 * The bounds that apply to facts judged in that time: each one is the mildest of those of the
 * versions in force (CP 112-1, al. 3). A maximum that was read binds even where another version is
 * unknown, which could only be milder; a minimum does not. A case opens no more than it did under
 * the mildest law: one that was not yet told apart had the maximum of the wider one, or the
 * ordinary one.
 */
export function bornesOpposables(
  regle: Regle<Bornes>,
  temps: Temps,
  referentiel: Referentiel,
): BornesOpposables | null {
  if (referentiel === 'egip' && regle.egip) {
    const origine = { from: null, source: regle.egip }
    const cas = [ORDINAIRE, ...(regle.egip.value.paliers ?? [])]
    const plafonds = new Map(
      cas.map(palier => [
        palier.cle,
        { max: plafondDuCas(regle.egip?.value as Bornes, palier), origine },
      ]),
    )
    return { bornes: regle.egip.value, plancher: origine, plafonds, comparees: 1 }
  }
  const { lues, toutes } = versionsComparees(regle, temps)
  const sens = regle.plusDoux ?? 'moins'
  const cas = casNommes(lues)
  const plafonds = new Map<string, Plafond>()
  for (const palier of sens === 'moins' || toutes ? cas : []) {
    const origine = extreme(lues, sens, autre => plafondDuCas(autre, palier))
    if (origine) plafonds.set(palier.cle, { max: plafondDuCas(origine.value, palier), origine })
  }
  const plancher = toutes ? extreme(lues, 'moins', enJours) : null
  const unite = lues[0]?.value.unite
  const ordinaire = plafonds.get('')
  if (!unite || !(ordinaire || plancher)) return null
  const max = ordinaire && Number.isFinite(ordinaire.max) ? ordinaire.max : null
  const ouverts = cas.flatMap(palier => {
    const plafond = plafonds.get(palier.cle)?.max ?? 0
    return max !== null && plafond > max && Number.isFinite(plafond)
      ? [{ ...palier, max: plafond }]
      : []
  })
  const { min = null, minJours } = plancher?.value ?? {}
  const bornes: Bornes = {
    unite,
    min,
    max,
    ...(minJours === undefined ? {} : { minJours }),
    paliers: ouverts,
  }
  return { bornes, plancher, plafonds, comparees: lues.length }
}

/**
 * Why the limit that refuses is that one and not another, where several versions were in force (CP
 * 112-1, al. 3).
 */
export function pourquoiCetteLimite(
  quoi: 'minimum' | 'maximum',
  { from }: Origine,
  temps: Temps,
  comparees: number,
): string {
  if (from === null || comparees < 2) return ''
  const [faits, jugement, article] = [
    afficherJourCourt(temps.du),
    afficherJourCourt(temps.au),
    citationCourte(loiPlusDouce, temps.au),
  ]
  return from <= temps.du
    ? ` Ce ${quoi} est celui de la loi des faits (${faits}) : les lois suivantes, jusqu’au jugement (${jugement}), ne l’abaissent pas (${article}).`
    : ` Ce ${quoi} est celui de la loi du ${afficherJourCourt(from)}, plus douce que celle des faits (${faits}) (${article}).`
}

/**
 * A threshold that may refuse: its months, the version that sets it, and the day of a stricter one
 * that does not reach these facts.
 */
export type SeuilOpposable = { mois: number; origine: Origine; plusSevere: Jour | null }
/**
 * A threshold that applies between two days: the highest of the versions in force, since a lower
 * one reaches only later facts (CP 112-2, 3°).
 */
export function seuilOpposable(
  droit: Dated<Seuil>,
  temps: Temps,
  enRecidive: boolean,
): SeuilOpposable | null {
  const { lues, toutes } = versionsLues(droit, temps)
  const plafond = ({ seuilMois, recidiveMois }: Seuil) =>
    enRecidive ? (recidiveMois ?? seuilMois) : seuilMois
  // Of some that are equal, the last: a new law of execution that is not stricter applies at once
  // (CP 112-2, 3°).
  const choisie = toutes ? extreme([...lues].reverse(), 'plus', plafond) : null
  if (!choisie) return null
  const mois = plafond(choisie.value)
  return {
    mois,
    origine: choisie,
    plusSevere:
      lues.find(lue => lue.from > choisie.from && plafond(lue.value) < mois)?.from ?? null,
  }
}
