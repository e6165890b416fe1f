import { resolve } from 'node:path'
import type { Env, Exiger } from './config-env.ts'

/**
 * How the journals are sealed: the key that signs, those that signed before, and where each seal is
 * noted out of the base.
 */
export type ConfigDesSceaux = {
  cles: { signe: string | null; anciennes: string[] }
  dehors: { fichier: string | null; commande: string | null }
}

export function lireSceaux(env: Env, exiger: Exiger): ConfigDesSceaux {
  const signe = env.FIL_ROUGE_CLE_DE_SCEAU || null
  const anciennes = (env.FIL_ROUGE_ANCIENNES_CLES_DE_SCEAU || '')
    .split(',')
    .filter(morceau => morceau !== '')
  exiger(
    [signe, ...anciennes].every(cle => cle === null || cle.length >= 32),
    'FIL_ROUGE_CLE_DE_SCEAU : au moins 32 caractères tirés au hasard, gardés hors de la base.',
  )
  const fichier = env.FIL_ROUGE_SCEAUX_FICHIER ? resolve(env.FIL_ROUGE_SCEAUX_FICHIER) : null
  return {
    cles: { signe, anciennes },
    dehors: { fichier, commande: env.FIL_ROUGE_SCEAUX_COMMANDE || null },
  }
}
