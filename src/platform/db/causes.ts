import pg from 'pg'
import { enClair } from '../systeme.ts'

/** Where an address leads and as whom, in words; never its password. */
export type Ou = { variable: string; serveur: string; base: string; role: string }

export function lieuDe(url: string, variable: string): Ou {
  const { hostname, port, pathname, username, searchParams } = new URL(url)
  const hote = searchParams.get('host') || decodeURIComponent(hostname) || 'localhost'
  const serveur = hote.startsWith('/') ? hote : `${hote}:${port || searchParams.get('port') || 5432}`
  return { variable, serveur, base: decodeURIComponent(pathname.slice(1)), role: decodeURIComponent(username) }
}

/** A base that cannot be used, said with what to do. `passagere`: it may open by itself, and is worth waiting for. */
export class BaseFermee extends Error {
  readonly passagere: boolean
  constructor(message: string, { passagere = false, cause }: { passagere?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.passagere = passagere
  }
}

type Cause = { quand: RegExp; passagere?: true; dire(ou: Ou, erreur: unknown): string }
/** The first whose pattern is found in « code message » is the one: those of PostgreSQL by SQLSTATE, those of the network by their name. */
const causes: Cause[] = [
  {
    quand: /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT connect|EACCES connect) |Connection terminated/,
    passagere: true,
    dire: ({ serveur, variable }) =>
      `Rien ne répond à ${serveur} : PostgreSQL est arrêté, ou écoute ailleurs. Démarrez-le, ou corrigez l’hôte et le port de ${variable}.`,
  },
  {
    quand: /^(ENOTFOUND|EAI_AGAIN) /,
    passagere: true,
    dire: ({ serveur, variable }) => `Le nom d’hôte de ${serveur} est inconnu du réseau : corrigez ${variable}, ou la résolution des noms.`,
  },
  {
    quand: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) |timeout expired|timeout exceeded/,
    passagere: true,
    dire: ({ serveur, variable }) => `${serveur} ne répond pas à temps : réseau coupé, pare-feu, ou hôte erroné dans ${variable}.`,
  },
  { quand: /^57P0/, passagere: true, dire: ({ serveur }) => `PostgreSQL démarre ou s’arrête (${serveur}).` },
  {
    quand: /^53/,
    passagere: true,
    dire: ({ serveur }) =>
      `PostgreSQL n’a plus de place ou de connexion libre (${serveur}) : voyez son disque, sa mémoire et max_connections.`,
  },
  {
    quand: /^28P01 /,
    dire: ({ role, variable }) => `PostgreSQL refuse le mot de passe de « ${role} », ou ne connaît pas ce rôle : corrigez ${variable}.`,
  },
  {
    quand: /client password must be/,
    dire: ({ role, variable }) => `PostgreSQL demande le mot de passe de « ${role} », et ${variable} n’en porte pas.`,
  },
  {
    quand: /^28000 /,
    dire: ({ role, serveur }) =>
      `PostgreSQL n’admet pas « ${role} » (${serveur}) : le rôle n’existe pas, n’a pas LOGIN, ou pg_hba.conf ne le laisse pas entrer de cette machine.`,
  },
  {
    quand: /^3D000 /,
    dire: ({ base, serveur }) =>
      `La base « ${base} » n’existe pas (${serveur}) : créez-la par « CREATE DATABASE ${base} OWNER … », ou corrigez l’adresse.`,
  },
  {
    quand: /^(22023|42501) .*role/,
    dire: ({ role }) =>
      `« ${role} » ne peut pas travailler sous le rôle fil_rouge_application : créez-le (« fil-rouge migrer » le fait quand il le peut), ou connectez-vous par lui.`,
  },
  {
    quand: /^42501 .*for database/,
    dire: ({ role, base }) => `« ${role} » n’a pas le droit de se connecter à la base « ${base} » : GRANT CONNECT ON DATABASE.`,
  },
  {
    quand: /^08P01 /,
    dire: ({ variable }) =>
      `Un relais de connexions (PgBouncer ou semblable) refuse ce que Fil rouge demande à l’ouverture. Donnez dans ${variable} l’adresse de PostgreSQL lui-même.`,
  },
  {
    quand: /does not support SSL/,
    dire: ({ serveur, variable }) => `${serveur} n’offre pas TLS : réglez « ssl = on » dans PostgreSQL, ou retirez sslmode de ${variable}.`,
  },
  {
    quand: /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+) /,
    dire: ({ serveur, variable }) =>
      `Le certificat de ${serveur} n’est pas reconnu : donnez son autorité par sslrootcert, et le nom qu’il porte, dans ${variable}.`,
  },
  {
    quand: /^(ENOENT|EACCES|EPERM|ENOTDIR|EISDIR) (open|read) /,
    dire: ({ variable }, erreur) =>
      `Un fichier que nomme ${variable} (sslrootcert, sslcert, sslkey) ne peut pas être lu. ${enClair(erreur)}`,
  },
  {
    quand: /^ERR_OSSL_PEM|PEM routines/,
    dire: ({ variable }) => `Un fichier que nomme ${variable} (sslrootcert, sslcert, sslkey) n’est pas un certificat ou une clé en PEM.`,
  },
]

/** What keeps a base closed; what nobody foresaw is said in the server's own words, which follow in any case. */
export function expliquer(erreur: unknown, ou: Ou): BaseFermee {
  if (erreur instanceof BaseFermee) return erreur
  // An address of several, tried one after the other, gives one error for all.
  const [une = erreur] = erreur instanceof AggregateError ? erreur.errors : []
  const { code = '', syscall = '', message } = une as NodeJS.ErrnoException & pg.DatabaseError
  const cause = causes.find(c => c.quand.test(`${code} ${syscall ? `${syscall} ` : ''}${message}`))
  const mots = erreur instanceof pg.DatabaseError ? ` (PostgreSQL : « ${message} »)` : ` (« ${message} »)`
  return new BaseFermee(`${cause?.dire(ou, une) ?? `La base ne s’ouvre pas à ${ou.serveur}.`}${mots}`, {
    passagere: cause?.passagere ?? false,
    cause: erreur,
  })
}
