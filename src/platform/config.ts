import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { lireAlarmes, type Seuils } from './config-alarmes.ts'
import { type ConfigDesConnexions, lireConnexions } from './config-connexions.ts'
import { type DelaisSmtp, lireDelaisSmtp } from './config-smtp.ts'

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

/**
 * How the journals are sealed: the key that signs, those that signed before, and where each seal is
 * noted out of the base.
 */
export type ConfigDesSceaux = {
  cles: { signe: string | null; anciennes: string[] }
  dehors: { fichier: string | null; commande: string | null }
}

/**
 * By what messages leave: « demo », the address of a gateway, or null when none is set (nothing
 * leaves, and the screen says so).
 */
export type ConfigDEnvoi = {
  sms: string | null
  smsJeton: string | null
  smsSecret: string | null
  smtp: string | null
  /** How long each answer of the mail server is waited for. */
  smtpDelais: DelaisSmtp
  courrielDe: string | null
  /** Messages are sent by the web process itself; otherwise by `fil-rouge worker`. */
  dansLeWeb: boolean
}

/** What a command of the base's owner reads of the environment: nothing of the web. */
export type ConfigDeLaBase = Pick<
  Config,
  'production' | 'dossier' | 'databaseUrl' | 'ownerUrl' | 'attenteDeLaBaseMs' | 'sceaux'
>

/** All that is wrong with the environment, one message per fault. */
export class ConfigInvalide extends Error {
  readonly fautes: string[]
  constructor(fautes: string[]) {
    super(`Configuration invalide :\n${fautes.map(faute => `  - ${faute}`).join('\n')}`)
    this.fautes = fautes
  }
}

/** Of a password written as it is, an address makes something else. */
const encoder = (valeur: string) =>
  /^[^:]+:\/\/[^:]*:.*[#?/@[\]%\s].*@/.test(valeur)
    ? ' Dans le mot de passe, # s’écrit %23, ? %3F, / %2F, @ %40, : %3A, % %25, et une espace %20.'
    : ''
const estUrlPostgres = (valeur: string) =>
  /^postgres(ql)?:\/\/[^#]*$/.test(valeur) && URL.canParse(valeur)

type Env = Record<string, string | undefined>
type Exiger = (juste: boolean, faute: string) => unknown

/** The part of the environment that says which base, and as whom. */
export function lireConfigDeLaBase(env: Env): ConfigDeLaBase {
  const fautes: string[] = []
  const config = lireLaBase(env, (juste, faute) => juste || fautes.push(faute))
  if (fautes.length) throw new ConfigInvalide(fautes)
  return config
}

function lireLaBase(env: Env, exiger: Exiger): ConfigDeLaBase {
  const databaseUrl = env.DATABASE_URL || null
  const ownerUrl = env.DATABASE_OWNER_URL || null
  exiger(
    !databaseUrl || estUrlPostgres(databaseUrl),
    `DATABASE_URL : attendu postgres://utilisateur:motdepasse@hote/base.${encoder(databaseUrl ?? '')}`,
  )
  exiger(
    !ownerUrl || estUrlPostgres(ownerUrl),
    `DATABASE_OWNER_URL : attendu postgres://proprietaire:motdepasse@hote/base.${encoder(ownerUrl ?? '')}`,
  )
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
  const alarmes = lireAlarmes(env, exiger)
  const contact = env.FIL_ROUGE_CONTACT_SECURITE || null
  exiger(
    !contact || estUrl(contact, 'mailto:', 'https:'),
    'FIL_ROUGE_CONTACT_SECURITE : mailto:adresse@exemple.fr, ou une adresse https.',
  )
  const secret = env.FIL_ROUGE_SECRET || null
  exiger(!secret || secret.length >= 32, 'FIL_ROUGE_SECRET : au moins 32 caractères.')
  if (production) {
    exiger(
      databaseUrl !== null,
      'DATABASE_URL est obligatoire en production (NODE_ENV=production).',
    )
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
    metriques: metriques ?? null,
    alarmes,
    contactDeSecurite: contact,
    demonstration,
    dossiersDeDemonstration: dossiers,
    niveauDeLog: niveau,
    envoi,
  }
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

function lireSceaux(env: Env, exiger: Exiger): ConfigDesSceaux {
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

const estUrl = (valeur: string, ...protocoles: string[]) =>
  URL.canParse(valeur) && protocoles.includes(new URL(valeur).protocol)
const estIci = (valeur: string) =>
  URL.canParse(valeur) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(valeur).hostname)

function lireEnvoi(
  env: Env,
  { production, demonstration }: { production: boolean; demonstration: boolean },
  exiger: Exiger,
): ConfigDEnvoi {
  const defaut = demonstration ? 'demo' : null
  const sms = env.FIL_ROUGE_SMS || defaut
  const smtp = env.FIL_ROUGE_SMTP || defaut
  const [smsJeton, smsSecret, courrielDe] = [
    env.FIL_ROUGE_SMS_JETON || null,
    env.FIL_ROUGE_SMS_SECRET || null,
    env.FIL_ROUGE_COURRIEL_DE || null,
  ]
  const http = sms !== null && estUrl(sms, 'https:', 'http:')
  exiger(
    !sms || sms === 'demo' || http || estUrl(sms, 'smpp:', 'ssmpp:'),
    `FIL_ROUGE_SMS : ${production ? '' : 'demo, '}smpp://identifiant:motdepasse@hote:port?source=…, ssmpp://… ou https://…`,
  )
  exiger(
    !http || estUrl(sms ?? '', 'https:') || estIci(sms ?? ''),
    'FIL_ROUGE_SMS : une passerelle HTTP se joint en https.',
  )
  exiger(
    !http || (smsSecret?.length ?? 0) >= 32,
    'FIL_ROUGE_SMS_SECRET : au moins 32 caractères, que la passerelle utilise pour signer ses accusés.',
  )
  exiger(
    !smtp || smtp === 'demo' || estUrl(smtp, 'smtp:', 'smtps:'),
    `FIL_ROUGE_SMTP : ${production ? '' : 'demo, '}smtp://… ou smtps://…`,
  )
  exiger(
    !smtp || smtp === 'demo' || courrielDe !== null,
    'FIL_ROUGE_COURRIEL_DE : l’adresse d’envoi, obligatoire avec FIL_ROUGE_SMTP.',
  )
  exiger(
    courrielDe === null || /[^\s<>@]@[^\s<>@]/.test(courrielDe),
    `FIL_ROUGE_COURRIEL_DE : « ${courrielDe} » n’est pas une adresse de courriel ; par exemple Service <convocations@spip.example>.`,
  )
  if (production)
    exiger(
      sms !== 'demo' && smtp !== 'demo',
      'FIL_ROUGE_SMS et FIL_ROUGE_SMTP : « demo » est refusé en production, rien ne partirait.',
    )
  // Invented people have numbers that may be somebody's.
  if (demonstration)
    exiger(
      [sms, smtp].every(texte => texte === null || texte === 'demo' || estIci(texte)),
      'FIL_ROUGE_SMS et FIL_ROUGE_SMTP : en démonstration, « demo » ou un serveur de cette machine. Les personnes sont inventées, leurs numéros peut-être pas.',
    )
  const smtpDelais = lireDelaisSmtp(env, exiger)
  return {
    sms,
    smsJeton,
    smsSecret,
    smtp,
    smtpDelais,
    courrielDe,
    dansLeWeb: !production && env.FIL_ROUGE_WORKER !== '0',
  }
}

function entier(valeur: string | undefined, defaut: number): number {
  if (valeur === undefined || valeur === '') return defaut
  return /^\d{1,6}$/.test(valeur) ? Number(valeur) : -1
}
