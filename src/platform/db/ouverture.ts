import { setTimeout as dormir } from 'node:timers/promises'
import type pg from 'pg'
import { BaseFermee, expliquer, lieuDe, type Ou, sansNettoyage, sansSession } from './causes.ts'
import { seConnecter } from './client.ts'
import { ecartDesMigrations, enAvance } from './migrateur.ts'
import { estNettoyee, sontDesSessions } from './relais.ts'

const VERSION = 18
const ENTRE_DEUX_ESSAIS_MS = 1000
const CONNEXION_MS = 5000
export type Attente = { variable: string; patienceMs: number; dire(texte: string): void }

/**
 * Waits until the base of `url` answers, as long as what keeps it closed may pass; a wrong address
 * or password is said at once.
 */
export async function attendreLaBase(
  url: string,
  { variable, patienceMs, dire }: Attente,
): Promise<void> {
  const ou = lieuDe(url, variable)
  const fin = performance.now() + patienceMs
  for (let essais = 1; ; essais += 1) {
    const fermee = await pourquoiFermee(url, ou)
    if (!fermee) {
      if (essais > 1) dire(`La base répond (${ou.serveur}).`)
      return
    }
    if (!fermee.passagere || performance.now() >= fin) throw fermee
    if (essais === 1)
      dire(`${fermee.message} Nouveaux essais pendant ${Math.round(patienceMs / 1000)} secondes.`)
    await dormir(Math.min(ENTRE_DEUX_ESSAIS_MS, patienceMs))
  }
}

async function pourquoiFermee(url: string, ou: Ou): Promise<BaseFermee | null> {
  const ouverts: pg.Client[] = []
  let mort: Error | undefined
  const ouvrir = async () => {
    const client = await seConnecter(url, { patienceMs: CONNEXION_MS })
    // What a server says as it closes a connection, between two questions, says more than what is
    // asked of it afterwards.
    ouverts.push(client.on('error', erreur => (mort ??= erreur)))
    return client
  }
  try {
    const client = await ouvrir()
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    const version = Math.floor(Number(rows[0]?.server_version_num) / 10_000)
    if (version < VERSION)
      return new BaseFermee(
        `${ou.serveur} est un PostgreSQL ${version} ; Fil rouge demande la version ${VERSION}.`,
      )
    if (!(await sontDesSessions([client, await ouvrir()]))) return new BaseFermee(sansSession(ou))
    return (await estNettoyee(client, ouvrir)) ? null : new BaseFermee(sansNettoyage(ou))
  } catch (erreur) {
    return expliquer(mort ?? erreur, ou)
  } finally {
    await Promise.all(ouverts.map(client => client.end()))
  }
}

/** Refuses a base whose tables are not those of this program, and says which way they differ. */
export async function exigerLesMigrations(pool: pg.Pool, ou: Ou): Promise<void> {
  const { manquent, inconnues } = await ecartDesMigrations(pool).catch(erreur => {
    throw illisible(erreur, ou)
  })
  if (inconnues.length) throw enAvance(inconnues)
  if (manquent.length)
    throw new BaseFermee(
      `La base « ${ou.base} » est en retard sur ce programme : il lui manque ${manquent.length} étape(s) (la première : ${manquent[0]}). ${MIGRER}`,
    )
}
const MIGRER = 'Lancez « fil-rouge migrer » avec DATABASE_OWNER_URL.'

function illisible(erreur: unknown, ou: Ou): BaseFermee {
  const { code, message } = erreur as pg.DatabaseError
  if (code === '42P01')
    return new BaseFermee(`La base « ${ou.base} » est vide : rien n’y a été créé. ${MIGRER}`, {
      cause: erreur,
    })
  if (code === '42501' && !/ role /.test(message))
    return new BaseFermee(
      `« ${ou.role} » ne peut pas lire les étapes de la base « ${ou.base} ». Donnez dans ${ou.variable} le rôle fil_rouge_application ; si c’est bien lui, la base est plus ancienne : ${MIGRER}`,
      { cause: erreur },
    )
  return expliquer(erreur, ou)
}

/**
 * In production the application must not own what it reads, nor be able to become its owner:
 * row-level security does not bind an owner.
 */
export async function refuserProprietaire(pool: pg.Pool, ou: Ou): Promise<void> {
  const { rows } = await pool.query<{ libre: boolean }>(
    `SELECT r.rolsuper OR r.rolbypassrls OR pg_has_role(current_user, c.relowner, 'MEMBER') AS libre
     FROM pg_roles r, pg_class c WHERE r.rolname = current_user
       AND c.oid = 'dossiers.dossier'::regclass`,
  )
  if (rows[0]?.libre)
    throw new BaseFermee(
      `${ou.variable} se connecte par « ${ou.role} », que la sécurité par ligne ne contraint pas (propriétaire, membre du propriétaire ou super-utilisateur). Utilisez le rôle fil_rouge_application.`,
    )
}
