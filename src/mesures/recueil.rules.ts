import type { Jour } from '../platform/date.ts'
import {
  type Citation,
  type Dated,
  estAbsente,
  estInconnue,
  type HorsFaits,
  nExistePas,
  type PlusDoux,
  type Proposition,
  type Regle,
  type Version,
} from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import type { Definition, Devoir } from './definition.rules.ts'
import type { Machine } from './machine.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { estUneProposition, libelleDeNature } from './nature.rules.ts'
import { conditions } from './referentiel/condamnation.referentiel.ts'
import { tempsDesActes } from './temps-des-actes.rules.ts'
import { type CleTransversale, clesTransversales, transversales } from './transversales.rules.ts'
import { enMots, passageEnMots, passagesDe } from './valeur.rules.ts'

/** What a rule of a kind is about, in the order in which a reader wants it. */
export const rubriques = {
  nom: 'Nom',
  decide: 'Qui décide',
  duree: 'Durée',
  heures: 'Heures',
  obligations: 'Obligations',
  deroulement: 'Déroulement',
  acte: 'Délais des actes',
  devoir: 'Devoirs et délais',
  regle: 'Autres règles',
} as const
export type Rubrique = keyof typeof rubriques
export type Groupe = CleNature | CleTransversale

/**
 * One dated value of the set, whoever holds it: all pages, checks and files go through the same
 * list (charte C1.1).
 */
export type Entree = Omit<Regle<unknown>, 'selon' | 'plusDoux'> & {
  selon: Regle<unknown>['selon']
  plusDoux?: PlusDoux | undefined
  /** Why a duration of a sentence does not weigh. */
  nePesePas?: string | undefined
  groupe: Groupe
  rubrique: Rubrique
  devoir?: Devoir
}

export const libelleDuGroupe = (groupe: Groupe, le: Jour = '9999-12-31'): string =>
  groupe in natures ? libelleDeNature(groupe, le) : transversales[groupe as CleTransversale].libelle

const chartes = (machine: Machine): string =>
  [
    ...new Set(
      machine.transitions.flatMap(transition =>
        'charte' in transition.source ? [transition.source.charte] : [],
      ),
    ),
  ].join(', ')

/**
 * What is written of a kind that only the proposal knows stands under the proposal: the law has
 * nothing there (charte, two levels).
 */
const selonLeNiveau = (
  groupe: CleNature,
  droit: Dated<unknown>,
): Pick<Regle<unknown>, 'droit' | 'egip'> => {
  if (!estUneProposition(groupe)) return { droit }
  const [{ from, source }] = droit
  return {
    droit: [{ from, value: nExistePas, source }],
    egip: { value: droit.at(-1)?.value, charte: 'C4.1' },
  }
}

/** Every dated value of one kind, in the order of the page. */
export function entreesDe(groupe: CleNature): Entree[] {
  const definition: Definition = natures[groupe]
  const acte = (rubrique: Rubrique, regle: Regle<unknown>, devoir?: Devoir): Entree => ({
    ...regle,
    groupe,
    rubrique,
    ...(devoir && { devoir }),
  })
  const datee = (rubrique: Rubrique, selon: HorsFaits, droit: Dated<unknown>): Entree =>
    acte(rubrique, {
      id: `${groupe}.${rubrique}`,
      catalogue: definition.catalogue,
      libelle: rubriques[rubrique],
      selon,
      ...selonLeNiveau(groupe, droit),
    })
  const machine = datee('deroulement', 'execution', definition.machine)
  return [
    acte('nom', definition.noms),
    datee('decide', 'jugement', definition.decide),
    acte('duree', definition.duree),
    ...(definition.heures ? [acte('heures', definition.heures)] : []),
    datee('obligations', 'jugement', definition.obligations),
    definition.machineEgip
      ? {
          ...machine,
          egip: { value: definition.machineEgip, charte: chartes(definition.machineEgip) },
        }
      : machine,
    ...tempsDesActes(definition).map(regle =>
      acte('acte', { ...regle, id: `${groupe}.${regle.id}` }),
    ),
    ...definition.devoirs.flatMap(devoir => [
      acte('devoir', devoir.delai, devoir),
      ...(devoir.tousLes ? [acte('devoir', devoir.tousLes, devoir)] : []),
    ]),
    ...definition.devoirs.flatMap(({ siDureeExcede }) =>
      siDureeExcede ? [acte('regle', siDureeExcede.duree)] : [],
    ),
    ...(definition.seuils ?? []).map(seuil => acte('regle', seuil.regle)),
    ...(definition.horsSeuil ?? []).map(cas => acte('regle', cas.duree)),
    ...[...(definition.regles ?? []), ...(conditions[groupe] ?? [])].map(regle =>
      acte('regle', regle),
    ),
  ]
}
export const entreesTransversales = (groupe: CleTransversale): Entree[] =>
  transversales[groupe].regles.map(regle => ({ ...regle, groupe, rubrique: 'regle' }))

/** The whole set: every kind, then what is common to them. */
export const recueil: readonly Entree[] = [
  ...motsDe(natures).flatMap(entreesDe),
  ...clesTransversales.flatMap(entreesTransversales),
]

/**
 * The version in force on a day, or null before the first known one: unknown, and nothing is
 * presumed of an older day.
 */
export const versionConnue = <T>(droit: Dated<T>, le: Jour): Version<T> | null =>
  droit.findLast(version => version.from <= le) ?? null

/** A place of the set that cites a text: a version, a passage of a machine, or a proposal. */
export type Mention = {
  entree: Entree
  from: Jour | null
  quoi: string
  valeur: string[]
  /** Nobody knows what the law says there. */
  inconnu: boolean
  source: Citation | Proposition<unknown>
}
const dePassages = (entree: Entree, from: Jour | null, valeur: unknown): Mention[] =>
  entree.rubrique === 'deroulement' && valeur && !estAbsente(valeur)
    ? passagesDe(valeur as Machine).map(passage => ({
        entree,
        from,
        quoi: passage.libelle,
        valeur: [passageEnMots(passage, valeur as Machine)],
        inconnu: false,
        source: passage.source,
      }))
    : []

/** Every citation of a dated value, with what it supports. */
export function mentionsDe(entree: Entree): Mention[] {
  const { rubrique, egip, devoir } = entree
  const quoi = devoir ? `${devoir.libelle} : ${entree.libelle}` : entree.libelle
  const dits = (valeur: unknown) =>
    rubrique === 'deroulement' && valeur && !estAbsente(valeur)
      ? [`${passagesDe(valeur as Machine).length} actes possibles`]
      : enMots(valeur)
  return [
    ...entree.droit.flatMap(({ from, value, source }): Mention[] => [
      { entree, from, quoi, valeur: dits(value), inconnu: estInconnue(value), source },
      ...dePassages(entree, from, value),
    ]),
    ...(egip
      ? [
          {
            entree,
            from: null,
            quoi,
            valeur: dits(egip.value),
            inconnu: false,
            source: egip,
          } satisfies Mention,
          ...dePassages(entree, null, egip.value),
        ]
      : []),
  ]
}
export const mentions: readonly Mention[] = recueil.flatMap(mentionsDe)
