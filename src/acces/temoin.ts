import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { appendFile, open } from 'node:fs/promises'
import { type Base, transaction } from '../platform/db/connexion.ts'
import { type DernierSceau, derniersSceaux } from './sceau.store.ts'
import { type Cles, scellerLesJournaux, type Tete } from './sceau.ts'

/** Where the head of the chain is noted at each seal: a file, and whatever a command does of a line (a mail, syslog, another machine). */
export type Dehors = { fichier: string | null; commande: string | null }

const ligneDe = ({ journal, rang, dernier, empreinte, scelleA }: DernierSceau) =>
  `${JSON.stringify({ journal, rang, dernier, empreinte, scelleA })}\n`

/** Heads noted in a file, one a line; a line that is cut or foreign is a fault of the file, said as such. */
export function lireTetes(fichier: string | null): Tete[] {
  if (!fichier || !existsSync(fichier)) return []
  const lignes = readFileSync(fichier, 'utf8').split('\n')
  return lignes.filter(l => l.trim() !== '').map((ligne, i) => lireTete(ligne, `${fichier}, ligne ${i + 1}`))
}
function lireTete(ligne: string, ou: string): Tete {
  try {
    const { journal, rang, empreinte } = JSON.parse(ligne) as Partial<Tete>
    if (typeof journal === 'string' && typeof rang === 'number' && typeof empreinte === 'string') return { journal, rang, empreinte }
  } catch {}
  throw new Error(`${ou} : ce n’est pas un sceau noté par Fil rouge.`)
}

/**
 * Tried by who seals, before it does: a head that could not be noted is lost, for the next ones alone are noted. Throws for a file that cannot
 * be written, and for a command whose program is not there or that a shell cannot read; it is not run, for it may send.
 */
export async function eprouverDehors({ fichier, commande }: Dehors): Promise<void> {
  if (fichier) await (await open(fichier, 'a', 0o600)).close()
  if (!commande) return
  if (!(await reussit('sh', ['-n', '-c', commande])))
    throw new Error('FIL_ROUGE_SCEAUX_COMMANDE : un shell ne peut pas lire cette commande, corrigez-la.')
  const programme = PROGRAMME.exec(commande)?.[1]
  if (programme && !(await reussit('sh', ['-c', 'command -v -- "$1"', 'sh', programme])))
    throw new Error(`FIL_ROUGE_SCEAUX_COMMANDE : « ${programme} » n’est pas sur cette machine, installez-le ou donnez son chemin entier.`)
}
/** The first word of a command, after the variables that it sets; none when only a shell can say what it is. */
const PROGRAMME = /^\s*(?:\w+=[^\s"'$`\\]*\s+)*([\w./+-]+)(?=\s|$)/
const reussit = (programme: string, args: string[]): Promise<boolean> =>
  new Promise(dire => {
    const enfant = spawn(programme, args, { stdio: 'ignore' })
    enfant.on('error', () => dire(false))
    enfant.on('close', code => dire(code === 0))
  })

/** Notes these heads out of the base; throws when they could not be, so that it is said. */
async function noterDehors(dehors: Dehors, tetes: DernierSceau[]): Promise<void> {
  const texte = tetes.map(ligneDe).join('')
  if (texte === '') return
  if (dehors.fichier) await appendFile(dehors.fichier, texte, { mode: 0o600 })
  if (dehors.commande) await executer(dehors.commande, texte)
}
function executer(commande: string, texte: string): Promise<void> {
  return new Promise((faire, echouer) => {
    const enfant = spawn(commande, { shell: true, stdio: ['pipe', 'ignore', 'ignore'], timeout: 30_000 })
    enfant.on('error', echouer)
    enfant.on('close', code => (code === 0 ? faire() : echouer(new Error(`la commande des sceaux a répondu ${code}`))))
    enfant.stdin.on('error', () => {})
    enfant.stdin.end(texte)
  })
}

/** Seals both journals, then notes the new heads out of the base: after the commit, so that nothing is noted that is not. */
export async function scellerEtNoter(base: Base, { cles, dehors }: { cles: Cles; dehors: Dehors }): Promise<number> {
  const { lignes, tetes } = await transaction(base, 'SELECT 1', async tx => {
    const avant = new Set((await derniersSceaux(tx)).map(s => s.empreinte))
    const lignes = await scellerLesJournaux(tx, cles)
    return { resultat: { lignes, tetes: (await derniersSceaux(tx)).filter(s => !avant.has(s.empreinte)) }, fin: 'SELECT 1' }
  })
  await noterDehors(dehors, tetes)
  return lignes
}
