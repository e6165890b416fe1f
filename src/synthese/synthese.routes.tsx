import { z } from 'zod'
import { alertesOuvertes } from '../acces/index.ts'
import { aRepondre, rechercher } from '../dossiers/index.ts'
import { echeancesOuvertes } from '../echeances/index.ts'
import { demandesEnCours, lecteurDe, rapportsEnAttente } from '../magistrats/index.ts'
import { agentParId } from '../moyens/index.ts'
import { type Acteur, type Context, ici } from '../platform/command.ts'
import { ajouterJours, ajouterMois, lireJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { decouper, lesPremiers, listeVide, parPage, parTri } from '../platform/liste.ts'
import { agendaATraiter } from './agenda.store.ts'
import { dossierRoutes } from './dossier.routes.tsx'
import { departs, dossiersAConfier } from './equipe.store.ts'
import * as store from './journee.store.ts'
import { MaJournee } from './journee.views.tsx'
import { Administration, JourneeDeJuridiction } from './juridiction.views.tsx'
import { listesRoutes } from './listes.routes.tsx'
import { etatsDeDossier, etatsVusDeLaJuridiction, LIGNES, trisDeDossiers } from './listes.rules.ts'
import { type Filtre, mesDossiers } from './listes.store.ts'
import { MesDossiers, Recherche } from './listes.views.tsx'
import { pourMoi } from './pour-moi.store.ts'
import { chemins } from './synthese.paths.ts'

const accueil = { label: 'Ma journée', href: '/' }
const duService = ({ fonction }: Acteur) =>
  ['dpip', 'dfspip', 'administratif', 'surveillant'].includes(fonction)
const cles = Object.keys(etatsDeDossier) as (keyof typeof etatsDeDossier)[]
const JOURS_AVANT_ECHEANCE = 14
/** A departure of these days is prepared now: dossiers to hand over, convocations to decide. */
const JOURS_AVANT_DEPART = 14
const premiers = lesPremiers(LIGNES)
const enOrdre = <C extends string>(tri: C) => ({ ...premiers, tri, sens: 'asc' as const })
const aucune = listeVide(premiers)

/** What a juridiction does not see of a dossier neither filters nor orders its list. */
const vuDeLaJuridiction = (filtre: Filtre): Filtre => ({
  ...filtre,
  agent: '',
  etat: filtre.etat in etatsVusDeLaJuridiction ? filtre.etat : '',
  tri: filtre.tri === 'contact' || filtre.tri === 'depuis' ? 'nom' : filtre.tri,
})

/** All that a day shows, asked together. */
async function lireMaJournee(tx: Tx, context: Context) {
  const { acteur, aujourdhui } = context
  const portee = { agentId: acteur.id, serviceId: acteur.serviceId ?? '', tous: duService(acteur) }
  const bientot = ajouterJours(aujourdhui, JOURS_AVANT_ECHEANCE)
  const encadre = acteur.peut('dossier:affecter')
  const si = <T,>(oui: boolean, lire: () => Promise<T>) => (oui ? lire() : undefined)
  const [
    pour,
    partis,
    convocations,
    inconnus,
    attendus,
    echeances,
    aValider,
    reponses,
    agenda,
    aAffecter,
    attentes,
    sansContact,
    brouillons,
  ] = await Promise.all([
    pourMoi(tx, context, premiers),
    si(encadre, () =>
      departs(tx, portee.serviceId, premiers, ajouterJours(aujourdhui, JOURS_AVANT_DEPART)),
    ),
    store.convocationsDuJour(tx, portee, aujourdhui, premiers),
    store.statutsInconnus(tx, portee, aujourdhui, premiers),
    si(acteur.peut('saisine:lire'), () => store.rapportsAttendus(tx, portee, bientot, premiers)),
    si(acteur.peut('echeance:service'), () =>
      echeancesOuvertes(tx, portee, bientot, { ...enOrdre('le'), enMain: '' }),
    ),
    si(encadre, () => rapportsEnAttente(tx, { serviceId: portee.serviceId }, enOrdre('echeance'))),
    si(encadre, () => aRepondre(tx, portee.serviceId)),
    agendaATraiter(tx, portee.serviceId, ici(context)),
    si(encadre, () => dossiersAConfier(tx, portee.serviceId, aujourdhui, premiers)),
    store.attentesDeSaisine(tx, portee, premiers),
    si(acteur.peut('accompagnement:lire'), () =>
      store.sansContact(tx, portee, ajouterMois(aujourdhui, -store.MOIS_SANS_CONTACT), premiers),
    ),
    store.mesBrouillons(tx, acteur.id, premiers),
  ])
  return {
    tous: portee.tous,
    pourMoi: pour,
    partis: partis ?? aucune,
    convocations,
    inconnus,
    attendus: attendus ?? aucune,
    echeances: echeances ?? aucune,
    aValider: aValider ?? aucune,
    aRepondre: reponses ?? [],
    agenda,
    aAffecter: aAffecter ?? aucune,
    attentes,
    sansContact: sansContact ?? aucune,
    brouillons,
  }
}

async function maJournee(tx: Tx, context: Context) {
  const { acteur, aujourdhui } = context
  return (
    <MaJournee
      {...(await lireMaJournee(tx, context))}
      aujourdhui={aujourdhui}
      lecteur={lecteurDe(acteur)}
      peut={{
        demandes: acteur.peut('saisine:lire'),
        ecrire: acteur.peut('accompagnement:ecrire'),
        echeances: acteur.peut('echeance:service'),
        repondre: acteur.peut('dossier:affecter'),
        convoquer: acteur.peut('convocation:ecrire'),
        messages: acteur.peut('message:lire'),
        ecrireMessages: acteur.peut('message:ecrire'),
      }}
    />
  )
}

export function syntheseRoutes(plateforme: Plateforme): void {
  listesRoutes(plateforme)
  page(plateforme, {
    path: chemins.journee,
    access: 'compte:soi',
    params: z.object({}),
    view: async (tx, _params, context) => {
      const { acteur, aujourdhui } = context
      if (acteur.serviceId) return { titre: 'Ma journée', corps: await maJournee(tx, context) }
      if (!acteur.juridictionId)
        return {
          titre: 'Administration',
          corps: (
            <Administration
              alertes={acteur.peut('alerte:decider') ? (await alertesOuvertes(tx)).length : 0}
            />
          ),
        }
      const lit = acteur.peut('rapport:lire')
      const ou = { juridictionId: acteur.juridictionId }
      const deLaJuridiction = { agentId: acteur.id, serviceId: acteur.juridictionId, tous: true }
      const [pour, rapports, demandes, convocations, brouillons] = await Promise.all([
        pourMoi(tx, context, premiers),
        lit ? rapportsEnAttente(tx, ou, enOrdre('echeance')) : aucune,
        demandesEnCours(tx, ou, enOrdre('echeance')),
        acteur.peut('convocation:lire')
          ? store.convocationsDuJour(tx, deLaJuridiction, aujourdhui, premiers)
          : aucune,
        store.mesBrouillons(tx, acteur.id, premiers),
      ])
      return {
        titre: 'Ma journée',
        corps: (
          <JourneeDeJuridiction
            aujourdhui={aujourdhui}
            pourMoi={pour}
            rapports={rapports}
            demandes={demandes}
            convocations={convocations}
            brouillons={brouillons}
            lit={lit}
            lecteur={lecteurDe(acteur)}
            peut={{
              convoquer: acteur.peut('bex:convoquer'),
              tableau: acteur.peut('bex:tableau'),
              accueil: acteur.peut('accueil:pointer'),
            }}
          />
        ),
      }
    },
  })
  page(plateforme, {
    path: chemins.mesDossiers,
    access: 'dossier:lister',
    params: z.object({
      ...parTri(trisDeDossiers),
      etat: z.enum(cles).catch(''),
      nom: z.string().max(100).default(''),
      qui: z.enum(['', 'moi', 'service']).catch(''),
      agent: z.uuid().or(z.literal('')).catch(''),
    }),
    view: async (tx, { qui, ...filtre }, { acteur, aujourdhui, montrer }) => {
      const cherches = ({ lignes }: { lignes: { dossierId: string }[] }) =>
        montrer(
          filtre.nom.trim() === '' ? [] : lignes.map(ligne => ligne.dossierId),
          'recherche, dossiers',
        )
      if (acteur.juridictionId) {
        const titre = 'Dossiers de la juridiction'
        const liste = await mesDossiers(
          tx,
          { juridictionId: acteur.juridictionId },
          vuDeLaJuridiction(filtre),
          {
            aujourdhui,
            fuseau: acteur.fuseau,
          },
        )
        cherches(liste)
        const corps = (
          <MesDossiers
            liste={liste}
            filtre={vuDeLaJuridiction(filtre)}
            qui=""
            titre={titre}
            duService={false}
            juridiction
            agentNom=""
          />
        )
        return { titre, fil: [accueil, { label: 'Dossiers' }], corps }
      }
      const tous = qui === 'service' || filtre.agent !== '' || (qui === '' && duService(acteur))
      const portee = { agentId: acteur.id, serviceId: trouver(acteur.serviceId), tous }
      const titre = tous ? 'Dossiers du service' : 'Mes dossiers'
      const liste = await mesDossiers(tx, portee, filtre, { aujourdhui, fuseau: acteur.fuseau })
      cherches(liste)
      return {
        titre,
        fil: [accueil, { label: 'Dossiers' }],
        corps: (
          <MesDossiers
            liste={liste}
            filtre={filtre}
            qui={tous ? 'service' : 'moi'}
            duService={tous}
            titre={titre}
            juridiction={false}
            agentNom={filtre.agent ? ((await agentParId(tx, filtre.agent))?.nomComplet ?? '') : ''}
          />
        ),
      }
    },
  })
  page(plateforme, {
    path: chemins.recherche,
    access: 'dossier:chercher',
    params: z.object({ ...parPage, q: z.string().max(200).default('') }),
    view: async (tx, { q: cherche, ...tranche }, { acteur, montrer }) => {
      const texte = cherche.trim()
      const trouves =
        texte === ''
          ? decouper([], tranche)
          : await rechercher(
              tx,
              acteur.serviceId ?? acteur.juridictionId ?? '',
              { texte, naissanceLe: lireJour(texte) },
              tranche,
            )
      montrer(
        trouves.lignes.map(ligne => ligne.dossierId),
        'recherche',
      )
      return {
        titre: 'Recherche',
        fil: [accueil, { label: 'Recherche' }],
        corps: <Recherche q={texte} liste={trouves} />,
      }
    },
  })
  dossierRoutes(plateforme)
}
