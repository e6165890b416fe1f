import type { DelaisSmtp } from '../config-smtp.ts'

type Attente = keyof DelaisSmtp

const parVerbe: Record<string, Attente> = { MAIL: 'mail', RCPT: 'rcpt', DATA: 'data' }

type Ligne = { tnx?: string }
/**
 * Times each answer of one exchange: what is said is heard through the log of nodemailer, of which
 * nothing is kept but the verbs. `signal` aborts when the server has been silent for too long.
 */
export class Guet {
  readonly #delais: DelaisSmtp
  readonly #silence = new AbortController()
  /** What is waited for, first asked first answered: commands may leave together. */
  #attendues: Attente[] = []
  #minuterie: NodeJS.Timeout | undefined
  #commence = false
  #jointe = false
  #saluee = false
  #expiree: Attente | null = null
  readonly signal = this.#silence.signal

  constructor(delais: DelaisSmtp) {
    this.#delais = delais
    this.#attendre('connexion')
  }

  readonly journal = {
    trace: () => {},
    debug: (ligne: Ligne, texte = '') => this.#entendre(ligne, texte),
    info: (ligne: Ligne) => this.#entendre(ligne, ''),
    warn: () => {},
    error: () => {},
    fatal: () => {},
  }

  #entendre({ tnx }: Ligne, texte: string): void {
    if (tnx === 'network' && this.#attendues[0] === 'connexion') {
      this.#jointe = true
      this.#attendre('accueil')
    }
    if (tnx === 'client') this.#demander(parVerbe[texte.slice(0, 4).toUpperCase()] ?? 'accueil')
    if (tnx === 'server') this.#repondre(texte)
    if (tnx === 'message') this.#attendre('fin')
  }

  /** Nothing but this is waited for from now on. */
  #attendre(quoi: Attente): void {
    this.#attendues = [quoi]
    this.#armer()
  }
  /**
   * Whether a byte of the message may have been taken: what failed before has left nothing behind.
   */
  get commence(): boolean {
    return this.#commence
  }

  /** Whether it was reached, whether it greeted, and the wait that ran out. */
  get vu(): { jointe: boolean; saluee: boolean; expiree: Attente | null } {
    return { jointe: this.#jointe, saluee: this.#saluee, expiree: this.#expiree }
  }

  /** Nothing more is waited for, or the exchange is given up. */
  cesser(): void {
    this.#attendues = []
    this.#armer()
  }
  abandonner(): void {
    this.cesser()
    this.#silence.abort()
  }

  #demander(quoi: Attente): void {
    this.#attendues.push(quoi)
    if (this.#attendues.length === 1) this.#armer()
  }
  #repondre(texte: string): void {
    this.#saluee = true
    const reponse = this.#attendues.shift()
    this.#armer()
    // Let in (354; some say 250): from here on the message leaves.
    if (reponse !== 'data' || !/^[23]/.test(texte)) return
    this.#commence = true
    this.#attendre('bloc')
  }
  #armer(): void {
    clearTimeout(this.#minuterie)
    const [quoi] = this.#attendues
    if (quoi) this.#minuterie = setTimeout(() => this.#expirer(quoi), this.#delais[quoi])
  }
  #expirer(quoi: Attente): void {
    this.#expiree = quoi
    this.abandonner()
  }
}
