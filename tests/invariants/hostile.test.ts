import net from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Hasard } from '../../src/demonstration/index.ts'
import type { Fonction } from '../../src/moyens/index.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, Navigateur, nouvelEssai } from '../base.ts'
import {
  Assaillant,
  type Attaque,
  attaquesDe,
  type Cible,
  ciblesDe,
  type Lue,
  nulPartout,
} from './hostile.ts'
import { comptes, parcourir } from './parcourir.ts'

/**
 * Those whose pages lead to nearly every route; the others are asked without a page that leads
 * there.
 */
const MARCHEURS: Fonction[] = [
  'travailleur_social',
  'dpip',
  'dfspip',
  'greffe',
  'bex',
  'administrateur',
]
/** Of each route and method, as many attacks: `bench/securite` sends 80,000. */
const PAR_ROUTE = 4

let e: Essai
let p: Plateforme
let cibles: Cible[]
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const visites: Lue[] = []
  for (const fonction of MARCHEURS)
    visites.push(
      ...(await parcourir(p, fonction, {
        parRoute: 1,
        max: fonction === 'travailleur_social' ? 150 : 80,
      })),
    )
  cibles = ciblesDe(p, [...visites, await secondEcran()])
}, 120_000)
/** No link leads to the second screen of an audience: a search does. */
async function secondEcran(): Promise<Lue> {
  const n = await new Navigateur(p).entrer(comptes.bex)
  const qui = {
    nom: 'Nouvelair',
    prenoms: 'Camille',
    naissanceLe: '1991-03-14',
    situation: 'commune',
    commune: 'Strasbourg',
  }
  const { vers: url } = await n.envoyer('/bex/convoquer', qui)
  return { fonction: 'bex', url, ...(await n.ouvrir(url)), type: 'text/html' }
}
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

/** The same few attacks of each route at each run; what closes accounts and sessions comes last. */
function echantillon(): Attaque[] {
  const hasard = new Hasard(20_261_130)
  const parRoute = new Map<string, Cible[]>()
  for (const c of cibles)
    parRoute.set(`${c.methode} ${c.route}`, [...(parRoute.get(`${c.methode} ${c.route}`) ?? []), c])
  const tirees = [...parRoute.values()].flatMap(siennes => {
    const toutes = siennes.flatMap(attaquesDe)
    const nuls = siennes.slice(0, 1).flatMap(c => (c.methode === 'POST' ? [nulPartout(c)] : []))
    return [...nuls, ...Array.from({ length: PAR_ROUTE }, () => hasard.parmi(toutes))]
  })
  const ferme = (a: Attaque) =>
    /^\/(annuaire|compte|connexion|deconnexion|reprendre)/.test(a.cible.route)
  return [...tirees.filter(a => !ferme(a)), ...tirees.filter(ferme)]
}

describe('Aucune demande forgée n’est une erreur 500 (invariant 4)', () => {
  it('Chaque route est attaquée : paramètres, requêtes, champs, corps, en-têtes ; la réponse est une phrase, jamais une panne', async () => {
    const faites = new Set(cibles.map(c => `${c.methode} ${c.route}`))
    const oubliees = p.routes.filter(
      r => ['GET', 'POST'].includes(r.method) && !faites.has(`${r.method} ${r.url}`),
    )
    expect(oubliees, 'chaque route déclarée a sa demande').toEqual([])
    const assaillant = new Assaillant(p)
    const fautes: string[] = []
    const statuts: Record<number, number> = {}
    for (const attaque of echantillon()) {
      const { statut, faute } = await assaillant.envoyer(attaque)
      statuts[statut] = (statuts[statut] ?? 0) + 1
      if (faute) fautes.push(faute)
    }
    expect(fautes).toEqual([])
    // They went behind the sign-in page: what is read, refused on its field, not found, not theirs.
    for (const statut of [200, 400, 403, 404, 422])
      expect(statuts[statut], `réponses ${statut}`).toBeGreaterThan(2)
    expect((statuts[401] ?? 0) / Object.values(statuts).reduce((x, y) => x + y)).toBeLessThan(0.1)
  }, 180_000)

  it('Ce qui n’est même pas une demande reçoit une phrase en français, et le serveur répond toujours', async () => {
    await p.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = p.app.server.address() as net.AddressInfo
    const brutes: [string, number][] = [
      ['GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n', 400],
      [`GET /dossiers/${'a'.repeat(5000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 414],
      [`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'y'.repeat(40_000)}\r\n\r\n`, 431],
      ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n', 400],
      ['n’importe quoi\r\n\r\n', 400],
      [
        'POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/xml\r\nContent-Length: 4\r\n\r\n<a/>',
        415,
      ],
      [
        `POST /connexion HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 999999999\r\n\r\n`,
        413,
      ],
    ]
    for (const [texte, attendu] of brutes) {
      const reponse = await parSocket(port, texte)
      expect(reponse.slice(0, 12), texte.slice(0, 60)).toBe(`HTTP/1.1 ${attendu}`)
      expect(reponse, texte.slice(0, 60)).toMatch(
        /<h1[^>]*>\p{Lu}[^<]+<\/h1>\s*<p[^>]*>[^<]+\. [^<]+\.<\/p>/u,
      )
      expect(reponse.split('\r\n\r\n')[1]).not.toMatch(/Bad Request|Too Large|node_modules/)
    }
    expect((await p.app.inject({ url: '/connexion' })).statusCode).toBe(200)
  })
})

/** What a server answers to bytes sent as they are. */
const parSocket = (port: number, texte: string) =>
  new Promise<string>((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(texte))
    let recu = ''
    socket.setTimeout(3000, () => socket.destroy())
    socket.on('data', morceau => {
      recu += morceau.toString()
    })
    socket.on('close', () => resolve(recu))
    socket.on('error', reject)
  })
