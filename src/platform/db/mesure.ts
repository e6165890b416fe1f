import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * What the queries of one request cost: their number, and milliseconds spent waiting for the
 * database, once for those that wait together; and how many transactions may have been committed,
 * so that nobody says of a request that it wrote nothing when it may have.
 */
export type Mesure = {
  requetes: number
  ms: number
  ecrites?: number
  attendues?: number
  depuis?: number
}
const mesureCourante = new AsyncLocalStorage<Mesure>()

/** Counts and times every query made while `work` runs. */
export const mesurer = <T>(mesure: Mesure, work: () => Promise<T>): Promise<T> =>
  mesureCourante.run(mesure, work)

/** Waits for a query, counted and timed for the request that asked it. */
export async function compter<T>(attendre: () => Promise<T>): Promise<T> {
  const mesure = mesureCourante.getStore()
  if (!mesure) return attendre()
  mesure.requetes += 1
  mesure.attendues = (mesure.attendues ?? 0) + 1
  if (mesure.attendues === 1) mesure.depuis = performance.now()
  try {
    return await attendre()
  } finally {
    mesure.attendues -= 1
    if (mesure.attendues === 0) mesure.ms += performance.now() - (mesure.depuis ?? 0)
  }
}

export function noterUneEcriture(): void {
  const mesure = mesureCourante.getStore()
  if (mesure) mesure.ecrites = (mesure.ecrites ?? 0) + 1
}
