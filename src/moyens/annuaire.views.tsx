import { afficherJourCourt } from '../platform/date.ts'
import {
  Carte,
  EtatVide,
  Faits,
  LienBouton,
  Onglets,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './annuaire.paths.ts'
import type {
  agentsDuService,
  antennesDuService,
  juridictions,
  services,
} from './organigramme.store.ts'

type Props = {
  tous: Awaited<ReturnType<typeof services>>
  choisi: string
  antennes: Awaited<ReturnType<typeof antennesDuService>>
  agents: Awaited<ReturnType<typeof agentsDuService>>
  cours: Awaited<ReturnType<typeof juridictions>>
  libelleFonction: (fonction: string) => string
  /** Who may write in the directory, and how far. */
  tient: { service: boolean; tout: boolean }
}
const milieux: Record<string, string> = {
  ouvert: 'milieu ouvert',
  ferme: 'milieu fermé',
  mixte: 'milieu mixte',
}

const Ajouts = ({ choisi, tient }: Pick<Props, 'choisi' | 'tient'>) => (
  <>
    {tient.service && choisi && (
      <LienBouton href={chemins.agents(choisi)}>Arrivées et départs</LienBouton>
    )}
    {tient.service && choisi && (
      <LienBouton href={chemins.nouvelAgent(choisi)}>Ajouter un agent</LienBouton>
    )}
    {tient.service && choisi && (
      <LienBouton href={chemins.nouvelleAntenne(choisi)}>Ajouter une antenne</LienBouton>
    )}
    {tient.service && choisi && (
      <LienBouton href={chemins.nouvelEtablissement(choisi)}>Ajouter un établissement</LienBouton>
    )}
    {tient.service && choisi && (
      <LienBouton href={chemins.modifierService(choisi)}>Modifier le service</LienBouton>
    )}
    {tient.tout && <LienBouton href={chemins.nouveauService}>Ajouter un service</LienBouton>}
    {tient.tout && (
      <LienBouton href={chemins.nouvelleJuridiction}>Ajouter une juridiction</LienBouton>
    )}
  </>
)

const LesAntennes = ({ antennes, tient }: Pick<Props, 'antennes' | 'tient'>) => (
  <div class="fil-colonnes">
    {antennes.map(antenne => (
      <Carte
        titre={antenne.nom}
        lien={
          tient.service
            ? { href: chemins.modifierAntenne(antenne.antenneId), label: 'Modifier' }
            : undefined
        }
      >
        <p>
          <Pastille>{milieux[antenne.milieu] ?? antenne.milieu}</Pastille>{' '}
          {antenne.fermeeLe && (
            <Pastille genre="attention">fermée le {afficherJourCourt(antenne.fermeeLe)}</Pastille>
          )}
        </p>
        <Faits
          faits={[
            ['Adresse', `${antenne.adresse}, ${antenne.codePostal} ${antenne.commune}`],
            ['Téléphone', antenne.telephone],
            ['Accueil', antenne.horaires],
          ]}
        />
      </Carte>
    ))}
  </div>
)

const LesAgents = ({
  agents,
  libelleFonction,
  tient,
}: Pick<Props, 'agents' | 'libelleFonction' | 'tient'>) =>
  agents.length === 0 ? (
    <EtatVide>Aucun agent n’est enregistré dans ce service.</EtatVide>
  ) : (
    <Tableau
      legende="Agents du service"
      colonnes={[
        {
          label: 'Nom',
          rendu: ligne =>
            tient.service ? (
              <a href={chemins.modifierAgent(ligne.agentId)}>{ligne.nomComplet}</a>
            ) : (
              ligne.nomComplet
            ),
          entete: true,
        },
        { label: 'Fonction', rendu: ligne => libelleFonction(ligne.fonction) },
        { label: 'Profil', rendu: ligne => ligne.profil ?? '' },
        { label: 'Téléphone', rendu: ligne => ligne.telephone ?? '' },
      ]}
      lignes={agents}
    />
  )

const LesJuridictions = ({ cours, tient }: Pick<Props, 'cours' | 'tient'>) => (
  <Tableau
    legende="Juridictions"
    colonnes={[
      {
        label: 'Juridiction',
        rendu: ligne =>
          tient.tout ? (
            <a href={chemins.modifierJuridiction(ligne.juridictionId)}>{ligne.nom}</a>
          ) : (
            ligne.nom
          ),
        entete: true,
      },
      { label: 'Ville', rendu: ligne => ligne.ville },
      ...(tient.tout
        ? [
            {
              label: 'Agents',
              rendu: (ligne: (typeof cours)[number]) => (
                <a href={chemins.agents(ligne.juridictionId)}>Agents de {ligne.ville}</a>
              ),
            },
          ]
        : []),
    ]}
    lignes={cours}
  />
)

/** Who works where, and how to reach them. */
export const Annuaire = ({
  tous,
  choisi,
  antennes,
  agents,
  cours,
  libelleFonction,
  tient,
}: Props) => (
  <div class="fil-pile">
    <Titre actions={<Ajouts choisi={choisi} tient={tient} />}>Annuaire</Titre>
    <Onglets
      etiquette="Services"
      onglets={tous.map(ligne => ({
        href: chemins.service(ligne.serviceId),
        label: ligne.nom,
        actif: ligne.serviceId === choisi,
      }))}
    />
    <LesAntennes antennes={antennes} tient={tient} />
    <LesAgents agents={agents} libelleFonction={libelleFonction} tient={tient} />
    <LesJuridictions cours={cours} tient={tient} />
  </div>
)
