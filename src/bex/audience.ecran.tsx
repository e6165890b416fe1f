import { decesDe, revoir } from '../dossiers/index.ts'
import { citationDeCompetence, citationDuRetard, fenetreDAudience } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours, aujourdhui, estJour, heureLocale, type Jour, type Territoire } from '../platform/date.ts'
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
import { ecrireProposition, type Proposition, proposer, suivreLaProposition } from './competence.rules.ts'
import { lireLaCommune, tribunalDe } from './competence.ts'
import type { Liste } from './creneau.views.tsx'
import { DejaConvoquee } from './deja.views.tsx'
import { horsOutilApres } from './hors-outil.store.ts'
import { garderLaSaisie } from './saisie.commands.ts'
import { creneauxDe, lireTerrain, type Terrain } from './terrain.ts'

/** How far free slots are read: beyond every delay, so that a late one can be shown with its warning. */
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
async function situer(tx: Tx, r: store.RechercheGardee, v: Valeurs, context: Context) {
  const code = texte(v, 'communeCode')
  const { trouvees, commune, communeTrouvee, ressort } = await lireLaCommune(tx, r, code)
  const { trouves: matches } = await revoir(tx, context, { nom: `${r.nom} ${r.prenoms}`, naissance: r.naissanceLe, deja: r.montres })
  const tribunal = await tribunalDe(tx, context.acteur.juridictionId)
  const propose = proposer({
    matches,
    choisie: texte(v, 'personne'),
    naissanceLe: r.naissanceLe,
    situation: r.situation as Situation,
    communeTrouvee,
    ressort,
    tribunal,
  })
  const deces = await decesDe(
    tx,
    matches.flatMap(m => (m.visible ? [m.dossierId] : [])),
  )
  return { trouvees, commune: code && trouvees.length > 1 ? undefined : commune, matches, deces, propose, tribunal }
}

/** What is chosen: the proposal at first; when another commune or person is looked at, what was left as proposed follows it. */
function choixDe(v: Valeurs, propose: Proposition): Valeurs {
  if (!('propose' in v)) {
    const choisi = {
      serviceId: texte(v, 'serviceId') ?? propose.serviceId ?? '',
      lieuId: 'lieuId' in v ? texte(v, 'lieuId') : propose.lieuId,
      juridictionId: 'juridictionId' in v ? texte(v, 'juridictionId') : propose.juridictionId,
    }
    return { ...sansRien(choisi), propose: ecrireProposition(propose) }
  }
  if (v._geste !== 'creneaux') return {}
  const choisi = {
    serviceId: texte(v, 'serviceId') ?? null,
    lieuId: texte(v, 'lieuId') ?? null,
    juridictionId: texte(v, 'juridictionId') ?? null,
  }
  return { ...sansRien(suivreLaProposition(choisi, texte(v, 'propose') ?? '', propose)), propose: ecrireProposition(propose) }
}
const sansRien = (choisi: Record<string, string | null | undefined>): Valeurs =>
  Object.fromEntries(Object.entries(choisi).map(([cle, id]) => [cle, id ?? '']))

export async function ecranDeConvocation(tx: Tx, rechercheId: string, state: FormState, context: Context): Promise<Ecran> {
  const r = await store.recherche(tx, rechercheId)
  if (!r) return dejaConvoquee(tx, rechercheId, state.values)
  const { trouvees, commune, matches, deces, propose, tribunal } = await situer(tx, r, state.values, context)
  const v = { ...state.values, ...choixDe(state.values, propose) }
  if ('_jeton' in v) await enchainer(tx, garderLaSaisie, { rechercheId, saisie: aGarder(v) }, context)
  const entites = await store.entites(tx)
  const serviceId = texte(v, 'serviceId')
  const juridictionId = texte(v, 'juridictionId')
  const entiteIds = [serviceId, juridictionId].filter(id => id !== undefined).filter(id => entites.some(e => e.id === id))
  const maintenant = (id: string | undefined) => arriveeAuPlusTot(context, entites.find(e => e.id === id)?.fuseau ?? context.acteur.fuseau)
  const du = maintenant(serviceId).le
  const terrain = await lireTerrain(tx, entiteIds, [TYPE_SPIP, ...TYPES_SAP], du, ajouterJours(du, HORIZON_JOURS))
  const lieux = terrain.lieux.filter(l => l.entiteId === serviceId && (l.fermeLe === null || l.fermeLe > du))
  const voulu = texte(v, 'lieuId')
  const lieuId = lieux.some(l => l.lieuId === voulu) ? voulu : undefined
  const dite = texte(v, 'audienceLe')
  const audienceLe: Jour = dite && estJour(dite) ? dite : context.aujourdhui
  const fenetre = (devant: 'jap' | 'spip') => fenetreDAudience(devant, audienceLe, context.acteur.territoire as Territoire)
  const choix = (genre: string, duRessort: readonly (string | null)[]) =>
    entites
      .filter(e => e.genre === genre)
      .map(e => ({ value: e.id, label: e.nom, group: duRessort.includes(e.id) ? `Ressort : ${context.acteur.entiteNom}` : 'Ailleurs' }))
      .sort((a, b) => (a.group === b.group ? 0 : a.group === 'Ailleurs' ? 1 : -1))
  const spip = { types: [TYPE_SPIP], entiteId: serviceId, lieuId, maintenant: maintenant(serviceId), du: texte(v, 'depuisSpip') }
  const sap = { types: [...TYPES_SAP], entiteId: juridictionId, maintenant: maintenant(juridictionId), du: texte(v, 'depuisSap') }
  const nom = `${r.nom} ${r.prenoms}`
  const corps = (
    <ConvoquerALAudience
      r={r}
      horsOutil={chemins.horsOutil(rechercheId)}
      state={{ ...state, values: { ...v, serviceId, juridictionId, lieuId } }}
      matches={matches}
      deces={deces}
      communes={trouvees}
      commune={commune}
      pourquoi={propose.pourquoi}
      citations={{ competence: citationDeCompetence(audienceLe), retard: citationDuRetard(audienceLe) }}
      spipDuTribunal={tribunal.serviceIds.length === 1 ? (entites.find(e => e.id === tribunal.serviceIds[0])?.nom ?? null) : null}
      choisi={serviceId !== undefined}
      services={choix('service', tribunal.serviceIds)}
      lieux={lieux.map(l => ({ value: l.lieuId, label: l.nom }))}
      juridictions={choix('juridiction', [tribunal.juridictionId])}
      spip={{ ...lister(terrain, spip), fenetre: fenetre('spip') }}
      sap={{ ...lister(terrain, sap), fenetre: fenetre('jap') }}
    />
  )
  const fil = [{ label: 'Ma journée', href: '/' }, { label: 'Convoquer à l’audience', href: chemins.chercher }, { label: nom }]
  return { titre: `Convoquer ${nom}`, fil, corps }
}

/** Fields of the second screen that a reload gives back: none of the sending, none longer than a field may be. */
function aGarder(v: Valeurs): Record<string, string | string[]> {
  const gardees: Record<string, string | string[]> = {}
  for (const cle of [...Object.keys(convoquerForm.shape), 'lieuId', 'propose', 'depuisSpip', 'depuisSap']) {
    const dit = v[cle]
    if (typeof dit === 'string') gardees[cle] = couper(dit, 2000)
    else if (Array.isArray(dit)) gardees[cle] = dit.filter(x => typeof x === 'string').slice(0, 20)
  }
  return gardees
}
/** Never in the middle of a character, half of which no base keeps. */
const couper = (dit: string, longueur: number) => (dit.length > longueur ? [...dit].slice(0, longueur).join('') : dit)
/** « Précédent », after the summons: what was made, rather than a page that is no more. */
export async function dejaConvoquee(tx: Tx, rechercheId: string, values: Valeurs): Promise<Ecran> {
  const faite = await store.faiteApres(tx, rechercheId)
  const horsOutil = faite ? undefined : await horsOutilApres(tx, rechercheId)
  if (!faite && !horsOutil) throw new Introuvable('Cette recherche a plus de deux heures : refaites-la.')
  const vers = faite ? chemins.convocation(faite.dossierId, faite.convocationId) : chemins.remiseHorsOutil(horsOutil?.id ?? '')
  const titre = 'Déjà convoquée'
  const fil = [{ label: 'Ma journée', href: '/' }, { label: 'Convoquer à l’audience', href: chemins.chercher }, { label: titre }]
  return { titre, fil, corps: <DejaConvoquee vers={vers} perdu={'_jeton' in values ? values : null} /> }
}

type Listage = {
  types: string[]
  entiteId: string | undefined
  lieuId?: string | undefined
  maintenant: { le: Jour; heure: string }
  du: string | undefined
}
/** The first slots of some types, whole days, and the day from which there are more. */
export function lister(terrain: Terrain, { types, entiteId = '', lieuId, maintenant, du }: Listage): Omit<Liste, 'fenetre'> {
  const depuis = du && estJour(du) ? du : terrain.du
  const tous = types
    .flatMap(type =>
      creneauxDe(terrain, { entiteId, type, maintenant, lieuId: lieuId ?? null, du: depuis, limite: LUS }).map(c => ({ ...c, type })),
    )
    .sort((a, b) => (a.le + a.heure < b.le + b.heure ? -1 : 1))
  const dernier = tous[MONTRES - 1]?.le
  const creneaux = dernier ? tous.filter(c => c.le <= dernier) : tous
  return {
    creneaux,
    jusquAu: terrain.au,
    debut: depuis === terrain.du,
    suite: tous.length > creneaux.length && dernier ? ajouterJours(dernier, 1) : null,
    types: new Map(terrain.types.filter(t => types.includes(t.cle)).map(t => [t.cle, t.libelle])),
    lieux: new Map(
      terrain.lieux.filter(l => l.entiteId === entiteId && creneaux.some(c => c.lieuId === l.lieuId)).map(l => [l.lieuId, l.nom]),
    ),
  }
}
