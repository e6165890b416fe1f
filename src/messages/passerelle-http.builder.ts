import { createServer, type IncomingMessage } from 'node:http'
import { ecouter, fermer } from './envoi.builder.ts'

export type Passage = {
  cle: string
  corps: { destinataire: string; texte: string }
  autorisation: string | undefined
}
/**
 * An HTTP gateway that keeps the contract of docs/exploitation/messages.md: the same key is the
 * same message.
 */
export async function ouvrirPasserelleHttp() {
  const passages: Passage[] = []
  const acceptes = new Map<string, { id: string; destinataire: string; texte: string }>()
  const conduite = {
    statut: (_: Passage): number => 202,
    repond: (_: Passage): boolean => true,
    /** Bytes said in place of its answer. */
    brut: (_: Passage): Buffer | string | null => null,
  }
  const server = createServer(async (req, res) => {
    const corps = JSON.parse(await lire(req)) as Passage['corps']
    const passage = {
      cle: String(req.headers['idempotency-key']),
      corps,
      autorisation: req.headers.authorization,
    }
    passages.push(passage)
    const statut = conduite.statut(passage)
    if (statut < 300 && !acceptes.has(passage.cle))
      acceptes.set(passage.cle, { id: `h${acceptes.size + 1}`, ...corps })
    if (!conduite.repond(passage)) return void req.socket.destroy()
    const brut = conduite.brut(passage)
    if (brut !== null)
      return void res.writeHead(statut, { 'content-type': 'application/json' }).end(brut)
    res.writeHead(statut, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: acceptes.get(passage.cle)?.id,
        erreur: statut < 300 ? undefined : 'refus',
      }),
    )
  })
  const port = await ecouter(server)
  return {
    passages,
    acceptes,
    conduite,
    url: `http://127.0.0.1:${port}/sms`,
    fermer: () => fermer(server, () => server.closeAllConnections()),
  }
}

async function lire(req: IncomingMessage): Promise<string> {
  const morceaux: Buffer[] = []
  for await (const valeur of req) morceaux.push(valeur as Buffer)
  return Buffer.concat(morceaux).toString('utf8')
}
