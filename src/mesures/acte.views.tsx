import {
  Bandeau,
  type BrouillonDeFormulaire,
  BrouillonRepris,
  type Identite,
  SeraDit,
} from '../dossiers/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  Rangee,
  ResumeErreurs,
  valeur,
} from '../platform/interface/index.ts'
import { DefaireLaSuite, type DernierActe } from './annulation.views.tsx'
import { portSurLeContenu } from './contenu.rules.ts'
import type { Deplacement } from './debut.rules.ts'
import type { AutreMesure } from './deces.ts'
import { AutresAuDeces } from './deces.views.tsx'
import { estUneDecision, pourquoiConfirmer } from './decision-lue.rules.ts'
import { type Auteur, auteurs } from './definition.rules.ts'
import { clesDHotes, estUneAffectation, typesDHotes } from './hote.rules.ts'
import type { Transition } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { motsComplets } from './obligation.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { LesObligations } from './obligation.views.tsx'
import type { ListeACocher } from './regime.rules.ts'
import { citer, estOpposable, marquer } from './regle.rules.ts'

export const AvertirProposition = () => (
  <Alerte genre="attention">
    <p>
      <strong>Proposition, pas le droit en vigueur.</strong> Cette mesure suit le référentiel des
      États généraux (charte C4.1). Elle n’existe que dans cette base de démonstration.
    </p>
  </Alerte>
)

const effets: Record<NonNullable<Transition['effet']>, string> = {
  suspend: 'Le terme ne court plus jusqu’à la reprise.',
  reprend: 'Le terme recule du nombre de jours de la suspension.',
  prolonge: 'Le terme est reporté à la date que vous indiquez.',
  fin: 'La mesure prend fin : les convocations postérieures sont annulées, s’il n’y a pas d’autre mesure.',
  contenu: 'Les obligations changent selon ce que vous indiquez.',
}
const AU_DECES =
  'La mesure prend fin : toutes les convocations à venir de la personne sont annulées, et rien ne lui est écrit.'
type FormulaireProps = {
  identite: Identite
  state: FormState
  mesure: Mesure
  transition: Transition
  /** Authors of whom this account may write the decision. */
  possibles: Auteur[]
  /**
   * Those that may have decided, for who receives the decision; none for an account that writes
   * down its own.
   */
  juridictions: { juridictionId: string; nom: string }[]
  /** The state after the act, in words. */
  apres: string
  enVigueur: Obligation[]
  liste: ListeACocher
  /** Where this act, on this day, starts the measure otherwise than it was recorded. */
  deplacement: Deplacement | null
  /** What the law says of this act, and that the facts of the measure do not settle. */
  mentions: readonly string[]
  /** Of a death: the other measures that run. */
  autres: AutreMesure[]
  /** The last act recorded, and what keeps this account from undoing it. */
  dernier: DernierActe | null
  brouillon: BrouillonDeFormulaire
  aujourdhui: Jour
}

/** Records an act: what it will do is said before it is sent. */
export const AccomplirActe = ({
  identite,
  state,
  mesure,
  transition,
  possibles,
  juridictions,
  apres,
  enVigueur,
  liste,
  deplacement,
  mentions,
  autres,
  dernier,
  brouillon,
  aujourdhui,
}: FormulaireProps) => {
  const source = citer(transition.source, aujourdhui)
  return (
    <div class="fil-pile">
      <h1>{transition.libelle}</h1>
      <Bandeau identite={identite} />
      <BrouillonRepris brouillon={brouillon} />
      <Formulaire brouillon={brouillon}>
        {mesure.referentiel === 'egip' && <AvertirProposition />}
        <p>
          {libelleDeNature(mesure.nature, mesure.decisionLe)}. Après cet acte :{' '}
          <strong>{apres}</strong>.{' '}
          {transition.cause === 'deces' ? AU_DECES : transition.effet && effets[transition.effet]}{' '}
          {transition.porteAuTotal &&
            'Le terme devient la fin de la durée totale permise : plus de prolongation à ordonner.'}{' '}
          <span class="fil-discret">
            ({source.texte}, art. {marquer(source.article, !estOpposable(transition.source))})
          </span>
        </p>
        <ResumeErreurs state={state} />
        {state.refusals.some(refusal => refusal.code === 'acte_avant_le_precedent') && (
          <DefaireLaSuite m={mesure} dernier={dernier} />
        )}
        {mentions.map(mention => (
          <Alerte>
            <p>{mention}</p>
          </Alerte>
        ))}
        <Rangee>
          <ChampTexte state={state} name="le" label="Date de l’acte" type="date" required />
          {transition.effet === 'prolonge' && (
            <ChampTexte
              state={state}
              name="nouvelleFinLe"
              label="Nouveau terme"
              type="date"
              required
            />
          )}
        </Rangee>
        {deplacement && <Deplacer state={state} m={mesure} deplacement={deplacement} />}
        <ChampCases
          state={state}
          name="auteur"
          label="Décidé par"
          options={possibles.map(un => ({ value: un, label: auteurs[un] }))}
          enLigne
          required
        />
        <ChampLong
          state={state}
          name="decision"
          label="Ce qui a été décidé"
          hint="Le dispositif, le motif, des précisions."
          rows={3}
        />
        {possibles.some(un => estUneDecision(transition, un)) && (
          <ChampsDeDecision
            state={state}
            t={transition}
            m={mesure}
            possibles={possibles}
            juridictions={juridictions}
          />
        )}
        {transition.aExecuter && <Duree state={state} t={transition} />}
        {estUneAffectation(mesure.nature, transition.acte) && <ChampsDAffectation state={state} />}
        {portSurLeContenu(transition) && (
          <Contenu
            state={state}
            levables={transition.effet === 'contenu' ? enVigueur : []}
            liste={liste}
          />
        )}
        <AutresAuDeces state={state} autres={autres} />
        <SeraDit
          effet={transition.effet === 'contenu' ? 'obligations_changees' : 'acte_accompli'}
        />
        <Actions>
          <Bouton>Enregistrer</Bouton>
          <LienBouton
            href={chemins.mesure(identite.dossierId, mesure.mesureId)}
            variante="tertiaire"
          >
            Annuler
          </LienBouton>
        </Actions>
      </Formulaire>
    </div>
  )
}

type ChampsDeDecisionProps = Pick<FormulaireProps, 'state' | 'possibles' | 'juridictions'> & {
  t: Transition
  m: Mesure
}
/**
 * What says that the decision was read: copied from it, never from the measure. Where somebody else
 * than a juridiction may have acted, it says when it is asked.
 */
const ChampsDeDecision = ({
  state,
  t: transition,
  m: mesure,
  possibles,
  juridictions,
}: ChampsDeDecisionProps) => {
  const toujours = possibles.every(un => estUneDecision(transition, un))
  const choisie = valeur(state, 'decisionJuridictionId')
  return (
    <Bloc legende={juridictions.length > 0 ? 'La décision reçue' : 'La décision'}>
      {!toujours && (
        <p class="fil-discret">À remplir si un juge, une juridiction ou le parquet a décidé.</p>
      )}
      <Rangee>
        <ChampTexte
          state={state}
          name="numero"
          label="Numéro de la décision"
          quand="si elle en porte un"
          hint="Minute ou ordonnance. Ce n’est pas le numéro de parquet."
        />
        <ChampTexte
          state={state}
          name="decisionLe"
          label="Date de la décision"
          type="date"
          hint="Vide : celle de l’acte."
        />
      </Rangee>
      <ChampCase state={state} name="sansNumero" label="La décision ne porte pas de numéro" />
      {juridictions.length > 0 && (
        <ChampChoix
          state={state}
          name="decisionJuridictionId"
          label="Juridiction qui a décidé"
          vide="Choisir"
          options={juridictions.map(juridiction => ({
            value: juridiction.juridictionId,
            label: juridiction.nom,
          }))}
        />
      )}
      {juridictions.length > 0 &&
        mesure.juridictionId &&
        choisie !== '' &&
        choisie !== mesure.juridictionId && (
          <ChampCase
            state={state}
            name="autreJuridiction"
            label="C’est bien elle qui a décidé"
            hint={`La mesure relève de : ${mesure.juridictionNom}.`}
          />
        )}
      <ChampCase
        state={state}
        name="decisionVue"
        label="J’ai la décision sous les yeux"
        hint={`${pourquoiConfirmer(transition)}.`}
        required={toujours}
      />
    </Bloc>
  )
}

/** How long the decision has executed: months, days, or both. */
const Duree = ({ state, t: transition }: { state: FormState; t: Transition }) => {
  const quand = transition.aExecuter === 'si_fixee' ? 's’il y en a' : 'l’un des deux au moins'
  return (
    <Bloc legende="Durée à exécuter">
      <p class="fil-discret">
        {transition.aExecuter === 'si_fixee'
          ? 'Si la décision met un emprisonnement à exécution : la durée'
          : 'Celle'}{' '}
        que la décision dit, en mois, en jours, ou les deux.
      </p>
      <Rangee>
        <ChampTexte
          state={state}
          name="partieMois"
          label="Mois"
          quand={quand}
          type="number"
          inputmode="numeric"
          min="0"
        />
        <ChampTexte
          state={state}
          name="partieJours"
          label="Jours"
          quand={quand}
          type="number"
          inputmode="numeric"
          min="0"
        />
      </Rangee>
    </Bloc>
  )
}

/**
 * Where the work is done, and the week that is planned: what the law bounds is refused in place.
 */
const ChampsDAffectation = ({ state }: { state: FormState }) => (
  <>
    <Rangee>
      <ChampChoix
        state={state}
        name="hote"
        label="Structure d’accueil"
        vide="Non dite"
        options={clesDHotes.map(value => ({ value, label: typesDHotes[value] }))}
      />
      <ChampTexte
        state={state}
        name="habiliteeLe"
        label="Habilitation du"
        type="date"
        hint="Pour une structure privée."
      />
    </Rangee>
    <Rangee>
      <ChampTexte
        state={state}
        name="tigParSemaine"
        label="Heures de travail par semaine"
        type="number"
        inputmode="numeric"
        min="1"
      />
      <ChampTexte
        state={state}
        name="emploiParSemaine"
        label="Heures d’emploi par semaine"
        type="number"
        inputmode="numeric"
        min="0"
        hint="Si la personne a un emploi."
      />
    </Rangee>
  </>
)

const Deplacer = ({
  state,
  m: mesure,
  deplacement,
}: {
  state: FormState
  m: Mesure
  deplacement: Deplacement
}) => (
  <ChampCases
    state={state}
    name="debut"
    label="Le début et le terme"
    required
    options={[
      {
        value: 'deplacer',
        label: `Les déplacer : du ${afficherJourCourt(deplacement.debutLe)}${deplacement.termeLe ? ` au ${afficherJourCourt(deplacement.termeLe)}` : ''}`,
        hint: 'La durée prononcée ne change pas.',
      },
      {
        value: 'garder',
        label: `Les garder : du ${afficherJourCourt(mesure.debutLe)}${mesure.finInitialeLe ? ` au ${afficherJourCourt(mesure.finInitialeLe)}` : ''}`,
      },
    ]}
  />
)
const Contenu = ({
  state,
  levables,
  liste,
}: {
  state: FormState
  levables: Obligation[]
  liste: ListeACocher
}) => (
  <>
    <ChampLong
      state={state}
      name="avisPersonne"
      label="Ce qu’en dit la personne"
      hint="Ses mots, son accord ou son désaccord."
      rows={3}
    />
    {levables.length > 0 && (
      <ChampCases
        state={state}
        name="levees"
        label="Obligations levées"
        plusieurs
        options={levables.map(levable => ({
          value: levable.obligationId,
          label: motsComplets(levable),
        }))}
      />
    )}
    <LesObligations
      state={state}
      liste={liste}
      titre={levables.length > 0 ? 'Obligations ajoutées' : 'Obligations'}
      enVigueur={levables}
    />
  </>
)
