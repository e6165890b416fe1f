import { type Expression, type SelectQueryBuilder, sql } from 'kysely'
import { z } from 'zod'

/** As many rows as one page of a list shows. */
export const PAR_PAGE = 25
const PAGES = 10_000
/**
 * A list without end is not counted further: beyond, the page says « plus de »; and not walked
 * further by its pages.
 */
export const COMPTE_MAX = 10_000

export type Sens = 'asc' | 'desc'
/** Which part of a list is asked for. */
export type Tranche = { page: number; par: number }
export type Ordre<C extends string = string> = { tri: C; sens: Sens }
/**
 * Part of a list, with what its page says of the whole. `plus`: the total was not counted further.
 */
export type Liste<T> = { lignes: T[]; total: number; plus?: boolean; page: number; par: number }

/** Nothing of what was asked: a wrong filter shows no row rather than all of them. */
export const listeVide = (tranche: Tranche): Liste<never> => ({ lignes: [], total: 0, ...tranche })

/** Page of a list, in its address. */
export const parPage = {
  page: z.coerce.number().int().min(1).max(PAGES).catch(1),
  par: z.coerce.number().int().min(5).max(100).catch(PAR_PAGE),
}
/** Page and order of a list, in its address; the first order is the one that a page opens with. */
export const parTri = <const C extends string>(tris: readonly [C, ...C[]], sens: Sens = 'asc') => ({
  ...parPage,
  tri: z.enum(tris).catch(tris[0]),
  sens: z.enum(['asc', 'desc']).catch(sens),
})
/** The first rows of a list, for a page that shows several. */
export const lesPremiers = (par: number): Tranche => ({ page: 1, par })

/**
 * One term of an order. `vides`: the column may be empty, and what is empty is less than anything,
 * in both directions; a column that is never empty goes without it, and keeps the use of its index.
 */
export type Terme = { par: string | Expression<unknown>; sens?: Sens; vides?: boolean }
/** A name as a French dictionary has it, whatever the locale of the server: É with E. */
export const nomFrancais = (colonne: string): Expression<unknown> =>
  sql`${sql.ref(colonne)} COLLATE platform.francais`

type Classement = { par: (string | Terme)[]; cle: string[]; sens?: Sens | undefined }
const inverse = { asc: 'desc', desc: 'asc' } as const
const terme = (unTerme: string | Terme, sens: Sens) => {
  const {
    par,
    sens: sien = 'asc',
    vides = false,
  } = typeof unTerme === 'string' ? { par: unTerme } : unTerme
  const vers = sens === 'asc' ? sien : inverse[sien]
  const mots = `${vers === 'asc' ? 'ASC' : 'DESC'}${vides ? ` NULLS ${vers === 'asc' ? 'FIRST' : 'LAST'}` : ''}`
  return sql`${typeof par === 'string' ? sql.ref(par) : par} ${sql.raw(mots)}`
}
/** A total order: the terms, then a key that no two rows share. */
const ordreTotal = ({ par, cle, sens = 'asc' }: Classement) =>
  sql.join([
    ...par.map(unTerme => terme(unTerme, sens)),
    ...cle.map(colonne => sql`${sql.ref(colonne)}`),
  ])

type Rang = { rangDansLaListe: number; totalDeLaListe: number }
// biome-ignore lint/suspicious/noExplicitAny: what the query reads is its own business; what it returns is typed.
export type Requete<O> = SelectQueryBuilder<any, any, O>
const enListe = <O>(lues: (O & Rang)[], { page, par }: Tranche): Liste<O> => ({
  lignes: lues.map(({ rangDansLaListe: _, totalDeLaListe: __, ...ligne }) => ligne as unknown as O),
  total: lues[0]?.totalDeLaListe ?? 0,
  page,
  par,
})
const pagesDe = (total: number, par: number) => Math.max(1, Math.ceil(total / par))

/** Rows went away while a late page was asked for: the last page answers. */
async function dernierePage<O>(
  lire: (partie: Tranche) => Promise<Liste<O>>,
  tranche: Tranche,
): Promise<Liste<O>> {
  const lue = await lire(tranche)
  if (lue.lignes.length > 0 || tranche.page === 1) return lue
  const premiere = await lire({ ...tranche, page: 1 })
  return premiere.total <= tranche.par
    ? premiere
    : lire({ ...tranche, page: pagesDe(premiere.total, tranche.par) })
}

/**
 * Reads one page of a list and its total, in one query and in a total order. `habiller` joins what
 * the rows show besides, for these rows alone; their order is kept.
 */
export function lister<O, R = O>(
  requete: Requete<O>,
  classement: Classement,
  tranche: Tranche,
  habiller?: (choisis: Requete<O & Rang>) => Requete<R>,
): Promise<Liste<R>> {
  const rang = sql<number>`row_number() OVER (ORDER BY ${ordreTotal(classement)})`.as(
    'rangDansLaListe',
  )
  const total = sql<number>`count(*) OVER ()`.as('totalDeLaListe')
  return dernierePage(async partie => {
    const choisis = requete
      .select([rang, total])
      .orderBy(sql`rang_dans_la_liste`)
      .limit(partie.par)
      .offset((partie.page - 1) * partie.par) as unknown as Requete<O & Rang>
    const lues = habiller
      ? await habiller(choisis).orderBy(sql`rang_dans_la_liste`).execute()
      : await choisis.execute()
    return enListe(lues as (R & Rang)[], partie)
  }, tranche)
}

/**
 * The first rows of one of the parts that a list without end puts together: as many as its page may
 * show, in the order of the list.
 */
export const auPlusDe = <O>(
  requete: Requete<O>,
  classement: Classement,
  combien: number,
): Requete<O> => requete.orderBy(ordreTotal(classement)).limit(combien)

/**
 * The same for a list without end, a journal: read in the order of an index, and counted up to a
 * bound. `comptees` counts, where what is read stops at the page by itself.
 */
export async function listerSansFin<O>(
  requete: Requete<O>,
  classement: Classement,
  tranche: Tranche,
  comptees: Requete<unknown> = requete,
): Promise<Liste<O>> {
  const comptes = comptees
    .clearSelect()
    .select(sql<number>`1`.as('un'))
    .limit(COMPTE_MAX + 1)
  const lue = await dernierePage(async partie => {
    const lues = await requete
      .select(sql<number>`(SELECT count(*) FROM ${comptes.as('comptes')})`.as('totalDeLaListe'))
      .orderBy(ordreTotal(classement))
      .limit(partie.par)
      .offset((partie.page - 1) * partie.par)
      .execute()
    return enListe(lues as (O & Rang)[], partie)
  }, tranche)
  return lue.total > COMPTE_MAX ? { ...lue, total: COMPTE_MAX, plus: true } : lue
}

/** One page of a list that is in memory, already in its order. */
export function decouper<T>(lignes: readonly T[], { page, par }: Tranche): Liste<T> {
  const ici = Math.min(page, pagesDe(lignes.length, par))
  return { lignes: lignes.slice((ici - 1) * par, ici * par), total: lignes.length, page: ici, par }
}
