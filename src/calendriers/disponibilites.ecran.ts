import { typesDeLEntite } from '../creneaux/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { minutesDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type Disponibilite, disponibilite, periodes } from './disponibilites.rules.ts'
import { libresSur, terrain } from './terrain.lecture.ts'

/**
 * Types of which the service said how many places a week it needs, with what the next four weeks
 * offer: six queries, one when there is none.
 */
export async function disponibilitesDe(
  tx: Tx,
  entiteId: string,
  context: Context,
): Promise<Disponibilite[]> {
  const { aujourdhui } = context
  const types = (await typesDeLEntite(tx, entiteId)).flatMap(type =>
    type.besoinParSemaine === null ? [] : [{ ...type, besoinParSemaine: type.besoinParSemaine }],
  )
  if (types.length === 0) return []
  const au = periodes(aujourdhui).at(-1)?.au ?? aujourdhui
  const sol = await terrain(tx, entiteId, aujourdhui, au)
  return types.map(type => {
    const fenetre = {
      du: aujourdhui,
      au,
      maintenant: ici(context),
      dureeMinutes: type.collectif ? null : type.dureeMinutes,
      type: type.cle,
    }
    const places = [...libresSur(sol, fenetre)].map(creneau => ({
      ...creneau,
      debut: minutesDe(creneau.heure),
      fin: minutesDe(creneau.heure) + creneau.dureeMinutes,
    }))
    return disponibilite(
      { cle: type.cle, libelle: type.libelle, besoinParSemaine: type.besoinParSemaine },
      places,
      aujourdhui,
    )
  })
}

/**
 * Types that lack places in the next four weeks, for who opens ranges; nothing to say is nothing to
 * show.
 */
export const alertesDeDisponibilite = async (
  tx: Tx,
  entiteId: string,
  context: Context,
): Promise<Disponibilite[]> =>
  (await disponibilitesDe(tx, entiteId, context)).filter(disponibilite => disponibilite.manque > 0)
