import { createHash } from 'node:crypto'
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type pg from 'pg'
import type { Tx } from './index.ts'
import { compter } from './mesure.ts'

const noms = new Map<string, string>()
/**
 * Text of a query to a prepared statement's name; beyond 1,000 different texts the rest go unnamed,
 * so that memory stays bounded.
 */
function nomDe(texte: string): string | undefined {
  const connu = noms.get(texte)
  if (connu !== undefined || noms.size >= 1000) return connu
  const nom = createHash('sha1').update(texte).digest('base64url')
  noms.set(texte, nom)
  return nom
}

class ConnexionDuClient implements DatabaseConnection {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) {
    this.#client = client
  }
  async executeQuery<R>(requete: CompiledQuery): Promise<QueryResult<R>> {
    const nom = nomDe(requete.sql)
    const question = {
      ...(nom ? { name: nom } : {}),
      text: requete.sql,
      values: [...requete.parameters],
    }
    const { rows, rowCount, command } = await compter(() => this.#client.query(question))
    return command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(rowCount ?? 0) }
  }
  // biome-ignore lint/correctness/useYield: Kysely's interface asks for it, and no screen streams a query.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported inside a request')
  }
}

/**
 * Kysely over one client whose transaction is already open: begin and commit travel with our own
 * first and last queries.
 */
function piloteDu(client: pg.PoolClient): Driver {
  const connexion = new ConnexionDuClient(client)
  const interdit = async () => {
    throw new Error('the transaction is opened by inTransaction')
  }
  return {
    init: async () => {},
    acquireConnection: async () => connexion,
    beginTransaction: interdit,
    commitTransaction: interdit,
    rollbackTransaction: interdit,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
}

const parClient = new WeakMap<pg.PoolClient, Tx>()
/** The transaction handle of a client. */
export function txDe(client: pg.PoolClient): Tx {
  let tx = parClient.get(client)
  if (!tx) {
    tx = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => piloteDu(client),
        createIntrospector: db => new PostgresIntrospector(db),
        createQueryCompiler: () => new PostgresQueryCompiler(),
      },
      plugins: [
        new CamelCasePlugin({
          maintainNestedObjectKeys: true,
          underscoreBetweenUppercaseLetters: true,
        }),
      ],
    }) as unknown as Tx
    parClient.set(client, tx)
  }
  return tx
}
