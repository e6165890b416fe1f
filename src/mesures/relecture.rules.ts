import { ajouterJours, ajouterMois, type Jour, joursEntre } from '../platform/date.ts'
import {
  type Citation,
  type Dated,
  defects,
  estAbsente,
  estInconnue,
  type Numero,
  nExistePas,
  numeroLe,
  type Proposition,
  type Renumerotation,
} from '../platform/law.ts'
import { contradictions, defautsDeSaisie } from './controle.rules.ts'
import type { Machine } from './machine.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import {
  type Entree,
  entreesDe,
  type Mention,
  mentions,
  mentionsDe,
  recueil,
  versionConnue,
} from './recueil.rules.ts'
import { renumerotations } from './referentiel/renumerotations.referentiel.ts'

/**
 * From when on the whole set must answer: older measures that still run are followed under the law
 * of these years (charte C1.1).
 */
export const COUVERT_DEPUIS: Jour = '2014-01-01'
/** A value that nobody has read again for this long is listed. */
const MOIS_DE_RELECTURE = 12

const estCitation = (source: Citation | Proposition<unknown>): source is Citation =>
  'confiance' in source

/**
 * The first day of a text whose articles cannot have been cited before (ordonnances 2022-478,
 * 2019-950, 2025-1091).
 */
const naissances: { texte: string; article: RegExp; le: Jour }[] = [
  { texte: 'code pénitentiaire', article: /./, le: '2022-05-01' },
  { texte: 'code de la justice pénale des mineurs', article: /./, le: '2021-09-30' },
  { texte: 'code de procédure pénale', article: /^L\d/, le: '2029-01-01' },
]
/**
 * The day on which a number was born, when a citation bears it on an older day: its number of then
 * is not known.
 */
export const numeroPosterieur = (numero: Numero, le: Jour): Jour | null =>
  naissances.find(
    naissance =>
      naissance.texte === numero.texte &&
      naissance.article.test(numero.article) &&
      le < naissance.le,
  )?.le ?? null

/**
 * Walked day by day and not through the code that selects a version, which it checks: one version
 * each day, one that says « inconnu » included.
 */
export function joursSansVersion(droit: Dated<unknown>, du: Jour, au: Jour): string[] {
  const trous: string[] = []
  let jour = du
  for (let reste = joursEntre(du, au); reste >= 0; reste -= 1) {
    let combien = 0
    for (let i = 0; i < droit.length; i += 1) {
      const version = droit[i]
      const suivante = droit[i + 1]
      if (version && version.from <= jour && (!suivante || jour < suivante.from)) combien += 1
    }
    if (combien !== 1) trous.push(`${jour} : ${combien} versions`)
    jour = ajouterJours(jour, 1)
  }
  return trous
}

const TEXTE = /^(code |loi |loi organique |ordonnance |décret |livre |arrêté |circulaire )/
const ARTICLE = /^[LRDA]?\*?\d+(-\d+)*$/
/**
 * What is wrong with a citation in itself: a text and an article that can exist, a reading that
 * says what was read.
 */
export function defautsDeCitation(source: Citation | Proposition<unknown>): string[] {
  if (!estCitation(source))
    return /^C\d+\.\d+(, C\d+\.\d+)*$/.test(source.charte)
      ? []
      : [`« ${source.charte} » n’est pas une thèse de la charte`]
  const { texte, article, confiance } = source
  const nom = `${texte} ${article}`
  return [
    ...(TEXTE.test(texte) ? [] : [`${nom} : texte inconnu`]),
    ...(ARTICLE.test(article) ||
    (confiance === 'a_verifier' && article.endsWith('(numéro à vérifier)'))
      ? []
      : [`${nom} : numéro mal formé`]),
    ...defautsDeLecture(source).map(defaut => `${nom} : ${defaut}`),
  ]
}
/** A reading says who, when, where, and which words; what was not read says why (ADR 0038). */
function defautsDeLecture(source: Citation): string[] {
  if (source.confiance === 'a_verifier')
    return source.raison.trim() ? [] : ['à vérifier, sans dire pourquoi']
  if (source.confiance !== 'lu') return ['ni lu, ni à vérifier']
  const { qui, le, ou, mots } = source.lecture
  return [
    ...(qui.trim() ? [] : ['lu, sans dire par qui']),
    ...(ou.trim() ? [] : ['lu, sans dire où']),
    ...(mots === null || mots.trim() ? [] : ['lu, avec des mots vides']),
    ...(le === source.verifieLe ? [] : ['lu un autre jour que celui de sa lecture']),
  ]
}
/**
 * Each state has its citation: an absence was read, what is not known was not (the compiler says it
 * where the version is written, this wherever it is).
 */
const defautsDEtat = ({ value, source, from }: Entree['droit'][number]): string[] => [
  ...(value === undefined || value === null
    ? [`${from} : ni valeur, ni « n’existe pas », ni « inconnu »`]
    : []),
  ...(value === nExistePas && source.confiance !== 'lu'
    ? [`${from} : dit absent sans avoir été lu`]
    : []),
  ...(estInconnue(value) && source.confiance === 'lu' ? [`${from} : dit inconnu, et lu`] : []),
]
/** A version cites the number that its article bore on its day of effect. */
function defautsDeNumero({ from, source, entree }: Mention): string[] {
  if (from === null || !estCitation(source)) return []
  if (!entree.droit.some(version => version.source === source)) return []
  const { texte, article } = numeroLe(source, from, renumerotations)
  const nom = `${source.texte} ${source.article}`
  return [
    ...(texte === source.texte && article === source.article
      ? []
      : [`${nom} : le ${from}, ce numéro était ${texte} ${article}`]),
    ...(numeroPosterieur(source, from) ? [`${nom} : ce numéro n’existait pas le ${from}`] : []),
  ]
}

function defautsDePassage({ rubrique, droit, egip }: Entree): string[] {
  if (rubrique !== 'deroulement') return []
  const machines = [...droit.map(version => version.value), egip?.value].filter(
    (mesure): mesure is Machine => Boolean(mesure) && !estAbsente(mesure),
  )
  return machines.flatMap(machine =>
    machine.transitions.flatMap(transition =>
      [...transition.de, transition.vers]
        .filter(etat => !(etat in machine.etats))
        .map(etat => `${transition.acte} : état inconnu « ${etat} »`),
    ),
  )
}

/** All that is wrong with one dated value, coverage and citations. */
export function defautsDe(entree: Entree, aujourdhui: Jour): string[] {
  const { droit, id } = entree
  const couverture = droit[0].from > COUVERT_DEPUIS ? [`rien avant le ${droit[0].from}`] : []
  return [
    ...couverture,
    ...droit.flatMap(defautsDEtat),
    ...defects(droit, aujourdhui),
    ...mentionsDe(entree).flatMap(mention => [
      ...defautsDeCitation(mention.source),
      ...defautsDeNumero(mention),
    ]),
    ...defautsDePassage(entree),
    ...defautsDeSaisie(entree),
  ].map(defaut => `${id} : ${defaut}`)
}
const defautsDeRenumerotation = (
  { ancien, nouveau, verifieLe }: Renumerotation,
  aujourdhui: Jour,
): string[] => [
  ...(ARTICLE.test(ancien.article) && ARTICLE.test(nouveau.article)
    ? []
    : [`${ancien.article} → ${nouveau.article} : numéro mal formé`]),
  ...(verifieLe > aujourdhui
    ? [`${ancien.article} → ${nouveau.article} : vérifié dans l’avenir`]
    : []),
]

/** What `fil-rouge droit:verifier` refuses: the whole set, and keys that are not unique. */
export function defauts(aujourdhui: Jour): string[] {
  const ids = recueil.map(entree => entree.id)
  return [
    ...recueil.flatMap(entree => defautsDe(entree, aujourdhui)),
    ...contradictions(recueil),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map(id => `${id} : deux règles ont cette clé`),
    ...renumerotations.flatMap(renumerotation =>
      defautsDeRenumerotation(renumerotation, aujourdhui),
    ),
  ]
}

/** A mention whose source is an article of the law. */
export type MentionDeDroit = Mention & { source: Citation }
const deDroit = (mention: Mention): mention is MentionDeDroit => estCitation(mention.source)

/**
 * Sentences that nobody has read yet, and numbers to confirm: shown as such wherever they are used
 * (ADR 0022).
 */
export const aRelire: readonly MentionDeDroit[] = mentions
  .filter(deDroit)
  .filter(mention => mention.source.confiance === 'a_verifier')
/** Readings whose words were not noted: to be read again, with them. */
export const sansLeursMots: readonly MentionDeDroit[] = mentions
  .filter(deDroit)
  .filter(mention => mention.source.confiance === 'lu' && mention.source.lecture.mots === null)
/** What nobody knows: versions that say so. */
export const inconnues: readonly MentionDeDroit[] = mentions
  .filter(deDroit)
  .filter(mention => mention.inconnu)
/**
 * A rule is read when all that its version of a day says was read, acts of its machine included: a
 * reading of another version says nothing of it.
 */
export function estLue(entree: Entree, le: Jour): boolean {
  const version = versionConnue(entree.droit, le)
  if (!version || estInconnue(version.value)) return false
  return mentionsDe(entree)
    .filter(deDroit)
    .filter(mention => mention.from === version.from)
    .every(mention => mention.source.confiance === 'lu')
}
/**
 * What a kind says on a day and nobody has read, in a few words: said beside its plain French,
 * which rests on it.
 */
export const pointsAVerifier = (nature: CleNature, le: Jour): string[] => [
  ...new Set(
    entreesDe(nature)
      .filter(entree => !estLue(entree, le))
      .map(entree => entree.devoir?.libelle ?? entree.libelle),
  ),
]
export const numerosARelire: readonly Renumerotation[] = renumerotations.filter(
  renumerotation => renumerotation.confiance === 'a_verifier',
)
/** Values last checked more than a year before a day. */
export const relusIlYALongtemps = (le: Jour): MentionDeDroit[] =>
  mentions
    .filter(deDroit)
    .filter(mention => mention.source.verifieLe < ajouterMois(le, -MOIS_DE_RELECTURE))
