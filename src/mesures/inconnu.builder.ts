import type { Jour } from '../platform/date.ts'
import { uneCitationAVerifier } from '../platform/law.builder.ts'
import {
  type Citation,
  type Dated,
  estAbsente,
  inconnu,
  type Valuee,
  type Version,
} from '../platform/law.ts'
import type { Definition } from './definition.rules.ts'
import type { Machine } from './machine.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { listes } from './obligation.rules.ts'
import * as r from './referentiel.rules.ts'

export const definitions = Object.entries(natures) as [CleNature, Definition][]

/**
 * Replaces all that the référentiel says by what `faire` makes of each list of versions, for the
 * time of a test.
 */
export function sous(
  faire: (droit: Version<unknown>[]) => Version<unknown>[],
  test: () => void,
): void {
  const listesDeVersions = new Set<Version<unknown>[]>()
  const ajouter = (droit: Dated<unknown> | Valuee<unknown>) =>
    listesDeVersions.add(droit as unknown as Version<unknown>[])
  for (const [, d] of definitions) {
    for (const regle of [d.noms, d.duree, ...(d.heures ? [d.heures] : []), ...(d.regles ?? [])])
      ajouter(regle.droit)
    for (const devoir of d.devoirs)
      for (const regle of [devoir.delai, devoir.tousLes, devoir.siDureeExcede?.duree])
        if (regle) ajouter(regle.droit)
    for (const droit of [d.decide, d.obligations, d.machine]) ajouter(droit)
  }
  // Thresholds and the times of acts are rules of the set.
  for (const e of r.recueil) ajouter(e.droit)
  for (const liste of Object.values(listes)) for (const item of liste) ajouter(item.texte)
  const avant = [...listesDeVersions].map((l): [Version<unknown>[], Version<unknown>[]] => [
    l,
    [...l],
  ])
  try {
    for (const [liste, versions] of avant) liste.splice(0, liste.length, ...faire(versions))
    test()
  } finally {
    for (const [liste, versions] of avant) liste.splice(0, liste.length, ...versions)
  }
}
const estUneMachine = (value: unknown): value is Machine =>
  typeof value === 'object' && value !== null && 'transitions' in value
const sansLecture = (source: Citation): Citation =>
  uneCitationAVerifier(source.texte, source.article)
/**
 * Nobody has read anything: values are kept where a kind cannot do without (its acts), and nothing
 * of them was read.
 */
export const toutInconnu = (versions: Version<unknown>[]): Version<unknown>[] =>
  versions.map(({ from, value, source }) =>
    estUneMachine(value)
      ? {
          from,
          value: {
            ...value,
            transitions: value.transitions.map(t => ({
              ...t,
              source: 'confiance' in t.source ? sansLecture(t.source) : t.source,
            })),
          },
          source: sansLecture(source),
        }
      : {
          from,
          value: inconnu,
          source: sansLecture(source) as ReturnType<typeof uneCitationAVerifier>,
        },
  )
/**
 * Values are kept, and nobody has read them: what is remembered is no more law than what is not
 * known.
 */
export const toutAVerifier = (versions: Version<unknown>[]): Version<unknown>[] =>
  toutInconnu(versions).map((v, i) =>
    estUneMachine(v.value) || estAbsente(versions[i]?.value)
      ? v
      : { ...v, value: versions[i]?.value },
  )
/** As if the first version known were of tomorrow: every day that one asks about is older. */
export const toutApres = (versions: Version<unknown>[]): Version<unknown>[] =>
  [versions.find(v => !estAbsente(v.value)) ?? versions[0]].flatMap(v =>
    v ? [{ ...v, from: '2099-01-01' as Jour }] : [],
  )
