import pg from 'pg'
import { enClair } from '../systeme.ts'
import { estCoupee, estInjoignable, estOccupee, SortInconnu } from './pannes.ts'

/** Where an address leads and as whom, in words; never its password. */
export type Ou = { variable: string; serveur: string; base: string; role: string }

export function lieuDe(url: string, variable: string): Ou {
  const { hostname, port, pathname, username, searchParams } = new URL(url)
  const hote = searchParams.get('host') || decodeURIComponent(hostname) || 'localhost'
  const serveur = hote.startsWith('/')
    ? hote
    : `${hote}:${port || searchParams.get('port') || 5432}`
  return {
    variable,
    serveur,
    base: decodeURIComponent(pathname.slice(1)),
    role: decodeURIComponent(username),
  }
}

/**
 * A base that cannot be used, said with what to do. `passagere`: it may open by itself, and is
 * worth waiting for.
 */
export class BaseFermee extends Error {
  readonly passagere: boolean
  constructor(
    message: string,
    { passagere = false, cause }: { passagere?: boolean; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.passagere = passagere
  }
}

/** A pooler that lends one connection of PostgreSQL's to several of ours. */
export const sansSession = (
  { serveur, variable }: Ou,
  partage = 'transaction par transaction',
): string =>
  `À ${serveur} répond un relais (PgBouncer ou un autre) qui prête la même connexion de PostgreSQL à plusieurs, ${partage} : ni les réglages d’une connexion, ni ses requêtes préparées, ni la session de l’envoi n’y tiendraient. Réglez-le en « pool_mode = session », ou donnez dans ${variable} l’adresse de PostgreSQL lui-même.`

/** One that gives a connection to somebody else with what the former one left on it. */
export const sansNettoyage = ({ serveur, variable }: Ou): string =>
  `À ${serveur} répond un relais (PgBouncer ou un autre) qui prête une connexion avec ce qu’un autre y a laissé : des requêtes préparées, des verrous. Remettez « server_reset_query = DISCARD ALL », ou donnez dans ${variable} l’adresse de PostgreSQL lui-même.`

/** `enClair`: what it says is already said in whole, with its code. */
type Cause = {
  quand: RegExp
  passagere?: true
  enClair?: true
  dire(ou: Ou, erreur: unknown): string
}
/**
 * The first whose pattern is found in « code message » is the one: those of PostgreSQL by SQLSTATE,
 * those of the network by their name.
 */
const causes: Cause[] = [
  {
    quand: /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT connect|EACCES connect) |Connection terminated/,
    passagere: true,
    dire: ({ serveur, variable }) =>
      `Rien ne répond à ${serveur} : PostgreSQL, ou le relais qui est à cette adresse, est arrêté ou écoute ailleurs. Démarrez-le, ou corrigez l’hôte et le port de ${variable}.`,
  },
  {
    quand: /^(ENOTFOUND|EAI_AGAIN) /,
    passagere: true,
    dire: ({ serveur, variable }) =>
      `Le nom d’hôte de ${serveur} est inconnu du réseau : corrigez ${variable}, ou la résolution des noms.`,
  },
  {
    quand: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) |timeout expired|timeout exceeded/,
    passagere: true,
    dire: ({ serveur, variable }) =>
      `${serveur} ne répond pas à temps : réseau coupé, pare-feu, ou hôte erroné dans ${variable}.`,
  },
  {
    quand: /^57P0/,
    passagere: true,
    dire: ({ serveur }) => `PostgreSQL démarre ou s’arrête (${serveur}).`,
  },
  {
    quand: /^53100 /,
    passagere: true,
    dire: ({ serveur }) =>
      `PostgreSQL n’a plus de place sur le disque de son serveur (${serveur}) : libérez-en ou agrandissez-le là-bas, puis recommencez. Ce qui n’était pas encore enregistré ne l’est pas.`,
  },
  {
    quand: /^53/,
    passagere: true,
    dire: ({ serveur }) =>
      `PostgreSQL n’a plus de place ou de connexion libre (${serveur}) : voyez son disque, sa mémoire et max_connections.`,
  },
  {
    quand: /^28P01 /,
    dire: ({ role, variable }) =>
      `PostgreSQL refuse le mot de passe de « ${role} », ou ne connaît pas ce rôle : corrigez ${variable}.`,
  },
  {
    quand: /client password must be/,
    dire: ({ role, variable }) =>
      `PostgreSQL demande le mot de passe de « ${role} », et ${variable} n’en porte pas.`,
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
    quand: /^55000 .*not currently accepting connections/,
    dire: ({ base, serveur }) =>
      `La base « ${base} » n’accepte plus de connexion (${serveur}) : rouvrez-la par « ALTER DATABASE ${base} ALLOW_CONNECTIONS true », ou corrigez l’adresse.`,
  },
  {
    quand: /^(22023|42501) .*role/,
    dire: ({ role }) =>
      `« ${role} » ne peut pas travailler sous le rôle fil_rouge_application : créez-le (« fil-rouge migrer » le fait quand il le peut), ou connectez-vous par lui.`,
  },
  {
    quand: /^42501 .*for database/,
    dire: ({ role, base }) =>
      `« ${role} » n’a pas le droit de se connecter à la base « ${base} » : GRANT CONNECT ON DATABASE.`,
  },
  {
    quand: /^42501 /,
    dire: ({ role, variable }) =>
      `« ${role} » n’a pas le droit de faire cela dans la base : donnez dans ${variable} le rôle que docs/exploitation/production.md y met.`,
  },
  {
    quand: /^(57014|55P03|25P0[34]) /,
    dire: ({ serveur }) =>
      `PostgreSQL (${serveur}) a arrêté ce qui lui était demandé : trop long, retenu par un autre, ou arrêté par quelqu’un. Si cela revient quand on recommence, voyez ce qui y travaille (SELECT pid, xact_start, state FROM pg_stat_activity ORDER BY xact_start).`,
  },
  {
    quand: /^(40P01|40001) /,
    dire: () => 'Un autre travail a changé la même chose au même moment : c’est à recommencer.',
  },
  {
    quand: /^25006 /,
    dire: ({ serveur, variable }) =>
      `PostgreSQL (${serveur}) n’accepte que des lectures : c’est une copie, ou il a été mis en lecture seule. Donnez dans ${variable} celui qui écrit.`,
  },
  {
    quand: /statement pooling mode/,
    dire: ou => sansSession(ou, 'requête par requête'),
  },
  {
    quand: /^08P01 unsupported .*startup parameter/,
    dire: ({ variable }) =>
      `Un relais de connexions (PgBouncer ou semblable) refuse un réglage que porte ${variable} : retirez-en « options » et ce qui n’est pas l’adresse, ou donnez celle de PostgreSQL lui-même.`,
  },
  {
    quand: /^08P01 .*(no such (database|user)|authentication failed|login rejected|not allowed)/,
    dire: ({ base, role, serveur }) =>
      `Un relais de connexions (PgBouncer ou semblable, ${serveur}) ne connaît pas la base « ${base} », le rôle « ${role} » ou son mot de passe : voyez sa configuration et son auth_file.`,
  },
  {
    quand:
      /^08P01 .*(max_client_conn|max_\w+_client_connections|query_wait_timeout)|aucune connexion à la base dans le temps permis/,
    passagere: true,
    dire: ({ serveur }) =>
      `${serveur} ne donne pas à temps de connexion à PostgreSQL. C’est un relais (PgBouncer ou un autre) dont toutes sont prises, qui est en pause ou n’atteint pas PostgreSQL : qu’il en ait autant que FIL_ROUGE_CONNEXIONS de tous les processus, et une de plus pour chacun (default_pool_size, max_client_conn).`,
  },
  {
    quand: /^08P01 /,
    passagere: true,
    dire: ({ serveur }) =>
      `Un relais de connexions (PgBouncer ou semblable, ${serveur}) n’atteint pas PostgreSQL, ou s’arrête.`,
  },
  {
    quand: /does not support SSL/,
    dire: ({ serveur, variable }) =>
      `${serveur} n’offre pas TLS : réglez « ssl = on » dans PostgreSQL, ou retirez sslmode de ${variable}.`,
  },
  {
    quand:
      /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+) /,
    dire: ({ serveur, variable }) =>
      `Le certificat de ${serveur} n’est pas reconnu : donnez son autorité par sslrootcert, et le nom qu’il porte, dans ${variable}.`,
  },
  {
    quand: /^(ENOENT|EACCES|EPERM|ENOTDIR|EISDIR) (open|read) /,
    enClair: true,
    dire: ({ variable }, erreur) =>
      `Un fichier que nomme ${variable} (sslrootcert, sslcert, sslkey) ne peut pas être lu. ${enClair(erreur)}`,
  },
  {
    quand: /^ERR_OSSL_PEM|PEM routines/,
    dire: ({ variable }) =>
      `Un fichier que nomme ${variable} (sslrootcert, sslcert, sslkey) n’est pas un certificat ou une clé en PEM.`,
  },
]

const causeDe = ({ code = '', syscall = '', message }: NodeJS.ErrnoException) =>
  causes.find(c => c.quand.test(`${code} ${syscall ? `${syscall} ` : ''}${message}`))
/** What the table says of an error, with what to do; null when it says nothing. */
export const conseilDe = (erreur: unknown, ou: Ou): string | null =>
  causeDe(erreur as Error)?.dire(ou, erreur) ?? null

/**
 * What keeps a base closed; what nobody foresaw is said in the server's own words, which follow in
 * any case.
 */
export function expliquer(
  erreur: unknown,
  ou: Ou,
  sinon = `La base ne s’ouvre pas à ${ou.serveur}.`,
): BaseFermee {
  if (erreur instanceof BaseFermee) return erreur
  // An address of several, tried one after the other, gives one error for all.
  const [une = erreur] = erreur instanceof AggregateError ? erreur.errors : []
  const { message } = une as Error
  const cause = causeDe(une as Error)
  const mots =
    erreur instanceof pg.DatabaseError ? ` (PostgreSQL : « ${message} »)` : ` (« ${message} »)`
  return new BaseFermee(`${cause?.dire(ou, une) ?? sinon}${cause?.enClair ? '' : mots}`, {
    passagere: cause?.passagere ?? false,
    cause: erreur,
  })
}

/** What PostgreSQL says of itself under these codes may quote what it was given. */
const CITE = /^(22|23|P0)/
/**
 * Why the base refused a work, for a log: in words, and never those of a person; null for an error
 * that is not the base's. `fermee`: it takes nobody, or not this process.
 */
export function enJournal(erreur: unknown, ou: Ou): { mots: string; fermee: boolean } | null {
  const { code = '' } = (erreur ?? {}) as pg.DatabaseError
  if (erreur instanceof pg.DatabaseError && CITE.test(code))
    return { mots: `PostgreSQL (${ou.serveur}) a refusé ce travail (${code}).`, fermee: false }
  const dite = expliquer(erreur, ou, `PostgreSQL (${ou.serveur}) a refusé ce travail.`)
  const fermee = dite.passagere || estInjoignable(erreur) || FERMEE.test(code)
  const sienne = fermee || erreur instanceof pg.DatabaseError || estOccupee(erreur)
  return sienne ? { mots: dite.message, fermee } : null
}
const FERMEE = /^(28|3D000|55000)/

/** What was under way was refused, or cut; `inconnu`: nobody knows whether it was done. */
export class TravailRefuse extends Error {
  readonly inconnu: boolean
  constructor(fermee: BaseFermee, inconnu: boolean) {
    super(fermee.message, { cause: fermee.cause })
    this.inconnu = inconnu
  }
}
/**
 * Runs what a command asks of the base at `ou`: what PostgreSQL refuses meanwhile, or a connection
 * lost, is said as at the opening.
 */
export async function enExpliquant<T>(ou: Ou, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (erreur) {
    const deLaBase =
      erreur instanceof SortInconnu
        ? erreur.cause
        : [erreur, (erreur as Error).cause].find(
            trouvee => trouvee instanceof pg.DatabaseError || estPerdue(trouvee),
          )
    if (!deLaBase || erreur instanceof BaseFermee) throw erreur
    throw new TravailRefuse(
      expliquer(
        deLaBase,
        ou,
        `PostgreSQL (${ou.serveur}) a refusé ce que la commande lui demandait.`,
      ),
      erreur instanceof SortInconnu,
    )
  }
}
/** Not a file that is not there: a command reads some too. */
const estPerdue = (erreur: unknown): boolean =>
  estCoupee(erreur) ||
  (erreur instanceof Error && /^(Connection terminated|connect ECONNREFUSED)/.test(erreur.message))

const ENTRE_DEUX_COUPURES_MS = 10_000
/**
 * What a process says of its connections that break: one line for all those that break together.
 */
export function direLesCoupures(ou: Ou, dire: (texte: string) => void): (erreur: Error) => void {
  let diteA = Number.NEGATIVE_INFINITY
  return erreur => {
    if (performance.now() - diteA < ENTRE_DEUX_COUPURES_MS) return
    diteA = performance.now()
    const { code = '', message } = erreur as NodeJS.ErrnoException
    const coupee =
      /^(57P0|ECONNRESET|EPIPE)/.test(code) ||
      /^(Connection terminated|Client has encountered)/.test(message)
    dire(
      `base : ${coupee ? `les connexions à ${ou.serveur} ont été coupées (PostgreSQL ou le relais à cette adresse arrêté, ou le réseau) ; elles sont refaites dès qu’il répond.` : expliquer(erreur, ou).message}`,
    )
  }
}
