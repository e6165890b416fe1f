import type { Jour } from '../platform/date.ts'
import { obligationComplete } from './mesure.rules.ts'
import { cleDObligation, motsComplets } from './obligation.rules.ts'

/** An obligation as a form shows it. */
export type Ligne = { article: string; libelle: string; precisions: string }
type Typee = { article?: unknown; libelle?: unknown; precisions?: unknown }
const texte = (v: unknown) => (typeof v === 'string' ? v.trim() : '')
/** Lines that were ticked or written, by what names them. */
const parCle = (lignes: readonly Typee[], le: Jour): Map<string, Ligne> =>
  new Map(
    lignes
      .map(ligne => ({
        article: texte(ligne.article),
        libelle: texte(ligne.libelle),
        precisions: texte(ligne.precisions),
      }))
      .filter(ligne => ligne.article !== '' || ligne.libelle !== '')
      .map(ligne => [cleDObligation(obligationComplete(ligne, le)), ligne]),
  )
const dite = (ligne: Ligne, le: Jour) => motsComplets(obligationComplete(ligne, le))

/**
 * Two agents put the same list right, each in their page: what this one ticked, unticked or made
 * precise since the page was opened stays; every other line is what a colleague has recorded
 * meanwhile, and is said (charte C9.1).
 */
export function fusionDObligations(
  vues: readonly Typee[],
  saisies: readonly Typee[],
  presentes: readonly Typee[],
  le: Jour,
) {
  const [vu, saisi, present] = [parCle(vues, le), parCle(saisies, le), parCle(presentes, le)]
  const memes = (un: Ligne | undefined, autre: Ligne | undefined) =>
    (un === undefined) === (autre === undefined) && un?.precisions === autre?.precisions
  const cles = [...new Set([...present.keys(), ...saisi.keys(), ...vu.keys()])]
  const lignes = cles.flatMap(
    cle => (memes(saisi.get(cle), vu.get(cle)) ? present.get(cle) : saisi.get(cle)) ?? [],
  )
  const dAutrui = cles.flatMap(cle => {
    const [avant, apres] = [vu.get(cle), present.get(cle)]
    if (memes(avant, apres)) return []
    if (!avant) return apres ? [`Ajoutée : ${dite(apres, le)}`] : []
    return apres ? [`Précisée : ${dite(apres, le)}`] : [`Retirée : ${dite(avant, le)}`]
  })
  return { lignes, dAutrui }
}
