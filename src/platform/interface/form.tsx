import type { ComponentChildren } from 'preact'
import { type FormState, idDe } from './form-state.ts'
import { CLE_PLACEHOLDER, JETON_PLACEHOLDER, PORTEUR_PLACEHOLDER } from './placeholders.ts'

type Brouillon = { url: string; cle: string; titre: string; version: number; aGarder: boolean }
type FormulaireProps = {
  action?: string
  large?: boolean
  enctype?: 'multipart/form-data'
  brouillon?: Brouillon | null
  etiquette?: string
  enLigne?: boolean
  /**
   * Sent by the script as soon as the page is shown: one step of a long work, which its button does
   * without a script.
   */
  enchainer?: boolean
  children: ComponentChildren
}

/**
 * A POST form with its anti-forgery token, its own key, which makes a second sending harmless, and
 * who opened it.
 */
export const Formulaire = ({
  action,
  large,
  enctype,
  brouillon,
  etiquette,
  enLigne,
  enchainer,
  children,
}: FormulaireProps) => (
  <form
    method="post"
    action={action}
    class={enLigne ? 'fil-actions' : `fil-formulaire${large ? ' fil-large' : ''}`}
    encType={enctype}
    noValidate
    aria-label={etiquette}
    data-enchainer={enchainer ? '' : undefined}
    data-brouillon={brouillon?.url}
    data-brouillon-cle={brouillon?.cle}
    data-brouillon-titre={brouillon?.titre}
    data-brouillon-version={brouillon?.version}
    data-brouillon-a-garder={brouillon?.aGarder ? '' : undefined}
  >
    <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
    <input type="hidden" name="_cle" value={CLE_PLACEHOLDER} />
    <input type="hidden" name="_porteur" value={PORTEUR_PLACEHOLDER} />
    {/* Enter in a field presses the first button of a form: without this one, « Retirer l’étape 1 » rather than « Enregistrer ». */}
    {!enLigne && (
      <input class="fil-invisible" type="submit" tabIndex={-1} aria-hidden="true" value="Envoyer" />
    )}
    {children}
    {brouillon && <p class="fil-etat-brouillon" data-etat-brouillon role="status" />}
  </form>
)

type Resume = {
  state: FormState
  libelles?: Record<string, string>
  /** What to do of a refusal that cites a text, where the form knows it. */
  suite?: string
  /** What a refusal means here, where nothing was to be recorded. */
  titre?: string
}
/** All that is wrong, at the top, each line leading to its field; refusals cite their article. */
export function ResumeErreurs({
  state,
  libelles = {},
  suite,
  titre = 'Ce n’est pas enregistré',
}: Resume) {
  const champs = Object.entries(state.errors)
  if (champs.length === 0 && state.refusals.length === 0) return null
  const champDe = (message: string) =>
    champs.find(([, messages]) => messages.includes(message))?.[0]
  const dejaDit = (message: string) => state.refusals.some(refusal => refusal.message === message)
  return (
    <div class="fil-resume" role="alert" tabIndex={-1} data-focus>
      <h2>{state.refusals.length > 0 ? titre : 'À corriger'}</h2>
      <ul>
        {state.refusals.map(refusal => (
          <li>
            <VersLeChamp champ={champDe(refusal.message)}>{refusal.message}</VersLeChamp>
            {refusal.source && ` (${refusal.source.texte}, art. ${refusal.source.article})`}
          </li>
        ))}
        {champs.flatMap(([chemin, messages]) =>
          messages
            .filter(message => !dejaDit(message))
            .map(message => (
              <li>
                <a href={`#${idDe(chemin)}`}>
                  {libelles[chemin] ? `${libelles[chemin]} : ${message}` : message}
                </a>
              </li>
            )),
        )}
      </ul>
      {suite && state.refusals.some(refusal => refusal.source) && <p>{suite}</p>}
    </div>
  )
}

/** A refusal leads to its field, where that was shown beside it. */
const VersLeChamp = ({ champ, children }: { champ: string | undefined; children: string }) =>
  champ === undefined ? children : <a href={`#${idDe(champ)}`}>{children}</a>

/** Fields side by side, which wrap. */
export const Rangee = ({ children }: { children: ComponentChildren }) => (
  <div class="fil-rangee">{children}</div>
)

/** Fields of one line of a list, with its legend. */
export const Bloc = ({ legende, children }: { legende: string; children: ComponentChildren }) => (
  <fieldset class="fil-bloc">
    <legend>{legende}</legend>
    {children}
  </fieldset>
)
