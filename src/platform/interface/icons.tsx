import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const noms = [
  'magnifying-glass',
  'printer',
  'calendar-blank',
  'folder-open',
  'sun',
  'files',
  'user',
  'arrow-up',
  'arrow-down',
  'scales',
  'users',
  'clock',
  'download-simple',
  'plus',
  'pencil-simple',
  'trash',
  'x',
  'check',
  'keyboard',
] as const
export type NomIcone = (typeof noms)[number]

/** Inner markup of the icons that we use, from the one kept set (Phosphor, regular), read once. */
const traces = new Map<string, string>(
  noms.map(nom => [
    nom,
    readFileSync(require.resolve(`@phosphor-icons/core/assets/regular/${nom}.svg`), 'utf8').replace(
      /^<svg[^>]*>|<\/svg>\s*$/g,
      '',
    ),
  ]),
)
/** Every icon of the set, for the gallery. */
export const icones: readonly NomIcone[] = noms

/**
 * An icon beside a word that says the same is hidden from assistive technology; alone, it takes a
 * label.
 */
export const Icone = ({ nom, label }: { nom: NomIcone; label?: string }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 256 256"
    fill="currentColor"
    focusable="false"
    {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' })}
    dangerouslySetInnerHTML={{ __html: traces.get(nom) ?? '' }}
  />
)
