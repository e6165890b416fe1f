import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const require = createRequire(import.meta.url)
const noto = (ecriture: string, nom: string) => ({
  famille: `Noto Sans ${nom}`,
  paquet: `@expo-google-fonts/noto-sans-${ecriture}`,
  fichiers: [
    `400Regular/NotoSans${nom.replaceAll(' ', '')}_400Regular.ttf`,
    `700Bold/NotoSans${nom.replaceAll(' ', '')}_700Bold.ttf`,
  ],
})
/**
 * What our documents are written with, in order: never the fonts that a server happens to have (ADR
 * 0032, 0052).
 */
const chaine = [
  {
    famille: 'Atkinson Hyperlegible Next',
    paquet: '@expo-google-fonts/atkinson-hyperlegible-next',
    fichiers: [
      '400Regular/AtkinsonHyperlegibleNext_400Regular.ttf',
      '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf',
    ],
  },
  noto('arabic', 'Arabic'),
  {
    famille: 'Noto Emoji',
    paquet: '@expo-google-fonts/noto-emoji',
    fichiers: ['400Regular/NotoEmoji_400Regular.ttf', '700Bold/NotoEmoji_700Bold.ttf'],
  },
  // Latin with every accent, Greek, Cyrillic, Armenian, Georgian, Hebrew, Lao, Tifinagh, and signs.
  {
    famille: 'DejaVu Sans',
    paquet: 'dejavu-fonts-ttf',
    fichiers: ['ttf/DejaVuSans.ttf', 'ttf/DejaVuSans-Bold.ttf'],
  },
  noto('tamil', 'Tamil'),
  noto('devanagari', 'Devanagari'),
  noto('bengali', 'Bengali'),
  noto('gurmukhi', 'Gurmukhi'),
  noto('sinhala', 'Sinhala'),
  noto('thai', 'Thai'),
  noto('khmer', 'Khmer'),
  noto('ethiopic', 'Ethiopic'),
]

/**
 * A family of the chain: its files as they are, and the characters that every one of them draws.
 */
export type Police = { famille: string; octets: Buffer[]; repertoire: ReadonlySet<number> }

let lues: Police[] | undefined
export function polices(): Police[] {
  lues ??= chaine.flatMap(({ famille, paquet, fichiers }) => {
    const octets = lire(paquet, fichiers)
    return octets ? [{ famille, octets, repertoire: communs(octets.map(repertoireDe)) }] : []
  })
  return lues
}

/**
 * An installation that has not been brought up to date still makes its documents, with more boxes.
 */
function lire(paquet: string, fichiers: string[]): Buffer[] | null {
  try {
    const racine = path.dirname(require.resolve(`${paquet}/package.json`))
    return fichiers.map(fichier => readFileSync(path.join(racine, fichier)))
  } catch {
    return null
  }
}

const communs = ([premier = new Set(), ...autres]: Set<number>[]): Set<number> =>
  new Set([...premier].filter(nombre => autres.every(a => a.has(nombre))))

/**
 * Characters that a TrueType file draws: its `cmap` table, formats 4 and 12 (OpenType 1.9), without
 * those whose glyph is « none ».
 */
function repertoireDe(octets: Buffer): Set<number> {
  const table = tableDe(octets, 'cmap')
  const dits = new Set<number>()
  for (let i = 0; i < octets.readUInt16BE(table + 2); i += 1) {
    const ou = table + octets.readUInt32BE(table + 4 + i * 8 + 4)
    const format = octets.readUInt16BE(ou)
    if (format === 4) lireSegments(octets, ou, dits)
    if (format === 12) lireGroupes(octets, ou, dits)
  }
  return dits
}

function tableDe(octets: Buffer, nom: string): number {
  for (let i = 0; i < octets.readUInt16BE(4); i += 1) {
    const entree = 12 + i * 16
    if (octets.toString('latin1', entree, entree + 4) === nom)
      return octets.readUInt32BE(entree + 8)
  }
  throw new Error(`the font has no table ${nom}`)
}

/** Format 4: segments of the first plane, each an offset to its glyphs or a table of them. */
function lireSegments(octets: Buffer, ou: number, dits: Set<number>): void {
  const double = octets.readUInt16BE(ou + 6)
  const fins = ou + 14
  const debuts = fins + double + 2
  for (let nombre = 0; nombre < double; nombre += 2) {
    const decalage = octets.readUInt16BE(debuts + double + nombre)
    const ici = debuts + 2 * double + nombre
    const saut = octets.readUInt16BE(ici)
    const debut = octets.readUInt16BE(debuts + nombre)
    for (
      let valeur = debut;
      valeur <= octets.readUInt16BE(fins + nombre) && valeur < 0xffff;
      valeur += 1
    ) {
      const lu = saut === 0 ? valeur : octets.readUInt16BE(ici + saut + 2 * (valeur - debut))
      if (lu !== 0 && ((lu + decalage) & 0xffff) !== 0) dits.add(valeur)
    }
  }
}

/** Format 12: groups of the whole table of characters. */
function lireGroupes(octets: Buffer, ou: number, dits: Set<number>): void {
  for (let nombre = 0; nombre < octets.readUInt32BE(ou + 12); nombre += 1) {
    const groupe = ou + 16 + nombre * 12
    const debut = octets.readUInt32BE(groupe)
    for (let valeur = debut; valeur <= octets.readUInt32BE(groupe + 4); valeur += 1)
      if (octets.readUInt32BE(groupe + 8) + valeur - debut !== 0) dits.add(valeur)
  }
}
