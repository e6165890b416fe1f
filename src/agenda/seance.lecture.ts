import { absencesDe, type Creneau, creneauxLibres, plagesDe } from '../creneaux/index.ts'
import { ajouterJours, type Jour, type Moment } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { ouverturesDe } from './recherche.lecture.ts'
import { occupationsDe } from './recherche.store.ts'

type Demande = {
  entiteId: string
  du: Jour
  au: Jour
  maintenant: Moment
  plageId?: string
  type?: string
}
/**
 * Group sessions of an entité between two days, full ones too, in order: each is a slot of a
 * collective range.
 */
export async function seancesEntre(
  tx: Tx,
  demande: Demande,
): Promise<(Creneau & { types: string[] })[]> {
  const toutes = await plagesDe(tx, {
    entiteId: demande.entiteId,
    du: demande.du,
    au: demande.au,
    ...(demande.type ? { type: demande.type } : {}),
  })
  const plages = toutes.filter(
    plage => plage.collective && (!demande.plageId || plage.plageId === demande.plageId),
  )
  if (plages.length === 0) return []
  const ouvertures = await ouverturesDe(tx, demande.entiteId)
  const absences = await absencesDe(tx, {
    entiteId: demande.entiteId,
    du: demande.du,
    au: demande.au,
  })
  const occupations = await occupationsDe(tx, {
    entiteId: demande.entiteId,
    du: demande.du,
    au: demande.au,
  })
  const types = new Map(plages.map(plage => [plage.plageId, plage.types]))
  const { du, au, maintenant } = demande
  const libres = creneauxLibres({
    plages,
    absences,
    ouvertures,
    occupations,
    du,
    au,
    maintenant,
    dureeMinutes: null,
    complets: true,
  })
  return [...libres].map(creneau => ({ ...creneau, types: types.get(creneau.plageId) ?? [] }))
}

const SIX_SEMAINES_JOURS = 42
const SIX_MOIS_JOURS = 183
/**
 * The next sessions of a type that have room, for who finds one full; what is far away is read only
 * when what is near does not suffice.
 */
export async function prochainesSeances(
  tx: Tx,
  donnees: { entiteId: string; type: string; maintenant: Moment; limite: number },
) {
  const { maintenant, limite, ...ou } = donnees
  const bientot = ajouterJours(maintenant.le, SIX_SEMAINES_JOURS)
  const proches = (
    await seancesEntre(tx, { ...ou, du: maintenant.le, au: bientot, maintenant })
  ).filter(seance => seance.libres > 0)
  if (proches.length >= limite) return proches.slice(0, limite)
  const suite = {
    du: ajouterJours(bientot, 1),
    au: ajouterJours(maintenant.le, SIX_MOIS_JOURS),
    maintenant,
  }
  return [
    ...proches,
    ...(await seancesEntre(tx, { ...ou, ...suite })).filter(seance => seance.libres > 0),
  ].slice(0, limite)
}
