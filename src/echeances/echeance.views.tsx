import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
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
  type SansDelai,
} from '../mesures/index.ts'
import { chemins as mesures } from '../mesures/mesure.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  adresse,
  adresseDeListe,
  Bouton,
  Carte,
  ChampTexte,
  Details,
  DUnAgent,
  EtatVide,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { ADireDuDossier, type FaitsADire } from './a-dire.panels.tsx'
import { proximite, SansDate } from './echeance.panels.tsx'
import { chemins } from './echeance.paths.ts'
import type { echeancesDuDossier, echeancesOuvertes, Filtre } from './echeance.store.ts'

type Ligne = Awaited<ReturnType<typeof echeancesDuDossier>>[number]
export type DeMesure = {
  mesureId: string
  nature: string
  decisionLe: Jour
  referentiel: string
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
    {lesMesures.map(m => (
      <UneMesure
        mesure={m}
        lignes={lignes.filter(l => l.mesureId === m.mesureId)}
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
const UneMesure = ({ mesure: m, lignes, aujourdhui, lecteur, ecarter }: MesureProps) => (
  <Carte
    titre={libelleDeNature(m.nature, m.decisionLe)}
    lien={
      lignes[0] && {
        href: mesures.mesure(lignes[0].dossierId, m.mesureId),
        label: 'Ouvrir la mesure',
      }
    }
  >
    {m.referentiel === 'egip' && (
      <Alerte genre="attention">
        Proposition des États généraux (charte C4.1), pas le droit en vigueur.
      </Alerte>
    )}
    <Tableau
      legende={`Échéances : ${libelleDeNature(m.nature, m.decisionLe)}`}
      legendeInvisible
      vide="Aucune échéance n’est calculée pour cette mesure."
      colonnes={[
        { label: 'Pour le', rendu: e => <LeJour le={e.le} />, entete: true },
        { label: 'Quoi', rendu: e => <Quoi e={e} explications={m.explications} /> },
        { label: 'En main', rendu: e => auteurs[e.enMain as keyof typeof auteurs] ?? e.enMain },
        { label: 'État', rendu: e => <Etat e={e} aujourdhui={aujourdhui} lecteur={lecteur} /> },
        {
          label: 'Écarter',
          rendu: e =>
            ecarter &&
            !e.faiteLe &&
            e.cle !== 'terme' &&
            (e.nonPoursuiteId ? (
              <Formulaire enLigne action={chemins.reprendre(e.dossierId, e.nonPoursuiteId)}>
                <Bouton variante="secondaire" etiquette={`Reprendre : ${nomDEcheance(e)}`}>
                  Reprendre
                </Bouton>
              </Formulaire>
            ) : (
              <a
                href={chemins.ecarter(e.dossierId, e.mesureId, e.cle, e.rang)}
                aria-label={`Ne pas poursuivre : ${nomDEcheance(e)}, pour le ${afficherJourCourt(e.le)}`}
              >
                Ne pas poursuivre
              </a>
            )),
        },
      ]}
      lignes={lignes}
    />
    {m.aDire.map(a => (
      <Alerte genre="attention">
        La convocation du <LeJour le={a.le} /> peut servir deux échéances :{' '}
        {a.cles.map(cle => libelleDEcheance(m.nature, cle).toLowerCase()).join(' ; ')}. Elle ne
        compte pour aucune tant que ce n’est pas dit
        {lignes[0] && (
          <>
            {' '}
            : <a href={agenda.convocations(lignes[0].dossierId)}>ouvrir les convocations</a>
          </>
        )}
        .
      </Alerte>
    ))}
    <SansDate mesure={m} />
  </Carte>
)

const Quoi = ({ e, explications }: { e: Ligne; explications: Explication[] }) => {
  const pourquoi = explications.find(x => x.cle === e.cle && x.rang === e.rang)?.pourquoi ?? []
  return (
    <>
      {nomDEcheance(e)}
      {e.rang > 1 && ` (${e.rang}e fois)`}
      {e.ouvreLe && (
        <>
          , à partir du <LeJour le={e.ouvreLe} />
        </>
      )}
      {pourquoi.length > 0 && (
        <Details titre="Pourquoi cette date">
          <ul>
            {pourquoi.map(p => (
              <li>{p}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

const Etat = ({ e, aujourdhui, lecteur }: { e: Ligne; aujourdhui: Jour; lecteur: Lecteur }) => {
  if (e.faiteLe)
    return (
      <Pastille genre="ok">{`Faite le ${afficherJourCourt(e.faiteLe)}${e.faiteLe > e.le ? ', en retard' : ''}`}</Pastille>
    )
  if (e.nonPoursuiteId)
    return (
      <>
        <Pastille>Non poursuivie</Pastille> {e.nonPoursuivieMotif}
      </>
    )
  const { genre, mot } = proximite(e, aujourdhui, lecteur)
  return <Pastille genre={genre}>{mot}</Pastille>
}

type EcarterProps = {
  identite: Identite
  state: FormState
  echeance: { cle: string; le: Jour; aVerifier: boolean }
  nature: string
}
export const Ecarter = ({ identite, state, echeance, nature }: EcarterProps) => (
  <Formulaire>
    <h1>Ne pas poursuivre une échéance</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {nomDEcheance({ ...echeance, nature })}, pour le <LeJour le={echeance.le} />. La date ne
      change pas : elle vient des faits et de la loi. L’échéance quitte les listes, avec votre
      motif. Elle peut être reprise.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi" required />
    <Actions>
      <Bouton>Ne pas poursuivre</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

/** Asked on its own page where the button of the list did not go through. */
export const Reprendre = ({ identite, state, echeance, nature }: EcarterProps) => (
  <Formulaire>
    <h1>Reprendre une échéance</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {nomDEcheance({ ...echeance, nature })}, pour le <LeJour le={echeance.le} />, revient dans les
      listes.
    </p>
    <Actions>
      <Bouton>Reprendre</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

type ListeProps = {
  liste: Awaited<ReturnType<typeof echeancesOuvertes>>
  filtre: Filtre & { agent: string; retard: string }
  tous: boolean
  aujourdhui: Jour
  lecteur: Lecteur
  agentNom: string
}
const enMains = ['', 'spip', 'jap', 'parquet', 'greffe', 'tribunal', 'personne'] as const
/** What the service, or one agent, has to do: late first, by who has each in hand. */
export const EcheancesDuService = ({
  liste,
  filtre,
  tous,
  aujourdhui,
  agentNom,
  lecteur,
}: ListeProps) => {
  const { enMain, tri, sens, agent, retard } = filtre
  const choix = { qui: tous ? 'service' : 'moi', enMain, agent, retard }
  const url = adresseDeListe(chemins.service, liste, { ...choix, tri, sens })
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton href={adresse(chemins.calendrier, choix)({})}>Calendrier (.ics)</LienBouton>
        }
      >
        {tous ? 'Échéances du service' : 'Mes échéances'}
      </Titre>
      <Onglets
        etiquette="Dossiers"
        onglets={[
          { href: url({ qui: 'moi', agent: '' }), label: 'Mes dossiers', actif: !tous },
          {
            href: url({ qui: 'service', agent: '' }),
            label: 'Tout le service',
            actif: tous && !filtre.agent,
          },
        ]}
      />
      {filtre.agent && <DUnAgent nom={agentNom} tous={url({ agent: '' })} />}
      <Onglets
        etiquette="Jours"
        onglets={[
          { href: url({ retard: '' }), label: 'D’ici trois mois', actif: !filtre.retard },
          {
            href: url({ retard: 'oui' }),
            label: 'En retard seulement',
            actif: filtre.retard === 'oui',
          },
        ]}
      />
      <Onglets
        etiquette="En main"
        onglets={enMains.map(m => ({
          href: url({ enMain: m }),
          label: m === '' ? 'Tous' : auteurs[m],
          actif: filtre.enMain === m,
        }))}
      />
      <ListeEnTableau
        cle="echeances"
        liste={liste}
        nom={['échéance ouverte', 'échéances ouvertes']}
        ligne={e => `${e.dossierId} ${e.mesureId} ${e.cle} ${e.rang}`}
        legende={
          retard
            ? 'Échéances en retard'
            : 'Échéances ouvertes d’ici trois mois, en retard comprises'
        }
        ordre={filtre}
        url={url}
        vide={retard ? 'Aucune échéance en retard.' : 'Aucune échéance d’ici trois mois.'}
        colonnes={[
          { label: 'Pour le', tri: 'le', rendu: e => <LeJour le={e.le} />, entete: true },
          {
            label: 'Personne',
            tri: 'nom',
            rendu: e => <a href={dossiers.dossier(e.dossierId)}>{e.nomComplet}</a>,
          },
          {
            label: 'Quoi',
            rendu: e => <a href={chemins.dossier(e.dossierId)}>{nomDEcheance(e)}</a>,
          },
          { label: 'Mesure', rendu: e => libelleDeNature(e.nature, e.decisionLe) },
          { label: 'En main', rendu: e => auteurs[e.enMain as keyof typeof auteurs] ?? e.enMain },
          ...(tous
            ? [
                {
                  label: 'Référent',
                  rendu: (e: ListeProps['liste']['lignes'][number]) =>
                    e.referentNom ?? 'à affecter',
                },
              ]
            : []),
          {
            label: 'État',
            rendu: e => {
              const { genre, mot } = proximite(e, aujourdhui, lecteur)
              return <Pastille genre={genre}>{mot}</Pastille>
            },
          },
        ]}
      />
    </div>
  )
}
