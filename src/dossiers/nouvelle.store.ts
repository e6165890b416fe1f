import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers'>()

type LigneDeDestinataire = {
  agent?: string
  entite?: string
  fonctions?: string[]
  referent?: boolean
}
export type Avis = {
  dossierId: string
  nature: string
  cibleId: string | null
  pourLe: Jour | null
  horsPerimetre: boolean
  a: string
}

export const inscrireNouvelle = (tx: Tx, avis: Avis, destinataires: LigneDeDestinataire[]) =>
  sql`SELECT dossiers.prevenir(${avis.dossierId}, ${JSON.stringify(destinataires)}::jsonb,
    ${avis.nature}, ${avis.cibleId}, ${avis.pourLe}::date, ${avis.horsPerimetre},
    ${avis.a})`.execute(db(tx))

export const reglerNouvelles = (
  tx: Tx,
  {
    dossierId,
    cibleIds,
    natures,
    instant,
  }: { dossierId: string; cibleIds: string[]; natures: string[] | null; instant: string },
) =>
  sql`SELECT dossiers.regler_nouvelles(${dossierId}, cible, ${natures}::text[], ${instant})
    FROM unnest(${cibleIds}::uuid[]) AS cible`.execute(db(tx))

/** Marks as seen those that are one's own on this day, and gives their dossiers. */
export async function voirNouvelles(tx: Tx, nouvelleIds: string[], quand: { a: string; le: Jour }) {
  const { rows } = await sql<{ dossierId: string; nouvelleId: string }>`
    SELECT dossier_id, nouvelle_id FROM dossiers.voir_nouvelles(${nouvelleIds}::uuid[], ${quand.a},
      ${quand.le}::date)`.execute(db(tx))
  return rows
}

/** What the former service had not seen follows the dossier, to whoever follows it. */
export const faireSuivreNouvelles = (
  tx: Tx,
  dossierId: string,
  deServiceId: string,
  instant: string,
) =>
  sql`SELECT dossiers.faire_suivre_nouvelles(${dossierId}, ${deServiceId}, ${instant})`.execute(
    db(tx),
  )

export const verserNouvelles = (tx: Tx, dossierId: string, absorbeId: string) =>
  sql`SELECT dossiers.verser_nouvelles(${dossierId}, ${absorbeId})`.execute(db(tx))
