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
] as const
export type NomIcone = (typeof noms)[number]

/** Inner markup of the icons that we use, from the one kept set (Phosphor, regular), read once. */
const traces = new Map<string, string>(
  noms.map(nom => [
    nom,
    readFileSync(require.resolve(`@phosphor-icons/core/assets/regular/${nom}.svg`), 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, ''),
  ]),
)

/** An icon beside a word that says the same: hidden from assistive technology. */
export const Icone = ({ nom }: { nom: NomIcone }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 256 256"
    fill="currentColor"
    aria-hidden="true"
    focusable="false"
    dangerouslySetInnerHTML={{ __html: traces.get(nom) ?? '' }}
  />
)
