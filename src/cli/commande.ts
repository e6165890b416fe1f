import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { SiAbandonnee } from '../arret.ts'

type Options = NonNullable<ParseArgsConfig['options']>
type Lu<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>
/**
 * A subcommand of `fil-rouge`, whatever its options are: how it is called, what it is for, what it
 * does.
 */
export type Commande = {
  usage: string
  aide: string
  executer(args: string[], siAbandonnee: SiAbandonnee): Promise<void>
}

/** What was typed is not what the command takes: told with its usage. */
export class MauvaisUsage extends Error {}

/**
 * Defines a subcommand; its options are read before it begins, and what is wrong with them is said
 * in French.
 */
export const commande = <const O extends Options = Record<never, never>>(donnees: {
  usage: string
  aide: string
  options?: O
  executer(lu: Lu<O>, siAbandonnee: SiAbandonnee): Promise<void> | void
}): Commande => ({
  usage: donnees.usage,
  aide: donnees.aide,
  executer: async (args, siAbandonnee) =>
    donnees.executer(lire(args, donnees.options ?? ({} as O)), siAbandonnee),
})

function lire<O extends Options>(args: string[], options: O): Lu<O> {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (erreur) {
    const { code, message } = erreur as NodeJS.ErrnoException
    const nom = /'(--?[^'\s]+)/.exec(message)?.[1] ?? ''
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
      throw new MauvaisUsage(`Option inconnue : ${nom}.`)
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE')
      throw new MauvaisUsage(`L’option ${nom} est mal remplie.`)
    throw erreur
  }
}
