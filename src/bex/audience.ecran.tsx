import { decesDe, revoir } from '../dossiers/index.ts'
import { citationDeCompetence, citationDuRetard, fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import {
  ajouterJours,
  aujourdhui,
  estJour,
  heureLocale,
  type Jour,
  type Territoire,
} from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { type Ecran, Introuvable } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { convoquerForm } from './audience.forms.ts'
import { type Situation, TYPE_SPIP, TYPES_SAP } from './audience.rules.ts'
import * as store from './audience.store.ts'
import { ConvoquerALAudience } from './audience.views.tsx'
import { chemins } from './bex.paths.ts'
import {
  ecrireProposition,
  type Proposition,
  proposer,
  suivreLaProposition,
} from './competence.rules.ts'
import { lireLaCommune, tribunalDe } from './competence.ts'
import type { Liste } from './creneau.views.tsx'
import { DejaConvoquee } from './deja.views.tsx'
import { horsOutilApres } from './hors-outil.store.ts'
import { garderLaSaisie } from './saisie.commands.ts'
import { creneauxDe, lireTerrain, type Terrain } from './terrain.ts'

/**
 * How far free slots are read: beyond every delay, so that a late one can be shown with its
 * warning.
 */
export const HORIZON_JOURS = 90
const MONTRES = 14
/** No list of one type is longer. */
const LUS = 400
/** Who leaves the hearing has to go there. */
const HEURES_POUR_VENIR = 1
export function arriveeAuPlusTot({ maintenant }: Context, fuseau: string) {
  const arrivee = maintenant.add({ hours: HEURES_POUR_VENIR })
  return { le: aujourdhui(arrivee, fuseau), heure: heureLocale(arrivee, fuseau) }
}

const texte = (values: Valeurs, cle: string): string | undefined => {
  const v = values[cle]
  return typeof v === 'string' && v !== '' ? v : undefined
}

/** Who it is, where they live, and what is proposed from that. */
async function situer(tx: Tx, donnees: store.RechercheGardee, valeurs: Valeurs, context: Context) {
  const code = texte(valeurs, 'communeCode')
  const { trouvees, commune, communeTrouvee, ressort } = await lireLaCommune(tx, donnees, code)
  const { trouves: matches } = await revoir(tx, context, {
    nom: `${donnees.nom} ${donnees.prenoms}`,
    naissance: donnees.naissanceLe,
    deja: donnees.montres,
  })
  const tribunal = await tribunalDe(tx, context.acteur.juridictionId)
  const propose = proposer({
    matches,
    choisie: texte(valeurs, 'personne'),
    naissanceLe: donnees.naissanceLe,
    situation: donnees.situation as Situation,
    communeTrouvee,
    ressort,
    tribunal,
  })
  const deces = await decesDe(
    tx,
    matches.flatMap(homonyme => (homonyme.visible ? [homonyme.dossierId] : [])),
  )
  return {
    trouvees,
    commune: code && trouvees.length > 1 ? undefined : commune,
    matches,
    deces,
    propose,
    tribunal,
  }
}

/**
 * What is chosen: the proposal at first; when another commune or person is looked at, what was left
 * as proposed follows it.
 */
function choixDe(valeurs: Valeurs, propose: Proposition): Valeurs {
  if (!('propose' in valeurs)) {
    const choisi = {
      serviceId: texte(valeurs, 'serviceId') ?? propose.serviceId ?? '',
      lieuId: 'lieuId' in valeurs ? texte(valeurs, 'lieuId') : propose.lieuId,
      juridictionId:
        'juridictionId' in valeurs ? texte(valeurs, 'juridictionId') : propose.juridictionId,
    }
    return { ...sansRien(choisi), propose: ecrireProposition(propose) }
  }
  if (valeurs._geste !== 'creneaux') return {}
  const choisi = {
    serviceId: texte(valeurs, 'serviceId') ?? null,
    lieuId: texte(valeurs, 'lieuId') ?? null,
    juridictionId: texte(valeurs, 'juridictionId') ?? null,
  }
  return {
    ...sansRien(suivreLaProposition(choisi, texte(valeurs, 'propose') ?? '', propose)),
    propose: ecrireProposition(propose),
  }
}
const sansRien = (choisi: Record<string, string | null | undefined>): Valeurs =>
  Object.fromEntries(Object.entries(choisi).map(([cle, id]) => [cle, id ?? '']))

export async function ecranDeConvocation(
  tx: Tx,
  rechercheId: string,
  state: FormState,
  context: Context,
): Promise<Ecran> {
  const remise = await store.recherche(tx, rechercheId)
  if (!remise) return dejaConvoquee(tx, rechercheId, state.values)
  const { trouvees, commune, matches, deces, propose, tribunal } = await situer(
    tx,
    remise,
    state.values,
    context,
  )
  const saisies = { ...state.values, ...choixDe(state.values, propose) }
  if ('_jeton' in saisies)
    await enchainer(tx, garderLaSaisie, { rechercheId, saisie: aGarder(saisies) }, context)
  const entites = await store.entites(tx)
  const serviceId = texte(saisies, 'serviceId')
  const juridictionId = texte(saisies, 'juridictionId')
  const entiteIds = [serviceId, juridictionId]
    .filter(id => id !== undefined)
    .filter(id => entites.some(entite => entite.id === id))
  const maintenant = (id: string | undefined) =>
    arriveeAuPlusTot(
      context,
      entites.find(entite => entite.id === id)?.fuseau ?? context.acteur.fuseau,
    )
  const du = maintenant(serviceId).le
  const terrain = await lireTerrain(
    tx,
    entiteIds,
    [TYPE_SPIP, ...TYPES_SAP],
    du,
    ajouterJours(du, HORIZON_JOURS),
  )
  const lieux = terrain.lieux.filter(
    lieu => lieu.entiteId === serviceId && (lieu.fermeLe === null || lieu.fermeLe > du),
  )
  const voulu = texte(saisies, 'lieuId')
  const lieuId = lieux.some(lieu => lieu.lieuId === voulu) ? voulu : undefined
  const dite = texte(saisies, 'audienceLe')
  const audienceLe: Jour = dite && estJour(dite) ? dite : context.aujourdhui
  const fenetre = (devant: 'jap' | 'spip') =>
    fenetreDAudience(devant, audienceLe, context.acteur.territoire as Territoire)
  const choix = (genre: string, duRessort: readonly (string | null)[]) =>
    entites
      .filter(entite => entite.genre === genre)
      .map(entite => ({
        value: entite.id,
        label: entite.nom,
        group: duRessort.includes(entite.id) ? `Ressort : ${context.acteur.entiteNom}` : 'Ailleurs',
      }))
      .sort((un, autre) => Number(un.group === 'Ailleurs') - Number(autre.group === 'Ailleurs'))
  const spip = {
    types: [TYPE_SPIP],
    entiteId: serviceId,
    lieuId,
    maintenant: maintenant(serviceId),
    du: texte(saisies, 'depuisSpip'),
  }
  const sap = {
    types: [...TYPES_SAP],
    entiteId: juridictionId,
    maintenant: maintenant(juridictionId),
    du: texte(saisies, 'depuisSap'),
  }
  const nom = `${remise.nom} ${remise.prenoms}`
  const corps = (
    <ConvoquerALAudience
      r={remise}
      horsOutil={chemins.horsOutil(rechercheId)}
      state={{ ...state, values: { ...saisies, serviceId, juridictionId, lieuId } }}
      matches={matches}
      deces={deces}
      communes={trouvees}
      commune={commune}
      pourquoi={propose.pourquoi}
      citations={{
        competence: citationDeCompetence(audienceLe),
        retard: citationDuRetard(audienceLe),
      }}
      spipDuTribunal={
        tribunal.serviceIds.length === 1
          ? (entites.find(entite => entite.id === tribunal.serviceIds[0])?.nom ?? null)
          : null
      }
      choisi={serviceId !== undefined}
      services={choix('service', tribunal.serviceIds)}
      lieux={lieux.map(lieu => ({ value: lieu.lieuId, label: lieu.nom }))}
      juridictions={choix('juridiction', [tribunal.juridictionId])}
      spip={{ ...lister(terrain, spip), fenetre: fenetre('spip') }}
      sap={{ ...lister(terrain, sap), fenetre: fenetre('jap') }}
    />
  )
  const fil = [
    { label: 'Ma journée', href: '/' },
    { label: 'Convoquer à l’audience', href: chemins.chercher },
    { label: nom },
  ]
  return { titre: `Convoquer ${nom}`, fil, corps }
}

/**
 * Fields of the second screen that a reload gives back: none of the sending, none longer than a
 * field may be.
 */
function aGarder(valeurs: Valeurs): Record<string, string | string[]> {
  const gardees: Record<string, string | string[]> = {}
  for (const cle of [
    ...Object.keys(convoquerForm.shape),
    'lieuId',
    'propose',
    'depuisSpip',
    'depuisSap',
  ]) {
    const dit = valeurs[cle]
    if (typeof dit === 'string') gardees[cle] = couper(dit, 2000)
    else if (Array.isArray(dit)) gardees[cle] = dit.filter(x => typeof x === 'string').slice(0, 20)
  }
  return gardees
}
/** Never in the middle of a character, half of which no base keeps. */
const couper = (dit: string, longueur: number) =>
  dit.length > longueur ? [...dit].slice(0, longueur).join('') : dit
/** « Précédent », after the summons: what was made, rather than a page that is no more. */
export async function dejaConvoquee(tx: Tx, rechercheId: string, values: Valeurs): Promise<Ecran> {
  const faite = await store.faiteApres(tx, rechercheId)
  const horsOutil = faite ? undefined : await horsOutilApres(tx, rechercheId)
  if (!faite && !horsOutil)
    throw new Introuvable('Cette recherche a plus de deux heures : refaites-la.')
  const vers = faite
    ? chemins.convocation(faite.dossierId, faite.convocationId)
    : chemins.remiseHorsOutil(horsOutil?.id ?? '')
  const titre = 'Déjà convoquée'
  const fil = [
    { label: 'Ma journée', href: '/' },
    { label: 'Convoquer à l’audience', href: chemins.chercher },
    { label: titre },
  ]
  return {
    titre,
    fil,
    corps: <DejaConvoquee vers={vers} perdu={'_jeton' in values ? values : null} />,
  }
}

type Listage = {
  types: string[]
  entiteId: string | undefined
  lieuId?: string | undefined
  maintenant: { le: Jour; heure: string }
  du: string | undefined
}
/** The first slots of some types, whole days, and the day from which there are more. */
export function lister(
  terrain: Terrain,
  { types, entiteId = '', lieuId, maintenant, du }: Listage,
): Omit<Liste, 'fenetre'> {
  const depuis = du && estJour(du) ? du : terrain.du
  const tous = types
    .flatMap(type =>
      creneauxDe(terrain, {
        entiteId,
        type,
        maintenant,
        lieuId: lieuId ?? null,
        du: depuis,
        limite: LUS,
      }).map(creneau => ({
        ...creneau,
        type,
      })),
    )
    .sort((un, autre) => (un.le + un.heure < autre.le + autre.heure ? -1 : 1))
  const dernier = tous[MONTRES - 1]?.le
  const creneaux = dernier ? tous.filter(ligne => ligne.le <= dernier) : tous
  return {
    creneaux,
    jusquAu: terrain.au,
    debut: depuis === terrain.du,
    suite: tous.length > creneaux.length && dernier ? ajouterJours(dernier, 1) : null,
    types: new Map(
      terrain.types.filter(type => types.includes(type.cle)).map(type => [type.cle, type.libelle]),
    ),
    lieux: new Map(
      terrain.lieux
        .filter(
          lieu =>
            lieu.entiteId === entiteId && creneaux.some(creneau => creneau.lieuId === lieu.lieuId),
        )
        .map(lieu => [lieu.lieuId, lieu.nom]),
    ),
  }
}
