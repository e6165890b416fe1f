import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** What a request has to end, once the process is told to stop. */
const PATIENCE_MS = 8_000

/**
 * At the end, requests in hand are answered and every other connection closes at once: one that a
 * browser keeps, or has opened in advance, would hold the process for more than a minute. What is
 * not answered in time is cut.
 */
export function fermerSansAttendre(app: FastifyInstance, patienceMs = PATIENCE_MS): void {
  const enMain = new Map<Socket, number>()
  let finit = false
  const compter = (prise: Socket, combien: number) => {
    const reste = (enMain.get(prise) ?? 0) + combien
    if (enMain.has(prise)) enMain.set(prise, reste)
    if (finit && reste === 0) prise.end()
  }
  app.server.on('connection', prise => {
    enMain.set(prise, 0)
    prise.once('close', () => enMain.delete(prise))
  })
  app.server.on('request', (demande, reponse) => {
    compter(demande.socket, 1)
    reponse.once('close', () => compter(demande.socket, -1))
  })
  app.addHook('preClose', async () => {
    finit = true
    for (const [prise, combien] of enMain) if (combien === 0) prise.destroy()
    setTimeout(() => app.server.closeAllConnections(), patienceMs).unref()
  })
}
