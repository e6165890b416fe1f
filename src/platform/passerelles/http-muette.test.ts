import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passerelleHttp } from './http.ts'

setFlagsFromString('--expose-gc')
const ramasser = runInNewContext('gc') as () => void

const message = {
  cle: '019ab0de-0000-7000-8000-000000000001',
  destinataire: '+33639980001',
  sujet: null,
  texte: 'Vous êtes attendu à 10 h.',
  reference: 1,
  utileJusqua: '2026-11-27T09:00:00.000Z',
  lienArret: null,
}

describe('Une passerelle HTTP qui prend la connexion et ne répond jamais', () => {
  let server: Server
  let ramassage: NodeJS.Timeout
  const passerelle = (delaiDeReponseMs: number) =>
    passerelleHttp({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      jeton: null,
      delaiDeReponseMs,
    })
  beforeAll(async () => {
    server = createServer(requete => requete.resume())
    await new Promise<void>(prete => server.listen(0, '127.0.0.1', prete))
    // A process that lives for days is swept many times while it waits: what only the wait holds
    // must hold.
    ramassage = setInterval(ramasser, 50)
  })
  afterAll(async () => {
    clearInterval(ramassage)
    server.closeAllConnections()
    await new Promise(fini => server.close(fini))
  })
  it('Est abandonnée après le délai, et le dit : un doute', { timeout: 5_000 }, async () => {
    const { envoyer } = passerelle(600)
    const fins = await Promise.all([envoyer(message), envoyer(message), envoyer(message)])
    expect(fins).toEqual(
      Array(3).fill({ sorte: 'doute', detail: 'La passerelle n’a pas répondu à temps.' }),
    )
  })
  it('Arrêtés avant sa réponse, nous disons que c’est nous : elle n’a rien coupé', {
    timeout: 5_000,
  }, async () => {
    const muette = passerelle(60_000)
    const fin = muette.envoyer(message)
    setTimeout(() => void muette.fermer(), 200)
    const detail = 'L’envoi a été arrêté avant que la passerelle ait répondu.'
    expect(await fin).toEqual({ sorte: 'doute', detail })
    expect(await muette.envoyer(message)).toEqual({ sorte: 'doute', detail })
  })
})
