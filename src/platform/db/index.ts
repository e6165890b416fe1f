import type { Kysely } from 'kysely'
import type { DB } from './schema.generated.ts'

declare const brand: unique symbol
/** An open transaction. Opaque: only a store can turn it into a query builder. */
export type Tx = { readonly [brand]: 'Tx' }

type OwnTables<M extends string> = Extract<keyof DB, `${M}.${string}`>
export type PublishedView = Extract<keyof DB, `${string}.v${Capitalize<string>}`>

/** Gives a store its query builder: the module's own tables, plus the views it declares reading. */
export const tables =
  <M extends string, V extends PublishedView = never>() =>
  (tx: Tx) =>
    tx as unknown as Kysely<Pick<DB, OwnTables<M> | V>>
