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
import { motsDe } from '../platform/mots.ts'
import { chemins as convocations } from './convocation.paths.ts'
import { chemins } from './decision.paths.ts'
import {
  decisions,
  decisionsPossibles,
  libelleDeDecision,
  libelleDuMotif,
} from './decision.rules.ts'
import type { LigneADecider } from './decision.store.ts'

type Cause = { motif: string; detail: string | null; lignes: LigneADecider[] }
/** Lines of one cause together: what happened is read once, what to do is decided for all. */
function parCause(lignes: LigneADecider[]): Cause[] {
  const causes = new Map<string, Cause>()
  for (const ligne of lignes) {
    const cle = `${ligne.motif} ${ligne.detail ?? ''}`
    const cause = causes.get(cle) ?? { motif: ligne.motif, detail: ligne.detail, lignes: [] }
    cause.lignes.push(ligne)
    causes.set(cle, cause)
  }
  return [...causes.values()]
}
export const cleDe = (ligne: LigneADecider) => `${ligne.dossierId}:${ligne.id}`
const quand = {
  label: 'Jour',
  rendu: (ligne: LigneADecider) => <LeJour le={ligne.le} long />,
  entete: true,
}
const heure = { label: 'Heure', rendu: (ligne: LigneADecider) => <Heure heure={ligne.heure} /> }
export const avec = {
  label: 'Avec',
  rendu: (ligne: LigneADecider) => ligne.agentNom ?? ligne.agendaNom ?? '',
}

export const ADecider = ({ liste, tout }: { liste: Liste<LigneADecider>; tout: number | null }) => (
  <div class="fil-pile">
    <Titre>Convocations à décider</Titre>
    {liste.total === 0 ? (
      <EtatVide>
        Rien à décider. Quand une absence, une fermeture, une plage modifiée, un départ, un
        transfert, une détention ou une mesure corrigée touche une convocation à venir, elle
        apparaît ici.
      </EtatVide>
    ) : (
      <Formulaire large etiquette="Décider de plusieurs convocations">
        <p>
          Rien ne bouge sans vous : cochez, puis choisissez. La page suivante montre ce qui sera
          fait avant de l’enregistrer.
        </p>
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
                  .map(decisionPossible =>
                    libelleDeDecision(decisionPossible, cause.motif).toLowerCase(),
                  )
                  .join(' ; ')}
                .{' '}
                {cause.lignes.length > 1 && (
                  <a
                    href={adresseDeListe(
                      chemins.liste,
                      liste,
                    )({ page: String(liste.page), tout: String(i) })}
                  >
                    Cocher les {cause.lignes.length}
                  </a>
                )}
              </p>
              <UneCause cause={cause} cochee={tout === i} />
            </section>
          ))}
        </CadreDeListe>
        <Actions>
          {motsDe(decisions).map(cle => (
            <Bouton
              variante={cle === 'annuler' ? 'danger' : 'secondaire'}
              formaction={chemins[cle]}
              name="_geste"
              value="preparer"
            >
              {decisions[cle]}
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
        rendu: ligne => (
          <input
            class="ds-input"
            type="checkbox"
            name="choix[]"
            value={cleDe(ligne)}
            checked={cochee}
            aria-label={`Choisir ${ligne.nom}`}
          />
        ),
      },
      quand,
      heure,
      {
        label: 'Personne',
        rendu: ligne => (
          <a href={convocations.convocation(ligne.dossierId, ligne.convocationId)}>{ligne.nom}</a>
        ),
      },
      avec,
      { label: 'Type', rendu: ligne => ligne.typeLibelle },
      { label: 'Lieu', rendu: ligne => ligne.lieu },
      {
        label: 'Une par une',
        rendu: ligne => (
          <a
            href={convocations.modifier(ligne.dossierId, ligne.convocationId)}
            aria-label={`Modifier la convocation de ${ligne.nom}`}
          >
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
    <EtatVide action={<Retour />}>
      Aucune convocation n’est cochée. Revenez à la liste et cochez celles dont vous décidez.
    </EtatVide>
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
        rendu: ligne => (
          <input
            class="ds-input"
            type="checkbox"
            name="choix[]"
            value={cleDe(ligne)}
            checked
            aria-label={`Choisir ${ligne.nom}`}
          />
        ),
      },
      quand,
      heure,
      { label: 'Personne', rendu: ligne => ligne.nom },
      avec,
      { label: 'Cause', rendu: ligne => libelleDuMotif(ligne.motif) },
    ]}
    lignes={lignes}
  />
)
export const nombre = (nombre: number) => `${nombre} ${nombre > 1 ? 'convocations' : 'convocation'}`

export const Garder = ({ lignes, state }: Ecran) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Garder telles quelles</h1>
      <ResumeErreurs state={state} />
      <Choisies lignes={lignes} legende={nombre(lignes.length)} />
      <ChampTexte
        state={state}
        name="motif"
        label="Pourquoi"
        hint="Gardé dans l’historique de chaque convocation."
        required
      />
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
      <ChampTexte
        state={state}
        name="motif"
        label="Pourquoi"
        hint="Gardé dans l’historique, jamais écrit dans le message."
        required
      />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton variante="danger">Annuler ces convocations</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )

type Agent = { agentId: string; nomComplet: string; pris: string[] }
const libre = ({ nomComplet, pris }: Agent, nombre: number) => {
  if (pris.length === 0)
    return `${nomComplet} : libre pour ${nombre > 1 ? `les ${nombre}` : 'celle-ci'}`
  if (pris.length === nombre) return `${nomComplet} : pas libre`
  const premieres = `${pris.slice(0, 3).join(', ')}${pris.length > 3 ? '…' : ''}`
  return `${nomComplet} : libre pour ${nombre - pris.length} sur ${nombre}, pas pour ${premieres}`
}
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
        options={agents.map(agent => ({
          value: agent.agentId,
          label: libre(agent, lignes.length),
        }))}
        required
      />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton>Confier</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )
