import { randomBytes } from 'node:crypto'
import os from 'node:os'
import { setTimeout as attendre } from 'node:timers/promises'
import type { Base } from '../platform/db/connexion.ts'
import { estIrrecevable } from '../platform/db/pannes.ts'
import { direLesReprises, type Reprises } from '../platform/db/reprises.ts'
import { type Accuse, estUnArret, type Passerelle } from '../platform/passerelles/passerelle.ts'
import { battre, cesserDeBattre, commencerABattre } from './battement.store.ts'
import {
  noterAccuse,
  opposerParNumero,
  remettreEnOrdre,
  type Veille,
  veiller,
} from './envoi.store.ts'
import { LIRE_LA_FILE, type Processus, Voie } from './voie.jobs.ts'

/** No clock: what is due, too late or in doubt for too long is the base's to say. */
export type ReglagesDEnvoi = {
  base: Base
  passerelles: Passerelle[]
  surErreur?: (erreur: string) => void
  /** Name of the process among its likes: it must be its own. */
  qui?: string
  /**
   * How often the queue is looked at when nothing announces a message; null to look only when
   * `tour` is called.
   */
  periodeMs?: number | null
  /** How long a stop waits for what is in flight: what has no answer by then is in doubt. */
  patienceMs?: number
}
export type Envoi = {
  /**
   * One look at the queue: everything that is due is sent; gives the number of messages that were
   * tried.
   */
  tour(): Promise<number>
  /** Stops taking, lets what is in flight end, and closes the gateways. */
  arreter(): Promise<void>
}

const PERIODE_MS = 5_000
const PATIENCE_MS = 10_000

const unNom = () => `${os.hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`

/**
 * Sends what the queue holds, until `arreter`. Any number of processes may do it at once (ADR
 * 0024).
 */
export function demarrerEnvoi(reglages: ReglagesDEnvoi): Envoi {
  const envoi = new Expediteur(reglages)
  envoi.ouvrir()
  return { tour: () => envoi.tour(), arreter: () => envoi.arreter() }
}

class Expediteur {
  readonly #r: ReglagesDEnvoi
  readonly #qui: string
  readonly #voies: Voie[]
  #veille: Veille | null = null
  #arret: Promise<void> | null = null
  #enCours: Promise<number> = Promise.resolve(0)
  /** Receipts and answers that are being written. */
  readonly #entendus = new Set<Promise<void>>()
  #reveiller: (() => void) | null = null
  #reveille = false
  #boucle: Promise<void> = Promise.resolve()
  #battuA = Number.NEGATIVE_INFINITY
  readonly #reprises: Reprises

  constructor(reglages: ReglagesDEnvoi) {
    this.#r = reglages
    this.#reprises = direLesReprises(reglages.base, texte => this.#dire(texte))
    this.#qui = reglages.qui ?? unNom()
    const tient = () => this.#veille?.tient() ?? false
    const arrete = () => this.#arret !== null
    const processus: Processus = {
      base: reglages.base,
      qui: this.#qui,
      prendEncore: () => tient() && !arrete(),
      tient,
      arrete,
      dire: detail => this.#dire(detail),
      reprises: this.#reprises,
    }
    this.#voies = reglages.passerelles.map(passerelle => new Voie(passerelle, processus))
  }

  ouvrir(): void {
    for (const [rang, passerelle] of this.#r.passerelles.entries()) {
      const journal = this.#voies[rang]?.journal
      passerelle.ouvrir({
        prete: () => {
          journal?.reliee()
          this.#sonner()
        },
        coupee: pourquoi => journal?.coupee(pourquoi),
        recu: accuse => this.#suivre(this.#accuser(passerelle, accuse)),
        reponse: (numero, texte) => this.#suivre(this.#entendre(numero, texte)),
        erreur: detail => this.#dire(`${passerelle.nom} : ${detail}`),
      })
    }
    if (this.#r.periodeMs !== null) this.#boucle = this.#tourner(this.#r.periodeMs ?? PERIODE_MS)
  }

  /** A second one waits for the first. */
  tour(): Promise<number> {
    const vider = async () => {
      const essayes = () => this.#voies.reduce((somme, voie) => somme + voie.essayes, 0)
      const avant = essayes()
      await this.#regarder()
      await Promise.all(this.#voies.map(voie => voie.vider()))
      return essayes() - avant
    }
    this.#enCours = this.#enCours.then(vider, vider)
    return this.#enCours
  }

  arreter(): Promise<void> {
    this.#arret ??= (async () => {
      this.#sonner()
      await this.#boucle
      const enVol = Promise.all(this.#voies.map(voie => voie.finir()))
      const patience = new AbortController()
      const assez = attendre(this.#r.patienceMs ?? PATIENCE_MS, undefined, {
        signal: patience.signal,
      })
      await Promise.race([enVol, assez])
      patience.abort()
      await assez.catch(() => {})
      await Promise.all(this.#r.passerelles.map(passerelle => passerelle.fermer()))
      await enVol
      await this.#enCours.catch(() => {})
      await Promise.allSettled(this.#entendus)
      await cesserDeBattre(this.#r.base, this.#qui).catch(erreur =>
        this.#reprises.echoue('arrêt à noter', erreur),
      )
      this.#veille?.fermer()
    })()
    return this.#arret
  }

  /**
   * Looks without waiting for the answers of what it sends: a gateway that is slow to answer holds
   * its own messages alone.
   */
  async #tourner(periodeMs: number): Promise<void> {
    while (!this.#arret) {
      await this.#regarder().then(
        () => this.#reprises.abouti(LIRE_LA_FILE),
        erreur => this.#reprises.echoue(LIRE_LA_FILE, erreur),
      )
      if (this.#arret) return
      if (!this.#reveille) {
        const minuterie = new AbortController()
        this.#reveiller = () => minuterie.abort()
        await attendre(periodeMs, undefined, { signal: minuterie.signal }).catch(() => {})
        this.#reveiller = null
      }
      this.#reveille = false
    }
  }
  #sonner(): void {
    this.#reveille = true
    this.#reveiller?.()
  }
  #dire(detail: string): void {
    this.#r.surErreur?.(detail)
  }

  async #regarder(): Promise<void> {
    if (this.#arret) return
    if (!this.#veille?.tient()) this.#veille = await this.#veiller()
    await remettreEnOrdre(this.#r.base, this.#qui)
    await Promise.all(
      this.#voies.map(async voie => {
        voie.journal.regarder()
        await voie.leverLesDoutes()
        await voie.remplir()
      }),
    )
    await this.#battre()
  }

  async #veiller(): Promise<Veille> {
    const nous = {
      qui: this.#qui,
      canaux: [...new Set(this.#r.passerelles.map(passerelle => passerelle.canal))],
    }
    const veille = await veiller(
      this.#r.base,
      nous,
      () => this.#sonner(),
      () => this.#sonner(),
    )
    await commencerABattre(this.#r.base, this.#qui).catch((erreur: Error) => {
      veille.fermer()
      throw erreur
    })
    return veille
  }
  /** It has looked: said now and then, for a look may follow another at once. */
  async #battre(): Promise<void> {
    if (performance.now() - this.#battuA < PERIODE_MS) return
    await battre(this.#r.base, this.#qui)
    this.#battuA = performance.now()
  }

  /** Known until it ends, so that a stop leaves no write behind it. */
  #suivre(ecriture: Promise<void>): Promise<void> {
    const suivie = ecriture.finally(() => this.#entendus.delete(suivie))
    this.#entendus.add(suivie)
    return suivie
  }
  /**
   * A receipt may come before the answer to the sending is noted: it is tried again a little later
   * before being left aside.
   */
  async #accuser(passerelle: Passerelle, accuse: Accuse): Promise<void> {
    for (const delai of [0, 100, 1_000]) {
      if (delai) await attendre(delai)
      if (await this.#garder(() => noterAccuse(this.#r.base, passerelle.nom, accuse))) return
    }
    this.#dire(
      `${passerelle.nom} : accusé d’un message inconnu (${accuse.refs[0] ?? accuse.reference ?? 'sans numéro'})`,
    )
  }
  async #entendre(numero: string, texte: string): Promise<void> {
    if (estUnArret(texte)) await this.#garder(() => opposerParNumero(this.#r.base, numero))
  }
  /**
   * What the base will never take is said and let go: refused, the provider would give it again for
   * ever.
   */
  async #garder<T>(ecrire: () => Promise<T>): Promise<T | true> {
    try {
      return await ecrire()
    } catch (erreur) {
      if (!estIrrecevable(erreur)) throw erreur
      this.#dire(
        `ce que dit l’opérateur n’a pas pu être gardé : ${this.#r.base.enJournal(erreur)?.mots ?? ''}`,
      )
      return true
    }
  }
}
