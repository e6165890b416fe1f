import { type InferResult, sql } from 'kysely'
import type { Echeance, Faits } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Ordre, type Requete, type Tranche } from '../platform/liste.ts'

const db = tables<
  'echeances',
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'mesures.vMesure'
  | 'mesures.vActe'
  | 'agenda.vConvocationDeMesure'
  | 'magistrats.vMouvementDeRapport'
  | 'magistrats.vRapport'
  | 'magistrats.vSaisine'
  | 'moyens.vAgent'
  | 'moyens.vService'
>()
/** Columns of the facts of a measure, in SQL: one row a measure, lists as arrays in order. */
export const faitsSql = (ou: string) => `
  SELECT m.dossier_id, m.mesure_id, m.nature, m.referentiel, m.decision_le, m.debut_le, m.faits_le,
    m.notifiee_le, m.execution_provisoire, m.ssj_encouru, m.viol_ou_atteinte, m.par_le_tap,
    m.sans_detention,
    m.heures, m.duree_mois,
    m.fin_initiale_le, m.fin_prevue_le AS terme_le, m.finie_le,
      coalesce(s.territoire, 'metropole') AS territoire,
      coalesce(s.fuseau, 'Europe/Paris') AS fuseau,
    coalesce((SELECT json_agg(json_build_object('acte', a.acte, 'le', a.le) ORDER BY a.le, a.rang)
      FROM mesures.v_acte a
      WHERE a.dossier_id = m.dossier_id AND a.mesure_id = m.mesure_id), '[]') AS actes,
    coalesce((SELECT json_agg(json_build_object('le', c.le, 'chez', c.chez, 'devoir', c.devoir)
      ORDER BY c.le) FROM agenda.v_convocation_de_mesure c
      WHERE c.dossier_id = m.dossier_id AND c.mesure_id = m.mesure_id
        AND c.etat NOT IN ('annulee', 'reportee')), '[]') AS convocations,
    coalesce((SELECT json_agg(json_build_object('le',
      (r.a AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date, 'nature', r.nature) ORDER BY r.a)
      FROM magistrats.v_mouvement_de_rapport r
      WHERE r.dossier_id = m.dossier_id AND r.mesure_id = m.mesure_id
        AND r.etat = 'transmis'), '[]') AS rapports
  FROM mesures.v_mesure m
  LEFT JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = m.dossier_id
  LEFT JOIN moyens.v_service s ON s.service_id = p.service_id
  WHERE ${ou}`

export type FaitsDeMesure = Faits & {
  dossierId: string
  mesureId: string
  finInitialeLe: Jour | null
  heures: number | null
  dureeMois: number | null
}

/**
 * Facts of every measure of a dossier, after whoever changes the same dossier at this moment has
 * finished.
 */
export async function faitsDuDossier(
  tx: Tx,
  dossierId: string,
  verrouiller = false,
): Promise<FaitsDeMesure[]> {
  if (verrouiller)
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`echeances:${dossierId}`},
      0))`.execute(db(tx))
  const { rows } =
    await sql<FaitsDeMesure>`${sql.raw(faitsSql('true'))} AND m.dossier_id = ${dossierId}
      ORDER BY m.debut_le, m.mesure_id`.execute(db(tx))
  return rows
}

/** Facts of the measures that run in a service, in one query, for a simulation. */
export async function faitsDuService(tx: Tx, serviceId: string): Promise<FaitsDeMesure[]> {
  const { rows } = await sql<FaitsDeMesure>`${sql.raw(faitsSql('m.finie_le IS NULL'))}
      AND p.service_id = ${serviceId}
    ORDER BY m.decision_le DESC, m.mesure_id`.execute(db(tx))
  return rows
}

export type LigneDEcheance = Echeance & { dossierId: string; mesureId: string }
/** Makes the table say what was computed, writing only what differs. */
export async function remplacer(
  tx: Tx,
  dossierId: string,
  lignes: LigneDEcheance[],
): Promise<void> {
  await sql`
    WITH voulues AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
        AS v("mesureId" uuid, cle text, rang int, le date, "ouvreLe" date, "enMain" text,
          "faiteLe" date, "aVerifier" boolean)),
      parties AS (DELETE FROM echeances.echeance e WHERE e.dossier_id = ${dossierId}
        AND NOT EXISTS (SELECT 1 FROM voulues v
          WHERE v."mesureId" = e.mesure_id AND v.cle = e.cle AND v.rang = e.rang))
    INSERT INTO echeances.echeance AS e (dossier_id, mesure_id, cle, rang, le, ouvre_le, en_main,
      faite_le, a_verifier)
      SELECT ${dossierId}, "mesureId", cle, rang, le, "ouvreLe", "enMain", "faiteLe", "aVerifier"
      FROM voulues
      ON CONFLICT (dossier_id, mesure_id, cle, rang) DO UPDATE
        SET le = excluded.le, ouvre_le = excluded.ouvre_le, en_main = excluded.en_main,
          faite_le = excluded.faite_le, a_verifier = excluded.a_verifier
        WHERE (e.le, e.ouvre_le, e.en_main, e.faite_le, e.a_verifier)
          IS DISTINCT FROM (excluded.le, excluded.ouvre_le, excluded.en_main, excluded.faite_le,
            excluded.a_verifier)`.execute(db(tx))
}

/**
 * Reports on the measure of `e` that have left their writer and not yet the service: state by kind.
 */
const rapportsEnRoute = sql<Record<
  string,
  string
> | null>`(SELECT json_object_agg(v.nature, v.etat ORDER BY v.cree_a) FROM magistrats.v_rapport v
  WHERE v.dossier_id = e.dossier_id AND v.mesure_id = e.mesure_id
    AND v.etat IN ('soumis', 'valide'))`

export const echeancesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('echeances.vEcheance as e')
    .innerJoin('mesures.vMesure as m', jointure =>
      jointure.onRef('m.dossierId', '=', 'e.dossierId').onRef('m.mesureId', '=', 'e.mesureId'),
    )
    .selectAll('e')
    .select([
      'm.nature',
      'm.decisionLe',
      'm.referentiel',
      'm.finieLe',
      rapportsEnRoute.as('rapports'),
    ])
    .where('e.dossierId', '=', dossierId)
    .orderBy('e.le')
    .orderBy('e.cle')
    .execute()

/** One deadline, to say why it is not pursued. */
export const uneEcheance = (
  tx: Tx,
  donnees: { dossierId: string; mesureId: string; cle: string; rang: number },
) =>
  db(tx)
    .selectFrom('echeances.vEcheance')
    .selectAll()
    .where('dossierId', '=', donnees.dossierId)
    .where('mesureId', '=', donnees.mesureId)
    .where('cle', '=', donnees.cle)
    .where('rang', '=', donnees.rang)
    .executeTakeFirst()

export type Portee = { agentId: string; serviceId: string; tous: boolean }
export const trisDEcheances = ['le', 'nom'] as const
type Choix = { enMain: string; agent?: string }
export type Filtre = Tranche & Ordre<(typeof trisDEcheances)[number]> & Choix

/**
 * Of whoever's open dossiers, until a day (a measure that has ended, or was withdrawn, leaves none
 * that is open); `enMain` keeps those of one actor, `agent` those of one référent.
 */
function ouvertes(tx: Tx, portee: Portee, avant: Jour, choix: Choix) {
  const requete = db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .innerJoin('echeances.echeance as e', 'e.dossierId', 'p.dossierId')
    .select([
      'e.dossierId',
      'e.mesureId',
      'e.cle',
      'e.rang',
      'e.le',
      'e.ouvreLe',
      'e.enMain',
      'e.aVerifier',
      'p.referentId',
    ])
    .where('p.serviceId', '=', portee.serviceId)
    .where(sql<boolean>`NOT p.dossier_clos`)
    .where('e.faiteLe', 'is', null)
    .where(sql<boolean>`NOT e.ecartee`)
    .where('e.le', '<=', avant)
  const siennes = portee.tous ? requete : requete.where('p.referentId', '=', portee.agentId)
  const deLAgent = choix.agent ? siennes.where('p.referentId', '=', choix.agent) : siennes
  return choix.enMain ? deLAgent.where('e.enMain', '=', choix.enMain) : deLAgent
}
type Ouverte = InferResult<ReturnType<typeof ouvertes>>[number]
/** Whose they are, and of which measure: long to read, so asked of the rows that are left. */
const deQui = (tx: Tx, lignes: Requete<Ouverte>) =>
  db(tx)
    .selectFrom(lignes.as('e'))
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'e.dossierId')
    .innerJoin('mesures.vMesure as m', jointure =>
      jointure.onRef('m.dossierId', '=', 'e.dossierId').onRef('m.mesureId', '=', 'e.mesureId'),
    )
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'e.referentId')
    .selectAll('e')
    .select([
      'm.nature',
      'm.decisionLe',
      'i.nomComplet',
      'r.nomComplet as referentNom',
      rapportsEnRoute.as('rapports'),
    ])
const cle = ['e.dossierId', 'e.mesureId', 'e.cle', 'e.rang']
/** Open deadlines of whoever's dossiers, late ones and those to come until a day. */
export function echeancesOuvertes(tx: Tx, portee: Portee, avant: Jour, filtre: Filtre) {
  const lignes = ouvertes(tx, portee, avant, filtre)
  const { sens } = filtre
  if (filtre.tri === 'nom')
    return lister(
      deQui(tx, lignes.offset(0)),
      { par: [{ par: nomFrancais('i.nomComplet') }, 'e.le'], cle, sens },
      filtre,
    )
  return lister(lignes, { par: ['e.le'], cle, sens }, filtre, choisies => deQui(tx, choisies))
}
/** All of them, for a calendar: a file has no pages. */
export const toutesLesEcheances = (tx: Tx, portee: Portee, avant: Jour, choix: Choix) =>
  deQui(tx, ouvertes(tx, portee, avant, choix).offset(0))
    .orderBy('e.le')
    .orderBy('e.dossierId')
    .orderBy('e.mesureId')
    .orderBy('e.cle')
    .orderBy('e.rang')
    .execute()

export const insererNonPoursuite = (
  tx: Tx,
  nonPoursuite: {
    dossierId: string
    mesureId: string
    cle: string
    rang: number
    motif: string
    decideePar: string
    clotureId?: string
  },
) =>
  db(tx)
    .insertInto('echeances.nonPoursuite')
    .values(nonPoursuite)
    .returning('id')
    .executeTakeFirstOrThrow()
/** All that a closing had set aside; returns how many. */
export const reprendreDeLaCloture = async (
  tx: Tx,
  dossierId: string,
  clotureId: string,
  reprisePar: string,
): Promise<number> => {
  const reprises = await db(tx)
    .updateTable('echeances.nonPoursuite')
    .set({ repriseA: sql`now()`, reprisePar })
    .where('dossierId', '=', dossierId)
    .where('clotureId', '=', clotureId)
    .where('repriseA', 'is', null)
    .returning('id')
    .execute()
  return reprises.length
}
/** Of one deadline, those that were taken up again. */
export const nonPoursuitesReprises = (
  tx: Tx,
  donnees: { dossierId: string; mesureId: string; cle: string; rang: number },
) =>
  db(tx)
    .selectFrom('echeances.nonPoursuite')
    .select('id')
    .where('dossierId', '=', donnees.dossierId)
    .where('mesureId', '=', donnees.mesureId)
    .where('cle', '=', donnees.cle)
    .where('rang', '=', donnees.rang)
    .where('repriseA', 'is not', null)
    .execute()
export const reprendre = (tx: Tx, dossierId: string, id: string, reprisePar: string) =>
  db(tx)
    .updateTable('echeances.nonPoursuite')
    .set({ repriseA: sql`now()`, reprisePar })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('repriseA', 'is', null)
    .returning('id')
    .executeTakeFirst()
