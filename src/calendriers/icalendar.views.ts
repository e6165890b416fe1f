import { createHash } from 'node:crypto'
import ical, { type ICalCalendar } from 'ical-generator'
import type { Evenement, FluxOuvert } from './flux.store.ts'

const modalites: Record<string, string> = {
  telephone: 'par téléphone',
  domicile: 'visite à domicile',
  visio: 'en visio',
}
const HORS_LIEU: Record<string, string> = {
  telephone: 'Par téléphone',
  domicile: 'À domicile',
  visio: 'En visio',
}
const NAISSANCE_DU_FLUX = '2026-01-01T00:00:00Z'

/**
 * A feed as iCalendar (RFC 5545). Moments are instants in UTC, so that Saint-Denis de La Réunion
 * and Strasbourg each read their own hour; a UID is the convocation's, so that one which moves
 * moves, and nothing but its content dates it: the same content gives the same bytes.
 */
export function enCalendrier(flux: FluxOuvert, evenements: Evenement[]): string {
  const calendrier = ical({
    // The library writes this one as it is given: a line break typed in the name of an agenda would
    // begin a property.
    name:
      flux.detail === 'occupe'
        ? 'Fil rouge'
        : `Fil rouge, ${flux.titre.replace(/[\s\p{Cc}]+/gu, ' ').trim()}`,
    prodId: { company: 'Fil rouge', product: 'calendriers', language: 'FR' },
    ttl: 900,
  })
  calendrier.x('X-WR-TIMEZONE', flux.fuseau)
  for (const ensemble of parSeance(evenements)) ajouter(calendrier, ensemble, flux.detail)
  return calendrier.toString()
}
/** Names the content of a feed: the same bytes, the same tag. */
export const etiquette = (texte: string): string =>
  `"${createHash('sha256').update(texte).digest('base64url').slice(0, 32)}"`

/** A collective session is one event, whoever comes. */
function parSeance(evenements: Evenement[]): [Evenement, ...Evenement[]][] {
  const seances = new Map<string, [Evenement, ...Evenement[]]>()
  for (const evenement of evenements) {
    const deja = seances.get(evenement.cle)
    if (deja) deja.push(evenement)
    else seances.set(evenement.cle, [evenement])
  }
  return [...seances.values()]
}

function ajouter(
  calendrier: ICalCalendar,
  ensemble: [Evenement, ...Evenement[]],
  detail: FluxOuvert['detail'],
): void {
  const [premier] = ensemble
  const modifieA = ensemble
    .flatMap(evenement => evenement.modifieA ?? [])
    .sort()
    .at(-1)
  const jours =
    premier.journees && premier.debutLe && premier.finLe
      ? { allDay: true, start: `${premier.debutLe}T00:00:00`, end: `${premier.finLe}T00:00:00` }
      : null
  const lieu =
    premier.lieu ?? (detail === 'occupe' ? null : (HORS_LIEU[premier.modalite ?? ''] ?? null))
  const noms = ensemble.flatMap(evenement => evenement.nom ?? [])
  calendrier.createEvent({
    id: `${premier.cle}@fil-rouge`,
    ...(jours ?? { start: premier.debutA, end: premier.finA }),
    stamp: modifieA ?? NAISSANCE_DU_FLUX,
    sequence: Math.max(...ensemble.map(evenement => evenement.version)) - 1,
    summary: titreDe(ensemble, detail),
    ...(modifieA ? { lastModified: modifieA } : {}),
    ...(lieu ? { location: lieu } : {}),
    ...(premier.collective && noms.length > 0 ? { description: noms.join('\n') } : {}),
  })
}

function titreDe(
  [premier, ...suivants]: [Evenement, ...Evenement[]],
  detail: FluxOuvert['detail'],
): string {
  if (detail === 'occupe') return 'Occupé'
  if (premier.genre === 'absence') return 'Absence'
  if (premier.genre === 'fermeture') return 'Fermeture'
  const comment = modalites[premier.modalite ?? '']
  const titre = `${premier.typeLibelle ?? 'Convocation'}${comment ? `, ${comment}` : ''}`
  if (premier.collective)
    return `${titre} (${suivants.length + 1} ${suivants.length > 0 ? 'personnes' : 'personne'})`
  return premier.nom ? `${titre} : ${premier.nom}` : titre
}
