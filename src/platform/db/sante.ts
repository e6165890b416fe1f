import pg from 'pg'
import type { Base } from './connexion.ts'
import { ecartDesMigrations } from './migrateur.ts'
import { estInjoignable, estOccupee } from './pannes.ts'

/**
 * What the base is for who sends agents to this process; `attente`: how many of them wait for a
 * connection.
 */
export type Sante = {
  etat: 'ok' | 'base occupée' | 'base en retard' | 'base fermée' | 'base injoignable'
  attente: number
}
type Etat = Sante['etat']
const SANS_ETAPES = '42P01'

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
    if (!(erreur instanceof pg.DatabaseError) || estInjoignable(erreur)) return 'base injoignable'
    // The other answers are about who asks, or of what base: only without its steps is it behind.
    return erreur.code === SANS_ETAPES ? 'base en retard' : 'base fermée'
  }
}
