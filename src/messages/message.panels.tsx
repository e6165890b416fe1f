import { Alerte, EtatVide, Instant, Pastille, Tableau } from '../platform/interface/index.ts'
import { masquer } from './canal.rules.ts'
import { chemins } from './message.paths.ts'
import { type Canal, canaux, etats, genreDEtat, libelleDEtat, libelleDeMoment } from './message.rules.ts'
import type { MessageDeLObjet } from './message.store.ts'

export type Joignable = { canal: Canal; destinataire: string | null; pourquoi: string; cachee?: true }
/** By what the person will be told, before it is decided: « SMS au 06 •• •• •• 34 », or that only a letter is left. */
export const LigneDeJoignabilite = ({ joignable: j }: { joignable: Joignable }) => (j.cachee ? <p>{j.pourquoi}</p> : <Voie joignable={j} />)
const Voie = ({ joignable: j }: { joignable: Joignable }) =>
  j.canal === 'lettre' ? (
    <Alerte genre="attention">Aucun message possible : une lettre est à imprimer. {j.pourquoi}</Alerte>
  ) : (
    <p>
      {j.canal === 'sms' ? 'SMS au ' : 'Courriel à '}
      <strong>{j.destinataire}</strong>.{j.pourquoi && ` ${j.pourquoi}`}
    </p>
  )

/** What was told of a convocation, when, and whether it arrived. */
export const PanneauMessages = ({
  messages,
  mienne,
  vide = 'Aucun message pour cette convocation.',
}: {
  messages: MessageDeLObjet[]
  /** Whoever looks is of this entité: those of another are its own, and their page does not open. */
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
          rendu: m => {
            const dit = `${canaux[m.canal as Canal] ?? m.canal}, ${libelleDeMoment(m.moment)}`
            return m.entiteId === mienne ? <a href={chemins.message(m.dossierId, m.id)}>{dit}</a> : dit
          },
          entete: true,
        },
        { label: 'À', rendu: m => <span class="fil-insecable">{masquer(m.canal as Canal, m.destinataire)}</span> },
        { label: 'Départ', rendu: m => (m.canal === 'lettre' ? '' : <Instant a={m.envoiA} fuseau={m.fuseau} />) },
        { label: 'État', rendu: m => <EtatDuMessage message={m} /> },
      ]}
      lignes={messages}
    />
  )

/** The state in a word, since when, and why it failed. */
export const EtatDuMessage = ({ message: m }: { message: { etat: string; changeA: string; erreur: string | null; fuseau: string } }) => (
  <>
    <Pastille genre={genreDEtat(m.etat)}>{libelleDEtat(m.etat)}</Pastille>
    {m.etat !== 'a_envoyer' && m.etat !== 'a_imprimer' && (
      <span class="fil-discret">
        {' '}
        <Instant a={m.changeA} fuseau={m.fuseau} />
      </span>
    )}
    {m.erreur && <div>{m.erreur}</div>}
    {m.etat in etats && ['incertain', 'perime', 'echec'].includes(m.etat) && !m.erreur && (
      <div class="fil-discret">{etats[m.etat as 'echec'].quoi}</div>
    )}
  </>
)
