import { ajouterJours, ajouterMois, type Jour } from '../platform/date.ts'

/** A slot as the table needs it: what `creneauxLibres` yields, full ones included; `passe` when its hour is gone. */
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

/** The day whose month is opened where none is asked: today, or the first of the month of the next free place; `cases` in their order. */
export function jourOuvert(cases: readonly Case[], aujourdhui: Jour): Jour {
  const prochaine = cases.find(c => !c.passe && c.libres > 0)
  return prochaine && premierDuMois(prochaine.le) > aujourdhui ? premierDuMois(prochaine.le) : aujourdhui
}

/** Agendas as columns, named with their place where there are several (terrain §1.5: the out-of-hearing tables of the courts). */
export function colonnesDe(cases: Case[], lieux: Map<string, string>): Colonne[] {
  const plusieurs = new Set(cases.map(c => c.lieuId)).size > 1
  const vues = new Map(cases.map(c => [c.agendaId, plusieurs ? `${lieux.get(c.lieuId) ?? ''} · ${c.agendaNom}` : c.agendaNom]))
  return [...vues].map(([agendaId, nom]) => ({ agendaId, nom })).sort((a, b) => a.nom.localeCompare(b.nom, 'fr', { numeric: true }))
}

/** Free places of each day of a month, by agenda, hours gone left out; days without a slot have no line. */
export function parMois(cases: Case[]): LigneDuMois[] {
  const lignes = new Map<Jour, LigneDuMois>()
  for (const c of cases) {
    const ligne = lignes.get(c.le) ?? { le: c.le, cases: new Map(), libres: 0, capacite: 0, passe: true }
    const une = ligne.cases.get(c.agendaId) ?? { libres: 0, capacite: 0, passe: true }
    const libres = c.passe ? 0 : c.libres
    ligne.cases.set(c.agendaId, { libres: une.libres + libres, capacite: une.capacite + c.capacite, passe: une.passe && c.passe })
    ligne.libres += libres
    ligne.capacite += c.capacite
    ligne.passe &&= c.passe
    lignes.set(c.le, ligne)
  }
  return [...lignes.values()].sort((a, b) => (a.le < b.le ? -1 : 1))
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
export type LigneDuJour = { heure: string; agendaNom: string; venue: Venue | null; genre: 'venue' | 'occupe' | 'libre'; places: number }

/**
 * Each place of the day: who comes, when one may see it; « occupé » for the others, so that a place never looks free because of
 * rights (charte C3.2; terrain §4: say plainly that a list is partial).
 */
export function parJour(cases: Case[], venues: Venue[], lieux: Map<string, string>): LigneDuJour[] {
  const noms = new Map(colonnesDe(cases, lieux).map(c => [c.agendaId, c.nom]))
  const restantes = new Set(venues)
  const lignes = cases.flatMap(c => {
    const ici = venues.filter(v => v.agendaId === c.agendaId && v.heure === c.heure)
    for (const v of ici) restantes.delete(v)
    const tenues = ici.filter(v => v.etat === 'prevue').length
    const occupees = Math.max(0, c.capacite - c.libres - tenues)
    const agendaNom = noms.get(c.agendaId) ?? c.agendaNom
    const une = (genre: LigneDuJour['genre'], venue: Venue | null = null, places = 1) => ({
      heure: c.heure,
      agendaNom,
      venue,
      genre,
      places,
    })
    return [
      ...ici.map(v => une('venue', v)),
      ...Array.from({ length: occupees }, () => une('occupe')),
      ...(c.passe || c.libres === 0 ? [] : [une('libre', null, c.libres)]),
    ]
  })
  const horsPlage = [...restantes].map(v => ({ heure: v.heure, agendaNom: '', venue: v, genre: 'venue' as const, places: 1 }))
  return [...lignes, ...horsPlage].sort((a, b) =>
    a.heure < b.heure ? -1 : a.heure > b.heure ? 1 : a.agendaNom.localeCompare(b.agendaNom, 'fr'),
  )
}
