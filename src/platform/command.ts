import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import { type AQui, convient, estASoi, type Qualite } from './a-qui.ts'
import { heureLocale, type Jour, type Moment, type Territoire } from './date.ts'
import type { Tx } from './db/index.ts'
import { type Refusal, Refused } from './refusal.ts'

/**
 * What may be done, as « noun:verb »; `acces/permissions.ts` says which function holds it, and the
 * application refuses to start on an unknown one.
 */
export type Permission = `${string}:${string}`

/**
 * Who acts: an agent of a service, or an account of a juridiction. `entiteId` is the one that the
 * périmètre knows.
 */
export type Acteur = {
  id: string
  nom: string
  prenom: string
  fonction: string
  serviceId: string | null
  antenneId: string | null
  juridictionId: string | null
  entiteNom: string
  territoire: Territoire
  fuseau: string
  peut(permission: Permission): boolean
}

/**
 * The entité that the périmètre knows: the agent's service, or the account's juridiction; null for
 * the administrator.
 */
export const entiteDe = ({
  serviceId,
  juridictionId,
}: Pick<Acteur, 'serviceId' | 'juridictionId'>): string | null => serviceId ?? juridictionId

/** What a command or a page knows of its moment: the clock is always passed, never read. */
export type Context = {
  acteur: Acteur
  sessionId: string | null
  requete: string
  /** The route or the command that runs, as the journals name it. */
  acte: string
  maintenant: Temporal.Instant
  aujourdhui: Jour
  /** The base holds invented people only: what is not the law may then be tried. */
  demonstration: boolean
  /**
   * People shown beyond the dossier of the address: each finds this reading, and its motive, in
   * their own journal (ADR 0048).
   */
  montrer(dossierIds: readonly string[], motif: string): void
}

/**
 * A refusal whose trace outlives it: what it wrote is rolled back, then this is written in its own
 * transaction, before any answer.
 */
export class RefusTrace extends Refused {
  readonly tracer: (tx: Tx, context: Context) => Promise<unknown>
  constructor(refusals: [Refusal, ...Refusal[]], tracer: RefusTrace['tracer']) {
    super(refusals)
    this.tracer = tracer
  }
}

/** The day and the hour of the context, where the service is. */
export const ici = ({ aujourdhui, maintenant, acteur }: Context): Moment => ({
  le: aujourdhui,
  heure: heureLocale(maintenant, acteur.fuseau),
})

/**
 * What the journal keeps of a write: the dossier, the row written, and why when the act has a
 * motive. Never a text that was typed.
 */
export type Trace = { dossierId?: string | null; cible?: string | null; motif?: string | null }

export type Command<S extends z.ZodType, R> = {
  /** `module.verb`, the name in the journal. */
  name: `${string}.${string}`
  permission: Permission
  /** Whose it is: what is another's is refused, and no page offers it. */
  aQui: AQui
  input: S
  run(tx: Tx, input: z.output<S>, context: Context): Promise<R>
  /**
   * One trace; several when one write touches several dossiers (an import): each of them must find
   * it in its journal.
   */
  journal(input: z.output<S>, result: R): Trace | [Trace, ...Trace[]]
  /**
   * What each database constraint that this write may meet says to the agent: the second half of a
   * pair assertion.
   */
  contraintes?: Record<string, string>
  /**
   * This write is carried out on a closed dossier too; why is said in a comment beside it. Every
   * other one is refused there.
   */
  surDossierClos?: true
  /**
   * All that it reads is one instant of the base, whatever others write meanwhile: what it makes of
   * many tables agrees with itself.
   */
  instantane?: true
}

/**
 * What takes nothing new: a dossier that is closed (or merged), or one that is only proposed to the
 * service that looks at it.
 */
export type CauseDeFermeture = 'clos' | 'propose'
type Permises = { surDossierClos?: true; aQui: AQui }
/**
 * What a closed dossier takes is not what a proposed one takes: the first is said by the command,
 * the second by whose it is.
 */
export const permisMalgre = (commande: Permises, cause: CauseDeFermeture): boolean =>
  cause === 'clos' ? (commande.surDossierClos ?? false) : estASoi(commande.aQui, 'propose')

/**
 * A dossier as the opening of the transaction found it for whoever acts: what it takes, and what
 * they are to it.
 */
export type Sujet = { cause: CauseDeFermeture | null; qualite: Qualite }
/**
 * Why this write is not carried out there: the dossier takes nothing new, or it is not theirs to
 * write.
 */
export function empechement(
  commande: Permises,
  { cause, qualite }: Sujet,
): CauseDeFermeture | 'autrui' | null {
  if (cause && !permisMalgre(commande, cause)) return cause
  return estASoi(commande.aQui, qualite) ? null : 'autrui'
}

/** A reach narrower than the dossier, which a page or a write says that it is enough for it. */
export type PorteeEtroite = 'proposition' | 'convocation'
/**
 * By what narrower reach this write is carried out; it then has the whole dossier until its
 * transaction ends.
 */
export const porteesDe = ({ aQui }: Pick<Permises, 'aQui'>): PorteeEtroite[] => [
  ...(estASoi(aQui, 'propose') ? (['proposition'] as const) : []),
  ...(estASoi(aQui, 'audience') || estASoi(aQui, 'recoit') ? (['convocation'] as const) : []),
]

/**
 * What the program declares, whatever its input and its result: what the tests that enumerate go
 * through.
 */
export type CommandeDeclaree = { name: string; permission: Permission; input: z.ZodType } & Permises
const declarees: CommandeDeclaree[] = []
export const commandesDeclarees = (): readonly CommandeDeclaree[] => declarees

/**
 * Does this command name the dossier that it writes, so that the opening of its transaction says
 * whether it is closed?
 */
export function nommeUnDossier(input: z.ZodType): boolean {
  const { shape, def } = input as { shape?: Record<string, unknown>; def?: { in?: z.ZodType } }
  return shape ? 'dossierId' in shape : def?.in !== undefined && nommeUnDossier(def.in)
}

/** Who looks at a dossier: what would be refused there is not theirs, so that no page offers it. */
export function surLeDossier(acteur: Acteur, sujet: Sujet): Acteur {
  const permisIci = (permission: Permission) => {
    const ecritures = declarees.filter(
      declaree => declaree.permission === permission && nommeUnDossier(declaree.input),
    )
    return (
      ecritures.length === 0 || ecritures.some(ecriture => empechement(ecriture, sujet) === null)
    )
  }
  return { ...acteur, peut: permission => acteur.peut(permission) && permisIci(permission) }
}

/**
 * A write, checked by the compiler: nothing can be saved without a permission, whose it is, a
 * schema, a journal name and a trace.
 */
export const command = <S extends z.ZodType, R>(definition: Command<S, R>): Command<S, R> => {
  if (!convient(definition.aQui, nommeUnDossier(definition.input)))
    throw new Error(`${definition.name}: « ${definition.aQui} » is not for it`)
  declarees.push(definition)
  return definition
}
