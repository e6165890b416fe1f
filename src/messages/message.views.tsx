import { chemins as convocations } from '../agenda/convocation.paths.ts'
import { Bandeau, direLeDeces, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  Carte,
  ChampTexte,
  EtatVide,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  LienBouton,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { UnMessage as Ligne, evenements as lireEvenements } from './boite.store.ts'
import { Mots } from './boite.views.tsx'
import { type Langue, langues, masquer } from './canal.rules.ts'
import { douteDe } from './doute.rules.ts'
import { MessageEnDoute } from './doute.views.tsx'
import {
  EtatDuMessage,
  type Joignable,
  LigneDeJoignabilite,
  PanneauMessages,
} from './message.panels.tsx'
import { chemins } from './message.paths.ts'
import {
  canaux,
  dire,
  libelleDeMoment,
  type Instant as Moment,
  refusDeDireParTelephone,
  refusDeRenvoyer,
} from './message.rules.ts'
import type { messagesDeLaPersonne } from './message.store.ts'
import type { Opposition } from './opposition.store.ts'
import { Oppositions } from './opposition.views.tsx'

type Entete = {
  identite: Identite
  message: Ligne
  evenements: Awaited<ReturnType<typeof lireEvenements>>
}
const aRenvoyer = ({ message, evenements }: Entete) => ({
  ...message,
  depasse: evenements.some(evenement => evenement.quoi === 'depasse'),
})

/** One message: its words, where it went, and all that happened to it. */
export const UnMessage = ({
  ecrire,
  maintenant,
  ...reste
}: Entete & { ecrire: boolean; maintenant: Moment }) => {
  const { identite, message, evenements } = reste
  const doute = douteDe(message, evenements)
  return (
    <div class="fil-pile">
      <Titre
        actions={
          ecrire && (
            <>
              {refusDeRenvoyer(aRenvoyer(reste), maintenant).length === 0 && (
                <LienBouton href={chemins.renvoyer(message.dossierId, message.id)}>
                  Renvoyer
                </LienBouton>
              )}
              {refusDeDireParTelephone(message).length === 0 && (
                <LienBouton href={chemins.dire(message.dossierId, message.id)}>
                  Dit par téléphone
                </LienBouton>
              )}
            </>
          )
        }
      >
        {`${canaux[message.canal] ?? message.canal}, ${libelleDeMoment(message.moment)}`}
      </Titre>
      <Bandeau identite={identite} />
      <Faits
        faits={[
          ['À', masquer(message.canal, message.destinataire)],
          ['Langue', langues[message.langue as Langue] ?? message.langue],
          [
            'Départ',
            message.canal === 'lettre' ? (
              'lettre'
            ) : (
              <Instant a={message.envoiA} fuseau={message.fuseau} />
            ),
          ],
          ['État', <EtatDuMessage message={message} />],
          ['Demandé par', message.auteur],
        ]}
      />
      {doute && (
        <MessageEnDoute
          doute={doute}
          canal={message.canal}
          fuseau={message.fuseau}
          ecrire={ecrire}
        />
      )}
      {message.canal === 'lettre' && message.objetId ? (
        <p>
          <a href={convocations.convocation(message.dossierId, message.objetId)}>
            La lettre s’imprime depuis la convocation
          </a>
        </p>
      ) : (
        <Carte titre="Texte">
          <Mots {...message} />
        </Carte>
      )}
      <Carte titre="Ce qui s’est passé">
        {evenements.length === 0 ? (
          <EtatVide>Rien encore : le message attend son heure.</EtatVide>
        ) : (
          <ul>
            {evenements.map(x => (
              <li>
                <Instant a={x.a} fuseau={message.fuseau} /> : {dire(x.quoi)}
                {x.detail && ` (${x.detail})`}
              </li>
            ))}
          </ul>
        )}
      </Carte>
      <p>
        <a href={chemins.personne(message.dossierId)}>Tous les messages à cette personne</a>
      </p>
    </div>
  )
}

const Annuler = ({ href }: { href: string }) => (
  <LienBouton href={href} variante="tertiaire">
    Annuler
  </LienBouton>
)

export const Renvoyer = ({
  state,
  identite,
  message,
  joignable,
}: Entete & { state: FormState; joignable: Joignable }) => (
  <Formulaire>
    <h1>Renvoyer le message</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      Le message repart vers les coordonnées d’aujourd’hui, au prochain moment permis (ni la nuit,
      ni le dimanche, ni un jour férié). S’il était incertain, la personne le recevra peut-être deux
      fois.
    </p>
    <LigneDeJoignabilite joignable={joignable} />
    <Mots {...message} />
    <Actions>
      <Bouton>Renvoyer</Bouton>
      <Annuler href={chemins.message(message.dossierId, message.id)} />
    </Actions>
  </Formulaire>
)

export const Dire = ({ state, identite, message }: Entete & { state: FormState }) => (
  <Formulaire>
    <h1>Dit par téléphone</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      La personne sait ce que disait le message. S’il attendait encore, ou devait repartir, il ne
      partira pas.
    </p>
    <Mots {...message} />
    <ChampTexte
      state={state}
      name="precision"
      label="Précision"
      hint="Par exemple : rappelée à 10 h, a bien noté."
    />
    <Actions>
      <Bouton>Noter</Bouton>
      <Annuler href={chemins.message(message.dossierId, message.id)} />
    </Actions>
  </Formulaire>
)

type PersonneProps = {
  identite: Identite
  joignable: Joignable
  messages: Awaited<ReturnType<typeof messagesDeLaPersonne>>
  oppositions: Opposition[]
  mienne: string | null
  ecrire: boolean
}

/** By what a person can be told, what they were told, and what they asked us to stop. */
export const MessagesDeLaPersonne = ({
  identite,
  joignable,
  messages,
  oppositions,
  mienne,
  ecrire,
}: PersonneProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && <LienBouton href={chemins.opposer(identite.dossierId)}>Ne plus écrire</LienBouton>
      }
    >
      Messages
    </Titre>
    <Bandeau identite={identite} />
    <Carte titre="Comment la prévenir">
      {identite.decedeLe ? (
        <p>{direLeDeces(identite, identite.decedeLe)} : rien ne lui est envoyé.</p>
      ) : (
        <LigneDeJoignabilite joignable={joignable} />
      )}
    </Carte>
    <Oppositions oppositions={oppositions} ecrire={ecrire} />
    <Carte titre="Messages">
      <PanneauMessages messages={messages} mienne={mienne} vide="Aucun message à cette personne." />
    </Carte>
  </div>
)
