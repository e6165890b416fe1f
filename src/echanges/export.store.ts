import { type RawBuilder, sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<
  'echanges',
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'mesures.vMesure'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'moyens.vJuridiction'
>()

export type Colonne = { nom: string; type: string; vide: boolean }
/**
 * A table as the export writes it: `ressort` says whether its rows belong to dossiers or are of the
 * common directory.
 */
export type Table = {
  nom: string
  ressort: 'dossier' | 'annuaire'
  colonnes: Colonne[]
  cle: string[]
}

/**
 * What stays out: who sees what is set again and deadlines are computed again where the export is
 * read; drafts are their writer's; a calendar's link is a secret of here; journals and accounts
 * stay where they were made.
 */
const HORS = [
  'dossiers.brouillon',
  'dossiers.perimetre',
  // The numbers that a base gives begin with its own code.
  'dossiers.installation',
  'echeances.echeance',
  'echeances.calcul',
  'bex.recherche',
  // Secrets: whoever holds the file would hold the links.
  'messages.lien_arret',
  'moyens.ressort_import',
  'calendriers.flux',
  'acces.',
  'echanges.',
  'public.',
  'platform.',
]

/**
 * Every table of the base that holds a dossier, and the directory that they refer to, each after
 * those that it refers to. Read in the catalogue, so that a table added tomorrow is exported
 * without anybody thinking of it (ADR 0019). What of no dossier is the base's own, which the
 * application does not read, is no directory; a table of dossiers that it could not read would stop
 * the export.
 */
export async function tablesExportees(tx: Tx): Promise<Table[]> {
  const { rows } = await sql<{ nom: string; colonnes: Colonne[]; cle: string[]; refs: string[] }>`
    SELECT n.nspname || '.' || c.relname AS nom,
      (SELECT json_agg(json_build_object('nom', a.attname, 'type',
        format_type(a.atttypid, a.atttypmod), 'vide', NOT a.attnotnull) ORDER BY a.attnum)
         FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '') AS colonnes,
      (SELECT json_agg(a.attname ORDER BY array_position(k.conkey, a.attnum))
         FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid
           AND a.attnum = ANY (k.conkey) WHERE k.conrelid = c.oid AND k.contype = 'p') AS cle,
      coalesce((SELECT json_agg(DISTINCT rn.nspname || '.' || r.relname) FROM pg_constraint k
        JOIN pg_class r ON r.oid = k.confrelid
         JOIN pg_namespace rn ON rn.oid = r.relnamespace
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid), '[]') AS refs
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname !~ '^(pg_|information_schema)'
      AND (has_table_privilege(c.oid, 'SELECT')
        OR EXISTS (SELECT 1 FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attname = 'dossier_id'))
    ORDER BY 1`.execute(db(tx))
  const gardees = rows.filter(ligne => !HORS.some(h => ligne.nom.startsWith(h)))
  const ressort = (donnees: (typeof rows)[number]) =>
    donnees.colonnes.some(colonne => colonne.nom === 'dossier_id') ? 'dossier' : 'annuaire'
  return parDependances(gardees).map(parDependance => ({
    nom: parDependance.nom,
    ressort: ressort(parDependance),
    colonnes: parDependance.colonnes,
    cle: parDependance.cle ?? [],
  }))
}

/** Each table after those that it refers to. */
function parDependances<T extends { nom: string; refs: string[] }>(tables: T[]): T[] {
  const restantes = [...tables]
  const rangees: T[] = []
  const noms = new Set(tables.map(table => table.nom))
  while (restantes.length) {
    const i = restantes.findIndex(restante =>
      restante.refs.every(ref => !noms.has(ref) || rangees.some(x => x.nom === ref)),
    )
    if (i < 0)
      throw new Error(
        `these tables refer to each other: ${restantes.map(restante => restante.nom).join(', ')}`,
      )
    rangees.push(...restantes.splice(i, 1))
  }
  return rangees
}

/** Why somebody was away is theirs: what an export writes instead. */
const TUES: Record<string, string> = { 'creneaux.absence.motif': 'autre' }

const nomSql = (nom: string) =>
  sql.raw(
    nom
      .split('.')
      .map(morceau => `"${morceau}"`)
      .join('.'),
  )
const LIGNES_PAR_LECTURE = 2000

/**
 * The rows of one table as text, some thousands at a time; those of dossiers that the service
 * follows, through row-level security.
 */
export async function* lignesDe(
  tx: Tx,
  table: Table,
  serviceId: string,
): AsyncGenerator<(string | null)[][]> {
  const valeurDe = (colonne: string) =>
    TUES[`${table.nom}.${colonne}`]
      ? `'${TUES[`${table.nom}.${colonne}`]}'`
      : `t."${colonne}"::text`
  const valeurs = sql.raw(table.colonnes.map(colonne => valeurDe(colonne.nom)).join(', '))
  const ordre = sql.raw(table.cle.map(cle => `t."${cle}"`).join(', ') || '1')
  const ou = table.ressort === 'dossier' ? duService(serviceId) : deLAnnuaire(table.nom, serviceId)
  await sql`DECLARE lecture NO SCROLL CURSOR FOR SELECT ARRAY[${valeurs}] AS v
    FROM ${nomSql(table.nom)} t WHERE ${ou} ORDER BY ${ordre}`.execute(db(tx))
  for (;;) {
    const { rows } = await sql<{
      v: (string | null)[]
    }>`FETCH ${sql.raw(String(LIGNES_PAR_LECTURE))} FROM lecture`.execute(db(tx))
    if (rows.length > 0) yield rows.map(ligne => ligne.v)
    if (rows.length < LIGNES_PAR_LECTURE) break
  }
  await sql`CLOSE lecture`.execute(db(tx))
}
const duService = (serviceId: string): RawBuilder<unknown> =>
  sql`t.dossier_id IN (SELECT p.dossier_id FROM dossiers.v_perimetre p
    WHERE p.entite_id = ${serviceId} AND p.motif = 'prise_en_charge')`

/**
 * The directory is common; absences are those of the service, and those because of which one of its
 * people waits for a decision.
 */
const deLAnnuaire = (nom: string, serviceId: string): RawBuilder<unknown> =>
  nom === 'creneaux.absence'
    ? sql`(t.entite_id = ${serviceId} OR t.id IN (SELECT d.absence_id
      FROM (SELECT t.* FROM agenda.a_decider t WHERE ${duService(serviceId)}) d))`
    : sql`true`

/** Whom an export holds. */
export const dossiersExportes = async (tx: Tx, serviceId: string): Promise<string[]> => {
  const { rows } = await sql<{
    dossierId: string
  }>`SELECT DISTINCT t.dossier_id FROM dossiers.dossier t WHERE ${duService(serviceId)}`.execute(
    db(tx),
  )
  return rows.map(ligne => ligne.dossierId)
}

/**
 * One line per measure that runs, for the file that the import screen reads; each column under the
 * name of its field there.
 */
export const dossiersAPlat = (tx: Tx, serviceId: string) =>
  db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .innerJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 'i.dossierId')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .leftJoin('moyens.vAntenne as t', 't.antenneId', 'p.antenneId')
    .leftJoin('mesures.vMesure as m', jointure =>
      jointure.onRef('m.dossierId', '=', 'i.dossierId').on('m.finieLe', 'is', null),
    )
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .select([
      'i.numeroAppi',
      'i.nom',
      'i.nomUsage',
      'i.prenoms',
      'i.naissanceLe',
      'i.naissanceLieu',
      'i.sexe',
      'i.nationalite',
      'i.langues',
    ])
    .select([
      'i.interprete',
      'i.telephone',
      'i.courriel',
      'i.refuseSms',
      'i.logement',
      'i.adresse',
      'i.adresseComplement',
      'i.codePostal',
    ])
    .select([
      'i.commune',
      'i.domicilieChez',
      'r.nomComplet as referent',
      't.nom as antenne',
      'i.ouvertLe as suiviDepuisLe',
    ])
    .select([
      'm.nature as mesure',
      'j.nom as juridiction',
      'm.numeroParquet',
      'm.decisionLe',
      'm.debutLe',
      'm.finInitialeLe as finLe',
    ])
    .where('p.serviceId', '=', serviceId)
    .where('i.closA', 'is', null)
    .orderBy(nomFrancais('i.nom'))
    .orderBy(nomFrancais('i.prenoms'))
    .orderBy('i.dossierId')
    .orderBy('m.decisionLe')
    .orderBy('m.mesureId')
    .execute()
