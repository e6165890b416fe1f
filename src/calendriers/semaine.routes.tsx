import { z } from 'zod'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as seances } from '../agenda/seance.paths.ts'
import type { Creneau } from '../creneaux/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import {
  ajouterJours,
  estOuvre,
  type Jour,
  lundiDe,
  minutesDe,
  prochainJourOuvre,
  type Territoire,
} from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { chemins } from './calendrier.paths.ts'
import { cibleDe, cibleParDefaut, estDe, fermeLa, lireVue, plageDe } from './cible.rules.ts'
import { JourDuService } from './jour.views.tsx'
import {
  heuresAffichees,
  joursDeLaSemaine,
  type Libre,
  nomDuFerie,
  prises,
  type Rencontre,
} from './semaine.rules.ts'
import * as store from './semaine.store.ts'
import { SemaineDe } from './semaine.views.tsx'
import { libresSur, type Terrain, terrain } from './terrain.lecture.ts'

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
    params: z.object({
      du: jour,
      vue: z.string().max(60).default(''),
      agentId: idOuRien,
      agendaId: idOuRien,
      lieuId: idOuRien,
    }),
    view: async (tx, { du, vue, ...reste }, context) => ({
      titre: 'Semaine',
      fil: [...filDAgenda, { label: 'Semaine' }],
      corps: await semaine(tx, context, lundiDe(du || ouvert(context)), vue ? lireVue(vue) : reste),
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
const ouvert = ({ acteur, aujourdhui }: Context) => prochainJourOuvre(aujourdhui, acteur.territoire)

/**
 * All that a service holds and leaves free between two days: ten queries, whatever is shown of it.
 */
async function lire(tx: Tx, context: Context, du: Jour, au: Jour) {
  const entiteId = trouver(entiteDe(context.acteur))
  const agents = await store.agentsDeLEntite(tx, entiteId, du)
  const agendas = (await store.agendasDeLEntite(tx, entiteId)).filter(
    ligne => ligne.fermeLe === null || ligne.fermeLe > du,
  )
  const sol = await terrain(tx, entiteId, du, au)
  const lieux = sol.lieux.filter(lieu => lieu.fermeLe === null || lieu.fermeLe > du)
  const vues = context.acteur.peut('convocation:lire')
    ? await store.convocationsVisibles(tx, entiteId, du, au)
    : []
  const noms = new Map<string | null, string>([
    ...agents.map(agent => [agent.agentId, agent.nomComplet] as const),
    ...agendas.map(ligne => [ligne.agendaId, ligne.nom] as const),
  ])
  const rencontres = vues.map(enRencontre)
  const libres = (plages: Terrain['plages']) => [
    ...libresSur({ ...sol, plages }, { du, au, maintenant: ici(context), dureeMinutes: null }),
  ]
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
const enRencontre = (visible: Visible): Rencontre & { lieuId: string | null } => ({
  le: visible.le,
  debut: minutesDe(visible.heure),
  fin: minutesDe(visible.heure) + visible.dureeMinutes,
  agentId: visible.agentId,
  agendaId: visible.agendaId,
  lieuId: visible.lieuId,
  plageId: visible.plageId,
  collective: visible.collective,
  titre: visible.typeLibelle,
  nom: visible.nomComplet,
  etat: visible.etat,
  href:
    visible.collective && visible.plageId
      ? seances.une({ ...visible, plageId: visible.plageId })
      : agenda.convocation(visible.dossierId, visible.convocationId),
})
/** Slots of one moment as one line; it leads to the search of slots, where one books. */
function enLibres(creneaux: Creneau[], plages: Terrain['plages']): Libre[] {
  const types = new Map(plages.map(plage => [plage.plageId, plage.types]))
  const moments = new Map<string, Libre>()
  for (const creneau of creneaux) {
    const cle = `${creneau.le}T${creneau.heure}-${creneau.dureeMinutes}`
    const deja = moments.get(cle)
    const type = types.get(creneau.plageId)?.[0] ?? ''
    const [libres, capacite] = [
      (deja?.libres ?? 0) + creneau.libres,
      (deja?.capacite ?? 0) + creneau.capacite,
    ]
    const href =
      deja?.href ??
      agenda.creneauxDu({
        type,
        du: creneau.le,
        ...(creneau.agentId ? { agentId: creneau.agentId } : {}),
      })
    moments.set(cle, {
      le: creneau.le,
      debut: minutesDe(creneau.heure),
      fin: minutesDe(creneau.heure) + creneau.dureeMinutes,
      agendaNom: creneau.agendaNom,
      libres,
      capacite,
      href,
    })
  }
  return [...moments.values()]
}
const pourquoi = (donnees: { agentId: string | null }) =>
  donnees.agentId === null ? 'Fermeture' : 'Absence'

async function semaine(
  tx: Tx,
  context: Context,
  lundi: Jour,
  demandee: Parameters<typeof cibleDe>[0],
) {
  const { sol, rencontres, libres, nomDe, ...organisation } = await lire(
    tx,
    context,
    lundi,
    ajouterJours(lundi, 6),
  )
  const nommee = demandee.agentId || demandee.agendaId || demandee.lieuId
  const cible = nommee
    ? trouver(cibleDe(demandee, organisation))
    : cibleParDefaut(context.acteur, organisation)
  const communs = {
    lundi,
    avant: ajouterJours(lundi, -7),
    apres: ajouterJours(lundi, 7),
    organisation,
    flux: context.acteur.peut('flux:soi'),
  }
  if (!cible) return <SemaineDe {...communs} cible={null} />
  const plages = sol.plages.filter(plage => plageDe(cible, plage))
  const tenues = prises(
    rencontres.filter(rencontre => estDe(cible, rencontre)),
    sol.occupations.filter(occupation => estDe(cible, occupation)),
    cible.genre === 'lieu' ? nomDe : () => null,
  )
  const contenu = {
    libres: enLibres(libres(plages), plages),
    prises: tenues,
    fermees: sol.absences
      .filter(absence => fermeLa(cible, absence))
      .map(absence => ({ ...absence, pourquoi: pourquoi(absence) })),
  }
  const lieux = sol.ouvertures.filter(ouverture => cible.lieux.has(ouverture.lieuId))
  const territoire = lieux[0]?.territoire ?? context.acteur.territoire
  const jours = joursDeLaSemaine(lundi, new Set([...contenu.libres, ...tenues].map(m => m.le)))
  return (
    <SemaineDe
      {...communs}
      cible={cible}
      contenu={contenu}
      jours={jours.map(le => ({
        le,
        ferie: nomDuFerie(le, territoire),
        aujourdhui: le === context.aujourdhui,
      }))}
      heures={heuresAffichees(lieux, [...contenu.libres, ...tenues])}
    />
  )
}

async function jourDuService(tx: Tx, context: Context, le: Jour, lieuId: string | null) {
  const { sol, rencontres, libres, nomDe: _, ...organisation } = await lire(tx, context, le, le)
  if (lieuId) trouver(organisation.lieux.find(lieu => lieu.lieuId === lieuId))
  const partages = organisation.agendas.filter(
    ligne => ligne.agentId === null && (!lieuId || ligne.lieuId === lieuId),
  )
  const cibles = [
    ...organisation.agents.map(agent => ({ agentId: agent.agentId })),
    ...partages.map(partage => ({ agendaId: partage.agendaId })),
  ].flatMap(requete => cibleDe(requete, organisation) ?? [])
  const lignes = cibles.flatMap(cible => {
    if (lieuId && !cible.lieux.has(lieuId)) return []
    const plages = sol.plages.filter(plage => plageDe(cible, plage))
    const fermees = sol.absences
      .filter(absence => fermeLa(cible, absence))
      .map(absence => ({ ...absence, pourquoi: pourquoi(absence) }))
    const tenues = prises(
      rencontres.filter(rencontre => estDe(cible, rencontre)),
      sol.occupations.filter(occupation => estDe(cible, occupation)),
      () => null,
    )
    const contenu = { libres: enLibres(libres(plages), plages), prises: tenues, fermees }
    return tenues.length > 0 || contenu.libres.length > 0 || fermees.length > 0
      ? [{ cible, contenu }]
      : []
  })
  const lieux = sol.ouvertures.filter(ouverture =>
    lignes.some(ligne => ligne.cible.lieux.has(ouverture.lieuId)),
  )
  const territoire = context.acteur.territoire
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
        lignes.flatMap(ligne => [...ligne.contenu.libres, ...ligne.contenu.prises]),
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
