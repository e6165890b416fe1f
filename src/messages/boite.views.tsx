import { chemins as convocations } from '../agenda/convocation.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  Actions,
  Alerte,
  adresseDeListe,
  Bouton,
  CadreDeListe,
  ChampCases,
  Details,
  EtatVide,
  type FormState,
  Formulaire,
  Instant,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  ResumeErreurs,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import type {
  enAttente,
  injoignables,
  lettresAImprimer,
  Onglet,
  PageDeBoite,
} from './boite.store.ts'
import { masquer } from './canal.rules.ts'
import { EtatDuMessage } from './message.panels.tsx'
import { chemins } from './message.paths.ts'
import { type Canal, canaux, libelleDeMoment } from './message.rules.ts'
import { estDeDroiteAGauche } from './modele.rules.ts'

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
        onglets={(Object.keys(libelles) as (Onglet | '')[]).map(option => ({
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
                >{`${canaux[ligne.canal as Canal] ?? ligne.canal}, ${libelleDeMoment(ligne.moment)}`}</a>
                {ligne.canal !== 'lettre' && (
                  <div class="fil-discret">{masquer(ligne.canal as Canal, ligne.destinataire)}</div>
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

type InjoignablesProps = { liste: Awaited<ReturnType<typeof injoignables>>; peut: boolean }
/** Numbers at which the last message did not arrive, with the person and what to do. */
export const Injoignables = ({ liste, peut }: InjoignablesProps) => (
  <div class="fil-pile">
    <Titre>Numéros et adresses injoignables</Titre>
    <p>
      Le dernier message n’y est pas arrivé. Demandez à la personne son numéro, puis corrigez-le :
      elle quitte cette liste. D’ici là, ses messages partent par une autre voie, ou en lettre.
    </p>
    <ListeEnTableau
      cle="injoignables"
      liste={liste}
      nom={['numéro ou adresse', 'numéros et adresses']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.injoignables, liste)}
      legende="Numéros et adresses injoignables"
      vide="Aucun : le dernier message à chaque numéro est arrivé."
      colonnes={[
        {
          label: 'Personne',
          rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          entete: true,
        },
        {
          label: 'Numéro ou adresse',
          rendu: ligne => masquer(ligne.canal as Canal, ligne.destinataire),
        },
        { label: 'Depuis', rendu: ligne => <Instant a={ligne.changeA} fuseau={ligne.fuseau} /> },
        { label: 'Pourquoi', rendu: ligne => ligne.erreur ?? 'L’opérateur n’a pas dit pourquoi.' },
        {
          label: 'Que faire',
          rendu: ligne => (
            <>
              {peut && (
                <>
                  <a
                    href={dossiers.personne(ligne.dossierId)}
                    aria-label={`Corriger le numéro de ${ligne.nomComplet}`}
                  >
                    Corriger le numéro
                  </a>{' '}
                </>
              )}
              <a
                href={chemins.message(ligne.dossierId, ligne.id)}
                aria-label={`Voir le message à ${ligne.nomComplet}`}
              >
                Voir le message
              </a>
            </>
          ),
        },
      ]}
    />
  </div>
)

type LettresProps = { state: FormState; liste: Awaited<ReturnType<typeof lettresAImprimer>> }
/**
 * Which letters wait, each of them the letter of its convocation; those of the page in one print.
 */
export const LettresAImprimer = ({ state, liste }: LettresProps) =>
  liste.total === 0 ? (
    <div class="fil-pile">
      <Titre>Lettres à imprimer</Titre>
      <EtatVide>
        Aucune lettre n’attend. Il s’en écrit une quand ni SMS ni courriel ne peut atteindre la
        personne.
      </EtatVide>
    </div>
  ) : (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton
            href={`${chemins.lettresPdf}?page=${liste.page}&par=${liste.par}`}
            variante="secondaire"
          >
            {liste.lignes.length > 1
              ? `Imprimer ces ${liste.lignes.length} lettres`
              : 'Imprimer la lettre'}
          </LienBouton>
        }
      >
        Lettres à imprimer
      </Titre>
      <p>
        Chaque lettre est celle de la convocation : en français, avec la langue de la personne sur
        la même feuille quand elle est notée.
      </p>
      <Formulaire large>
        <ResumeErreurs state={state} libelles={{ ids: 'Lettres' }} />
        <CadreDeListe
          cle="lettres"
          liste={liste}
          nom={['lettre', 'lettres']}
          ligne={ligne => ligne.id}
          vide={null}
          url={adresseDeListe(chemins.aImprimer, liste)}
        >
          <ChampCases
            state={
              Object.keys(state.values).length
                ? state
                : { ...state, values: { ids: liste.lignes.map(ligne => ligne.id) } }
            }
            name="ids"
            label="Lettres"
            plusieurs
            required
            options={liste.lignes.map(ligne => ({
              value: ligne.id,
              label: `${ligne.nomComplet}, ${libelleDeMoment(ligne.moment)}`,
              hint: ligne.destinataire,
            }))}
          />
        </CadreDeListe>
        <Actions>
          <Bouton>Noter imprimées</Bouton>
        </Actions>
      </Formulaire>
      <details>
        <summary>Une lettre à la fois, ou dans une autre langue</summary>
        <ul>
          {liste.lignes.map(ligne => (
            <li>
              {ligne.objetId ? (
                <a href={convocations.convocation(ligne.dossierId, ligne.objetId)}>
                  {ligne.nomComplet}
                </a>
              ) : (
                ligne.nomComplet
              )}
              {ligne.langues.length === 0 && <span class="fil-discret"> langue non notée</span>}
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
