import { Alerte, EtatVide, Instant, Pastille, Tableau } from '../platform/interface/index.ts'
import { masquer } from './canal.rules.ts'
import { chemins } from './message.paths.ts'
import {
  type Canal,
  canaux,
  etats,
  genreDEtat,
  libelleDEtat,
  libelleDeMoment,
} from './message.rules.ts'
import type { MessageDeLObjet } from './message.store.ts'

export type Joignable = {
  canal: Canal
  destinataire: string | null
  pourquoi: string
  cachee?: true
}
/**
 * By what the person will be told, before it is decided: « SMS au 06 •• •• •• 34 », or that only a
 * letter is left.
 */
export const LigneDeJoignabilite = ({ joignable }: { joignable: Joignable }) =>
  joignable.cachee ? <p>{joignable.pourquoi}</p> : <Voie joignable={joignable} />
const Voie = ({ joignable }: { joignable: Joignable }) =>
  joignable.canal === 'lettre' ? (
    <Alerte genre="attention">
      Aucun message possible : une lettre est à imprimer. {joignable.pourquoi}
    </Alerte>
  ) : (
    <p>
      {joignable.canal === 'sms' ? 'SMS au ' : 'Courriel à '}
      <strong>{joignable.destinataire}</strong>.{joignable.pourquoi && ` ${joignable.pourquoi}`}
    </p>
  )

/** What was told of a convocation, when, and whether it arrived. */
export const PanneauMessages = ({
  messages,
  mienne,
  vide = 'Aucun message pour cette convocation.',
}: {
  messages: MessageDeLObjet[]
  /**
   * Whoever looks is of this entité: those of another are its own, and their page does not open.
   */
  mienne: string | null
  vide?: string
}) =>
  messages.length === 0 ? (
    <EtatVide>{vide}</EtatVide>
  ) : (
    <Tableau
      legende="Messages"
      legendeInvisible
      colonnes={[
        {
          label: 'Message',
          rendu: ligne => {
            const dit = `${canaux[ligne.canal] ?? ligne.canal}, ${libelleDeMoment(ligne.moment)}`
            return ligne.entiteId === mienne ? (
              <a href={chemins.message(ligne.dossierId, ligne.id)}>{dit}</a>
            ) : (
              dit
            )
          },
          entete: true,
        },
        {
          label: 'À',
          rendu: ligne => (
            <span class="fil-insecable">{masquer(ligne.canal, ligne.destinataire)}</span>
          ),
        },
        {
          label: 'Départ',
          rendu: ligne =>
            ligne.canal === 'lettre' ? '' : <Instant a={ligne.envoiA} fuseau={ligne.fuseau} />,
        },
        { label: 'État', rendu: ligne => <EtatDuMessage message={ligne} /> },
      ]}
      lignes={messages}
    />
  )

/** The state in a word, since when, and why it failed. */
export const EtatDuMessage = ({
  message,
}: {
  message: { etat: string; changeA: string; erreur: string | null; fuseau: string }
}) => (
  <>
    <Pastille genre={genreDEtat(message.etat)}>{libelleDEtat(message.etat)}</Pastille>
    {message.etat !== 'a_envoyer' && message.etat !== 'a_imprimer' && (
      <span class="fil-discret">
        {' '}
        <Instant a={message.changeA} fuseau={message.fuseau} />
      </span>
    )}
    {message.erreur && <div>{message.erreur}</div>}
    {message.etat in etats &&
      ['incertain', 'perime', 'echec'].includes(message.etat) &&
      !message.erreur && <div class="fil-discret">{etats[message.etat as 'echec'].quoi}</div>}
  </>
)
