import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { charges } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import type { rapportsEnAttente } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  adresseDeListe,
  Bouton,
  Carte,
  ChampChoix,
  ChampTexte,
  type FormState,
  Formulaire,
  Instant,
  LeJour,
  LienBouton,
  ListeEnTableau,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import type {
  agentsDeLEquipe,
  dossiersAConfier,
  LigneDAgent,
  departs as lesDeparts,
} from './equipe.store.ts'
import { colonnesACocher, Depart, Departs } from './passation.views.tsx'
import { PourLe, Rubrique } from './rubrique.views.tsx'
import { chemins } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
type EquipeProps = {
  agents: De<typeof agentsDeLEquipe>
  departs: De<typeof lesDeparts>
  aValider: De<typeof rapportsEnAttente>
  aConfier: De<typeof dossiersAConfier>
  aujourdhui: Jour
  libelleFonction: (fonction: string) => string
}

export const Equipe = ({
  agents,
  departs,
  aValider,
  aConfier,
  aujourdhui,
  libelleFonction,
}: EquipeProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <LienBouton
          href={chemins.aConfier}
          variante={aConfier.total > 0 ? 'primaire' : 'secondaire'}
        >
          Affecter les dossiers
        </LienBouton>
      }
    >
      Équipe
    </Titre>
    <Departs liste={departs} aujourdhui={aujourdhui} titre="Départs : dossiers à passer" />
    <div class="fil-deux-tiers">
      <Rubrique
        titre="Rapports à valider"
        cle="a-valider"
        liste={aValider}
        nom={['rapport', 'rapports']}
        ligne={ligne => ligne.rapportId}
        tout={magistrats.rapports}
        vide="Aucun rapport n’attend d’être validé."
        rendu={ligne => (
          <>
            <a href={magistrats.rapport(ligne.dossierId, ligne.rapportId)}>{ligne.titre}</a>,{' '}
            {ligne.nomComplet}, par {ligne.redacteurNom}
            <PourLe le={ligne.echeanceLe} aujourdhui={aujourdhui} />
          </>
        )}
      />
      <Rubrique
        titre="Dossiers à affecter"
        cle="a-affecter"
        liste={aConfier}
        nom={['dossier', 'dossiers']}
        ligne={ligne => ligne.dossierId}
        tout={chemins.aConfier}
        vide="Chaque dossier a son référent."
        rendu={ligne => (
          <>
            <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>, depuis le{' '}
            <Instant a={ligne.debutA} />
          </>
        )}
      />
    </div>
    <Agents agents={agents} aujourdhui={aujourdhui} libelleFonction={libelleFonction} />
  </div>
)

/** A number that opens what it counts; zero has nothing to open. */
const Combien = ({ n: nombre, href, quoi }: { n: number; href: string; quoi: string }) =>
  nombre > 0 ? (
    <a href={href} aria-label={`${nombre} : ${quoi}`}>
      {nombre}
    </a>
  ) : (
    <>0</>
  )
const Agents = ({
  agents,
  aujourdhui,
  libelleFonction,
}: Pick<EquipeProps, 'agents' | 'aujourdhui' | 'libelleFonction'>) => (
  <Carte titre="Agents">
    <p class="fil-discret">
      Par nom. Dossiers ouverts seulement ; ce qui est en retard est ce que le service a en main.
      Chaque nombre ouvre sa liste.
    </p>
    <ListeEnTableau
      cle="agents"
      liste={agents}
      nom={['agent', 'agents']}
      ligne={ligne => ligne.agentId}
      empile
      legende="Agents du service, par nom"
      vide="Aucun agent ne suit de dossier dans ce service."
      url={adresseDeListe(chemins.equipe, agents)}
      colonnes={[
        {
          label: 'Agent',
          entete: true,
          rendu: ligne => (
            <>
              {ligne.nom} <Depart partiLe={ligne.partiLe} aujourdhui={aujourdhui} />
            </>
          ),
        },
        { label: 'Fonction', rendu: ligne => libelleFonction(ligne.fonction) },
        nombre('Dossiers ouverts', ligne => [
          ligne.dossiers,
          `${chemins.mesDossiers}?qui=service&agent=${ligne.agentId}`,
        ]),
        nombre('Échéances en retard', ligne => [
          ligne.echeances,
          `${echeances.service}?qui=service&enMain=spip&retard=oui&agent=${ligne.agentId}`,
        ]),
        nombre('Demandes en retard', ligne => [
          ligne.demandes,
          `${magistrats.demandes}?qui=service&detenteur=spip&retard=oui&agent=${ligne.agentId}`,
        ]),
        nombre('Sans contact depuis deux mois', ligne => [
          ligne.sansContact,
          `${chemins.mesDossiers}?qui=service&etat=sans_contact&tri=contact&agent=${ligne.agentId}`,
        ]),
        {
          label: 'Passation',
          rendu: ligne =>
            ligne.dossiers > 0 && (
              <a
                href={chemins.passer(ligne.agentId)}
                aria-label={`Passer ses dossiers : ${ligne.nom}`}
              >
                Passer ses dossiers
              </a>
            ),
        },
      ]}
    />
  </Carte>
)
const nombre = (label: string, de: (ligne: LigneDAgent) => [n: number, href: string]) => ({
  label,
  nombre: true,
  rendu: (ligne: LigneDAgent) => {
    const [nombre, href] = de(ligne)
    return <Combien n={nombre} href={href} quoi={`${label.toLowerCase()}, ${ligne.nom}`} />
  },
})

type AConfierProps = {
  liste: De<typeof dossiersAConfier>
  agents: De<typeof charges>
  state: FormState
  tout: boolean
}
const cochesDe = ({ values }: FormState): string[] =>
  [values.dossierIds ?? []].flat().filter(ligne => typeof ligne === 'string')

/** Several dossiers, one agent, one gesture: what each already carries is beside the name. */
export const AConfier = ({ liste, agents, state, tout }: AConfierProps) => {
  const coches = new Set(cochesDe(state))
  const url = adresseDeListe(chemins.aConfier, liste)
  return (
    <div class="fil-pile">
      <Titre>Dossiers à affecter</Titre>
      <Formulaire large etiquette="Affecter plusieurs dossiers">
        <ResumeErreurs state={state} />
        {liste.total > 0 && (
          <p>
            Cochez, choisissez l’agent, envoyez : il trouve chaque dossier dans « Pour moi ». Un
            dossier mal affecté se réaffecte depuis sa page.{' '}
            {liste.lignes.length > 1 && (
              <a href={url({ page: String(liste.page), tout: 'oui' })}>
                Cocher les {liste.lignes.length}
              </a>
            )}
          </p>
        )}
        <ListeEnTableau
          cle="a-confier"
          liste={liste}
          nom={['dossier', 'dossiers']}
          ligne={ligne => ligne.dossierId}
          legende="Dossiers sans référent, le plus ancien d’abord"
          vide="Chaque dossier du service a son référent."
          url={url}
          colonnes={[
            ...colonnesACocher(dossier => (coches.size > 0 ? coches.has(dossier.dossierId) : tout)),
            {
              label: 'Convocation',
              rendu: ligne => (ligne.prochaineLe ? <LeJour le={ligne.prochaineLe} /> : 'aucune'),
            },
            { label: 'Sans référent depuis', rendu: ligne => <Instant a={ligne.debutA} /> },
          ]}
        />
        {liste.total > 0 && (
          <>
            <ChampChoix
              state={state}
              name="referentId"
              label="Confier à"
              options={agents.map(agent => ({
                value: agent.agentId,
                label: `${agent.nomComplet} (${agent.dossiers} ${agent.dossiers > 1 ? 'dossiers' : 'dossier'})`,
              }))}
              required
            />
            <ChampTexte
              state={state}
              name="motif"
              label="Motif"
              hint="Facultatif ; gardé avec chaque affectation."
            />
            <Actions>
              <Bouton>Affecter les dossiers cochés</Bouton>
            </Actions>
          </>
        )}
      </Formulaire>
    </div>
  )
}
