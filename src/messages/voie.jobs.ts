import { setTimeout as attendre } from 'node:timers/promises'
import { lireInstant } from '../platform/date.ts'
import type { Base } from '../platform/db/connexion.ts'
import { estIrrecevable } from '../platform/db/pannes.ts'
import type { Reprises } from '../platform/db/reprises.ts'
import type { AEnvoyer, Fin, Passerelle } from '../platform/passerelles/passerelle.ts'
import { type Essai, leverLesDoutes, noterEssai, type Pris, prendre } from './envoi.store.ts'
import { JournalDeVoie } from './journal-de-voie.jobs.ts'
import { lienArret } from './lien.paths.ts'
import { prochainEnvoi } from './message.rules.ts'

/** The sending process, as one of its gateways sees it. */
export type Processus = {
  base: Base
  qui: string
  /** It is known to be alive, and does not stop: it may take. */
  prendEncore(): boolean
  tient(): boolean
  arrete(): boolean
  dire(detail: string): void
  reprises: Reprises
}

export const LIRE_LA_FILE = 'lecture de la file'
const NOTER_LA_FIN = 'fin d’un envoi à noter'
/**
 * Taken longer ago than this, a message is given back rather than sent: the process was asleep, and
 * others may believe it dead.
 */
const FRAICHEUR_MS = 20_000
const PATIENCE_A_L_ARRET_MS = 10_000
const UNE_MINUTE_MS = 60_000
const ECARTE: Suite = {
  quoi: 'illisible',
  ref: null,
  detail: 'La réponse de l’opérateur n’a pas pu être gardée.',
}
/** Before the next try after a temporary refusal, by number of tries. */
const DELAIS_MINUTES = [1, 2, 5, 15, 30, 60, 120]

/**
 * What one gateway has in flight. It waits for its own answers alone: one that is slow slows no
 * other.
 */
export class Voie {
  readonly #p: Passerelle
  readonly #processus: Processus
  readonly journal: JournalDeVoie
  readonly #enVol = new Set<Promise<void>>()
  #prise: Promise<void> = Promise.resolve()
  #suivante: Promise<void> | null = null
  #essayes = 0

  constructor(passerelle: Passerelle, processus: Processus) {
    this.#p = passerelle
    this.#processus = processus
    this.journal = new JournalDeVoie({
      canal: passerelle.canal,
      dedoublonne: passerelle.dedoublonne,
      dire: texte => processus.dire(texte),
    })
  }

  /** Puts in flight all that is due, as far as the window goes; does not wait for the answers. */
  remplir(): Promise<void> {
    this.#suivante ??= this.#prise
      .catch(() => {})
      .then(() => {
        this.#suivante = null
        return this.#prendre()
      })
    this.#prise = this.#suivante
    return this.#prise
  }

  /** How many messages were tried by it so far. */
  get essayes(): number {
    return this.#essayes
  }

  /** Until nothing is due nor in flight. */
  async vider(): Promise<void> {
    await this.remplir()
    while (this.#enVol.size > 0) {
      await Promise.race(this.#enVol)
      await this.#prise
    }
  }

  /** Until what is in flight has ended. */
  async finir(): Promise<void> {
    await this.#prise.catch(() => {})
    await Promise.all(this.#enVol)
  }

  /**
   * What has been in doubt for long enough is due again, where the gateway makes it harmless or for
   * a last time.
   */
  async leverLesDoutes(): Promise<void> {
    const passerelle = this.#p
    const { base } = this.#processus
    const ouverte = passerelle.ouverteDepuis()
    if (ouverte === null) return
    if (passerelle.dedoublonne) {
      const toujours = {
        attenteMs: 0,
        memoireMs: passerelle.memoireMs,
        delaiMs: UNE_MINUTE_MS,
        reprises: null,
      }
      await leverLesDoutes(base, { fournisseur: passerelle.nom, ...toujours })
      return
    }
    // A receipt that the provider kept for us comes at the opening: its silence means something
    // only after that.
    if (
      passerelle.reprisesAuPlus === 0 ||
      (passerelle.accuse && performance.now() - ouverte < passerelle.attenteDuDouteMs)
    )
      return
    const bornees = {
      attenteMs: passerelle.attenteDuDouteMs,
      memoireMs: null,
      delaiMs: 0,
      reprises: passerelle.reprisesAuPlus,
    }
    await leverLesDoutes(base, { fournisseur: passerelle.nom, ...bornees })
  }

  /** What is taken is sent at once, so that little is ever in doubt. */
  async #prendre(): Promise<void> {
    const { base, qui, prendEncore } = this.#processus
    const { nom: fournisseur, canal, fenetre } = this.#p
    const combien = fenetre - this.#enVol.size
    if (combien <= 0 || this.#p.ouverteDepuis() === null || !prendEncore()) return
    const pris = await prendre(base, { qui, fournisseur, canal, combien })
    const un = performance.now()
    for (const message of pris) this.#lancer(message, un)
    this.#essayes += pris.length
  }

  #lancer(message: Pris, prisA: number): void {
    const un: Promise<void> = this.#envoyer(message, prisA).finally(() => {
      this.#enVol.delete(un)
      this.remplir().catch(erreur => this.#processus.reprises.echoue(LIRE_LA_FILE, erreur))
    })
    this.#enVol.add(un)
  }

  async #envoyer(message: Pris, prisA: number): Promise<void> {
    const differe = this.#differer(message, prisA)
    const fin = differe ?? this.#enEssai(message, await this.#remettre(message))
    await this.#noter({
      cle: message.cle,
      qui: this.#processus.qui,
      fournisseur: this.#p.nom,
      ...fin,
    })
  }

  /** By the hour of the base, it is night where the service is; or we are perhaps believed dead. */
  #differer({ prisA: heure, fuseau }: Pris, prisA: number): Suite | null {
    const maintenant = lireInstant(heure)
    const apresMs =
      prochainEnvoi(maintenant, fuseau).epochMilliseconds - maintenant.epochMilliseconds
    if (apresMs > 0)
      return {
        quoi: 'differe',
        apresMs,
        detail: 'Rien ne part la nuit, le dimanche ni un jour férié.',
      }
    if (this.#processus.tient() && performance.now() - prisA <= FRAICHEUR_MS) return null
    return { quoi: 'differe', apresMs: 0, detail: 'L’envoi a été interrompu avant de commencer.' }
  }

  async #remettre({
    cle,
    destinataire,
    sujet,
    texte,
    reference,
    utileJusqua,
    jeton,
  }: Pris): Promise<Fin> {
    const lien = jeton && lienArret(jeton)
    const message: AEnvoyer = {
      cle,
      destinataire,
      sujet,
      texte,
      reference,
      utileJusqua,
      lienArret: lien,
    }
    const fin = await this.#p.envoyer(message).catch(
      (erreur: Error): Fin => ({
        sorte: 'doute',
        detail: erreur.message,
        journal: `L’envoi a échoué (${erreur.name}).`,
      }),
    )
    if (!this.#processus.arrete()) this.journal.noter(fin)
    return fin
  }

  #enEssai({ essais }: Pris, fin: Fin): Suite {
    if (fin.sorte === 'accepte') return { quoi: 'accepte', ref: fin.ref }
    if (fin.sorte !== 'refus') return { quoi: fin.sorte, detail: fin.detail }
    if (fin.definitif) return { quoi: 'echec', detail: fin.detail }
    const minutes = DELAIS_MINUTES[Math.min(essais, DELAIS_MINUTES.length) - 1] ?? 1
    return { quoi: 'refuse', detail: fin.detail, apresMs: minutes * UNE_MINUTE_MS }
  }

  /**
   * Keeps the end of a try even if the base is away for a while; given up, the message is in doubt
   * and its receipt will say.
   */
  async #noter(essai: Essai): Promise<void> {
    const { base, arrete, reprises } = this.#processus
    let limite = Number.POSITIVE_INFINITY
    for (let delai = 50; ; delai = Math.min(delai * 2, 5_000)) {
      try {
        await noterEssai(base, essai)
        return reprises.abouti(NOTER_LA_FIN)
      } catch (erreur) {
        reprises.echoue(NOTER_LA_FIN, erreur)
        // What the base will never take is not offered for ever: the message is set aside without
        // what was said of it.
        if (estIrrecevable(erreur))
          return essai.quoi === 'illisible' ? undefined : this.#noter({ ...essai, ...ECARTE })
        if (arrete()) limite = Math.min(limite, performance.now() + PATIENCE_A_L_ARRET_MS)
        if (performance.now() > limite) return
        await attendre(delai)
      }
    }
  }
}
type Suite = Omit<Essai, 'cle' | 'qui' | 'fournisseur'>
