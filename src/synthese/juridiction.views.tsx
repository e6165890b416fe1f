import { chemins as acces } from '../acces/compte.paths.ts'
import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as bex } from '../bex/bex.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { chemins as droit } from '../droit/droit.paths.ts'
import {
  type demandesEnCours,
  detenteurs,
  type Lecteur,
  PastilleDeDelai,
  PastilleRapport,
  type rapportsEnAttente,
} from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import { chemins as annuaire } from '../moyens/annuaire.paths.ts'
import { cheminsDuRessort as ressort } from '../moyens/ressort.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Carte,
  type Genre,
  Heure,
  LeJour,
  LienBouton,
  ListeEnLignes,
  ListeEnTableau,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type * as store from './journee.store.ts'
import type { Ligne } from './pour-moi.store.ts'
import { CartePourMoi } from './pour-moi.views.tsx'
import { MesBrouillons, PourLe, saisine, ToutesLesListes } from './rubrique.views.tsx'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>

type JourneeJuridiction = {
  convocations: De<typeof store.convocationsDuJour>
  rapports: De<typeof rapportsEnAttente>
  demandes: De<typeof demandesEnCours>
  aujourdhui: Jour
  pourMoi: Liste<Ligne>
  brouillons: De<typeof store.mesBrouillons>
  lit: boolean
  lecteur: Lecteur
  peut: { convoquer: boolean; tableau: boolean; accueil: boolean }
}

/** A juridiction's day: what has arrived, and what is awaited with who has it in hand. */
export const JourneeDeJuridiction = (page: JourneeJuridiction) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {page.peut.convoquer && (
            <LienBouton href={bex.chercher} variante="primaire">
              Convoquer à l’audience
            </LienBouton>
          )}
          {page.peut.accueil && <LienBouton href={accueil.liste}>Liste du jour</LienBouton>}
          {page.peut.tableau && !page.peut.accueil && (
            <LienBouton href={bex.tableau}>Créneaux par audience</LienBouton>
          )}
        </>
      }
    >
      Ma journée du <LeJour le={page.aujourdhui} long />
    </Titre>
    <CartePourMoi liste={page.pourMoi} aujourdhui={page.aujourdhui} />
    {page.lit && <RapportsRecus {...page} />}
    {page.convocations.total > 0 && <ConvocationsDuJour {...page} />}
    <DemandesEnCours {...page} />
    <MesBrouillons liste={page.brouillons} />
    <ToutesLesListes />
  </div>
)

const RapportsRecus = ({ rapports, aujourdhui }: JourneeJuridiction) => (
  <Carte titre="Rapports reçus">
    <ListeEnLignes
      cle="rapports"
      liste={rapports}
      nom={['rapport', 'rapports']}
      ligne={ligne => ligne.rapportId}
      vide="Aucun rapport n’attend votre lecture."
      tout={magistrats.rapports}
      rendu={ligne => (
        <>
          {ligne.etat === 'transmis' && <Pastille genre="alerte">Nouveau</Pastille>}{' '}
          <a href={magistrats.rapport(ligne.dossierId, ligne.rapportId)}>{ligne.titre}</a>,{' '}
          {ligne.nomComplet}
          <PourLe le={ligne.echeanceLe} aujourdhui={aujourdhui} />{' '}
          <PastilleRapport etat={ligne.etat} />
        </>
      )}
    />
  </Carte>
)

const ConvocationsDuJour = ({ convocations, peut }: JourneeJuridiction) => (
  <Carte titre="Convocations d’aujourd’hui">
    <ListeEnTableau
      cle="convocations"
      liste={convocations}
      nom={['convocation', 'convocations']}
      ligne={ligne => ligne.convocationId}
      vide={null}
      tout={peut.accueil ? accueil.liste : bex.tableau}
      legende="Convocations d’aujourd’hui"
      colonnes={[
        { label: 'Heure', rendu: ligne => <Heure heure={ligne.heure} />, entete: true },
        {
          label: 'Personne',
          rendu: ligne => (
            <a href={agenda.convocation(ligne.dossierId, ligne.convocationId)}>
              {ligne.nomComplet}
            </a>
          ),
        },
        { label: 'Type', rendu: ligne => ligne.typeLibelle },
        {
          label: 'État',
          rendu: ligne => (
            <Pastille genre={genreDEtat(ligne.etat) as Genre}>{etats[ligne.etat]}</Pastille>
          ),
        },
      ]}
    />
  </Carte>
)

const DemandesEnCours = ({ demandes, aujourdhui, lecteur }: JourneeJuridiction) => (
  <Carte titre="Demandes en cours" lien={{ href: magistrats.demandes, label: 'Toutes' }}>
    <ListeEnTableau
      cle="demandes"
      liste={demandes}
      nom={['demande en cours', 'demandes en cours']}
      ligne={ligne => ligne.saisineId}
      legende="Demandes en cours"
      vide="Aucune demande en cours."
      tout={magistrats.demandes}
      colonnes={[
        {
          label: 'Personne',
          rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          entete: true,
        },
        {
          label: 'Demande',
          rendu: ligne => (
            <a href={magistrats.saisine(ligne.dossierId, ligne.saisineId)}>
              {saisine(ligne.nature)}
            </a>
          ),
        },
        {
          label: 'Échéance',
          rendu: ligne => (
            <>
              <LeJour le={ligne.echeanceLe} />{' '}
              <PastilleDeDelai demande={ligne} aujourdhui={aujourdhui} lecteur={lecteur} />
            </>
          ),
        },
        {
          label: 'En main',
          rendu: ligne => detenteurs[ligne.detenteur as keyof typeof detenteurs] ?? '',
        },
      ]}
    />
  </Carte>
)

/** Who keeps the application running sees nobody followed: what is theirs to keep, and where. */
export const Administration = ({ alertes }: { alertes: number }) => (
  <div class="fil-pile">
    <Titre>Administration</Titre>
    <p>Ce compte tient l’organisation. Il ne voit aucun dossier.</p>
    <Carte titre="À tenir">
      <ul class="fil-liste">
        <li>
          <a href={acces.recherches}>Recherches hors du service</a> : plafonds dépassés et imports
          signalés, d’un compte d’une juridiction ou d’une direction
          {alertes > 0 && (
            <>
              {' '}
              <Pastille genre="alerte">{alertes} à voir</Pastille>
            </>
          )}
          .
        </li>
        <li>
          <a href={annuaire.annuaire}>Annuaire</a> : services, antennes, juridictions, agents qui
          arrivent et qui partent.
        </li>
        <li>
          <a href={ressort.ressort}>Ressort</a> : quel service et quelle juridiction pour chaque
          commune.
        </li>
        <li>
          <a href={droit.recueil()}>Droit</a> : les valeurs en vigueur, leur source, ce qui reste à
          vérifier.
        </li>
      </ul>
    </Carte>
  </div>
)
