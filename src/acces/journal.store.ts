import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import {
  auPlusDe,
  COMPTE_MAX,
  listerSansFin,
  nomFrancais,
  type Tranche,
} from '../platform/liste.ts'
import { type Periode, SANS_PERIODE } from '../platform/periode.ts'
import { CONNEXIONS, MOTIFS_DITS } from './acte.rules.ts'

const db = tables<'acces', 'moyens.vAgent'>()

type Filtre = {
  periode: Periode
  /** Of the service; all of them without one. */
  agent: string
  /** Of a dossier that whoever reads may open, or that their service has followed. */
  numero: string
  connexions: boolean
  /** All the lines of the act that one of them belongs to; none without. */
  geste: Geste | null
}
type Genre = 'lecture' | 'ecriture'
type Geste = { genre: Genre; id: string }
const SANS_FILTRE: Filtre = {
  periode: SANS_PERIODE,
  agent: '',
  numero: '',
  connexions: true,
  geste: null,
}

/** One's own readings and writings, the latest first. */
export const monJournal = (tx: Tx, compteId: string, geste: Geste | null, tranche: Tranche) =>
  journal(tx, [compteId], { ...SANS_FILTRE, geste }, tranche)

/** Agents of a service, those who have left too: their lines stay. */
export const agentsDuJournal = (tx: Tx, serviceId: string) =>
  db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet'])
    .where('serviceId', '=', serviceId)
    .orderBy(nomFrancais('nom'))
    .orderBy(nomFrancais('prenom'))
    .orderBy('agentId')
    .execute()

/** What the agents of a service read and wrote. */
export function journalDuService(
  tx: Tx,
  agents: Awaited<ReturnType<typeof agentsDuJournal>>,
  filtre: Filtre,
  tranche: Tranche,
) {
  const comptes = agents
    .map(agent => agent.agentId)
    .filter(id => filtre.agent === '' || filtre.agent === id)
  return journal(tx, comptes, filtre, tranche)
}

/**
 * A dossier as the journal names it: where its lines are read now, and its number; null for who may
 * not open it.
 */
type Nomme = { dossierId: string; numero: string } | null

const TABLES = { lecture: 'acces.journal_lecture', ecriture: 'acces.journal_ecriture' } as const
const ACTES = { lecture: 'route', ecriture: 'commande' } as const
const de = (genre: Genre) => ({
  table: sql.table(TABLES[genre]),
  acte: sql.ref(`x.${ACTES[genre]}`),
})
/** What is done out of HTTP shares one name, and is never one act. */
const HORS_HTTP = 'hors-http'

/**
 * A line that the one before it, of the same account, request, act and motive, says already: ninety
 * people of one export are one line.
 */
const suitLaMeme = (genre: Genre) => {
  const { table, acte } = de(genre)
  return sql<boolean>`EXISTS (SELECT 1
    FROM (SELECT x.requete, x.motif, x.dossier_id, ${acte} AS acte FROM ${table} x
    WHERE x.compte_id = l.compte_id AND (x.a, x.id) < (l.a, l.id) ORDER BY x.a DESC, x.id DESC
    LIMIT 1) avant
    WHERE avant.requete = l.requete AND l.requete <> ${HORS_HTTP}
      AND avant.acte = ${sql.ref(`l.${ACTES[genre]}`)}
      AND avant.dossier_id IS NOT NULL AND avant.motif IS NOT DISTINCT FROM l.motif)`
}
/**
 * How many lines a line stands for: those of its act, with its motive, written at the same time.
 */
const nombreDe = (genre: Genre) => {
  const { table, acte } = de(genre)
  return sql`(SELECT count(DISTINCT x.dossier_id) FROM ${table} x
    WHERE x.compte_id = j.compte_id AND x.requete = j.requete AND ${acte} = j.acte
    AND x.motif IS NOT DISTINCT FROM j.pourquoi AND j.requete <> ${HORS_HTTP}
      AND x.a BETWEEN j.a AND j.a + interval '10 minutes')`
}
const duGeste = ({ genre, id }: Geste) =>
  sql<boolean>`EXISTS (SELECT 1 FROM ${de(genre).table} g
    WHERE g.id = ${id} AND g.compte_id = l.compte_id AND g.requete = l.requete
    AND l.a BETWEEN g.a - interval '10 minutes' AND g.a + interval '10 minutes')`

type Ecrite = {
  id: number
  a: string
  compteId: string
  dossierId: string | null
  requete: string | null
  motif: string | null
}
/**
 * The latest lines of one journal under a filter, no more than are asked for: each journal is read
 * in the order of its index.
 */
function lignesDe(tx: Tx, genre: Genre, comptes: string[], filtre: Filtre) {
  const acte = sql<string>`${sql.ref(`l.${ACTES[genre]}`)}`
  const motif =
    genre === 'lecture'
      ? sql`l.motif`
      : sql`CASE WHEN l.commande = ANY (${MOTIFS_DITS}::text[]) THEN l.motif END`
  let lignes = db(tx)
    .selectFrom(sql<Ecrite>`${sql.table(TABLES[genre])}`.as('l'))
    .select(['l.id', 'l.a', 'l.compteId', 'l.dossierId', 'l.requete', 'l.motif as pourquoi'])
    .select([
      sql<Genre>`${genre}::text`.as('genre'),
      acte.as('acte'),
      sql<string | null>`${motif}`.as('motif'),
    ])
    .where('l.compteId', '=', sql<string>`ANY (${comptes}::uuid[])`)
  if (genre === 'lecture') lignes = lignes.where('l.dossierId', 'is not', null)
  if (replie(filtre)) lignes = lignes.where(eb => eb.not(suitLaMeme(genre)))
  if (filtre.geste) lignes = lignes.where(duGeste(filtre.geste))
  if (filtre.periode.depuis) lignes = lignes.where('l.a', '>=', filtre.periode.depuis)
  if (filtre.periode.avant) lignes = lignes.where('l.a', '<', filtre.periode.avant)
  if (filtre.numero)
    lignes = lignes.where(
      'l.dossierId',
      'in',
      sql<string>`(SELECT dossiers.de_numero(${filtre.numero}) UNION
        SELECT dossiers.autrefois_de_numero(${filtre.numero}))`,
    )
  return filtre.connexions
    ? lignes
    : lignes.where(acte, '<>', sql<string>`ALL (${CONNEXIONS}::text[])`)
}
/** The lines of one dossier, or of one act, are all asked for: none stands for others. */
const replie = ({ numero, geste }: Filtre) => !numero && !geste

function journal(tx: Tx, comptes: string[], filtre: Filtre, tranche: Tranche) {
  const deux = (auPlus: number) => {
    const [lectures, ecritures] = (['lecture', 'ecriture'] as const).map(genre => {
      const lignes = auPlusDe(
        lignesDe(tx, genre, comptes, filtre),
        { par: [{ par: 'l.a', sens: 'desc' }], cle: ['l.id'] },
        auPlus,
      )
      return db(tx).selectFrom(lignes.as('l')).selectAll()
    }) as [Lignes, Lignes]
    return lectures.unionAll(ecritures)
  }
  const nombre = sql<number>`CASE j.genre WHEN 'lecture' THEN ${nombreDe('lecture')}
    ELSE ${nombreDe('ecriture')} END`
  const page = db(tx)
    .selectFrom(deux(tranche.page * tranche.par).as('j'))
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'j.compteId')
    .select(['j.id', 'j.a', 'j.genre', 'j.acte', 'j.motif', 'j.dossierId', 'a.nomComplet'])
    .select([
      sql<Nomme>`dossiers.nomme(j.dossier_id)`.as('dossier'),
      (replie(filtre) ? nombre : sql<number>`1`).as('nombre'),
    ])
  const comptees = db(tx).selectFrom(deux(COMPTE_MAX + 1).as('j'))
  return listerSansFin(
    page,
    { par: [{ par: 'j.a', sens: 'desc' }], cle: ['j.genre', 'j.id'] },
    tranche,
    comptees,
  )
}
type Lignes = ReturnType<typeof lignesDe>
