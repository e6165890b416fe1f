import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Acteur } from '../command.ts'
import {
  CLE_PLACEHOLDER,
  Fuseau,
  JETON_PLACEHOLDER,
  Layout,
  PORTEUR_PLACEHOLDER,
  Portes,
  SANS_SCRIPT_PLACEHOLDER,
  SansScript,
} from '../interface/index.ts'
import { jetonDeFormulaire, porteurDuJeton, prendreMessage } from './jeton.ts'
import type { Ecran, Plateforme } from './plateforme.ts'
import { porteDe } from './portes.ts'
import { cleDesSaisies, signerPorteur } from './reprise.ts'

const parBrotli = promisify(brotliCompress)
const parGzip = promisify(gzip)

/** What is asked, what is answered, and the house that answers. */
export type Visite = { plateforme: Plateforme; request: FastifyRequest; reply: FastifyReply }

/**
 * The HTML of a screen: in every form this visitor's anti-forgery token, who opens it, and a key
 * that no other form has (ADR 0031).
 */
export function html(
  { plateforme, request, reply }: Visite,
  acteur: Acteur | null,
  ecran: Ecran,
): string {
  const theme = request.cookies['fil-rouge-theme']
  const page = h(Layout, {
    title: ecran.titre,
    trail: ecran.fil ?? [],
    erreur: ecran.erreur ?? false,
    nu: ecran.nu ?? false,
    path: request.url.split('?')[0] ?? '/',
    nav: acteur ? plateforme.navigation(acteur) : [],
    user: acteur
      ? {
          nom: `${acteur.prenom} ${acteur.nom}`,
          fonction: plateforme.libelleFonction(acteur.fonction),
          entite: acteur.entiteNom,
        }
      : null,
    flash: prendreMessage(request, reply),
    alerte: ecran.alerte ?? null,
    saisies: acteur ? cleDesSaisies(plateforme.secret, acteur.id) : null,
    recu: ecran.recu ?? false,
    colorScheme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    demo: plateforme.demonstration,
    children: ecran.corps,
  })
  const jeton = jetonDeFormulaire(plateforme.secret, porteurDuJeton(request, reply))
  const porteur = acteur ? signerPorteur(plateforme.secret, acteur.id) : ''
  const aLHeureDuLecteur = h(Fuseau.Provider, { value: acteur?.fuseau ?? 'Europe/Paris' }, page)
  const rendue = renderToString(
    h(
      Portes.Provider,
      { value: porteDe(plateforme, acteur, ecran.dossier ?? null) },
      aLHeureDuLecteur,
    ),
  )
  return `<!doctype html>${rendue}`
    .replace(SANS_SCRIPT_PLACEHOLDER, plusieursSaisies(rendue) ? SANS_SCRIPT : '')
    .replaceAll(JETON_PLACEHOLDER, jeton)
    .replaceAll(PORTEUR_PLACEHOLDER, porteur)
    .replaceAll(CLE_PLACEHOLDER, () => randomUUID())
}

const SANS_SCRIPT = renderToString(h(SansScript, {}))
/** Words are typed in a form, and another has its own button. */
const plusieursSaisies = (page: string) =>
  page.split(CLE_PLACEHOLDER).length > 2 &&
  /<textarea|<input class="ds-input"[^>]* type="text"/.test(page)

/** Sends text compressed as the browser accepts it; never kept by a shared cache. */
export async function repondre(
  { request, reply }: Pick<Visite, 'request' | 'reply'>,
  statut: number,
  corps: string,
  type = 'text/html; charset=utf-8',
): Promise<FastifyReply> {
  reply
    .code(statut)
    .type(type)
    .header('cache-control', 'no-store')
    .header('vary', 'accept-encoding')
  const accepte = request.headers['accept-encoding'] ?? ''
  if (corps.length < 1024) return reply.send(corps)
  if (accepte.includes('br')) {
    return reply
      .header('content-encoding', 'br')
      .send(await parBrotli(corps, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }))
  }
  if (accepte.includes('gzip'))
    return reply.header('content-encoding', 'gzip').send(await parGzip(corps, { level: 5 }))
  return reply.send(corps)
}

/** Renders and sends a screen to whoever is not signed in. */
export const afficher = (visite: Visite, ecran: Ecran, statut = 200) =>
  repondre(visite, statut, html(visite, null, ecran))
