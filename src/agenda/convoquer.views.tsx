import type { Creneau } from '../creneaux/index.ts'
import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import type { Joignabilite } from '../messages/index.ts'
import { ChampMesures, type MesureAChoisir } from '../mesures/index.ts'
import { afficherHeure, afficherJour, ajouterJours, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  Geste,
  Heure,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Texte,
  valeur,
} from '../platform/interface/index.ts'
import { clesModalites, modalites, refusDUneMorte } from './convocation.rules.ts'
import type { occupationsDuJour } from './recherche.store.ts'
import { cleDe, GrilleDesCreneaux } from './recherche.views.tsx'

type Choix = { value: string; label: string; group?: string }[]

export type MomentProps = {
  types: Choix
  sansType: boolean
  agents: Choix
  lieux: Choix
  semaine: { du: Jour; creneaux: Creneau[]; jours: Jour[]; prochain: Creneau | null }
  /** The ticked slot, when the week on the screen is another. */
  garde: Creneau | null
  pris: Awaited<ReturnType<typeof occupationsDuJour>>
  joignable: Joignabilite
  mesures: readonly MesureAChoisir[]
  /** The day that says which measures are live. */
  concerneLe: Jour
  /** The text that would leave, when a moment is chosen. */
  apercu: string | null
}
type FormulaireProps = MomentProps & {
  identite: Identite
  state: FormState
  titre: string
  bouton: string
  version?: number
  motif?: boolean
  serie?: boolean
  retour: string
}

/** One screen to convoke, to change, to move: the same fields. */
export const FormulaireConvocation = (formulaire: FormulaireProps) =>
  formulaire.identite.decedeLe ? <NeSeConvoquePlus {...formulaire} /> : <Champs {...formulaire} />

/** Nothing to fill in that would be refused. */
const NeSeConvoquePlus = ({ identite, titre, retour }: FormulaireProps) => (
  <div class="fil-pile">
    <h1>{titre}</h1>
    <Bandeau identite={identite} />
    {refusDUneMorte(identite.decedeLe).map(refus => (
      <Alerte genre="attention">{refus.message}</Alerte>
    ))}
    <LienBouton href={retour}>Revenir</LienBouton>
  </div>
)

const Champs = ({
  identite,
  titre,
  bouton,
  version,
  motif,
  serie,
  retour,
  ...reste
}: FormulaireProps) => (
  <Formulaire large>
    <h1>{titre}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={reste.state} />
    {version !== undefined && <ChampCache name="version" value={version} />}
    <Quand {...reste} />
    {serie && <ChampMesures state={reste.state} mesures={reste.mesures} le={reste.concerneLe} />}
    {serie && (
      <details open={Number(valeur(reste.state, 'fois')) > 1}>
        <summary>Répéter</summary>
        <Rangee>
          <ChampTexte
            state={reste.state}
            name="chaque"
            label="Toutes les (semaines)"
            type="number"
            min="1"
            max="8"
          />
          <ChampTexte
            state={reste.state}
            name="fois"
            label="Nombre de convocations"
            type="number"
            min="1"
            max="26"
          />
        </Rangee>
        <ChampCase state={reste.state} name="sauter" label="Sauter les jours impossibles" />
      </details>
    )}
    {motif && <ChampTexte state={reste.state} name="motif" label="Pourquoi" required />}
    <Prevenir {...reste} />
    <MalgreTout state={reste.state} />
    {(version !== undefined || motif) && <SeraDit effet="convocation_deplacee" />}
    <Actions>
      <Bouton>{bouton}</Bouton>
      <LienBouton href={retour} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

const Quand = ({
  state,
  types,
  sansType,
  agents,
  lieux,
  semaine,
  garde,
  pris,
}: MomentProps & { state: FormState }) => {
  const { du, creneaux, jours, prochain } = semaine
  const choisi = valeur(state, 'creneau')
  const perdu = choisi !== '' && !garde && !creneaux.some(creneau => cleDe(creneau) === choisi)
  return (
    <>
      <Rangee>
        <ChampChoix
          state={state}
          name="type"
          label="Type"
          options={types}
          relire="creneaux"
          required
        />
        <ChampChoix
          state={state}
          name="agentId"
          label="Avec"
          options={agents}
          vide="Tous les agents"
        />
        <ChampTexte state={state} name="semaine" label="Semaine du" type="date" />
      </Rangee>
      <Actions>
        {!sansType && <ChampCache name="typeMontre" value={valeur(state, 'type')} />}
        <Geste geste="creneaux">Voir les créneaux</Geste>
        <Geste geste={`semaine:${ajouterJours(du, -7)}`}>Semaine précédente</Geste>
        <Geste geste={`semaine:${ajouterJours(du, 7)}`}>Semaine suivante</Geste>
      </Actions>
      <Bloc legende="Créneau libre">
        <p>
          <label class="fil-creneau">
            <input
              type="radio"
              name="creneau"
              value=""
              checked={choisi === ''}
              autocomplete="off"
            />{' '}
            Autre heure, à écrire ci-dessous
          </label>
          {garde && (
            <label class="fil-creneau">
              <input type="radio" name="creneau" value={cleDe(garde)} checked autocomplete="off" />{' '}
              Créneau choisi : {afficherJour(garde.le)} à {afficherHeure(garde.heure)},{' '}
              {avecQui(garde, agents)}
            </label>
          )}
        </p>
        <GrilleDesCreneaux
          creneaux={creneaux}
          jours={jours}
          prochain={prochain}
          allerA={le => <Geste geste={`semaine:${le}`}>Voir cette semaine</Geste>}
          sansType={sansType}
          agentChoisi={valeur(state, 'agentId') !== ''}
          noms={Object.fromEntries(agents.map(agent => [agent.value, agent.label]))}
          lieux={Object.fromEntries(lieux.map(lieu => [lieu.value, lieu.label]))}
          state={state}
        />
        <span id="champ-creneau" tabIndex={-1}>
          {perdu && !state.errors.creneau && (
            <span class="ds-validation-message">
              Le créneau choisi n’est plus libre, pour ce type et cet agent : choisissez-en un
              autre.
            </span>
          )}
          {(state.errors.creneau ?? []).map(e => (
            <span class="ds-validation-message">{e}</span>
          ))}
        </span>
      </Bloc>
      <details
        open={
          creneaux.length === 0 ||
          ['le', 'heure'].some(cle => valeur(state, cle) !== '' || state.errors[cle])
        }
      >
        <summary>Autre heure, autre lieu</summary>
        <Rangee>
          <ChampTexte state={state} name="le" label="Jour" type="date" />
          <ChampTexte state={state} name="heure" label="Heure" type="time" />
          <ChampTexte
            state={state}
            name="dureeMinutes"
            label="Durée (minutes)"
            type="number"
            min="5"
            max="480"
          />
        </Rangee>
        {pris.length > 0 && (
          <p class="fil-discret">
            Déjà pris ce jour-là :{' '}
            {pris.map((ligne, i) => [
              i > 0 ? ', ' : '',
              <Heure heure={ligne.heure} />,
              ` (${ligne.dureeMinutes} min)`,
            ])}
          </p>
        )}
        <Rangee>
          <ChampChoix
            state={state}
            name="lieuId"
            label="Lieu"
            options={lieux}
            vide="Autre lieu, à écrire"
          />
          <ChampChoix
            state={state}
            name="modalite"
            label="Comment"
            options={clesModalites.map(value => ({ value, label: modalites[value] }))}
            vide="Comme le type le prévoit"
          />
        </Rangee>
        <Rangee>
          <ChampTexte state={state} name="lieu" label="Autre lieu" />
          <ChampTexte
            state={state}
            name="adresse"
            label="Adresse complète"
            hint="Vide pour un appel ou une visio ; vide pour une visite à domicile : l’adresse de la fiche."
          />
        </Rangee>
      </details>
      <details open={valeur(state, 'consigne') !== ''}>
        <summary>Consigne de la lettre</summary>
        <ChampLong
          state={state}
          name="consigne"
          label="À dire dans la lettre"
          hint="Pièces à apporter, accès."
          rows={2}
        />
      </details>
    </>
  )
}

/**
 * Offered for what it lifts, a conflict, and for nothing else: a closed day or a full slot stays
 * refused.
 */
export const MalgreTout = ({ state }: { state: FormState }) =>
  state.errors.malgre || valeur(state, 'malgre') === 'oui' ? (
    <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />
  ) : null

const avecQui = (creneau: Creneau, agents: Choix) =>
  agents.find(agent => agent.value === creneau.agentId)?.label ??
  creneau.intitule ??
  creneau.agendaNom

const canaux = { sms: 'SMS', courriel: 'courriel', lettre: 'lettre à imprimer' } as const
const Prevenir = ({
  state,
  joignable: joignabilite,
  apercu,
}: {
  state: FormState
  joignable: Joignabilite
  apercu: string | null
}) => (
  <>
    <ChampCases
      state={state}
      name="prevenir"
      label="Prévenir la personne"
      hint={`${joignabilite.destinataire ? `Par ${canaux[joignabilite.canal]} au ${joignabilite.destinataire}.` : `Par ${canaux[joignabilite.canal]}.`} ${joignabilite.pourquoi}`}
      options={[
        { value: 'oui', label: 'Maintenant, et par un rappel' },
        { value: 'non', label: 'Par un rappel seulement' },
      ]}
      enLigne
    />
    {apercu && (
      <div class="fil-carte">
        <p class="fil-discret">Ce que la personne lira</p>
        <Texte>{apercu}</Texte>
      </div>
    )}
    <Actions>
      <Geste geste="message">
        {apercu ? 'Relire le message' : 'Lire le message avant de convoquer'}
      </Geste>
      {!apercu && (
        <span class="fil-discret">Quand le créneau, ou l’heure et le lieu, sont choisis.</span>
      )}
    </Actions>
  </>
)
