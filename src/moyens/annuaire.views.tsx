import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { Carte, EtatVide, Faits, LienBouton, Onglets, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { chemins } from './annuaire.paths.ts'
import type { agentsDuService, antennesDuService, juridictions, services } from './organigramme.store.ts'

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
const milieux: Record<string, string> = { ouvert: 'milieu ouvert', ferme: 'milieu fermé', mixte: 'milieu mixte' }

/** Who works where, and how to reach them. */
export const Annuaire = ({ tous, choisi, antennes, agents, cours, libelleFonction, tient }: Props) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {tient.service && choisi && <LienBouton href={chemins.agents(choisi)}>Arrivées et départs</LienBouton>}
          {tient.service && choisi && <LienBouton href={chemins.nouvelAgent(choisi)}>Ajouter un agent</LienBouton>}
          {tient.service && choisi && <LienBouton href={chemins.nouvelleAntenne(choisi)}>Ajouter une antenne</LienBouton>}
          {tient.service && choisi && <LienBouton href={chemins.nouvelEtablissement(choisi)}>Ajouter un établissement</LienBouton>}
          {tient.service && choisi && <LienBouton href={chemins.modifierService(choisi)}>Modifier le service</LienBouton>}
          {tient.tout && <LienBouton href={chemins.nouveauService}>Ajouter un service</LienBouton>}
          {tient.tout && <LienBouton href={chemins.nouvelleJuridiction}>Ajouter une juridiction</LienBouton>}
        </>
      }
    >
      Annuaire
    </Titre>
    <Onglets
      etiquette="Services"
      onglets={tous.map(s => ({ href: chemins.service(s.serviceId), label: s.nom, actif: s.serviceId === choisi }))}
    />
    <div class="fil-colonnes">
      {antennes.map(a => (
        <Carte titre={a.nom} lien={tient.service ? { href: chemins.modifierAntenne(a.antenneId), label: 'Modifier' } : undefined}>
          <p>
            <Pastille>{milieux[a.milieu] ?? a.milieu}</Pastille>{' '}
            {a.fermeeLe && <Pastille genre="attention">fermée le {afficherJourCourt(a.fermeeLe as Jour)}</Pastille>}
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
          {
            label: 'Nom',
            rendu: a => (tient.service ? <a href={chemins.modifierAgent(a.agentId)}>{a.nomComplet}</a> : a.nomComplet),
            entete: true,
          },
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
        {
          label: 'Juridiction',
          rendu: j => (tient.tout ? <a href={chemins.modifierJuridiction(j.juridictionId)}>{j.nom}</a> : j.nom),
          entete: true,
        },
        { label: 'Ville', rendu: j => j.ville },
        ...(tient.tout
          ? [
              {
                label: 'Agents',
                rendu: (j: (typeof cours)[number]) => <a href={chemins.agents(j.juridictionId)}>Agents de {j.ville}</a>,
              },
            ]
          : []),
      ]}
      lignes={cours}
    />
  </div>
)
