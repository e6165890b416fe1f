import type { Jour } from '../platform/date.ts'
import { type Citation, estAbsente } from '../platform/law.ts'
import { estEcrit, nombreEnMots, type Quantite, quantitesDe } from './nombres.rules.ts'
import type { Entree } from './recueil.rules.ts'

/**
 * The dated texts of a folder: the version of an article that is in force on a day, or one named by
 * its file (« cp/131-8/2019-03-25 »).
 */
export type Textes = {
  le(texte: string, article: string, le: Jour): { fichier: string; mots: string } | null
  fichier(nom: string): string | null
}
/**
 * What a value says and its text does not, or a text that is not at hand (ADR 0038, charte C1.5).
 */
export type EcartDeTexte = {
  id: string
  from: Jour
  citation: string
  fichier: string | null
  quoi: string
}

const NOMBRES = [
  ...Array.from({ length: 120 }, (_, i) => i + 1),
  140,
  150,
  160,
  180,
  200,
  210,
  240,
  280,
  300,
  360,
  365,
  400,
]
const parEcriture = new Map(
  NOMBRES.flatMap(nombre => [
    [String(nombre), nombre] as const,
    [nombreEnMots(nombre), nombre] as const,
  ]),
)
const ECRITURES = [...parEcriture.keys()].sort((un, autre) => autre.length - un.length).join('|')
const QUANTITE = new RegExp(
  `(?<![\\wà-ÿ-])(${ECRITURES}|une) (heures?|jours?|mois|ans?|années?)(?![\\wà-ÿ])`,
  'g',
)
/** Quantities that a sentence of ours writes beside their unit: years are counted in months. */
export function quantitesEcrites(phrase: string): Quantite[] {
  return [...phrase.toLowerCase().matchAll(QUANTITE)].map(([, nombre = '', nom = '']) => {
    const valeur = nombre === 'une' ? 1 : (parEcriture.get(nombre) ?? 0)
    if (nom.startsWith('an')) return { n: valeur * 12, unite: 'mois' }
    if (nom.startsWith('h')) return { n: valeur, unite: 'heures' }
    return { n: valeur, unite: nom.startsWith('j') ? 'jours' : 'mois' }
  })
}

const plat = (mots: string) =>
  mots
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[«»"\s\u00a0\u202f]+/g, ' ')
    .trim()
/** Whether the words of a reading stand in a text, in their order; « […] » skips some. */
export function motsDansLeTexte(mots: string, texte: string): boolean {
  const entier = plat(texte)
  let depuis = 0
  for (const morceau of mots
    .split(/\[…\]|…/)
    .map(plat)
    .filter(Boolean)) {
    const ici = entier.indexOf(morceau, depuis)
    if (ici < 0) return false
    depuis = ici + morceau.length
  }
  return true
}

const FICHIER = /^[a-z0-9-]+\/[\w*-]+\/(?:lu-)?\d{4}(?:-\d{2}){1,2}/
function ecartsDeLecture(source: Citation, textes: Textes): string[] {
  if (source.confiance !== 'lu') return []
  const { ou, mots } = source.lecture
  const nom = FICHIER.exec(ou)?.[0]
  if (!nom) return []
  const texte = textes.fichier(nom)
  if (texte === null) return [`« ${nom} » n’est pas un texte de ce dossier`]
  if (!nom.includes(`/${source.article.replace('*', '')}/`))
    return [`lu dans « ${nom} », cité ${source.article}`]
  return mots === null || motsDansLeTexte(mots, texte)
    ? []
    : [`« ${mots} » n’est pas dans ce texte`]
}

/** Where the text of that day is missing, the one in which its sentence was read. */
function texteLu(source: Citation, textes: Textes): { fichier: string; mots: string } | null {
  const fichier = source.confiance === 'lu' ? FICHIER.exec(source.lecture.ou)?.[0] : undefined
  const mots = fichier === undefined ? null : textes.fichier(fichier)
  return fichier === undefined || mots === null ? null : { fichier, mots }
}

/**
 * Of one rule: does each number stand in the text of its version, in digits or in French words, and
 * the words read in the file that they name?
 */
export function ecartsDeTexte({ id, droit }: Entree, textes: Textes): EcartDeTexte[] {
  return droit.flatMap(({ from, value, source }): EcartDeTexte[] => {
    const trouve = textes.le(source.texte, source.article, from) ?? texteLu(source, textes)
    const ecart = (quoi: string) => ({
      id,
      from,
      citation: `${source.texte} ${source.article}`,
      fichier: trouve?.fichier ?? null,
      quoi,
    })
    const lecture = ecartsDeLecture(source, textes).map(ecart)
    if (estAbsente(value)) return lecture
    const quantites =
      typeof value === 'string'
        ? quantitesEcrites(value)
        : quantitesDe(value).filter(quantite => quantite.n > 0)
    if (quantites.length > 0 && !trouve) return [...lecture, ecart('texte de ce jour non trouvé')]
    const absentes = quantites.filter(
      ({ n: nombre, unite }) => trouve && !estEcrit(nombre, unite, trouve.mots),
    )
    return [
      ...lecture,
      ...absentes.map(({ n: nombre, unite }) =>
        ecart(`${nombre} ${unite} : ce nombre n’est pas dans le texte`),
      ),
    ]
  })
}
