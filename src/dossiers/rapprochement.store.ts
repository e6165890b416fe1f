import { sql } from 'kysely'
import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Plafond } from './rapprochement.rules.ts'

const db = tables<'dossiers'>()

export type Homonyme = {
  dossierId: string
  numero: string
  numeroAppi: string | null
  nom: string
  nomUsage: string | null
  prenoms: string
  naissanceLe: Jour
  serviceId: string | null
  serviceNom: string | null
  visible: boolean
  ressemblance: number
  /** Nobody follows any more, since that day. */
  closLe: Jour | null
}

type Qui = { nom: string; naissance: string | null; numero: string | null }
/**
 * What a look-up is for: a person one by one, the lines of a file that is examined, the lines of a
 * file that is written. Each has its limit.
 */
export type Voie = 'recherche' | 'import' | 'ecriture'
export type Trouves<H = Homonyme> = { trouves: H[]; plafond: Plafond | null }
type Acte = Pick<Context, 'sessionId' | 'acte' | 'requete'>

/**
 * Look-alikes of several people in the whole country: identity and service only. The base counts,
 * journals each person that it gives, and gives nobody beyond the limit. `rang` says of whom.
 */
export async function rapprocher(
  tx: Tx,
  { sessionId, acte, requete }: Acte,
  demandes: (Qui & { rang: number })[],
  pourquoi: { voie: Voie; motif: string },
): Promise<Trouves<Homonyme & { rang: number }>> {
  if (demandes.length === 0) return { trouves: [], plafond: null }
  const { rows } = await sql<{ lu: Trouves<Homonyme & { rang: number }> }>`
    SELECT dossiers.rapprocher(${JSON.stringify(demandes)}::jsonb, ${pourquoi.voie},
      ${pourquoi.motif}, ${sessionId}::uuid, ${acte}, ${requete}) AS lu`.execute(db(tx))
  return rows[0]?.lu ?? { trouves: [], plafond: null }
}

/** Look-alikes of one person. */
export const homonymes = (tx: Tx, context: Acte, qui: Qui, motif: string): Promise<Trouves> =>
  rapprocher(tx, context, [{ rang: 0, ...qui }], { voie: 'recherche', motif })

/**
 * Who was shown by a look-up of the last hours, shown again; `inconnus` counts those who were not.
 */
export async function revoir(
  tx: Tx,
  { sessionId, acte, requete }: Acte,
  { nom, naissance, deja }: { nom: string; naissance: string; deja: string[] },
): Promise<{ trouves: Homonyme[]; inconnus: number }> {
  const { rows } = await sql<{ lu: { trouves: Homonyme[]; inconnus: number } }>`
    SELECT dossiers.revoir(${nom}, ${naissance}::date, ${deja}::uuid[], ${sessionId}::uuid, ${acte},
      ${requete}) AS lu`.execute(db(tx))
  return rows[0]?.lu ?? { trouves: [], inconnus: 0 }
}
