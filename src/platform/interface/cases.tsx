import type { ComponentChildren } from 'preact'
import { Aide, type Champ, decritPar, Erreur, Obligation, type Option } from './cadre.tsx'
import { type FormState, idDe, nomHtml, valeur, valeurBrute, valeurs } from './form-state.ts'

/** `plus`: what is asked of this choice alone, beside it; `ferme`: shown, and not to be chosen. */
type Choix = Option & { hint?: string | undefined; plus?: ComponentChildren; ferme?: boolean }
type ChampCasesProps = Champ & { options: Choix[]; plusieurs?: boolean; enLigne?: boolean }

/** One choice among few, all visible; or several with `plusieurs`. */
export function ChampCases({
  state,
  name,
  label,
  hint,
  required,
  quand,
  disabled,
  options,
  plusieurs,
  enLigne,
}: ChampCasesProps) {
  const id = idDe(name)
  const erreurs = state.errors[name]
  const choisies = valeurs(state, name)
  return (
    <fieldset
      class="ds-fieldset fil-groupe"
      id={id}
      tabIndex={-1}
      aria-describedby={decritPar(id, hint, erreurs)}
      disabled={disabled}
    >
      <legend>
        {label}
        <Obligation required={required} quand={quand} />
      </legend>
      <Aide id={id} hint={hint} />
      <div class={enLigne ? 'fil-cases-en-ligne' : 'fil-cases'}>
        {options.map((option, i) => (
          <div class="ds-field">
            <input
              class="ds-input"
              type={plusieurs ? 'checkbox' : 'radio'}
              id={`${id}-${i}`}
              name={plusieurs ? `${nomHtml(name)}[]` : nomHtml(name)}
              value={option.value}
              checked={choisies.includes(option.value)}
              aria-invalid={erreurs ? 'true' : undefined}
              aria-describedby={option.hint ? `${id}-${i}-aide` : undefined}
              required={required && !plusieurs}
              disabled={option.ferme}
            />
            <label for={`${id}-${i}`}>{option.label}</label>
            <Aide id={`${id}-${i}`} hint={option.hint} />
            {option.plus}
          </div>
        ))}
      </div>
      <Erreur id={id} messages={erreurs} />
    </fieldset>
  )
}

/** One choice among few, all visible. */
export const ChampRadios = (props: Omit<ChampCasesProps, 'plusieurs'>) => <ChampCases {...props} />

type ChampCaseProps = {
  state: FormState
  name: string
  label: string
  hint?: string
  required?: boolean
  disabled?: boolean
}
/** A single box: yes, or nothing. */
export function ChampCase({ state, name, label, hint, required, disabled }: ChampCaseProps) {
  const id = idDe(name)
  const erreurs = state.errors[name]
  return (
    <div class="ds-field">
      <input
        class="ds-input"
        type="checkbox"
        id={id}
        name={nomHtml(name)}
        value="oui"
        checked={valeur(state, name) === 'oui' || valeurBrute(state.values, name) === true}
        aria-invalid={erreurs ? 'true' : undefined}
        aria-describedby={decritPar(id, hint, erreurs)}
        required={required}
        disabled={disabled}
      />
      <label for={id}>
        {label}
        {required && <Obligation required />}
      </label>
      <Aide id={id} hint={hint} />
      <Erreur id={id} messages={erreurs} />
    </div>
  )
}
