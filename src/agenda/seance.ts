import { absencesDe, type Creneau, creneauxLibres, lieuxDeLEntite, plagesDe } from '../creneaux/index.ts'
import { ajouterJours, type Jour, type Moment, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { occupationsDe } from './recherche.store.ts'

type Demande = { entiteId: string; du: Jour; au: Jour; maintenant: Moment; plageId?: string; type?: string }
/** Group sessions of an entité between two days, full ones too, in order: each is a slot of a collective range. */
export async function seancesEntre(tx: Tx, d: Demande): Promise<(Creneau & { types: string[] })[]> {
  const toutes = await plagesDe(tx, { entiteId: d.entiteId, du: d.du, au: d.au, ...(d.type ? { type: d.type } : {}) })
  const plages = toutes.filter(p => p.collective && (!d.plageId || p.plageId === d.plageId))
  if (plages.length === 0) return []
  const ouvertures = (await lieuxDeLEntite(tx, d.entiteId, null)).map(l => ({
    ...l,
    territoire: l.territoire as Territoire,
    fermeLe: l.fermeLe as Jour | null,
  }))
  const absences = await absencesDe(tx, { entiteId: d.entiteId, du: d.du, au: d.au })
  const occupations = await occupationsDe(tx, d.entiteId, d.du, d.au)
  const types = new Map(plages.map(p => [p.plageId, p.types]))
  const { du, au, maintenant } = d
  const libres = creneauxLibres({ plages, absences, ouvertures, occupations, du, au, maintenant, dureeMinutes: null, complets: true })
  return [...libres].map(c => ({ ...c, types: types.get(c.plageId) ?? [] }))
}

const SIX_SEMAINES_JOURS = 42
const SIX_MOIS_JOURS = 183
/** The next sessions of a type that have room, for who finds one full; what is far away is read only when what is near does not suffice. */
export async function prochainesSeances(tx: Tx, d: { entiteId: string; type: string; maintenant: Moment; limite: number }) {
  const { maintenant, limite, ...ou } = d
  const bientot = ajouterJours(maintenant.le, SIX_SEMAINES_JOURS)
  const proches = (await seancesEntre(tx, { ...ou, du: maintenant.le, au: bientot, maintenant })).filter(s => s.libres > 0)
  if (proches.length >= limite) return proches.slice(0, limite)
  const suite = { du: ajouterJours(bientot, 1), au: ajouterJours(maintenant.le, SIX_MOIS_JOURS), maintenant }
  return [...proches, ...(await seancesEntre(tx, { ...ou, ...suite })).filter(s => s.libres > 0)].slice(0, limite)
}
