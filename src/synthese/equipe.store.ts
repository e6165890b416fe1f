import { sql } from 'kysely'
import { encoreAEcrire } from '../magistrats/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Tranche } from '../platform/liste.ts'
import { estSansContact } from './journee.store.ts'
import { nature, prochaine } from './listes.store.ts'

const db = tables<
  'synthese',
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'mesures.vMesure'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'agenda.vConvocation'
>()

export type LigneDAgent = {
  agentId: string
  nom: string
  fonction: string
  partiLe: Jour | null
  dossiers: number
  echeances: number
  demandes: number
  sansContact: number
}
type Jours = { aujourdhui: Jour; contactDepuis: Jour }

/**
 * Open dossiers of a service, counted by référent, with what is late in the hands of the service. A
 * closed one weighs on nobody, but for a complement that a court asks of it.
 */
const chargesDuService = (serviceId: string, { aujourdhui, contactDepuis }: Jours) => sql`
  WITH en_main AS (SELECT p.* FROM dossiers.v_prise_en_charge_actuelle p
      WHERE p.service_id = ${serviceId} AND p.referent_id IS NOT NULL),
    suivi AS (SELECT * FROM en_main WHERE NOT dossier_clos),
    charge AS (SELECT p.referent_id, count(*)::int AS dossiers,
      (count(*) FILTER (WHERE ${estSansContact(contactDepuis)}))::int AS sans_contact
      FROM suivi p GROUP BY p.referent_id),
    echues AS (SELECT s.referent_id, count(*)::int AS n FROM suivi s
      JOIN echeances.v_echeance e ON e.dossier_id = s.dossier_id
      WHERE e.faite_le IS NULL AND NOT e.ecartee AND e.en_main = 'spip'
        AND e.le < ${aujourdhui}::date GROUP BY s.referent_id),
    dues AS (SELECT u.referent_id, count(*)::int AS n FROM en_main u
      JOIN magistrats.v_saisine s ON s.dossier_id = u.dossier_id
      WHERE s.close_a IS NULL AND (NOT u.dossier_clos OR s.complement) AND s.detenteur = 'spip'
        AND s.echeance_le < ${aujourdhui}::date AND ${encoreAEcrire} GROUP BY u.referent_id)
  SELECT a.agent_id, a.nom || ' ' || a.prenom AS nom, a.fonction, a.parti_le,
    coalesce(c.dossiers, 0) AS dossiers, coalesce(c.sans_contact, 0) AS sans_contact,
    coalesce(e.n, 0) AS echeances, coalesce(d.n, 0) AS demandes
  FROM moyens.v_agent a LEFT JOIN charge c ON c.referent_id = a.agent_id LEFT
  JOIN echues e ON e.referent_id = a.agent_id LEFT JOIN dues d ON d.referent_id = a.agent_id
  WHERE a.service_id = ${serviceId} AND (c.dossiers > 0
    OR (a.arrive_le <= ${aujourdhui}::date
      AND (a.parti_le IS NULL OR a.parti_le > ${aujourdhui}::date)
      AND a.fonction = ANY (${fonctionsQui('suit')}::text[])))`

/** The agents of a service, by name: never by number (charte C2.3). */
export const agentsDeLEquipe = (tx: Tx, serviceId: string, jours: Jours, tranche: Tranche) =>
  lister(
    db(tx)
      .selectFrom(sql<LigneDAgent>`(${chargesDuService(serviceId, jours)})`.as('x'))
      .selectAll('x'),
    { par: [{ par: nomFrancais('x.nom') }], cle: ['x.agentId'] },
    tranche,
  )

/** Dossiers that nobody follows yet, the oldest first, with what helps to choose whom. */
export const dossiersAConfier = (tx: Tx, serviceId: string, aujourdhui: Jour, tranche: Tranche) =>
  lister(
    db(tx)
      .selectFrom('dossiers.vPriseEnChargeActuelle as p')
      .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
      .leftJoin('moyens.vAntenne as t', 't.antenneId', 'p.antenneId')
      .select(['p.dossierId', 'p.debutA', 'i.nomComplet', 'i.commune', 't.nom as antenneNom'])
      .select([
        nature('p.dossierId').as('nature'),
        prochaine('p.dossierId', aujourdhui).as('prochaineLe'),
      ])
      .where('p.serviceId', '=', serviceId)
      .where('p.referentId', 'is', null)
      .where(sql<boolean>`NOT p.dossier_clos`),
    { par: ['p.debutA'], cle: ['p.dossierId'] },
    tranche,
  )

/** Open dossiers of one agent, by name, with what helps to choose who takes them over. */
export const dossiersDeLAgent = (
  tx: Tx,
  { serviceId, agentId, aujourdhui }: { serviceId: string; agentId: string; aujourdhui: Jour },
  tranche: Tranche,
) =>
  lister(
    db(tx)
      .selectFrom('dossiers.vPriseEnChargeActuelle as p')
      .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
      .leftJoin('moyens.vAntenne as t', 't.antenneId', 'p.antenneId')
      .select(['p.dossierId', 'i.nomComplet', 'i.commune', 't.nom as antenneNom'])
      .select([
        nature('p.dossierId').as('nature'),
        sql<string | null>`(SELECT min(c.le) FROM agenda.v_convocation c
          WHERE c.dossier_id = p.dossier_id AND c.agent_id = ${agentId} AND c.etat = 'prevue'
            AND c.le >= ${aujourdhui}::date)`.as('prochaineLe'),
      ])
      .where('p.serviceId', '=', serviceId)
      .where('p.referentId', '=', agentId)
      .where(sql<boolean>`NOT p.dossier_clos`),
    { par: [{ par: nomFrancais('i.nomComplet') }], cle: ['p.dossierId'] },
    tranche,
  )

/**
 * Agents of a service who leave, or have left, with open dossiers in hand: the earliest day first;
 * until a day, when it is given.
 */
export const departs = (
  tx: Tx,
  serviceId: string,
  tranche: Tranche,
  jusquau: string | null = null,
) =>
  lister(
    db(tx)
      .selectFrom('moyens.vAgent as a')
      .select(['a.agentId', 'a.nomComplet', 'a.partiLe'])
      .select(
        sql<number>`(SELECT count(*)::int FROM dossiers.v_prise_en_charge_actuelle p
          WHERE p.service_id = a.service_id AND p.referent_id = a.agent_id
            AND NOT p.dossier_clos)`.as('dossiers'),
      )
      .where('a.serviceId', '=', serviceId)
      .where('a.partiLe', 'is not', null)
      .where(sql<boolean>`(${jusquau}::date IS NULL OR a.parti_le <= ${jusquau}::date)`)
      .where(
        sql<boolean>`EXISTS (SELECT 1 FROM dossiers.v_prise_en_charge_actuelle p
          WHERE p.service_id = a.service_id AND p.referent_id = a.agent_id AND NOT p.dossier_clos)`,
      ),
    { par: ['a.partiLe', { par: nomFrancais('a.nomComplet') }], cle: ['a.agentId'] },
    tranche,
  )
