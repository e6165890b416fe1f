import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'

const require = createRequire(import.meta.url)
const paquet = path.join(path.dirname(require.resolve('@sparticuz/chromium')), '../..')
const cache = fileURLToPath(new URL('../.cache/', import.meta.url))
const hote = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser']

export type Programme = { executablePath: string; env: Record<string, string> }

/**
 * The Chromium to launch: the one that FIL_ROUGE_CHROMIUM names, the host's, or the one that npm
 * brought with what it lacks here.
 */
export async function programme(): Promise<Programme> {
  const present = process.env.FIL_ROUGE_CHROMIUM ?? hote.find(f => existsSync(f))
  if (present) return { executablePath: present, env: {} }
  return programmeDuPaquet()
}

/**
 * The Chromium of npm; `sansHote` brings the package's libraries and fonts even where the host has
 * its own.
 */
export async function programmeDuPaquet(sansHote = false): Promise<Programme> {
  const executablePath = path.join(await deballe('chromium.br'), 'chromium')
  const env: Record<string, string> = {}
  if (sansHote || bibliothequesManquantes(executablePath)) {
    const lib = path.join(await deballe('al2023.tar.br'), 'lib')
    env.LD_LIBRARY_PATH = [lib, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  }
  if (sansHote || !existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_FILE = await polices()
  return { executablePath, env }
}

/** A slim image lacks NSS, NSPR or expat; one that has no ldd to ask is slim. */
function bibliothequesManquantes(executablePath: string): boolean {
  const { status, stdout } = spawnSync('ldd', [executablePath], { encoding: 'utf8' })
  return status !== 0 || stdout.includes('not found')
}

/**
 * The package's own configuration points to a folder of Lambda; ours points to where the fonts are.
 */
async function polices(): Promise<string> {
  const dossier = await deballe('fonts.tar.br')
  const fichier = path.join(dossier, 'local.conf')
  writeFileSync(
    fichier,
    `<fontconfig><dir>${dossier}/fonts</dir><cachedir>${dossier}/cache</cachedir></fontconfig>\n`,
  )
  return fichier
}

/**
 * A part of the package, unpacked once under .cache. The package itself unpacks to a fixed name in
 * the temporary folder, readable by its first user alone: the next user of the machine cannot
 * launch it. Renamed when complete: a second worker never sees half of it.
 */
async function deballe(archive: string): Promise<string> {
  const version = (require(path.join(paquet, 'package.json')) as { version: string }).version
  const dossier = path.join(cache, `chromium-${version}`, archive.replace(/\..*$/, ''))
  if (existsSync(dossier)) return dossier
  mkdirSync(path.dirname(dossier), { recursive: true })
  const encours = mkdtempSync(`${dossier}-`)
  chmodSync(encours, 0o755)
  const fichier = path.join(encours, archive.replace(/\.br$/, ''))
  await pipeline(
    createReadStream(path.join(paquet, 'bin', archive)),
    createBrotliDecompress(),
    createWriteStream(fichier, { mode: 0o755 }),
  )
  if (fichier.endsWith('.tar')) {
    execFileSync('tar', ['-xf', fichier, '-C', encours, '--no-same-owner'])
    rmSync(fichier)
  }
  try {
    renameSync(encours, dossier)
  } catch (e) {
    rmSync(encours, { recursive: true, force: true })
    if (!existsSync(dossier)) throw e
  }
  return dossier
}
