import type { CasHorsSeuil } from './definition.rules.ts'
import { natures } from './nature.referentiel.ts'
import { definitionDe } from './nature.rules.ts'

/**
 * Cases in which another sursis probatoire is possible all the same; the decision is in one of
 * them, and it is said (CP art. 132-41, last al.).
 */
export const CAS_DE_SURSIS = [
  { value: 'cp_132_41_partie', label: 'Le sursis ne porte que sur une partie de la peine' },
  {
    value: 'cp_132_41_autres_infractions',
    label: 'Les condamnations précédentes visent d’autres infractions',
  },
] as const
export const estUnCasDeSursis = (cas: string | null | undefined): boolean =>
  CAS_DE_SURSIS.some(ligne => ligne.value === cas)
export const casHorsSeuilDe = (nature: string): readonly CasHorsSeuil[] =>
  definitionDe(nature)?.horsSeuil ?? []
/** Cases in which the threshold of a kind is not asked (CPP art. 723-1, 723-7, 730-2). */
export const casSansSeuil = (nature: string): { value: string; label: string }[] =>
  casHorsSeuilDe(nature).map(cas => ({ value: cas.cle, label: cas.si }))
/**
 * Every case in which the law allows what it otherwise excludes: the decision is in one of them,
 * and it is said.
 */
export const CAS_PERMIS: readonly { value: string; label: string }[] = [
  ...CAS_DE_SURSIS,
  ...new Map(
    Object.keys(natures).flatMap(nom =>
      casSansSeuil(nom).map(ligne => [ligne.value, ligne] as const),
    ),
  ).values(),
]
export const clesDeCasPermis = CAS_PERMIS.map(ligne => ligne.value) as [string, ...string[]]
