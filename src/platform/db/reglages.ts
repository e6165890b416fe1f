// What each connection to the base says before anything else.

/**
 * How the base chooses what to read. A list joins several views of three or four tables each:
 * beyond eight joins the planner would read such a view whole for each row of the others. The
 * dossiers of a service are scattered over the tables of a country and read by their key, in memory
 * or on a disk without a head: at the price of one that turns, a whole table would be read for a
 * thousand rows of it.
 */
export const plans = {
  from_collapse_limit: 16,
  join_collapse_limit: 16,
  geqo_threshold: 17,
  random_page_cost: 1.1,
}

/**
 * How soon the server sees that who asked is gone, even while it waits for a lock: nothing of it is
 * then carried out.
 */
const DEPART_MS = 1000
/**
 * A role may change its own settings for every connection to come, and PostgreSQL offers no way to
 * forbid it: what a page stands on is said by each connection once it is open, and what is said
 * last holds (ADR 0051).
 */
const TOUJOURS = {
  ...plans,
  TimeZone: 'UTC',
  row_security: 'on',
  search_path: 'public',
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read committed',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  bytea_output: 'hex',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  client_connection_check_interval: DEPART_MS,
}

/**
 * What is not said here has no limit; `role`: under which the connection works, when it is not the
 * one that it opens by.
 */
export type ReglagesDUneConnexion = {
  requeteMs?: number
  verrouMs?: number
  inactifMs?: number
  role?: string
}

export const SANS_DELAI = 'SET statement_timeout TO 0'
/** The settings of a connection, as one text: no delay while they are said, its own last. */
export function texteDesReglages({
  requeteMs = 0,
  verrouMs = 0,
  inactifMs = 0,
  role,
}: ReglagesDUneConnexion = {}): string {
  const suite = {
    ...TOUJOURS,
    lock_timeout: verrouMs,
    idle_in_transaction_session_timeout: inactifMs,
    ...(role ? { role } : {}),
    statement_timeout: requeteMs,
  }
  return [
    SANS_DELAI,
    ...Object.entries(suite).map(([nom, valeur]) => `SET ${nom} TO '${valeur}'`),
  ].join('; ')
}
