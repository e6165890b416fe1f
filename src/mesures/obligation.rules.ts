import type { Jour } from '../platform/date.ts'
import { type Citation, type Dated, estAbsente } from '../platform/law.ts'
import { obligationsDuControleJudiciaire } from './referentiel/controle-judiciaire-obligations.referentiel.ts'
import { mesuresDeControle } from './referentiel/obligations-controle.referentiel.ts'
import {
  type MotsCourts,
  motsDesControles,
  motsDesObligations,
  motsDuControleJudiciaire,
} from './referentiel/obligations-mots.referentiel.ts'
import { obligationsParticulieres } from './referentiel/obligations-particulieres.referentiel.ts'
import {
  A_VERIFIER,
  estOpposable,
  versionAVerifier,
  versionLe,
  versionOpposable,
} from './regle.rules.ts'

/**
 * One numbered item of a list of obligations (CP art. 132-44, 132-45; CPP art. 138): its text over
 * time.
 */
export type ItemDObligation = { numero: string; texte: Dated<string> }
/** The lists, by the prefix under which an item is recorded: « CP 132-45, 3° ». */
export const listes = {
  'CP 132-44': mesuresDeControle,
  'CP 132-45': obligationsParticulieres,
  'CPP 138': obligationsDuControleJudiciaire,
} as const satisfies Record<string, readonly ItemDObligation[]>
export type Liste = keyof typeof listes
const motsCourts: Record<Liste, MotsCourts> = {
  'CP 132-44': motsDesControles,
  'CP 132-45': motsDesObligations,
  'CPP 138': motsDuControleJudiciaire,
}

/** The plain French of a number on a day; null where nobody wrote it. */
export function motsCourtsLe(liste: Liste, numero: string, le: Jour): string | null {
  const mots = motsCourts[liste][numero]
  return typeof mots === 'object'
    ? (mots.findLast(([from]) => from <= le)?.[1] ?? mots[0]?.[1] ?? null)
    : (mots ?? null)
}
/**
 * What an obligation asks; the procedure that follows it in the article is read in the référentiel.
 */
export const premierePhrase = (texte: string) =>
  texte.split(/(?<=[a-zé)])\. (?=[A-ZÀÉÈÊ])/)[0] ?? texte

/**
 * An obligation that was recorded, in plain French: the short words of the text that it keeps,
 * whatever the day of that text; the decision's own words as they are.
 */
export function motsDObligation({
  article,
  libelle,
}: {
  article: string | null
  libelle: string
}): string {
  const [, liste, numero] = NUMEROTEE.exec(article ?? '') ?? []
  if (!liste || !numero) return libelle
  const version = versionsGardees(liste as Liste, numero, libelle)[0]
  return (version && motsCourtsLe(liste as Liste, numero, version.from)) ?? libelle
}
/** The versions of a number whose words are those that an obligation keeps. */
const versionsGardees = (liste: Liste, numero: string, libelle: string) =>
  (listes[liste] as readonly ItemDObligation[])
    .filter(i => i.numero === numero)
    .flatMap(i =>
      i.texte.filter(
        version => !estAbsente(version.value) && premierePhrase(version.value) === libelle,
      ),
    )
/**
 * Whether a version of the law that has the number and the words that an obligation keeps was not
 * read; the decision's own words are not the law's.
 */
export function obligationAVerifier({
  article,
  libelle,
}: {
  article: string | null
  libelle: string
}): boolean {
  const [, liste, numero] = NUMEROTEE.exec(article ?? '') ?? []
  if (!liste || !numero) return false
  const gardees = versionsGardees(liste as Liste, numero, libelle)
  return gardees.length === 0 || !gardees.every(version => estOpposable(version.source))
}
/** « art. CP 132-45, 3° », with its mark where nobody has read it. */
export const articleDObligation = (donnees: {
  article: string | null
  libelle: string
}): string | null =>
  donnees.article &&
  `art. ${donnees.article}${obligationAVerifier(donnees) ? `, ${A_VERIFIER}` : ''}`
/**
 * The same with its article and what the decision says of it: « Se soigner (examens, traitements,
 * soins) (art. CP 132-45, 3°) : au centre ».
 */
export function motsComplets(donnees: {
  article: string | null
  libelle: string
  precisions: string | null
}): string {
  const article = articleDObligation(donnees)
  return `${motsDObligation(donnees)}${article ? ` (${article})` : ''}${donnees.precisions ? ` : ${donnees.precisions}` : ''}`
}

/** `mots`: plain French; `texte`: the law's, which nobody has read where it is `aVerifier`. */
export type Proposee = { article: string; mots: string; texte: string; aVerifier: boolean }
/** Items of a list as numbered on a day. */
export const itemsLe = (liste: Liste, le: Jour): Proposee[] =>
  listes[liste].flatMap(({ numero, texte }) => {
    const { value } = versionLe(texte, le)
    const mots = motsCourtsLe(liste, numero, le)
    return estAbsente(value)
      ? []
      : [
          {
            article: `${liste}, ${numero}`,
            mots: mots ?? value,
            texte: value,
            aVerifier: versionAVerifier(texte, le),
          },
        ]
  })

const NUMEROTEE = /^(CP 132-44|CP 132-45|CPP 138),? *(\d+°(?: bis)?)$/
type Item = {
  liste: Liste
  numero: string
  connu: boolean
  texte: string | null
  opposable: boolean
  source: Citation | undefined
}
export const estLu = (texte: Dated<string>, le: Jour) => versionOpposable(texte, le) !== null
/**
 * « CP 132-45, 3° » read back, or null for what is not a numbered item; `opposable` when its
 * presence or absence was read in the law of that day.
 */
export function itemDe(article: string, le: Jour): Item | null {
  const [, liste, numero] = NUMEROTEE.exec(article.trim()) ?? []
  if (!liste || !numero) return null
  const items: readonly ItemDObligation[] = listes[liste as Liste]
  const version = items.find(i => i.numero === numero)?.texte
  const enVigueur = version && versionLe(version, le)
  // A number that the list does not have at all is refused only where the whole list of that day
  // was read.
  const opposable = version ? estLu(version, le) : items.every(i => estLu(i.texte, le))
  const premier = items[0]?.texte
  const source = enVigueur?.source ?? (premier && versionLe(premier, le).source)
  const texte = enVigueur === undefined || estAbsente(enVigueur.value) ? null : enVigueur.value
  return { liste: liste as Liste, numero, connu: version !== undefined, texte, opposable, source }
}

/** By what an obligation is known as the same: its number, or its own words. */
export const cleDObligation = (donnees: { article: string | null; libelle: string }): string =>
  donnees.article?.replaceAll(' ', '') ?? donnees.libelle
