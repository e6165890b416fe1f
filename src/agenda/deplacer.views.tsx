import { afficherHeure, afficherJour } from '../platform/date.ts'
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

type DeplacerProps = Ecran & {
  memeAgent: boolean
  propositions: Map<string, Creneau[]>
  lieux: Map<string, string>
}
export const Deplacer = ({ lignes, state, memeAgent, propositions, lieux }: DeplacerProps) =>
  lignes.length === 0 ? (
    <Vide state={state} />
  ) : (
    <Formulaire large>
      <h1>Déplacer au prochain créneau libre</h1>
      <ResumeErreurs state={state} />
      <p>
        Chaque ligne garde son résultat : si un créneau est pris entre-temps, cette personne reste à
        décider et vous est nommée, les autres sont déplacées.
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
          { label: 'Personne', rendu: ligne => ligne.nom, entete: true },
          {
            label: 'Prévue',
            rendu: ligne => (
              <>
                <LeJour le={ligne.le} long /> à <Heure heure={ligne.heure} />
              </>
            ),
          },
          avec,
          {
            label: 'Nouveau créneau',
            rendu: ligne => (
              <Choix
                ligne={ligne}
                i={ligne.i}
                state={state}
                creneaux={propositions.get(ligne.convocationId) ?? []}
                lieux={lieux}
              />
            ),
          },
        ]}
        lignes={lignes.map((ligne, i) => ({ ...ligne, i }))}
      />
      <ChampCase state={state} name="prevenir" label="Prévenir les personnes par message" />
      <Actions>
        <Bouton>Déplacer</Bouton>
        <Retour />
      </Actions>
    </Formulaire>
  )
const valeurDe = (creneau: Creneau) => `${creneau.plageId}|${creneau.le}|${creneau.heure}`
/** The first slot is proposed; another may be preferred, or none. */
type ChoixProps = {
  ligne: LigneADecider
  i: number
  state: FormState
  creneaux: Creneau[]
  lieux: Map<string, string>
}
const Choix = ({ ligne, i, state, creneaux, lieux }: ChoixProps) => {
  const typee = valeurBrute(state.values, `lignes.${i}.creneau`)
  const choisi =
    typeof typee === 'string' &&
    (typee === '' || creneaux.some(creneau => valeurDe(creneau) === typee))
      ? typee
      : creneaux[0] && valeurDe(creneaux[0])
  return (
    <>
      <ChampCache name={`lignes.${i}.choix`} value={cleDe(ligne)} />
      {creneaux.length === 0 ? (
        'Aucun créneau libre dans les trois mois : décidez autrement.'
      ) : (
        <select
          class="ds-input"
          name={`lignes[${i}][creneau]`}
          aria-label={`Nouveau créneau de ${ligne.nom}`}
        >
          {creneaux.map(creneau => (
            <option value={valeurDe(creneau)} selected={valeurDe(creneau) === choisi}>
              {libelleDuCreneau(
                creneau,
                creneau.lieuId === ligne.lieuId ? null : (lieux.get(creneau.lieuId) ?? null),
              )}
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
const libelleDuCreneau = (creneau: Creneau, ailleurs: string | null) =>
  `${afficherJour(creneau.le)} à ${afficherHeure(creneau.heure)}, ${creneau.agendaNom}${ailleurs ? ` (${ailleurs})` : ''}`
