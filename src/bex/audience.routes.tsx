import { z } from 'zod'
import { convocation } from '../agenda/index.ts'
import { homonymes, identite } from '../dossiers/index.ts'
import { joignabilite } from '../messages/index.ts'
import { attentesDuDossier } from '../mesures/index.ts'
import { chercherCommunes, communeParCode, communeSansDoute, ressortsDe } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import { ajouterJours, aujourdhui, heureLocale, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import { type Ecran, Introuvable, type Plateforme, trouver } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { pdf } from '../platform/pdf/index.ts'
import { chercherNational, convoquerALAudience } from './audience.commands.ts'
import { proposer, ressortCommun, TYPE_SPIP, TYPES_SAP } from './audience.rules.ts'
import * as store from './audience.store.ts'
import { ChercherALAudience, ConvoquerALAudience, type Liste } from './audience.views.tsx'
import { avisDeConvocation } from './avis.pdf.ts'
import { chemins } from './bex.paths.ts'
import { ConvocationFaite } from './remise.views.tsx'
import { creneauxDe, lireTerrain, type Terrain } from './terrain.ts'

const FENETRE_JOURS = 30
const MONTRES = 14
/** Who leaves the hearing has to go there. */
const HEURES_POUR_VENIR = 1
const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
const fil = [{ label: 'Ma journée', href: '/' }, { label: 'Convoquer à l’audience' }]

export function audienceRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.chercher,
    params: z.object({}),
    command: chercherNational,
    initial: async () => ({ situation: 'commune' }),
    view: async (_tx, _p, state) => ({ titre: 'Convoquer à l’audience', fil, corps: <ChercherALAudience state={state} /> }),
    redirectTo: ({ rechercheId }) => chemins.convoquer(rechercheId),
  })
  form(plateforme, {
    path: chemins.convoquer(':rechercheId'),
    params: z.object({ rechercheId: z.uuid() }),
    command: convoquerALAudience,
    initial: async (_tx, _p, { aujourdhui: le }) => ({ audienceLe: le, convocationRemise: 'oui', prevenir: 'oui' }),
    geste: async (_tx, _p, values, geste) => apresLeGeste(values, geste),
    view: (tx, { rechercheId }, state, context) => ecranDeConvocation(tx, rechercheId, state, context),
    redirectTo: ({ dossierId, convocationId }) => chemins.convocation(dossierId, convocationId),
  })
  page(plateforme, {
    path: chemins.convocation(':dossierId', ':convocationId'),
    access: 'bex:convoquer',
    params: parConvocation,
    view: async (tx, { dossierId, convocationId }) => {
      const { i, convocations, remise } = await lire(tx, dossierId, convocationId)
      const faite = {
        nom: i.nomComplet,
        convocations,
        remise: trouver(remise),
        joignable: await joignabilite(tx, dossierId),
        attend: (await attentesDuDossier(tx, dossierId)).map(a => a.manque),
      }
      return {
        titre: i.nomComplet,
        fil: [{ label: 'Ma journée', href: '/' }, { label: 'Convoquer à l’audience', href: chemins.chercher }, { label: i.nomComplet }],
        corps: <ConvocationFaite {...faite} />,
      }
    },
  })
  fichier(plateforme, {
    path: chemins.avis(':dossierId', ':convocationId'),
    access: 'convocation:lire',
    params: parConvocation,
    contenu: async (tx, { dossierId, convocationId }, { aujourdhui: le }) => {
      const { i, convocations, remise } = await lire(tx, dossierId, convocationId)
      const octets = pdf('avis', avisDeConvocation(i, convocations, remise, le))
      return { nom: `Convocation ${i.nomComplet}.pdf`, type: 'application/pdf', octets, enLigne: true }
    },
  })
}

/** A convocation with the other one of the same hearing, in the order in which they were made. */
async function lire(tx: Tx, dossierId: string, convocationId: string) {
  const i = trouver(await identite(tx, dossierId))
  const remise = await store.remiseDe(tx, dossierId, convocationId)
  const ids = remise ? [remise.convocationId, ...(remise.secondeConvocationId ? [remise.secondeConvocationId] : [])] : [convocationId]
  const convocations = []
  for (const id of ids) convocations.push(trouver(await convocation(tx, dossierId, id)))
  return { i, convocations, remise }
}

/** « Voir les créneaux » of another choice, or the days that follow: nothing is saved. */
function apresLeGeste(values: Valeurs, geste: string): Valeurs {
  const [verbe, le = ''] = geste.split(':')
  if (verbe === 'suite-spip') return { ...values, creneauSpip: '', depuisSpip: le }
  if (verbe === 'suite-sap') return { ...values, creneauSap: '', depuisSap: le }
  const { lieuId, ...reste } = values
  // A place goes with its service: without one yet, that of the commune is proposed with it.
  return { ...reste, ...(reste.serviceId ? { lieuId } : {}), creneauSpip: '', creneauSap: '', depuisSpip: '', depuisSap: '' }
}

const texte = (values: Valeurs, cle: string): string | undefined => {
  const v = values[cle]
  return typeof v === 'string' && v !== '' ? v : undefined
}
async function ecranDeConvocation(tx: Tx, rechercheId: string, state: FormState, context: Context): Promise<Ecran> {
  const r = await store.recherche(tx, rechercheId)
  if (!r) throw new Introuvable('Cette recherche a plus de deux heures, ou la personne est déjà convoquée : refaites-la.')
  const v = state.values
  const trouvees = r.situation === 'commune' && r.commune ? chercherCommunes(r.commune) : []
  const commune = texte(v, 'communeCode') ? communeParCode(texte(v, 'communeCode') ?? '') : communeSansDoute(r.commune ?? '', trouvees)
  const matches = (await homonymes(tx, `${r.nom} ${r.prenoms}`, r.naissanceLe, null)).filter(m => r.montres.includes(m.dossierId))
  const entites = await store.entites(tx)
  const possibles = (commune ? [commune] : trouvees).map(c => c.code)
  const ressort = ressortCommun(await ressortsDe(tx, possibles), commune ? 1 : trouvees.length)
  const propose = proposer(matches, texte(v, 'personne'), r.naissanceLe, ressort, context.acteur.juridictionId)
  const serviceId = texte(v, 'serviceId') ?? propose.serviceId ?? undefined
  const juridictionId = 'juridictionId' in v ? texte(v, 'juridictionId') : (propose.juridictionId ?? undefined)
  const entiteIds = [serviceId, juridictionId].filter(id => id !== undefined).filter(id => entites.some(e => e.id === id))
  const maintenant = (id: string | undefined) => {
    const fuseau = entites.find(e => e.id === id)?.fuseau ?? context.acteur.fuseau
    const arrivee = context.maintenant.add({ hours: HEURES_POUR_VENIR })
    return { le: aujourdhui(arrivee, fuseau), heure: heureLocale(arrivee, fuseau) }
  }
  const du = maintenant(serviceId).le
  const terrain = await lireTerrain(tx, entiteIds, [TYPE_SPIP, ...TYPES_SAP], du, ajouterJours(du, FENETRE_JOURS))
  const lieux = terrain.lieux.filter(l => l.entiteId === serviceId && (l.fermeLe === null || l.fermeLe > du))
  const voulu = 'lieuId' in v ? texte(v, 'lieuId') : (propose.lieuId ?? undefined)
  const lieuId = lieux.some(l => l.lieuId === voulu) ? voulu : undefined
  const valeurs = { ...v, serviceId, juridictionId, lieuId }
  const choix = (genre: string) => entites.filter(e => e.genre === genre).map(e => ({ value: e.id, label: e.nom }))
  const spip = { types: [TYPE_SPIP], entiteId: serviceId, lieuId, maintenant: maintenant(serviceId), du: texte(v, 'depuisSpip') }
  const sap = { types: [...TYPES_SAP], entiteId: juridictionId, maintenant: maintenant(juridictionId), du: texte(v, 'depuisSap') }
  return {
    titre: `Convoquer ${r.nom} ${r.prenoms}`,
    fil: [
      { label: 'Ma journée', href: '/' },
      { label: 'Convoquer à l’audience', href: chemins.chercher },
      { label: `${r.nom} ${r.prenoms}` },
    ],
    corps: (
      <ConvoquerALAudience
        r={r}
        state={{ ...state, values: valeurs }}
        matches={matches}
        communes={trouvees}
        commune={texte(v, 'communeCode') && trouvees.length > 1 ? undefined : commune}
        renseigne={propose.serviceId !== null}
        choisi={serviceId !== undefined}
        services={choix('service')}
        lieux={lieux.map(l => ({ value: l.lieuId, label: l.nom }))}
        juridictions={choix('juridiction')}
        spip={lister(terrain, spip)}
        sap={lister(terrain, sap)}
      />
    ),
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
function lister(terrain: Terrain, { types, entiteId = '', lieuId, maintenant, du }: Listage): Liste {
  const tous = types
    .flatMap(type =>
      creneauxDe(terrain, { entiteId, type, maintenant, lieuId: lieuId ?? null, du: (du as Jour | undefined) ?? terrain.du }).map(c => ({
        ...c,
        type,
      })),
    )
    .sort((a, b) => (a.le + a.heure < b.le + b.heure ? -1 : 1))
  const dernier = tous[MONTRES - 1]?.le
  const creneaux = dernier ? tous.filter(c => c.le <= dernier) : tous
  return {
    creneaux,
    suite: tous.length > creneaux.length && dernier ? ajouterJours(dernier, 1) : null,
    types: new Map(terrain.types.filter(t => types.includes(t.cle)).map(t => [t.cle, t.libelle])),
    lieux: new Map(
      terrain.lieux.filter(l => l.entiteId === entiteId && creneaux.some(c => c.lieuId === l.lieuId)).map(l => [l.lieuId, l.nom]),
    ),
  }
}
