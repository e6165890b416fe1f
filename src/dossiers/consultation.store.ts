import { sql } from 'kysely'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { lister, type Tranche } from '../platform/liste.ts'
import type { Periode } from '../platform/periode.ts'

const db = tables<'dossiers'>()

/**
 * Does whoever has opened the transaction answer for this dossier: the DFSPIP of the service that
 * follows, or that followed last?
 */
export const repondDuDossier = async (tx: Tx, dossierId: string): Promise<boolean> =>
  (
    await sql<{ oui: boolean }>`SELECT dossiers.repond_du_dossier(${dossierId}) AS oui`.execute(
      db(tx),
    )
  ).rows[0]?.oui === true

export type Consultation = {
  genre: 'lecture' | 'ecriture'
  id: number
  a: string
  acte: string
  motif: string | null
  agent: string
  fonction: string | null
  entite: string
  duService: boolean
}
type Filtre = { periode: Periode; agent: string; ailleurs: boolean; motifsDe: readonly string[] }
/**
 * Who read or wrote, the latest first, for who answers for the dossier; nothing for anybody else.
 * An agent is found by words of the name, in any order; no sign is a joker.
 */
export function consultations(
  tx: Tx,
  dossierId: string,
  { periode, agent, ailleurs, motifsDe }: Filtre,
  tranche: Tranche,
) {
  let requete = db(tx)
    .selectFrom(
      sql<Consultation>`dossiers.consultations(${dossierId}, ${motifsDe}::text[])`.as('c'),
    )
    .selectAll('c')
  if (periode.depuis) requete = requete.where('c.a', '>=', periode.depuis)
  if (periode.avant) requete = requete.where('c.a', '<', periode.avant)
  if (ailleurs) requete = requete.where('c.duService', '=', constante(false))
  for (const mot of agent.split(/\s+/).filter(Boolean))
    requete = requete.where(
      sql<boolean>`strpos(platform.sans_accent(c.agent),
        nullif(platform.sans_accent(${mot}), '')) > 0`,
    )
  return lister(requete, { par: [{ par: 'c.a', sens: 'desc' }], cle: ['c.genre', 'c.id'] }, tranche)
}
