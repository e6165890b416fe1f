import {
  Bandeau,
  type BrouillonDeFormulaire,
  BrouillonRepris,
  type Identite,
  SeraDit,
} from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCases,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  Rangee,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { DefaireLaSuite, type DernierActe } from './annulation.views.tsx'
import { portSurLeContenu } from './contenu.rules.ts'
import { ChampsDuContenu } from './contenu.views.tsx'
import type { Deplacement } from './debut.rules.ts'
import { ChampDuDebut } from './debut.views.tsx'
import type { AutreMesure } from './deces.examen.ts'
import { AutresAuDeces } from './deces.views.tsx'
import { estUneDecision } from './decision-lue.rules.ts'
import { ChampsDeDecision } from './decision-lue.views.tsx'
import { type Auteur, auteurs } from './definition.rules.ts'
import { estUneAffectation } from './hote.rules.ts'
import { ChampsDAffectation } from './hote.views.tsx'
import type { Transition } from './machine.rules.ts'
import { chemins } from './mesure.paths.ts'
import type { Mesure } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { ChampsDeLaPartie } from './partie.views.tsx'
import { AvertirProposition } from './proposition.views.tsx'
import type { ListeACocher } from './regime.rules.ts'
import { citer, estOpposable, marquer } from './regle.rules.ts'

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
}: FormulaireProps) => (
  <div class="fil-pile">
    <h1>{transition.libelle}</h1>
    <Bandeau identite={identite} />
    <BrouillonRepris brouillon={brouillon} />
    <Formulaire brouillon={brouillon}>
      {mesure.referentiel === 'egip' && <AvertirProposition />}
      <CeQuIlFera mesure={mesure} transition={transition} apres={apres} aujourdhui={aujourdhui} />
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
      {deplacement && <ChampDuDebut state={state} m={mesure} deplacement={deplacement} />}
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
      {transition.aExecuter && <ChampsDeLaPartie state={state} t={transition} />}
      {estUneAffectation(mesure.nature, transition.acte) && <ChampsDAffectation state={state} />}
      {portSurLeContenu(transition) && (
        <ChampsDuContenu
          state={state}
          levables={transition.effet === 'contenu' ? enVigueur : []}
          liste={liste}
        />
      )}
      <AutresAuDeces state={state} autres={autres} />
      <SeraDit effet={transition.effet === 'contenu' ? 'obligations_changees' : 'acte_accompli'} />
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={chemins.mesure(identite.dossierId, mesure.mesureId)} variante="tertiaire">
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  </div>
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
type EffetProps = Pick<FormulaireProps, 'mesure' | 'transition' | 'apres' | 'aujourdhui'>
/** The state after the act, what becomes of the term, and the article. */
const CeQuIlFera = ({ mesure, transition, apres, aujourdhui }: EffetProps) => {
  const source = citer(transition.source, aujourdhui)
  return (
    <p>
      {libelleDeNature(mesure.nature, mesure.decisionLe)}. Après cet acte : <strong>{apres}</strong>
      . {transition.cause === 'deces' ? AU_DECES : transition.effet && effets[transition.effet]}{' '}
      {transition.porteAuTotal &&
        'Le terme devient la fin de la durée totale permise : plus de prolongation à ordonner.'}{' '}
      <span class="fil-discret">
        ({source.texte}, art. {marquer(source.article, !estOpposable(transition.source))})
      </span>
    </p>
  )
}
