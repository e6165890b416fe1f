import type { ComponentChildren } from 'preact'
import { Alerte } from './affichage.tsx'

/** A label that stays beside its control where the filters of a list are on several lines. */
const Filtre = ({ children }: { children: ComponentChildren }) => (
  <span class="fil-filtre">{children}</span>
)

/** Two days among the filters of a list. */
export const JoursDeFiltre = ({ du, au }: { du: string; au: string }) => (
  <>
    {(
      [
        ['du', 'Du', du],
        ['au', 'Au', au],
      ] as const
    ).map(([nom, label, jour]) => (
      <Filtre>
        <label for={nom}>{label}</label>
        <input class="ds-input" size={12} type="date" id={nom} name={nom} value={jour} />
      </Filtre>
    ))}
  </>
)
export const FAUTES_DE_FILTRE = 'fautes-de-filtre'
/** What is wrong in the filters: said, and nothing is listed until it is put right. */
export const FautesDeFiltre = ({ fautes }: { fautes: string[] }) =>
  fautes.length > 0 ? (
    <div id={FAUTES_DE_FILTRE}>
      <Alerte genre="attention">
        {fautes.join(' ')} Rien n’est affiché tant que ce n’est pas corrigé.
      </Alerte>
    </div>
  ) : null
type TexteDeFiltreProps = {
  name: string
  label: string
  valeur: string
  taille?: number
  enFaute?: boolean
}
/** A word to look for. */
export const TexteDeFiltre = ({
  name,
  label,
  valeur,
  taille = 14,
  enFaute = false,
}: TexteDeFiltreProps) => (
  <Filtre>
    <label for={name}>{label}</label>
    <input
      class="ds-input"
      size={taille}
      type="search"
      id={name}
      name={name}
      value={valeur}
      autocomplete="off"
      aria-invalid={enFaute || undefined}
      aria-describedby={enFaute ? FAUTES_DE_FILTRE : undefined}
    />
  </Filtre>
)
type ChoixDeFiltreProps = {
  name: string
  label: string
  valeur: string
  tous: string
  options: { value: string; label: string }[]
}
/** One among several, or all. */
export const ChoixDeFiltre = ({ name, label, valeur, tous, options }: ChoixDeFiltreProps) => (
  <Filtre>
    <label for={name}>{label}</label>
    <select class="ds-input" data-width="auto" id={name} name={name}>
      <option value="">{tous}</option>
      {options.map(ligne => (
        <option value={ligne.value} selected={ligne.value === valeur}>
          {ligne.label}
        </option>
      ))}
    </select>
  </Filtre>
)
/** A box: « oui », or nothing in the address. */
export const CaseDeFiltre = ({
  name,
  label,
  cochee,
}: {
  name: string
  label: string
  cochee: boolean
}) => (
  <Filtre>
    <input class="ds-input" type="checkbox" id={name} name={name} value="oui" checked={cochee} />
    <label for={name}>{label}</label>
  </Filtre>
)
