import type { Faits } from './faits.rules.ts'
import type { CleNature } from './nature.referentiel.ts'

/** Facts of a measure of two years, pronounced in March 2026. */
export const faits = (nature: CleNature, plus: Partial<Faits> = {}): Faits => ({
  nature,
  referentiel: nature === 'peine_probation_autonome' ? 'egip' : 'droit',
  decisionLe: '2026-03-02',
  debutLe: '2026-03-02',
  faitsLe: null,
  notifieeLe: null,
  executionProvisoire: false,
  termeLe: '2028-03-02',
  finieLe: null,
  actes: [],
  convocations: [],
  rapports: [],
  territoire: 'metropole',
  ...plus,
})
