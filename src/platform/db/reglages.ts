// What each connection to the base says when it opens.

/**
 * How the base chooses what to read. A list joins several views of three or four tables each: beyond eight joins the planner would read such a
 * view whole for each row of the others. The dossiers of a service are scattered over the tables of a country and read by their key, in memory
 * or on a disk without a head: at the price of one that turns, a whole table would be read for a thousand rows of it.
 */
export const plans = { from_collapse_limit: 16, join_collapse_limit: 16, geqo_threshold: 17, random_page_cost: 1.1 }
export const PLANS = Object.entries(plans)
  .map(([nom, valeur]) => `-c ${nom}=${valeur}`)
  .join(' ')

export const enOption = (nom: string, ms = 0) => ` -c ${nom}=${ms}`
/**
 * A role may change its own settings for every connection to come, and PostgreSQL offers no way to forbid it: what a page stands on is said at
 * each opening, which comes before them (ADR 0051).
 */
export const REGLAGES = Object.entries({
  row_security: 'on',
  search_path: 'public',
  default_transaction_read_only: 'off',
  default_transaction_isolation: 'read\\ committed',
  standard_conforming_strings: 'on',
  transform_null_equals: 'off',
  array_nulls: 'on',
  bytea_output: 'hex',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
})
  .map(([nom, valeur]) => ` -c ${nom}=${valeur}`)
  .join('')
