import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import {
  afficherHeure,
  afficherInstant,
  afficherJour,
  afficherJourCourt,
  type Jour,
} from '../date.ts'

/**
 * Time zone of who looks, known where a screen is rendered. An hour that belongs to a place is
 * given the place's.
 */
export const Fuseau = createContext('Europe/Paris')

/** A day: « 24/11/2026 », or « mardi 24 novembre 2026 » with `long`. */
export const LeJour = ({ le, long }: { le: string | null; long?: boolean }) =>
  le ? (
    <time dateTime={le}>{long ? afficherJour(le as Jour) : afficherJourCourt(le as Jour)}</time>
  ) : (
    <span class="fil-discret">sans date</span>
  )
/** « 14 h 30 » */
export const Heure = ({ heure }: { heure: string }) => (
  <time dateTime={heure}>{afficherHeure(heure)}</time>
)
type UnInstant = { a: string; fuseau?: string | undefined }
/** « 24/11/2026 à 14 h 32 » */
export const Instant = ({ a: instant, fuseau }: UnInstant) => {
  const duLecteur = useContext(Fuseau)
  return <time dateTime={instant}>{afficherInstant(instant, fuseau ?? duLecteur)}</time>
}
/** « 14 h 32 », when the day is already said. */
export const HeureDeLInstant = ({ a: instant, fuseau }: UnInstant) => {
  const duLecteur = useContext(Fuseau)
  return (
    <time dateTime={instant}>
      {afficherInstant(instant, fuseau ?? duLecteur).replace(/^.* à /, '')}
    </time>
  )
}
