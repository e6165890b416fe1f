import { type Fonction, toutesLesFonctions } from '../../src/moyens/index.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { routeDe as routeDeLAdresse } from '../../src/platform/http/portes.ts'
import { Navigateur } from '../client.ts'
import { aEnvoyer, formulaires, liens } from './page.ts'

/** An account of the demonstration for each function of the table of rights. */
export const comptes: Record<Fonction, string> = {
  travailleur_social: 'ts.67',
  dpip: 'dpip.67',
  dfspip: 'dfspip.67',
  psychologue: 'psychologue.67',
  coordinateur: 'coordinateur.67',
  administratif: 'accueil.67',
  surveillant: 'surveillant.67',
  jap: 'jap.strasbourg',
  parquet: 'parquet.strasbourg',
  greffe: 'greffe.strasbourg',
  bex: 'bex.strasbourg',
  administrateur: 'admin',
}
export { toutesLesFonctions }

/**
 * `route` is the declared path of the address (`/dossiers/:dossierId`), null when no route answers;
 * `de` is the page that led here, by a link, or by a form: the screen of a form that a button sends
 * (`POST`), a search with its values as they stand (`GET`).
 */
export type Visite = {
  fonction: Fonction
  url: string
  route: string | null
  de: string | null
  par: 'lien' | 'GET' | 'POST'
  clics: number
  statut: number
  vers: string
  type: string
  texte: string
  entetes: Record<string, unknown>
}
type Options = {
  /**
   * Addresses visited for one route and one set of query names: enough to meet each state, few
   * enough to stay quick.
   */
  parRoute?: number
  depart?: string[]
  max?: number
  /** Stay under this address. */
  sous?: string
  /**
   * Who walks, already signed in: their forms can then be sent. By default somebody who signs in
   * for the walk.
   */
  navigateurs?: Map<Fonction, Navigateur>
  /** A step of an address that is a word (an act, a kind) makes another page: each is visited. */
  parMot?: boolean
  /** Follow links alone, as somebody who only clicks. */
  liensSeuls?: boolean
}
type Etape = Pick<Visite, 'url' | 'de' | 'par' | 'clics'>

/** The declared path that answers an address. */
export const routeDe = (plateforme: Plateforme, url: string, methode = 'GET'): string | null =>
  routeDeLAdresse(plateforme, url, methode)?.url ?? null

/**
 * Every page that a function reaches from « / », breadth first: real addresses, with real
 * identifiers.
 */
export async function parcourir(
  plateforme: Plateforme,
  fonction: Fonction,
  options: Options = {},
): Promise<Visite[]> {
  const {
    parRoute = 2,
    depart = ['/'],
    max = 1000,
    liensSeuls = false,
    sous = '/',
    parMot = false,
  } = options
  const navigateur =
    options.navigateurs?.get(fonction) ??
    (await new Navigateur(plateforme).entrer(comptes[fonction]))
  const vues = new Set(depart)
  const visitees = new Map<string, number>()
  const file: Etape[] = depart.map(url => ({ url, de: null, par: 'lien', clics: 0 }))
  const visites: Visite[] = []
  for (let etape = file.shift(); etape && visites.length < max; etape = file.shift()) {
    const { statut, texte, vers, entetes } = await navigateur.ouvrir(etape.url)
    const visite = {
      fonction,
      ...etape,
      route: routeDe(plateforme, etape.url),
      statut,
      vers,
      texte,
      entetes,
      type: String(entetes['content-type'] ?? ''),
    }
    visites.push(visite)
    for (const { url, par } of suites(plateforme, visite, liensSeuls)) {
      const cle = `${cleDe(plateforme, url)}${parMot ? motsDe(url) : ''}`
      const deja = visitees.get(cle) ?? 0
      if (vues.has(url) || deja >= parRoute || !url.startsWith(sous)) continue
      vues.add(url)
      visitees.set(cle, deja + 1)
      file.push({ url, de: etape.url, par, clics: etape.clics + 1 })
    }
  }
  return visites
}

/** Where one may go from a page: its redirection, its links, then the screens of its forms. */
function suites(
  plateforme: Plateforme,
  { url, vers, type, texte }: Visite,
  liensSeuls: boolean,
): Pick<Etape, 'url' | 'par'>[] {
  const cibles: Pick<Etape, 'url' | 'par'>[] = vers.startsWith('/')
    ? [{ url: vers, par: 'lien' }]
    : []
  if (!type.startsWith('text/html')) return cibles
  cibles.push(...liens(texte).map(l => ({ url: l.href, par: 'lien' as const })))
  if (liensSeuls) return cibles
  for (const formulaire of formulaires(texte, url)) {
    const { action, methode } = formulaire
    // As a browser does: a search replaces what the address already asked.
    const adresse =
      methode === 'GET'
        ? `${action.split('?')[0]}?${new URLSearchParams(aEnvoyer(formulaire))}`
        : action
    // The screen behind a button; a POST without one (« Se déconnecter », « Créer le lien ») shows
    // nothing of its own.
    for (const [, cible = ''] of formulaire.html.matchAll(/\sformaction="([^"]+)"/g))
      cibles.push({ url: cible, par: methode })
    if (routeDe(plateforme, action)) cibles.push({ url: adresse, par: methode })
  }
  return cibles
}

const motsDe = (url: string) =>
  url
    .split('?')[0]
    ?.split('/')
    .filter(pas => /^[a-z_]{3,}$/.test(pas))
    .join('/')
function cleDe(plateforme: Plateforme, href: string): string {
  const [chemin = '/', requete = ''] = href.split('?')
  return `${routeDe(plateforme, chemin) ?? chemin}?${[...new URLSearchParams(requete).keys()].sort().join('&')}`
}

/** The crawl of every function, one after the other: the base is small and the machine too. */
export async function toutParcourir(
  plateforme: Plateforme,
  options: Options = {},
): Promise<Visite[]> {
  const visites: Visite[] = []
  for (const fonction of toutesLesFonctions)
    visites.push(...(await parcourir(plateforme, fonction, options)))
  return visites
}
