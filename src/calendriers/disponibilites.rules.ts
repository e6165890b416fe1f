import { ajouterJours, type Jour } from '../platform/date.ts'

export const SEMAINES = 4
/**
 * Seven days from today, then the next seven: each weighs the same, whatever the day on which one
 * looks.
 */
export type Periode = { du: Jour; au: Jour }
export const periodes = (aujourdhui: Jour): Periode[] =>
  Array.from({ length: SEMAINES }, (_, i) => ({
    du: ajouterJours(aujourdhui, 7 * i),
    au: ajouterJours(aujourdhui, 7 * i + 6),
  }))

export type Besoin = { cle: string; libelle: string; besoinParSemaine: number }
export type Disponibilite = Besoin & {
  semaines: (Periode & { libres: number; manque: number })[]
  manque: number
  prochaine: Jour | null
}
/** A free slot: minutes of the day. */
type Place = { agendaId: string; le: Jour; debut: number; fin: number; libres: number }

/**
 * Slots of one agenda may overlap, when they begin every quarter of an hour and last three: only
 * those that can be held together count.
 */
function* tenables(places: Iterable<Place>): Generator<Place> {
  const fins = new Map<string, { le: Jour; fin: number }>()
  for (const place of places) {
    const derniere = fins.get(place.agendaId)
    if (derniere && derniere.le === place.le && place.debut < derniere.fin) continue
    fins.set(place.agendaId, { le: place.le, fin: place.fin })
    yield place
  }
}

/**
 * Free places of a type against what is expected of it, week by week; what one week has too many
 * does not fill the next (charte C3.3).
 */
export function disponibilite(
  besoin: Besoin,
  places: Iterable<Place>,
  aujourdhui: Jour,
): Disponibilite {
  const semaines = periodes(aujourdhui).map(periode => ({ ...periode, libres: 0, manque: 0 }))
  let prochaine: Jour | null = null
  for (const { le, libres } of tenables(places)) {
    if (libres > 0) prochaine ??= le
    const semaine = semaines.find(ligne => le >= ligne.du && le <= ligne.au)
    if (semaine) semaine.libres += libres
  }
  for (const semaine of semaines)
    semaine.manque = Math.max(0, besoin.besoinParSemaine - semaine.libres)
  return {
    ...besoin,
    semaines,
    manque: semaines.reduce((nombre, ligne) => nombre + ligne.manque, 0),
    prochaine,
  }
}
