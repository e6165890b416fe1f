import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { lieuxDeLEntite } from '../creneaux/index.ts'
import { type Context, entiteDe } from '../platform/command.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { depointerArrivee, noterAbsence, pointerArrivee } from './accueil.commands.ts'
import { chemins } from './accueil.paths.ts'
import { filtrer, plier, refusDAbsence } from './accueil.rules.ts'
import * as store from './accueil.store.ts'
import { ListeDuJour } from './accueil.views.tsx'
import { ici } from './convocation.gestes.ts'

const ouRien = z.union([z.uuid(), z.literal('')]).optional()
const filtre = { lieuId: ouRien, agentId: ouRien, q: z.string().max(100).optional() }
const parJour = z.object({ le: jourSaisi().optional(), ...filtre })
type Params = z.output<typeof parJour>
const rien: FormState = { values: {}, errors: {}, refusals: [] }

async function liste(tx: Tx, p: Params, state: FormState, context: Context) {
  const { acteur, aujourdhui, maintenant } = context
  const entite = entiteDe(acteur) ?? ''
  const le: Jour = p.le ?? aujourdhui
  const lieux = await lieuxDeLEntite(tx, entite, aujourdhui)
  const jour = await store.listeDuJour(tx, entite, le)
  const lignes = filtrer(jour, p).map(l => ({
    ...l,
    // Someone who came and has not been received yet is waiting: the clock says since when.
    attente: l.arriveeA && l.etat === 'prevue' && le === aujourdhui ? minutesDepuis(l.arriveeA, maintenant) : null,
    absentPossible: acteur.peut('accueil:pointer') && refusDAbsence({ ...l, arrivee: l.arriveeA !== null }, ici(context)).length === 0,
  }))
  const agents = new Map(jour.flatMap(l => (l.agentId ? [[l.agentId, l.agentNom ?? '']] : [])))
  const corps = (
    <ListeDuJour
      le={le}
      veille={ajouterJours(le, -1)}
      lendemain={ajouterJours(le, 1)}
      filtre={{ lieuId: p.lieuId, agentId: p.agentId, q: p.q }}
      lieux={lieux.map(l => ({ value: l.lieuId, label: l.nom }))}
      agents={[...agents].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, 'fr'))}
      total={jour.length}
      lignes={lignes}
      plis={plier(lignes, Boolean(p.q))}
      state={state}
      pointer={acteur.peut('accueil:pointer')}
      aujourdhui={le === aujourdhui}
      fuseau={acteur.fuseau}
    />
  )
  return { titre: 'Liste du jour', fil: [{ label: 'Ma journée', href: '/' }, { label: 'Liste du jour' }], corps }
}
const minutesDepuis = (arriveeA: string, maintenant: Temporal.Instant) =>
  Math.max(0, Math.floor(maintenant.since(Temporal.Instant.from(arriveeA)).total('minutes')))

export function accueilRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'accueil:pointer',
    params: parJour,
    view: (tx, params, context) => liste(tx, params, rien, context),
  })
  const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid(), ...filtre })
  for (const [path, commande, flash] of [
    [chemins.pointer(':dossierId', ':convocationId'), pointerArrivee, 'L’arrivée est pointée.'],
    [chemins.depointer(':dossierId', ':convocationId'), depointerArrivee, 'L’arrivée est retirée.'],
    [chemins.absence(':dossierId', ':convocationId'), noterAbsence, 'L’absence est notée. L’agent décidera de la suite.'],
  ] as const) {
    form(plateforme, {
      path,
      params: parConvocation,
      command: commande,
      view: (tx, { lieuId, agentId, q }, state, context) => liste(tx, { lieuId, agentId, q }, state, context),
      redirectTo: ({ le }, { lieuId, agentId, q }) => chemins.listeDe({ le, lieuId, agentId, q }),
      flash: () => flash,
    })
  }
}
