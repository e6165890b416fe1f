import {
  adresseDeListe,
  Bouton,
  Carte,
  ChampTexte,
  CLE_PLACEHOLDER,
  Faits,
  type FormState,
  Formulaire,
  Instant,
  JETON_PLACEHOLDER,
  LienBouton,
  ListeEnTableau,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './compte.paths.ts'
import { nomDuNavigateur } from './navigateur.rules.ts'
import type { sessionsDuCompte } from './session.store.ts'

type Compte = { identifiant: string; libelle: string; fonction: string }
type Connexion = {
  retour: string
  reprise: string | null
  message: string | null
  refus?: string | null
  identifiant?: string
  comptes?: Compte[]
  motDePasseDemo?: string
  /** Somebody else is signed in here, and may go on. */
  continuer?: boolean
}

/**
 * Sign-in. `reprise` is what was being sent and could not be: it stays in the page, sealed for its
 * author.
 */
export function EcranConnexion({
  retour,
  reprise,
  message,
  refus,
  identifiant,
  comptes,
  motDePasseDemo,
  continuer,
}: Connexion) {
  const state: FormState = {
    values: { identifiant: identifiant ?? '' },
    errors: {},
    refusals: refus ? [{ message: refus }] : [],
  }
  return (
    <div class="fil-pile">
      <h1>Connexion</h1>
      {message && (
        <p class="fil-alerte" data-genre="attention" role="status">
          {message}
        </p>
      )}
      {continuer && (
        <p>
          <a href="/">Continuer sous le compte ouvert sur ce poste</a>
        </p>
      )}
      <form class="fil-formulaire" method="post" action={chemins.connexion} noValidate>
        <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
        <input type="hidden" name="_cle" value={CLE_PLACEHOLDER} />
        <input type="hidden" name="retour" value={retour} />
        {reprise && <input type="hidden" name="reprise" value={reprise} />}
        <ResumeErreurs state={state} titre="Vous n’êtes pas connecté" />
        <ChampTexte
          state={state}
          name="identifiant"
          label="Identifiant"
          type="email"
          autocomplete="username"
          required
        />
        <ChampTexte
          state={state}
          name="motDePasse"
          label="Mot de passe"
          type="password"
          autocomplete="current-password"
          required
        />
        <div>
          <Bouton>Se connecter</Bouton>
        </div>
      </form>
      {comptes && comptes.length > 0 && (
        <Carte titre="Comptes de démonstration">
          <p>
            Mot de passe de tous ces comptes : <code>{motDePasseDemo}</code>
          </p>
          <Tableau
            legende="Comptes de démonstration"
            legendeInvisible
            empile
            colonnes={[
              { label: 'Fonction', rendu: compte => compte.fonction, entete: true },
              { label: 'Identifiant', rendu: compte => <code>{compte.identifiant}</code> },
              { label: 'Où', rendu: compte => compte.libelle },
            ]}
            lignes={comptes}
          />
        </Carte>
      )}
    </div>
  )
}

type Sessions = Awaited<ReturnType<typeof sessionsDuCompte>>
type Session = Sessions['lignes'][number]
const etatDe = (session: Session, maintenant: string) => {
  if (session.fermeeA) return 'Fermée'
  return session.expireA < maintenant ? 'Expirée' : 'Ouverte'
}

export const MonCompte = ({
  nom,
  fonction,
  entite,
  sessions,
  sessionId,
  maintenant,
}: {
  nom: string
  fonction: string
  entite: string
  sessions: Sessions
  sessionId: string | null
  maintenant: string
}) => (
  <div class="fil-pile">
    <Titre
      actions={[
        <LienBouton href={chemins.motDePasse}>Changer de mot de passe</LienBouton>,
        <LienBouton href={chemins.monJournal}>Mes consultations</LienBouton>,
      ]}
    >
      Mon compte
    </Titre>
    <Faits
      faits={[
        ['Nom', nom],
        ['Fonction', fonction],
        ['Service ou juridiction', entite],
      ]}
    />
    <h2>Mes sessions</h2>
    <ListeEnTableau
      cle="sessions"
      liste={sessions}
      nom={['session', 'sessions']}
      ligne={ligne => ligne.id}
      url={adresseDeListe(chemins.compte, sessions)}
      vide="Aucune session."
      legende="Mes sessions"
      empile
      colonnes={[
        { label: 'Ouverte', rendu: ligne => <Instant a={ligne.ouverteA} />, entete: true },
        { label: 'Vue', rendu: ligne => <Instant a={ligne.vueA} /> },
        { label: 'Navigateur', rendu: ligne => nomDuNavigateur(ligne.navigateur) },
        {
          label: 'État',
          rendu: ligne =>
            ligne.id === sessionId ? (
              <Pastille genre="ok">Celle-ci</Pastille>
            ) : (
              <Pastille>{etatDe(ligne, maintenant)}</Pastille>
            ),
        },
        {
          label: 'Fermer',
          rendu: ligne =>
            ligne.id !== sessionId && etatDe(ligne, maintenant) === 'Ouverte' ? (
              <Formulaire
                enLigne
                action={adresseDeListe(
                  chemins.fermerSession(ligne.id),
                  sessions,
                )({ page: String(sessions.page) })}
              >
                <Bouton variante="secondaire">Fermer</Bouton>
              </Formulaire>
            ) : null,
        },
      ]}
    />
  </div>
)

export const ChangerMotDePasse = ({ state }: { state: FormState }) => (
  <Formulaire>
    <h1>Changer de mot de passe</h1>
    <ResumeErreurs state={state} />
    <ChampTexte
      state={state}
      name="ancien"
      label="Mot de passe actuel"
      type="password"
      autocomplete="current-password"
      required
    />
    <ChampTexte
      state={state}
      name="motDePasse"
      label="Nouveau mot de passe"
      hint="Au moins 12 caractères : quatre mots sans rapport entre eux conviennent bien. Ni votre nom, ni celui du service, ni une suite connue. Vos autres sessions seront fermées."
      type="password"
      autocomplete="new-password"
      required
    />
    <div>
      <Bouton>Changer</Bouton>
    </div>
  </Formulaire>
)
