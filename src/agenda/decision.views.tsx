import {
  Actions,
  adresseDeListe,
  Bouton,
  CadreDeListe,
  ChampCase,
  ChampChoix,
  ChampTexte,
  EtatVide,
  type FormState,
  Formulaire,
  Heure,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { chemins } from './decision.paths.ts'
import { type Decision, decisions, decisionsPossibles, libelleDeDecision, libelleDuMotif } from './decision.rules.ts'
import type { LigneADecider } from './decision.store.ts'

type Cause = { motif: string; detail: string | null; lignes: LigneADecider[] }
/** Lines of one cause together: what happened is read once, what to do is decided for all. */
function parCause(lignes: LigneADecider[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const l of lignes) {
    const cle = `${l.motif} ${l.detail ?? ''}`
    const cause = causes.get(cle) ?? { motif: l.motif, detail: l.detail, lignes: [] }
    cause.lignes.push(l)
    causes.set(cle, cause)
  }
  return [...causes.values()]
}
export const cleDe = (l: LigneADecider) => `${l.dossierId}:${l.id}`
const quand = { label: 'Jour', rendu: (l: LigneADecider) => <LeJour le={l.le} long />, entete: true }
const heure = { label: 'Heure', rendu: (l: LigneADecider) => <Heure heure={l.heure} /> }
export const avec = { label: 'Avec', rendu: (l: LigneADecider) => l.agentNom ?? l.agendaNom ?? '' }

export const ADecider = ({ liste, tout }: { liste: Liste<LigneADecider>; tout: number | null }) => (
  <div class="fil-pile">
    <Titre>Convocations à décider</Titre>
    {liste.total === 0 ? (
      <EtatVide>
        Rien à décider. Quand une absence, une fermeture, une plage modifiée, un départ, un transfert, une détention ou une mesure corrigée
        touche une convocation à venir, elle apparaît ici.
      </EtatVide>
    ) : (
      <Formulaire large etiquette="Décider de plusieurs convocations">
        <p>Rien ne bouge sans vous : cochez, puis choisissez. La page suivante montre ce qui sera fait avant de l’enregistrer.</p>
        <CadreDeListe
          cle="a-decider"
          liste={liste}
          nom={['convocation à décider', 'convocations à décider']}
          ligne={cleDe}
          vide={null}
          url={adresseDeListe(chemins.liste, liste)}
        >
          {parCause(liste.lignes).map((cause, i) => (
            <section class="fil-pile">
              <h2>
                {libelleDuMotif(cause.motif)}
                {cause.detail && ` : ${cause.detail}`}
              </h2>
              <p class="fil-discret">
                Possible :{' '}
                {decisionsPossibles(cause.motif)
                  .map(d => libelleDeDecision(d, cause.motif).toLowerCase())
                  .join(' ; ')}
                .{' '}
                {cause.lignes.length > 1 && (
                  <a href={adresseDeListe(chemins.liste, liste)({ page: String(liste.page), tout: String(i) })}>
                    Cocher les {cause.lignes.length}
                  </a>
                )}
              </p>
              <UneCause cause={cause} cochee={tout === i} />
            </section>
          ))}
        </CadreDeListe>
        <Actions>
          {(Object.keys(decisions) as Decision[]).map(d => (
            <Bouton variante={d === 'annuler' ? 'danger' : 'secondaire'} formaction={chemins[d]} name="_geste" value="preparer">
              {decisions[d]}
            </Bouton>
          ))}
        </Actions>
      </Formulaire>
    )}
  </div>
)
const UneCause = ({ cause, cochee }: { cause: Cause; cochee: boolean }) => (
  <Tableau
    dense
    legende={`${libelleDuMotif(cause.motif)} : ${cause.lignes.length} ${cause.lignes.length > 1 ? 'convocations' : 'convocation'}`}
    legendeInvisible
    colonnes={[
      {
        label: 'Choisir',
        rendu: l => (
          <input class="ds-input" type="checkbox" name="choix[]" value={cleDe(l)} checked={cochee} aria-label={`Choisir ${l.nom}`} />
        ),
      },
      quand,
      heure,
      { label: 'Personne', rendu: l => <a href={convocations.convocation(l.dossierId, l.convocationId)}>{l.nom}</a> },
      avec,
      { label: 'Type', rendu: l => l.typeLibelle },
      { label: 'Lieu', rendu: l => l.lieu },
      {
        label: 'Une par une',
        rendu: l => (
          <a href={convocations.modifier(l.dossierId, l.convocationId)} aria-label={`Modifier la convocation de ${l.nom}`}>
            Modifier
          </a>
        ),
      },
    ]}
    lignes={cause.lignes}
    cle={cleDe}
  />
)

export type Ecran = { lignes: LigneADecider[]; state: FormState }
export const Retour = () => (
  <LienBouton href={chemins.liste} variante="tertiaire">
    Revenir à la liste
  </LienBouton>
)
export const Vide = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Titre>Convocations à décider</Titre>
    <ResumeErreurs state={state} />
    <EtatVide action={<Retour />}>Aucune convocation n’est cochée. Revenez à la liste et cochez celles dont vous décidez.</EtatVide>
  </div>
)
/** The lines that are decided of, ticked: each may still be left out. */
const Choisies = ({ lignes, legende }: { lignes: LigneADecider[]; legende: string }) => (
  <Tableau
    dense
    legende={legende}
    colonnes={[
      {
        label: 'Choisir',
        rendu: l => <input class="ds-input" type="checkbox" name="choix[]" value={cleDe(l)} checked aria-label={`Choisir ${l.nom}`} />,
      },
      quand,
      heure,
      { label: 'Personne', rendu: l => l.nom },
      avec,
      { label: 'Cause', rendu: l => libelleDuMotif(l.motif) },
    ]}
    lignes={lignes}
  />
)
export const nombre = (n: number) => `${n} ${n > 1 ? 'convocations' : 'convocation'}`

export const Garder = ({ lignes, state }: Ecran) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Garder telles quelles</h1>
      <ResumeErreurs state={state} />
      <Choisies lignes={lignes} legende={nombre(lignes.length)} />
      <ChampTexte state={state} name="motif" label="Pourquoi" hint="Gardé dans l’historique de chaque convocation." required />
      <Actions>
        <Bouton>Garder</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )

export const Annuler = ({ lignes, state }: Ecran) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Annuler</h1>
      <ResumeErreurs state={state} />
      <Choisies lignes={lignes} legende={nombre(lignes.length)} />
      <ChampTexte state={state} name="motif" label="Pourquoi" hint="Gardé dans l’historique, jamais écrit dans le message." required />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton variante="danger">Annuler ces convocations</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )

type Agent = { agentId: string; nomComplet: string; pris: string[] }
const libre = (a: Agent, n: number) =>
  a.pris.length === 0
    ? `${a.nomComplet} : libre pour ${n > 1 ? `les ${n}` : 'celle-ci'}`
    : a.pris.length === n
      ? `${a.nomComplet} : pas libre`
      : `${a.nomComplet} : libre pour ${n - a.pris.length} sur ${n}, pas pour ${a.pris.slice(0, 3).join(', ')}${a.pris.length > 3 ? '…' : ''}`
export const Confier = ({ lignes, state, agents }: Ecran & { agents: Agent[] }) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Confier à un autre agent, à la même heure</h1>
      <ResumeErreurs state={state} />
      <Choisies lignes={lignes} legende={nombre(lignes.length)} />
      <ChampChoix
        state={state}
        name="agentId"
        label="Agent"
        hint="Toutes sont confiées, ou aucune : décochez celles pour lesquelles l’agent n’est pas libre."
        options={agents.map(a => ({ value: a.agentId, label: libre(a, lignes.length) }))}
        required
      />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton>Confier</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )
