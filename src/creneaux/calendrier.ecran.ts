import type { Context } from '../platform/command.ts'
import { chemins } from './calendrier.paths.ts'

/** Where a screen of the calendar is. */
export const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
  { label: 'Calendrier', ...(suite.length > 0 ? { href: chemins.calendrier } : {}) },
  ...suite,
]
/** The local moment of now, as absences write theirs. */
export const ici = ({ maintenant, acteur }: Pick<Context, 'maintenant' | 'acteur'>): string =>
  maintenant
    .toZonedDateTimeISO(acteur.fuseau)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
