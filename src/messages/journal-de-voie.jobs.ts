import type { Fin, Passerelle } from '../platform/passerelles/passerelle.ts'

/**
 * So many tries in a row without one that is taken: refused for now or in doubt; or each refused
 * for good.
 */
const ECHECS = 3
const REFUS_DEFINITIFS = 10
/** A link that is cut and made again at once is no news. */
const COUPURE_MS = 3_000
const MINUTE_MS = 60_000
/** Of one kind, no more often, whatever the gateway does; and while it lasts. */
const ENTRE_DEUX_MS = MINUTE_MS
const RAPPEL_MS = 30 * MINUTE_MS
const libelles = { sms: 'SMS', courriel: 'Courriel' }

/**
 * What becomes of the messages: they wait for the next try, are given again, nobody knows whether
 * they left, or they will not leave.
 */
type Sort = 'attend' | 'repart' | 'doute' | 'perdu'
function sortDe(fin: Exclude<Fin, { sorte: 'accepte' }>, dedoublonne: boolean): Sort {
  if (fin.sorte === 'doute' && dedoublonne) return 'repart'
  if (fin.sorte !== 'refus') return 'doute'
  return fin.definitif ? 'perdu' : 'attend'
}
const enMots = (
  sort: Sort,
  { sorte, combien, pourquoi }: { sorte: Fin['sorte']; combien: number; pourquoi: string },
): string =>
  ({
    attend: `rien ne part plus par la passerelle. ${pourquoi} Ce qui attend reste dans la file.`,
    doute: `${combien} messages de suite sont en doute, la passerelle ${sorte === 'illisible' ? 'répond ce que nous ne savons pas lire' : 'ne dit pas si elle les a pris'}. ${pourquoi} Ils sont « incertains » sur l’écran des messages.`,
    repart: `${combien} messages de suite sont en doute, la passerelle ne dit pas si elle les a pris. ${pourquoi} Ils lui sont donnés de nouveau d’eux-mêmes, sous le même identifiant : aucun n’arrive deux fois.`,
    perdu: `${combien} messages de suite ont été refusés pour de bon. ${pourquoi} Ils ne partiront pas par ce canal : ces personnes sont à prévenir autrement (écran des messages).`,
  })[sort]

type Reglages = {
  canal: Passerelle['canal']
  /** A doubt is lifted by sending again. */
  dedoublonne?: boolean
  dire(texte: string): void
  horloge?: () => number
}
/**
 * What the log says of one gateway: that nothing leaves by it any more and why, that it lasts, that
 * it takes again. Never of a message: a line has no number, no address and no word that a provider
 * wrote.
 */
export class JournalDeVoie {
  readonly #r: Reglages
  /** In a row, since the last that was taken. */
  #perdus = 0
  #temporaires = 0
  /** Since when nothing was taken, and since when the link is cut. */
  #depuis: number | null = null
  #coupeeA: number | null = null
  #pourquoi = ''
  /** What is to be said, what this failure has said already, and when each was said last. */
  readonly #aDire = new Map<Sort, string>()
  readonly #dits = new Set<Sort>()
  readonly #ditA = new Map<Sort, number>()
  #rappelA = 0

  constructor(reglages: Reglages) {
    this.#r = reglages
  }

  /** How a try ended. */
  noter(fin: Fin): void {
    if (fin.sorte === 'accepte') {
      this.#perdus = 0
      this.#temporaires = 0
    } else {
      const sort = sortDe(fin, this.#r.dedoublonne ?? false)
      this.#pourquoi = fin.journal ?? fin.detail
      this.#depuis ??= this.#maintenant()
      if (sort === 'perdu') this.#perdus += 1
      else this.#temporaires += 1
      const combien = sort === 'perdu' ? this.#perdus : this.#temporaires
      if (combien >= (sort === 'perdu' ? REFUS_DEFINITIFS : ECHECS))
        this.#prevoir(sort, fin.sorte, combien)
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
    if (coupee) this.#prevoir('attend', 'refus', 0)
    const enPanne = coupee || this.#temporaires >= ECHECS || this.#perdus >= REFUS_DEFINITIFS
    // What waited leaves by itself when the gateway takes again, and is no news; what is lost or in
    // doubt stays so, and is said in any case.
    if (!enPanne) for (const sort of ['attend', 'repart'] as const) this.#aDire.delete(sort)
    for (const [sort, texte] of this.#aDire)
      if (this.#peutDire(sort, maintenant)) this.#direLeSort(sort, { texte, maintenant, enPanne })
    const minutes = Math.round((maintenant - (this.#depuis ?? maintenant)) / MINUTE_MS)
    if (!enPanne) {
      if (this.#dits.size > 0)
        this.#dire(
          `la passerelle prend de nouveau les messages${minutes > 0 ? `, après ${minutes} min` : ''}.`,
        )
      this.#dits.clear()
      if (this.#perdus + this.#temporaires === 0 && this.#coupeeA === null) this.#depuis = null
    } else if (this.#dits.size > 0 && maintenant >= this.#rappelA) {
      this.#dire(
        `rien ne part toujours par la passerelle, depuis ${minutes} min. ${this.#pourquoi}`,
      )
      this.#rappelA = maintenant + RAPPEL_MS
    }
  }

  #prevoir(sort: Sort, sorte: Fin['sorte'], combien: number): void {
    if (!this.#dits.has(sort))
      this.#aDire.set(sort, enMots(sort, { sorte, combien, pourquoi: this.#pourquoi }))
  }
  #peutDire(sort: Sort, maintenant: number): boolean {
    return maintenant - (this.#ditA.get(sort) ?? Number.NEGATIVE_INFINITY) >= ENTRE_DEUX_MS
  }
  #direLeSort(
    sort: Sort,
    { texte, maintenant, enPanne }: { texte: string; maintenant: number; enPanne: boolean },
  ): void {
    this.#dire(texte)
    this.#aDire.delete(sort)
    this.#ditA.set(sort, maintenant)
    if (enPanne) this.#dits.add(sort)
    this.#rappelA = maintenant + RAPPEL_MS
  }
  #maintenant(): number {
    return (this.#r.horloge ?? (() => performance.now()))()
  }
  #dire(texte: string): void {
    this.#r.dire(`${libelles[this.#r.canal]} : ${texte}`)
  }
}
