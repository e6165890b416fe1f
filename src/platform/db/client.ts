import pg from 'pg'
import { adresse } from './adresse.ts'
import { enSansConnexion, estArretee } from './pannes.ts'
import { type ReglagesDUneConnexion, SANS_DELAI, texteDesReglages } from './reglages.ts'

type Suite = ((erreur: Error) => void) | ((erreur: null, client: pg.Client) => void)
type ConfigDuClient = pg.ClientConfig & { reglages?: string }
/**
 * Our side gives up a little before whoever waits for the connection, who would only say that it
 * was cut.
 */
const AVANT_LES_AUTRES_MS = 50
const ESSAIS = 20

/**
 * A connection to the base: open once PostgreSQL has taken what it says first (reglages.ts). Not in
 * the packet that opens it, which a pooler reads for itself: PgBouncer refuses what it finds there,
 * or drops it.
 */
class ClientDeLaBase extends pg.Client {
  readonly #reglages: string
  readonly #patienceMs: number
  constructor(config: ConfigDuClient = {}) {
    super(config)
    this.#reglages = config.reglages ?? texteDesReglages()
    this.#patienceMs = config.connectionTimeoutMillis ?? 0
    // `pg` takes from PGOPTIONS what an address leaves unsaid, and has no other way to be told that
    // there is nothing.
    Object.assign((this as unknown as { connectionParameters: object }).connectionParameters, {
      options: config.options,
    })
  }

  override connect(): Promise<pg.Client>
  override connect(suite: Suite): void
  override connect(suite?: Suite): Promise<pg.Client> | undefined {
    const ouverture = this.#ouvrir()
    if (!suite) return ouverture
    const dire = suite as (erreur: Error | null, client?: pg.Client) => void
    ouverture.then(() => dire(null, this), dire)
    return undefined
  }

  async #ouvrir(): Promise<this> {
    const depuis = performance.now()
    // Cut while it says its settings, it answers by the query; unheard, the same would stop the
    // process.
    const entendre = () => {}
    this.on('error', entendre)
    try {
      await super.connect()
      await this.#dire(depuis)
      return this
    } catch (erreur) {
      // A pool takes a connection that did not open for a dead one, and would leave this one
      // behind.
      void this.end()
      throw erreur
    } finally {
      this.off('error', entendre)
    }
  }

  /**
   * A role may have left itself a thousandth of a second for each question: that goes first, alone,
   * as often as it takes.
   */
  async #dire(depuis: number): Promise<void> {
    for (let essais = 1; ; essais += 1) {
      try {
        return await this.#poser(this.#reglages, depuis)
      } catch (erreur) {
        if (!estArretee(erreur) || essais === ESSAIS) throw erreur
        await this.#poser(SANS_DELAI, depuis).catch(encore => {
          if (!estArretee(encore)) throw encore
        })
      }
    }
  }
  async #poser(text: string, depuis: number): Promise<void> {
    const reste =
      this.#patienceMs &&
      Math.max(1, this.#patienceMs - (performance.now() - depuis) - AVANT_LES_AUTRES_MS)
    await this.query({ text, ...(reste ? { query_timeout: reste } : {}) }).catch(erreur => {
      throw enSansConnexion(erreur)
    })
  }
}

/** `patienceMs`: for the connection to open; what is not said has no bound. */
export type Ouverture = ReglagesDUneConnexion & { patienceMs?: number }
const ouvertureDe = (url: string, { patienceMs, ...reglages }: Ouverture = {}): ConfigDuClient => ({
  ...adresse(url),
  reglages: texteDesReglages(reglages),
  ...(patienceMs ? { connectionTimeoutMillis: patienceMs } : {}),
})

/** One connection, open; to be ended. */
export async function seConnecter(url: string, ouverture?: Ouverture): Promise<pg.Client> {
  const client = new ClientDeLaBase(ouvertureDe(url, ouverture))
  await client.connect()
  return client
}

/** A pool of such connections. */
export const ouvrirPool = (
  url: string,
  { ouverture, ...pool }: pg.PoolConfig & { ouverture?: Ouverture } = {},
): pg.Pool => new pg.Pool({ ...pool, ...ouvertureDe(url, ouverture), Client: ClientDeLaBase })
