import ical from 'ical-generator'
import type { Jour } from '../platform/date.ts'

export type JourDeCalendrier = { id: string; le: Jour; finLe: Jour; titre: string; adresse: string }

/**
 * Deadlines as whole days of an iCalendar file (RFC 5545): a diary shows them on their day,
 * wherever it is read. `a` is the instant of the export.
 */
export function enCalendrier(jours: JourDeCalendrier[], instant: string): string {
  const calendrier = ical({
    name: 'Fil rouge, échéances',
    prodId: { company: 'Fil rouge', product: 'echeances', language: 'FR' },
  })
  for (const { id, le, finLe, titre, adresse } of jours)
    calendrier.createEvent({
      id,
      start: `${le}T00:00:00`,
      end: `${finLe}T00:00:00`,
      allDay: true,
      summary: titre,
      description: adresse,
      stamp: instant,
    })
  return calendrier.toString()
}
