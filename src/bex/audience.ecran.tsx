import { decesDe, revoir } from '../dossiers/index.ts'
import { citationDeCompetence, citationDuRetard, fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours, estJour, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { enchainer } from '../platform/executer.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import type { Ecran } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { convoquerForm } from './audience.forms.ts'
import { TYPE_SPIP, TYPES_SAP } from './audience.rules.ts'
import * as store from './audience.store.ts'
import { ConvoquerALAudience } from './audience.views.tsx'
import { chemins } from './bex.paths.ts'
import { lireLaCommune, tribunalDe } from './competence.lecture.ts'
import {
  ecrireProposition,
  type Proposition,
  proposer,
  suivreLaProposition,
} from './competence.rules.ts'
import { arriveeAuPlusTot, HORIZON_JOURS, lister } from './creneau.ecran.ts'
import { dejaConvoquee } from './deja.ecran.tsx'
import { garderLaSaisie } from './saisie.commands.ts'
import { lireTerrain } from './terrain.lecture.ts'

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
    situation: donnees.situation,
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

type Entite = Awaited<ReturnType<typeof store.entites>>[number]
/** Those of the court of the hearing first. */
function choixDEntite(
  entites: Entite[],
  genre: Entite['genre'],
  duRessort: readonly (string | null)[],
  tribunal: string,
) {
  return entites
    .filter(entite => entite.genre === genre)
    .map(entite => ({
      value: entite.id,
      label: entite.nom,
      group: duRessort.includes(entite.id) ? `Ressort : ${tribunal}` : 'Ailleurs',
    }))
    .sort((un, autre) => Number(un.group === 'Ailleurs') - Number(autre.group === 'Ailleurs'))
}

/** The free slots of the SPIP and of the court that are chosen, each in its window of the law. */
async function creneauxDuChoix(tx: Tx, entites: Entite[], saisies: Valeurs, context: Context) {
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
  const terrain = await lireTerrain(tx, {
    entiteIds,
    types: [TYPE_SPIP, ...TYPES_SAP],
    du,
    au: ajouterJours(du, HORIZON_JOURS),
  })
  const lieux = terrain.lieux.filter(
    lieu => lieu.entiteId === serviceId && (lieu.fermeLe === null || lieu.fermeLe > du),
  )
  const voulu = texte(saisies, 'lieuId')
  const lieuId = lieux.some(lieu => lieu.lieuId === voulu) ? voulu : undefined
  const dite = texte(saisies, 'audienceLe')
  const audienceLe: Jour = dite && estJour(dite) ? dite : context.aujourdhui
  const fenetre = (devant: 'jap' | 'spip') =>
    fenetreDAudience(devant, audienceLe, context.acteur.territoire)
  const spip = lister(terrain, {
    types: [TYPE_SPIP],
    entiteId: serviceId,
    lieuId,
    maintenant: maintenant(serviceId),
    du: texte(saisies, 'depuisSpip'),
  })
  const sap = lister(terrain, {
    types: [...TYPES_SAP],
    entiteId: juridictionId,
    maintenant: maintenant(juridictionId),
    du: texte(saisies, 'depuisSap'),
  })
  return {
    choisis: { serviceId, juridictionId, lieuId },
    lieux,
    audienceLe,
    spip: { ...spip, fenetre: fenetre('spip') },
    sap: { ...sap, fenetre: fenetre('jap') },
  }
}

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
  const { choisis, lieux, audienceLe, spip, sap } = await creneauxDuChoix(
    tx,
    entites,
    saisies,
    context,
  )
  const ici = context.acteur.entiteNom
  const nom = `${remise.nom} ${remise.prenoms}`
  const corps = (
    <ConvoquerALAudience
      r={remise}
      horsOutil={chemins.horsOutil(rechercheId)}
      state={{ ...state, values: { ...saisies, ...choisis } }}
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
      choisi={choisis.serviceId !== undefined}
      services={choixDEntite(entites, 'service', tribunal.serviceIds, ici)}
      lieux={lieux.map(lieu => ({ value: lieu.lieuId, label: lieu.nom }))}
      juridictions={choixDEntite(entites, 'juridiction', [tribunal.juridictionId], ici)}
      spip={spip}
      sap={sap}
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
