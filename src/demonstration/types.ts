import type { Jour } from '../platform/date.ts'
import type { Copie } from './copie.ts'
import type { Hasard } from './hasard.ts'
import type { Agendas } from './jours.ts'
import type { Agent, Antenne, Service } from './organisation.ts'

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
  agendas: Agendas
  creneaux: Map<string, number>
  parService: Map<string, string[]>
  avecPdf: number
}
export type Cas = {
  id: string
  numero: string
  nom: string
  prenoms: string
  femme: boolean
  naissanceLe: Jour
  /** The day drawn; the dossier is opened on that day, or the last working day before. */
  arriveLe: Jour
  ouvertLe: Jour
  closLe: Jour | null
  service: Service
  referent: Agent
  tribunal: Service['juridictions'][number]
  mesureId: string | null
  /** Its measures, and until when each runs. */
  mesures: {
    id: string
    numeroParquet: string
    decisionLe: Jour
    debutLe: Jour
    finLe: Jour
    finieLe: Jour | null
  }[]
  detention: { antenne: Antenne; depuisLe: Jour } | null
  /** Where a visit finds them; null for who has no home of their own. */
  chezElle: string | null
  joignable: boolean
  n: number
  ms: number
}

/** An instant of a working day, in UTC. */
export const instant = (le: Jour, heure = '08:30') => `${le} ${heure}:00+00`
/** Measures that run on a day. */
export const vivantes = (cas: Cas, le: Jour) =>
  cas.mesures.filter(
    mesure => mesure.decisionLe <= le && (mesure.finieLe === null || mesure.finieLe >= le),
  )
export const territoireDe = (donnees: Pick<Service, 'territoire'>) => donnees.territoire
/** Where a person is on a day. */
export const detenueLe = ({ detention }: Cas, le: Jour) =>
  detention && detention.depuisLe <= le ? detention : null
/** An hour of the clock on the wall. */
export const heureLocale = (le: Jour, heure: string) => `${le} ${heure}:00 Europe/Paris`
/**
 * The last day on which something may still be written of a case: what is closed or ended takes
 * nothing new.
 */
export function jusquAu(cas: Cas): Jour | null {
  const fins = cas.mesures.map(mesure => mesure.finieLe ?? mesure.finLe).sort()
  const derniere = fins.at(-1) ?? null
  if (!cas.closLe || !derniere) return cas.closLe ?? derniere
  return derniere < cas.closLe ? derniere : cas.closLe
}
