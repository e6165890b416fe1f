import type { ComponentChildren } from 'preact'
import {
  Alerte,
  ChampCache,
  ChampTexte,
  Details,
  type FormState,
  Geste,
  lignesDe,
  textesDe,
  valeur,
} from '../platform/interface/index.ts'
import { phrase } from '../platform/phrase.ts'
import {
  articleDObligation,
  cleDObligation,
  motsDObligation,
  obligationAVerifier,
} from './obligation.rules.ts'
import type { ListeACocher } from './regime.rules.ts'
import { marquer } from './regle.rules.ts'

type Ecrite = { article: string | null; libelle: string; precisions?: string | null }
/** In plain French, with its article and what the decision says of it. */
export const UneObligation = ({
  o: ecrite,
  avant,
  children,
}: {
  o: Ecrite
  avant?: string
  children?: ComponentChildren
}) => (
  <li>
    {avant}
    {motsDObligation(ecrite)}{' '}
    {ecrite.article && <span class="fil-discret fil-article">({articleDObligation(ecrite)})</span>}
    {ecrite.precisions && ` : ${ecrite.precisions}`}
    {children}
  </li>
)
/** The sentence of the law behind the short words, for who must quote it. */
export const MotsDeLaLoi = ({ obligations }: { obligations: Ecrite[] }) => {
  const resumees = obligations.filter(
    obligation => motsDObligation(obligation) !== obligation.libelle,
  )
  return resumees.length === 0 ? null : (
    <Details titre="Les mots de la loi">
      <dl class="fil-mots-de-la-loi">
        {resumees.map(resumee => (
          <div>
            <dt>{marquer(resumee.article ?? '', obligationAVerifier(resumee))}</dt>
            <dd>{phrase(resumee.libelle)}</dd>
          </div>
        ))}
      </dl>
    </Details>
  )
}

type Typee = { cle?: string; article?: string | null; libelle?: string; precisions?: string | null }
type Rang = {
  i: number
  cle: string
  label: string
  article: string
  loi: string | null
  aVerifier?: boolean
  debout?: boolean
}
const LIGNES_LIBRES = 2
/** A line as it is shown: what is not text in it is nothing. */
const enTypee = (ligne: Record<string, unknown>): Typee => textesDe(ligne, '')
const sansEspace = (article: string) => article.replaceAll(' ', '')

/**
 * What was typed or recorded, laid on the lines of the list that is shown now: another kind or
 * another day shows another list, and what was ticked before stays, at the end if it is no more in
 * it. Errors follow their line.
 */
export function rangerLesObligations(state: FormState, liste: ListeACocher): FormState {
  const typees = lignesDe(state.values, 'obligations').map((obligation, i) => ({
    ...enTypee(obligation),
    i,
  }))
  const cleDe = (typee: Typee) => sansEspace(typee.cle || typee.article || '')
  const connues = liste.groupes.flatMap(groupe => groupe.items.map(item => item.article))
  const lignes: (Typee & { i?: number })[] = connues.map(cle => {
    const typee = typees.find(ligne => cleDe(ligne) === sansEspace(cle))
    return { ...typee, cle, ...(typee?.article ? { article: cle } : {}) }
  })
  const autres = typees.filter(
    typee =>
      !connues.some(cle => sansEspace(cle) === cleDe(typee)) &&
      (typee.article || typee.libelle || typee.precisions),
  )
  const ordre = [
    ...lignes,
    ...autres.map(ligne =>
      ligne.article || ligne.libelle
        ? ligne
        : { ...ligne, libelle: ligne.precisions ?? '', precisions: '' },
    ),
  ]
  const errors = Object.fromEntries(
    Object.entries(state.errors).flatMap(([champ, messages]) => {
      const [, i, nom] = /^obligations\.(\d+)\.(.+)$/.exec(champ) ?? []
      const rang = i === undefined ? -1 : ordre.findIndex(obligation => obligation.i === Number(i))
      return [[rang >= 0 ? `obligations.${rang}.${nom}` : champ, messages]]
    }),
  )
  return {
    ...state,
    values: { ...state.values, obligations: ordre.map(({ i: _, ...reste }) => reste) },
    errors,
  }
}

/**
 * The list of the day, by group, several at once; a precision opens beside each that is ticked;
 * then the decision's own words.
 */
type ListeProps = {
  state: FormState
  liste: ListeACocher
  titre?: string
  enVigueur?: readonly Ecrite[]
}
export const LesObligations = ({ state, liste, titre, enVigueur = [] }: ListeProps) => {
  const debout = new Set(enVigueur.map(cleDObligation))
  const lignes = lignesDe(state.values, 'obligations').map(enTypee)
  let i = 0
  const suivant = () => i++
  const connues = liste.groupes.reduce((nombre, ligne) => nombre + ligne.items.length, 0)
  const horsListe = lignes
    .map((ligne, rang) => ({ ...ligne, rang }))
    .filter(ligne => ligne.rang >= connues && ligne.article)
  const libres = lignes
    .map((ligne, rang) => ({ ...ligne, rang }))
    .filter(ligne => ligne.rang >= connues && !ligne.article)
  const premierLibre = Math.max(lignes.length, connues)
  return (
    <fieldset class="ds-fieldset fil-groupe" id="champ-obligations" tabIndex={-1}>
      <legend>{titre ?? 'Obligations'}</legend>
      {connues === 0 && <p class="fil-discret">{liste.vide}</p>}
      {liste.groupes.map(groupe => (
        <fieldset class="ds-fieldset fil-obligations fil-obligations-de-la-liste">
          <legend>{groupe.titre}</legend>
          {groupe.items.map(item => (
            <Ligne
              state={state}
              rang={{
                i: suivant(),
                cle: item.article,
                article: item.article,
                label: item.mots,
                loi: item.texte,
                aVerifier: item.aVerifier,
                debout: debout.has(sansEspace(item.article)),
              }}
            />
          ))}
        </fieldset>
      ))}
      {horsListe.length > 0 && (
        <fieldset class="ds-fieldset fil-obligations">
          <legend>Cochées, mais absentes de la liste de ce jour</legend>
          {horsListe.map(ligne => (
            <Ligne
              state={state}
              rang={{
                i: ligne.rang,
                cle: ligne.article ?? '',
                article: ligne.article ?? '',
                label: ligne.libelle ?? ligne.article ?? '',
                loi: null,
              }}
            />
          ))}
        </fieldset>
      )}
      {(liste.mots || libres.length > 0) && (
        <fieldset class="ds-fieldset fil-obligations">
          <legend>Autre, avec les mots de la décision</legend>
          <Alerte>
            Cette liste n’a pas été relue en entier dans la loi : si l’obligation décidée n’y est
            pas, recopiez-la ici.
          </Alerte>
          {[
            ...libres.map(ligne => ligne.rang),
            ...(liste.mots
              ? Array.from({ length: LIGNES_LIBRES }, (_, rang) => premierLibre + rang)
              : []),
          ].map(rang => (
            <>
              <ChampTexte
                state={state}
                name={`obligations.${rang}.libelle`}
                label="Obligation, telle qu’elle est écrite"
              />
              {valeur(state, `obligations.${rang}.precisions`) !== '' && (
                <ChampTexte
                  state={state}
                  name={`obligations.${rang}.precisions`}
                  label="Sa précision"
                />
              )}
            </>
          ))}
          <div>
            <Geste geste="montrer">Ajouter une ligne</Geste>
          </div>
        </fieldset>
      )}
    </fieldset>
  )
}

const Ligne = ({
  state,
  rang: { i, cle, article, label, loi, aVerifier = false, debout },
}: {
  state: FormState
  rang: Rang
}) => {
  const id = `champ-obligations-${i}-article`
  const erreurs = state.errors[`obligations.${i}.article`]
  return (
    <div class="fil-obligation-a-cocher">
      <ChampCache name={`obligations.${i}.cle`} value={cle} />
      <div class="ds-field">
        <input
          class="ds-input"
          type="checkbox"
          id={id}
          name={`obligations[${i}][article]`}
          value={article}
          checked={valeur(state, `obligations.${i}.article`) !== ''}
          aria-invalid={erreurs ? 'true' : undefined}
          aria-describedby={`${id}-aide`}
        />
        <label for={id}>{label}</label>
        <div data-field="description">
          {debout && <strong>Déjà en vigueur. </strong>}
          {loi === null || loi === label ? (
            <span id={`${id}-aide`}>{marquer(article, aVerifier)}</span>
          ) : (
            <details class="fil-texte-de-loi">
              <summary>
                <span id={`${id}-aide`}>{marquer(article, aVerifier)}</span>
              </summary>
              {loi}.
            </details>
          )}
        </div>
        {erreurs && <p class="ds-validation-message">{erreurs.join(' ')}</p>}
      </div>
      <div
        class="fil-precision"
        data-remplie={valeur(state, `obligations.${i}.precisions`) !== '' ? '' : undefined}
      >
        <ChampTexte
          state={state}
          name={`obligations.${i}.precisions`}
          label={`Précision pour ${article}`}
        />
      </div>
    </div>
  )
}
