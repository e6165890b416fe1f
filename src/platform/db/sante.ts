import pg from 'pg'
import type { Base } from './connexion.ts'
import { ecartDesMigrations } from './migrateur.ts'
import { estInjoignable, estOccupee } from './pannes.ts'

/**
 * What the base is for who sends agents to this process; `attente`: how many of them wait for a
 * connection.
 */
export type Sante = {
  etat: 'ok' | 'base occupée' | 'base en retard' | 'base injoignable'
  attente: number
}
type Etat = Sante['etat']

const enCours = new WeakMap<Base, Promise<Etat>>()
/**
 * Asked on the connection kept for it, of a table in which no agent writes; those who ask at once
 * share one answer.
 */
export async function santeDe(base: Base): Promise<Sante> {
  const question = enCours.get(base) ?? demander(base).finally(() => enCours.delete(base))
  enCours.set(base, question)
  const etat = await question
  const attente = base.pool.waitingCount
  return { etat: etat === 'ok' && attente > 0 ? 'base occupée' : etat, attente }
}

async function demander({ sonde }: Base): Promise<Etat> {
  try {
    const { manquent } = await ecartDesMigrations(sonde)
    return manquent.length > 0 ? 'base en retard' : 'ok'
  } catch (erreur) {
    if (estOccupee(erreur)) return 'base occupée'
    return erreur instanceof pg.DatabaseError && !estInjoignable(erreur)
      ? 'base en retard'
      : 'base injoignable'
  }
}
