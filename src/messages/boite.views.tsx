import {
  Alerte,
  adresseDeListe,
  Details,
  Instant,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { motsDe } from '../platform/mots.ts'
import type { enAttente, Onglet, PageDeBoite } from './boite.store.ts'
import { masquer } from './canal.rules.ts'
import { EtatDuMessage } from './message.panels.tsx'
import { chemins } from './message.paths.ts'
import { canaux, libelleDeMoment } from './message.rules.ts'
import { estDeDroiteAGauche } from './mots.rules.ts'

const libelles: Record<Onglet | '', string> = {
  '': 'Tous',
  a_traiter: 'À traiter',
  a_envoyer: 'À envoyer',
  envoyes: 'Envoyés',
  recus: 'Reçus',
  echecs: 'Échecs',
  incertains: 'Incertains',
  perimes: 'Périmés',
  lettres: 'Lettres',
}

/** The words of a message, in their direction. */
export const Mots = ({
  langue,
  sujet,
  texte,
}: {
  langue: string
  sujet?: string | null
  texte: string
}) => (
  <div lang={langue} dir={estDeDroiteAGauche(langue) ? 'rtl' : 'ltr'}>
    {sujet && (
      <p>
        <strong>{sujet}</strong>
      </p>
    )}
    <Texte>{texte}</Texte>
  </div>
)

type BoiteProps = {
  liste: PageDeBoite
  filtre: { etat: Onglet | '' }
  attente: Awaited<ReturnType<typeof enAttente>>
  demonstration: boolean
  ecrire: boolean
}
/** What left, what waits and what did not arrive, for the service. */
export const Boite = ({ liste, filtre, attente, demonstration, ecrire }: BoiteProps) => {
  const url = adresseDeListe(chemins.liste, liste, { etat: filtre.etat })
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <>
            {ecrire && (
              <LienBouton
                href={chemins.aImprimer}
              >{`Lettres à imprimer (${attente.lettres})`}</LienBouton>
            )}
            <LienBouton href={chemins.injoignables}>Numéros injoignables</LienBouton>
            <LienBouton href={chemins.modeles}>Modèles</LienBouton>
          </>
        }
      >
        Messages
      </Titre>
      <Avis attente={attente} demonstration={demonstration} />
      <Onglets
        etiquette="État des messages"
        onglets={motsDe(libelles).map(option => ({
          href: url({ etat: option }),
          label:
            option === 'a_traiter' ? `${libelles[option]} (${attente.aTraiter})` : libelles[option],
          actif: filtre.etat === option,
        }))}
      />
      <ListeEnTableau
        cle="messages"
        liste={liste}
        nom={['message', 'messages']}
        ligne={ligne => ligne.id}
        url={url}
        legende={`Messages du service : ${libelles[filtre.etat].toLowerCase()}`}
        vide={
          filtre.etat === ''
            ? 'Aucun message : ils s’écrivent quand vous convoquez.'
            : 'Aucun message dans cet état.'
        }
        colonnes={[
          {
            label: 'Personne',
            rendu: ligne => <a href={chemins.personne(ligne.dossierId)}>{ligne.nomComplet}</a>,
            entete: true,
          },
          {
            label: 'Message',
            rendu: ligne => (
              <>
                <a
                  href={chemins.message(ligne.dossierId, ligne.id)}
                >{`${canaux[ligne.canal] ?? ligne.canal}, ${libelleDeMoment(ligne.moment)}`}</a>
                {ligne.canal !== 'lettre' && (
                  <div class="fil-discret">{masquer(ligne.canal, ligne.destinataire)}</div>
                )}
              </>
            ),
          },
          {
            label: 'Texte',
            rendu: ligne => (
              <Details titre={`${ligne.texte.slice(0, 40)}…`}>
                <Mots {...ligne} />
              </Details>
            ),
          },
          {
            label: 'Départ',
            rendu: ligne =>
              ligne.canal === 'lettre' ? '' : <Instant a={ligne.envoiA} fuseau={ligne.fuseau} />,
          },
          {
            label: 'État',
            rendu: ligne => (
              <>
                <EtatDuMessage message={ligne} />{' '}
                {ligne.ditParTelephone && <Pastille genre="ok">Dit par téléphone</Pastille>}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}

const Avis = ({ attente, demonstration }: Pick<BoiteProps, 'attente' | 'demonstration'>) => (
  <>
    {demonstration && (
      <Alerte>Démonstration : aucun message ne part vraiment. Chaque texte se lit ici.</Alerte>
    )}
    {attente.sms + attente.courriel === 0 ? (
      <Alerte genre="alerte">
        L’envoi est arrêté : rien ne part. Les messages attendent, aucun n’est perdu. Prévenez
        l’exploitation.
      </Alerte>
    ) : (
      <>
        {attente.sms === 0 && (
          <Alerte genre="alerte">
            Aucun SMS ne part : aucune passerelle n’est en service. Ils attendent, aucun n’est
            perdu.
          </Alerte>
        )}
        {attente.courriel === 0 && (
          <Alerte genre="attention">
            Aucun courriel ne part : aucune passerelle n’est en service. Ils attendent, aucun n’est
            perdu.
          </Alerte>
        )}
        {attente.enRetard > 0 && (
          <Alerte genre="attention">{`${attente.enRetard} message(s) en retard de plus d’un quart d’heure.`}</Alerte>
        )}
      </>
    )}
  </>
)
