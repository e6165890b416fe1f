import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Bornes, Referentiel, Unite } from './definition.rules.ts'
import {
  bornesOpposables,
  type Origine,
  plafondPour,
  pourquoiCetteLimite,
  type Temps,
} from './loi-plus-douce.rules.ts'
import { citer } from './regle.rules.ts'

const unites: Record<Unite, [string, string]> = {
  heures: ['heure', 'heures'],
  jours: ['jour', 'jours'],
  mois: ['mois', 'mois'],
}
export const quantite = (nombre: number, unite: Unite): string =>
  `${nombre} ${unites[unite][nombre > 1 ? 1 : 0]}`

/** « 18 mois », « 2 ans »: from two years on, whole years are said in years. */
export const dureeEnMots = (nombre: number, unite: Unite): string =>
  unite === 'mois' && nombre >= 24 && nombre % 12 === 0
    ? `${nombre / 12} ans`
    : quantite(nombre, unite)

function entreEnMots(bas: string | null, haut: string | null): string {
  if (bas && haut) return `de ${bas} à ${haut}`
  if (haut) return `au plus ${haut}`
  return bas ? `au moins ${bas}` : 'fixée par la décision'
}

/** « de 12 mois à 3 ans (5 ans : …) », in words. */
export function bornesEnMots({ unite, min, max, minJours, paliers = [] }: Bornes): string {
  const mots = (nombre: number) => dureeEnMots(nombre, unite)
  const basDit = min === null ? null : mots(min)
  const bas = minJours ? quantite(minJours, 'jours') : basDit
  const haut = max === null ? null : mots(max)
  return [
    entreEnMots(bas, haut),
    ...paliers.map(
      palier =>
        `jusqu’à ${mots(palier.max)} : ${palier.si.replace(/^[A-Z]/, lettre => lettre.toLowerCase()).replace(/\.$/, '')}`,
    ),
  ].join(' ; ')
}

export type Duree = {
  debutLe: Jour
  finLe?: Jour | undefined
  dureeMois?: number | undefined
  palier?: string | undefined
}

/**
 * The last day: the one given, or the start and the months pronounced, from quantième to quantième
 * (ADR 0016).
 */
export const finDe = ({ debutLe, finLe, dureeMois }: Duree): Jour | undefined =>
  finLe ?? (dureeMois === undefined ? undefined : ajouterMois(debutLe, dureeMois))

const ajouter = (le: Jour, nombre: number, unite: Unite) =>
  unite === 'jours' ? ajouterJours(le, nombre) : ajouterMois(le, nombre)

/** One day selects a rule that needs no comparison. */
const tempsDe = (quand: Jour | Temps): Temps =>
  typeof quand === 'string' ? { du: quand, au: quand } : quand

/**
 * A duration that the law does not allow is refused with its article; a longer case must be named
 * by the decision (CP art. 132-42, 131-22…).
 */
export function refusDeDuree(
  regle: Regle<Bornes>,
  duree: Duree,
  quand: Jour | Temps,
  referentiel: Referentiel,
): Refusal[] {
  const temps = tempsDe(quand)
  const opposable = bornesOpposables(regle, temps, referentiel)
  const fin = finDe(duree)
  if (
    duree.finLe &&
    duree.dureeMois !== undefined &&
    ajouterMois(duree.debutLe, duree.dureeMois) !== duree.finLe
  )
    return [
      {
        code: 'fin_et_duree',
        champ: 'finLe',
        message: 'La fin et la durée ne disent pas la même chose : laissez l’une des deux.',
      },
    ]
  if (!opposable || !fin || opposable.bornes.unite === 'heures') return []
  const { bornes, plancher, plafonds, comparees } = opposable
  const champ = duree.dureeMois === undefined ? 'finLe' : 'dureeMois'
  const refus = (quoi: 'minimum' | 'maximum', origine: Origine): Refusal[] => {
    const [code, mot] =
      quoi === 'minimum'
        ? (['duree_trop_courte', 'courte'] as const)
        : (['duree_trop_longue', 'longue'] as const)
    const message = `Cette durée est trop ${mot} : ${bornesEnMots(bornes)}.${pourquoiCetteLimite(quoi, origine, temps, comparees)}`
    return [{ code, champ, message, source: citer(origine.source, temps.au) }]
  }
  const min = bornes.minJours
    ? ajouterJours(duree.debutLe, bornes.minJours)
    : ajouter(duree.debutLe, bornes.min ?? 0, bornes.unite)
  if (plancher && fin < min) return refus('minimum', plancher)
  const plafond = plafondPour(opposable, duree.palier)
  if (
    !plafond ||
    !Number.isFinite(plafond.max) ||
    fin <= ajouter(duree.debutLe, plafond.max, bornes.unite)
  )
    return []
  const plusLong = bornes.paliers
    ?.filter(palier => fin <= ajouter(duree.debutLe, palier.max, bornes.unite))
    .at(0)
  if (plusLong && !duree.palier)
    return [
      {
        code: 'palier_a_nommer',
        champ: 'palier',
        message: `Cette durée n’est permise que dans un cas que la décision doit viser (« ${plusLong.si.replace(/\.$/, '')} »). Si elle le vise, choisissez-le dans « Cas visé par la décision ».`,
        source: citer((plafonds.get(plusLong.cle) ?? plafond).origine.source, temps.au),
      },
    ]
  return refus('maximum', plafond.origine)
}

/**
 * Hours of TIG within the bounds of the law that applies to the facts (CP art. 131-8, 132-54,
 * 132-45; 112-1).
 */
export function refusDHeures(
  regle: Regle<Bornes> | undefined,
  {
    heures,
    quand,
    referentiel,
    palier,
  }: {
    heures?: number | undefined
    quand: Jour | Temps
    referentiel: Referentiel
    palier?: string | undefined
  },
): Refusal[] {
  const temps = tempsDe(quand)
  if (heures === undefined) return []
  if (!regle)
    return [
      { code: 'sans_heures', champ: 'heures', message: 'Cette mesure ne se compte pas en heures.' },
    ]
  const opposable = bornesOpposables(regle, temps, referentiel)
  if (!opposable) return []
  const { bornes, plancher, comparees } = opposable
  const plafond = plafondPour(opposable, palier)
  const [quoi, origine] =
    heures < (bornes.min ?? 0)
      ? (['minimum', plancher] as const)
      : (['maximum', plafond && heures > plafond.max ? plafond.origine : null] as const)
  if (!origine) return []
  const message = `Nombre d’heures : ${bornesEnMots(bornes)}.${pourquoiCetteLimite(quoi, origine, temps, comparees)}`
  return [
    {
      code: 'heures_hors_bornes',
      champ: 'heures',
      message,
      source: citer(origine.source, temps.au),
    },
  ]
}
