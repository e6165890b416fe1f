import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { charges } from '../dossiers/index.ts'
import { chemins as echeances } from '../echeances/echeance.paths.ts'
import type { rapportsEnAttente } from '../magistrats/index.ts'
import { chemins as magistrats } from '../magistrats/magistrats.paths.ts'
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
import type { agentsDeLEquipe, dossiersAConfier, LigneDAgent, departs as lesDeparts } from './equipe.store.ts'
import { colonnesACocher, Depart, Departs } from './passation.views.tsx'
import { PourLe, Rubrique } from './rubrique.views.tsx'
import { chemins } from './synthese.paths.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
type EquipeProps = {
  agents: De<typeof agentsDeLEquipe>
  departs: De<typeof lesDeparts>
  aValider: De<typeof rapportsEnAttente>
  aConfier: De<typeof dossiersAConfier>
  aujourdhui: string
  libelleFonction: (f: string) => string
}

export const Equipe = ({ agents, departs, aValider, aConfier, aujourdhui, libelleFonction }: EquipeProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <LienBouton href={chemins.aConfier} variante={aConfier.total > 0 ? 'primaire' : 'secondaire'}>
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
        ligne={r => r.rapportId}
        tout={magistrats.rapports}
        vide="Aucun rapport n’attend d’être validé."
        rendu={r => (
          <>
            <a href={magistrats.rapport(r.dossierId, r.rapportId)}>{r.titre}</a>, {r.nomComplet}, par {r.redacteurNom}
            <PourLe le={r.echeanceLe} aujourdhui={aujourdhui} />
          </>
        )}
      />
      <Rubrique
        titre="Dossiers à affecter"
        cle="a-affecter"
        liste={aConfier}
        nom={['dossier', 'dossiers']}
        ligne={d => d.dossierId}
        tout={chemins.aConfier}
        vide="Chaque dossier a son référent."
        rendu={d => (
          <>
            <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a>, depuis le <Instant a={d.debutA} />
          </>
        )}
      />
    </div>
    <Agents agents={agents} aujourdhui={aujourdhui} libelleFonction={libelleFonction} />
  </div>
)

/** A number that opens what it counts; zero has nothing to open. */
const Combien = ({ n, href, quoi }: { n: number; href: string; quoi: string }) =>
  n > 0 ? (
    <a href={href} aria-label={`${n} : ${quoi}`}>
      {n}
    </a>
  ) : (
    <>0</>
  )
const Agents = ({ agents, aujourdhui, libelleFonction }: Pick<EquipeProps, 'agents' | 'aujourdhui' | 'libelleFonction'>) => (
  <Carte titre="Agents">
    <p class="fil-discret">
      Par nom. Dossiers ouverts seulement ; ce qui est en retard est ce que le service a en main. Chaque nombre ouvre sa liste.
    </p>
    <ListeEnTableau
      cle="agents"
      liste={agents}
      nom={['agent', 'agents']}
      ligne={a => a.agentId}
      empile
      legende="Agents du service, par nom"
      vide="Aucun agent ne suit de dossier dans ce service."
      url={adresseDeListe(chemins.equipe, agents)}
      colonnes={[
        {
          label: 'Agent',
          entete: true,
          rendu: a => (
            <>
              {a.nom} <Depart partiLe={a.partiLe} aujourdhui={aujourdhui} />
            </>
          ),
        },
        { label: 'Fonction', rendu: a => libelleFonction(a.fonction) },
        nombre('Dossiers ouverts', a => [a.dossiers, `${chemins.mesDossiers}?qui=service&agent=${a.agentId}`]),
        nombre('Échéances en retard', a => [a.echeances, `${echeances.service}?qui=service&enMain=spip&retard=oui&agent=${a.agentId}`]),
        nombre('Demandes en retard', a => [a.demandes, `${magistrats.demandes}?qui=service&detenteur=spip&retard=oui&agent=${a.agentId}`]),
        nombre('Sans contact depuis deux mois', a => [
          a.sansContact,
          `${chemins.mesDossiers}?qui=service&etat=sans_contact&tri=contact&agent=${a.agentId}`,
        ]),
        {
          label: 'Passation',
          rendu: a =>
            a.dossiers > 0 && (
              <a href={chemins.passer(a.agentId)} aria-label={`Passer ses dossiers : ${a.nom}`}>
                Passer ses dossiers
              </a>
            ),
        },
      ]}
    />
  </Carte>
)
const nombre = (label: string, de: (a: LigneDAgent) => [n: number, href: string]) => ({
  label,
  nombre: true,
  rendu: (a: LigneDAgent) => {
    const [n, href] = de(a)
    return <Combien n={n} href={href} quoi={`${label.toLowerCase()}, ${a.nom}`} />
  },
})

type AConfierProps = { liste: De<typeof dossiersAConfier>; agents: De<typeof charges>; state: FormState; tout: boolean }
const cochesDe = ({ values }: FormState): string[] => [values.dossierIds ?? []].flat().filter(v => typeof v === 'string')

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
            Cochez, choisissez l’agent, envoyez : il trouve chaque dossier dans « Pour moi ». Un dossier mal affecté se réaffecte depuis sa
            page. {liste.lignes.length > 1 && <a href={url({ page: String(liste.page), tout: 'oui' })}>Cocher les {liste.lignes.length}</a>}
          </p>
        )}
        <ListeEnTableau
          cle="a-confier"
          liste={liste}
          nom={['dossier', 'dossiers']}
          ligne={d => d.dossierId}
          legende="Dossiers sans référent, le plus ancien d’abord"
          vide="Chaque dossier du service a son référent."
          url={url}
          colonnes={[
            ...colonnesACocher(d => (coches.size > 0 ? coches.has(d.dossierId) : tout)),
            { label: 'Convocation', rendu: d => (d.prochaineLe ? <LeJour le={d.prochaineLe} /> : 'aucune') },
            { label: 'Sans référent depuis', rendu: d => <Instant a={d.debutA} /> },
          ]}
        />
        {liste.total > 0 && (
          <>
            <ChampChoix
              state={state}
              name="referentId"
              label="Confier à"
              options={agents.map(a => ({
                value: a.agentId,
                label: `${a.nomComplet} (${a.dossiers} ${a.dossiers > 1 ? 'dossiers' : 'dossier'})`,
              }))}
              required
            />
            <ChampTexte state={state} name="motif" label="Motif" hint="Facultatif ; gardé avec chaque affectation." />
            <Actions>
              <Bouton>Affecter les dossiers cochés</Bouton>
            </Actions>
          </>
        )}
      </Formulaire>
    </div>
  )
}
