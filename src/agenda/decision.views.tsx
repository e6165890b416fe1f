import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampChoix,
  ChampTexte,
  EtatVide,
  type FormState,
  Formulaire,
  Geste,
  Heure,
  LeJour,
  LienBouton,
  ResumeErreurs,
  Tableau,
  Titre,
  valeurBrute,
} from '../platform/interface/index.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { chemins } from './decision.paths.ts'
import { type Creneau, type Decision, decisions, decisionsPossibles, libelleDuMotif } from './decision.rules.ts'
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
const cleDe = (l: LigneADecider) => `${l.dossierId}:${l.id}`
const quand = { label: 'Jour', rendu: (l: LigneADecider) => <LeJour le={l.le} long />, entete: true }
const heure = { label: 'Heure', rendu: (l: LigneADecider) => <Heure heure={l.heure} /> }
const avec = { label: 'Avec', rendu: (l: LigneADecider) => l.agentNom ?? l.agendaNom ?? '' }

export const ADecider = ({ lignes, encore, tout }: { lignes: LigneADecider[]; encore: boolean; tout: number | null }) => (
  <div class="fil-pile">
    <Titre>Convocations à décider</Titre>
    {lignes.length === 0 ? (
      <EtatVide>
        Rien à décider. Quand une absence, une fermeture, une plage modifiée, un départ, un transfert ou une détention touche une
        convocation à venir, elle apparaît ici.
      </EtatVide>
    ) : (
      <Formulaire large etiquette="Décider de plusieurs convocations">
        <p>Rien ne bouge sans vous : cochez, puis choisissez. La page suivante montre ce qui sera fait avant de l’enregistrer.</p>
        {encore && <Alerte>Les 200 premières sont affichées ; les suivantes apparaîtront quand celles-ci seront décidées.</Alerte>}
        {parCause(lignes).map((cause, i) => (
          <section class="fil-pile">
            <h2>
              {libelleDuMotif(cause.motif)}
              {cause.detail && ` : ${cause.detail}`}
            </h2>
            <p class="fil-discret">
              Possible :{' '}
              {decisionsPossibles(cause.motif)
                .map(d => decisions[d].toLowerCase())
                .join(' ; ')}
              . {cause.lignes.length > 1 && <a href={chemins.tout(i)}>Cocher les {cause.lignes.length}</a>}
            </p>
            <UneCause cause={cause} cochee={tout === i} />
          </section>
        ))}
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
  />
)

type Ecran = { lignes: LigneADecider[]; state: FormState }
const Retour = () => (
  <LienBouton href={chemins.liste} variante="tertiaire">
    Revenir à la liste
  </LienBouton>
)
const Vide = ({ state }: { state: FormState }) => (
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
const nombre = (n: number) => `${n} ${n > 1 ? 'convocations' : 'convocation'}`

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

type DeplacerProps = Ecran & { memeAgent: boolean; propositions: Map<string, Creneau[]>; lieux: Map<string, string> }
export const Deplacer = ({ lignes, state, memeAgent, propositions, lieux }: DeplacerProps) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Déplacer au prochain créneau libre</h1>
      <ResumeErreurs state={state} />
      <p>
        Chaque ligne garde son résultat : si un créneau est pris entre-temps, cette personne reste à décider et vous est nommée, les autres
        sont déplacées.
      </p>
      <ChampChoix
        state={{ ...state, values: { ...state.values, avec: memeAgent ? 'meme' : 'tous' } }}
        name="avec"
        label="Chercher un créneau"
        required
        vide={null}
        options={[
          { value: 'meme', label: 'Avec le même agent' },
          { value: 'tous', label: 'Avec n’importe quel agent' },
        ]}
      />
      <Actions>
        <Geste geste="proposer">Proposer de nouveau</Geste>
      </Actions>
      <Tableau
        legende={nombre(lignes.length)}
        colonnes={[
          { label: 'Personne', rendu: l => l.nom, entete: true },
          {
            label: 'Prévue',
            rendu: l => (
              <>
                <LeJour le={l.le} long /> à <Heure heure={l.heure} />
              </>
            ),
          },
          avec,
          {
            label: 'Nouveau créneau',
            rendu: l => <Choix ligne={l} i={l.i} state={state} creneaux={propositions.get(l.convocationId) ?? []} lieux={lieux} />,
          },
        ]}
        lignes={lignes.map((l, i) => ({ ...l, i }))}
      />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton>Déplacer</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )
const valeurDe = (c: Creneau) => `${c.plageId}|${c.le}|${c.heure}`
/** The first slot is proposed; another may be preferred, or none. */
type ChoixProps = { ligne: LigneADecider; i: number; state: FormState; creneaux: Creneau[]; lieux: Map<string, string> }
const Choix = ({ ligne: l, i, state, creneaux, lieux }: ChoixProps) => {
  const typee = valeurBrute(state.values, `lignes.${i}.creneau`)
  const choisi =
    typeof typee === 'string' && (typee === '' || creneaux.some(c => valeurDe(c) === typee)) ? typee : creneaux[0] && valeurDe(creneaux[0])
  return (
    <>
      <ChampCache name={`lignes.${i}.choix`} value={cleDe(l)} />
      {creneaux.length === 0 ? (
        'Aucun créneau libre dans les trois mois : décidez autrement.'
      ) : (
        <select class="ds-input" name={`lignes[${i}][creneau]`} aria-label={`Nouveau créneau de ${l.nom}`}>
          {creneaux.map(c => (
            <option value={valeurDe(c)} selected={valeurDe(c) === choisi}>
              {libelleDuCreneau(c, c.lieuId === l.lieuId ? null : (lieux.get(c.lieuId) ?? null))}
            </option>
          ))}
          <option value="" selected={choisi === ''}>
            Ne pas déplacer
          </option>
        </select>
      )}
    </>
  )
}
/** Another place than the one where the person was expected is said. */
const libelleDuCreneau = (c: Creneau, ailleurs: string | null) =>
  `${afficherJour(c.le as Jour)} à ${afficherHeure(c.heure)}, ${c.agendaNom}${ailleurs ? ` (${ailleurs})` : ''}`
