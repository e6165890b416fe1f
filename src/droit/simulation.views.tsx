import { Bandeau, type Identite } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import { libelleDeNature, type simulation } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { afficherJourCourt, estJour } from '../platform/date.ts'
import {
  Alerte,
  Carte,
  EtatVide,
  LienBouton,
  Onglets,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins as droit } from './droit.paths.ts'
import { chemins } from './simulation.paths.ts'

/**
 * Stands on every page of a simulation, on screen and on paper: a proposal is never shown as the
 * law.
 */
const CeciEstUneSimulation = ({ h: hypotheses }: { h: simulation.Hypotheses }) => (
  <Alerte genre="attention">
    <p>
      <strong>Simulation.</strong> Les mesures réelles, calculées comme si les propositions des
      États généraux étaient la loi. Rien n’est enregistré : le droit en vigueur continue de
      s’appliquer. <a href={droit.comparer()}>Comparer les deux référentiels</a>
    </p>
    <p>
      Chaque valeur que le texte ne chiffre pas est un choix, écrit dans la comparaison.{' '}
      {hypotheses.probationAutonome
        ? 'Hypothèse : le sursis probatoire avec suivi renforcé et l’ancienne contrainte pénale sont comparés à la peine de probation autonome.'
        : 'Hypothèse : aucune peine n’est comparée à la peine de probation autonome.'}
    </p>
  </Alerte>
)
const Hypotheses = ({ chemin, h: hypotheses }: { chemin: string; h: simulation.Hypotheses }) => (
  <Onglets
    etiquette="Hypothèse"
    onglets={[
      {
        href: chemin,
        label: 'Avec la peine de probation autonome',
        actif: hypotheses.probationAutonome,
      },
      {
        href: `${chemin}?sans=probation-autonome`,
        label: 'Sans elle',
        actif: !hypotheses.probationAutonome,
      },
    ]}
  />
)

const genres: Record<simulation.Changement['genre'], string> = {
  nature: 'Nature de la peine',
  heures: 'Heures',
  duree: 'Durée permise',
  devoir: 'Obligation du service ou du juge',
  echeance: 'Échéance',
}
const valeur = (texte: string | null) => {
  if (texte === null) return <span class="fil-discret">n’existe pas</span>
  return estJour(texte) ? afficherJourCourt(texte) : texte
}

const Changements = ({
  legende,
  changements,
}: {
  legende: string
  changements: simulation.Changement[]
}) => (
  <Tableau
    legende={legende}
    legendeInvisible
    vide="Rien ne changerait."
    colonnes={[
      { label: 'Quoi', rendu: changement => changement.libelle, entete: true },
      { label: 'Nature du changement', rendu: changement => genres[changement.genre] },
      { label: 'Droit en vigueur', rendu: changement => valeur(changement.avant) },
      { label: 'Proposition', rendu: changement => valeur(changement.apres) },
      { label: 'Charte', rendu: changement => changement.charte },
    ]}
    lignes={changements}
  />
)

type Simulee = {
  dossierId: string
  mesureId: string
  nature: string
  decisionLe: Jour
  changements: simulation.Changement[]
}
type DossierProps = { identite: Identite; mesures: Simulee[]; h: simulation.Hypotheses }
export const SimulationDuDossier = ({ identite, mesures, h: hypotheses }: DossierProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <LienBouton href={echeances.dossier(identite.dossierId)}>Échéances réelles</LienBouton>
      }
    >
      Simulation
    </Titre>
    <Bandeau identite={identite} />
    <CeciEstUneSimulation h={hypotheses} />
    <Hypotheses chemin={chemins.dossier(identite.dossierId)} h={hypotheses} />
    {mesures.length === 0 && <EtatVide>Aucune mesure n’est enregistrée : rien à simuler.</EtatVide>}
    {mesures.map(mesure => (
      <Carte titre={libelleDeNature(mesure.nature, mesure.decisionLe)}>
        <Changements
          legende={`Ce qui changerait : ${libelleDeNature(mesure.nature, mesure.decisionLe)}`}
          changements={mesure.changements}
        />
      </Carte>
    ))}
  </div>
)

const AUJOURDHUI = '9999-12-31'
type ServiceProps = {
  bilan: simulation.Bilan
  montrees: (Simulee & { nomComplet: string })[]
  h: simulation.Hypotheses
  service: string
}
export const SimulationDuService = ({ bilan, montrees, h: hypotheses, service }: ServiceProps) => (
  <div class="fil-pile">
    <h1>Simulation : {service}</h1>
    <CeciEstUneSimulation h={hypotheses} />
    <Hypotheses chemin={chemins.service} h={hypotheses} />
    <p>
      {bilan.mesures} mesures en cours, dont <strong>{bilan.changees}</strong> changeraient. Heures
      de TIG prononcées : {bilan.heures.avant} ; sous la proposition : {bilan.heures.apres}.
    </p>
    <Carte titre="Par nature de mesure">
      <Tableau
        legende="Mesures par nature"
        legendeInvisible
        vide="Le service n’a aucune mesure en cours."
        colonnes={[
          {
            label: 'Mesure',
            rendu: ([nature]) => libelleDeNature(nature, AUJOURDHUI),
            entete: true,
          },
          { label: 'En cours', rendu: ([, valeur]) => valeur.mesures, nombre: true },
          { label: 'Changeraient', rendu: ([, valeur]) => valeur.changees, nombre: true },
        ]}
        lignes={[...bilan.parNature].sort((un, autre) => autre[1].mesures - un[1].mesures)}
      />
    </Carte>
    <Carte titre="Par changement">
      <Tableau
        legende="Ce qui changerait"
        legendeInvisible
        vide="Rien ne changerait."
        colonnes={[
          { label: 'Quoi', rendu: ligne => ligne.libelle, entete: true },
          { label: 'Nature du changement', rendu: ligne => genres[ligne.genre] },
          { label: 'Mesures', rendu: ligne => ligne.combien, nombre: true },
        ]}
        lignes={[...bilan.parChangement.values()].sort((un, autre) => autre.combien - un.combien)}
      />
    </Carte>
    {montrees.length > 0 && (
      <Carte
        titre={
          montrees.length < bilan.changees
            ? `Les ${montrees.length} plus récentes`
            : 'Mesures qui changeraient'
        }
      >
        <Tableau
          legende="Mesures qui changeraient"
          legendeInvisible
          colonnes={[
            {
              label: 'Personne',
              rendu: ligne => <a href={chemins.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
              entete: true,
            },
            { label: 'Mesure', rendu: ligne => libelleDeNature(ligne.nature, ligne.decisionLe) },
            {
              label: 'Changements',
              rendu: ligne =>
                [...new Set(ligne.changements.map(changement => changement.libelle))].join(', '),
            },
          ]}
          lignes={montrees}
        />
      </Carte>
    )}
  </div>
)
