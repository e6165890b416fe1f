import type { ComponentChildren } from 'preact'
import { CLE_PLACEHOLDER, JETON_PLACEHOLDER } from './placeholders.ts'

/** What a form shows: values as typed, errors by path (`etapes.0.quoi`), refusals of the domain. */
export type FormState = {
  values: Record<string, unknown>
  errors: Record<string, string[]>
  refusals: { message: string; source?: { texte: string; article: string } }[]
}
type Champ = { state: FormState; name: string; label: string; hint?: string; required?: boolean }
export type Option = { value: string; label: string }

/** The raw value at a path. */
export function valeurBrute(values: Record<string, unknown>, chemin: string): unknown {
  let noeud: unknown = values
  for (const cle of chemin.split('.')) noeud = noeud && typeof noeud === 'object' ? (noeud as Record<string, unknown>)[cle] : undefined
  return noeud
}
/** The value at a path, as the text that a field shows. */
export function valeur(state: FormState, chemin: string): string {
  const v = valeurBrute(state.values, chemin)
  return v === undefined || v === null || typeof v === 'object' ? '' : String(v)
}
/** The values at a path, for a group of boxes. */
export function valeurs(state: FormState, chemin: string): string[] {
  const v = valeurBrute(state.values, chemin)
  return Array.isArray(v) ? v.map(String) : v === undefined || v === null || v === '' ? [] : [String(v)]
}
/** The version that a form carries: the one its text began from, until a conflict has been shown; then the present one. */
export function versionDuFormulaire(state: FormState, actuelle: number): number {
  const portee = valeur(state, 'version')
  return state.refusals.length > 0 || portee === '' ? actuelle : Number(portee)
}
const nomHtml = (chemin: string) => chemin.split('.').reduce((nom, cle) => (nom === '' ? cle : `${nom}[${cle}]`), '')
const idDe = (chemin: string) => `champ-${chemin.replaceAll('.', '-')}`

type Brouillon = { url: string; cle: string; titre: string; version: number }
type FormulaireProps = {
  action?: string
  large?: boolean
  enctype?: 'multipart/form-data'
  brouillon?: Brouillon | null
  etiquette?: string
  enLigne?: boolean
  children: ComponentChildren
}

/** A POST form with its anti-forgery token and its key, which makes a second sending harmless. */
export const Formulaire = ({ action, large, enctype, brouillon, etiquette, enLigne, children }: FormulaireProps) => (
  <form
    method="post"
    action={action}
    class={enLigne ? 'fil-actions' : `fil-formulaire${large ? ' fil-large' : ''}`}
    encType={enctype}
    noValidate
    aria-label={etiquette}
    data-brouillon={brouillon?.url}
    data-brouillon-cle={brouillon?.cle}
    data-brouillon-titre={brouillon?.titre}
    data-brouillon-version={brouillon?.version}
  >
    <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
    <input type="hidden" name="_cle" value={CLE_PLACEHOLDER} />
    {children}
    {brouillon && <p class="fil-etat-brouillon" data-etat-brouillon role="status" />}
  </form>
)

/** All that is wrong, at the top, each line leading to its field; refusals cite their article. */
export function ResumeErreurs({ state }: { state: FormState }) {
  const champs = Object.entries(state.errors)
  if (champs.length === 0 && state.refusals.length === 0) return null
  return (
    <div class="fil-resume" role="alert" tabIndex={-1} data-focus>
      <h2>{state.refusals.length > 0 ? 'Ce n’est pas enregistré' : 'À corriger'}</h2>
      <ul>
        {state.refusals.map(r => (
          <li>
            {r.message}
            {r.source && ` (${r.source.texte}, art. ${r.source.article})`}
          </li>
        ))}
        {champs.flatMap(([chemin, messages]) =>
          messages
            .filter(m => !state.refusals.some(r => r.message === m))
            .map(m => (
              <li>
                <a href={`#${idDe(chemin)}`}>{m}</a>
              </li>
            )),
        )}
      </ul>
    </div>
  )
}

type Cadre = Champ & {
  children: (aria: {
    id: string
    name: string
    'aria-describedby'?: string
    'aria-invalid'?: 'true'
    required?: boolean
  }) => ComponentChildren
}

function ChampCadre({ state, name, label, hint, required, children }: Cadre) {
  const id = idDe(name)
  const erreurs = state.errors[name]
  const decrit = [hint ? `${id}-aide` : '', erreurs ? `${id}-erreur` : ''].filter(Boolean).join(' ')
  const aria = {
    id,
    name: nomHtml(name),
    ...(decrit ? { 'aria-describedby': decrit } : {}),
    ...(erreurs ? { 'aria-invalid': 'true' as const } : {}),
    ...(required ? { required: true } : {}),
  }
  return (
    <div class="fil-champ">
      <label for={id}>
        {label}
        {!required && <span class="fil-discret"> (facultatif)</span>}
      </label>
      {hint && (
        <p class="fil-discret" id={`${id}-aide`}>
          {hint}
        </p>
      )}
      {children(aria)}
      <Erreur id={id} messages={erreurs} />
    </div>
  )
}

const Erreur = ({ id, messages }: { id: string; messages: string[] | undefined }) =>
  messages ? (
    <p class="fil-erreur" id={`${id}-erreur`}>
      {messages.join(' ')}
    </p>
  ) : null

type TypeTexte = 'text' | 'email' | 'tel' | 'date' | 'time' | 'number' | 'password' | 'search'
/** A one-line field. */
export const ChampTexte = ({
  type = 'text',
  autocomplete,
  min,
  max,
  ...champ
}: Champ & { type?: TypeTexte; autocomplete?: string; min?: string; max?: string }) => (
  <ChampCadre {...champ}>
    {aria => {
      // Preact's types are one per input type; ours is known only at run time.
      const selonLeType: object = { type, autocomplete: autocomplete ?? 'off', min, max }
      return <input class="ds-input" value={valeur(champ.state, champ.name)} {...selonLeType} {...aria} />
    }}
  </ChampCadre>
)
/** A long text; it grows with what is written. */
export const ChampLong = ({ rows = 4, ...champ }: Champ & { rows?: number }) => (
  <ChampCadre {...champ}>
    {aria => (
      <textarea class="ds-input" rows={rows} {...aria}>
        {valeur(champ.state, champ.name)}
      </textarea>
    )}
  </ChampCadre>
)
/** One choice in a list. `vide` is the label of « none yet ». */
export const ChampChoix = ({ options, vide = 'Choisir…', ...champ }: Champ & { options: Option[]; vide?: string | null }) => (
  <ChampCadre {...champ}>
    {aria => (
      <select class="ds-input" {...aria}>
        {vide !== null && <option value="">{vide}</option>}
        {options.map(o => (
          <option value={o.value} selected={valeur(champ.state, champ.name) === o.value}>
            {o.label}
          </option>
        ))}
      </select>
    )}
  </ChampCadre>
)

/** One choice among few, all visible; or several with `plusieurs`. */
export function ChampCases({
  state,
  name,
  label,
  hint,
  required,
  options,
  plusieurs,
  enLigne,
}: Champ & { options: Option[]; plusieurs?: boolean; enLigne?: boolean }) {
  const id = idDe(name)
  const erreurs = state.errors[name]
  const choisies = valeurs(state, name)
  return (
    <fieldset class="fil-groupe" id={id} tabIndex={-1} aria-describedby={erreurs ? `${id}-erreur` : undefined}>
      <legend>
        {label}
        {!required && <span class="fil-discret"> (facultatif)</span>}
      </legend>
      {hint && <p class="fil-discret">{hint}</p>}
      <div class={enLigne ? 'fil-cases-en-ligne' : 'fil-pile-serree'}>
        {options.map((o, i) => (
          <div class="fil-case">
            <input
              class="ds-input"
              type={plusieurs ? 'checkbox' : 'radio'}
              id={`${id}-${i}`}
              name={plusieurs ? `${nomHtml(name)}[]` : nomHtml(name)}
              value={o.value}
              checked={choisies.includes(o.value)}
            />
            <label for={`${id}-${i}`}>{o.label}</label>
          </div>
        ))}
      </div>
      <Erreur id={id} messages={erreurs} />
    </fieldset>
  )
}

/** A single box: yes, or nothing. */
export const ChampCase = ({ state, name, label }: { state: FormState; name: string; label: string }) => (
  <div class="fil-case">
    <input
      class="ds-input"
      type="checkbox"
      id={idDe(name)}
      name={nomHtml(name)}
      value="oui"
      checked={valeur(state, name) === 'oui' || valeurBrute(state.values, name) === true}
    />
    <label for={idDe(name)}>{label}</label>
  </div>
)
export const ChampCache = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={nomHtml(name)} value={String(value)} />
)
export const Rangee = ({ children }: { children: ComponentChildren }) => <div class="fil-rangee">{children}</div>
/** Fields of one line of a list, with its legend. */
export const Bloc = ({ legende, children }: { legende: string; children: ComponentChildren }) => (
  <fieldset class="fil-bloc">
    <legend>{legende}</legend>
    {children}
  </fieldset>
)

type BoutonProps = {
  variante?: 'primaire' | 'secondaire' | 'tertiaire'
  type?: 'submit' | 'button'
  name?: string
  value?: string
  formaction?: string
  imprimer?: boolean
  etiquette?: string
  children: ComponentChildren
}
const variantes = { primaire: undefined, secondaire: 'secondary', tertiaire: 'tertiary' }
export const Bouton = ({ variante = 'primaire', type = 'submit', imprimer, etiquette, children, ...reste }: BoutonProps) => (
  <button
    class="ds-button"
    data-variant={variantes[variante]}
    type={type}
    aria-label={etiquette}
    data-imprimer={imprimer ? '' : undefined}
    {...reste}
  >
    {children}
  </button>
)
/** A gesture changes the form without saving it: `ajouter:etapes`, `retirer:etapes.2`. */
export const Geste = ({ geste, children, etiquette }: { geste: string; children: ComponentChildren; etiquette?: string }) => (
  <Bouton variante="secondaire" name="_geste" value={geste} {...(etiquette ? { etiquette } : {})}>
    {children}
  </Bouton>
)
export const LienBouton = ({
  href,
  variante = 'secondaire',
  children,
}: {
  href: string
  variante?: 'primaire' | 'secondaire' | 'tertiaire'
  children: ComponentChildren
}) => (
  <a class="ds-button" data-variant={variantes[variante]} href={href}>
    {children}
  </a>
)
export const Actions = ({ children }: { children: ComponentChildren }) => <div class="fil-actions">{children}</div>
