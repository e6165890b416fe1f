import { Agent, get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creerApplication } from '../src/application.tsx'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { type Essai, nouvelEssai } from './base.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

type Ouverte = { p: Plateforme; port: number; repondre(): void; recue: Promise<void> }
/** An application that listens, with a page that answers when it is told. */
async function ouvrir(patienceMs: number): Promise<Ouverte> {
  const p = await creerApplication({ base: e.base, patienceMs })
  let [repondre, recevoir] = [() => {}, () => {}]
  const fin = new Promise<void>(suite => {
    repondre = suite
  })
  const recue = new Promise<void>(suite => {
    recevoir = suite
  })
  p.app.get('/lente', { config: { access: 'public' } }, async () => {
    recevoir()
    await fin
    return 'fait'
  })
  await p.app.listen({ port: 0, host: '127.0.0.1' })
  return { p, port: (p.app.server.address() as { port: number }).port, repondre, recue }
}
const agent = () => new Agent({ keepAlive: true })
const demander = (
  port: number,
  path: string,
  de: Agent,
): Promise<{ texte: string; connexion: string | undefined }> =>
  new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, agent: de }, reponse => {
      let texte = ''
      reponse.on('data', (octets: Buffer) => {
        texte += octets.toString()
      })
      reponse.on('end', () => resolve({ texte, connexion: reponse.headers.connection }))
      reponse.on('error', reject)
    }).on('error', reject)
  })
const fermee = (prise: Socket) => new Promise(suite => prise.once('close', suite).resume())
const enMs = async (attendre: () => Promise<unknown>) => {
  const debut = performance.now()
  await attendre()
  return performance.now() - debut
}

describe('Le processus qu’on arrête', () => {
  it('Répond à ce qu’il a reçu, ferme aussitôt les connexions qui ne demandent rien, et ne garde aucune des autres', async () => {
    const { p, port, repondre, recue } = await ouvrir(5_000)
    const [gardee, occupee] = [agent(), agent()]
    await demander(port, '/.well-known/rien', gardee)
    // What a browser opens in advance: nothing was ever asked on it.
    const davance = connect(port, '127.0.0.1')
    await new Promise(suite => davance.once('connect', suite))
    const reponse = demander(port, '/lente', occupee)
    await recue
    const fin = p.app.close()
    expect(await enMs(() => fermee(davance))).toBeLessThan(1_000)
    repondre()
    expect((await reponse).texte).toBe('fait')
    expect(await enMs(async () => await fin)).toBeLessThan(1_000)
    gardee.destroy()
    occupee.destroy()
  })

  it('N’attend pas plus que son temps une requête qui ne finit pas', async () => {
    const { p, port, recue } = await ouvrir(200)
    const reponse = demander(port, '/lente', agent()).catch((erreur: Error) => erreur)
    await recue
    expect(await enMs(async () => await p.app.close())).toBeLessThan(1_500)
    expect(await reponse).toBeInstanceOf(Error)
  })
})
