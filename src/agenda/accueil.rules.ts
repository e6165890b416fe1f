import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { type Moment, refusDEtat } from './convocation.rules.ts'

/** The desk writes an arrival on the day itself, of someone who is still expected (terrain §2: journal d’accueil). */
export function refusDePointer(c: { etat: string; le: string }, aujourdhui: Jour): Refusal[] {
  if (c.le !== aujourdhui) return [{ code: 'pas_aujourdhui', message: 'Cette convocation n’est pas aujourd’hui.' }]
  return c.etat === 'prevue' || c.etat === 'honoree' || c.etat === 'manquee'
    ? []
    : [{ code: 'plus_attendue', message: 'Cette personne n’est plus attendue : ouvrez sa convocation pour voir ce qui a été décidé.' }]
}

/** « Ne s’est pas présenté » is said after the hour, of someone whom the desk has not seen (terrain §1.4). */
export function refusDAbsence(c: { etat: string; le: string; heure: string; arrivee: boolean }, maintenant: Moment): Refusal[] {
  if (c.arrivee)
    return [{ code: 'arrivee_pointee', message: 'L’arrivée de cette personne est pointée : retirez-la d’abord si c’est une erreur.' }]
  if (c.le !== maintenant.le)
    return [
      { code: 'pas_aujourdhui', message: 'Cette convocation n’est pas aujourd’hui : notez ce qui s’est passé depuis la convocation.' },
    ]
  return refusDEtat(c, 'manquee', maintenant)
}

type Ligne = {
  heure: string
  nomComplet: string
  numero: string
  lieuId: string | null
  agentId: string | null
  collective: boolean
  plageId: string | null
  etat: string
  arriveeA: string | null
}
const sansAccent = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
type Filtre = { lieuId?: string | undefined; agentId?: string | undefined; q?: string | undefined }
/** The lines that a filter keeps; a name is found whatever its accents and the order of its words. */
export function filtrer<L extends Ligne>(lignes: L[], { lieuId, agentId, q }: Filtre): L[] {
  const mots = sansAccent(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const dit = (l: L) => sansAccent(`${l.nomComplet} ${l.numero}`)
  return lignes.filter(
    l => (!lieuId || l.lieuId === lieuId) && (!agentId || l.agentId === agentId) && mots.every(mot => dit(l).includes(mot)),
  )
}

export type Pli<L> = { genre: 'personne'; ligne: L } | { genre: 'seance'; premiere: L; inscrits: number; arrives: number; attendus: number }
/** A group session is one line with its number of people: a day of 60 stays one page (issue of the field: terrain §1.3, Action collective). */
export function plier<L extends Ligne>(lignes: L[], deplier: boolean): Pli<L>[] {
  if (deplier) return lignes.map(ligne => ({ genre: 'personne', ligne }))
  const seances = new Map<string, Extract<Pli<L>, { genre: 'seance' }>>()
  return lignes.flatMap<Pli<L>>(ligne => {
    if (!ligne.collective || !ligne.plageId) return [{ genre: 'personne', ligne }]
    const cle = `${ligne.plageId} ${ligne.heure}`
    const connue = seances.get(cle)
    const seance = connue ?? { genre: 'seance' as const, premiere: ligne, inscrits: 0, arrives: 0, attendus: 0 }
    seance.inscrits += 1
    if (ligne.arriveeA) seance.arrives += 1
    if (ligne.etat === 'prevue' && !ligne.arriveeA) seance.attendus += 1
    seances.set(cle, seance)
    return connue ? [] : [seance]
  })
}
