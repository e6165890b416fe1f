import { typesDeLEntite } from '../creneaux/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { minutesDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type Disponibilite, disponibilite, periodes } from './disponibilites.rules.ts'
import { libresSur, terrain } from './semaine.ts'

/** Types of which the service said how many places a week it needs, with what the next four weeks offer: six queries, one when there is none. */
export async function disponibilitesDe(tx: Tx, entiteId: string, context: Context): Promise<Disponibilite[]> {
  const { aujourdhui } = context
  const types = (await typesDeLEntite(tx, entiteId)).flatMap(t =>
    t.besoinParSemaine === null ? [] : [{ ...t, besoinParSemaine: t.besoinParSemaine }],
  )
  if (types.length === 0) return []
  const au = periodes(aujourdhui).at(-1)?.au ?? aujourdhui
  const sol = await terrain(tx, entiteId, aujourdhui, au)
  return types.map(t => {
    const fenetre = { du: aujourdhui, au, maintenant: ici(context), dureeMinutes: t.collectif ? null : t.dureeMinutes, type: t.cle }
    const places = [...libresSur(sol, fenetre)].map(c => ({ ...c, debut: minutesDe(c.heure), fin: minutesDe(c.heure) + c.dureeMinutes }))
    return disponibilite({ cle: t.cle, libelle: t.libelle, besoinParSemaine: t.besoinParSemaine }, places, aujourdhui)
  })
}

/** Types that lack places in the next four weeks, for who opens ranges; nothing to say is nothing to show. */
export const alertesDeDisponibilite = async (tx: Tx, entiteId: string, context: Context): Promise<Disponibilite[]> =>
  (await disponibilitesDe(tx, entiteId, context)).filter(d => d.manque > 0)
