import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

type Env = Record<string, string | undefined>
type Panne = NodeJS.ErrnoException & { address?: string; port?: number; hostname?: string }
type Dire = (panne: Panne, env: Env) => string

/** Which variable leads there; none for a file that was named on the command line. */
const CHEMINS = ['FIL_ROUGE_SCEAUX_FICHIER', 'FIL_ROUGE_TEXTES', 'FIL_ROUGE_DIR']
const DOSSIER_PAR_DEFAUT = '.fil-rouge'
function lieu({ path }: Panne, env: Env): string {
  if (!path) return 'Un fichier ou un dossier'
  const valeur = (nom: string) => env[nom] || (nom === 'FIL_ROUGE_DIR' ? DOSSIER_PAR_DEFAUT : '')
  const ici = CHEMINS.find(
    nom => valeur(nom) && `${resolve(path)}/`.startsWith(`${resolve(valeur(nom))}/`),
  )
  return `« ${path} »${ici ? ` (${ici})` : ''}`
}
const absent: Dire = (panne, env) => {
  const { path, syscall } = panne
  if (syscall?.startsWith('spawn'))
    return `Le programme « ${path} » n’est pas sur cette machine : installez-le, ou donnez son chemin entier.`
  const dossier = path ? dirname(resolve(path)) : '/'
  return existsSync(dossier)
    ? `${lieu(panne, env)} n’existe pas : corrigez le chemin, ou créez-le.`
    : `${lieu(panne, env)} ne peut pas s’ouvrir, son dossier n’existe pas : créez ${dossier}, ou corrigez le chemin.`
}
const plein: Dire = (panne, env) =>
  `Il n’y a plus de place sur le disque${panne.path ? ` pour écrire ${lieu(panne, env)}` : ''} : libérez-en (disque ou quota), puis recommencez.`
const trop: Dire = () =>
  'Trop de fichiers ou de connexions sont ouverts : relevez la limite de ce processus (ulimit -n, LimitNOFILE), puis relancez.'

/** Who listens there: the port of the agents, or that of what is measured. */
const estDesMesures = ({ port, hostname, address }: Panne, { FIL_ROUGE_METRIQUES = '' }: Env) =>
  port === undefined
    ? FIL_ROUGE_METRIQUES.includes(`${hostname ?? address}:`)
    : FIL_ROUGE_METRIQUES.split(':').at(-1) === String(port)
const leurPort: Dire = (panne, env) => (estDesMesures(panne, env) ? 'FIL_ROUGE_METRIQUES' : 'PORT')
const leurHote: Dire = (panne, env) =>
  estDesMesures(panne, env) ? 'FIL_ROUGE_METRIQUES' : 'FIL_ROUGE_HOTE'
const autreAdresse: Dire = (panne, env) =>
  `L’adresse « ${panne.hostname ?? panne.address} » n’est pas une adresse de cette machine : corrigez ${leurHote(panne, env)} (0.0.0.0 : toutes les siennes).`
const nomInconnu: Dire = (panne, env) =>
  `Le nom « ${panne.hostname ?? panne.address} » ne se trouve pas sur le réseau : corrigez ${leurHote(panne, env)}, ou donnez une adresse (0.0.0.0 : toutes celles de cette machine).`

/** What the system refuses to who listens. */
const enEcoute: Record<string, Dire> = {
  EADDRINUSE: (panne, env) =>
    `Le port ${panne.port} est déjà pris : un autre programme, ou un autre Fil rouge, y répond. Arrêtez-le, ou donnez un autre port par ${leurPort(panne, env)}.`,
  EACCES: (panne, env) =>
    `Le port ${panne.port} est réservé par le système : donnez par ${leurPort(panne, env)} un port à partir de 1024, et un mandataire devant lui.`,
  EADDRNOTAVAIL: autreAdresse,
  EAFNOSUPPORT: autreAdresse,
  ENOTFOUND: nomInconnu,
  EAI_AGAIN: nomInconnu,
}
const interdit: Dire = (panne, env) =>
  `${lieu(panne, env)} est interdit à l’utilisateur qui lance Fil rouge : donnez-lui ce fichier ou ce dossier (chown, chmod), ou lancez par celui à qui il est.`
/** What it refuses of a file or a folder. */
const enFichier: Record<string, Dire> = {
  ENOENT: absent,
  EACCES: interdit,
  EPERM: interdit,
  ENOTDIR: (panne, env) =>
    `${lieu(panne, env)} passe par un fichier qui n’est pas un dossier : corrigez le chemin.`,
  EISDIR: (panne, env) =>
    `${panne.path ? lieu(panne, env) : 'Ce chemin'} est un dossier : donnez le chemin d’un fichier.`,
  EEXIST: (panne, env) =>
    `${lieu(panne, env)} existe déjà, et n’est pas un dossier : corrigez le chemin, ou ôtez ce fichier.`,
  EROFS: (panne, env) =>
    `${lieu(panne, env)} est sur un disque en lecture seule : choisissez un autre chemin, ou remontez-le en écriture.`,
  ENOSPC: plein,
  EDQUOT: plein,
  EMFILE: trop,
  ENFILE: trop,
  EIO: (panne, env) =>
    `${lieu(panne, env)} ne se lit ou ne s’écrit plus : le disque est en faute, voyez le journal du système.`,
}
/** Every code that is said in French. */
export const codesDits = { ecoute: Object.keys(enEcoute), fichier: Object.keys(enFichier) }

const dire = ({ code = '', syscall }: Panne): Dire | undefined =>
  (syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo' ? enEcoute : enFichier)[
    code
  ]
/**
 * An error as it is said to an operator: what the system refuses in French, with what to do and its
 * code; anything else in its own words.
 */
export function enClair(erreur: unknown, env: Env = process.env): string {
  const [une = erreur] = erreur instanceof AggregateError ? erreur.errors : []
  const panne = une as Panne
  const phrase = dire(panne)?.(panne, env)
  return phrase ? `${phrase} (${panne.code})` : panne.message
}
