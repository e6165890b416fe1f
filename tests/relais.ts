import { once } from 'node:events'
import { createServer, connect as joindre, type Server, type Socket } from 'node:net'

// A pooler before the tests' PostgreSQL, as far as PgBouncer's ways go: a machine that runs the
// suite has none.

type Mode = 'session' | 'transaction' | 'requete'
type Rend = 'derniere' | 'premiere' | 'la_sienne'
/**
 * `taille`: how many connections of PostgreSQL's it has; `rend`: which of those that wait it lends
 * first, the last that came back, the first, or the one that this client had.
 */
export type Maniere = {
  mode: Mode
  taille?: number
  rend?: Rend
  ignore?: boolean
  /** `DISCARD ALL` when a client leaves. */
  nettoie?: boolean
  clientsMax?: number
  attenteMs?: number
}

const DEMARRER = 196_608
const entier = (n: number) => {
  const octets = Buffer.alloc(4)
  octets.writeInt32BE(n)
  return octets
}
const message = (nom: string, corps: Buffer | string = '') => {
  const octets = Buffer.from(corps)
  return Buffer.concat([Buffer.from(nom), entier(octets.length + 4), octets])
}
const lettreDe = (lu: Buffer) => String.fromCharCode(lu[0] ?? 0)
const pret = message('Z', 'I')
/** PgBouncer says all that it says under this code. */
const faute = (mots: string) => message('E', `SFATAL\0VFATAL\0C08P01\0M${mots}\0\0`)
const PERMIS = ['user', 'database', 'application_name', 'client_encoding']

/** Cuts what comes into whole messages; the first of a client has no letter. */
class Lecteur {
  #reste = Buffer.alloc(0)
  #sansLettre: boolean
  constructor(sansLettre = false) {
    this.#sansLettre = sansLettre
  }
  *lire(octets: Buffer): Generator<Buffer> {
    this.#reste = Buffer.concat([this.#reste, octets])
    for (;;) {
      const lettre = this.#sansLettre ? 0 : 1
      if (this.#reste.length < lettre + 4) return
      const fin = lettre + this.#reste.readInt32BE(lettre)
      if (this.#reste.length < fin) return
      const lu = this.#reste.subarray(0, fin)
      this.#reste = this.#reste.subarray(fin)
      this.#sansLettre = false
      yield lu
    }
  }
}

/** A connection of PostgreSQL's, lent to one client at a time. */
class Prete {
  readonly prise: Socket
  client: Client | null = null
  /** Questions that left and were not answered yet: a client sends several at once. */
  attendues = 1
  etat = ''
  constructor(vers: string) {
    this.prise = joindre(vers).on('error', () => {})
  }
  get auRepos(): boolean {
    return this.attendues === 0 && this.etat === 'I'
  }
  envoyer(lu: Buffer): void {
    if (['Q', 'S'].includes(lettreDe(lu))) this.attendues += 1
    this.prise.write(lu)
  }
  rapporter(lu: Buffer): void {
    if (lettreDe(lu) !== 'Z') return
    this.attendues -= 1
    this.etat = String.fromCharCode(lu[5] ?? 0)
  }
}
class Client {
  readonly prise: Socket
  servi: Prete | null = null
  derniere: Prete | null = null
  enAttente: Buffer[] = []
  constructor(prise: Socket) {
    this.prise = prise
  }
  ecarter(mots: string): void {
    if (this.prise.writable) this.prise.end(faute(mots))
  }
}

/** For one role on one base. */
export class Relais {
  readonly #serveur: Server
  readonly #vers: string
  readonly #maniere: Required<Maniere>
  readonly #pretes = new Set<Prete>()
  readonly #clients = new Set<Client>()
  #libres: Prete[] = []
  #file: Client[] = []
  #qui = ''
  port = 0
  /** While true, nobody is lent a connection. */
  #pause = false
  constructor(vers: string, maniere: Maniere) {
    this.#vers = vers
    this.#maniere = {
      taille: 20,
      rend: 'derniere',
      ignore: false,
      nettoie: true,
      clientsMax: 1000,
      attenteMs: 60_000,
      ...maniere,
    }
    this.#serveur = createServer(prise => this.#accueillir(prise))
  }
  async ouvrir(): Promise<this> {
    await once(this.#serveur.listen(0, '127.0.0.1'), 'listening')
    this.port = (this.#serveur.address() as { port: number }).port
    return this
  }
  url(role: string, base: string): string {
    return `postgres://${role}@127.0.0.1:${this.port}/${base}`
  }
  /** How many connections of PostgreSQL's it has. */
  get ouvertes(): number {
    return this.#pretes.size
  }
  pauser(pause: boolean): void {
    this.#pause = pause
    this.#servir()
  }
  /** PostgreSQL stops under it: who was served is told so, and cut. */
  perdreLaBase(): void {
    for (const prete of [...this.#pretes]) prete.prise.destroy()
  }
  async fermer(): Promise<void> {
    for (const { prise } of [...this.#clients, ...this.#pretes]) prise.destroy()
    await new Promise(fin => this.#serveur.close(fin))
  }

  #accueillir(prise: Socket): void {
    const client = new Client(prise.on('error', () => {}))
    const lecteur = new Lecteur(true)
    let entre = false
    this.#clients.add(client)
    prise.on('data', octets => {
      for (const lu of lecteur.lire(octets)) {
        if (entre) this.#recevoir(client, lu)
        else this.#entrer(client, lu)
        entre = true
      }
    })
    prise.once('close', () => this.#quitter(client))
  }
  /** Lets a client in by itself, without asking PostgreSQL, and keeps what will open there. */
  #entrer(client: Client, lu: Buffer): void {
    const mots = lu.subarray(8).toString().split('\0').slice(0, -2)
    const dits = mots.flatMap((nom, rang) =>
      rang % 2 === 0 ? [{ nom, valeur: mots[rang + 1] }] : [],
    )
    const inconnu = this.#maniere.ignore ? undefined : dits.find(d => !PERMIS.includes(d.nom))
    if (inconnu) return void client.ecarter(`unsupported startup parameter: ${inconnu.nom}`)
    if (this.#clients.size > this.#maniere.clientsMax)
      return void client.ecarter('no more connections allowed (max_client_conn)')
    this.#qui = dits
      .flatMap(d => (['user', 'database'].includes(d.nom) ? `${d.nom}\0${d.valeur}\0` : []))
      .join('')
    client.prise.write(
      Buffer.concat([
        message('R', entier(0)),
        message('K', Buffer.concat([entier(1), entier(2)])),
        pret,
      ]),
    )
  }
  #recevoir(client: Client, lu: Buffer): void {
    if (lettreDe(lu) === 'X') return void this.#quitter(client)
    client.enAttente.push(lu)
    if (client.servi) return void this.#passer(client.servi)
    if (!this.#file.includes(client)) {
      this.#file.push(client)
      setTimeout(
        () => this.#file.includes(client) && client.ecarter('query_wait_timeout'),
        this.#maniere.attenteMs,
      ).unref()
    }
    this.#servir()
  }
  /** Lends what is free, or opens what may be, to who has waited longest. */
  #servir(): void {
    while (!this.#pause && this.#file.length > 0) {
      const [client] = this.#file
      const prete = client && this.#choisir(client)
      if (!prete) return void (this.#pretes.size < this.#maniere.taille && this.#ouvrirUne())
      this.#file.shift()
      this.#libres = this.#libres.filter(autre => autre !== prete)
      prete.client = client
      client.derniere = prete
      client.servi = prete
      this.#passer(prete)
    }
  }
  #choisir({ derniere }: Client): Prete | undefined {
    const { rend } = this.#maniere
    if (rend === 'la_sienne' && derniere && this.#libres.includes(derniere)) return derniere
    return rend === 'premiere' ? this.#libres[0] : this.#libres.at(-1)
  }
  #ouvrirUne(): void {
    const prete = new Prete(this.#vers)
    this.#pretes.add(prete)
    const corps = Buffer.concat([entier(DEMARRER), Buffer.from(`${this.#qui}\0`)])
    prete.prise.write(Buffer.concat([entier(corps.length + 4), corps]))
    const lecteur = new Lecteur()
    prete.prise.on('data', octets => {
      for (const lu of lecteur.lire(octets)) this.#rapporter(prete, lu)
    })
    prete.prise.once('close', () => {
      this.#pretes.delete(prete)
      this.#libres = this.#libres.filter(autre => autre !== prete)
      prete.client?.ecarter('server conn crashed?')
      this.#servir()
    })
  }
  #passer(prete: Prete): void {
    for (const lu of prete.client?.enAttente.splice(0) ?? []) prete.envoyer(lu)
  }
  #rapporter(prete: Prete, lu: Buffer): void {
    const { client } = prete
    prete.rapporter(lu)
    if (client?.prise.writable) client.prise.write(lu)
    if (lettreDe(lu) !== 'Z') return
    if (client && this.#maniere.mode === 'requete' && prete.etat !== 'I') {
      client.ecarter('transaction blocks not allowed in statement pooling mode')
      prete.prise.destroy()
    } else if (prete.auRepos && (!client || this.#maniere.mode !== 'session')) {
      if (client) client.servi = null
      this.#liberer(prete)
    }
  }
  /**
   * What a client had is cleaned when it leaves, or thrown away where it stopped in the middle;
   * then it is closed.
   */
  #quitter(client: Client): void {
    const { servi } = client
    this.#clients.delete(client)
    this.#file = this.#file.filter(autre => autre !== client)
    client.servi = null
    if (servi) {
      servi.client = null
      if (!servi.auRepos) servi.prise.destroy()
      else if (this.#maniere.nettoie) servi.envoyer(message('Q', 'DISCARD ALL\0'))
      else this.#liberer(servi)
    }
    client.prise.end()
  }
  #liberer(prete: Prete): void {
    prete.client = null
    this.#libres.push(prete)
    this.#servir()
  }
}
