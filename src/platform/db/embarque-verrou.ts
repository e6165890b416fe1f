import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as dormir } from 'node:timers/promises'

const NOM = /^verrou\.(\d+)$/
/**
 * A holder says who it is at once; one that does not is stopped, or gone and survived by its
 * server.
 */
const REPONSE_MS = 2000
const PATIENCE_MS = 30_000
export type Verrou = {
  /**
   * The socket as an open file, to be handed to the server: the folder stays taken while either
   * lives.
   */
  descripteur: number
  rendre(): void
}

/**
 * Takes the lock of a data folder; throws, in French, while somebody else has it. The lock is a
 * socket that listens: the kernel closes it with its last holder, whatever the PID namespace or the
 * container that this one lives in, and no process number is read. A socket nobody listens to any
 * more is left where it is and the next rank is taken, by a link, which one contender alone
 * obtains: nothing that is alive is ever removed (ADR 0012).
 */
export async function prendreVerrou(dossier: string, patienceMs = PATIENCE_MS): Promise<Verrou> {
  const ici = fs.openSync(dossier, 'r')
  // A socket's path holds 107 bytes: through the open folder it is short, wherever the folder is.
  const chemin = (nom: string) =>
    process.platform === 'linux' ? `/proc/self/fd/${ici}/${nom}` : path.join(dossier, nom)
  const brouillon = `verrou-${randomUUID()}`
  try {
    const prise = await ecouter(chemin(brouillon))
    try {
      await monter(dossier, chemin, brouillon, performance.now() + patienceMs)
      return { descripteur: descripteurDe(prise), rendre: () => void prise.close() }
    } catch (erreur) {
      prise.close()
      throw erreur
    } finally {
      fs.rmSync(path.join(dossier, brouillon), { force: true })
    }
  } finally {
    fs.closeSync(ici)
  }
}

function ecouter(chemin: string): Promise<net.Server> {
  const prise = net.createServer(visite =>
    visite.on('error', () => {}).end(`${process.pid} ${os.hostname()}`),
  )
  return new Promise((pret, echec) => {
    prise.once('error', echec).listen(chemin, () => pret(prise.unref()))
  })
}

/** Node has a name for it on a socket that is connected, and none on one that listens. */
const descripteurDe = (prise: net.Server) =>
  (prise as unknown as { _handle: { fd: number } })._handle.fd

const rangs = (dossier: string): number[] =>
  fs.readdirSync(dossier).flatMap(nom => Number(NOM.exec(nom)?.[1] ?? 0) || [])

/** Puts our socket at the rank above the highest, once nobody listens there any more. */
async function monter(
  dossier: string,
  chemin: (nom: string) => string,
  brouillon: string,
  fin: number,
): Promise<void> {
  for (;;) {
    const dernier = Math.max(0, ...rangs(dossier))
    const tenu = dernier === 0 ? null : await tenant(chemin(`verrou.${dernier}`))
    if (tenu !== null) {
      if (tenu !== '' || performance.now() >= fin) throw dejaTenu(tenu)
      await dormir(200)
      continue
    }
    if (!lier(path.join(dossier, brouillon), path.join(dossier, `verrou.${dernier + 1}`))) continue
    const apres = rangs(dossier)
    // Who was so slow that ranks were taken and cleared meanwhile has obtained one of the past.
    if (Math.max(...apres) > dernier + 1) {
      fs.rmSync(path.join(dossier, `verrou.${dernier + 1}`), { force: true })
      continue
    }
    for (const rang of apres)
      if (rang <= dernier) fs.rmSync(path.join(dossier, `verrou.${rang}`), { force: true })
    return
  }
}

function lier(de: string, vers: string): boolean {
  try {
    fs.linkSync(de, vers)
    return true
  } catch (erreur) {
    if ((erreur as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw erreur
  }
}

/** Who listens there: its number and machine, '' when it does not say, null when nobody does. */
function tenant(chemin: string): Promise<string | null> {
  return new Promise(resolve => {
    let dit = ''
    const visite = net.connect(chemin)
    const finir = (qui: string | null) => {
      visite.destroy()
      resolve(qui)
    }
    visite.setTimeout(REPONSE_MS, () => finir(''))
    visite.on('data', octets => {
      dit += octets.toString()
    })
    visite.once('end', () => finir(dit))
    visite.once('error', (erreur: NodeJS.ErrnoException) =>
      finir(/^(ECONNREFUSED|ENOENT)$/.test(erreur.code ?? '') ? null : ''),
    )
  })
}

function dejaTenu(qui: string): Error {
  const [pid, machine] = qui.split(' ')
  const ou = machine === os.hostname() ? '' : ` de la machine ${machine}`
  return new Error(
    `Fil rouge tourne déjà dans ce dossier${pid ? ` (processus ${pid}${ou})` : ', ou sa base finit de s’arrêter'}. Arrêtez-le, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`,
  )
}
