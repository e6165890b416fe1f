import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'
import { estAbsente, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Bornes, Referentiel, Unite } from './definition.rules.ts'
import { citer, opposableLe } from './regle.rules.ts'

const unites: Record<Unite, [string, string]> = { heures: ['heure', 'heures'], jours: ['jour', 'jours'], mois: ['mois', 'mois'] }
export const quantite = (n: number, unite: Unite): string => `${n} ${unites[unite][n > 1 ? 1 : 0]}`

/** « de 12 mois à 3 ans (5 ans : …) », in words. */
export function bornesEnMots({ unite, min, max, minJours, paliers = [] }: Bornes): string {
  const mots = (n: number) => (unite === 'mois' && n >= 24 && n % 12 === 0 ? `${n / 12} ans` : quantite(n, unite))
  const bas = minJours ? quantite(minJours, 'jours') : min === null ? null : mots(min)
  const haut = max === null ? null : mots(max)
  const entre = bas && haut ? `de ${bas} à ${haut}` : haut ? `au plus ${haut}` : bas ? `au moins ${bas}` : 'fixée par la décision'
  return [entre, ...paliers.map(p => `jusqu’à ${mots(p.max)} : ${p.si.replace(/^[A-Z]/, l => l.toLowerCase()).replace(/\.$/, '')}`)].join(
    ' ; ',
  )
}

export type Duree = { debutLe: Jour; finLe?: Jour | undefined; dureeMois?: number | undefined; palier?: string | undefined }

/** The last day: the one given, or the start and the months pronounced, from quantième to quantième (ADR 0016). */
export const finDe = ({ debutLe, finLe, dureeMois }: Duree): Jour | undefined =>
  finLe ?? (dureeMois === undefined ? undefined : ajouterMois(debutLe, dureeMois))

/** The bounds that may refuse on a day, and where they were read; null where none is, or where nobody knows. */
function bornesOpposables(regle: Regle<Bornes>, le: Jour, referentiel: Referentiel) {
  const opposable = opposableLe(regle, le, referentiel)
  return opposable && !estAbsente(opposable.value) ? { bornes: opposable.value, source: opposable.source } : null
}

/** The maximum that applies: the ordinary one, or that of the case which the decision names. */
const plafond = (b: Bornes, palier: string | undefined) => b.paliers?.find(p => p.cle === palier)?.max ?? b.max
const ajouter = (le: Jour, n: number, unite: Unite) => (unite === 'jours' ? ajouterJours(le, n) : ajouterMois(le, n))

/** A duration that the law does not allow is refused with its article; a longer case must be named by the decision (CP art. 132-42, 131-22…). */
export function refusDeDuree(regle: Regle<Bornes>, d: Duree, le: Jour, referentiel: Referentiel): Refusal[] {
  const opposable = bornesOpposables(regle, le, referentiel)
  const fin = finDe(d)
  if (d.finLe && d.dureeMois !== undefined && ajouterMois(d.debutLe, d.dureeMois) !== d.finLe)
    return [{ code: 'fin_et_duree', champ: 'finLe', message: 'La fin et la durée ne disent pas la même chose : laissez l’une des deux.' }]
  if (!opposable || !fin || opposable.bornes.unite === 'heures') return []
  const { bornes, source } = opposable
  const champ = d.dureeMois === undefined ? 'finLe' : 'dureeMois'
  const refus = (code: string, message: string): Refusal[] => [{ code, champ, message, source: citer(source, le) }]
  const min = bornes.minJours ? ajouterJours(d.debutLe, bornes.minJours) : ajouter(d.debutLe, bornes.min ?? 0, bornes.unite)
  if (fin < min) return refus('duree_trop_courte', `Cette durée est trop courte : ${bornesEnMots(bornes)}.`)
  const max = plafond(bornes, d.palier)
  if (max === null || fin <= ajouter(d.debutLe, max, bornes.unite)) return []
  const plusLong = bornes.paliers?.filter(p => fin <= ajouter(d.debutLe, p.max, bornes.unite)).at(0)
  if (plusLong && !d.palier)
    return [
      {
        code: 'palier_a_nommer',
        champ: 'palier',
        message: `Cette durée n’est permise que dans un cas que la décision doit viser (${plusLong.si}). Si elle le vise, choisissez-le.`,
        source: citer(source, le),
      },
    ]
  return refus('duree_trop_longue', `Cette durée est trop longue : ${bornesEnMots(bornes)}.`)
}

/** Hours of TIG within the bounds of the day that selects them (CP art. 131-8, 132-54, 132-45). */
export function refusDHeures(
  regle: Regle<Bornes> | undefined,
  heures: number | undefined,
  le: Jour,
  referentiel: Referentiel,
  palier?: string,
): Refusal[] {
  if (heures === undefined) return []
  if (!regle) return [{ code: 'sans_heures', champ: 'heures', message: 'Cette mesure ne se compte pas en heures.' }]
  const opposable = bornesOpposables(regle, le, referentiel)
  if (!opposable) return []
  const { bornes, source } = opposable
  if ((bornes.min ?? 0) <= heures && heures <= (plafond(bornes, palier) ?? heures)) return []
  return [{ code: 'heures_hors_bornes', champ: 'heures', message: `Nombre d’heures : ${bornesEnMots(bornes)}.`, source: citer(source, le) }]
}
