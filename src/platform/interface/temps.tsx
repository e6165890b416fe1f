import { afficherHeure, afficherInstant, afficherJour, afficherJourCourt, type Jour } from '../date.ts'

/** A day: « 24/11/2026 », or « mardi 24 novembre 2026 » with `long`. */
export const LeJour = ({ le, long }: { le: string | null; long?: boolean }) =>
  le ? (
    <time dateTime={le}>{long ? afficherJour(le as Jour) : afficherJourCourt(le as Jour)}</time>
  ) : (
    <span class="fil-discret">sans date</span>
  )
/** « 14 h 30 » */
export const Heure = ({ heure }: { heure: string }) => <time dateTime={heure}>{afficherHeure(heure)}</time>
/** « 24/11/2026 à 14 h 32 » */
export const Instant = ({ a, fuseau }: { a: string; fuseau?: string }) => <time dateTime={a}>{afficherInstant(a, fuseau)}</time>
/** « 14 h 32 », when the day is already said. */
export const HeureDeLInstant = ({ a, fuseau }: { a: string; fuseau?: string }) => (
  <time dateTime={a}>{afficherInstant(a, fuseau).replace(/^.* à /, '')}</time>
)
