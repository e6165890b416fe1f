import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { type Liste, lister, type Tranche } from '../platform/liste.ts'

const db = tables<'synthese', 'dossiers.vMaNouvelle'>()

export type Ligne = {
  genre: 'nouvelle'
  dossierId: string
  id: string
  nature: string
  cibleId: string | null
  pourLe: string | null
  depuisA: string
  nomComplet: string
  parNom: string | null
  visible: boolean
}

const nouvelles = sql`SELECT 'nouvelle' AS genre, n.dossier_id, n.nouvelle_id AS id, n.nature, n.cible_id, n.pour_le, n.survenue_a AS depuis_a, n.nom_complet,
  n.par_nom, n.visible FROM dossiers.v_ma_nouvelle n`

/** One list: by due date, what has none last; then the oldest. */
export function pourMoi(tx: Tx, tranche: Tranche): Promise<Liste<Ligne>> {
  const requete = db(tx).selectFrom(sql<Ligne>`(${nouvelles})`.as('x')).selectAll('x')
  const echeance = sql`coalesce(x.pour_le, 'infinity')`
  return lister(requete, { par: [{ par: echeance }, 'x.depuisA', 'x.genre'], cle: ['x.id'] }, tranche)
}
