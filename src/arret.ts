import { TravailRefuse } from './platform/db/causes.ts'
import { motsDe } from './platform/mots.ts'
import { enClair } from './platform/systeme.ts'

/**
 * What ends a process from outside: Ctrl-C, a supervisor, a terminal that closes; each with the
 * code that shells give it.
 */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const
type Signal = keyof typeof CODES
const signaux = motsDe(CODES)
const EN_GENERAL = () => 'Ce qui était déjà écrit le reste, et rien d’autre n’est changé.'
const ARRET_AU_PLUS_MS = 20_000

/** Of a process that serves, and takes its time to end: what is left if it is not waited for. */
export type Arret = { fini: Promise<void>; reste: string }
/** What is left in a word, when it is left at once. */
type Laisser = () => string | Arret
/** Told by a command: what it leaves, and what has become of it. */
export type SiAbandonnee = (laisser: Laisser) => void

let laisser: Laisser = EN_GENERAL
/** From now on, this is what is left of what the process does. */
export const siAbandonnee: SiAbandonnee = dit => {
  laisser = dit
}

const INCONNU =
  'La liaison a été coupée pendant l’enregistrement, qui est peut-être fait : relancez la même commande, qui le dira ou le refera.'
/** What has become of a work that the base refused, or whose link was cut. */
export function resteDe(erreur: unknown): string {
  if (!(erreur instanceof TravailRefuse)) return ''
  const fin = erreur.inconnu ? INCONNU : laisser()
  return typeof fin === 'string' ? `\n${fin}` : ''
}

let ecoutent = 0
function surSignal(signal: NodeJS.Signals): void {
  const fin = laisser()
  if (typeof fin === 'string') {
    abandonner(fin, CODES[signal as Signal])
    return
  }
  // Whoever asks a second time does not wait.
  laisser = () => fin.reste
  setTimeout(() => abandonner(fin.reste, 1), ARRET_AU_PLUS_MS).unref()
  fin.fini.then(
    () => process.exit(0),
    erreur => {
      console.error(enClair(erreur))
      process.exit(1)
    },
  )
}
function abandonner(reste: string, code: number): void {
  console.error(`\nAbandonné. ${reste}`)
  process.exit(code)
}

/**
 * Hears the signals until it is told to cease. Whoever goes on under a command begins before the
 * command ends: between two, a signal that waits to be heard would be lost.
 */
export function ecouterLesSignaux(): () => void {
  if (ecoutent === 0) for (const signal of signaux) process.on(signal, surSignal)
  ecoutent += 1
  return () => {
    ecoutent -= 1
    if (ecoutent === 0) for (const signal of signaux) process.off(signal, surSignal)
  }
}

/**
 * Runs a command that a signal may end: its last line says what has become of it. The base gives
 * back what was not committed.
 */
export async function abandonnable(
  work: (siAbandonnee: SiAbandonnee) => Promise<void>,
): Promise<void> {
  laisser = EN_GENERAL
  const cesser = ecouterLesSignaux()
  try {
    await work(siAbandonnee)
  } finally {
    cesser()
  }
}
