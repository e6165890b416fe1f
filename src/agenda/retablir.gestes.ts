import { couvertPar, plagesDe } from '../creneaux/index.ts'
import { suiviChange } from '../dossiers/index.ts'
import { reannoncer } from '../messages/index.ts'
import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import { contrainteViolee, essayer } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { contraintes, enAnnonce, ici } from './convocation.gestes.ts'
import { conflits } from './convocation.rules.ts'
import type { Champs, Convocation } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { estPassee } from './decision.rules.ts'
import { placeLibre } from './recherche.store.ts'
import { redevenirPrevue, rouvrirADecider } from './suites.store.ts'

type Qui = { dossierId: string; convocationId: string }

/** Gives back a convocation that a fact had cancelled, where and when it was; otherwise says what stands in the way. */
export async function rendre(tx: Tx, context: Context, qui: Qui, motif: string): Promise<string | null> {
  await store.verrouiller(tx, qui.dossierId, qui.convocationId)
  const c = trouver(await store.convocation(tx, qui.dossierId, qui.convocationId))
  const obstacle = await obstacleA(tx, context, c)
  if (obstacle) return obstacle
  try {
    await essayer(tx, () => retablir(tx, context, c, {}, motif))
    return null
  } catch (erreur) {
    const message = contraintes[contrainteViolee(erreur) as keyof typeof contraintes]
    if (!message && !(erreur instanceof Complet)) throw erreur
    return 'La place est prise depuis.'
  }
}

/** Back among those to come, as it was but for `champs`: takes a place, keeps the history, tells the person what they must know. */
export async function retablir(
  tx: Tx,
  context: Context,
  c: Convocation,
  champs: Partial<Omit<Champs, 'place'>>,
  motif: string,
): Promise<void> {
  const { dossierId, id: convocationId } = c
  const apres = { ...c, ...champs }
  await store.prendreSonTour(tx, { agentId: apres.agentId, agendaId: apres.agendaId, dossierId })
  const prendre = async (place: number) => trouver(await redevenirPrevue(tx, { dossierId, convocationId, champs: { ...champs, place } }))
  const bougee = Object.keys(champs).length > 0
  if (bougee) await prendre(await placePour(tx, apres))
  else await essayer(tx, () => prendre(c.place)).catch(async () => prendre(await placePour(tx, apres)))
  await store.noterEtat(tx, { dossierId, convocationId, etat: 'prevue', par: context.acteur.id, motif })
  if (!bougee) await rouvrirADecider(tx, dossierId, convocationId)
  await reannoncer(tx, context, enAnnonce(trouver(await store.convocation(tx, dossierId, convocationId))), bougee)
  await publier(tx, context, suiviChange, { dossierId })
}

class Complet extends Error {}
/** The lowest place that is free; somebody may have taken its own. */
async function placePour(tx: Tx, c: Omit<Champs, 'place'> & { place: number }): Promise<number> {
  if (!c.agendaId) return 1
  const place = await placeLibre(tx, { ...c, agendaId: c.agendaId })
  if (place === null) throw new Complet()
  return place
}

async function obstacleA(tx: Tx, context: Context, c: Convocation): Promise<string | null> {
  if (estPassee(c, ici(context))) return 'Son jour est passé.'
  const { absences, autres, detention } = await store.obstacles(tx, { ...c, dossierId: c.dossierId }, c.id)
  const situation = {
    absences: absences.map(a => ({ qui: a.nomComplet ?? a.nom ?? 'Agenda', du: a.du, au: a.au })),
    autres,
    seances: [],
    detention: detention ?? null,
  }
  const [conflit] = conflits({ le: c.le as Jour, heure: c.heure }, situation)
  if (conflit) return conflit.message
  if (!c.agendaId) return null
  const plages = (await plagesDe(tx, { entiteId: c.entiteId ?? '', du: c.le as Jour, au: c.le as Jour })).filter(
    p => p.agendaId === c.agendaId,
  )
  return couvertPar(plages, { ...c, le: c.le as Jour }) ? null : 'La plage n’existe plus à cette heure.'
}
