import { z } from 'zod'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as seances } from '../agenda/seance.paths.ts'
import type { Creneau } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, estOuvre, type Jour, lundiDe, minutesDe, prochainJourOuvre, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { chemins } from './calendrier.paths.ts'
import { cibleDe, cibleParDefaut, estDe, fermeLa, lireVue, plageDe } from './cible.rules.ts'
import { JourDuService } from './jour.views.tsx'
import { heuresAffichees, joursDeLaSemaine, type Libre, nomDuFerie, prises, type Rencontre } from './semaine.rules.ts'
import * as store from './semaine.store.ts'
import { libresSur, type Terrain, terrain } from './semaine.ts'
import { SemaineDe } from './semaine.views.tsx'

const idOuRien = z.union([z.uuid(), z.literal('')]).optional()
const jour = z.union([jourSaisi(), z.literal('')]).optional()
const filDAgenda = [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
]

export function semaineRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.semaine(),
    access: 'creneau:lire',
    params: z.object({ du: jour, vue: z.string().max(60).default(''), agentId: idOuRien, agendaId: idOuRien, lieuId: idOuRien }),
    view: async (tx, { du, vue, ...q }, context) => ({
      titre: 'Semaine',
      fil: [...filDAgenda, { label: 'Semaine' }],
      corps: await semaine(tx, context, lundiDe(du || ouvert(context)), vue ? lireVue(vue) : q),
    }),
  })
  page(plateforme, {
    path: chemins.jour(),
    access: 'creneau:lire',
    params: z.object({ le: jour, lieuId: idOuRien }),
    view: async (tx, { le, lieuId }, context) => ({
      titre: 'Jour du service',
      fil: [...filDAgenda, { label: 'Semaine', href: chemins.semaine() }, { label: 'Jour' }],
      corps: await jourDuService(tx, context, le || ouvert(context), lieuId || null),
    }),
  })
}
/** Opened on a Sunday, the week that one wants is the next. */
const ouvert = ({ acteur, aujourdhui }: Context) => prochainJourOuvre(aujourdhui, acteur.territoire as Territoire)

/** All that a service holds and leaves free between two days: ten queries, whatever is shown of it. */
async function lire(tx: Tx, context: Context, du: Jour, au: Jour) {
  const entiteId = trouver(entiteDe(context.acteur))
  const agents = await store.agentsDeLEntite(tx, entiteId, du)
  const agendas = (await store.agendasDeLEntite(tx, entiteId)).filter(g => g.fermeLe === null || g.fermeLe > du)
  const sol = await terrain(tx, entiteId, du, au)
  const lieux = sol.lieux.filter(l => l.fermeLe === null || l.fermeLe > du)
  const vues = context.acteur.peut('convocation:lire') ? await store.convocationsVisibles(tx, entiteId, du, au) : []
  const noms = new Map<string | null, string>([
    ...agents.map(a => [a.agentId, a.nomComplet] as const),
    ...agendas.map(g => [g.agendaId, g.nom] as const),
  ])
  const rencontres = vues.map(enRencontre)
  const libres = (plages: Terrain['plages']) => [...libresSur({ ...sol, plages }, { du, au, maintenant: ici(context), dureeMinutes: null })]
  return {
    agents,
    agendas,
    lieux,
    sol,
    rencontres,
    libres,
    nomDe: (agent: string | null, ag: string | null) => noms.get(agent) ?? noms.get(ag) ?? null,
  }
}
type Visible = Awaited<ReturnType<typeof store.convocationsVisibles>>[number]
const enRencontre = (c: Visible): Rencontre & { lieuId: string | null } => ({
  le: c.le as Jour,
  debut: minutesDe(c.heure),
  fin: minutesDe(c.heure) + c.dureeMinutes,
  agentId: c.agentId,
  agendaId: c.agendaId,
  lieuId: c.lieuId,
  plageId: c.plageId,
  collective: c.collective,
  titre: c.typeLibelle,
  nom: c.nomComplet,
  etat: c.etat,
  href: c.collective && c.plageId ? seances.une(c.plageId, c.le, c.heure) : agenda.convocation(c.dossierId, c.convocationId),
})
/** Slots of one moment as one line; it leads to the search of slots, where one books. */
function enLibres(creneaux: Creneau[], plages: Terrain['plages']): Libre[] {
  const types = new Map(plages.map(p => [p.plageId, p.types]))
  const moments = new Map<string, Libre>()
  for (const c of creneaux) {
    const cle = `${c.le}T${c.heure}-${c.dureeMinutes}`
    const deja = moments.get(cle)
    const type = types.get(c.plageId)?.[0] ?? ''
    const [libres, capacite] = [(deja?.libres ?? 0) + c.libres, (deja?.capacite ?? 0) + c.capacite]
    const href = deja?.href ?? agenda.creneauxDu({ type, du: c.le, ...(c.agentId ? { agentId: c.agentId } : {}) })
    moments.set(cle, {
      le: c.le,
      debut: minutesDe(c.heure),
      fin: minutesDe(c.heure) + c.dureeMinutes,
      agendaNom: c.agendaNom,
      libres,
      capacite,
      href,
    })
  }
  return [...moments.values()]
}
const pourquoi = (a: { agentId: string | null }) => (a.agentId === null ? 'Fermeture' : 'Absence')

async function semaine(tx: Tx, context: Context, lundi: Jour, demandee: Parameters<typeof cibleDe>[0]) {
  const { sol, rencontres, libres, nomDe, ...organisation } = await lire(tx, context, lundi, ajouterJours(lundi, 6))
  const nommee = demandee.agentId || demandee.agendaId || demandee.lieuId
  const cible = nommee ? trouver(cibleDe(demandee, organisation)) : cibleParDefaut(context.acteur, organisation)
  const communs = {
    lundi,
    avant: ajouterJours(lundi, -7),
    apres: ajouterJours(lundi, 7),
    organisation,
    flux: context.acteur.peut('flux:soi'),
  }
  if (!cible) return <SemaineDe {...communs} cible={null} />
  const plages = sol.plages.filter(p => plageDe(cible, p))
  const tenues = prises(
    rencontres.filter(r => estDe(cible, r)),
    sol.occupations.filter(o => estDe(cible, o)),
    cible.genre === 'lieu' ? nomDe : () => null,
  )
  const contenu = {
    libres: enLibres(libres(plages), plages),
    prises: tenues,
    fermees: sol.absences.filter(a => fermeLa(cible, a)).map(a => ({ ...a, pourquoi: pourquoi(a) })),
  }
  const lieux = sol.ouvertures.filter(o => cible.lieux.has(o.lieuId))
  const territoire = lieux[0]?.territoire ?? (context.acteur.territoire as Territoire)
  const jours = joursDeLaSemaine(lundi, new Set([...contenu.libres, ...tenues].map(m => m.le)))
  return (
    <SemaineDe
      {...communs}
      cible={cible}
      contenu={contenu}
      jours={jours.map(le => ({ le, ferie: nomDuFerie(le, territoire), aujourdhui: le === context.aujourdhui }))}
      heures={heuresAffichees(lieux, [...contenu.libres, ...tenues])}
    />
  )
}

async function jourDuService(tx: Tx, context: Context, le: Jour, lieuId: string | null) {
  const { sol, rencontres, libres, nomDe: _, ...organisation } = await lire(tx, context, le, le)
  if (lieuId) trouver(organisation.lieux.find(l => l.lieuId === lieuId))
  const partages = organisation.agendas.filter(g => g.agentId === null && (!lieuId || g.lieuId === lieuId))
  const cibles = [...organisation.agents.map(a => ({ agentId: a.agentId })), ...partages.map(g => ({ agendaId: g.agendaId }))].flatMap(
    q => cibleDe(q, organisation) ?? [],
  )
  const lignes = cibles.flatMap(cible => {
    if (lieuId && !cible.lieux.has(lieuId)) return []
    const plages = sol.plages.filter(p => plageDe(cible, p))
    const fermees = sol.absences.filter(a => fermeLa(cible, a)).map(a => ({ ...a, pourquoi: pourquoi(a) }))
    const tenues = prises(
      rencontres.filter(r => estDe(cible, r)),
      sol.occupations.filter(o => estDe(cible, o)),
      () => null,
    )
    const contenu = { libres: enLibres(libres(plages), plages), prises: tenues, fermees }
    return tenues.length > 0 || contenu.libres.length > 0 || fermees.length > 0 ? [{ cible, contenu }] : []
  })
  const lieux = sol.ouvertures.filter(o => lignes.some(l => l.cible.lieux.has(o.lieuId)))
  const territoire = context.acteur.territoire as Territoire
  return (
    <JourDuService
      le={le}
      veille={jourOuvre(le, -1, territoire)}
      lendemain={jourOuvre(le, 1, territoire)}
      lieux={organisation.lieux}
      lieuId={lieuId}
      ferie={nomDuFerie(le, territoire)}
      heures={heuresAffichees(
        lieux,
        lignes.flatMap(l => [...l.contenu.libres, ...l.contenu.prises]),
      )}
      lignes={lignes}
    />
  )
}
/** The next day, or the one before, on which a service is open. */
function jourOuvre(le: Jour, pas: 1 | -1, territoire: Territoire): Jour {
  let autre = ajouterJours(le, pas)
  while (!estOuvre(autre, territoire)) autre = ajouterJours(autre, pas)
  return autre
}
