import type { Config } from '../platform/config.ts'
import { seConnecter } from '../platform/db/client.ts'
import type { Base } from '../platform/db/connexion.ts'

/**
 * Is it the base of people at work: a code of installation, or an account that no demonstration
 * made? Asked as its owner.
 */
async function estDUneInstallation(url: string): Promise<boolean> {
  const client = await seConnecter(url)
  const { rows } = await client
    .query<{ oui: boolean }>(
      'SELECT EXISTS (SELECT FROM dossiers.installation) OR EXISTS (SELECT FROM acces.compte WHERE NOT demonstration) AS oui',
    )
    .finally(() => client.end())
  return rows[0]?.oui === true
}

/**
 * Invented people and accounts whose password is public go to no base of an installation, and to
 * one that is not embedded only when told that it is for them.
 */
export async function refuserDeRemplir(
  url: string,
  base: { embarquee: boolean; deDemonstration: boolean },
): Promise<void> {
  if (await estDUneInstallation(url))
    throw new Error(
      'Cette base est celle d’une installation (un code donné par « fil-rouge migrer --installation », ou un vrai compte) : elle ne reçoit ni dossiers inventés, ni comptes dont le mot de passe est public. Créez-en une autre.',
    )
  if (!base.embarquee && !base.deDemonstration)
    throw new Error(
      'Cette base n’est pas la base embarquée. Si elle n’est destinée qu’à des dossiers inventés, dites-le par --base-de-demonstration : elle ne pourra plus servir en production.',
    )
}

/** The reverse: a base of invented people does not become that of people at work. */
export async function refuserUneDemonstration(url: string): Promise<void> {
  const client = await seConnecter(url)
  const { rowCount } = await client
    .query('SELECT FROM acces.comptes_de_demonstration() LIMIT 1')
    .finally(() => client.end())
  if (rowCount)
    throw new Error(
      'Cette base est celle d’une démonstration : ses personnes sont inventées, et le mot de passe de ses comptes est public. Donnez dans DATABASE_OWNER_URL une base à vous, que « fil-rouge migrer » prépare.',
    )
}

type Servie = { base: Pick<Base, 'pool'>; proprietaire: string | null }
/**
 * What a process serves is what it was told: no demonstration on the base of people at work, no
 * demonstration's accounts in production.
 */
export async function refuserLaBaseDAutreChose(
  config: Config,
  { base, proprietaire }: Servie,
): Promise<void> {
  if (
    config.demonstration &&
    config.databaseUrl &&
    proprietaire &&
    (await estDUneInstallation(proprietaire))
  )
    throw new Error(
      'Cette base est celle d’une installation (un code, ou des comptes qui ne sont pas de démonstration) : donnez NODE_ENV=production, ou FIL_ROUGE_DEMO=0.',
    )
  if (config.production && (await aDesComptesDeDemonstration(base)))
    throw new Error(
      'Cette base a des comptes de démonstration, dont le mot de passe est public, et des personnes inventées : elle ne sert pas en production. Restaurez la sauvegarde d’avant « fil-rouge generer », ou donnez dans DATABASE_URL une base à vous ; pour une démonstration, ôtez NODE_ENV=production.',
    )
}
async function aDesComptesDeDemonstration({ pool }: Pick<Base, 'pool'>): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT FROM acces.comptes_de_demonstration() LIMIT 1')
  return rowCount === 1
}
