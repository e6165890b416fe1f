import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers'>()

/** People of one's own périmètre whose name looks like the words, or whose number or birth date is the one given. */
export async function rechercher(tx: Tx, entite: string, q: { texte: string; naissanceLe: string | null }) {
  const selection = sql`i.dossier_id, i.numero, i.numero_appi, i.nom_complet, i.nom, i.naissance_le, i.clos_a`
  if (q.naissanceLe) {
    const { rows } =
      await sql<Trouve>`SELECT ${selection} FROM dossiers.v_identite i WHERE i.naissance_le = ${q.naissanceLe}::date ORDER BY i.nom LIMIT 50`.execute(
        db(tx),
      )
    return rows
  }
  if (/\d{4,}/.test(q.texte)) {
    const { rows } =
      await sql<Trouve>`SELECT ${selection} FROM dossiers.v_identite i WHERE i.numero = ${q.texte.toUpperCase()} OR i.numero_appi = ${q.texte.toUpperCase()} LIMIT 50`.execute(
        db(tx),
      )
    return rows
  }
  // The périmètre first: the people of one entité are few enough to compare one by one, and the time does not grow with the country.
  // Materialized: otherwise the words are sorted, and the likeness computed, again for each line.
  const { rows } = await sql<Trouve>`
    WITH c AS MATERIALIZED (SELECT platform.mots_tries(${q.texte}) AS cle),
         notes AS MATERIALIZED (SELECT x.dossier_id, x.cle_nom, c.cle, word_similarity(c.cle, x.cle_nom) AS proche FROM dossiers.personne x, c
                   WHERE x.dossier_id IN (SELECT p.dossier_id FROM dossiers.perimetre p WHERE p.entite_id = ${entite}))
    SELECT ${selection} FROM notes n JOIN dossiers.v_identite i ON i.dossier_id = n.dossier_id
    WHERE n.proche >= 0.45 OR n.cle_nom LIKE '%' || n.cle || '%' ORDER BY n.cle = n.cle_nom DESC, n.proche DESC, i.nom LIMIT 50`.execute(
    db(tx),
  )
  return rows
}
export type Trouve = {
  dossierId: string
  numero: string
  numeroAppi: string | null
  nomComplet: string
  nom: string
  naissanceLe: string
  closA: string | null
}
