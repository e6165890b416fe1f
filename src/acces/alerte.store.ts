import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Tranche } from '../platform/liste.ts'

const db = tables<'acces', 'moyens.vAgent'>()
const lues = [
  'x.id',
  'x.compteId',
  'x.le',
  'x.voie',
  'x.plafond',
  'x.accordees',
  'x.nombre',
  'x.derniereA',
  'x.vueA',
] as const
/**
 * The limit that these refusals met, former grants counted: a grant made since is of what comes
 * after.
 */
const limite = sql<number>`CASE WHEN x.vue_a IS NULL THEN x.plafond + x.accordees
  ELSE (SELECT d.plafond FROM acces.decision_d_alerte d WHERE d.alerte_id = x.id ORDER BY d.a DESC
    LIMIT 1) END`
/** Those that no former decision was about. */
const refusees = sql<number>`x.refusees - coalesce((SELECT max(d.refusees)
  FROM acces.decision_d_alerte d
  WHERE d.alerte_id = x.id AND (x.vue_a IS NULL OR d.a < x.vue_a)), 0)`
const refuseesAlors = sql<number>`d.refusees - coalesce((SELECT max(y.refusees)
  FROM acces.decision_d_alerte y
  WHERE y.alerte_id = d.alerte_id AND y.a < d.a), 0)`

const alertes = (tx: Tx) =>
  db(tx)
    .selectFrom('acces.alerte as x')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'x.compteId')
    .select([...lues, limite.as('limite'), refusees.as('refusees'), 'a.nomComplet'])

/**
 * Limits passed, and imports to look at, of accounts that the reader answers for: those that wait,
 * the latest first.
 */
export const alertesOuvertes = (tx: Tx) =>
  alertes(tx).where('x.vueA', 'is', null).orderBy('x.derniereA', 'desc').orderBy('x.id').execute()
export type Alerte = Awaited<ReturnType<typeof alertesOuvertes>>[number]
export const alerte = (tx: Tx, id: string) => alertes(tx).where('x.id', '=', id).executeTakeFirst()

/**
 * What was decided, the latest first: of what, what, why, by whom, when; of one alert, or of all.
 */
export const decisions = (tx: Tx, tranche: Tranche, alerteId?: string) => {
  let requete = db(tx)
    .selectFrom('acces.decisionDAlerte as d')
    .innerJoin('acces.alerte as x', 'x.id', 'd.alerteId')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'x.compteId')
    .innerJoin('moyens.vAgent as p', 'p.agentId', 'd.par')
    .select([
      'd.id',
      'd.alerteId',
      'd.plafond',
      refuseesAlors.as('refusees'),
      'd.nombre',
      'd.accordees',
      'd.motif',
      'd.a',
    ])
    .select(['x.compteId', 'x.le', 'x.voie', 'a.nomComplet', 'p.nomComplet as parNom'])
  if (alerteId) requete = requete.where('d.alerteId', '=', alerteId)
  return lister(requete, { par: [{ par: 'd.a', sens: 'desc' }], cle: ['d.id'] }, tranche)
}
export type Decision = Awaited<ReturnType<typeof decisions>>['lignes'][number]

/** False where somebody decided meanwhile, or once the day has passed. */
export const decider = async (
  tx: Tx,
  id: string,
  decision: 'vue' | 'accorder',
  motif: string | null,
): Promise<boolean> => {
  const { rows } = await sql<{ fait: boolean }>`
    SELECT acces.decider(${id}::uuid, ${decision === 'vue' ? 'vue' : 'accordee'},
      ${motif}) AS fait`.execute(db(tx))
  return rows[0]?.fait === true
}

/** Those of the reader are read in their own journal. */
const siennes = (tx: Tx, compteId: string) =>
  db(tx)
    .selectFrom('acces.rapprochement as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.compteId')
    .where('r.compteId', '<>', compteId)
/** Who looked for somebody, among the accounts that the reader answers for. */
export const quiACherche = (tx: Tx, compteId: string) =>
  siennes(tx, compteId)
    .select(['a.agentId', 'a.nomComplet', 'a.nom', 'a.prenom'])
    .groupBy(['a.agentId', 'a.nomComplet', 'a.nom', 'a.prenom'])
    .orderBy(nomFrancais('a.nom'))
    .orderBy(nomFrancais('a.prenom'))
    .orderBy('a.agentId')
    .execute()
/**
 * Look-ups of these accounts, the latest first: why, and how many people were shown, never the
 * words. Days are those of where each works.
 */
export const rapprochements = (
  tx: Tx,
  compteId: string,
  donnees: { agent: string; du: Jour | null; au: Jour | null },
  tranche: Tranche,
) => {
  let requete = siennes(tx, compteId).select([
    'r.id',
    'r.a',
    'r.motif',
    'r.recherches',
    'r.montrees',
    'r.refuse',
    'a.nomComplet',
  ])
  if (donnees.agent) requete = requete.where('r.compteId', '=', donnees.agent)
  if (donnees.du) requete = requete.where('r.le', '>=', donnees.du)
  if (donnees.au) requete = requete.where('r.le', '<=', donnees.au)
  return lister(requete, { par: [{ par: 'r.a', sens: 'desc' }], cle: ['r.id'] }, tranche)
}
