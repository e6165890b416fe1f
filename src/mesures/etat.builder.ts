import type { Jour } from '../platform/date.ts'
import type { Definition, Referentiel } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import type { Machine } from './machine.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { transitionDe } from './passage.rules.ts'
import { termeApres } from './terme.rules.ts'

/** A measure of two years, pronounced on a day of March 2025. */
export const mesure = (nature: CleNature, plus: Partial<MesureSuivie> = {}): MesureSuivie => ({
  nature,
  referentiel: nature === 'peine_probation_autonome' ? 'egip' : 'droit',
  decisionLe: '2025-03-10',
  debutLe: '2025-03-10',
  finInitialeLe: '2027-03-10',
  palier: null,
  actes: [],
  ...plus,
})
/** Plays an act that must be possible, as the command does. */
export function faire(
  suivie: MesureSuivie,
  acte: string,
  le: Jour,
  nouvelleFinLe?: Jour,
): MesureSuivie {
  const transition = transitionDe(suivie, acte, le)
  if (!transition) throw new Error(`${acte} is not possible on ${le}`)
  const saisi = { acte, le, auteur: transition.auteurs[0] ?? 'spip', nouvelleFinLe } as const
  return {
    ...suivie,
    actes: [
      ...suivie.actes,
      {
        acte,
        vers: transition.vers,
        le,
        termeLe: termeApres(suivie, transition, saisi),
        causeFin: transition.cause ?? null,
      },
    ],
  }
}

type Version = { nature: string; from: string; machine: Machine; referentiel: Referentiel }
/** Each machine of each kind, from the day when it is in force. */
export const machines: Version[] = Object.entries(natures as Record<string, Definition>).flatMap(
  ([nature, definition]) => [
    ...definition.machine.map(v => ({
      nature,
      from: v.from,
      machine: v.value,
      referentiel: 'droit' as const,
    })),
    ...(definition.machineEgip
      ? [{ nature, from: 'egip', machine: definition.machineEgip, referentiel: 'egip' as const }]
      : []),
  ],
)
