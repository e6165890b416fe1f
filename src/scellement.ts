import { scellerEtNoter } from './acces/index.ts'
import type { Config } from './platform/config.ts'
import type { Base } from './platform/db/connexion.ts'
import type { Reprises } from './platform/db/reprises.ts'
import { enClair } from './platform/systeme.ts'

/** Since when seals wait to be noted out of the base, as this process sees it; null: none waits. */
export type Temoin = { enPanneDepuis: number | null }
type Journal = Reprises & { dire(texte: string): void; direLeBon(texte: string): void }
const SCELLER = 'scellement des journaux'

/**
 * Seals the journals each time that it is called, unless it has not ended; a seal that could not be
 * made, or noted out of the base, is said, and tried again. One that does not end is an alarm as
 * one that fails is.
 */
export function scelleur(
  base: Base,
  sceaux: Config['sceaux'],
  temoin: Temoin,
  { dire, direLeBon, ...reprises }: Journal,
): () => void {
  let depuis: number | null = null
  const noter = ({ pannes }: Awaited<ReturnType<typeof scellerEtNoter>>) => {
    reprises.abouti(SCELLER)
    if (temoin.enPanneDepuis !== null && pannes.length === 0)
      direLeBon('Les sceaux sont de nouveau notés hors de la base.')
    temoin.enPanneDepuis = pannes.length === 0 ? null : (temoin.enPanneDepuis ?? Date.now())
    for (const panne of pannes)
      dire(`sceaux non notés hors de la base : ${base.enJournal(panne)?.mots ?? enClair(panne)}`)
  }
  return () => {
    if (depuis !== null) {
      if (temoin.enPanneDepuis === null)
        dire(
          `${SCELLER} : celui d’avant n’a pas fini, aucun autre ne commence. Voyez le disque de FIL_ROUGE_SCEAUX_FICHIER, FIL_ROUGE_SCEAUX_COMMANDE, et ce qui retient la base.`,
        )
      temoin.enPanneDepuis ??= depuis
      return
    }
    depuis = Date.now()
    scellerEtNoter(base, sceaux)
      .then(noter, erreur => reprises.echoue(SCELLER, erreur))
      .finally(() => {
        depuis = null
      })
  }
}
