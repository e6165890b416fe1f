// The list of the day, as the desk narrows and folds it (terrain §2: journal d’accueil).

type Ligne = {
  heure: string
  nomComplet: string
  numero: string
  lieuId: string | null
  agentId: string | null
  agentAntenneId: string | null
  collective: boolean
  plageId: string | null
  etat: string
  arriveeA: string | null
}
/** The whole service, in the address. */
export const TOUS_LES_SITES = 'tous'
/**
 * A call or a visit without a place is at the site of whoever makes it; what has neither is shown
 * everywhere.
 */
export const estDuSite = (
  donnees: Pick<Ligne, 'lieuId' | 'agentAntenneId'>,
  site: string,
): boolean => {
  const sien = donnees.lieuId ?? donnees.agentAntenneId
  return site === TOUS_LES_SITES || sien === null || sien === site
}
const sansAccent = (texte: string) => texte.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
type Filtre = { agentId?: string | undefined; q?: string | undefined }
/**
 * The lines that a filter keeps; a name is found whatever its accents and the order of its words.
 */
export const filtrer = <L extends Ligne>(lignes: L[], { agentId, q: cherche }: Filtre): L[] =>
  filtrerParNom(lignes, cherche).filter(valeur => !agentId || valeur.agentId === agentId)
export function filtrerParNom<L extends { nomComplet: string; numero?: string }>(
  lignes: L[],
  requete: string | undefined,
): L[] {
  const mots = sansAccent(requete ?? '')
    .split(/\s+/)
    .filter(Boolean)
  const dit = (valeur: L) => sansAccent(`${valeur.nomComplet} ${valeur.numero ?? ''}`)
  return lignes.filter(ligne => mots.every(mot => dit(ligne).includes(mot)))
}

export type Pli<L> =
  | { genre: 'personne'; ligne: L }
  | { genre: 'seance'; premiere: L; inscrits: number; arrives: number; attendus: number }
/**
 * A group session is one line with its number of people: a day of 60 stays one page (issue of the
 * field: terrain §1.3, Action collective).
 */
export function plier<L extends Ligne>(lignes: L[], deplier: boolean): Pli<L>[] {
  if (deplier) return lignes.map(ligne => ({ genre: 'personne', ligne }))
  const seances = new Map<string, Extract<Pli<L>, { genre: 'seance' }>>()
  return lignes.flatMap<Pli<L>>(ligne => {
    if (!ligne.collective || !ligne.plageId) return [{ genre: 'personne', ligne }]
    const cle = `${ligne.plageId} ${ligne.heure}`
    const connue = seances.get(cle)
    const seance = connue ?? {
      genre: 'seance' as const,
      premiere: ligne,
      inscrits: 0,
      arrives: 0,
      attendus: 0,
    }
    seance.inscrits += 1
    if (ligne.arriveeA) seance.arrives += 1
    if (ligne.etat === 'prevue' && !ligne.arriveeA) seance.attendus += 1
    seances.set(cle, seance)
    return connue ? [] : [seance]
  })
}
