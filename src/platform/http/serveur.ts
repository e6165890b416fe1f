import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart, { type MultipartFile } from '@fastify/multipart'
import statique from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { type Mesure, mesurer } from '../db/connexion.ts'
import { ASSETS_DIR } from '../interface/assets.ts'
import { lireCorps } from './corps.ts'
import { jetonDeSession } from './jeton.ts'
import type { Plateforme } from './plateforme.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: string
    json?: boolean
  }
  interface FastifyRequest {
    mesure: Mesure
  }
}

/** A file that comes with a form is one of its values: its name, and its bytes as they are. That of nobody known is let go unread. */
async function lireFichier(this: FastifyRequest, part: MultipartFile): Promise<void> {
  if (!jetonDeSession(this)) {
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

/** A bare server: security headers, cookies, bodies, assets, logs without personal data, metrics. Routes come after. */
export async function creerServeur(options: { niveauDeLog: string; production: boolean }): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: options.niveauDeLog, serializers: { req: tracee, res: ({ statusCode }) => ({ statut: statusCode }) } },
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: options.production,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
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
  await app.register(statique, { root: ASSETS_DIR, prefix: '/assets/', preCompressed: true, immutable: true, maxAge: '1y', index: false })
  return app
}

/** The request as the log keeps it: the route, never the address, which may hold a name that was searched. */
function tracee(request: FastifyRequest) {
  return { methode: request.method, route: request.routeOptions?.url ?? 'inconnue', id: request.id }
}

const libres = new Set(['/sante', '/metriques', '/assets/*'])

/** Refuses to start on a route that does not say who may use it, or that names a permission nobody holds. */
export function exigerAcces(plateforme: Plateforme): void {
  plateforme.app.addHook('onRoute', route => {
    const access = route.config?.access
    if (libres.has(route.url) || route.url.startsWith('/assets/')) return
    if (!access) throw new Error(`the route ${route.method} ${route.url} declares no access`)
    if (access !== 'public' && !plateforme.acces.permissions.has(access)) throw new Error(`${route.url}: unknown permission ${access}`)
    if (route.method !== 'HEAD') plateforme.routes.push({ method: String(route.method), url: route.url, access })
  })
}

/** Times each request and its queries; a slow or failed one is logged with its reference. */
export function observer(plateforme: Plateforme): void {
  const { app } = plateforme
  const registre = new Registry()
  collectDefaultMetrics({ register: registre })
  const duree = new Histogram({
    name: 'fil_rouge_requete_secondes',
    help: 'Durée des requêtes',
    labelNames: ['route', 'statut'],
    registers: [registre],
  })
  const requetes = new Histogram({
    name: 'fil_rouge_requetes_sql',
    help: 'Requêtes SQL par écran',
    labelNames: ['route'],
    buckets: [1, 2, 4, 6, 8, 12, 16, 24],
    registers: [registre],
  })
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
    duree.observe({ route, statut: String(reply.statusCode) }, reply.elapsedTime / 1000)
    if (request.mesure.requetes) requetes.observe({ route }, request.mesure.requetes)
    if (route !== '/assets/*')
      request.log.info({ req: request, res: reply, ms: Math.round(reply.elapsedTime), requetes: request.mesure.requetes }, 'requete')
  })
  app.get('/metriques', async (_request, reply) => reply.type(registre.contentType).send(await registre.metrics()))
  app.get('/sante', async (_request, reply) => {
    const debut = performance.now()
    const joignable = await plateforme.base.pool.query('SELECT 1').then(
      () => true,
      () => false,
    )
    return reply
      .code(joignable ? 200 : 503)
      .send({ etat: joignable ? 'ok' : 'base injoignable', ms: Math.round(performance.now() - debut) })
  })
}
