import { Carte, EtatVide, Faits, Onglets, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './annuaire.paths.ts'
import type { agentsDuService, antennesDuService, juridictions, services } from './organigramme.store.ts'

type Props = {
  tous: Awaited<ReturnType<typeof services>>
  choisi: string
  antennes: Awaited<ReturnType<typeof antennesDuService>>
  agents: Awaited<ReturnType<typeof agentsDuService>>
  cours: Awaited<ReturnType<typeof juridictions>>
  libelleFonction: (fonction: string) => string
}
const milieux: Record<string, string> = { ouvert: 'milieu ouvert', ferme: 'milieu fermé', mixte: 'milieu mixte' }

/** Who works where, and how to reach them. */
export const Annuaire = ({ tous, choisi, antennes, agents, cours, libelleFonction }: Props) => (
  <div class="fil-pile">
    <Titre>Annuaire</Titre>
    <Onglets
      etiquette="Services"
      onglets={tous.map(s => ({ href: chemins.service(s.serviceId), label: s.nom, actif: s.serviceId === choisi }))}
    />
    <div class="fil-colonnes">
      {antennes.map(a => (
        <Carte titre={a.nom}>
          <p>
            <Pastille>{milieux[a.milieu] ?? a.milieu}</Pastille>
          </p>
          <Faits
            faits={[
              ['Adresse', `${a.adresse}, ${a.codePostal} ${a.commune}`],
              ['Téléphone', a.telephone],
              ['Accueil', a.horaires],
            ]}
          />
        </Carte>
      ))}
    </div>
    {agents.length === 0 ? (
      <EtatVide>Aucun agent n’est enregistré dans ce service.</EtatVide>
    ) : (
      <Tableau
        legende="Agents du service"
        colonnes={[
          { label: 'Nom', rendu: a => a.nomComplet, entete: true },
          { label: 'Fonction', rendu: a => libelleFonction(a.fonction) },
          { label: 'Profil', rendu: a => a.profil ?? '' },
          { label: 'Téléphone', rendu: a => a.telephone ?? '' },
        ]}
        lignes={agents}
      />
    )}
    <Tableau
      legende="Juridictions"
      colonnes={[
        { label: 'Juridiction', rendu: j => j.nom, entete: true },
        { label: 'Ville', rendu: j => j.ville },
      ]}
      lignes={cours}
    />
  </div>
)
