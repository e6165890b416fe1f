import type { Env, Exiger } from './config-env.ts'

/**
 * How many connections a process has to the base, and how long each thing may take; what is not
 * said has no limit but the server's.
 */
export type ReglagesDeLaBase = {
  max?: number
  /** One query. */
  requeteMs?: number
  /** One lock that somebody else holds. */
  verrouMs?: number
  /** A transaction in which nothing is asked. */
  inactifMs?: number
  /** A connection: a free one, or a new one. */
  connexionMs?: number
}
/**
 * An agent waits for the web process; nobody waits for the one that sends messages, and a receipt
 * that it cannot note is a doubt.
 */
export type ConfigDesConnexions = { web: ReglagesDeLaBase; envoi: ReglagesDeLaBase }

type Reglage = {
  cle: keyof ReglagesDeLaBase
  nom: string
  quoi: string
  bornes: [number, number]
  web: number
  envoi: number
  unite: number
}
const SECONDE = 1000
const secondes = 'un nombre de secondes'
const REGLAGES: Reglage[] = [
  {
    cle: 'max',
    nom: 'FIL_ROUGE_CONNEXIONS',
    quoi: 'un nombre de connexions',
    bornes: [3, 500],
    web: 20,
    envoi: 8,
    unite: 1,
  },
  {
    cle: 'requeteMs',
    nom: 'FIL_ROUGE_DELAI_REQUETE',
    quoi: secondes,
    bornes: [1, 3600],
    web: 30,
    envoi: 60,
    unite: SECONDE,
  },
  {
    cle: 'verrouMs',
    nom: 'FIL_ROUGE_DELAI_VERROU',
    quoi: secondes,
    bornes: [1, 3600],
    web: 5,
    envoi: 15,
    unite: SECONDE,
  },
  {
    cle: 'inactifMs',
    nom: 'FIL_ROUGE_DELAI_INACTIVITE',
    quoi: secondes,
    bornes: [1, 3600],
    web: 60,
    envoi: 60,
    unite: SECONDE,
  },
  {
    cle: 'connexionMs',
    nom: 'FIL_ROUGE_DELAI_CONNEXION',
    quoi: secondes,
    bornes: [1, 3600],
    web: 5,
    envoi: 10,
    unite: SECONDE,
  },
]

/**
 * What is set is for the process that reads it; what is not has a value for each kind of process.
 */
export function lireConnexions(env: Env, exiger: Exiger): ConfigDesConnexions {
  const connexions: ConfigDesConnexions = { web: {}, envoi: {} }
  for (const { cle, nom, quoi, bornes, web, envoi, unite } of REGLAGES) {
    const donne = env[nom] ? Number(/^\d{1,4}$/.test(env[nom]) ? env[nom] : Number.NaN) : null
    const juste = donne === null || (donne >= bornes[0] && donne <= bornes[1])
    exiger(juste, `${nom} : ${quoi}, de ${bornes[0]} à ${bornes[1]}.`)
    connexions.web[cle] = ((juste && donne) || web) * unite
    connexions.envoi[cle] = ((juste && donne) || envoi) * unite
  }
  const { verrouMs = 0, requeteMs = 0 } = connexions.web
  exiger(
    verrouMs <= requeteMs,
    'FIL_ROUGE_DELAI_VERROU : au plus FIL_ROUGE_DELAI_REQUETE, sinon un verrou ne se dit jamais.',
  )
  return connexions
}
