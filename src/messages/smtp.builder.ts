import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

export type Recu = { de: string; a: string[]; brut: string }
/**
 * What the server does of the next exchanges: the code it refuses by, when it cuts, at what it
 * stays silent, how slow its last answer is.
 */
export type ConduiteSmtp = {
  rcpt?: number
  data?: number
  mail?: number
  couper?: 'avant' | 'apres'
  silence?: 'accueil' | 'mail' | 'rcpt' | 'fin'
  finApresMs?: number
}
export type ServeurSmtp = {
  port: number
  recus: Recu[]
  conduite: ConduiteSmtp
  fermer(): Promise<void>
}

const refus = (responseCode: number) => Object.assign(new Error('refus'), { responseCode })
type Fini = (erreur?: Error | null) => void

/**
 * A mail server on this machine (npm `smtp-server`): what it was given is counted, whatever it
 * answered.
 */
export async function ouvrirSmtp(): Promise<ServeurSmtp> {
  const ici: ServeurSmtp = { port: 0, recus: [], conduite: {}, fermer }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, fini) =>
      fini(auth.password === 'secret' ? null : refus(535), { user: 'fil-rouge' }),
    onConnect: (_session, fini) => repondre('accueil', undefined, fini),
    onMailFrom: (_adresse, _session, fini) => repondre('mail', ici.conduite.mail, fini),
    onRcptTo: (_adresse, session, fini) => {
      if (ici.conduite.couper === 'avant') couper(session)
      else repondre('rcpt', ici.conduite.rcpt, fini)
    },
    onData: (flux, session, fini) => {
      const morceaux: Buffer[] = []
      flux.on('data', (morceau: Buffer) => morceaux.push(morceau))
      flux.on('end', () => prendre(session, Buffer.concat(morceaux).toString('utf8'), fini))
    },
  })
  function repondre(quoi: ConduiteSmtp['silence'], code: number | undefined, fini: Fini): void {
    if (ici.conduite.silence !== quoi) fini(code ? refus(code) : null)
  }
  function couper({ id }: SMTPServerSession): void {
    for (const connexion of server.connections) if (connexion.id === id) connexion._socket.destroy()
  }
  function prendre(session: SMTPServerSession, brut: string, fini: Fini): void {
    const { data } = ici.conduite
    if (data) {
      fini(refus(data))
      return
    }
    const { mailFrom, rcptTo } = session.envelope
    ici.recus.push({
      de: mailFrom ? mailFrom.address : '',
      a: rcptTo.map(adresse => adresse.address),
      brut,
    })
    if (ici.conduite.couper === 'apres') couper(session)
    else setTimeout(() => repondre('fin', undefined, fini), ici.conduite.finApresMs ?? 0)
  }
  async function fermer(): Promise<void> {
    for (const { _socket } of server.connections) _socket.destroy()
    await new Promise<void>(fini => server.close(fini))
  }
  server.on('error', () => {})
  await new Promise<void>(prete => server.listen(0, '127.0.0.1', prete))
  ici.port = (server.server.address() as AddressInfo).port
  return ici
}

/** A header of what was received. */
export const entete = (recu: Recu | undefined, nom: string): string | undefined =>
  new RegExp(`^${nom}: (.*)$`, 'mi').exec(recu?.brut ?? '')?.[1]?.trim()
