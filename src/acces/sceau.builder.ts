import type { Essai } from '../../tests/base.ts'
import { enTransaction } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { txDe } from '../platform/db/pilote.ts'
import { verifierLesJournaux } from './sceau.examen.ts'
import { type Cles, scellerLesJournaux, type Tete } from './sceau.gestes.ts'

type Client = Parameters<typeof txDe>[0]

export const CLES: Cles = { signe: 'une clé de sceau que la base ne connaît pas', anciennes: [] }
/** What is needed to try the seals: to seal, to check, and to cheat as the owner of the base. */
export function sceaux(lieu: () => Essai) {
  const enApplication = <T>(work: (tx: Tx) => Promise<T>) => enTransaction(lieu().base, work)
  const sceller = (cles = CLES, delai = 0) =>
    enApplication(tx => scellerLesJournaux(tx, cles, delai))
  const verifier = (tetes: Tete[] = []) => enApplication(tx => verifierLesJournaux(tx, CLES, tetes))
  /** What an owner who cheats would do, and undo: what the check then says. */
  async function tricher(
    acte: string | ((client: Client) => Promise<unknown>),
    tetes: Tete[] = [],
  ): Promise<string> {
    const client = await lieu().proprietaire.connect()
    try {
      await client.query('BEGIN')
      await (typeof acte === 'string' ? client.query(acte) : acte(client))
      return (await verifierLesJournaux(txDe(client), CLES, tetes)).fautes.join('\n')
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
  const lireTout = async <T extends object>(texte: string) =>
    (await lieu().proprietaire.query<T>(texte)).rows
  return { enApplication, sceller, verifier, tricher, lireTout }
}
