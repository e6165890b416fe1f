import type { Env, Exiger } from './config-env.ts'

const MINUTE_MS = 60_000
/**
 * How long each answer of a mail server is waited for, in ms. « The minimum per-command timeout
 * values SHOULD be as follows » (RFC 5321, §4.5.3.2); a command that the section does not name has
 * the time of the greeting.
 */
export const DELAIS_RFC_5321 = {
  /** The connection itself, which the RFC leaves to the system. */
  connexion: 2 * MINUTE_MS,
  /** §4.5.3.2.1, initial 220 message. */
  accueil: 5 * MINUTE_MS,
  /** §4.5.3.2.2, MAIL. */
  mail: 5 * MINUTE_MS,
  /** §4.5.3.2.3, RCPT. */
  rcpt: 5 * MINUTE_MS,
  /** §4.5.3.2.4, DATA: its 354. */
  data: 2 * MINUTE_MS,
  /** §4.5.3.2.5, a block of the message. */
  bloc: 3 * MINUTE_MS,
  /**
   * §4.5.3.2.6, the answer to the final period: « a spurious timeout […] would typically result in
   * delivery of multiple copies ».
   */
  fin: 10 * MINUTE_MS,
}
export type DelaisSmtp = typeof DELAIS_RFC_5321

const NOM = 'FIL_ROUGE_SMTP_DELAIS'
const BORNES_S = [5, 1800] as const
/**
 * A message is held by its process for as long as that lives, and no lease of it runs out
 * meanwhile; but a server that says nothing holds it, and three others, for all that time: an hour
 * is what a message of eight in the evening may be late without arriving at night.
 */
const ENSEMBLE_MS = 60 * MINUTE_MS
const quoi = Object.keys(DELAIS_RFC_5321)

/** `accueil=60,fin=900`, in seconds: what is not said keeps the value of the RFC. */
export function lireDelaisSmtp(env: Env, exiger: Exiger): DelaisSmtp {
  const delais = { ...DELAIS_RFC_5321 }
  const [moins, plus] = BORNES_S
  for (const dit of (env[NOM] ?? '').split(/[\s,]+/).filter(Boolean)) {
    const [, attente = '', secondes = ''] = /^(\w+)=(\d{1,6})$/.exec(dit) ?? []
    const connue = Object.hasOwn(delais, attente)
    exiger(
      connue,
      `${NOM} : « ${dit} » ne se lit pas ; ${quoi.join(', ')}, puis des secondes, par exemple accueil=60,fin=900.`,
    )
    if (!connue) continue
    const juste = Number(secondes) >= moins && Number(secondes) <= plus
    exiger(
      juste,
      `${NOM} : ${attente}, de ${moins} à ${plus} secondes (RFC 5321 : ${DELAIS_RFC_5321[attente as keyof DelaisSmtp] / 1000}).`,
    )
    if (juste) delais[attente as keyof DelaisSmtp] = Number(secondes) * 1000
  }
  const ensemble = Object.values(delais).reduce((somme, ms) => somme + ms, 0)
  exiger(
    ensemble <= ENSEMBLE_MS,
    `${NOM} : une heure au plus en tout, ${Math.ceil(ensemble / MINUTE_MS)} minutes sont demandées.`,
  )
  return delais
}
