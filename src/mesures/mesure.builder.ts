import { ajouterMois, type Jour } from '../platform/date.ts'
import type { Dossier, Prononcee } from './cumul.rules.ts'
import type { Referentiel } from './definition.rules.ts'
import type { MesureSuivie } from './deroulement.rules.ts'
import type { Faits } from './faits.rules.ts'
import { etatApres, transitionDe } from './passage.rules.ts'
import type { ConvocationFaite, RapportTransmis } from './satisfaction.rules.ts'
import { termeApres } from './terme.rules.ts'

/** Fictional measures for tests: the law's proposal where only it knows the kind. */
const referentielDe = (nature: string): Referentiel =>
  nature === 'peine_probation_autonome' ? 'egip' : 'droit'

/** A measure just pronounced, without a term nor an act. */
export const suivi = (
  nature: string,
  decisionLe: Jour = '2025-01-06',
  plus: Partial<MesureSuivie> = {},
): MesureSuivie => ({
  nature,
  referentiel: referentielDe(nature),
  decisionLe,
  debutLe: decisionLe,
  finInitialeLe: null,
  palier: null,
  actes: [],
  ...plus,
})

/** A measure that its acts have brought to a state. */
export const suivie = (
  nature: string,
  le: Jour,
  etat?: string,
  termeLe: Jour | null = null,
): MesureSuivie => ({
  nature,
  referentiel: 'droit',
  decisionLe: le,
  debutLe: le,
  finInitialeLe: termeLe,
  palier: null,
  actes: etat ? [{ acte: 'essai', vers: etat, le, termeLe, causeFin: null }] : [],
})

/** Plays acts that must be possible, in their order, as the command does. */
export function faire(depart: MesureSuivie, ...suite: (readonly [string, Jour])[]): MesureSuivie {
  let mesure = depart
  for (const [acte, le] of suite) {
    const transition = transitionDe(mesure, acte, le)
    if (!transition) throw new Error(`${acte} is not possible on ${le}`)
    const termeLe = termeApres(mesure, transition, {
      acte,
      le,
      auteur: transition.auteurs[0] ?? 'loi',
    })
    mesure = {
      ...mesure,
      actes: [
        ...mesure.actes,
        {
          acte,
          vers: etatApres(mesure, transition, le),
          le,
          termeLe,
          causeFin: transition.cause ?? null,
        },
      ],
    }
  }
  return mesure
}

/** Facts of a measure of that day, on which nothing has happened yet. */
export const faits = (nature: string, le: Jour, plus: Partial<Faits> = {}): Faits => ({
  nature,
  referentiel: referentielDe(nature),
  decisionLe: le,
  debutLe: le,
  faitsLe: null,
  notifieeLe: null,
  executionProvisoire: false,
  termeLe: null,
  finieLe: null,
  actes: [],
  convocations: [],
  rapports: [],
  territoire: 'metropole',
  ...plus,
})

/** Convocations before the SPIP that name the measure, and nothing more. */
export const convocations = (...jours: Jour[]): ConvocationFaite[] =>
  jours.map(le => ({ le, chez: 'service', devoir: null }))
export const rapports = (nature: string, ...jours: Jour[]): RapportTransmis[] =>
  jours.map(le => ({ le, nature }))

/** What the law sets apart, in one decision: of a child, en état de récidive légale. */
export const prononcee = (nature: string, le: Jour): Prononcee => ({
  nature,
  decisionLe: le,
  juridictionId: 'tj',
  recidive: true,
  heures: 20,
  faitsLe: le,
})
/**
 * A dossier with all that may exclude it: a person of ten, and each kind already pronounced, that
 * day and twice before.
 */
export const dossierCharge = (le: Jour): Dossier => ({
  naissanceLe: ajouterMois(le, -120),
  autres: [le, ajouterMois(le, -12), ajouterMois(le, -24)].flatMap(decisionLe =>
    ['sursis_probatoire', 'suivi_socio_judiciaire'].map(nature => ({
      nature,
      decisionLe,
      juridictionId: 'tj',
      numeroParquet: null,
      causeFin: null,
    })),
  ),
})
