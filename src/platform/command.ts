import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Jour } from './date.ts'
import type { Tx } from './db/index.ts'

/** What may be done, as « noun:verb »; `acces/permissions.ts` says which function holds it, and the application refuses to start on an unknown one. */
export type Permission = `${string}:${string}`

/** Who acts: an agent of a service, or an account of a juridiction. `entiteId` is the one that the périmètre knows. */
export type Acteur = {
  id: string
  nom: string
  prenom: string
  fonction: string
  serviceId: string | null
  antenneId: string | null
  juridictionId: string | null
  entiteNom: string
  territoire: string
  fuseau: string
  peut(permission: Permission): boolean
}

/** The entité that the périmètre knows: the agent's service, or the account's juridiction; null for the administrator. */
export const entiteDe = ({ serviceId, juridictionId }: Pick<Acteur, 'serviceId' | 'juridictionId'>): string | null =>
  serviceId ?? juridictionId

/** What a command or a page knows of its moment: the clock is always passed, never read. */
export type Context = {
  acteur: Acteur
  sessionId: string | null
  requete: string
  maintenant: Temporal.Instant
  aujourdhui: Jour
  /** The base holds invented people only: what is not the law may then be tried. */
  demonstration: boolean
}

/** What the journal keeps of a write: the dossier, the row written, and why when the act has a motive. Never a text that was typed. */
export type Trace = { dossierId?: string | null; cible?: string | null; motif?: string | null }

export type Command<S extends z.ZodType, R> = {
  /** `module.verb`, the name in the journal. */
  name: `${string}.${string}`
  permission: Permission
  input: S
  run(tx: Tx, input: z.output<S>, context: Context): Promise<R>
  /** One trace; several when one write touches several dossiers (an import): each of them must find it in its journal. */
  journal(input: z.output<S>, result: R): Trace | [Trace, ...Trace[]]
  /** What each database constraint that this write may meet says to the agent: the second half of a pair assertion. */
  contraintes?: Record<string, string>
  /** This write is carried out on a closed dossier too; why is said in a comment beside it. Every other one is refused there. */
  surDossierClos?: true
}

/** What the program declares, whatever its input and its result: what the tests that enumerate go through. */
export type CommandeDeclaree = { name: string; permission: Permission; input: z.ZodType; surDossierClos?: true }
const declarees: CommandeDeclaree[] = []
export const commandesDeclarees = (): readonly CommandeDeclaree[] => declarees

/** Does this command name the dossier that it writes, so that the opening of its transaction says whether it is closed? */
export function nommeUnDossier(input: z.ZodType): boolean {
  const { shape, def } = input as { shape?: Record<string, unknown>; def?: { in?: z.ZodType } }
  return shape ? 'dossierId' in shape : def?.in !== undefined && nommeUnDossier(def.in)
}

/** Who looks at a closed dossier: what writes there is no longer theirs, so that no page offers what would be refused. */
export function enLectureSeule(acteur: Acteur): Acteur {
  const permisSurClos = (permission: Permission) => {
    const ecritures = declarees.filter(c => c.permission === permission && nommeUnDossier(c.input))
    return ecritures.length === 0 || ecritures.some(c => c.surDossierClos)
  }
  return { ...acteur, peut: permission => acteur.peut(permission) && permisSurClos(permission) }
}

/** A write, checked by the compiler: nothing can be saved without a permission, a schema, a journal name and a trace. */
export const command = <S extends z.ZodType, R>(definition: Command<S, R>): Command<S, R> => {
  declarees.push(definition)
  return definition
}
