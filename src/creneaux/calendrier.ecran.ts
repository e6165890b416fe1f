import { chemins } from './calendrier.paths.ts'

/** Where a screen of the calendar is. */
export const fil = (...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
  { label: 'Calendrier', ...(suite.length > 0 ? { href: chemins.calendrier } : {}) },
  ...suite,
]
