import type { FastifyInstance } from 'fastify'
import type { QueryResult } from 'pg'
import type { VNode } from 'preact'
import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { AQui } from '../a-qui.ts'
import {
  type Acteur,
  type CauseDeFermeture,
  type CommandeDeclaree,
  empechement,
  type Permission,
  type PorteeEtroite,
  type Sujet,
  type Trace,
} from '../command.ts'
import type { Base } from '../db/connexion.ts'
import type { Mesures } from './metriques.ts'

/** What the opening statement of a transaction says of who asks. */
export type Ouverture = {
  acteur: Acteur
  sessionId: string | null
  ouverte: boolean
  ferme: AccesFerme | null
  deja: EnvoiConnu | null
}
/**
 * Why an account opens nothing: suspended, gone, not there yet. Said to who holds one of its
 * sessions, never at sign-in.
 */
export type AccesFerme = 'suspendu' | 'parti' | 'pas_arrive'

/** The key of a form, and the keyed hash of where it was sent and what it held. */
export type Envoi = { cle: string; contenu: Buffer }
/**
 * A sending of this key that was carried out: its hash (null when it dates from before there was
 * one), where it led, and when.
 */
export type EnvoiConnu = { contenu: Buffer | null; suite: string | null; a: string }

/**
 * Who the transaction is for: the bearer of a session's token, or an account named by a command
 * line or a test.
 */
export type Porteur = { jeton: string } | { compteId: string }

/**
 * A POST that could not be carried out: it travels in the page that says so, sealed, and comes back
 * to the one who typed it.
 */
export type Reprise = {
  chemin: string
  valeurs: Record<string, unknown>
  compteId: string
  /** Nobody knows whether it was carried out. */
  incertain?: boolean
}

/** Why this is not written in a dossier, and the act that would open it again, for who may. */
export type Fermeture = {
  titre: string
  message: string
  issue: { href: string; label: string; si: Permission } | null
}

/**
 * The dossier of a transaction, as its opening found it; the module that owns dossiers has the
 * words.
 */
export type DossierOuvert = Sujet & {
  dossierId: string
  dire(pourquoi: CauseDeFermeture | 'autrui', aQui: AQui): Fermeture
}
/** Why this command is refused there, before it runs; null where it is not. */
export function fermetureDe(
  commande: Pick<CommandeDeclaree, 'aQui' | 'surDossierClos'>,
  dossier: DossierOuvert | null,
) {
  const pourquoi = dossier && empechement(commande, dossier)
  return pourquoi ? { ...dossier.dire(pourquoi, commande.aQui), pourquoi } : null
}

/**
 * What `platform` needs of the module that keeps sessions, permissions and journals, as the SQL
 * that rides with BEGIN and COMMIT.
 */
export type PortAcces = {
  ouvrir(demande: {
    porteur: Porteur
    cle: string | null
    dossierId: string | null
    malgre: CauseDeFermeture[]
    portees: PorteeEtroite[]
    geste: boolean
  }): string
  lire(
    resultats: QueryResult[],
  ): { ouverture: Ouverture; visible: boolean; dossier: DossierOuvert | null } | null
  /**
   * `corps` is the page that leaves: whom it leads to, and is not followed by the entité of who
   * reads, finds the reading too.
   */
  lecture(entree: {
    ouverture: Ouverture
    route: string
    dossierId: string | null
    requete: string
    corps?: string | null
  }): string
  /** One line for each person shown beyond the dossier of the address, with why. */
  montres(entree: {
    ouverture: Ouverture
    acte: string
    requete: string
    montres: ReadonlyMap<string, string>
  }): string
  ecriture(entree: {
    /** The account is null for who is nobody known: a sign-in refused. */
    ouverture: { acteur: { id: string | null }; sessionId: string | null }
    commande: string
    traces: Trace[]
    champs: string[]
    requete: string
    envoi: Envoi | null
    suite: string | null
  }): string
  ecranConnexion(etat: {
    retour: string
    reprise: string | null
    message: string | null
    continuer?: boolean
  }): VNode
  permissions: ReadonlySet<string>
}

export type Navigation = { href: string; label: string; icon?: string }[]

export type Plateforme = {
  app: FastifyInstance
  base: Base
  acces: PortAcces
  secret: Buffer
  horloge(): Temporal.Instant
  navigation(acteur: Acteur): Navigation
  /** Every route that was declared, with who may use it: what the access test goes through. */
  routes: {
    method: string
    url: string
    access: string
    command?: CommandeDeclaree
    params?: z.ZodType
  }[]
  libelleFonction(fonction: string): string
  production: boolean
  demonstration: boolean
  /**
   * The address that the agents open, without its last slash: what a link that leaves begins with,
   * never the Host header.
   */
  origine: string
  mesures: Mesures
}

/** A screen: its title, the path that leads to it, and its body. */
export type Ecran = {
  titre: string
  alerte?: string | null
  fil?: { label: string; href?: string }[]
  corps: VNode
  erreur?: boolean
  nu?: boolean
  /** It answers a sending: its form is shown as it was sent. */
  recu?: boolean
  /** The dossier that it shows: no door leads to what would be refused there. */
  dossier?: DossierOuvert | null
}

/**
 * Thrown when the session is absent, closed or expired. `compteId` is known when the token was that
 * of a session which has expired.
 */
export class SansSession extends Error {
  readonly compteId: string | null
  readonly ferme: AccesFerme | null
  constructor(compteId: string | null, ferme: AccesFerme | null = null) {
    super('session absente ou expirée')
    this.compteId = compteId
    this.ferme = ferme
  }
}

/**
 * Thrown when who is signed in is not who opened the page: what it holds was typed by the other,
 * and is shown to nobody else.
 */
export class AutrePersonne extends Error {
  constructor() {
    super('page ouverte par une autre personne')
  }
}

/**
 * Thrown when a key that was carried out comes back with another content: a page seen again,
 * changed, and sent again.
 */
export class DejaServi extends Error {
  readonly a: string
  readonly fuseau: string
  constructor(instant: string, fuseau: string) {
    super('page déjà envoyée, avec un autre contenu')
    this.a = instant
    this.fuseau = fuseau
  }
}
