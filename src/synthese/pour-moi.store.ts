import { type RawBuilder, sql } from 'kysely'
import { natureDeNouvelle } from '../dossiers/index.ts'
import { plumeSql } from '../magistrats/index.ts'
import { motsDesMesures } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { type Liste, lister, type Tranche } from '../platform/liste.ts'

const db = tables<'synthese', never>()

export type Ligne = {
  genre: 'nouvelle' | 'tache'
  dossierId: string
  id: string
  nature: string
  cibleId: string | null
  pourLe: Jour | null
  depuisA: string
  nomComplet: string
  parNom: string | null
  visible: boolean
  /** Which act, which measure: for news that are about one. */
  mots: string | null
}

const nouvelles = (
  aujourdhui: Jour,
) => sql`SELECT 'nouvelle' AS genre, n.dossier_id, n.nouvelle_id AS id, n.nature, n.cible_id,
  n.pour_le, n.survenue_a AS depuis_a, n.nom_complet,
  n.par_nom, n.visible FROM dossiers.mes_nouvelles(${aujourdhui}::date) n`

/**
 * What is asked (`quoi`, of the dossier `p`) of the dossiers that a service has in hand, in this
 * order: the planner would begin with names, and those of a country are long to reach.
 */
const duService = (
  serviceId: string | null,
  quoi: RawBuilder<unknown>,
  parmi: RawBuilder<unknown> = sql`true`,
) => sql`
  (SELECT p.dossier_id, p.service_id, p.referent_id, p.dossier_clos
    FROM dossiers.v_prise_en_charge_actuelle p
    WHERE p.service_id = ${serviceId} AND ${parmi} OFFSET 0) p CROSS
      JOIN LATERAL (${quoi} OFFSET 0)`
const EN_CHEMIN = sql`'brouillon', 'soumis', 'renvoye', 'valide'`
const enChemin = sql`SELECT x.* FROM magistrats.v_rapport x
  WHERE x.dossier_id = p.dossier_id AND x.etat IN (${EN_CHEMIN})`
const auService = sql`SELECT x.* FROM magistrats.v_saisine x
  WHERE x.dossier_id = p.dossier_id AND x.close_a IS NULL AND x.detenteur = 'spip'`
/** The same of the dossiers of a juridiction: `vue` begins with its own. */
const deLaJuridiction = (vue: 'v_rapport' | 'v_saisine', nom: 'r' | 's') =>
  sql`${sql.raw(`magistrats.${vue} ${nom} JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = ${nom}.dossier_id`)}`

/**
 * Reports `r` in a state that asks something: since their last movement, by whoever made it. What
 * is not sent is with the service that follows now.
 */
const rapports = (
  le: Jour,
  nature: RawBuilder<unknown>,
  deOu: RawBuilder<unknown>,
  ou: RawBuilder<unknown>,
) => sql`
  SELECT 'tache', r.dossier_id, r.rapport_id, ${nature}, r.rapport_id, r.echeance_le, m.a,
    i.nom_complet, a.nom_complet, true
  FROM ${deOu} JOIN dossiers.v_identite i ON i.dossier_id = r.dossier_id
  JOIN moyens.v_agent w ON w.agent_id = r.redacteur_id LEFT
  JOIN moyens.v_agent f ON f.agent_id = p.referent_id
  CROSS JOIN LATERAL (SELECT ${plumeSql(le)} AS id OFFSET 0) plume
  JOIN LATERAL (SELECT y.a, y.par FROM magistrats.v_mouvement_de_rapport y
    WHERE y.dossier_id = r.dossier_id AND y.rapport_id = r.rapport_id ORDER BY y.a DESC LIMIT 1) m
    ON true
  JOIN moyens.v_agent a ON a.agent_id = m.par WHERE ${ou}`
/** Requests in somebody's hands, save those whose report is already on its way. */
const demandes = (
  nature: RawBuilder<unknown>,
  enRoute: RawBuilder<unknown>,
  deOu: RawBuilder<unknown>,
  ou: RawBuilder<unknown>,
) => sql`
  SELECT 'tache', s.dossier_id, s.saisine_id, ${nature}, s.saisine_id, s.echeance_le,
    s.detenu_depuis_a, i.nom_complet, NULL, true
  FROM ${deOu} JOIN dossiers.v_identite i ON i.dossier_id = s.dossier_id
  WHERE s.close_a IS NULL AND (NOT p.dossier_clos OR s.complement) AND ${ou}
    AND NOT EXISTS (SELECT 1 FROM magistrats.v_rapport r
    WHERE r.dossier_id = s.dossier_id AND r.saisine_id = s.saisine_id AND r.etat IN (${enRoute}))`

/** Nobody was named, or whoever was has left, is suspended or works elsewhere. */
const plusPersonne = (agent: RawBuilder<unknown>, entiteId: string | null, le: Jour) =>
  sql`(${agent} IS NULL OR ${agent} <> ALL (ARRAY(SELECT a.agent_id FROM moyens.v_agent a
    WHERE ${entiteId} IN (a.service_id, a.juridiction_id)
      AND acces.est_la(a.agent_id, ${entiteId}, ${le}::date))))`

/**
 * Being written: what was submitted once and taken back by its writer is to be taken up again; any
 * other is there when its own day comes near.
 */
const JOURS_AVANT = 14
type Quand = Pick<Context, 'acteur' | 'aujourdhui'>
type Lecture = Pick<Context, 'acteur' | 'aujourdhui' | 'montrer'>
/** A report being written `r`: has it been submitted once, and is it to be taken up now? */
const enCours = ({ acteur, aujourdhui }: Quand, enMain: RawBuilder<unknown>) => {
  const dejaSoumis = sql`EXISTS (SELECT 1 FROM magistrats.v_mouvement_de_rapport y
    WHERE y.dossier_id = r.dossier_id AND y.rapport_id = r.rapport_id
    AND y.etat IN ('soumis', 'renvoye'))`
  // The request that it answers is already in the list, with a day that is not later.
  const deja = sql`EXISTS (SELECT 1 FROM magistrats.v_saisine s
    JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = s.dossier_id
    WHERE s.dossier_id = r.dossier_id AND s.saisine_id = r.saisine_id AND s.close_a IS NULL
      AND s.detenteur = 'spip' AND s.echeance_le <= r.echeance_le
      AND p.service_id = ${acteur.serviceId} AND ${enMain})`
  const proche = sql`r.echeance_le <= ${aujourdhui}::date + ${JOURS_AVANT}::int`
  return {
    dejaSoumis,
    aReprendre: sql`(NOT p.dossier_clos AND (${dejaSoumis} OR ${proche} AND NOT ${deja}))`,
  }
}

/**
 * The reports of the service's dossiers that ask something of the reader, in one read of them all:
 * what each asks follows from its state.
 */
function rapportsDuService(quand: Quand, enMain: RawBuilder<unknown>): RawBuilder<unknown> {
  const { acteur, aujourdhui } = quand
  const { id, serviceId } = acteur
  const encadre = acteur.peut('rapport:valider')
  // What nobody writes, or whose writer may not send it, falls to the direction.
  const aMoi = encadre ? sql`(plume.id = ${id} OR plume.id IS NULL)` : sql`plume.id = ${id}`
  const aEnvoyer = encadre
    ? sql`(plume.id = ${id} OR plume.id IS NULL
      OR (SELECT e.fonction FROM moyens.v_agent e
      WHERE e.agent_id = plume.id) IN ('psychologue', 'coordinateur'))`
    : sql`plume.id = ${id}`
  const { dejaSoumis, aReprendre } = enCours(quand, enMain)
  const demandent = [
    sql`r.etat = 'renvoye' AND ${aMoi}`,
    sql`r.etat = 'brouillon' AND ${aMoi} AND ${aReprendre}`,
  ]
  if (acteur.peut('rapport:transmettre')) demandent.push(sql`r.etat = 'valide' AND ${aEnvoyer}`)
  if (encadre) demandent.push(sql`r.etat = 'soumis'`)
  const nature = sql`CASE r.etat WHEN 'renvoye' THEN 'rapport_renvoye'
    WHEN 'valide' THEN 'rapport_a_transmettre' WHEN 'soumis' THEN 'rapport_a_valider'
    ELSE CASE WHEN ${dejaSoumis} THEN 'rapport_renvoye' ELSE 'rapport_en_cours' END END`
  // Whoever holds the pen writes the report, or follows the person.
  const parmi = encadre
    ? sql`true`
    : sql`(p.referent_id = ${id} OR p.dossier_id IN (SELECT w.dossier_id FROM magistrats.v_rapport w
      WHERE w.redacteur_id = ${id} AND w.etat IN (${EN_CHEMIN})))`
  return rapports(
    aujourdhui,
    nature,
    sql`${duService(serviceId, enChemin, parmi)} r`,
    sql`(${sql.join(demandent, sql` OR `)})`,
  )
}

function tachesDuService({ acteur, aujourdhui }: Quand): RawBuilder<unknown>[] {
  const { id, serviceId } = acteur
  const enMain = acteur.peut('rapport:valider')
    ? sql`(p.referent_id = ${id} OR ${plusPersonne(sql`p.referent_id`, serviceId, aujourdhui)})`
    : sql`p.referent_id = ${id}`
  const parties = [
    rapportsDuService({ acteur, aujourdhui }, enMain),
    demandes(
      sql`CASE WHEN s.complement THEN 'complement' ELSE 'demande' END`,
      sql`'soumis', 'renvoye', 'valide'`,
      sql`${duService(serviceId, auService, enMain)} s`,
      sql`true`,
    ),
  ]
  if (acteur.peut('transfert:repondre'))
    parties.push(sql`
      SELECT 'tache', t.dossier_id, t.transfert_id, CASE t.sens
        WHEN 'demande' THEN 'dessaisissement_a_repondre'
        ELSE 'transfert_a_accepter' END, t.dossier_id,
             t.repondre_avant_le, t.propose_a, i.nom_complet, a.nom_complet, true
      FROM dossiers.v_transfert t JOIN dossiers.v_identite i ON i.dossier_id = t.dossier_id
      JOIN moyens.v_agent a ON a.agent_id = t.propose_par
      WHERE t.etat = 'propose' AND CASE t.sens WHEN 'demande' THEN t.de_service_id
        ELSE t.vers_service_id END = ${serviceId}`)
  return parties
}

function tachesDeLaJuridiction({ acteur, aujourdhui }: Quand): RawBuilder<unknown>[] {
  const { id, juridictionId } = acteur
  const parties: RawBuilder<unknown>[] = []
  if (acteur.peut('rapport:repondre'))
    parties.push(
      rapports(
        aujourdhui,
        sql`CASE r.etat WHEN 'transmis' THEN 'rapport_a_lire' ELSE 'rapport_a_repondre' END`,
        deLaJuridiction('v_rapport', 'r'),
        sql`r.juridiction_id = ${juridictionId} AND r.etat IN ('transmis', 'lu')`,
      ),
    )
  if (acteur.peut('saisine:ecrire'))
    parties.push(
      demandes(
        sql`'demande_revenue'`,
        sql`'transmis', 'lu'`,
        deLaJuridiction('v_saisine', 's'),
        sql`s.detenteur = 'juridiction' AND s.juridiction_id = ${juridictionId}
          AND (s.magistrat_id = ${id}
          OR ${plusPersonne(sql`s.magistrat_id`, juridictionId, aujourdhui)})`,
      ),
    )
  return parties
}

/**
 * An account that the reader answers for has looked for too many people, or imported what is to be
 * looked at: whose, and since when.
 */
const alertes = sql`
  SELECT 'tache', x.compte_id, x.alerte_id, CASE WHEN x.refusees > 0 THEN 'plafond_depasse'
    ELSE 'import_signale' END, x.alerte_id, NULL, x.derniere_a, a.nom_complet, NULL, true
  FROM acces.v_alerte x JOIN moyens.v_agent a ON a.agent_id = x.compte_id WHERE x.vue_a IS NULL`

/**
 * Whoever answers for the reader's account lets them look for more people today: how many, of what,
 * until they look again.
 */
const suites = sql`
  SELECT 'tache', d.decision_id, d.decision_id, 'suite_accordee', NULL::uuid, NULL::date, d.a,
    d.accordees || CASE d.voie WHEN 'recherche' THEN ' de plus aujourd’hui'
      ELSE ' lignes d’import de plus aujourd’hui' END, d.par_nom, true
  FROM acces.suites_accordees() d`

/** One list of what waits for whoever reads: by due date, what has none last; then the oldest. */
export async function pourMoi(
  tx: Tx,
  { acteur, aujourdhui, montrer }: Lecture,
  tranche: Tranche,
): Promise<Liste<Ligne>> {
  const parties = [nouvelles(aujourdhui), suites]
  if (acteur.peut('alerte:decider')) parties.push(alertes)
  if (acteur.serviceId) parties.push(...tachesDuService({ acteur, aujourdhui }))
  if (acteur.juridictionId) parties.push(...tachesDeLaJuridiction({ acteur, aujourdhui }))
  const requete = db(tx)
    .selectFrom(sql<Omit<Ligne, 'mots'>>`(${sql.join(parties, sql` UNION ALL `)})`.as('x'))
    .selectAll('x')
  const echeance = sql`coalesce(x.pour_le, 'infinity')`
  const liste = await lister(
    requete,
    { par: [{ par: echeance }, 'x.depuisA', 'x.nature'], cle: ['x.dossierId', 'x.id'] },
    tranche,
  )
  montrer(
    liste.lignes.flatMap(ligne => (ligne.visible ? [] : [ligne.dossierId])),
    'nouvelle d’un dossier parti',
  )
  const dites = liste.lignes.filter(
    ligne =>
      ligne.genre === 'nouvelle' &&
      ligne.visible &&
      natureDeNouvelle(ligne.nature).vers === 'mesures',
  )
  const mots = await motsDesMesures(
    tx,
    dites.flatMap(ligne => ligne.cibleId ?? []),
  )
  return {
    ...liste,
    lignes: liste.lignes.map(ligne => ({ ...ligne, mots: mots.get(ligne.cibleId ?? '') ?? null })),
  }
}
