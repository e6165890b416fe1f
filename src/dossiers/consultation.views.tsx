import { acteEnMots } from '../acces/index.ts'
import {
  adresseDeListe,
  Bouton,
  CaseDeFiltre,
  FautesDeFiltre,
  Instant,
  JoursDeFiltre,
  ListeEnTableau,
  Pastille,
  TexteDeFiltre,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { Consultation } from './consultation.store.ts'
import { Bandeau } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import type { Identite } from './dossier.store.ts'

type Filtre = { du: string; au: string; agent: string; ailleurs: string }
type Props = {
  identite: Identite
  liste: Liste<Consultation>
  filtre: Filtre
  fautes: string[]
  agentEnFaute: boolean
  libelleFonction: (fonction: string) => string
}
/** « Qui a lu ce dossier »: each reading and each act, by whom, from where, when and why. */
export const QuiALu = ({
  identite,
  liste,
  filtre,
  fautes,
  agentEnFaute,
  libelleFonction,
}: Props) => {
  const chemin = chemins.quiALu(identite.dossierId)
  const filtree = Object.values(filtre).some(Boolean)
  return (
    <div class="fil-pile">
      <Titre>Qui a lu ce dossier</Titre>
      <Bandeau identite={identite} />
      <p>
        Chaque lecture et chaque acte sur ce dossier, de quelque service ou juridiction qu’ils
        viennent. Le service d’un agent est celui où il travaille aujourd’hui. Cette page n’est
        ouverte qu’au DFSPIP du service qui suit la personne ; la lire s’inscrit ici aussi.
      </p>
      <Filtres chemin={chemin} filtre={filtre} agentEnFaute={agentEnFaute} />
      <FautesDeFiltre fautes={fautes} />
      <ListeEnTableau
        cle="consultations"
        liste={liste}
        nom={['ligne', 'lignes']}
        ligne={consultation => `${consultation.genre} ${consultation.id}`}
        url={adresseDeListe(chemin, liste, filtre)}
        legende="Lectures et actes, le plus récent d’abord"
        vide={
          filtree ? (
            <>
              Aucune ligne sous ces filtres. <a href={chemin}>Tout voir</a>
            </>
          ) : (
            'Personne n’a encore ouvert ce dossier.'
          )
        }
        empile
        colonnes={[
          { label: 'Quand', rendu: consultation => <Instant a={consultation.a} />, entete: true },
          { label: 'Qui', rendu: consultation => consultation.agent },
          {
            label: 'Fonction',
            rendu: consultation =>
              consultation.fonction ? libelleFonction(consultation.fonction) : '',
          },
          {
            label: 'Service ou juridiction',
            rendu: consultation =>
              consultation.duService ? consultation.entite : <strong>{consultation.entite}</strong>,
          },
          {
            label: 'Acte',
            rendu: consultation =>
              consultation.genre === 'ecriture' ? (
                <Pastille genre="info">Écriture</Pastille>
              ) : (
                <Pastille>Lecture</Pastille>
              ),
          },
          { label: 'Page ou geste', rendu: consultation => acteEnMots(consultation.acte) },
          { label: 'Motif', rendu: consultation => consultation.motif ?? '' },
        ]}
      />
    </div>
  )
}

type FiltresProps = { chemin: string; filtre: Filtre; agentEnFaute: boolean }
const Filtres = ({ chemin, filtre, agentEnFaute }: FiltresProps) => (
  <form
    class="fil-actions"
    method="get"
    action={chemin}
    aria-label="Choisir les jours, l’agent ou les autres services"
    data-sans-impression
  >
    <JoursDeFiltre du={filtre.du} au={filtre.au} />
    <TexteDeFiltre name="agent" label="Agent" valeur={filtre.agent} enFaute={agentEnFaute} />
    <CaseDeFiltre
      name="ailleurs"
      label="Hors de mon service seulement"
      cochee={filtre.ailleurs === 'oui'}
    />
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)
