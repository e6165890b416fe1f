import { afficherHeure, afficherJour, type Jour } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  ChampCache,
  ChampCase,
  ChampChoix,
  type FormState,
  Formulaire,
  Geste,
  Heure,
  LeJour,
  ResumeErreurs,
  Tableau,
  valeurBrute,
} from '../platform/interface/index.ts'
import type { Creneau } from './decision.rules.ts'
import type { LigneADecider } from './decision.store.ts'
import { avec, cleDe, type Ecran, nombre, Retour, Vide } from './decision.views.tsx'

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
