import type { Jour } from '../platform/date.ts'
import type { Copie } from './copie.ts'
import type { Hasard } from './hasard.ts'
import type { Agent, Service } from './organisation.ts'

export type Domaine =
  | 'logement'
  | 'ressources'
  | 'emploi'
  | 'formation'
  | 'sante'
  | 'famille'
  | 'droits'
  | 'mobilite'
  | 'langue'
  | 'justice'

export type Contexte = {
  copie: Copie
  h: Hasard
  le: Jour
  services: Service[]
  creneaux: Map<string, number>
  parService: Map<string, string[]>
  avecPdf: number
}
export type Cas = {
  id: string
  numero: string
  nom: string
  prenoms: string
  naissanceLe: string
  ouvertLe: Jour
  clos: boolean
  service: Service
  referent: Agent
  tribunal: Service['juridictions'][number]
  mesureId: string | null
  /** Its measures, and until when each runs. */
  mesures: { id: string; decisionLe: Jour; debutLe: Jour; finLe: Jour; finieLe: Jour | null }[]
  n: number
  ms: number
}

/** An instant of a working day, in UTC. */
export const instant = (le: Jour, heure = '08:30') => `${le} ${heure}:00+00`
/** Measures that run on a day. */
export const vivantes = (cas: Cas, le: Jour) => cas.mesures.filter(m => m.decisionLe <= le && (m.finieLe === null || m.finieLe >= le))
/** Hours at which an agent receives. */
export const heures = ['09:00', '09:45', '10:30', '11:15', '14:00', '14:45', '15:30', '16:15']
