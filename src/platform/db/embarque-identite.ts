import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

export type Identite = 'direct' | 'setpriv' | 'uid' | 'userns'

const PERSONNE = 65_534

/** PostgreSQL refuses to be root: how to be somebody else, given who can walk down to its files. */
export function choisirIdentite(bin: string, dossier: string): Identite {
  if (process.getuid?.() !== 0) return 'direct'
  if (traversable(bin) && traversable(dossier))
    return spawnSync('setpriv', ['--version']).status === 0 ? 'setpriv' : 'uid'
  const essai = spawnSync('unshare', [
    '--user',
    `--map-user=${PERSONNE}`,
    `--map-group=${PERSONNE}`,
    'true',
  ])
  if (essai.status === 0) return 'userns'
  throw new Error(
    'PostgreSQL refuse d’être lancé par root, et l’utilisateur nobody ne peut pas ouvrir ce dossier. ' +
      'Lancez Fil rouge sans être root, placez-le dans un dossier lisible par tous, ou indiquez DATABASE_URL.',
  )
}

function traversable(feuille: string): boolean {
  for (let cle = path.resolve(feuille); ; cle = path.dirname(cle)) {
    if (fs.existsSync(cle) && !(fs.statSync(cle).mode & 0o001)) return false
    if (cle === path.dirname(cle)) return true
  }
}

export function preparer(dossier: string, identite: Identite): void {
  fs.mkdirSync(dossier, { recursive: true, mode: 0o700 })
  // A folder under the system's temporary one has a name that others can guess: what they may have
  // planted there is not used.
  const { uid } = fs.lstatSync(dossier)
  const permis = [process.getuid?.() ?? uid, ...(process.getuid?.() === 0 ? [PERSONNE] : [])]
  if (!fs.lstatSync(dossier).isDirectory() || !permis.includes(uid))
    throw new Error(
      `${dossier} appartient à un autre utilisateur : retirez-le, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`,
    )
  fs.chmodSync(dossier, 0o700)
  if (identite === 'setpriv' || identite === 'uid') fs.chownSync(dossier, PERSONNE, PERSONNE)
}

/**
 * The command that runs a PostgreSQL program as somebody else than root, and has it die with us
 * where the system can.
 */
export function commande(
  identite: Identite,
  programme: string,
  args: string[],
): { exe: string; args: string[]; extra: { uid?: number; gid?: number } } {
  const meurtAvecNous = ['--pdeathsig', 'INT', programme, ...args]
  if (identite === 'setpriv') {
    return {
      exe: 'setpriv',
      args: [`--reuid=${PERSONNE}`, `--regid=${PERSONNE}`, '--clear-groups', ...meurtAvecNous],
      extra: {},
    }
  }
  if (identite === 'userns') {
    return {
      exe: 'unshare',
      args: [
        '--user',
        `--map-user=${PERSONNE}`,
        `--map-group=${PERSONNE}`,
        'setpriv',
        ...meurtAvecNous,
      ],
      extra: {},
    }
  }
  if (identite === 'uid') return { exe: programme, args, extra: { uid: PERSONNE, gid: PERSONNE } }
  const avecSetpriv =
    process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0
  return avecSetpriv
    ? { exe: 'setpriv', args: meurtAvecNous, extra: {} }
    : { exe: programme, args, extra: {} }
}
