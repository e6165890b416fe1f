/**
 * A message as a gateway sees it: no name, no dossier. `cle` is the same each time the same message
 * is sent.
 */
export type AEnvoyer = {
  cle: string
  destinataire: string
  sujet: string | null
  texte: string
  /** 16 bits, echoed by an SMSC in its receipt. */
  reference: number
  /** After this it must not be delivered any more (ISO, UTC). */
  utileJusqua: string
  lienArret: string | null
}

/**
 * How a sending ended: accepted, refused (for good or for now), unknown, or answered by what nobody
 * can read. `journal`: the same for the log, where `detail` quotes a provider, whose words may name
 * a number.
 */
export type Fin =
  | { sorte: 'accepte'; ref: string | null }
  | { sorte: 'refus'; definitif: boolean; detail: string; journal?: string }
  | { sorte: 'doute'; detail: string; journal?: string }
  | { sorte: 'illisible'; detail: string; journal?: string }

/**
 * What a provider says later of a message, named by our key, by its own number, or by our reference
 * and the number called.
 */
export type Accuse = {
  quoi: 'accepte' | 'recu' | 'echec'
  cle?: string | null
  /** The provider's number first, then other ways to write it. */
  refs: string[]
  reference?: number | null
  numero?: string | null
  detail: string | null
}

/**
 * Who listens to a gateway. `recu` and `reponse` end once what they were told is safely kept: the
 * provider is acknowledged only then.
 */
export type Ecoute = {
  prete(): void
  /** Its link is cut, or could not be made; `prete` says that it is there again. */
  coupee(pourquoi: string): void
  recu(accuse: Accuse): Promise<void>
  reponse(numero: string, texte: string): Promise<void>
  erreur(detail: string): void
}

/**
 * What becomes of a doubt. `dedoublonne`: the same key sent twice arrives once, for `memoireMs` at
 * least, so that a doubt is lifted by sending again. Otherwise it waits `attenteDuDouteMs` (for the
 * receipt, where there are any, the gateway being open all that time), is sent again
 * `reprisesAuPlus` times at most, then is shown to an agent.
 */
type SortDuDoute =
  | { dedoublonne: true; memoireMs: number }
  | { dedoublonne: false; attenteDuDouteMs: number; reprisesAuPlus: number }

/** A provider. */
export type Passerelle = SortDuDoute & {
  nom: string
  canal: 'sms' | 'courriel'
  /** How many messages may be in flight at once. */
  fenetre: number
  /** Gives receipts: what is not acknowledged stays « envoyé » otherwise. */
  accuse: boolean
  ouvrir(ecoute: Ecoute): void
  /** Since when it can send without interruption (performance.now()), or null when it cannot. */
  ouverteDepuis(): number | null
  envoyer(message: AEnvoyer): Promise<Fin>
  /** Ends what is in flight too: what had no answer is in doubt. */
  fermer(): Promise<void>
}

/**
 * True for an answer that stops the messages (« STOP », « Arrêt. »), whatever its accents, case and
 * punctuation.
 */
export const estUnArret = (texte: string): boolean =>
  /^(stop|arret|arreter|arretez|desabonner|unsubscribe)\b/.test(
    texte
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/^[^a-z]+/, ''),
  )
