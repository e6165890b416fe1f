import { createServer } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/**
 * What is measured of a process, apart from the routes: nothing of it is answered where the agents
 * come.
 */
export type Mesures = { registre: Registry; duree: Histogram; requetes: Histogram }

export function creerMesures(): Mesures {
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
  return { registre, duree, requetes }
}

/** Answers `/metriques` on an address and a port of its own, until the application closes. */
export async function exposerLesMesures(
  app: FastifyInstance,
  { registre }: Mesures,
  ou: { hote: string; port: number },
): Promise<number> {
  const serveur = createServer(async (request, reponse) => {
    if (request.method === 'GET' && request.url === '/metriques')
      reponse
        .writeHead(200, { 'content-type': registre.contentType, 'cache-control': 'no-store' })
        .end(await registre.metrics())
    else reponse.writeHead(404).end()
  })
  await new Promise<void>((pret, echec) =>
    serveur.once('error', echec).listen(ou.port, ou.hote, pret),
  )
  app.addHook('onClose', async () => {
    serveur.closeAllConnections()
    await new Promise(ferme => serveur.close(ferme))
  })
  const adresse = serveur.address()
  return typeof adresse === 'object' && adresse ? adresse.port : ou.port
}
