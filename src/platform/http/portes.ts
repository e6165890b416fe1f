import type { Acteur, Permission } from '../command.ts'
import { type DossierOuvert, fermetureDe, type Plateforme } from './plateforme.ts'

type Route = Plateforme['routes'][number]
type Chemin = { route: Route; morceaux: string[] }
const parPlateforme = new WeakMap<
  Plateforme['routes'],
  { nombre: number; chemins: Map<string, Chemin[]> }
>()
const couper = (chemin: string) => chemin.split('/').filter(Boolean)
const estParametre = (morceau: string) => morceau.includes(':')

/** Declared paths by method and number of steps: a page has hundreds of links. */
function chemins({ routes }: Plateforme): Map<string, Chemin[]> {
  const connus = parPlateforme.get(routes)
  if (connus?.nombre === routes.length) return connus.chemins
  const neufs = new Map<string, Chemin[]>()
  for (const route of routes) {
    const morceaux = couper(route.url)
    const cle = `${route.method} ${morceaux.length}`
    neufs.set(cle, [...(neufs.get(cle) ?? []), { route, morceaux }])
  }
  for (const liste of neufs.values())
    liste.sort(
      (x, y) => x.morceaux.filter(estParametre).length - y.morceaux.filter(estParametre).length,
    )
  parPlateforme.set(routes, { nombre: routes.length, chemins: neufs })
  return neufs
}

/** The declared route that answers an address; the most literal one first, as the router does. */
export function routeDe(plateforme: Plateforme, url: string, methode = 'GET'): Route | null {
  const morceaux = couper(url.split(/[?#]/)[0] ?? '/')
  const candidats = chemins(plateforme).get(`${methode} ${morceaux.length}`) ?? []
  return (
    candidats.find(candidat =>
      candidat.morceaux.every((morceau, i) => estParametre(morceau) || morceau === morceaux[i]),
    )?.route ?? null
  )
}

/**
 * Does this address open for this person? One that the application does not answer, or that asks no
 * permission, is not held back; one that writes in the dossier of the page is, where it would be
 * refused.
 */
export function porteDe(
  plateforme: Plateforme,
  acteur: Acteur | null,
  dossier: DossierOuvert | null,
): (href: string) => boolean {
  return href => {
    const route = routeDe(plateforme, href)
    if (!acteur || !route || !plateforme.acces.permissions.has(route.access)) return true
    if (!acteur.peut(route.access as Permission)) return false
    const ici =
      dossier && couper(href)[couper(route.url).indexOf(':dossierId')] === dossier.dossierId
    return !(ici && route.command && fermetureDe(route.command, dossier))
  }
}
