import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { histoireSql } from './correction.store.ts'

const db = tables<
  'bex',
  'moyens.vService' | 'moyens.vJuridiction' | 'mesures.vMesure' | 'agenda.vConvocation'
>()

type Recherche = {
  compteId: string
  nom: string
  prenoms: string
  naissanceLe: Jour
  situation: Mot<'bex.recherche', 'situation'>
  commune: string | null
  domicilieChez: string | null
  montres: string[]
}
/**
 * Keeps a search until the person is convoked: each tab has its own. All that are two hours old are
 * erased.
 */
export async function garderRecherche(tx: Tx, recherche: Recherche) {
  await sql`SELECT bex.oublier_les_recherches()`.execute(db(tx))
  return db(tx)
    .insertInto('bex.recherche')
    .values(recherche)
    .returning('id')
    .executeTakeFirstOrThrow()
}
/** The search of who asks; two hours later it no longer exists. */
const parId = (tx: Tx, id: string) =>
  db(tx).selectFrom('bex.recherche').selectAll().where('id', '=', id)
export const recherche = (tx: Tx, id: string) => parId(tx, id).executeTakeFirst()
/** Two tabs that send one search come one after the other: the second finds it gone. */
export const verrouillerRecherche = (tx: Tx, id: string) =>
  parId(tx, id).forUpdate().executeTakeFirst()
export type RechercheGardee = NonNullable<Awaited<ReturnType<typeof recherche>>>
export const oublierRecherche = (tx: Tx, id: string) =>
  db(tx).deleteFrom('bex.recherche').where('id', '=', id).execute()
/** What the second screen already says: opened again, it shows it. */
export const garderSaisie = (tx: Tx, id: string, saisie: Record<string, string | string[]>) =>
  db(tx)
    .updateTable('bex.recherche')
    .set({ saisie: JSON.stringify(saisie) })
    .where('id', '=', id)
    .execute()
/** What a search led to, once its person is convoked. */
export const faiteApres = (tx: Tx, rechercheId: string) =>
  db(tx)
    .selectFrom('bex.remise as r')
    .innerJoin('bex.vRemise as v', jointure =>
      jointure.onRef('v.dossierId', '=', 'r.dossierId').onRef('v.remiseId', '=', 'r.id'),
    )
    .select(['r.dossierId', 'r.convocationId'])
    .where('r.rechercheId', '=', rechercheId)
    .executeTakeFirst()

export type Entite = { id: string; nom: string; genre: 'service' | 'juridiction'; fuseau: string }
/** Services and courts of the country, by name. */
export async function entites(tx: Tx): Promise<Entite[]> {
  const { rows } = await sql<Entite>`
    SELECT * FROM (
      SELECT service_id AS id, nom, 'service' AS genre, fuseau FROM moyens.v_service
      UNION ALL SELECT juridiction_id, nom, 'juridiction', 'Europe/Paris'
      FROM moyens.v_juridiction) x
    ORDER BY nom COLLATE platform.francais`.execute(db(tx))
  return rows
}

/** Measures already recorded of the decisions of a day. */
export const mesuresDecideesLe = (tx: Tx, dossierId: string, le: Jour) =>
  db(tx)
    .selectFrom('mesures.vMesure')
    .select(['mesureId', 'nature', 'decisionLe', 'juridictionId', 'numeroParquet'])
    .where('dossierId', '=', dossierId)
    .where('decisionLe', '=', le)
    .execute()

type Remise = {
  dossierId: string
  id: string
  rechercheId: string
  convocationId: string
  secondeConvocationId: string | null
  decisionRemise: boolean
  convocationRemise: boolean
  decision: string | null
  piecesManquantes: string | null
  precisions: string | null
  coordonnees: string | null
  motifDuChoix: string | null
  remplis: string
  audienceLe: Jour
  numeroParquet: string | null
  juridictionId: string
  par: string
}
export const insererRemise = (tx: Tx, remise: Remise) =>
  db(tx).insertInto('bex.remise').values(remise).execute()

/**
 * What was handed over, and whether one of its convocations is still to come: then, and then only,
 * it is printed.
 */
const remises = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('bex.vRemise as r')
    .selectAll('r')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('agenda.vConvocation as c')
          .select('c.convocationId')
          .whereRef('c.dossierId', '=', 'r.dossierId')
          .where('c.etat', '=', constante('prevue'))
          .where(({ eb, or, ref }) =>
            or([
              eb('c.convocationId', '=', ref('r.convocationId')),
              eb('c.convocationId', '=', ref('r.secondeConvocationId')),
            ]),
          ),
      )
        .$castTo<boolean>()
        .as('aImprimer'),
    )
    .select(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda.vConvocation as c')
            .select('c.convocationId')
            .whereRef('c.dossierId', '=', 'r.dossierId')
            .where('c.etat', 'in', constantes('prevue', 'annulee'))
            .where('c.papierAJour', '=', constante(false))
            .where(({ eb, or, ref }) =>
              or([
                eb('c.convocationId', '=', ref('r.convocationId')),
                eb('c.convocationId', '=', ref('r.secondeConvocationId')),
              ]),
            ),
        ),
      )
        .$castTo<boolean>()
        .as('papierAJour'),
    )
    .where('r.dossierId', '=', dossierId)
/** What was handed over with a convocation, whichever of the two it is. */
export const remiseDe = (tx: Tx, dossierId: string, convocationId: string) =>
  remises(tx, dossierId)
    .where(eb =>
      eb.or([
        eb('convocationId', '=', convocationId),
        eb('secondeConvocationId', '=', convocationId),
      ]),
    )
    .executeTakeFirst()
export const remiseParId = (tx: Tx, dossierId: string, remiseId: string) =>
  remises(tx, dossierId).where('remiseId', '=', remiseId).executeTakeFirst()
export type RemiseLue = NonNullable<Awaited<ReturnType<typeof remiseDe>>>
/**
 * What was handed over at the hearings of a person, the latest first, and what was corrected or
 * withdrawn of it.
 */
export async function remisesDuDossier(tx: Tx, dossierId: string) {
  const lignes = await db(tx)
    .selectFrom(db(tx).selectNoFrom(histoireSql(dossierId).as('histoire')).as('h'))
    .leftJoin(remises(tx, dossierId).as('r'), jointure => jointure.onTrue())
    .selectAll('r')
    .select('h.histoire')
    .orderBy('r.a', 'desc')
    .orderBy('r.remiseId')
    .execute()
  const debout = lignes.flatMap(({ histoire: _, ...reste }) =>
    reste.remiseId === null ? [] : [reste as RemiseLue],
  )
  return { debout, histoire: lignes[0]?.histoire ?? [] }
}
export type RemisesLues = Awaited<ReturnType<typeof remisesDuDossier>>

/**
 * Convocations to come at a SPIP that a court already gave for the decisions of a day, with who
 * gave them.
 */
export const convocationsDeLaDecision = (
  tx: Tx,
  dossierId: string,
  juridictionId: string,
  audienceLe: Jour,
) =>
  db(tx)
    .selectFrom('bex.vRemise as r')
    .innerJoin('agenda.vConvocation as c', jointure =>
      jointure
        .onRef('c.dossierId', '=', 'r.dossierId')
        .onRef('c.convocationId', '=', 'r.convocationId'),
    )
    .select(['c.le', 'c.heure', 'r.parNom', 'r.numeroParquet', 'r.audienceLe', 'r.juridictionId'])
    .where('r.dossierId', '=', dossierId)
    .where('r.juridictionId', '=', juridictionId)
    .where('r.audienceLe', '=', audienceLe)
    .where('c.etat', '=', constante('prevue'))
    .where('c.serviceId', 'is not', null)
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.convocationId')
    .execute()
