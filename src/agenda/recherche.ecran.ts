import { type TypeDeConvocation, typesDesEntites } from '../creneaux/index.ts'
import { agentsDuService, entitesLiees, fonctionsQui } from '../moyens/index.ts'
import { type Acteur, type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour, lundiDe } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { creneauxProposes } from './recherche.lecture.ts'

/**
 * Types that a function may use: those of its entité first, then those that a linked one opens to
 * it.
 */
export async function typesPour(tx: Tx, acteur: Acteur) {
  const mienne = entiteDe(acteur) ?? ''
  const liees = await entitesLiees(tx, mienne)
  const noms = new Map(liees.map(liee => [liee.entiteId, liee.nom]))
  const types = (await typesDesEntites(tx, [mienne, ...noms.keys()])).filter(type =>
    type.fonctions.includes(acteur.fonction),
  )
  return [
    ...types.filter(type => type.entiteId === mienne),
    ...types.filter(type => type.entiteId !== mienne),
  ].map(ligne => ({
    ...ligne,
    value: ligne.entiteId === mienne ? ligne.cle : `${ligne.entiteId}/${ligne.cle}`,
    label: ligne.libelle,
    ...(ligne.entiteId === mienne ? {} : { group: noms.get(ligne.entiteId) ?? '' }),
  }))
}
export const agentsQuiRecoivent = async (tx: Tx, { acteur, aujourdhui }: Context) =>
  (await agentsDuService(tx, entiteDe(acteur) ?? '', aujourdhui, fonctionsQui('recoit'))).map(
    agent => ({
      value: agent.agentId,
      label: agent.nomComplet,
    }),
  )

/** Free slots of one week; when it has none, the first one after it. */
export async function creneauxDeLaSemaine(
  tx: Tx,
  context: Context,
  requete: { type: TypeDeConvocation | undefined; du: Jour; agentId?: string | undefined },
) {
  const lundi = lundiDe(requete.du)
  const dimanche = ajouterJours(lundi, 6)
  const jours = Array.from({ length: 7 }, (_, i) => ajouterJours(lundi, i))
  const ouvres = jours.slice(0, 5)
  if (!requete.type) return { creneaux: [], prochain: null, jours: ouvres }
  const trouves = await creneauxProposes(tx, {
    entiteId: requete.type.entiteId,
    type: requete.type,
    du: lundi,
    au: ajouterJours(dimanche > context.aujourdhui ? dimanche : context.aujourdhui, 365),
    jusqua: dimanche,
    agentId: requete.agentId,
    maintenant: ici(context),
  })
  const creneaux = trouves.filter(creneau => creneau.le <= dimanche)
  return {
    creneaux,
    prochain: creneaux.length === 0 ? (trouves[0] ?? null) : null,
    jours: jours.filter((jour, i) => i < 5 || creneaux.some(creneau => creneau.le === jour)),
  }
}
