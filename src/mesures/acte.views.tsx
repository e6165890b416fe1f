import { Bandeau, type Identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bloc,
  Bouton,
  ChampCache,
  ChampCase,
  ChampCases,
  ChampLong,
  ChampTexte,
  Details,
  type FormState,
  Formulaire,
  Geste,
  LeJour,
  LienBouton,
  Rangee,
  ResumeErreurs,
  valeurBrute,
} from '../platform/interface/index.ts'
import { auteurs, type Transition } from './definition.rules.ts'
import { libelleDActe } from './etat.rules.ts'
import { chemins } from './mesure.paths.ts'
import { libelleDeNature } from './mesure.rules.ts'
import type { actesDuDossier, mesureParId, obligationsDuDossier } from './mesure.store.ts'
import type { Proposee } from './obligation.rules.ts'
import { citer } from './regle.rules.ts'

type De<F extends (...args: never[]) => unknown> = Awaited<ReturnType<F>>
export type Mesure = NonNullable<De<typeof mesureParId>>
export type Acte = De<typeof actesDuDossier>[number]
export type Obligation = De<typeof obligationsDuDossier>[number]
export const contenuDe = (a: { contenu: unknown }) =>
  Array.isArray(a.contenu) ? (a.contenu as { article: string; libelle: string }[]) : []

export const AvertirProposition = () => (
  <Alerte genre="attention">
    <p>
      <strong>Proposition, pas le droit en vigueur.</strong> Cette mesure suit le référentiel des États généraux (charte C4.1). Elle
      n’existe que dans cette base de démonstration.
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
type FormulaireProps = {
  identite: Identite
  state: FormState
  mesure: Mesure
  transition: Transition
  etats: Readonly<Record<string, { libelle: string }>>
  enVigueur: Obligation[]
  possibles: { controle: Proposee[]; particulieres: Proposee[] }
  aujourdhui: Jour
}
export const portSurLeContenu = (t: Transition) => t.effet === 'contenu' || t.acte.startsWith('proposition')

/** Records an act: what it will do is said before it is sent. */
export const AccomplirActe = ({ identite, state, mesure: m, transition: t, etats, enVigueur, possibles, aujourdhui }: FormulaireProps) => {
  const source = citer(t.source, aujourdhui)
  return (
    <Formulaire>
      <h1>{t.libelle}</h1>
      <Bandeau identite={identite} />
      {m.referentiel === 'egip' && <AvertirProposition />}
      <p>
        {libelleDeNature(m.nature, m.decisionLe)}. Après cet acte : <strong>{etats[t.vers]?.libelle ?? t.vers}</strong>.{' '}
        {t.effet && effets[t.effet]}{' '}
        <span class="fil-discret">
          ({source.texte}, art. {source.article})
        </span>
      </p>
      <ResumeErreurs state={state} />
      <Rangee>
        <ChampTexte state={state} name="le" label="Date de l’acte" type="date" required />
        {t.effet === 'prolonge' && <ChampTexte state={state} name="nouvelleFinLe" label="Nouveau terme" type="date" required />}
      </Rangee>
      <ChampCases
        state={state}
        name="auteur"
        label="Décidé par"
        options={t.auteurs.map(a => ({ value: a, label: auteurs[a] }))}
        enLigne
        required
      />
      <ChampLong
        state={state}
        name="decision"
        label="Ce qui a été décidé"
        hint="Date et numéro de la décision, motif, précisions."
        rows={3}
      />
      {portSurLeContenu(t) && <Contenu state={state} levables={t.effet === 'contenu' ? enVigueur : []} possibles={possibles} />}
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={chemins.mesure(identite.dossierId, m.mesureId)} variante="tertiaire">
          Annuler
        </LienBouton>
      </Actions>
    </Formulaire>
  )
}

type Possibles = { controle: Proposee[]; particulieres: Proposee[] }
const Contenu = ({ state, levables, possibles }: { state: FormState; levables: Obligation[]; possibles: Possibles }) => (
  <>
    <ChampLong state={state} name="avisPersonne" label="Ce qu’en dit la personne" hint="Ses mots, son accord ou son désaccord." rows={3} />
    {levables.length > 0 && (
      <ChampCases
        state={state}
        name="levees"
        label="Obligations levées"
        plusieurs
        options={levables.map(o => ({ value: o.obligationId, label: `${o.libelle} (${o.article})` }))}
      />
    )}
    <LesObligations state={state} possibles={possibles} />
  </>
)

/** Lines of obligations: choose an article, its text comes from the law of that day. */
export const LesObligations = ({ state, possibles: { controle, particulieres } }: { state: FormState; possibles: Possibles }) => {
  const lignes = (valeurBrute(state.values, 'obligations') as unknown[] | undefined) ?? []
  const liste = [...particulieres, ...controle]
  return (
    <>
      {lignes.map((_, i) => (
        <Bloc legende={`Obligation ${i + 1}`}>
          <Rangee>
            <ChampTexte
              state={state}
              name={`obligations.${i}.article`}
              label="Article"
              hint="Par exemple : CP 132-45, 3°"
              propositions={liste.map(o => o.article)}
              required
            />
            <ChampTexte state={state} name={`obligations.${i}.libelle`} label="Obligation" hint="Vide : le texte de la loi." />
          </Rangee>
          <ChampTexte state={state} name={`obligations.${i}.precisions`} label="Précisions" />
          <Actions>
            <Geste geste={`retirer:obligations.${i}`} etiquette={`Retirer l’obligation ${i + 1}`}>
              Retirer
            </Geste>
          </Actions>
        </Bloc>
      ))}
      <Actions>
        <Geste geste="ajouter:obligations">Ajouter une obligation</Geste>
      </Actions>
      {liste.length > 0 && (
        <Details titre="Les obligations possibles, par numéro">
          <ul class="fil-liste">
            {liste.map(o => (
              <li>
                <strong>{o.article}</strong> : {o.texte}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  )
}

type AnnulerProps = { identite: Identite; state: FormState; mesure: Mesure; acte: Acte }
export const AnnulerActe = ({ identite, state, mesure: m, acte }: AnnulerProps) => (
  <Formulaire>
    <h1>Annuler un acte</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {libelleDActe(m.nature, acte)}, le <LeJour le={acte.le} />. La mesure revient où elle en était avant. L’acte reste dans l’historique,
      avec votre motif.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi l’annuler" required />
    <Actions>
      <Bouton>Annuler cet acte</Bouton>
      <LienBouton href={chemins.mesure(identite.dossierId, m.mesureId)} variante="tertiaire">
        Le garder
      </LienBouton>
    </Actions>
  </Formulaire>
)

export const CorrigerMesure = ({ identite, state, mesure: m }: { identite: Identite; state: FormState; mesure: Mesure }) => (
  <Formulaire>
    <h1>Corriger les faits : {libelleDeNature(m.nature, m.decisionLe)}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>Les délais partent de ces faits : toutes les échéances seront recalculées.</p>
    <ChampCache name="version" value={m.version} />
    <Rangee>
      <ChampTexte state={state} name="notifieeLe" label="Date de notification" type="date" />
      <ChampTexte state={state} name="faitsLe" label="Date des faits" type="date" />
    </Rangee>
    <ChampCase state={state} name="executionProvisoire" label="Exécution provisoire" />
    <ChampTexte state={state} name="motif" label="Pourquoi cette correction" required />
    <Actions>
      <Bouton>Corriger</Bouton>
      <LienBouton href={chemins.mesure(identite.dossierId, m.mesureId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
