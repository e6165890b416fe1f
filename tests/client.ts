import { MOT_DE_PASSE } from '../src/demonstration/index.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'

/** A client of the application that keeps its cookies as a browser does, for tests and benches. */
export type Reponse = {
  statut: number
  texte: string
  vers: string
  entetes: Record<string, unknown>
}
export class Navigateur {
  readonly #plateforme: Plateforme
  readonly cookies = new Map<string, string>()
  constructor(plateforme: Plateforme) {
    this.#plateforme = plateforme
  }
  async #envoyer(
    method: 'GET' | 'POST',
    url: string,
    payload?: string | Buffer,
    entetes: Record<string, string> = {},
  ): Promise<Reponse> {
    const cookie = [...this.cookies].map(([nom, v]) => `${nom}=${v}`).join('; ')
    const r = await this.#plateforme.app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: { ...(cookie ? { cookie } : {}), 'sec-fetch-site': 'same-origin', ...entetes },
    })
    for (const c of r.cookies)
      c.value === '' ? this.cookies.delete(c.name) : this.cookies.set(c.name, c.value)
    return {
      statut: r.statusCode,
      texte: r.body,
      vers: String(r.headers.location ?? ''),
      entetes: r.headers,
    }
  }
  ouvrir(url: string): Promise<Reponse> {
    return this.#envoyer('GET', url)
  }
  /** Sends a form as the page at `page` would: with its token and its key, unless given. */
  async envoyer(url: string, champs: Record<string, string>, page = url): Promise<Reponse> {
    const texte = '_jeton' in champs ? '' : (await this.ouvrir(page)).texte
    const cache = (nom: string) =>
      new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
    const tout = { _jeton: cache('_jeton'), _cle: cache('_cle'), ...champs }
    return this.#envoyer('POST', url, new URLSearchParams(tout).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    })
  }
  /** Sends a file as the page at `page` would. */
  async deposer(
    url: string,
    champ: string,
    nom: string,
    octets: Uint8Array,
    page = url,
  ): Promise<Reponse> {
    const { texte } = await this.ouvrir(page)
    const cache = (c: string) => new RegExp(`name="${c}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
    const bord = '----essai'
    const partie = (c: string, v: string) =>
      `--${bord}\r\nContent-Disposition: form-data; name="${c}"\r\n\r\n${v}\r\n`
    const entete = `--${bord}\r\nContent-Disposition: form-data; name="${champ}"; filename="${nom}"\r\nContent-Type: text/csv\r\n\r\n`
    const avant = partie('_jeton', cache('_jeton')) + partie('_cle', cache('_cle')) + entete
    const corps = Buffer.concat([Buffer.from(avant), octets, Buffer.from(`\r\n--${bord}--\r\n`)])
    return this.#envoyer('POST', url, corps, {
      'content-type': `multipart/form-data; boundary=${bord}`,
    })
  }
  json(url: string, corps: unknown, jeton: string, porteur = ''): Promise<Reponse> {
    const entetes = { 'content-type': 'application/json', 'x-jeton': jeton, 'x-porteur': porteur }
    return this.#envoyer('POST', url, JSON.stringify(corps), entetes)
  }
  async entrer(identifiant: string): Promise<this> {
    const r = await this.envoyer('/connexion', {
      identifiant: `${identifiant}@demo.example`,
      motDePasse: MOT_DE_PASSE,
      retour: '/',
    })
    if (r.statut !== 303) throw new Error(`sign-in of ${identifiant} answered ${r.statut}`)
    return this
  }
}
