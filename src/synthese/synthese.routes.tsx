import { z } from 'zod'
import { alertesOuvertes } from '../acces/index.ts'
import { plan } from '../accompagnement/index.ts'
import { remisesDuDossier } from '../bex/index.ts'
import {
  aRepondre,
  filDuDossier,
  type Identite,
  identite as lireIdentite,
  propositionsADecider,
  rechercher,
  transfertEnCours,
} from '../dossiers/index.ts'
import { echeancesDuDossier, echeancesOuvertes } from '../echeances/index.ts'
import { demandesEnCours, lecteurDe, rapportsEnAttente } from '../magistrats/index.ts'
import { attentesDuDossier, libelleDeNature, mesuresDuDossier, nomDEcheance, piecesDuDossier } from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { agentParId } from '../moyens/index.ts'
import { type Acteur, type Context, ici } from '../platform/command.ts'
import { ajouterJours, ajouterMois, lireJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { page } from '../platform/http/page.ts'
import { type Plateforme, trouver } from '../platform/http/plateforme.ts'
import { decouper, lesPremiers, listeVide, parPage, parTri } from '../platform/liste.ts'
import { parDossier } from '../platform/saisie.ts'
import { agendaATraiter } from './agenda.store.ts'
import { evenements, liensDuFil } from './dossier.store.ts'
import { PageChronologie, PageDossier, pointDEcheance, pointDe } from './dossier.views.tsx'
import { departs, dossiersAConfier } from './equipe.store.ts'
import { ecranEtroit } from './etroit.ecran.tsx'
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
const duService = ({ fonction }: Acteur) => ['dpip', 'dfspip', 'administratif', 'surveillant'].includes(fonction)
const cles = Object.keys(etatsDeDossier) as (keyof typeof etatsDeDossier)[]
const JOURS_AVANT_ECHEANCE = 14
/** A departure of these days is prepared now: dossiers to hand over, convocations to decide. */
const JOURS_AVANT_DEPART = 14
const premiers = lesPremiers(LIGNES)
const enOrdre = <C extends string>(tri: C) => ({ ...premiers, tri, sens: 'asc' as const })
const aucune = listeVide(premiers)

/** What a juridiction does not see of a dossier neither filters nor orders its list. */
const vuDeLaJuridiction = (f: Filtre): Filtre => ({
  ...f,
  agent: '',
  etat: f.etat in etatsVusDeLaJuridiction ? f.etat : '',
  tri: f.tri === 'contact' || f.tri === 'depuis' ? 'nom' : f.tri,
})

async function maJournee(tx: Tx, context: Context) {
  const { acteur, aujourdhui } = context
  const portee = { agentId: acteur.id, serviceId: acteur.serviceId ?? '', tous: duService(acteur) }
  const encadre = acteur.peut('dossier:affecter')
  const suit = acteur.peut('accompagnement:lire')
  return (
    <MaJournee
      aujourdhui={aujourdhui}
      lecteur={lecteurDe(acteur)}
      pourMoi={await pourMoi(tx, context, lesPremiers(LIGNES))}
      tous={portee.tous}
      partis={encadre ? await departs(tx, portee.serviceId, premiers, ajouterJours(aujourdhui, JOURS_AVANT_DEPART)) : aucune}
      convocations={await store.convocationsDuJour(tx, portee, aujourdhui, premiers)}
      inconnus={await store.statutsInconnus(tx, portee, aujourdhui, premiers)}
      attendus={
        acteur.peut('saisine:lire')
          ? await store.rapportsAttendus(tx, portee, ajouterJours(aujourdhui, JOURS_AVANT_ECHEANCE), premiers)
          : aucune
      }
      echeances={
        acteur.peut('echeance:service')
          ? await echeancesOuvertes(tx, portee, ajouterJours(aujourdhui, JOURS_AVANT_ECHEANCE), { ...enOrdre('le'), enMain: '' })
          : aucune
      }
      aValider={encadre ? await rapportsEnAttente(tx, { serviceId: portee.serviceId }, enOrdre('echeance')) : aucune}
      aRepondre={encadre ? await aRepondre(tx, portee.serviceId) : []}
      agenda={await agendaATraiter(tx, portee.serviceId, ici(context))}
      aAffecter={encadre ? await dossiersAConfier(tx, portee.serviceId, aujourdhui, premiers) : aucune}
      attentes={await store.attentesDeSaisine(tx, portee, premiers)}
      sansContact={suit ? await store.sansContact(tx, portee, ajouterMois(aujourdhui, -store.MOIS_SANS_CONTACT), premiers) : aucune}
      brouillons={await store.mesBrouillons(tx, acteur.id, premiers)}
      peut={{
        demandes: acteur.peut('saisine:lire'),
        ecrire: acteur.peut('accompagnement:ecrire'),
        echeances: acteur.peut('echeance:service'),
        repondre: encadre,
        convoquer: acteur.peut('convocation:ecrire'),
        messages: acteur.peut('message:lire'),
        ecrireMessages: acteur.peut('message:ecrire'),
      }}
    />
  )
}

const peutDe = (acteur: Acteur, i: Identite) => {
  const leSien = i.serviceId === acteur.serviceId
  return {
    accompagner: acteur.peut('accompagnement:lire'),
    noter: acteur.peut('accompagnement:ecrire'),
    convoquer: acteur.peut('convocation:ecrire') && leSien && i.decedeLe === null,
    convocations: acteur.peut('convocation:lire'),
    echeances: acteur.peut('echeance:lire'),
    ecrits: acteur.peut('saisine:lire'),
    rapports: acteur.peut('rapport:lire'),
    corriger: acteur.peut('personne:ecrire') && leSien,
    affecter: acteur.peut('dossier:affecter') && leSien,
    transferer: acteur.peut('transfert:proposer') && leSien,
    repondre: acteur.peut('transfert:repondre'),
    clore: acteur.peut('dossier:cloturer') && leSien,
    fusionner: acteur.peut('dossier:fusionner') && leSien,
  }
}
const voit = (acteur: Acteur) => ({
  accompagnement: acteur.peut('accompagnement:lire'),
  convocations: acteur.peut('convocation:lire'),
  rapports: acteur.peut('rapport:lire'),
})

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
          corps: <Administration alertes={acteur.peut('alerte:decider') ? (await alertesOuvertes(tx)).length : 0} />,
        }
      const lit = acteur.peut('rapport:lire')
      const rapports = lit ? await rapportsEnAttente(tx, { juridictionId: acteur.juridictionId }, enOrdre('echeance')) : aucune
      return {
        titre: 'Ma journée',
        corps: (
          <JourneeDeJuridiction
            aujourdhui={aujourdhui}
            pourMoi={await pourMoi(tx, context, lesPremiers(LIGNES))}
            rapports={rapports}
            demandes={await demandesEnCours(tx, { juridictionId: acteur.juridictionId }, enOrdre('echeance'))}
            convocations={
              acteur.peut('convocation:lire')
                ? await store.convocationsDuJour(
                    tx,
                    { agentId: acteur.id, serviceId: acteur.juridictionId, tous: true },
                    aujourdhui,
                    premiers,
                  )
                : aucune
            }
            lit={lit}
            lecteur={lecteurDe(acteur)}
            peut={{ convoquer: acteur.peut('bex:convoquer'), tableau: acteur.peut('bex:tableau'), accueil: acteur.peut('accueil:pointer') }}
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
    view: async (tx, { qui, ...filtre }, { acteur, aujourdhui }) => {
      if (acteur.juridictionId) {
        const titre = 'Dossiers de la juridiction'
        const liste = await mesDossiers(tx, { juridictionId: acteur.juridictionId }, vuDeLaJuridiction(filtre), {
          aujourdhui,
          fuseau: acteur.fuseau,
        })
        const corps = (
          <MesDossiers liste={liste} filtre={vuDeLaJuridiction(filtre)} qui="" titre={titre} duService={false} juridiction agentNom="" />
        )
        return { titre, fil: [accueil, { label: 'Dossiers' }], corps }
      }
      const tous = qui === 'service' || filtre.agent !== '' || (qui === '' && duService(acteur))
      const portee = { agentId: acteur.id, serviceId: trouver(acteur.serviceId), tous }
      const titre = tous ? 'Dossiers du service' : 'Mes dossiers'
      const liste = await mesDossiers(tx, portee, filtre, { aujourdhui, fuseau: acteur.fuseau })
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
    view: async (tx, { q, ...tranche }, { acteur, montrer }) => {
      const texte = q.trim()
      const trouves =
        texte === ''
          ? decouper([], tranche)
          : await rechercher(tx, acteur.serviceId ?? acteur.juridictionId ?? '', { texte, naissanceLe: lireJour(texte) }, tranche)
      montrer(
        trouves.lignes.map(t => t.dossierId),
        'recherche',
      )
      return { titre: 'Recherche', fil: [accueil, { label: 'Recherche' }], corps: <Recherche q={texte} liste={trouves} /> }
    },
  })
  dossierRoutes(plateforme)
}

function dossierRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.dossier(':dossierId'),
    access: 'dossier:lire',
    params: parDossier,
    portees: ['convocation', 'proposition'],
    view: async (tx, { dossierId }, context) => {
      const { acteur, aujourdhui } = context
      const identite = await lireIdentite(tx, dossierId)
      if (!identite) return ecranEtroit(tx, dossierId, context)
      const faits = await evenements(tx, dossierId, voit(acteur), acteur.fuseau)
      const lesMesures = await mesuresDuDossier(tx, dossierId)
      const ouvertes = acteur.peut('echeance:lire')
        ? (await echeancesDuDossier(tx, dossierId)).filter(e => !e.faiteLe && !e.nonPoursuiteId && !e.finieLe)
        : []
      const fil = {
        bandes: lesMesures.map(m => ({
          libelle: libelleDeNature(m.nature, m.decisionLe),
          debutLe: m.debutLe,
          finLe: m.finLe,
          href: mesures.mesures(dossierId),
        })),
        liens: await liensDuFil(tx, dossierId, acteur.fuseau),
        points: [...faits.flatMap(e => pointDe(dossierId, e)), ...ouvertes.map(e => pointDEcheance(e, nomDEcheance(e)))],
      }
      const corps = (
        <PageDossier
          identite={identite}
          plan={acteur.peut('accompagnement:lire') ? await plan(tx, dossierId) : undefined}
          fil={fil}
          evenements={faits}
          echeances={ouvertes}
          attentes={await attentesDuDossier(tx, dossierId)}
          propositions={await propositionsADecider(tx, dossierId)}
          manquent={(await piecesDuDossier(tx, dossierId)).filter(p => !p.recueLe).length}
          transfert={await transfertEnCours(tx, dossierId)}
          aujourdhui={aujourdhui}
          lecteur={lecteurDe(acteur)}
          peut={peutDe(acteur, identite)}
          monServiceId={acteur.serviceId}
          remises={acteur.peut('convocation:lire') ? await remisesDuDossier(tx, dossierId) : null}
          monTribunalId={acteur.juridictionId}
        />
      )
      return {
        titre: identite.nomComplet,
        fil: [accueil, { label: identite.nomComplet }],
        corps,
      }
    },
  })
  page(plateforme, {
    path: chemins.chronologie(':dossierId'),
    access: 'dossier:lire',
    params: parDossier.extend(parPage),
    view: async (tx, { dossierId, ...tranche }, { acteur }) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const corps = (
        <PageChronologie
          identite={identite}
          liste={decouper(await evenements(tx, dossierId, voit(acteur), acteur.fuseau), tranche)}
          peut={peutDe(acteur, identite)}
        />
      )
      return { titre: 'Chronologie', fil: filDuDossier(identite, { label: 'Chronologie' }), corps }
    },
  })
}
