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
  aujourdhui: string
  pourMoi: Liste<Ligne>
  brouillons: De<typeof store.mesBrouillons>
  lit: boolean
  lecteur: Lecteur
  peut: { convoquer: boolean; tableau: boolean; accueil: boolean }
}

/** A juridiction's day: what has arrived, and what is awaited with who has it in hand. */
export const JourneeDeJuridiction = ({ rapports, demandes, convocations, aujourdhui, pourMoi, brouillons, ...j }: JourneeJuridiction) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {j.peut.convoquer && (
            <LienBouton href={bex.chercher} variante="primaire">
              Convoquer à l’audience
            </LienBouton>
          )}
          {j.peut.accueil && <LienBouton href={accueil.liste}>Liste du jour</LienBouton>}
          {j.peut.tableau && !j.peut.accueil && <LienBouton href={bex.tableau}>Créneaux par audience</LienBouton>}
        </>
      }
    >
      Ma journée du <LeJour le={aujourdhui} long />
    </Titre>
    <CartePourMoi liste={pourMoi} aujourdhui={aujourdhui} />
    {j.lit && (
      <Carte titre="Rapports reçus">
        <ListeEnLignes
          cle="rapports"
          liste={rapports}
          nom={['rapport', 'rapports']}
          ligne={r => r.rapportId}
          vide="Aucun rapport n’attend votre lecture."
          tout={magistrats.rapports}
          rendu={r => (
            <>
              {r.etat === 'transmis' && <Pastille genre="alerte">Nouveau</Pastille>}{' '}
              <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet}
              <PourLe le={r.echeanceLe} aujourdhui={aujourdhui} /> <PastilleRapport etat={r.etat} />
            </>
          )}
        />
      </Carte>
    )}
    {convocations.total > 0 && (
      <Carte titre="Convocations d’aujourd’hui">
        <ListeEnTableau
          cle="convocations"
          liste={convocations}
          nom={['convocation', 'convocations']}
          ligne={c => c.convocationId}
          vide={null}
          tout={j.peut.accueil ? accueil.liste : bex.tableau}
          legende="Convocations d’aujourd’hui"
          colonnes={[
            { label: 'Heure', rendu: c => <Heure heure={c.heure} />, entete: true },
            { label: 'Personne', rendu: c => <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.nomComplet}</a> },
            { label: 'Type', rendu: c => c.typeLibelle },
            { label: 'État', rendu: c => <Pastille genre={genreDEtat(c.etat) as Genre}>{etats[c.etat as keyof typeof etats]}</Pastille> },
          ]}
        />
      </Carte>
    )}
    <Carte titre="Demandes en cours" lien={{ href: magistrats.demandes, label: 'Toutes' }}>
      <ListeEnTableau
        cle="demandes"
        liste={demandes}
        nom={['demande en cours', 'demandes en cours']}
        ligne={d => d.saisineId}
        legende="Demandes en cours"
        vide="Aucune demande en cours."
        tout={magistrats.demandes}
        colonnes={[
          { label: 'Personne', rendu: d => <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>, entete: true },
          { label: 'Demande', rendu: d => <a href={magistrats.saisine(d.dossierId, d.saisineId)}>{saisine(d.nature)}</a> },
          {
            label: 'Échéance',
            rendu: d => (
              <>
                <LeJour le={d.echeanceLe} /> <PastilleDeDelai demande={d} aujourdhui={aujourdhui} lecteur={j.lecteur} />
              </>
            ),
          },
          { label: 'En main', rendu: d => detenteurs[d.detenteur as keyof typeof detenteurs] ?? '' },
        ]}
      />
    </Carte>
    <MesBrouillons liste={brouillons} />
    <ToutesLesListes />
  </div>
)

/** Who keeps the application running sees nobody followed: what is theirs to keep, and where. */
export const Administration = ({ alertes }: { alertes: number }) => (
  <div class="fil-pile">
    <Titre>Administration</Titre>
    <p>Ce compte tient l’organisation. Il ne voit aucun dossier.</p>
    <Carte titre="À tenir">
      <ul class="fil-liste">
        <li>
          <a href={acces.recherches}>Recherches hors du service</a> : plafonds dépassés et imports signalés, d’un compte d’une juridiction
          ou d’une direction
          {alertes > 0 && (
            <>
              {' '}
              <Pastille genre="alerte">{alertes} à voir</Pastille>
            </>
          )}
          .
        </li>
        <li>
          <a href={annuaire.annuaire}>Annuaire</a> : services, antennes, juridictions, agents qui arrivent et qui partent.
        </li>
        <li>
          <a href={ressort.ressort}>Ressort</a> : quel service et quelle juridiction pour chaque commune.
        </li>
        <li>
          <a href={droit.recueil()}>Droit</a> : les valeurs en vigueur, leur source, ce qui reste à vérifier.
        </li>
      </ul>
    </Carte>
  </div>
)
