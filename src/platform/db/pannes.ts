import pg from 'pg'

/** The error of a constraint by its name (« une_seule_… »), or undefined for anything else. */
export function contrainteViolee(erreur: unknown): string | undefined {
  return erreur instanceof pg.DatabaseError ? erreur.constraint : undefined
}

const codeDe = (erreur: unknown): string =>
  erreur instanceof pg.DatabaseError ? (erreur.code ?? '') : ''
const messageDe = (erreur: unknown): string => (erreur instanceof Error ? erreur.message : '')

/** True when a row names another one that is not there. */
export const estSansObjet = (erreur: unknown): boolean => codeDe(erreur) === '23503'

/** True for an error that trying again may cure: deadlock or serialization failure. */
export const estPassagere = (erreur: unknown): boolean =>
  ['40P01', '40001'].includes(codeDe(erreur))

/**
 * True for a value that the base will never take, however often it is given: a NUL, a number out of
 * bounds, a rule of the table.
 */
export const estIrrecevable = (erreur: unknown): boolean => /^2[23]/.test(codeDe(erreur))

/** The COMMIT left, and the answer never came: what it carried is in the base, or is not. */
export class SortInconnu extends Error {
  constructor(cause: unknown) {
    super('la liaison a été coupée pendant l’enregistrement', { cause })
  }
}

/** True for a question stopped at the time that it is given, by the base itself. */
export const estArretee = (erreur: unknown): boolean => codeDe(erreur) === '57014'

/** Whoever stands before the base let us in, and no connection of the base itself came in time. */
export class SansConnexion extends Error {
  constructor(cause: unknown) {
    super('aucune connexion à la base dans le temps permis', { cause })
  }
}
/**
 * What `pg` says when a question had no answer in the time given to it, of one that waited for
 * nothing but a connection.
 */
export const enSansConnexion = (erreur: unknown): unknown =>
  messageDe(erreur) === 'Query read timeout' ? new SansConnexion(erreur) : erreur

// A pooler says all that it says under the code of a broken protocol: it takes nobody more, or
// lends nothing.
const RELAIS_PLEIN =
  /max_client_conn|max_db_client_connections|max_user_client_connections|query_wait_timeout/
// A statement stopped at its time, a lock that did not come, a transaction left idle, no connection
// left.
const OCCUPEE = new Set(['57014', '55P03', '25P03', '53300'])
/**
 * True when the base answers, and could not do this in the time that it is given: too much at once,
 * or something that holds what is asked.
 */
export const estOccupee = (erreur: unknown): boolean =>
  OCCUPEE.has(codeDe(erreur)) ||
  erreur instanceof SansConnexion ||
  (codeDe(erreur) === '08P01' && RELAIS_PLEIN.test(messageDe(erreur))) ||
  /^timeout exceeded when trying to connect/.test(messageDe(erreur))

/**
 * A plan prepared before a migration changed what it reads: a connection that never prepared it
 * answers.
 */
export const estPlanPerime = (erreur: unknown): boolean =>
  erreur instanceof pg.DatabaseError &&
  erreur.code === '0A000' &&
  erreur.routine === 'RevalidateCachedQuery'

/**
 * True when it is the connection that was at fault, before anything was committed: asked again
 * whole on another, this may be answered.
 */
export const seReprend = (erreur: unknown): boolean => estPlanPerime(erreur) || estCoupee(erreur)

/** A connection that was there, and is lost: ended by its server, or cut on the way. */
export function estCoupee(erreur: unknown): boolean {
  if (erreur instanceof pg.DatabaseError)
    return /^(08|57P0[12])/.test(codeDe(erreur)) && !estOccupee(erreur)
  const { code } = (erreur ?? {}) as NodeJS.ErrnoException
  return (
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    /^(Connection terminated unexpectedly|Client has encountered)/.test(messageDe(erreur))
  )
}

const RESEAU = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
])
const COUPEE =
  /^(Connection terminated|Client has encountered a connection error|timeout expired|Query read timeout)/
/**
 * True when nothing is wrong with what was asked: the base is stopped, starting, full or out of
 * reach.
 */
export function estInjoignable(erreur: unknown): boolean {
  if (erreur instanceof SortInconnu) return true
  if (erreur instanceof pg.DatabaseError) return /^(08|57P|53)/.test(codeDe(erreur))
  const { code } = (erreur ?? {}) as NodeJS.ErrnoException
  return (code !== undefined && RESEAU.has(code)) || COUPEE.test(messageDe(erreur))
}
