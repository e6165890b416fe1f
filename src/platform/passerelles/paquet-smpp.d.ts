/** What we use of npm `smpp`, which has no types of its own nor published ones. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'

  type Texte = { message?: string | Buffer; udh?: Buffer[] }
  export class PDU {
    constructor(command: string, options?: Record<string, unknown>)
    command: string
    command_status: number
    sequence_number: number
    system_id?: string
    password?: string
    message_id?: string
    source_addr?: string
    destination_addr?: string
    esm_class?: number
    data_coding?: number
    registered_delivery?: number
    validity_period?: Date | string
    short_message?: Texte
    message_payload?: Texte
    user_message_reference?: number
    receipted_message_id?: string
    message_state?: number
    response(options?: Record<string, unknown>): PDU
  }
  type SurReponse = (pdu: PDU) => void
  export class Session extends EventEmitter {
    socket: Socket
    bind_transceiver(options: Record<string, unknown>, reponse?: SurReponse): boolean
    submit_sm(options: Record<string, unknown>, reponse?: SurReponse): boolean
    deliver_sm(options: Record<string, unknown>, reponse?: SurReponse): boolean
    enquire_link(reponse?: SurReponse): boolean
    unbind(reponse?: SurReponse): boolean
    send(pdu: PDU, reponse?: SurReponse): boolean
    close(fin?: () => void): void
    destroy(fin?: () => void): void
  }
  export type Server = NetServer & { sessions: Session[] }
  const smpp: {
    PDU: typeof PDU
    connect(options: Record<string, unknown>): Session
    createServer(surSession: (session: Session) => void): Server
    encodings: {
      ASCII: {
        match(texte: string): boolean
        encode(texte: string): Buffer
        decode(octets: Buffer): string
      }
    }
  }
  export default smpp
}
