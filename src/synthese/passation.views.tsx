import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { charges } from '../dossiers/index.ts'
import { libelleDeNature } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  adresseDeListe,
  Bouton,
  ChampCache,
  ChampCases,
  ChampTexte,
  type Colonne,
  type FormState,
  Formulaire,
  LeJour,
  ListeEnTableau,
  Pastille,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type { departs, dossiersDeLAgent } from './equipe.store.ts'
import { Rubrique } from './rubrique.views.tsx'
import { chemins } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
const combien = (nombre: number) => `${nombre} ${nombre > 1 ? 'dossiers' : 'dossier'}`

/** « Part le 12/12/2026 », or « Parti le … » from that day on. */
export const Depart = ({ partiLe, aujourdhui }: { partiLe: Jour | null; aujourdhui: Jour }) =>
  partiLe ? (
    <Pastille genre={partiLe > aujourdhui ? 'info' : 'attention'}>
      {partiLe > aujourdhui ? 'Part le' : 'Parti le'} <LeJour le={partiLe} />
    </Pastille>
  ) : null

/** Who leaves with dossiers in hand, and the way to hand them over. */
export const Departs = ({
  liste,
  aujourdhui,
  titre,
}: {
  liste: De<typeof departs>
  aujourdhui: Jour
  titre: string
}) => (
  <Rubrique
    titre={titre}
    cle="departs"
    liste={liste}
    nom={['agent', 'agents']}
    ligne={ligne => ligne.agentId}
    tout={chemins.equipe}
    rendu={ligne => (
      <>
        {ligne.nomComplet} <Depart partiLe={ligne.partiLe} aujourdhui={aujourdhui} />{' '}
        <a
          href={chemins.passer(ligne.agentId)}
          aria-label={`${combien(ligne.dossiers)} à passer : ${ligne.nomComplet}`}
        >
          {combien(ligne.dossiers)} à passer
        </a>
      </>
    )}
  />
)

type Props = {
  agent: { agentId: string; nomComplet: string; partiLe: Jour | null }
  liste: De<typeof dossiersDeLAgent>
  agents: De<typeof charges>
  state: FormState
  aujourdhui: Jour
}
type ACocher = {
  dossierId: string
  nomComplet: string
  nature: string | null
  commune: string | null
  antenneNom: string | null
}
/** What helps to choose to whom a dossier goes, with its box. */
export const colonnesACocher = (coche: (dossier: ACocher) => boolean): Colonne<ACocher>[] => [
  {
    label: 'Choisir',
    rendu: ligne => (
      <input
        class="ds-input"
        type="checkbox"
        name="dossierIds[]"
        value={ligne.dossierId}
        checked={coche(ligne)}
        aria-label={`Choisir ${ligne.nomComplet}`}
      />
    ),
  },
  {
    label: 'Personne',
    entete: true,
    rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
  },
  {
    label: 'Mesure',
    rendu: ligne =>
      ligne.nature ? (
        libelleDeNature(ligne.nature, '9999-12-31')
      ) : (
        <Pastille genre="attention">Aucune</Pastille>
      ),
  },
  { label: 'Habite', rendu: ligne => ligne.commune ?? '' },
  { label: 'Antenne', rendu: ligne => ligne.antenneNom ?? '' },
]
/** The dossiers of one agent: all or those that are ticked, to one or to several. */
export const Passer = ({ agent, liste, agents, state, aujourdhui }: Props) => {
  const coches = new Set([state.values.dossierIds ?? []].flat())
  const autres = agents.filter(ligne => ligne.agentId !== agent.agentId)
  return (
    <div class="fil-pile">
      <Titre>Passer les dossiers de {agent.nomComplet}</Titre>
      <p>
        <Depart partiLe={agent.partiLe} aujourdhui={aujourdhui} /> {combien(liste.total)} à passer.
      </p>
      <Formulaire large etiquette={`Passer les dossiers de ${agent.nomComplet}`}>
        <ResumeErreurs state={state} />
        <ChampCache name="deAgentId" value={agent.agentId} />
        <ListeEnTableau
          cle="a-passer"
          liste={liste}
          nom={['dossier', 'dossiers']}
          ligne={ligne => ligne.dossierId}
          legende={`Dossiers de ${agent.nomComplet}, par nom`}
          vide="Cet agent ne suit plus de dossier."
          url={adresseDeListe(chemins.passer(agent.agentId), liste)}
          colonnes={[
            ...colonnesACocher(dossier => coches.has(dossier.dossierId)),
            {
              label: 'Prochaine convocation avec cet agent',
              rendu: ligne => (ligne.prochaineLe ? <LeJour le={ligne.prochaineLe} /> : 'aucune'),
            },
          ]}
        />
        {liste.total > 0 && (
          <>
            <ChampCases
              state={state}
              name="lesquels"
              label="Quels dossiers ?"
              options={[
                { value: 'coches', label: 'Ceux qui sont cochés sur cette page' },
                { value: 'tous', label: `Tous : ${combien(liste.total)}` },
              ]}
              required
            />
            <ChampCases
              state={state}
              name="versIds"
              label="À qui ?"
              hint="Un seul agent, ou plusieurs : chaque dossier va alors à celui qui en suit le moins."
              options={autres.map(ligne => ({
                value: ligne.agentId,
                label: `${ligne.nomComplet} (${combien(Number(ligne.dossiers))})`,
              }))}
              plusieurs
              required
            />
            <ChampCases
              state={state}
              name="convocations"
              label={`Que deviennent les convocations à venir avec ${agent.nomComplet} ?`}
              options={[
                {
                  value: 'suivent',
                  label: 'Elles suivent le nouveau référent, même jour, même heure',
                  hint: 'Quand il n’est pas libre, la convocation attend dans « Convocations à décider ».',
                },
                { value: 'restent', label: `Elles restent à ${agent.nomComplet}` },
              ]}
              required
            />
            <ChampTexte
              state={state}
              name="motif"
              label="Motif"
              hint="Gardé avec chaque affectation."
            />
            <Alerte>
              Sera dit à chaque nouveau référent et à {agent.nomComplet}, dans « Pour moi ».
            </Alerte>
            <Actions>
              <Bouton>Passer les dossiers</Bouton>
            </Actions>
          </>
        )}
      </Formulaire>
    </div>
  )
}
