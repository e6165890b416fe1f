/** Draws that are the same for the same seed: mulberry32. */
export class Hasard {
  #etat: number
  constructor(graine: number) {
    this.#etat = graine >>> 0
  }
  /** In [0, 1). */
  reel(): number {
    this.#etat = (this.#etat + 0x6d2b79f5) >>> 0
    let nombre = this.#etat
    nombre = Math.imul(nombre ^ (nombre >>> 15), nombre | 1)
    nombre ^= nombre + Math.imul(nombre ^ (nombre >>> 7), nombre | 61)
    return ((nombre ^ (nombre >>> 14)) >>> 0) / 4_294_967_296
  }
  /** Whole, from `min` to `max` included. */
  entier(min: number, max: number): number {
    return min + Math.floor(this.reel() * (max - min + 1))
  }
  parmi<T>(liste: readonly T[]): T {
    const choisi = liste[this.entier(0, liste.length - 1)]
    if (choisi === undefined) throw new RangeError('nothing to draw from')
    return choisi
  }
  chance(part: number): boolean {
    return this.reel() < part
  }
  /** A UUID of version 7, at a moment, the same for the same seed. */
  uuid(ms: number): string {
    const hasard = () =>
      Math.floor(this.reel() * 4_294_967_296)
        .toString(16)
        .padStart(8, '0')
    const alea = hasard() + hasard() + hasard()
    const temps = Math.max(0, Math.floor(ms)).toString(16).padStart(12, '0')
    return `${temps.slice(0, 8)}-${temps.slice(8, 12)}-7${alea.slice(0, 3)}-${'89ab'[Number.parseInt(alea[3] ?? '0', 16) % 4]}${alea.slice(4, 7)}-${alea.slice(7, 19).padEnd(12, '0')}`
  }
}
