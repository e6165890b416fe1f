import { isIP } from 'node:net'
import type { Env, Exiger } from './config-env.ts'

/** Where agents come in, through what, and where the measures are read. */
export function lireAdresses(env: Env, port: number, exiger: Exiger) {
  const origine = env.FIL_ROUGE_ORIGINE || null
  exiger(
    !origine || URL.canParse(origine),
    'FIL_ROUGE_ORIGINE : une adresse complète, par exemple https://fil-rouge.example.',
  )
  const mandataires = (env.FIL_ROUGE_MANDATAIRES ?? '').split(/[\s,]+/).filter(Boolean)
  exiger(
    mandataires.every(estReseau),
    'FIL_ROUGE_MANDATAIRES : des adresses ou des réseaux, par exemple 10.0.0.4, 10.1.0.0/16.',
  )
  const metriques = lireMetriques(env.FIL_ROUGE_METRIQUES)
  exiger(
    metriques !== undefined,
    'FIL_ROUGE_METRIQUES : un port, ou adresse:port, par exemple 9464 ou 10.0.0.4:9464.',
  )
  exiger(
    !metriques || metriques.port !== port,
    'FIL_ROUGE_METRIQUES : un autre port que celui des agents (PORT).',
  )
  return { origine, mandataires, metriques: metriques ?? null }
}

/** An address, or a network whose length is that of its family. */
function estReseau(valeur: string): boolean {
  const [adresse = '', longueur, ...reste] = valeur.split('/')
  const famille = isIP(adresse)
  if (!famille || reste.length > 0) return false
  return (
    longueur === undefined ||
    (/^\d{1,3}$/.test(longueur) &&
      Number(longueur) > 0 &&
      Number(longueur) <= (famille === 4 ? 32 : 128))
  )
}
/**
 * A port alone listens on this machine only; null when nothing is asked, undefined when it cannot
 * be read.
 */
function lireMetriques(
  valeur: string | undefined,
): { hote: string; port: number } | null | undefined {
  if (!valeur) return null
  const [, hote = '127.0.0.1', texte = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(valeur) ?? []
  const port = Number(texte)
  return texte && port > 0 && port <= 65_535
    ? { hote: hote.replace(/^\[|\]$/g, ''), port }
    : undefined
}
