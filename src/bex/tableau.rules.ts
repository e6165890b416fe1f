import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'

/**
 * A slot as the table needs it: what `creneauxLibres` yields, full ones included; `passe` when its
 * hour is gone.
 */
export type Case = {
  le: Jour
  heure: string
  agendaId: string
  agendaNom: string
  lieuId: string
  capacite: number
  libres: number
  passe: boolean
}
export type Colonne = { agendaId: string; nom: string }
/** `passe`: no hour is left to come, so that « complet » is never said of what is only over. */
export type Places = { libres: number; capacite: number; passe: boolean }
export type LigneDuMois = Places & { le: Jour; cases: Map<string, Places> }

export const premierDuMois = (le: Jour): Jour => `${le.slice(0, 8)}01` as Jour
export const dernierDuMois = (le: Jour): Jour => ajouterJours(ajouterMois(premierDuMois(le), 1), -1)

/**
 * The day whose month is opened where none is asked: today, or the first of the month of the next
 * free place; `cases` in their order.
 */
export function jourOuvert(cases: readonly Case[], aujourdhui: Jour): Jour {
  const prochaine = cases.find(convocation => !convocation.passe && convocation.libres > 0)
  return prochaine && premierDuMois(prochaine.le) > aujourdhui
    ? premierDuMois(prochaine.le)
    : aujourdhui
}

/**
 * Agendas as columns, named with their place where there are several (terrain §1.5: the
 * out-of-hearing tables of the courts).
 */
export function colonnesDe(cases: Case[], lieux: Map<string, string>): Colonne[] {
  const plusieurs = new Set(cases.map(convocation => convocation.lieuId)).size > 1
  const vues = new Map(
    cases.map(convocation => [
      convocation.agendaId,
      plusieurs
        ? `${lieux.get(convocation.lieuId) ?? ''} · ${convocation.agendaNom}`
        : convocation.agendaNom,
    ]),
  )
  return [...vues]
    .map(([agendaId, nom]) => ({ agendaId, nom }))
    .sort((un, autre) => un.nom.localeCompare(autre.nom, 'fr', { numeric: true }))
}

/**
 * Free places of each day of a month, by agenda, hours gone left out; days without a slot have no
 * line.
 */
export function parMois(cases: Case[]): LigneDuMois[] {
  const lignes = new Map<Jour, LigneDuMois>()
  for (const convocation of cases) {
    const ligne = lignes.get(convocation.le) ?? {
      le: convocation.le,
      cases: new Map(),
      libres: 0,
      capacite: 0,
      passe: true,
    }
    const une = ligne.cases.get(convocation.agendaId) ?? { libres: 0, capacite: 0, passe: true }
    const libres = convocation.passe ? 0 : convocation.libres
    ligne.cases.set(convocation.agendaId, {
      libres: une.libres + libres,
      capacite: une.capacite + convocation.capacite,
      passe: une.passe && convocation.passe,
    })
    ligne.libres += libres
    ligne.capacite += convocation.capacite
    ligne.passe &&= convocation.passe
    lignes.set(convocation.le, ligne)
  }
  return [...lignes.values()].sort((un, autre) => (un.le < autre.le ? -1 : 1))
}

export type Venue = {
  dossierId: string
  convocationId: string
  agendaId: string | null
  heure: string
  etat: string
  nomComplet: string
  numeroParquet: string | null
  origine: string
}
/** `places` is more than one only where they are free. */
export type LigneDuJour = {
  heure: string
  agendaNom: string
  venue: Venue | null
  genre: 'venue' | 'occupe' | 'libre'
  places: number
}

/**
 * Each place of the day: who comes, when one may see it; « occupé » for the others, so that a place
 * never looks free because of rights (charte C3.2; terrain §4: say plainly that a list is partial).
 */
export function parJour(cases: Case[], venues: Venue[], lieux: Map<string, string>): LigneDuJour[] {
  const noms = new Map(colonnesDe(cases, lieux).map(colonne => [colonne.agendaId, colonne.nom]))
  const restantes = new Set(venues)
  const lignes = cases.flatMap(convocation => {
    const ici = venues.filter(
      venue => venue.agendaId === convocation.agendaId && venue.heure === convocation.heure,
    )
    for (const venue of ici) restantes.delete(venue)
    const tenues = ici.filter(venue => venue.etat === 'prevue').length
    const occupees = Math.max(0, convocation.capacite - convocation.libres - tenues)
    const agendaNom = noms.get(convocation.agendaId) ?? convocation.agendaNom
    const une = (genre: LigneDuJour['genre'], venue: Venue | null = null, places = 1) => ({
      heure: convocation.heure,
      agendaNom,
      venue,
      genre,
      places,
    })
    return [
      ...ici.map(venue => une('venue', venue)),
      ...Array.from({ length: occupees }, () => une('occupe')),
      ...(convocation.passe || convocation.libres === 0
        ? []
        : [une('libre', null, convocation.libres)]),
    ]
  })
  const horsPlage = [...restantes].map(restante => ({
    heure: restante.heure,
    agendaNom: '',
    venue: restante,
    genre: 'venue' as const,
    places: 1,
  }))
  return [...lignes, ...horsPlage].sort(
    (un, autre) =>
      un.heure.localeCompare(autre.heure) || un.agendaNom.localeCompare(autre.agendaNom, 'fr'),
  )
}
