/**
 * What ends a command from outside: Ctrl-C, a supervisor, a terminal that closes; each with the
 * code that shells give it.
 */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
const signaux = Object.keys(CODES) as (keyof typeof CODES)[]
const EN_GENERAL = 'Ce qui était déjà écrit le reste, et rien d’autre n’est changé.'

/** Told by a command: what it leaves, and what has become of it. */
export type SiAbandonnee = (laisser: () => string) => void

/**
 * Runs a command that a signal may end: its last line says what has become of it. The base gives
 * back what was not committed.
 */
export async function abandonnable(
  work: (siAbandonnee: SiAbandonnee) => Promise<void>,
): Promise<void> {
  let laisser = () => EN_GENERAL
  const abandonner = (signal: NodeJS.Signals) => {
    console.error(`\nAbandonné. ${laisser()}`)
    process.exit(CODES[signal as keyof typeof CODES])
  }
  for (const signal of signaux) process.once(signal, abandonner)
  try {
    await work(dit => {
      laisser = dit
    })
  } finally {
    for (const signal of signaux) process.off(signal, abandonner)
  }
}
