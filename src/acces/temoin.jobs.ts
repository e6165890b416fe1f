import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { type Base, enTransaction } from '../platform/db/connexion.ts'
import type { Tx } from '../platform/db/index.ts'
import { refusDeNoter } from './sceau.examen.ts'
import { type Cles, scellerLesJournaux } from './sceau.gestes.ts'
import * as store from './sceau.store.ts'
import { avecLeCarnet } from './tetes.store.ts'

/**
 * Where the head of the chain is noted at each seal: a file, and whatever a command does of a line
 * (a mail, syslog, another machine), in `auPlusMs`.
 */
export type Dehors = { fichier: string | null; commande: string | null; auPlusMs?: number }

const ligneDe = ({ journal, rang, dernier, empreinte, scelleA }: store.DernierSceau) =>
  `${JSON.stringify({ journal, rang, dernier, empreinte, scelleA })}\n`

/**
 * Tried by who seals, before it does: a mistake is said at once, not at the first seal. Throws for
 * a file that cannot be written, and for a command whose program is not there or that a shell
 * cannot read; it is not run, for it may send.
 */
export async function eprouverDehors({ fichier, commande }: Dehors): Promise<void> {
  if (fichier) await (await open(fichier, 'a', 0o600)).close()
  if (!commande) return
  if (!(await reussit('sh', ['-n', '-c', commande])))
    throw new Error(
      'FIL_ROUGE_SCEAUX_COMMANDE : un shell ne peut pas lire cette commande, corrigez-la.',
    )
  const programme = PROGRAMME.exec(commande)?.[1]
  if (programme && !(await reussit('sh', ['-c', 'command -v -- "$1"', 'sh', programme])))
    throw new Error(
      `FIL_ROUGE_SCEAUX_COMMANDE : « ${programme} » n’est pas sur cette machine, installez-le ou donnez son chemin entier.`,
    )
}
/**
 * The first word of a command, after the variables that it sets; none when only a shell can say
 * what it is.
 */
const PROGRAMME = /^\s*(?:\w+=[^\s"'$`\\]*\s+)*([\w./+-]+)(?=\s|$)/
const reussit = (programme: string, args: string[]): Promise<boolean> =>
  new Promise(dire => {
    const enfant = spawn(programme, args, { stdio: 'ignore' })
    enfant.on('error', () => dire(false))
    enfant.on('close', code => dire(code === 0))
  })

const DITE_AU_PLUS = 4000
const enDernier = (dite: string) => {
  const ligne = dite.trim().split('\n').at(-1)?.trim().slice(0, 200)
  return ligne ? ` (« ${ligne} »)` : ''
}
const AU_PLUS_MS = 30_000
/** In a group of its own, so that whatever it has launched ends with it. */
function executer(commande: string, texte: string, auPlusMs: number): Promise<void> {
  return new Promise((faire, echouer) => {
    const enfant = spawn(commande, {
      shell: true,
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
    })
    let dite = ''
    const tuer = () => {
      if (enfant.pid) tuerLeGroupe(enfant.pid)
    }
    const finir = (faute: string | null) => {
      clearTimeout(assez)
      process.off('exit', tuer)
      enfant.stderr.destroy()
      if (faute === null) faire()
      else
        echouer(
          new Error(
            `FIL_ROUGE_SCEAUX_COMMANDE : la commande des sceaux ${faute}${enDernier(dite)}. Essayez-la à la main, avec une ligne sur son entrée, et corrigez-la.`,
          ),
        )
    }
    const assez = setTimeout(() => {
      tuer()
      finir(
        `n’avait pas fini au bout de ${(auPlusMs / 1000).toLocaleString('fr-FR')} s, et a été arrêtée avec ce qu’elle avait lancé`,
      )
    }, auPlusMs)
    process.once('exit', tuer)
    enfant.stderr.setEncoding('utf8').on('data', (texte: string) => {
      dite = `${dite}${texte}`.slice(-DITE_AU_PLUS)
    })
    enfant.on('error', erreur => finir(`n’a pas pu être lancée (${erreur.message})`))
    enfant.on('close', code => finir(code === 0 ? null : `a répondu ${code}`))
    enfant.stdin.on('error', () => {})
    enfant.stdin.end(texte)
  })
}
function tuerLeGroupe(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const A_LA_FOIS = 1000
/**
 * What follows in the base the last head that was noted, proven; throws where it does not follow
 * it.
 */
async function suiteDe(
  tx: Tx,
  journal: store.Journal,
  cles: Cles,
  notee: { rang: number; empreinte?: string },
): Promise<store.SceauSuivi[]> {
  const suite = await store.sceauxDepuis(tx, journal, notee.rang, A_LA_FOIS + 1)
  const refus = refusDeNoter(suite, cles, notee)
  if (refus)
    throw new Error(
      `journal de ${journal}, ${refus} : aucun sceau n’est plus noté hors de la base. Voyez fil-rouge sceller.`,
    )
  return suite.filter(sceau => sceau.rang > notee.rang)
}

/**
 * Adds to the file each head that follows the last one in it; one process at a time, whatever the
 * machine.
 */
async function noterAuFichier(base: Base, cles: Cles, fichier: string): Promise<void> {
  for (const journal of store.journaux)
    for (let reste = true; reste; )
      reste = await enTransaction(base, async tx => {
        await store.tenirLesTetes(tx)
        return avecLeCarnet(fichier, async ({ dernieres, ajouter }) => {
          const suite = await suiteDe(tx, journal, cles, dernieres.get(journal) ?? { rang: 0 })
          if (suite.length > 0) await ajouter(suite.map(ligneDe).join(''))
          return suite.length >= A_LA_FOIS
        })
      })
}

/**
 * Gives the command each head that it was not given: those that were there before it was first
 * asked for are not. Two processes may give the same one, for none is held while it runs.
 */
async function donnerALaCommande(
  base: Base,
  cles: Cles,
  commande: string,
  auPlusMs = AU_PLUS_MS,
): Promise<void> {
  for (let reste = true; reste; ) {
    const suites = await enTransaction(base, async tx => {
      const suites: store.SceauSuivi[][] = []
      for (const journal of store.journaux)
        suites.push(await suiteDe(tx, journal, cles, { rang: await store.teteDonnee(tx, journal) }))
      return suites
    })
    const texte = suites.flat().map(ligneDe).join('')
    if (texte === '') return
    await executer(commande, texte, auPlusMs)
    await enTransaction(base, async tx => {
      for (const suite of suites)
        for (const sceau of suite.slice(-1))
          await store.noterTeteDonnee(tx, sceau.journal, sceau.rang)
    })
    reste = suites.some(suite => suite.length >= A_LA_FOIS)
  }
}

/** How many lines, the last seals, and what kept them from being noted. */
export type Scellement = { lignes: number; poses: store.DernierSceau[]; pannes: unknown[] }
type Sceaux = { cles: Cles; dehors: Dehors }
/**
 * Seals both journals, then notes out of the base each head that is not yet, those of former tries
 * first: after the commit, so that nothing is noted that is not. What went wrong then is given
 * back, to be said; all of it is tried again at the next sealing.
 */
export async function scellerEtNoter(base: Base, { cles, dehors }: Sceaux): Promise<Scellement> {
  const { fichier, commande, auPlusMs } = dehors
  const scelles = await enTransaction(base, async tx => {
    // Where the command begins: with the first seal after it was set.
    if (commande)
      for (const dernierSceau of await store.derniersSceaux(tx))
        await store.teteDonnee(tx, dernierSceau.journal, dernierSceau.rang)
    return { lignes: await scellerLesJournaux(tx, cles), poses: await store.derniersSceaux(tx) }
  })
  const pannes: unknown[] = []
  const surPanne = (erreur: unknown) => pannes.push(erreur)
  if (fichier) await noterAuFichier(base, cles, fichier).catch(surPanne)
  if (commande) await donnerALaCommande(base, cles, commande, auPlusMs).catch(surPanne)
  return { ...scelles, pannes }
}
