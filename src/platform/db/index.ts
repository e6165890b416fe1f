import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import type { DB } from './schema.generated.ts'

declare const brand: unique symbol
/** An open transaction. Opaque: only a store can turn it into a query builder. */
export type Tx = { readonly [brand]: 'Tx' }

type OwnTables<M extends string> = Extract<keyof DB, `${M}.${string}`>
export type PublishedView = Extract<keyof DB, `${string}.v${Capitalize<string>}`>

/** What a column holds when it holds something: one of its words, a day. */
export type Mot<T extends keyof DB, C extends keyof DB[T]> = NonNullable<
  Selectable<DB[T]>[C & keyof Selectable<DB[T]>]
>

/** Gives a store its query builder: the module's own tables, plus the views it declares reading. */
export const tables =
  <M extends string, V extends PublishedView = never>() =>
  (tx: Tx) =>
    tx as unknown as Kysely<Pick<DB, OwnTables<M> | V>>

/**
 * A word that the code compares a column with, written in the query and not sent as its parameter:
 * the plan that a connection keeps knows it then, and reads the partial index of that state instead
 * of everything.
 */
export const constante = <T extends string | boolean>(mot: T): RawBuilder<T> => sql.lit(mot)
/** The same for one of several words. */
export const constantes = <T extends string>(...mots: [T, ...T[]]): RawBuilder<T> =>
  sql`(${sql.join(mots.map(mot => sql.lit(mot)))})`
