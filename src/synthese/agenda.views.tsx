import type { ComponentChildren } from 'preact'
import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as decision } from '../agenda/decision.paths.ts'
import { chemins as demenagement } from '../agenda/demenagement.paths.ts'
import { chemins as seance } from '../agenda/seance.paths.ts'
import { chemins as bex } from '../bex/bex.paths.ts'
import { chemins as calendriers } from '../calendriers/calendrier.paths.ts'
import { chemins as calendrier } from '../creneaux/calendrier.paths.ts'
import { chemins as messages } from '../messages/message.paths.ts'
import { cheminsDuRessort as ressort } from '../moyens/ressort.paths.ts'
import { chemins as statistiques } from '../observatoire/statistique.paths.ts'
import type { Jour } from '../platform/date.ts'
import { Carte, LeJour, Pastille, Titre } from '../platform/interface/index.ts'
import type { Compteurs } from './agenda.store.ts'

type Peut = {
  ecrire: boolean
  accueil: boolean
  tenir: boolean
  tableau: boolean
  bex: boolean
  messages: boolean
  ecrireMessages: boolean
  statistiques: boolean
  flux: boolean
  ressort: boolean
}
type Ligne = { href: string; nom: string; quoi: string; combien?: number; si?: boolean }

const Liens = ({ titre, lignes }: { titre: string; lignes: Ligne[] }) => {
  const vues = lignes.filter(ligne => ligne.si !== false)
  return vues.length === 0 ? null : (
    <Carte titre={titre}>
      <ul class="fil-liste">
        {vues.map(vue => (
          <li>
            <a href={vue.href}>{vue.nom}</a>{' '}
            {vue.combien ? <Pastille genre="attention">{`${vue.combien}`}</Pastille> : null}
            <div class="fil-discret">{vue.quoi}</div>
          </li>
        ))}
      </ul>
    </Carte>
  )
}

type Sommaire = { aujourdhui: Jour; n: Compteurs; peut: Peut }
/** Every screen of the agenda on one page, with what waits behind each door. */
export const SommaireDeLAgenda = (page: Sommaire): ComponentChildren => (
  <div class="fil-pile">
    <Titre>
      Agenda du <LeJour le={page.aujourdhui} long />
    </Titre>
    <div class="fil-deux-tiers">
      <div class="fil-pile">
        <ChaqueJour {...page} />
        <ATraiter {...page} />
      </div>
      <div class="fil-pile">
        <Regler {...page} />
        <Comprendre {...page} />
      </div>
    </div>
  </div>
)

const ChaqueJour = ({ n: compteurs, peut }: Sommaire) => (
  <Liens
    titre="Chaque jour"
    lignes={[
      {
        href: bex.chercher,
        nom: 'Convoquer à l’audience',
        quoi: 'Trouver la personne, prendre le créneau, imprimer l’avis.',
        si: peut.bex,
      },
      {
        href: accueil.liste,
        nom: 'Liste du jour',
        quoi: 'Qui vient aujourd’hui, qui est arrivé.',
        combien: compteurs.aujourdhui,
        si: peut.accueil,
      },
      {
        href: calendriers.semaine(),
        nom: 'Semaine',
        quoi: 'Par agent, par agenda ou par lieu, à imprimer.',
      },
      {
        href: agenda.creneaux,
        nom: 'Créneaux libres',
        quoi: 'Par type, par semaine et par agent.',
      },
      {
        href: seance.liste,
        nom: 'Séances collectives',
        quoi: 'Inscrire, imprimer la feuille d’émargement, noter les présences.',
      },
      {
        href: bex.tableau,
        nom: 'Sorties d’audience',
        quoi: 'Places libres par mois et par jour, à imprimer.',
        si: peut.tableau,
      },
    ]}
  />
)

const ATraiter = ({ n: compteurs, peut }: Sommaire) => (
  <Liens
    titre="À traiter"
    lignes={[
      {
        href: decision.liste,
        nom: 'Convocations à décider',
        quoi: 'Absence, fermeture, plage changée, transfert : garder, déplacer ou annuler.',
        combien: compteurs.aDecider,
        si: peut.ecrire,
      },
      {
        href: decision.sansSuite,
        nom: 'Convocations sans suite notée',
        quoi: 'Passées, et personne n’a dit ce qui s’est passé.',
        combien: compteurs.sansSuite,
        si: peut.ecrire,
      },
      {
        href: messages.liste,
        nom: 'Messages',
        quoi: 'Partis, reçus, en échec.',
        combien: compteurs.nonPartis,
        si: peut.messages,
      },
      {
        href: messages.aImprimer,
        nom: 'Lettres à imprimer',
        quoi: 'Quand ni SMS ni courriel ne peut partir.',
        combien: compteurs.lettres,
        si: peut.ecrireMessages,
      },
      {
        href: messages.injoignables,
        nom: 'Numéros injoignables',
        quoi: 'À corriger avec la personne.',
        si: peut.messages,
      },
    ]}
  />
)

const Regler = ({ peut }: Sommaire) => (
  <Liens
    titre="Régler"
    lignes={[
      {
        href: calendrier.calendrier,
        nom: 'Plages de la semaine',
        quoi: 'Ce qui ouvre les créneaux.',
      },
      {
        href: calendrier.lieux,
        nom: 'Lieux et agendas',
        quoi: 'Où l’on reçoit, à quelles heures.',
        si: peut.tenir,
      },
      {
        href: calendrier.types,
        nom: 'Types de convocation',
        quoi: 'Durée, forme, mots de chacun.',
        si: peut.tenir,
      },
      {
        href: calendriers.disponibilites,
        nom: 'Disponibilités',
        quoi: 'Places libres et besoins des quatre semaines.',
      },
      {
        href: demenagement.demenagement,
        nom: 'Déménagement',
        quoi: 'D’un lieu à un autre, avec les messages.',
        si: peut.tenir,
      },
      {
        href: messages.modeles,
        nom: 'Modèles de messages',
        quoi: 'Les mots du service, en huit langues.',
        si: peut.messages,
      },
      {
        href: calendriers.calendriers,
        nom: 'Calendriers à suivre ailleurs',
        quoi: 'Liens secrets pour un téléphone ou une messagerie.',
        si: peut.flux,
      },
      {
        href: ressort.ressort,
        nom: 'Ressort',
        quoi: 'Commune, service et juridiction compétents.',
        si: peut.ressort,
      },
    ]}
  />
)

const Comprendre = ({ peut }: Sommaire) => (
  <Liens
    titre="Comprendre"
    lignes={[
      {
        href: statistiques.statistiques,
        nom: 'Statistiques',
        quoi: 'Présence, excuses, absences, délais.',
        si: peut.statistiques,
      },
    ]}
  />
)
