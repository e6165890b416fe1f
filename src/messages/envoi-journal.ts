import type { Fin, Passerelle } from './passerelle.ts'

/** So many tries in a row without one that is taken: a gateway that refuses for now, or that refuses each message for good. */
const ECHECS = 3
const REFUS_DEFINITIFS = 10
/** A link that is cut and made again at once is no news. */
const COUPURE_MS = 3_000
const MINUTE_MS = 60_000
/** No more often, whatever the gateway does; and while it lasts. */
const ENTRE_DEUX_MS = MINUTE_MS
const RAPPEL_MS = 30 * MINUTE_MS
const libelles = { sms: 'SMS', courriel: 'Courriel' }

type Reglages = { canal: Passerelle['canal']; dire(texte: string): void; horloge?: () => number }
/**
 * What the log says of one gateway: that nothing leaves by it any more and why, that it lasts, that it takes again. Never of a message: a line
 * has no number, no address and no word that a provider wrote.
 */
export class JournalDeVoie {
  readonly #r: Reglages
  #echecs = 0
  #temporaires = 0
  /** Since when nothing was taken, and since when the link is cut. */
  #depuis: number | null = null
  #coupeeA: number | null = null
  #pourquoi = ''
  #dite = false
  #panneDiteA = Number.NEGATIVE_INFINITY
  #rappelA = 0

  constructor(reglages: Reglages) {
    this.#r = reglages
  }

  /** How a try ended. */
  noter(fin: Fin): void {
    if (fin.sorte === 'accepte') {
      this.#echecs = 0
      this.#temporaires = 0
    } else {
      this.#echecs += 1
      if (fin.sorte !== 'refus' || !fin.definitif) this.#temporaires += 1
      this.#pourquoi = fin.journal ?? fin.detail
      this.#depuis ??= this.#maintenant()
    }
    this.regarder()
  }

  coupee(pourquoi: string): void {
    this.#pourquoi = pourquoi
    this.#coupeeA ??= this.#maintenant()
    this.#depuis ??= this.#coupeeA
    this.regarder()
  }
  reliee(): void {
    this.#coupeeA = null
    this.regarder()
  }

  /** Says what changed since, or that it lasts; to be called now and then. */
  regarder(): void {
    const maintenant = this.#maintenant()
    const coupee = this.#coupeeA !== null && maintenant - this.#coupeeA >= COUPURE_MS
    const enPanne = coupee || this.#temporaires >= ECHECS || this.#echecs >= REFUS_DEFINITIFS
    const minutes = Math.round((maintenant - (this.#depuis ?? maintenant)) / MINUTE_MS)
    if (!enPanne) {
      if (this.#dite) this.#dire(`la passerelle prend de nouveau les messages${minutes > 0 ? `, après ${minutes} min` : ''}.`)
      this.#dite = false
      if (this.#echecs === 0 && this.#coupeeA === null) this.#depuis = null
      return
    }
    if (!this.#dite && maintenant - this.#panneDiteA >= ENTRE_DEUX_MS) {
      this.#dire(`rien ne part plus par la passerelle. ${this.#pourquoi} Ce qui attend reste dans la file.`)
      this.#dite = true
      this.#panneDiteA = maintenant
      this.#rappelA = maintenant + RAPPEL_MS
    } else if (this.#dite && maintenant >= this.#rappelA) {
      this.#dire(`rien ne part toujours par la passerelle, depuis ${minutes} min. ${this.#pourquoi}`)
      this.#rappelA = maintenant + RAPPEL_MS
    }
  }

  #maintenant(): number {
    return (this.#r.horloge ?? (() => performance.now()))()
  }
  #dire(texte: string): void {
    this.#r.dire(`${libelles[this.#r.canal]} : ${texte}`)
  }
}
