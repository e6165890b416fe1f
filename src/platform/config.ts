import { resolve } from 'node:path'
import { lireAlarmes, type Seuils } from './config-alarmes.ts'
import { type ConfigDesConnexions, lireConnexions } from './config-connexions.ts'
import { ConfigInvalide, type Env, type Exiger, entier, estUrl } from './config-env.ts'
import { type ConfigDEnvoi, lireEnvoi } from './config-envoi.ts'
import { lireAdresses } from './config-reseau.ts'
import { type ConfigDesSceaux, lireSceaux } from './config-sceaux.ts'

/**
 * Checked environment of a process. `databaseUrl` is null when the embedded PostgreSQL is to be
 * used.
 */
export type Config = {
  production: boolean
  port: number
  hote: string
  dossier: string
  databaseUrl: string | null
  ownerUrl: string | null
  /** How long a base that does not answer yet is waited for, at start. */
  attenteDeLaBaseMs: number
  connexions: ConfigDesConnexions
  secret: string | null
  origine: string | null
  /** Addresses and networks of the proxies whose X-Forwarded-For is believed; none by default. */
  mandataires: string[]
  /** Where /metriques answers, apart from the agents' address; null: nowhere. */
  metriques: { hote: string; port: number } | null
  /** From how many seconds of silence /metriques raises an alarm. */
  alarmes: Seuils
  /**
   * To whom a flaw is told (mailto: or https:), in /.well-known/security.txt; null: the file is not
   * there.
   */
  contactDeSecurite: string | null
  demonstration: boolean
  dossiersDeDemonstration: number
  niveauDeLog: string
  envoi: ConfigDEnvoi
  sceaux: ConfigDesSceaux
}

/** What a command of the base's owner reads of the environment: nothing of the web. */
export type ConfigDeLaBase = Pick<
  Config,
  'production' | 'dossier' | 'databaseUrl' | 'ownerUrl' | 'attenteDeLaBaseMs' | 'sceaux'
>

/** Of a password written as it is, an address makes something else. */
const encoder = (valeur: string) =>
  /^[^:]+:\/\/[^:]*:.*[#?/@[\]%\s].*@/.test(valeur)
    ? ' Dans le mot de passe, # s’écrit %23, ? %3F, / %2F, @ %40, : %3A, % %25, et une espace %20.'
    : ''
const estUrlPostgres = (valeur: string) =>
  /^postgres(ql)?:\/\/[^#]*$/.test(valeur) && URL.canParse(valeur)

/** The part of the environment that says which base, and as whom. */
export function lireConfigDeLaBase(env: Env): ConfigDeLaBase {
  const fautes: string[] = []
  const config = lireLaBase(env, (juste, faute) => juste || fautes.push(faute))
  if (fautes.length) throw new ConfigInvalide(fautes)
  return config
}

const MODES_TLS = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify']
function lireAdresse(env: Env, nom: string, role: string, exiger: Exiger): string | null {
  const url = env[nom]
  if (!url) return null
  const juste = estUrlPostgres(url)
  exiger(juste, `${nom} : attendu postgres://${role}:motdepasse@hote/base.${encoder(url)}`)
  if (!juste) return url
  const { pathname, searchParams } = new URL(url)
  exiger(
    pathname.length > 1,
    `${nom} : le nom de la base manque après l’hôte (postgres://${role}:motdepasse@hote/base).`,
  )
  const mode = searchParams.get('sslmode')
  exiger(
    mode === null || MODES_TLS.includes(mode),
    `${nom} : « sslmode=${mode} » n’existe pas. Attendu : ${MODES_TLS.join(', ')}.`,
  )
  return url
}

function lireLaBase(env: Env, exiger: Exiger): ConfigDeLaBase {
  const databaseUrl = lireAdresse(env, 'DATABASE_URL', 'utilisateur', exiger)
  const ownerUrl = lireAdresse(env, 'DATABASE_OWNER_URL', 'proprietaire', exiger)
  const attente = entier(env.FIL_ROUGE_ATTENTE_BASE, 60)
  exiger(
    attente >= 0 && attente <= 3600,
    'FIL_ROUGE_ATTENTE_BASE : un nombre de secondes, de 0 à 3600.',
  )
  return {
    production: env.NODE_ENV === 'production',
    dossier: resolve(env.FIL_ROUGE_DIR || '.fil-rouge'),
    databaseUrl,
    ownerUrl,
    attenteDeLaBaseMs: attente * 1000,
    sceaux: lireSceaux(env, exiger),
  }
}

/** What a demonstration does without, and agents do not. */
function exigerEnProduction(
  { databaseUrl, secret, origine }: Pick<Config, 'databaseUrl' | 'secret' | 'origine'>,
  env: Env,
  exiger: Exiger,
): void {
  exiger(databaseUrl !== null, 'DATABASE_URL est obligatoire en production (NODE_ENV=production).')
  exiger(
    secret !== null,
    'FIL_ROUGE_SECRET est obligatoire en production : au moins 32 caractères tirés au hasard.',
  )
  exiger(
    origine !== null && estUrl(origine, 'https:') && new URL(origine).pathname === '/',
    'FIL_ROUGE_ORIGINE est obligatoire en production : l’adresse https que les agents ouvrent, sans rien après, par exemple https://fil-rouge.example.',
  )
  exiger(
    env.FIL_ROUGE_DEMO !== '1',
    'FIL_ROUGE_DEMO est refusé en production : les comptes de démonstration ont un mot de passe public.',
  )
}

/** Reads and checks the environment; throws one ConfigInvalide that names every fault. */
export function lireConfig(env: Env): Config {
  const fautes: string[] = []
  const exiger: Exiger = (juste, faute) => juste || fautes.push(faute)
  const laBase = lireLaBase(env, exiger)
  const { production, databaseUrl } = laBase
  const port = entier(env.PORT, 3000)
  exiger(
    port >= 0 && port <= 65_535,
    `PORT : « ${env.PORT} » n'est pas un numéro de port (0 à 65535).`,
  )
  exiger(
    !laBase.ownerUrl || databaseUrl !== null,
    'DATABASE_OWNER_URL ne sert qu’avec DATABASE_URL.',
  )
  const connexions = lireConnexions(env, exiger)
  const dossiers = entier(env.FIL_ROUGE_DEMO_DOSSIERS, 3000)
  exiger(dossiers >= 0 && dossiers <= 100_000, 'FIL_ROUGE_DEMO_DOSSIERS : un nombre de 0 à 100000.')
  const niveau = env.FIL_ROUGE_LOG ?? 'info'
  exiger(
    ['debug', 'info', 'warn', 'error', 'silent'].includes(niveau),
    'FIL_ROUGE_LOG : debug, info, warn, error ou silent.',
  )
  const { origine, mandataires, metriques } = lireAdresses(env, port, exiger)
  const alarmes = lireAlarmes(env, exiger)
  const contact = env.FIL_ROUGE_CONTACT_SECURITE || null
  exiger(
    !contact || estUrl(contact, 'mailto:', 'https:'),
    'FIL_ROUGE_CONTACT_SECURITE : mailto:adresse@exemple.fr, ou une adresse https.',
  )
  const secret = env.FIL_ROUGE_SECRET || null
  exiger(!secret || secret.length >= 32, 'FIL_ROUGE_SECRET : au moins 32 caractères.')
  if (production) exigerEnProduction({ databaseUrl, secret, origine }, env, exiger)
  const demonstration = !production && env.FIL_ROUGE_DEMO !== '0'
  const envoi = lireEnvoi(env, { production, demonstration }, exiger)
  if (fautes.length) throw new ConfigInvalide(fautes)
  return {
    ...laBase,
    connexions,
    port,
    hote: env.FIL_ROUGE_HOTE || (production ? '0.0.0.0' : 'localhost'),
    secret,
    origine: origine?.replace(/\/+$/, '') ?? null,
    mandataires,
    metriques,
    alarmes,
    contactDeSecurite: contact,
    demonstration,
    dossiersDeDemonstration: dossiers,
    niveauDeLog: niveau,
    envoi,
  }
}
