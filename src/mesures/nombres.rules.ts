import type { Bornes, Delai, Seuil, Unite } from './definition.rules.ts'

// How the texts of the law write a quantity (CP art. 131-8, CPP art. 474): in digits, or in French
// words (« quarante-cinq jours », « un an », « vingt à quatre cents heures »).
const unites = [
  '',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
]
const suite = ['quinze', 'seize', 'dix-sept', 'dix-huit', 'dix-neuf']
const petits = [...unites, ...suite]
const dizaines = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
]

function sousCent(nombre: number): string {
  if (nombre < 20) return petits[nombre] ?? ''
  const [dizaine, vigesimale] = [Math.floor(nombre / 10), [7, 9].includes(Math.floor(nombre / 10))]
  const reste = vigesimale ? (nombre % 10) + 10 : nombre % 10
  const base = dizaines[dizaine] ?? ''
  if (reste === 0) return dizaine === 8 ? 'quatre-vingts' : base
  const et = (reste === 1 || reste === 11) && dizaine < 8 ? ' et ' : '-'
  return `${base}${et}${petits[reste]}`
}
/** A number in French words, below a thousand: « deux cent quatre-vingts ». */
export function nombreEnMots(nombre: number): string {
  if (nombre < 100) return sousCent(nombre)
  const [centaines, reste] = [Math.floor(nombre / 100), nombre % 100]
  const cent = centaines === 1 ? 'cent' : `${petits[centaines]} cent${reste === 0 ? 's' : ''}`
  return reste === 0 ? cent : `${cent} ${sousCent(reste)}`
}

const plat = (texte: string) =>
  texte
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[\u00a0\u202f-]/g, ' ')
    .replaceAll(/\s+/g, ' ')
/** Every number below a thousand, by its plain words: « quarante cinq », « deux cent dix ». */
const parMots = new Map(
  Array.from({ length: 999 }, (_, i) => [plat(nombreEnMots(i + 1)), i + 1] as const),
)
parMots.set('une', 1)
/** « au plus tard le quatrième mois » (CPP art. D. 49-33): the ordinal says the same number. */
const ordinal = (mots: string) =>
  `${mots.replace(/e$/, '').replace(/q$/, 'qu').replace(/f$/, 'v')}ième`
for (let nombre = 2; nombre <= 31; nombre += 1)
  parMots.set(plat(ordinal(nombreEnMots(nombre))), nombre)
const MOTS = [...new Set([...parMots.keys()].flatMap(key => key.split(' ')))]
  .sort((x, y) => y.length - x.length)
  .join('|')
const SUITE = new RegExp(`(?<![\\wà-ÿ])(?:\\d+|(?:${MOTS})(?: (?:${MOTS}))*)(?![\\wà-ÿ])`, 'g')
/**
 * The numbers that a run of words says, longest first: « trente et quarante cinq » says thirty,
 * then forty-five.
 */
function nombresDUneSuite(suite: string): number[] {
  if (/^\d+$/.test(suite)) return [Number(suite)]
  const mots = suite.split(' ')
  const nombres: number[] = []
  for (let debut = 0; debut < mots.length; ) {
    let fin = mots.length
    while (fin > debut && !parMots.has(mots.slice(debut, fin).join(' '))) fin -= 1
    if (fin > debut) nombres.push(parMots.get(mots.slice(debut, fin).join(' ')) ?? 0)
    debut = Math.max(fin, debut + 1)
  }
  return nombres
}
const noms: Record<Unite, string> = { heures: 'heures?', jours: 'jours?', mois: 'mois' }
/**
 * Letters between a number and its unit, in « vingt à quatre cents heures » or « trois jours
 * ouvrables ».
 */
const ENTRE = 45
/**
 * The ways in which a text may write a quantity: months as years, a day as hours, a week as days.
 */
const ecritures = (nombre: number, unite: Unite): [n: number, nom: string][] => [
  [nombre, noms[unite]],
  ...(unite === 'mois' && nombre % 12 === 0
    ? [[nombre / 12, '(?:ans?|années?)'] satisfies [number, string]]
    : []),
  ...(unite === 'jours' && nombre <= 2
    ? [[nombre * 24, 'heures?'] satisfies [number, string]]
    : []),
  ...(unite === 'jours' && nombre % 7 === 0
    ? [[nombre / 7, 'semaines?'] satisfies [number, string]]
    : []),
]
/** Whether a text writes a quantity, in digits or in words; « annuel » is every twelve months. */
export function estEcrit(nombre: number, unite: Unite, texte: string): boolean {
  const mots = plat(texte)
  if (unite === 'mois' && nombre === 12 && /(?<![\wà-ÿ])annuel(le)?s?(?![\wà-ÿ])/.test(mots))
    return true
  const vus = [...mots.matchAll(SUITE)].map(trouve => ({
    nombres: nombresDUneSuite(trouve[0]),
    suite: mots.slice(trouve.index + trouve[0].length, trouve.index + trouve[0].length + ENTRE),
  }))
  return ecritures(nombre, unite).some(([combien, nom]) =>
    vus.some(
      ligne =>
        ligne.nombres.includes(combien) &&
        new RegExp(`^[^.;]*?\\b${nom}(?![\\wà-ÿ])`).test(ligne.suite),
    ),
  )
}

export type Quantite = { n: number; unite: Unite }
const estUnObjet = (valeur: unknown): valeur is object =>
  typeof valeur === 'object' && valeur !== null
export const estBornes = (valeur: unknown): valeur is Bornes =>
  estUnObjet(valeur) && 'unite' in valeur
export const estDelai = (valeur: unknown): valeur is Delai =>
  estUnObjet(valeur) &&
  !Array.isArray(valeur) &&
  ('jours' in valeur || 'mois' in valeur || 'auPlusTot' in valeur)

export const estSeuil = (valeur: unknown): valeur is Seuil =>
  estUnObjet(valeur) && 'seuilMois' in valeur

const quantitesDUnDelai = ({ jours, mois, auPlusTot }: Delai): Quantite[] => [
  ...(jours === undefined ? [] : [{ n: jours, unite: 'jours' as const }]),
  ...(mois === undefined ? [] : [{ n: mois, unite: 'mois' as const }]),
  ...(auPlusTot ? quantitesDUnDelai(auPlusTot) : []),
]
/** Every number of a value, with its unit: those of a sentence stay in its words. */
export function quantitesDe(valeur: unknown): Quantite[] {
  if (estDelai(valeur)) return quantitesDUnDelai(valeur)
  if (estSeuil(valeur))
    return [valeur.seuilMois, ...(valeur.recidiveMois ? [valeur.recidiveMois] : [])].map(
      nombre => ({ n: nombre, unite: 'mois' }),
    )
  if (!estBornes(valeur)) return []
  const { unite, min, max, minJours, paliers = [] } = valeur
  const bornes = [min, max, ...paliers.map(palier => palier.max)].flatMap(nombre =>
    nombre === null ? [] : [{ n: nombre, unite }],
  )
  return minJours === undefined ? bornes : [...bornes, { n: minJours, unite: 'jours' }]
}
