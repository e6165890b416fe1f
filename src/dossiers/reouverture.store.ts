import type pg from 'pg'
import type { Jour } from '../platform/date.ts'
import type { FaitDOuverture } from './ouverture.rules.ts'
import { finA } from './ouverture.rules.ts'

type Fait = FaitDOuverture & { dossierId: string; depuisA: string }

/**
 * Opens every dossier of a base that was written whole (demonstration, restoration) as its facts
 * say, with the ends of the rules; what is already there stays. By the owner of the base.
 */
export async function ouvrirDApresLesFaits(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<Fait & { finiLe: Jour | null; closLe: Jour | null }>(
    `SELECT dossier_id AS "dossierId", entite_id AS "entiteId", motif, cause_id AS "causeId",
      portee, depuis_a::text AS "depuisA", annulee,
       fini_le::text AS "finiLe", clos_le::text AS "closLe" FROM dossiers.faits_d_ouverture()`,
  )
  const lignes = rows.map(fusion => ({ ...fusion, fin: finA(fusion, 'Europe/Paris') }))
  await client.query(
    `INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id, portee, depuis_a,
      fin_a)
     SELECT x."dossierId", x."entiteId", x.motif, x."causeId", x.portee, x."depuisA", CASE
       WHEN x.fin IS NOT NULL THEN greatest(x.fin, x."depuisA") END
     FROM jsonb_to_recordset($1::jsonb) AS x ("dossierId" uuid, "entiteId" uuid, motif text,
       "causeId" uuid, portee text, "depuisA" timestamptz, fin timestamptz)
     WHERE NOT EXISTS (SELECT 1 FROM dossiers.perimetre p
       WHERE p.dossier_id = x."dossierId" AND p.entite_id = x."entiteId" AND p.motif = x.motif
       AND p.cause_id = x."causeId" AND p.portee = x.portee)`,
    [JSON.stringify(lignes)],
  )
}
