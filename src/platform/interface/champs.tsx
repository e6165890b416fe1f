import { Cadre, type Champ, type Option } from './cadre.tsx'
import { nomHtml, valeur } from './form-state.ts'

type TypeTexte = 'text' | 'email' | 'tel' | 'date' | 'time' | 'number' | 'password' | 'search'
type ChampTexteProps = Champ & {
  type?: TypeTexte
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email'
  min?: string
  max?: string
  maxlength?: number
  readonly?: boolean
  /** Values offered while typing; others are accepted. */
  propositions?: string[]
}

/** A one-line field. A password that was refused is not sent back. */
export const ChampTexte = ({
  type = 'text',
  autocomplete,
  inputmode,
  min,
  max,
  maxlength,
  readonly,
  propositions,
  ...champ
}: ChampTexteProps) => (
  <Cadre {...champ}>
    {attaches => {
      const liste = propositions ? `${attaches.id}-liste` : undefined
      // Preact's types are one per input type; ours is known only at run time.
      const selonLeType: object = {
        type,
        autocomplete: autocomplete ?? 'off',
        inputMode: inputmode,
        min,
        max,
        maxLength: maxlength,
        readonly,
      }
      return (
        <>
          <input
            class="ds-input"
            value={type === 'password' ? '' : valeur(champ.state, champ.name)}
            list={liste}
            {...selonLeType}
            {...attaches}
          />
          {propositions && (
            <datalist id={liste}>
              {propositions.map(proposition => (
                <option value={proposition} />
              ))}
            </datalist>
          )}
        </>
      )
    }}
  </Cadre>
)

/** A long text; it grows with what is written. */
export const ChampLong = ({
  rows = 4,
  maxlength,
  ...champ
}: Champ & { rows?: number; maxlength?: number }) => (
  <Cadre {...champ}>
    {attaches => (
      <textarea class="ds-input" rows={rows} maxLength={maxlength} {...attaches}>
        {gardeLaPremiereLigne(valeur(champ.state, champ.name))}
      </textarea>
    )}
  </Cadre>
)
/** The HTML parser swallows a first line break: give it one to swallow. */
const gardeLaPremiereLigne = (texte: string) => (/^\r?\n/.test(texte) ? `\n${texte}` : texte)

type ChampChoixProps = Champ & {
  options: Option[]
  /** Label of « none yet »; null when one is always chosen. */
  vide?: string | null
  /**
   * The gesture that shows the page again for another choice: with a script, changing the choice
   * makes it.
   */
  relire?: string
  /**
   * The field with which this choice goes: when that one changes, a choice that the page proposed
   * is not proposed any more.
   */
  oublie?: string
}
/** One choice in a list, by group where options name one. */
export function ChampChoix({
  options,
  vide = 'Choisir…',
  relire,
  oublie,
  ...champ
}: ChampChoixProps) {
  const choisi = valeur(champ.state, champ.name)
  const lignes = (liste: Option[]) =>
    liste.map(({ value, label }) => (
      <option value={value} selected={choisi === value}>
        {label}
      </option>
    ))
  const groupes = [...new Set(options.flatMap(option => (option.group ? [option.group] : [])))]
  return (
    <Cadre {...champ}>
      {attaches => (
        <select
          class="ds-input"
          {...(relire ? { 'data-relire': relire } : {})}
          {...(oublie ? { 'data-oublie': oublie } : {})}
          {...attaches}
        >
          {vide !== null && <option value="">{vide}</option>}
          {lignes(options.filter(option => !option.group))}
          {groupes.map(groupe => (
            <optgroup label={groupe}>
              {lignes(options.filter(option => option.group === groupe))}
            </optgroup>
          ))}
        </select>
      )}
    </Cadre>
  )
}

export const ChampFichier = ({ accept, ...champ }: Champ & { accept: string }) => (
  <Cadre {...champ}>
    {attaches => <input class="ds-input" type="file" accept={accept} {...attaches} />}
  </Cadre>
)

export const ChampCache = ({ name, value }: { name: string; value: string | number }) => (
  <input type="hidden" name={nomHtml(name)} value={String(value)} />
)
