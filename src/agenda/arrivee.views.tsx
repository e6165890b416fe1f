import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampTexte,
  EtatVide,
  type FormState,
  Formulaire,
  HeureDeLInstant,
  Impression,
  Instant,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Tableau,
} from '../platform/interface/index.ts'
import { chemins } from './accueil.paths.ts'
import type { Present } from './accueil.store.ts'
import { chemins as convocations } from './convocation.paths.ts'
import type { Convocation } from './convocation.store.ts'

type PresentsProps = {
  service: string
  site: string | null
  a: string
  fuseau: string
  retour: string
  presents: Present[]
}
/**
 * For a fire drill: whom the desk has seen come and not seen leave. Names and rooms, nothing that
 * says why each is there.
 */
export const Presents = ({
  service,
  site,
  a: instant,
  fuseau,
  retour,
  presents,
}: PresentsProps) => (
  <Impression
    titre="Personnes présentes dans les locaux"
    retour={{ href: retour, label: 'Revenir à la liste du jour' }}
  >
    <p>
      <strong>
        {service}, {site ?? 'tous les sites'}
      </strong>
      , le <Instant a={instant} fuseau={fuseau} />. Personnes pointées arrivées aujourd’hui et pas
      encore pointées parties.
    </p>
    {presents.length === 0 ? (
      <EtatVide>Personne n’est pointé présent.</EtatVide>
    ) : (
      <Tableau
        legende={`${presents.length} ${presents.length > 1 ? 'personnes présentes' : 'personne présente'}`}
        colonnes={[
          { label: 'Nom', rendu: ligne => ligne.nomComplet, entete: true },
          {
            label: 'Arrivée à',
            rendu: ligne => <HeureDeLInstant a={ligne.arriveeA} fuseau={fuseau} />,
          },
          { label: 'Avec', rendu: ligne => ligne.agentNom ?? ligne.agendaNom ?? '' },
          { label: 'Lieu', rendu: ligne => ligne.lieu },
          { label: 'Sortie', rendu: () => '☐' },
        ]}
        lignes={presents}
      />
    )}
  </Impression>
)

type Correction = { identite: Identite; convocation: Convocation; state: FormState }
const Entete = ({ identite, convocation }: Omit<Correction, 'state'>) => (
  <>
    <Bandeau identite={identite} />
    <p>
      Convocation du <LeJour le={convocation.le} long />, {convocation.lieu}.
    </p>
  </>
)
const Retour = ({ convocation }: { convocation: Convocation }) => (
  <LienBouton
    href={convocations.convocation(convocation.dossierId, convocation.id)}
    variante="tertiaire"
  >
    Revenir à la convocation
  </LienBouton>
)

export const CorrigerArrivee = ({ state, ...reste }: Correction) => (
  <Formulaire>
    <h1>Corriger l’arrivée</h1>
    <Entete {...reste} />
    <ResumeErreurs state={state} />
    <Rangee>
      <ChampTexte state={state} name="arriveeHeure" label="Arrivée à" type="time" required />
      <ChampTexte state={state} name="partieHeure" label="Partie à" type="time" />
    </Rangee>
    <ChampTexte
      state={state}
      name="motif"
      label="Pourquoi"
      required
      hint="L’ancienne heure et votre motif restent dans l’historique."
    />
    <Actions>
      <Bouton>Corriger</Bouton>
      <LienBouton
        href={chemins.retirer(reste.convocation.dossierId, reste.convocation.id)}
        variante="tertiaire"
      >
        Cette personne n’est pas venue : retirer l’arrivée
      </LienBouton>
      <Retour {...reste} />
    </Actions>
  </Formulaire>
)

export const RetirerArrivee = ({ state, ...reste }: Correction) => (
  <Formulaire>
    <h1>Retirer l’arrivée</h1>
    <Entete {...reste} />
    <ResumeErreurs state={state} />
    <p>
      L’arrivée pointée par erreur disparaît de la liste ; l’historique de la convocation garde ce
      qu’elle disait.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi" required />
    <Actions>
      <Bouton>Retirer l’arrivée</Bouton>
      <Retour {...reste} />
    </Actions>
  </Formulaire>
)
