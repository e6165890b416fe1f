import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { Bandeau, type Identite } from '../dossiers/index.ts'
import { chemins as simulation } from '../droit/simulation.paths.ts'
import type { Lecteur } from '../magistrats/index.ts'
import {
  type ADire,
  auteurs,
  type EnAttente,
  type Explication,
  type Inconnue,
  libelleDEcheance,
  libelleDeNature,
  nomDEcheance,
  type Referentiel,
  type SansDelai,
} from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  Bouton,
  Carte,
  Details,
  EtatVide,
  Formulaire,
  LeJour,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { ADireDuDossier, type FaitsADire } from './a-dire.panels.tsx'
import { proximite, SansDate } from './echeance.panels.tsx'
import { chemins } from './echeance.paths.ts'
import type { echeancesDuDossier } from './echeance.store.ts'

type Ligne = Awaited<ReturnType<typeof echeancesDuDossier>>[number]
export type DeMesure = {
  mesureId: string
  nature: string
  decisionLe: Jour
  referentiel: Referentiel
  explications: Explication[]
  attentes: EnAttente[]
  inconnues: Inconnue[]
  sansDelai: SansDelai[]
  aDire: ADire[]
}
type Props = {
  identite: Identite
  lignes: Ligne[]
  mesures: DeMesure[]
  aDire: FaitsADire
  aujourdhui: Jour
  lecteur: Lecteur
  ecarter: boolean
}

/** Every deadline of a dossier, what it waits for, and why each day is what it is. */
export const EcheancesDuDossier = ({
  identite,
  lignes,
  mesures: lesMesures,
  aDire,
  aujourdhui,
  lecteur,
  ecarter,
}: Props) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={mesures.mesures(identite.dossierId)}>Mesures</LienBouton>
          {ecarter && (
            <LienBouton href={simulation.dossier(identite.dossierId)}>
              Simuler les propositions
            </LienBouton>
          )}
        </>
      }
    >
      Échéances
    </Titre>
    <Bandeau identite={identite} />
    {lesMesures.length === 0 && (
      <EtatVide>Aucune mesure n’est enregistrée : il n’y a pas d’échéance.</EtatVide>
    )}
    {lesMesures.length > 0 && !identite.closA && (
      <ADireDuDossier dossierId={identite.dossierId} faits={aDire} />
    )}
    {lesMesures.map(mesure => (
      <UneMesure
        mesure={mesure}
        lignes={lignes.filter(ligne => ligne.mesureId === mesure.mesureId)}
        aujourdhui={aujourdhui}
        lecteur={lecteur}
        ecarter={ecarter}
      />
    ))}
  </div>
)

type MesureProps = Pick<Props, 'lignes' | 'aujourdhui' | 'lecteur' | 'ecarter'> & {
  mesure: DeMesure
}
const UneMesure = ({ mesure, lignes, aujourdhui, lecteur, ecarter }: MesureProps) => (
  <Carte
    titre={libelleDeNature(mesure.nature, mesure.decisionLe)}
    lien={
      lignes[0] && {
        href: mesures.mesure(lignes[0].dossierId, mesure.mesureId),
        label: 'Ouvrir la mesure',
      }
    }
  >
    {mesure.referentiel === 'egip' && (
      <Alerte genre="attention">
        Proposition des États généraux (charte C4.1), pas le droit en vigueur.
      </Alerte>
    )}
    <Tableau
      legende={`Échéances : ${libelleDeNature(mesure.nature, mesure.decisionLe)}`}
      legendeInvisible
      vide="Aucune échéance n’est calculée pour cette mesure."
      colonnes={[
        { label: 'Pour le', rendu: ligne => <LeJour le={ligne.le} />, entete: true },
        { label: 'Quoi', rendu: ligne => <Quoi e={ligne} explications={mesure.explications} /> },
        {
          label: 'En main',
          rendu: ligne => direDe(auteurs, ligne.enMain),
        },
        {
          label: 'État',
          rendu: ligne => <Etat e={ligne} aujourdhui={aujourdhui} lecteur={lecteur} />,
        },
        {
          label: 'Écarter',
          rendu: ligne =>
            ecarter &&
            !ligne.faiteLe &&
            ligne.cle !== 'terme' &&
            (ligne.nonPoursuiteId ? (
              <Formulaire enLigne action={chemins.reprendre(ligne.dossierId, ligne.nonPoursuiteId)}>
                <Bouton variante="secondaire" etiquette={`Reprendre : ${nomDEcheance(ligne)}`}>
                  Reprendre
                </Bouton>
              </Formulaire>
            ) : (
              <a
                href={chemins.ecarter(ligne.dossierId, ligne.mesureId, ligne.cle, ligne.rang)}
                aria-label={`Ne pas poursuivre : ${nomDEcheance(ligne)}, pour le ${afficherJourCourt(ligne.le)}`}
              >
                Ne pas poursuivre
              </a>
            )),
        },
      ]}
      lignes={lignes}
    />
    {mesure.aDire.map(partage => (
      <Alerte genre="attention">
        La convocation du <LeJour le={partage.le} /> peut servir deux échéances :{' '}
        {partage.cles.map(cle => libelleDEcheance(mesure.nature, cle).toLowerCase()).join(' ; ')}.
        Elle ne compte pour aucune tant que ce n’est pas dit
        {lignes[0] && (
          <>
            {' '}
            : <a href={agenda.convocations(lignes[0].dossierId)}>ouvrir les convocations</a>
          </>
        )}
        .
      </Alerte>
    ))}
    <SansDate mesure={mesure} />
  </Carte>
)

const Quoi = ({ e: ligne, explications }: { e: Ligne; explications: Explication[] }) => {
  const pourquoi =
    explications.find(x => x.cle === ligne.cle && x.rang === ligne.rang)?.pourquoi ?? []
  return (
    <>
      {nomDEcheance(ligne)}
      {ligne.rang > 1 && ` (${ligne.rang}e fois)`}
      {ligne.ouvreLe && (
        <>
          , à partir du <LeJour le={ligne.ouvreLe} />
        </>
      )}
      {pourquoi.length > 0 && (
        <Details titre="Pourquoi cette date">
          <ul>
            {pourquoi.map(raison => (
              <li>{raison}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

const Etat = ({
  e: ligne,
  aujourdhui,
  lecteur,
}: {
  e: Ligne
  aujourdhui: Jour
  lecteur: Lecteur
}) => {
  if (ligne.faiteLe)
    return (
      <Pastille genre="ok">{`Faite le ${afficherJourCourt(ligne.faiteLe)}${ligne.faiteLe > ligne.le ? ', en retard' : ''}`}</Pastille>
    )
  if (ligne.nonPoursuiteId)
    return (
      <>
        <Pastille>Non poursuivie</Pastille> {ligne.nonPoursuivieMotif}
      </>
    )
  const { genre, mot } = proximite(ligne, aujourdhui, lecteur)
  return <Pastille genre={genre}>{mot}</Pastille>
}
