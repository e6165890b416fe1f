import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'synthese', never>()

export type Evenement = {
  le: Jour
  heure: string | null
  genre:
    | 'entretien'
    | 'convocation'
    | 'rapport'
    | 'mesure'
    | 'prise_en_charge'
    | 'transfert'
    | 'saisine'
    | 'cloture'
  etat: string
  libelle: string
  detail: string | null
  id: string
  /** Of an act on a measure: which, the term that it leaves, and how long it has executed. */
  acte: string | null
  termeLe: Jour | null
  partieMois: number | null
  partieJours: number | null
}

const auJour = (colonne: string, fuseau: string) =>
  sql`(${sql.ref(colonne)} AT TIME ZONE ${fuseau})::date`
/**
 * Within one day, the instant when it was; what only has an hour is of that hour, what only has a
 * day comes first of it.
 */
const aLHeure = (le: string, heure: string, fuseau: string) =>
  sql`(${sql.ref(le)} + ${sql.ref(heure)}) AT TIME ZONE ${fuseau}`

/** The first part names the columns of all. */
const mesuresEtActes = (dossierId: string) => [
  sql`SELECT m.debut_le AS le, NULL::time AS heure, 'mesure' AS genre, 'debut' AS etat,
      m.nature AS libelle, m.decision_le::text AS detail, m.mesure_id AS id,
      NULL::timestamptz AS instant, NULL AS acte, NULL::date AS terme_le,
      NULL::smallint AS partie_mois, NULL::smallint AS partie_jours FROM mesures.v_mesure m
      WHERE m.dossier_id = ${dossierId}`,
  sql`SELECT a.le, NULL, 'mesure', CASE WHEN a.cause_fin IS NULL THEN 'acte'
      ELSE 'fin' END, m.nature, m.decision_le::text, a.acte_id, NULL, a.acte, a.terme_le,
      a.partie_mois, a.partie_jours
        FROM mesures.v_acte a JOIN mesures.v_mesure m USING (dossier_id, mesure_id)
        WHERE a.dossier_id = ${dossierId}`,
]
const prisesEnChargeEtClotures = (dossierId: string, fuseau: string) => [
  sql`SELECT ${auJour('p.debut_a', fuseau)}, NULL, 'prise_en_charge', CASE
      WHEN p.fin_a IS NULL THEN 'ouverte'
      ELSE 'close' END, s.nom || coalesce(', ' || a.nom_complet, ', à affecter'), p.motif,
      p.prise_en_charge_id, ${sql.ref('p.debut_a')}, NULL, NULL, NULL, NULL
        FROM dossiers.v_prise_en_charge p JOIN moyens.v_service s USING (service_id) LEFT
        JOIN moyens.v_agent a ON a.agent_id = p.referent_id WHERE p.dossier_id = ${dossierId}`,
  sql`SELECT ${auJour('k.close_a', fuseau)}, NULL, 'cloture', 'clos', k.motif, NULL, k.cloture_id,
      ${sql.ref('k.close_a')}, NULL, NULL, NULL, NULL FROM dossiers.v_cloture k
      WHERE k.dossier_id = ${dossierId}`,
  sql`SELECT ${auJour('k.rouverte_a', fuseau)}, NULL, 'cloture', 'rouvert', k.motif,
      k.motif_reouverture, k.cloture_id, ${sql.ref('k.rouverte_a')}, NULL, NULL, NULL, NULL
      FROM dossiers.v_cloture k WHERE k.dossier_id = ${dossierId} AND k.rouverte_a IS NOT NULL`,
]
const saisines = (dossierId: string) =>
  sql`SELECT s.recue_le, NULL, 'saisine', coalesce(s.detenteur, 'close'), s.nature, s.objet,
      s.saisine_id, NULL, NULL, NULL, NULL, NULL FROM magistrats.v_saisine s
      WHERE s.dossier_id = ${dossierId}`
const convocations = (dossierId: string, fuseau: string) =>
  sql`SELECT c.le, c.heure, 'convocation', c.etat, c.type_libelle, c.lieu, c.convocation_id,
        ${aLHeure('c.le', 'c.heure', fuseau)}, NULL, NULL, NULL, NULL
        FROM agenda.v_convocation c WHERE c.dossier_id = ${dossierId}`
const entretiens = (dossierId: string, fuseau: string) =>
  sql`SELECT e.le, e.heure, 'entretien', e.forme, e.forme,
        left(coalesce(nullif(e.convenu, ''), e.recit), 300), e.entretien_id,
        ${aLHeure('e.le', 'e.heure', fuseau)}, NULL, NULL, NULL, NULL
        FROM accompagnement.v_entretien e WHERE e.dossier_id = ${dossierId}`
const rapports = (dossierId: string, fuseau: string) =>
  sql`SELECT ${auJour('m.a', fuseau)}, NULL, 'rapport', m.etat, m.titre, NULL, m.rapport_id,
        ${sql.ref('m.a')}, NULL, NULL, NULL, NULL FROM magistrats.v_mouvement_de_rapport m
        WHERE m.dossier_id = ${dossierId}
        AND m.etat IN ('transmis', 'complement', 'repondu', 'reponse_retiree')`

/**
 * All that happened in a dossier, the latest first, in one query; what the function may not read is
 * not asked for.
 */
export async function evenements(
  tx: Tx,
  dossierId: string,
  voit: { accompagnement: boolean; convocations: boolean; rapports: boolean },
  fuseau: string,
): Promise<Evenement[]> {
  const parties = [
    ...mesuresEtActes(dossierId),
    ...prisesEnChargeEtClotures(dossierId, fuseau),
    saisines(dossierId),
    ...(voit.convocations ? [convocations(dossierId, fuseau)] : []),
    ...(voit.accompagnement ? [entretiens(dossierId, fuseau)] : []),
    ...(voit.rapports ? [rapports(dossierId, fuseau)] : []),
  ]
  const { rows } = await sql<Evenement>`SELECT * FROM (${sql.join(parties, sql` UNION ALL `)}) x
      ORDER BY le DESC, instant DESC NULLS LAST, genre, etat, id`.execute(db(tx))
  return rows
}

/** Links of the chain, as days, for the thread. */
export async function liensDuFil(tx: Tx, dossierId: string, fuseau: string) {
  const { rows } = await sql<{ libelle: string; debutLe: Jour; finLe: Jour | null }>`
    SELECT s.nom || coalesce(', ' || a.nom_complet, ', à affecter') AS libelle,
      (p.debut_a AT TIME ZONE ${fuseau})::date AS debut_le,
      (p.fin_a AT TIME ZONE ${fuseau})::date AS fin_le
    FROM dossiers.v_prise_en_charge p JOIN moyens.v_service s USING (service_id) LEFT
    JOIN moyens.v_agent a ON a.agent_id = p.referent_id
    WHERE p.dossier_id = ${dossierId} ORDER BY p.debut_a`.execute(db(tx))
  return rows
}
