import { randomBytes } from 'node:crypto'
import os from 'node:os'
import { setTimeout as attendre } from 'node:timers/promises'
import type { Temporal } from 'temporal-polyfill'
import type { Base } from '../platform/db/connexion.ts'
import {
  noterAccuse,
  noterEssai,
  opposerParNumero,
  type Pris,
  prendre,
  relancer,
  remettreEnOrdre,
  type Veille,
  veiller,
} from './envoi.store.ts'
import { lienArret } from './lien.ts'
import { prochainEnvoi } from './message.rules.ts'
import { type Accuse, type AEnvoyer, estUnArret, type Fin, type Passerelle } from './passerelle.ts'

export type ReglagesDEnvoi = {
  base: Base
  passerelles: Passerelle[]
  horloge(): Temporal.Instant
  surErreur?: (erreur: string) => void
  /** Name of the process among its likes: it must be its own. */
  qui?: string
  /** How often the queue is looked at when nothing announces a message; null to look only when `tour` is called. */
  periodeMs?: number | null
}
export type Envoi = {
  /** One look at the queue: everything that is due is sent; gives the number of messages that were tried. */
  tour(): Promise<number>
  /** Stops taking, lets what is in flight end, and closes the gateways. */
  arreter(): Promise<void>
}

const PERIODE_MS = 5_000
/** A message taken longer ago than this is given back rather than sent: the process was asleep, and others may believe it dead. */
const FRAICHEUR_MS = 20_000
const PATIENCE_A_L_ARRET_MS = 10_000
/** Before the next try after a temporary refusal, by number of tries. */
const DELAIS_MINUTES = [1, 2, 5, 15, 30, 60, 120]
const unNom = () => `${os.hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`

/** Sends what the queue holds, until `arreter`. Any number of processes may do it at once (ADR 0024). */
export function demarrerEnvoi(reglages: ReglagesDEnvoi): Envoi {
  const envoi = new Expediteur(reglages)
  envoi.ouvrir()
  return { tour: () => envoi.tour(), arreter: () => envoi.arreter() }
}

class Expediteur {
  readonly #r: ReglagesDEnvoi
  readonly #qui: string
  #veille: Veille | null = null
  #arret: Promise<void> | null = null
  #enCours: Promise<number> = Promise.resolve(0)
  /** Receipts and answers that are being written. */
  readonly #entendus = new Set<Promise<void>>()
  #reveiller: (() => void) | null = null
  #reveille = false
  #boucle: Promise<void> = Promise.resolve()

  constructor(reglages: ReglagesDEnvoi) {
    this.#r = reglages
    this.#qui = reglages.qui ?? unNom()
  }

  ouvrir(): void {
    for (const p of this.#r.passerelles) {
      p.ouvrir({
        prete: () => this.#sonner(),
        recu: accuse => this.#suivre(this.#accuser(p, accuse)),
        reponse: (numero, texte) => this.#suivre(this.#entendre(numero, texte)),
        erreur: detail => this.#dire(`${p.nom} : ${detail}`),
      })
    }
    if (this.#r.periodeMs !== null) this.#boucle = this.#tourner(this.#r.periodeMs ?? PERIODE_MS)
  }

  /** Looks never overlap: a second one waits for the first. */
  tour(): Promise<number> {
    this.#enCours = this.#enCours.then(
      () => this.#regarder(),
      () => this.#regarder(),
    )
    return this.#enCours
  }

  arreter(): Promise<void> {
    this.#arret ??= (async () => {
      this.#sonner()
      await this.#boucle
      await this.#enCours.catch(() => {})
      await Promise.all(this.#r.passerelles.map(p => p.fermer()))
      await Promise.allSettled(this.#entendus)
      this.#veille?.fermer()
    })()
    return this.#arret
  }

  async #tourner(periodeMs: number): Promise<void> {
    while (!this.#arret) {
      await this.tour().catch((erreur: Error) => this.#dire(`la file n’a pas pu être lue (${erreur.message})`))
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
  #maintenant(): string {
    return this.#r.horloge().toString()
  }

  async #regarder(): Promise<number> {
    if (this.#arret) return 0
    if (!this.#veille?.tient())
      this.#veille = await veiller(
        this.#r.base,
        { qui: this.#qui, canaux: [...new Set(this.#r.passerelles.map(p => p.canal))] },
        () => this.#sonner(),
        () => this.#sonner(),
      )
    await remettreEnOrdre(this.#r.base, this.#qui, this.#maintenant())
    const faits = await Promise.all(this.#r.passerelles.map(p => this.#vider(p)))
    return faits.reduce((a, b) => a + b, 0)
  }

  /** Sends all that is due by one gateway, with its window always full: what is taken is sent at once, so that little is ever in doubt. */
  async #vider(p: Passerelle): Promise<number> {
    if (p.ouverteDepuis() === null) return 0
    await this.#leverLesDoutes(p)
    const enVol = new Set<Promise<void>>()
    let essayes = 0
    while (!this.#arret && this.#veille?.tient() && p.ouverteDepuis() !== null) {
      const pris = await prendre(this.#r.base, {
        qui: this.#qui,
        fournisseur: p.nom,
        canal: p.canal,
        combien: p.fenetre - enVol.size,
        maintenant: this.#maintenant(),
      })
      const prisA = performance.now()
      for (const message of pris) {
        const un: Promise<void> = this.#envoyer(p, message, prisA).finally(() => enVol.delete(un))
        enVol.add(un)
      }
      essayes += pris.length
      if (!enVol.size) break
      await Promise.race(enVol)
    }
    await Promise.all(enVol)
    return essayes
  }

  async #leverLesDoutes(p: Passerelle): Promise<void> {
    const maintenant = this.#r.horloge()
    const ilYA = (ms: number) => maintenant.subtract({ milliseconds: Math.ceil(ms) }).toString()
    const demande = { fournisseur: p.nom, maintenant: maintenant.toString() }
    if (p.dedoublonne) {
      await relancer(this.#r.base, { ...demande, avant: demande.maintenant, depuis: ilYA(p.memoireMs), delaiMs: 60_000 })
    } else if (p.apresLeDoute === 'renvoyer') {
      // A receipt that the provider kept for us comes at the opening: its silence means something only after that.
      const depuis = p.ouverteDepuis()
      if (depuis === null || performance.now() - depuis < p.attenteDuDouteMs) return
      await relancer(this.#r.base, { ...demande, avant: ilYA(p.attenteDuDouteMs), depuis: null, delaiMs: 0 })
    }
  }

  async #envoyer(p: Passerelle, message: Pris, prisA: number): Promise<void> {
    const commun = { cle: message.cle, qui: this.#qui, fournisseur: p.nom }
    const maintenant = this.#r.horloge()
    const permis = prochainEnvoi(maintenant, message.fuseau)
    if (permis.epochMilliseconds > maintenant.epochMilliseconds) {
      const detail = 'Rien ne part la nuit, le dimanche ni un jour férié.'
      return this.#noter({ ...commun, quoi: 'differe', envoiA: permis.toString(), detail })
    }
    if (!this.#veille?.tient() || performance.now() - prisA > FRAICHEUR_MS)
      return this.#noter({
        ...commun,
        quoi: 'differe',
        envoiA: maintenant.toString(),
        detail: 'L’envoi a été interrompu avant de commencer.',
      })
    const fin = await p.envoyer(this.#pour(message)).catch((erreur: Error): Fin => ({ sorte: 'doute', detail: erreur.message }))
    if (fin.sorte === 'accepte') return this.#noter({ ...commun, quoi: 'accepte', ref: fin.ref })
    if (fin.sorte === 'doute') return this.#noter({ ...commun, quoi: 'doute', detail: fin.detail })
    if (fin.definitif) return this.#noter({ ...commun, quoi: 'echec', detail: fin.detail })
    const minutes = DELAIS_MINUTES[Math.min(message.essais, DELAIS_MINUTES.length) - 1] ?? 1
    return this.#noter({ ...commun, quoi: 'refuse', detail: fin.detail, envoiA: this.#r.horloge().add({ minutes }).toString() })
  }

  #pour({ cle, destinataire, sujet, texte, reference, utileJusqua, jeton }: Pris): AEnvoyer {
    return { cle, destinataire, sujet, texte, reference, utileJusqua, lienArret: jeton && lienArret(jeton) }
  }

  /** Keeps the end of a try even if the base is away for a while; given up, the message is in doubt and its receipt will say. */
  async #noter(essai: Parameters<typeof noterEssai>[1]): Promise<void> {
    let limite = Number.POSITIVE_INFINITY
    for (let delai = 50; ; delai = Math.min(delai * 2, 5_000)) {
      try {
        await noterEssai(this.#r.base, essai, this.#maintenant())
        return
      } catch (erreur) {
        this.#dire(`la fin d’un envoi n’a pas pu être notée (${(erreur as Error).message})`)
        if (this.#arret) limite = Math.min(limite, performance.now() + PATIENCE_A_L_ARRET_MS)
        if (performance.now() > limite) return
        await attendre(delai)
      }
    }
  }

  /** Known until it ends, so that a stop leaves no write behind it. */
  #suivre(ecriture: Promise<void>): Promise<void> {
    const suivie = ecriture.finally(() => this.#entendus.delete(suivie))
    this.#entendus.add(suivie)
    return suivie
  }

  /** A receipt may come before the answer to the sending is noted: it is tried again a little later before being left aside. */
  async #accuser(p: Passerelle, accuse: Accuse): Promise<void> {
    for (const delai of [0, 100, 1_000]) {
      if (delai) await attendre(delai)
      if (await noterAccuse(this.#r.base, p.nom, accuse, this.#maintenant())) return
    }
    this.#dire(`${p.nom} : accusé d’un message inconnu (${accuse.refs[0] ?? accuse.reference ?? 'sans numéro'})`)
  }

  async #entendre(numero: string, texte: string): Promise<void> {
    if (estUnArret(texte)) await opposerParNumero(this.#r.base, numero)
  }
}
