import {
  absencesDe,
  type Creneau,
  creneauxLibres,
  lieuxDeLEntite,
  plagesDe,
  seancesDe,
  type TypeDeConvocation,
  typeDe,
} from '../creneaux/index.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { occupationsDe } from './recherche.store.ts'

export type Recherche = {
  entiteId: string
  /** Its key, or the type itself when the caller has already read it. */
  type: string | TypeDeConvocation
  du: Jour
  au: Jour
  agentId?: string | undefined
  agendaId?: string | undefined
  lieuId?: string | undefined
  maintenant: { le: Jour; heure: string }
  /** As many as asked for; without, every one. */
  limite?: number
  /** Every slot to this day; and when there is none, the first one after it. */
  jusqua?: Jour
  complets?: boolean
}
const FENETRE_JOURS = 42

/** The places of an entité, with the hours within which their ranges may hold somebody. */
export const ouverturesDe = async (tx: Tx, entiteId: string) =>
  (await lieuxDeLEntite(tx, entiteId, null)).map(lieu => ({
    ...lieu,
    territoire: lieu.territoire,
    fermeLe: lieu.fermeLe,
  }))

/** The ranges of a type, of one agent, agenda or place when they are given. */
async function plagesCherchees(tx: Tx, recherche: Recherche, type: TypeDeConvocation) {
  const { entiteId, du, au } = recherche
  return (await plagesDe(tx, { entiteId, type: type.cle, du, au })).filter(
    plage =>
      (!recherche.agentId || plage.agentId === recherche.agentId) &&
      (!recherche.agendaId || plage.agendaId === recherche.agendaId) &&
      (!recherche.lieuId || plage.lieuId === recherche.lieuId),
  )
}

/**
 * Free slots of a type in an entité, in order of day and hour, whoever holds the places. What is
 * far away is read only when what is near does not suffice.
 */
export async function creneauxProposes(tx: Tx, recherche: Recherche): Promise<Creneau[]> {
  const { entiteId } = recherche
  const type =
    typeof recherche.type === 'string' ? await typeDe(tx, entiteId, recherche.type) : recherche.type
  if (!type) return []
  const plages = await plagesCherchees(tx, recherche, type)
  if (plages.length === 0) return []
  const ouvertures = await ouverturesDe(tx, entiteId)
  const seulement = recherche.agentId
    ? { agentId: recherche.agentId, agendaIds: [...new Set(plages.map(plage => plage.agendaId))] }
    : undefined
  const collectives = await seancesDe(tx, { entiteId, du: recherche.du, au: recherche.au })
  const trouves: Creneau[] = []
  for (let du = recherche.du; du <= recherche.au; ) {
    // Six weeks answer nearly every search; after that, all the rest at once.
    const au =
      du === recherche.du && ajouterJours(du, FENETRE_JOURS) < recherche.au
        ? ajouterJours(du, FENETRE_JOURS)
        : recherche.au
    const absences = await absencesDe(tx, { entiteId, du, au })
    const occupations = await occupationsDe(tx, { entiteId, du, au, seulement })
    const dureeMinutes = type.collectif ? null : type.dureeMinutes
    const options = {
      plages,
      collectives,
      absences,
      ouvertures,
      occupations,
      du,
      au,
      maintenant: recherche.maintenant,
      dureeMinutes,
    }
    for (const creneau of creneauxLibres({ ...options, complets: recherche.complets ?? false })) {
      // The slot of this very minute is no longer taken (refusDuMoment).
      if (creneau.le === recherche.maintenant.le && creneau.heure <= recherche.maintenant.heure)
        continue
      const apres = recherche.jusqua !== undefined && creneau.le > recherche.jusqua
      if (apres && trouves.length > 0) return trouves
      trouves.push(creneau)
      if (apres || trouves.length >= (recherche.limite ?? Number.POSITIVE_INFINITY)) return trouves
    }
    du = ajouterJours(au, 1)
  }
  return trouves
}
