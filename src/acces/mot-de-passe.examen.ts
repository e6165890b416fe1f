import type { Refusal } from '../platform/refusal.ts'
import {
  motsPersonnels,
  refusDeForce,
  refusDuMotDePasse,
  type Titulaire,
} from './mot-de-passe.rules.ts'

type Juge = { check(motDePasse: string, personnels: string[]): { guessesLog10: number } }
let juge: Promise<Juge> | undefined
/**
 * Lists of words weigh five megabytes: read the first time that somebody chooses a password, never
 * at start.
 */
async function charger(): Promise<Juge> {
  const [{ ZxcvbnFactory }, commun, francais] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...commun.dictionary, ...francais.dictionary },
    graphs: commun.adjacencyGraphs,
  })
}

/**
 * What is wrong with a new password: its length, the words that name who takes it, then how soon it
 * is guessed.
 */
export async function refusDuNouveau(motDePasse: string, qui: Titulaire): Promise<Refusal[]> {
  const refus = refusDuMotDePasse(motDePasse, qui)
  if (refus.length > 0) return refus
  juge ??= charger()
  return refusDeForce((await juge).check(motDePasse, motsPersonnels(qui)).guessesLog10)
}
