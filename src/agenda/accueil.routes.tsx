import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { lieuxDeLEntite } from '../creneaux/index.ts'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { type Context, entiteDe, ici } from '../platform/command.ts'
import { ajouterJours, heureLocale, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { avecArticle } from '../platform/phrase.ts'
import { estIdentifiant, jourSaisi } from '../platform/saisie.ts'
import {
  annulerGeste,
  corrigerArrivee,
  noterAbsence,
  noterExcuse,
  pointerArrivee,
  pointerDepart,
  retirerArrivee,
} from './accueil.commands.ts'
import { chemins } from './accueil.paths.ts'
import { gestesPossibles, situationDe } from './accueil.rules.ts'
import * as store from './accueil.store.ts'
import { ListeDuJour } from './accueil.views.tsx'
import { CorrigerArrivee, Presents, RetirerArrivee } from './arrivee.views.tsx'
import { chemins as convocations } from './convocation.paths.ts'
import { convocation } from './convocation.store.ts'
import { estDuSite, filtrer, filtrerParNom, plier, TOUS_LES_SITES } from './liste-du-jour.rules.ts'

const ouRien = z.union([z.uuid(), z.literal('')]).optional()
const site = z.union([z.uuid(), z.literal(TOUS_LES_SITES), z.literal('')]).optional()
const filtre = { lieuId: site, agentId: ouRien, q: z.string().max(100).optional() }
const parJour = z.object({ le: jourSaisi().optional(), ...filtre })
type Params = z.output<typeof parJour>
const rien: FormState = { values: {}, errors: {}, refusals: [] }

/**
 * The sites of one's entité, and the one that is looked at: one's own antenne, unless the address
 * says another, or all.
 */
async function sites(tx: Tx, lieuId: string | undefined, { acteur, aujourdhui }: Context) {
  const lieux = (await lieuxDeLEntite(tx, entiteDe(acteur) ?? '', aujourdhui)).map(lieu => ({
    value: lieu.lieuId,
    label: lieu.nom,
  }))
  const connu = [lieuId, acteur.antenneId].find(id => lieux.some(lieu => lieu.value === id))
  const ici =
    lieuId === TOUS_LES_SITES || lieux.length < 2 ? TOUS_LES_SITES : (connu ?? TOUS_LES_SITES)
  const nom = lieux.find(lieu => lieu.value === ici)?.label ?? null
  const inconnu = estIdentifiant(lieuId ?? '') && !lieux.some(lieu => lieu.value === lieuId)
  return {
    lieux,
    ici,
    nom,
    alerte: inconnu ? `${SITE_INCONNU} Voici ${nom ? avecArticle(nom) : 'tous vos sites'}.` : null,
  }
}
const SITE_INCONNU = 'Le site demandé n’est pas de votre service, ou n’ouvre plus.'

async function liste(tx: Tx, params: Params, state: FormState, context: Context) {
  const { acteur, aujourdhui, maintenant } = context
  const le: Jour = params.le ?? aujourdhui
  const entiteId = entiteDe(acteur) ?? ''
  const [{ lieux, ici: lieuId, nom, alerte }, jour, partiesOuVenues] = await Promise.all([
    sites(tx, params.lieuId, context),
    store.listeDuJour(tx, entiteId, le),
    store.transferees(tx, entiteId, le),
  ])
  const duSite = jour.filter(ligne => estDuSite(ligne, lieuId))
  const pointer = acteur.peut('accueil:pointer')
  const lignes = filtrer(duSite, params).map(ligne => ({
    ...ligne,
    situation: situationDe(ligne),
    // Someone who came and has not been received yet is waiting: the clock says since when.
    attente:
      ligne.arriveeA && !ligne.partieA && ligne.etat === 'prevue' && le === aujourdhui
        ? minutesDepuis(ligne.arriveeA, maintenant)
        : null,
    gestes: pointer
      ? gestesPossibles({ ...ligne, parLAccueil: ligne.dernier?.accueil ?? false }, ici(context))
      : [],
  }))
  const entreDeux = filtrerParNom(partiesOuVenues, params.q)
  context.montrer(
    entreDeux.flatMap(transferee => (transferee.dossierId === null ? [transferee.personneId] : [])),
    'attendue ici, suivie ailleurs',
  )
  // A person who stands at the wrong desk is found by name alone.
  const ailleurs = params.q
    ? filtrer(jour, { q: params.q }).filter(ligne => !estDuSite(ligne, lieuId))
    : []
  if (params.q?.trim())
    context.montrer(
      [...lignes, ...ailleurs].map(ligne => ligne.dossierId),
      'recherche, liste du jour',
    )
  const agents = new Map(
    duSite.flatMap(ligne => (ligne.agentId ? [[ligne.agentId, ligne.agentNom ?? '']] : [])),
  )
  const corps = (
    <ListeDuJour
      le={le}
      veille={ajouterJours(le, -1)}
      lendemain={ajouterJours(le, 1)}
      filtre={{ lieuId, agentId: params.agentId, q: params.q }}
      service={acteur.entiteNom}
      site={nom}
      lieux={lieux}
      agents={[...agents]
        .map(([value, label]) => ({ value, label }))
        .sort((un, autre) => un.label.localeCompare(autre.label, 'fr'))}
      total={duSite.length}
      lignes={lignes}
      ailleurs={ailleurs}
      transferees={entreDeux}
      plis={plier(lignes, Boolean(params.q))}
      state={state}
      aujourdhui={le === aujourdhui}
      fuseau={acteur.fuseau}
    />
  )
  return {
    titre: 'Liste du jour',
    fil: [{ label: 'Ma journée', href: '/' }, { label: 'Liste du jour' }],
    corps,
    alerte,
  }
}
const minutesDepuis = (arriveeA: string, maintenant: Temporal.Instant) =>
  Math.max(0, Math.floor(maintenant.since(Temporal.Instant.from(arriveeA)).total('minutes')))

const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid(), ...filtre })
const gestes = [
  [chemins.pointer, pointerArrivee, 'L’arrivée est pointée.'],
  [chemins.depart, pointerDepart, 'Le départ est pointé.'],
  [chemins.absence, noterAbsence, 'L’absence est notée. L’agent décidera de la suite.'],
  [chemins.excuse, noterExcuse, 'L’excuse est notée. L’agent décidera de la suite.'],
  [
    chemins.annuler,
    annulerGeste,
    'C’est annulé, et l’historique le dit. Une absence notée avant ce geste est à noter de nouveau.',
  ],
] as const

export function accueilRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'accueil:pointer',
    params: parJour,
    view: (tx, params, context) => liste(tx, params, rien, context),
  })
  page(plateforme, {
    path: chemins.presents,
    access: 'accueil:pointer',
    params: z.object({ lieuId: site }),
    view: async (tx, parametres, context) => {
      const { acteur, aujourdhui, maintenant } = context
      const [{ ici: lieuId, nom, alerte }, tous] = await Promise.all([
        sites(tx, parametres.lieuId, context),
        store.presents(tx, entiteDe(acteur) ?? '', aujourdhui),
      ])
      const corps = (
        <Presents
          service={acteur.entiteNom}
          site={nom}
          a={maintenant.toString()}
          fuseau={acteur.fuseau}
          retour={chemins.listeDe({ lieuId })}
          presents={tous.filter(ligne => estDuSite(ligne, lieuId))}
        />
      )
      return { titre: 'Présents dans les locaux', nu: true, corps, alerte }
    },
  })
  for (const [chemin, commande, flash] of gestes)
    form(plateforme, {
      path: chemin(':dossierId', ':convocationId'),
      params: parConvocation.extend({ le: jourSaisi().optional() }),
      command: commande,
      view: (tx, { le, lieuId, agentId, q: cherche }, state, context) =>
        liste(tx, { le, lieuId, agentId, q: cherche }, state, context),
      redirectTo: ({ le }, { lieuId, agentId, q: cherche }) =>
        chemins.listeDe({ le, lieuId, agentId, q: cherche }),
      flash: () => flash,
    })
  corrections(plateforme)
}

/** Later, from the page of the convocation. */
function corrections(plateforme: Plateforme): void {
  const params = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
  const lire = async (
    tx: Tx,
    { dossierId, convocationId }: z.output<typeof params>,
    titre: string,
  ) => {
    const identite = trouver(await lireIdentite(tx, dossierId))
    const attendue = trouver(await convocation(tx, dossierId, convocationId))
    const fil = filDuDossier(
      identite,
      { label: 'Convocation', href: convocations.convocation(dossierId, convocationId) },
      { label: titre },
    )
    return { identite, c: attendue, ecran: { titre, fil } }
  }
  const vers = ({ dossierId, convocationId }: z.output<typeof params>) =>
    convocations.convocation(dossierId, convocationId)
  form(plateforme, {
    path: chemins.corriger(':dossierId', ':convocationId'),
    params,
    command: corrigerArrivee,
    initial: async (tx, qui, { acteur }) => {
      const { c: convocation } = await lire(tx, qui, '')
      const heure = (instant: string | null) =>
        instant ? heureLocale(Temporal.Instant.from(instant), acteur.fuseau) : ''
      return { arriveeHeure: heure(convocation.arriveeA), partieHeure: heure(convocation.partieA) }
    },
    view: async (tx, qui, state) => {
      const { identite, c: convocation, ecran } = await lire(tx, qui, 'Corriger l’arrivée')
      return {
        ...ecran,
        corps: <CorrigerArrivee identite={identite} convocation={convocation} state={state} />,
      }
    },
    redirectTo: vers,
    flash: () => 'L’arrivée est corrigée ; l’ancienne heure reste dans l’historique.',
  })
  form(plateforme, {
    path: chemins.retirer(':dossierId', ':convocationId'),
    params,
    command: retirerArrivee,
    view: async (tx, qui, state) => {
      const { identite, c: convocation, ecran } = await lire(tx, qui, 'Retirer l’arrivée')
      return {
        ...ecran,
        corps: <RetirerArrivee identite={identite} convocation={convocation} state={state} />,
      }
    },
    redirectTo: vers,
    flash: () => 'L’arrivée est retirée ; l’historique le dit.',
  })
}
