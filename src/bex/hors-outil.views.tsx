import { afficherHeure, afficherJour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  adresseDeListe,
  Bloc,
  Bouton,
  ChampChoix,
  ChampTexte,
  Details,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  Rangee,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { RechercheGardee } from './audience.store.ts'
import { chemins } from './bex.paths.ts'
import { Corrections } from './histoire.panels.tsx'
import type { CorrectionHorsOutil, Filtre, RemiseHorsOutil } from './hors-outil.store.ts'
import { ChampsRemis } from './remis.views.tsx'

const libelles = {
  spipNom: 'Nom du SPIP',
  spipAdresse: 'Adresse',
  spipTelephone: 'Téléphone du SPIP',
  le: 'Jour',
  heure: 'Heure',
  telephone: 'Téléphone',
  audienceLe: 'Jour de l’audience',
  adresseLe: 'Adressé le',
  motif: 'Pourquoi',
}
type RemettreProps = {
  r: RechercheGardee
  state: FormState
  retour: string
  annuaire: { value: string; label: string; group: string }[]
  /** Services of the tool that follow somebody of a close name. */
  suivie: string[]
}
/** For which SPIP, when if it is known, and what was handed over. */
export const RemettreHorsOutil = ({
  r: remise,
  state,
  retour,
  annuaire,
  suivie,
}: RemettreProps) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={retour}>Retour aux créneaux</LienBouton>}>
      Le SPIP n’est pas dans l’outil
    </Titre>
    <p class="fil-discret">
      {remise.nom} {remise.prenoms} · Naissance : <LeJour le={remise.naissanceLe} />. Aucun dossier
      n’est ouvert ici : le tribunal garde cette remise et note quand le dossier part.
    </p>
    {suivie.length > 0 && (
      <Alerte genre="attention">
        Une personne d’un nom très proche est suivie dans l’outil par {suivie.join(', ')}. Si c’est
        elle, revenez aux créneaux.
      </Alerte>
    )}
    <Formulaire large>
      <ResumeErreurs state={state} libelles={libelles} />
      <Bloc legende="Où la personne doit aller">
        <ChampChoix
          state={state}
          name="antenneId"
          label="Dans l’annuaire"
          vide="Pas dans l’annuaire"
          options={annuaire}
        />
        <Rangee>
          <ChampTexte state={state} name="spipNom" label="Sinon, nom du SPIP" />
          <ChampTexte state={state} name="spipAdresse" label="Adresse" />
          <ChampTexte
            state={state}
            name="spipTelephone"
            label="Téléphone du SPIP"
            type="tel"
            inputmode="tel"
          />
        </Rangee>
      </Bloc>
      <Bloc legende="Quand">
        <p class="fil-discret">
          Le jour et l’heure que le SPIP a donnés au téléphone. Vides : « le SPIP vous convoquera ».
        </p>
        <Rangee>
          <ChampTexte state={state} name="le" label="Jour" type="date" />
          <ChampTexte state={state} name="heure" label="Heure" type="time" />
          <ChampTexte
            state={state}
            name="telephone"
            label="Téléphone de la personne"
            type="tel"
            inputmode="tel"
          />
        </Rangee>
      </Bloc>
      <ChampsRemis state={state} />
      <Actions>
        <Bouton>Remettre la convocation</Bouton>
      </Actions>
    </Formulaire>
  </div>
)

const quand = (remise: RemiseHorsOutil) =>
  remise.le && remise.heure
    ? `${afficherJour(remise.le)} à ${afficherHeure(remise.heure)}`
    : 'Le SPIP convoquera'

type UneProps = { r: RemiseHorsOutil; corrections: CorrectionHorsOutil[]; state: FormState }
/** What was handed over, and what the court still has to do. */
export const UneRemiseHorsOutil = ({ r: remise, corrections, state }: UneProps) => (
  <div class="fil-pile">
    <Titre
      actions={<LienBouton href={chemins.remisesHorsOutil}>Remises hors de l’outil</LienBouton>}
    >
      {remise.nom} {remise.prenoms}
    </Titre>
    <Alerte genre="ok">
      <strong>{quand(remise)}</strong>, {remise.spipNom}, {remise.spipAdresse}
    </Alerte>
    <Actions>
      <LienBouton href={chemins.avisHorsOutil(remise.id)} variante="primaire">
        Imprimer les deux exemplaires
      </LienBouton>
      <LienBouton href={chemins.corrigerHorsOutil(remise.id)}>Corriger</LienBouton>
      <LienBouton href={chemins.chercher}>Convoquer une autre personne</LienBouton>
    </Actions>
    <ResumeErreurs state={state} libelles={libelles} />
    {remise.adresseLe ? (
      <Formulaire enLigne action={chemins.reprendre(remise.id)} etiquette="Annuler l’envoi noté">
        <Pastille genre="ok">Dossier adressé au SPIP</Pastille> le <LeJour le={remise.adresseLe} />
        <Bouton variante="tertiaire">Annuler</Bouton>
      </Formulaire>
    ) : (
      <Formulaire action={chemins.adresser(remise.id)} etiquette="Dossier adressé au SPIP">
        <h2>Dossier à adresser au SPIP</h2>
        <ChampTexte state={state} name="adresseLe" label="Adressé le" type="date" required />
        <Actions>
          <Bouton variante="secondaire">Noter qu’il est adressé</Bouton>
        </Actions>
      </Formulaire>
    )}
    <Faits
      faits={[
        ['Naissance', <LeJour le={remise.naissanceLe} />],
        ['Téléphone', remise.telephone],
        ['Téléphone du SPIP', remise.spipTelephone],
        ['Audience', <LeJour le={remise.audienceLe} />],
        ['N° parquet', remise.numeroParquet],
        ['Décision', remise.decision],
        ['Décision remise', remise.decisionRemise ? 'oui' : 'non'],
        ['Pièces que le tribunal doit encore', remise.piecesManquantes ?? 'aucune n’est signalée'],
        ['À dire au SPIP', remise.precisions],
        [
          'Par',
          <>
            {remise.parNom}, le <Instant a={remise.a} />
          </>,
        ],
      ]}
    />
    <Corrections lignes={corrections} />
    <p class="fil-discret">
      Elle s’efface d’elle-même le <LeJour le={remise.effaceeLe} /> : trois mois après l’envoi du
      dossier, un an au plus après l’audience (durées à valider).
    </p>
    <Details titre="Effacer cette remise">
      <Formulaire action={chemins.effacer(remise.id)} etiquette="Effacer cette remise">
        <p>
          Tout ce qui est écrit ici de cette personne disparaît, sans retour. Le journal garde
          qu’une remise a été effacée, par qui et pourquoi.
        </p>
        <ChampTexte
          state={state}
          name="motif"
          label="Pourquoi"
          hint="Sans nommer la personne."
          required
        />
        <Actions>
          <Bouton variante="danger">Effacer</Bouton>
        </Actions>
      </Formulaire>
    </Details>
  </div>
)

/** Those of the court, with what is still to be sent. */
export const RemisesHorsOutil = ({
  liste,
  filtre,
}: {
  liste: Liste<RemiseHorsOutil>
  filtre: Filtre
}) => {
  const { tri, sens, etat } = filtre
  const url = adresseDeListe(chemins.remisesHorsOutil, liste, { tri, sens, etat })
  return (
    <div class="fil-pile">
      <Titre actions={<LienBouton href={chemins.chercher}>Convoquer à l’audience</LienBouton>}>
        Remises hors de l’outil
      </Titre>
      <Onglets
        etiquette="Dossiers"
        onglets={[
          {
            href: url({ etat: 'a_adresser' }),
            label: 'Dossier à adresser',
            actif: etat === 'a_adresser',
          },
          { href: url({ etat: 'toutes' }), label: 'Toutes', actif: etat === 'toutes' },
        ]}
      />
      <ListeEnTableau
        cle="hors-outil"
        liste={liste}
        nom={['remise', 'remises']}
        ligne={ligne => ligne.id}
        legende="Remises hors de l’outil"
        vide={
          etat === 'toutes'
            ? 'Aucune convocation remise pour un SPIP qui n’est pas dans l’outil.'
            : 'Aucun dossier à adresser : tous sont partis, ou rien n’a été remis hors de l’outil.'
        }
        ordre={filtre}
        url={url}
        colonnes={[
          {
            label: 'Personne',
            tri: 'nom',
            entete: true,
            rendu: ligne => (
              <a href={chemins.remiseHorsOutil(ligne.id)}>{`${ligne.nom} ${ligne.prenoms}`}</a>
            ),
          },
          { label: 'Audience', tri: 'audience', rendu: ligne => <LeJour le={ligne.audienceLe} /> },
          { label: 'SPIP', rendu: ligne => ligne.spipNom },
          { label: 'Convocation', rendu: quand },
          {
            label: 'Dossier',
            rendu: ligne =>
              ligne.adresseLe ? (
                <>
                  adressé le <LeJour le={ligne.adresseLe} />
                </>
              ) : (
                <Pastille genre="attention">à adresser</Pastille>
              ),
          },
        ]}
      />
    </div>
  )
}
