import type { Context } from './command.ts'
import type { Tx } from './db/index.ts'

/**
 * Something that happened in a module, which modules above may answer in the same transaction
 * (`src/reactions.ts`).
 */
export type Fait<T> = { readonly nom: `${string}.${string}`; readonly reactions: Reaction<T>[] }
export type Reaction<T> = (tx: Tx, valeur: T, context: Context) => Promise<void>

/** What a fact carries, for whoever answers it. */
export type Valeur<F> = F extends Fait<infer T> ? T : never

export const fait = <T>(nom: `${string}.${string}`): Fait<T> => ({ nom, reactions: [] })

/** Called once per pair at start, from the one page that lists every « when X, then Y ». */
export function reagir<T>(cause: Fait<T>, reaction: Reaction<T>): void {
  if (!cause.reactions.includes(reaction)) cause.reactions.push(reaction)
}

/** Runs every reaction in the caller's transaction: all succeed, or the write does not happen. */
export async function publier<T>(
  tx: Tx,
  context: Context,
  cause: Fait<T>,
  valeur: T,
): Promise<void> {
  for (const reaction of cause.reactions) await reaction(tx, valeur, context)
}
