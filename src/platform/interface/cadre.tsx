import type { ComponentChildren } from 'preact'
import { type FormState, idDe, nomHtml } from './form-state.ts'

/** What every field takes. */
export type Champ = {
  state: FormState
  name: string
  label: string
  hint?: string
  required?: boolean
  /** When it is asked, in words, where that depends on the rest: « si elle en porte un ». */
  quand?: string
  disabled?: boolean
}
export type Option = { value: string; label: string; group?: string }
/** What ties a control to its label, its hint and its error. */
export type Attaches = {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
  required?: boolean
  disabled?: boolean
}

/** Said in words, for a star says nothing. */
export const Obligation = ({
  required,
  quand = 'facultatif',
}: {
  required: boolean | undefined
  quand?: string | undefined
}) => <span class="fil-obligation">{` (${required ? 'obligatoire' : quand})`}</span>

export const Aide = ({ id, hint }: { id: string; hint: string | undefined }) =>
  hint ? (
    <p data-field="description" id={`${id}-aide`}>
      {hint}
    </p>
  ) : null

export const Erreur = ({ id, messages }: { id: string; messages: string[] | undefined }) =>
  messages ? (
    <p class="ds-validation-message" data-field="validation" id={`${id}-erreur`}>
      <span class="fil-invisible">Erreur : </span>
      {messages.join(' ')}
    </p>
  ) : null

/** The texts that describe a field, by id. */
export const decritPar = (id: string, hint: string | undefined, erreurs: string[] | undefined) =>
  [hint ? `${id}-aide` : '', erreurs ? `${id}-erreur` : ''].filter(Boolean).join(' ') || undefined

/** Label, hint, control and error of a field. */
export function Cadre({
  state,
  name,
  label,
  hint,
  required,
  quand,
  disabled,
  children,
}: Champ & { children: (attaches: Attaches) => ComponentChildren }) {
  const id = idDe(name)
  const erreurs = state.errors[name]
  const decrit = decritPar(id, hint, erreurs)
  const attaches: Attaches = {
    id,
    name: nomHtml(name),
    ...(decrit ? { 'aria-describedby': decrit } : {}),
    ...(erreurs ? { 'aria-invalid': 'true' as const } : {}),
    ...(required ? { required: true } : {}),
    ...(disabled ? { disabled: true } : {}),
  }
  return (
    <div class="ds-field">
      <label for={id}>
        {label}
        <Obligation required={required} quand={quand} />
      </label>
      <Aide id={id} hint={hint} />
      {children(attaches)}
      <Erreur id={id} messages={erreurs} />
    </div>
  )
}
