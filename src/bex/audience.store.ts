import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<
  'bex',
  'moyens.vService' | 'moyens.vJuridiction' | 'mesures.vMesure' | 'magistrats.vSaisine' | 'mesures.vAttenteSaisine'
>()

type Recherche = {
  compteId: string
  nom: string
  prenoms: string
  naissanceLe: string
  situation: string
  commune: string | null
  montres: string[]
}
/** Keeps a search until the person is convoked; those before it, and all that are two hours old, are erased. */
export async function garderRecherche(tx: Tx, r: Recherche) {
  await sql`SELECT bex.oublier_les_recherches()`.execute(db(tx))
  return db(tx).insertInto('bex.recherche').values(r).returning('id').executeTakeFirstOrThrow()
}
/** The search of who asks; two hours later it no longer exists. */
export const recherche = (tx: Tx, id: string) => db(tx).selectFrom('bex.recherche').selectAll().where('id', '=', id).executeTakeFirst()
export type RechercheGardee = NonNullable<Awaited<ReturnType<typeof recherche>>>
export const oublierRecherche = (tx: Tx, id: string) => db(tx).deleteFrom('bex.recherche').where('id', '=', id).execute()

export type Entite = { id: string; nom: string; genre: 'service' | 'juridiction'; fuseau: string }
/** Services and courts of the country, by name. */
export async function entites(tx: Tx): Promise<Entite[]> {
  const { rows } = await sql<Entite>`
    SELECT service_id AS id, nom, 'service' AS genre, fuseau FROM moyens.v_service
    UNION ALL SELECT juridiction_id, nom, 'juridiction', 'Europe/Paris' FROM moyens.v_juridiction ORDER BY nom`.execute(db(tx))
  return rows
}

/** Has the dossier something to stand on: a measure that runs, a saisine that is open, or a waiting that was already said? */
export async function aDejaDeQuoi(tx: Tx, dossierId: string, le: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`
    SELECT EXISTS (SELECT 1 FROM mesures.v_mesure m WHERE m.dossier_id = ${dossierId} AND (m.fin_le IS NULL OR m.fin_le >= ${le}::date))
        OR EXISTS (SELECT 1 FROM magistrats.v_saisine s WHERE s.dossier_id = ${dossierId} AND s.close_a IS NULL)
        OR EXISTS (SELECT 1 FROM mesures.v_attente_saisine w WHERE w.dossier_id = ${dossierId}) AS oui`.execute(db(tx))
  return rows[0]?.oui === true
}

type Remise = {
  dossierId: string
  convocationId: string
  secondeConvocationId: string | null
  decisionRemise: boolean
  convocationRemise: boolean
  decision: string | null
  piecesManquantes: string | null
  precisions: string | null
  coordonnees: string | null
  motifDuChoix: string | null
  audienceLe: string
  numeroParquet: string | null
  juridictionId: string
  par: string
}
export const insererRemise = (tx: Tx, r: Remise) => db(tx).insertInto('bex.remise').values(r).execute()

/** What was handed over with a convocation, whichever of the two it is. */
export const remiseDe = (tx: Tx, dossierId: string, convocationId: string) =>
  db(tx)
    .selectFrom('bex.vRemise')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where(eb => eb.or([eb('convocationId', '=', convocationId), eb('secondeConvocationId', '=', convocationId)]))
    .executeTakeFirst()
export type RemiseLue = NonNullable<Awaited<ReturnType<typeof remiseDe>>>
/** What was handed over at the hearings of a person, the latest first. */
export const remisesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx).selectFrom('bex.vRemise').selectAll().where('dossierId', '=', dossierId).orderBy('a', 'desc').limit(5).execute()
