import { z } from 'zod'
import { type TypeDeConvocation, typesDesEntites } from '../creneaux/index.ts'
import { agentsDuService, entitesLiees } from '../moyens/index.ts'
import { type Acteur, type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, type Jour, lundiDe, prochainJourOuvre, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { chemins } from './convocation.paths.ts'
import { creneauxProposes } from './recherche.ts'
import { CreneauxLibres } from './recherche.views.tsx'

export const convoquent = ['travailleur_social', 'dpip', 'psychologue', 'coordinateur', 'surveillant', 'jap', 'greffe']

/** Types that a function may use: those of its entité first, then those that a linked one opens to it. */
export async function typesPour(tx: Tx, acteur: Acteur) {
  const mienne = entiteDe(acteur) ?? ''
  const liees = await entitesLiees(tx, mienne)
  const noms = new Map(liees.map(l => [l.entiteId, l.nom]))
  const types = (await typesDesEntites(tx, [mienne, ...noms.keys()])).filter(t => t.fonctions.includes(acteur.fonction))
  return [...types.filter(t => t.entiteId === mienne), ...types.filter(t => t.entiteId !== mienne)].map(t => ({
    ...t,
    value: t.entiteId === mienne ? t.cle : `${t.entiteId}/${t.cle}`,
    label: t.libelle,
    ...(t.entiteId === mienne ? {} : { group: noms.get(t.entiteId) ?? '' }),
  }))
}
export const agentsQuiRecoivent = async (tx: Tx, { acteur, aujourdhui }: Context) =>
  (await agentsDuService(tx, entiteDe(acteur) ?? '', aujourdhui, convoquent)).map(a => ({ value: a.agentId, label: a.nomComplet }))

/** Free slots of one week; when it has none, the first one after it. */
export async function creneauxDeLaSemaine(
  tx: Tx,
  context: Context,
  q: { type: TypeDeConvocation | undefined; du: Jour; agentId?: string | undefined },
) {
  const lundi = lundiDe(q.du)
  const dimanche = ajouterJours(lundi, 6)
  const jours = Array.from({ length: 7 }, (_, i) => ajouterJours(lundi, i))
  const ouvres = jours.slice(0, 5)
  if (!q.type) return { creneaux: [], prochain: null, jours: ouvres }
  const trouves = await creneauxProposes(tx, {
    entiteId: q.type.entiteId,
    type: q.type,
    du: lundi,
    au: ajouterJours(dimanche > context.aujourdhui ? dimanche : context.aujourdhui, 365),
    jusqua: dimanche,
    agentId: q.agentId,
    maintenant: ici(context),
  })
  const creneaux = trouves.filter(c => c.le <= dimanche)
  return {
    creneaux,
    prochain: creneaux.length === 0 ? (trouves[0] ?? null) : null,
    jours: jours.filter((j, i) => i < 5 || creneaux.some(c => c.le === j)),
  }
}

export function rechercheRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.creneaux,
    access: 'creneau:lire',
    params: z.object({
      type: z.string().max(80).optional(),
      du: z.union([jourSaisi(), z.literal('')]).optional(),
      agentId: z.union([z.uuid(), z.literal('')]).optional(),
    }),
    view: async (tx, p, context) => {
      const types = await typesPour(tx, context.acteur)
      const type = p.type || types[0]?.value || ''
      const du = lundiDe(p.du || prochainJourOuvre(context.aujourdhui, context.acteur.territoire as Territoire))
      const agents = await agentsQuiRecoivent(tx, context)
      const choisi = types.find(t => t.value === type)
      const semaine = await creneauxDeLaSemaine(tx, context, { type: choisi, du, agentId: p.agentId || undefined })
      const corps = (
        <CreneauxLibres
          {...semaine}
          type={type}
          types={types}
          agentId={p.agentId ?? ''}
          agents={agents}
          noms={Object.fromEntries(agents.map(a => [a.value, a.label]))}
          sansType={!choisi}
          agentChoisi={Boolean(p.agentId)}
          du={du}
          avant={ajouterJours(du, -7)}
          apres={ajouterJours(du, 7)}
        />
      )
      return {
        titre: 'Créneaux libres',
        fil: [{ label: 'Ma journée', href: '/' }, { label: 'Agenda', href: '/agenda' }, { label: 'Créneaux libres' }],
        corps,
      }
    },
  })
}
