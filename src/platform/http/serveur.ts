import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart, { type MultipartFile } from '@fastify/multipart'
import statique from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { z } from 'zod'
import type { CommandeDeclaree, Permission } from '../command.ts'
import { RIEN_DE_PLUS } from '../db/connexion.ts'
import { type Mesure, mesurer } from '../db/mesure.ts'
import { santeDe } from '../db/sante.ts'
import { inTransaction } from '../demande.ts'
import { ASSETS_DIR } from '../interface/assets.ts'
import { lireCorps } from './corps.ts'
import { refuserLAdresse, repondreAuSocket } from './erreurs.tsx'
import { fermerSansAttendre } from './fermeture.ts'
import { jetonDeSession } from './jeton.ts'
import { type Plateforme, SansSession } from './plateforme.ts'
import { cheminDIci } from './retour.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: string
    /** The write behind a form: a door to it opens where it would be carried out. */
    command?: CommandeDeclaree
    /** What its address may say. */
    params?: z.ZodType
    json?: boolean
  }
  interface FastifyRequest {
    mesure: Mesure
    /** Its body was read to the end. */
    lue: boolean
    /** Its session was found open in the base, and may use its route. */
    connue: boolean
  }
}

/**
 * What anybody may send: more is read for a session that the base says open, and for a route that
 * it may use.
 */
const CORPS_SANS_SESSION = 2 * 1024 * 1024

/**
 * A file that comes with a form is one of its values: its name, and its bytes as they are. That of
 * nobody known is let go unread.
 */
async function lireFichier(this: FastifyRequest, part: MultipartFile): Promise<void> {
  if (!this.connue) {
    part.file.resume()
    Object.assign(part, { value: '' })
    return
  }
  const octets = await part.toBuffer()
  Object.assign(part, { value: part.filename === '' ? '' : { nom: part.filename, octets } })
}

const csp = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
}

/**
 * `mandataires`: addresses and networks whose X-Forwarded-For is believed; from anywhere else the
 * header is what its sender made it.
 */
type Options = {
  niveauDeLog: string
  journal?: Journal
  production: boolean
  mandataires: string[]
  patienceMs?: number | undefined
}
export type Journal = { write(ligne: string): void }
/** Nothing of the machine is asked for by our pages, nor by what would be put in them. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map(nom => `${nom}=()`)
  .join(', ')

/**
 * A bare server: security headers, cookies, bodies, assets, logs without personal data, metrics.
 * Routes come after.
 */
export async function creerServeur(options: Options): Promise<FastifyInstance> {
  const app = Fastify({
    logger: {
      level: options.niveauDeLog,
      serializers: { req: tracee, res: ({ statusCode }) => ({ statut: statusCode }) },
      ...(options.journal ? { stream: options.journal } : {}),
    },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: CORPS_SANS_SESSION,
    trustProxy: options.mandataires.length > 0 ? options.mandataires : false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: refuserLAdresse,
    clientErrorHandler: repondreAuSocket,
  })
  fermerSansAttendre(app, options.patienceMs)
  app.decorateRequest('lue', false)
  app.decorateRequest('connue', false)
  app.addHook('preHandler', async request => {
    request.lue = true
  })
  await app.register(cookie)
  await app.register(formbody, { parser: lireCorps })
  await app.register(multipart, {
    limits: { fileSize: 20 * 1024 * 1024, files: 1, fields: 50 },
    attachFieldsToBody: 'keyValues',
    onFile: lireFichier,
  })
  await app.register(helmet, {
    contentSecurityPolicy: csp,
    hsts: options.production,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  // The last word on where an answer leads: whatever a route made of what it was sent, it stays
  // ours.
  app.addHook('onSend', async (_request, reply) => {
    reply.header('permissions-policy', PERMISSIONS)
    const vers = reply.getHeader('location')
    if (vers !== undefined) reply.header('location', cheminDIci(vers))
  })
  await app.register(statique, {
    root: ASSETS_DIR,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    index: false,
  })
  return app
}

/**
 * The request as the log keeps it: the route, never the address, which may hold a name that was
 * searched.
 */
function tracee(request: FastifyRequest) {
  return { methode: request.method, route: request.routeOptions?.url ?? 'inconnue', id: request.id }
}

const libres = new Set(['/sante', '/assets/*', '/.well-known/security.txt'])

/**
 * Refuses to start on a route that does not say who may use it, or that names a permission nobody
 * holds.
 */
export function exigerAcces(plateforme: Plateforme): void {
  plateforme.app.addHook('onRoute', route => {
    const access = route.config?.access
    if (libres.has(route.url) || route.url.startsWith('/assets/')) return
    if (!access) throw new Error(`the route ${route.method} ${route.url} declares no access`)
    if (access !== 'public' && !plateforme.acces.permissions.has(access))
      throw new Error(`${route.url}: unknown permission ${access}`)
    const { command, params } = route.config ?? {}
    if (route.method !== 'HEAD')
      plateforme.routes.push({
        method: String(route.method),
        url: route.url,
        access,
        ...(command && { command }),
        ...(params && { params }),
      })
  })
}

/** Times each request and its queries; a slow or failed one is logged with its reference. */
export function observer(plateforme: Plateforme): void {
  const { app, mesures } = plateforme
  app.decorateRequest('mesure')
  app.addHook('onRequest', (request, _reply, done) => {
    request.mesure = { requetes: 0, ms: 0 }
    mesurer(request.mesure, async () => done()).catch(done)
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-reference', request.id)
    if (!plateforme.production)
      reply.header(
        'server-timing',
        `sql;dur=${request.mesure.ms.toFixed(2)};desc="${request.mesure.requetes}", total;dur=${reply.elapsedTime.toFixed(2)}`,
      )
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'inconnue'
    mesures.duree.observe({ route, statut: String(reply.statusCode) }, reply.elapsedTime / 1000)
    if (request.mesure.requetes) mesures.requetes.observe({ route }, request.mesure.requetes)
    if (route !== '/assets/*')
      request.log.info(
        {
          req: request,
          res: reply,
          ms: Math.round(reply.elapsedTime),
          requetes: request.mesure.requetes,
        },
        'requete',
      )
  })
  app.get('/sante', async (_request, reply) => {
    const debut = performance.now()
    const sante = await santeDe(plateforme.base)
    // A base that is busy is so for every process: taking one away would help nobody, and its pages
    // say it better.
    const sert = sante.etat === 'ok' || sante.etat === 'base occupée'
    return reply
      .code(sert ? 200 : 503)
      .send({ ...sante, ms: Math.round(performance.now() - debut) })
  })
}

/** As the parser takes it: « Multipart/Form-Data » is the same type. */
const porteUnFichier = (request: FastifyRequest) =>
  /^\s*multipart\//i.test(request.headers['content-type'] ?? '')

/**
 * A file is not read for anybody: its session is looked for in the base, and the route's permission
 * asked, before the first byte. A cookie alone proves nothing. A large body that is refused so is
 * not read afterwards either: the connection closes. Of a small one the words are read, to be given
 * back, and the file is let go.
 */
export function garderLesCorps(plateforme: Plateforme): void {
  plateforme.app.addHook('onRequest', async (request, reply) => {
    if (!porteUnFichier(request)) return
    const annonce = Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY)
    try {
      const { access } = request.routeOptions.config
      const jeton = jetonDeSession(request)
      if (!jeton || !access || access === 'public') throw new SansSession(null)
      const demande = {
        porteur: { jeton },
        permission: access as Permission,
        dossierId: null,
        requete: request.id,
        lecture: true,
      }
      await inTransaction(plateforme, demande, async () => ({ resultat: null, fin: RIEN_DE_PLUS }))
      request.connue = true
    } catch (erreur) {
      if (annonce <= CORPS_SANS_SESSION) return
      reply.header('connection', 'close')
      throw erreur
    }
  })
}
