import { userInfo } from 'node:os'
import type pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'

/**
 * The driver checks the certificate and its name under each of these, as under verify-full, but
 * announces that a later version will not.
 */
const avecLeModeEntier = (url: string): string =>
  /[?&]uselibpqcompat=true(&|$)/.test(url)
    ? url
    : url.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full')

/**
 * All that a connection needs, from its address alone. What an address leaves unsaid, `pg` would
 * take from the environment: whoever exports PGPORT, PGPASSWORD or PGSSLMODE for another base could
 * no longer start ours.
 */
export function adresse(url: string): pg.ClientConfig {
  const dite = parseIntoClientConfig(avecLeModeEntier(url))
  const user = dite.user || userInfo().username
  return {
    application_name: 'fil-rouge',
    ...dite,
    host: dite.host || 'localhost',
    port: dite.port ?? 5432,
    user,
    database: dite.database || user,
    // An empty one counts as none said; a function is asked only by a server that wants a password.
    password: dite.password || (() => ''),
    ssl: dite.ssl ?? false,
    sslnegotiation: dite.sslnegotiation ?? 'postgres',
    client_encoding: 'UTF8',
  }
}
