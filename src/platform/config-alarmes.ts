import type { Env, Exiger } from './config-env.ts'

/** From how many seconds of silence each thing is an alarm; 0: it is not watched. */
export type Seuils = { sceau: number; temoin: number; file: number; travailleur: number }

/**
 * Sealing is each minute, a look at the queue each five seconds, and a message leaves within the
 * minute of its hour.
 */
const DEFAUTS: Seuils = { sceau: 600, temoin: 600, file: 900, travailleur: 120 }
const NOM = 'FIL_ROUGE_ALARMES'

/** `sceau=600,temoin=600,file=900,travailleur=120`: what is not said keeps its value. */
export function lireAlarmes(env: Env, exiger: Exiger): Seuils {
  const seuils = { ...DEFAUTS }
  for (const dit of (env[NOM] ?? '').split(/[\s,]+/).filter(Boolean)) {
    const [, quoi = '', secondes = ''] = /^(\w+)=(\d{1,6})$/.exec(dit) ?? []
    exiger(
      Object.hasOwn(seuils, quoi),
      `${NOM} : sceau, temoin, file ou travailleur, puis des secondes ; par exemple sceau=600,travailleur=0.`,
    )
    if (Object.hasOwn(seuils, quoi)) seuils[quoi as keyof Seuils] = Number(secondes)
  }
  return seuils
}
