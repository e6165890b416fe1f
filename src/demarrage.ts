import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Config, ConfigDeLaBase } from './platform/config.ts'
import type { ReglagesDeLaBase } from './platform/config-connexions.ts'
import { direLesAttentes, enCommande } from './platform/db/attente.ts'
import { direLesCoupures, lieuDe, type Ou } from './platform/db/causes.ts'
import { seConnecter } from './platform/db/client.ts'
import { type Base, ouvrirBase } from './platform/db/connexion.ts'
import { type BaseEmbarquee, demarrerBase } from './platform/db/embarque.ts'
import { migrer } from './platform/db/migrateur.ts'
import {
  attendreLaBase,
  exigerLesMigrations,
  refuserProprietaire,
} from './platform/db/ouverture.ts'

const ROLE = 'fil_rouge_application'
type Dire = (texte: string) => void
export type Ouverte = { base: Base; proprietaire: string | null; fermer(): Promise<void> }

/**
 * The base of the web process: the one of DATABASE_URL, or the embedded one; migrated when we hold
 * its owner's address.
 */
export async function ouvrirLaBase(config: Config, dire: Dire): Promise<Ouverte> {
  if (config.databaseUrl) return externe(config, config.databaseUrl, dire)
  mkdirSync(config.dossier, { recursive: true })
  return ouvrirLEmbarquee(config, dire, config.connexions.web)
}

/**
 * The base of a command, as the application: made and migrated by nobody here, but for the embedded
 * one that stands. What it asks has all the time that it needs: a check of every seal, an import.
 */
export async function ouvrirEnApplication(
  config: Config,
  dire: Dire,
): Promise<Pick<Ouverte, 'base' | 'fermer'> & { ou: Ou }> {
  if (config.databaseUrl) {
    const { url, nom } = enCommande(config.databaseUrl)
    const base = await ouvrirLExterne(config, url, { max: 4, dire })
    const guet = direLesAttentes(url, nom, dire)
    return {
      base,
      ou: lieuDe(url, 'DATABASE_URL'),
      fermer: () => guet.cesser().then(() => base.fermer()),
    }
  }
  exigerLEmbarquee(config.dossier, 'DATABASE_URL')
  return ouvrirLEmbarquee(config, dire)
}

/**
 * What is done where no address is given: nothing, the embedded base that stands, or the same made
 * if need be.
 */
export type Embarquee = 'jamais' | 'si_elle_existe' | 'creer'
/** The address of the base's owner, for what the application may not do. */
export async function ouvrirEnProprietaire(
  config: ConfigDeLaBase,
  embarquee: Embarquee,
  dire: Dire,
): Promise<{ url: string; fermer(): Promise<void> }> {
  const donnee = config.ownerUrl ?? (config.production ? null : config.databaseUrl)
  if (donnee) {
    const { url, nom } = enCommande(donnee)
    await exigerAJour(config, url, dire)
    const guet = direLesAttentes(url, nom, dire)
    return { url, fermer: () => guet.cesser() }
  }
  if (config.databaseUrl || config.production || embarquee === 'jamais')
    throw new Error('Cette commande agit en propriétaire de la base : indiquez DATABASE_OWNER_URL.')
  if (embarquee === 'si_elle_existe') exigerLEmbarquee(config.dossier, 'DATABASE_OWNER_URL')
  const { proprietaire, fermer } = await ouvrirLEmbarquee(config, dire)
  return { url: proprietaire, fermer }
}

function exigerLEmbarquee(dossier: string, variable: string): void {
  if (!existsSync(path.join(dossier, 'pg')))
    throw new Error(
      `Quelle base ? Indiquez ${variable}, ou par FIL_ROUGE_DIR le dossier d’une base embarquée : ${dossier} n’en a pas.`,
    )
}

async function exigerAJour(config: ConfigDeLaBase, url: string, dire: Dire): Promise<void> {
  const variable = config.ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
  await attendreLaBase(url, { variable, patienceMs: config.attenteDeLaBaseMs, dire })
  const ou = lieuDe(url, variable)
  const base = ouvrirBase(url, { max: 1, surErreur: direLesCoupures(ou, dire) })
  await exigerLesMigrations(base.pool, ou).finally(() => base.fermer())
}

type Embarque = Ouverte & { proprietaire: string; ou: Ou }
async function ouvrirLEmbarquee(
  { dossier }: ConfigDeLaBase,
  dire: Dire,
  reglages: ReglagesDeLaBase = {},
): Promise<Embarque> {
  const embarquee = await demarrerBase(dossier, { surMessage: dire })
  try {
    const proprietaire = await basePropre(embarquee)
    await migrer(proprietaire, nom => dire(`migration ${nom}`))
    const url = embarquee.urlFor(ROLE, 'fil_rouge')
    const ou = lieuDe(url, 'FIL_ROUGE_DIR')
    const base = ouvrirBase(url, {
      ...reglages,
      variable: ou.variable,
      surErreur: direLesCoupures(ou, dire),
    })
    return { base, ou, proprietaire, fermer: () => base.fermer().then(() => embarquee.arreter()) }
  } catch (erreur) {
    await embarquee.arreter()
    throw erreur
  }
}

/** The application's own database in the embedded server, created at first start. */
async function basePropre(embarquee: BaseEmbarquee): Promise<string> {
  const client = await seConnecter(embarquee.urlFor('postgres', 'postgres'))
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'fil_rouge'")
  if (!rowCount) await client.query('CREATE DATABASE fil_rouge')
  await client.end()
  return embarquee.urlFor('postgres', 'fil_rouge')
}

/**
 * Outside production one address serves both; whoever forgot to say production is not sent to look
 * for the owner's.
 */
const PAS_EN_PRODUCTION =
  'NODE_ENV n’est pas « production » : DATABASE_URL a été prise pour l’adresse du propriétaire. En production, donnez NODE_ENV=production ; ailleurs, cette adresse ou DATABASE_OWNER_URL.'
async function externe(config: Config, url: string, dire: Dire): Promise<Ouverte> {
  const proprietaire = config.ownerUrl ?? (config.production ? null : url)
  const variable = config.ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
  if (proprietaire) {
    await attendreLaBase(proprietaire, { variable, patienceMs: config.attenteDeLaBaseMs, dire })
    await migrer(proprietaire, nom => dire(`migration ${nom}`), { surAttente: dire }).catch(
      erreur => {
        throw config.ownerUrl
          ? erreur
          : new Error(`${(erreur as Error).message} ${PAS_EN_PRODUCTION}`, { cause: erreur })
      },
    )
  }
  const base = await ouvrirLExterne(config, url, { ...config.connexions.web, dire })
  return { base, proprietaire, fermer: () => base.fermer() }
}

type Ouvrir = ReglagesDeLaBase & { dire: Dire }
/**
 * A base of one's own, as the application, once it answers and is the one that this program
 * expects.
 */
export async function ouvrirLExterne(
  config: Config,
  url: string,
  { dire, ...reglages }: Ouvrir,
): Promise<Base> {
  const variable = 'DATABASE_URL'
  await attendreLaBase(url, { variable, patienceMs: config.attenteDeLaBaseMs, dire })
  // Outside production one address may serve both: the application then still works under its own
  // role.
  const role = config.ownerUrl || config.production ? {} : { role: ROLE }
  const ou = lieuDe(url, variable)
  const base = ouvrirBase(url, { ...reglages, surErreur: direLesCoupures(ou, dire), ...role })
  try {
    await exigerLesMigrations(base.pool, ou)
    if (config.production) await refuserProprietaire(base.pool, ou)
    return base
  } catch (erreur) {
    await base.fermer()
    throw erreur
  }
}

/** The secret of tokens: given in production, otherwise drawn once and kept beside the data. */
export function secretDe(config: Config): string {
  if (config.secret) return config.secret
  const fichier = path.join(config.dossier, 'secret')
  if (!existsSync(fichier)) {
    mkdirSync(config.dossier, { recursive: true })
    writeFileSync(fichier, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(fichier, 'utf8').trim()
}
