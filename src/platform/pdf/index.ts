import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { preparer, signesAbsents } from './imprimable.ts'
import { polices } from './polices.ts'

const require = createRequire(import.meta.url)
const racine = fileURLToPath(new URL('../../../', import.meta.url))
/** Templates are sources: read from `src`, which is delivered beside `dist`. */
const modeles = path.join(racine, 'src/platform/pdf')

export type Lettre = {
  titre: string
  expediteur: { nom: string; adresse: string; telephone: string }
  destinataire: string[]
  lieuEtDate: string
  paragraphes: string[]
  faits: [string, string][]
  suite: string[]
  signature: string
  /** The same in the person's language, on the same sheet. */
  traduction: {
    titre: string
    mention: string
    langue: string
    deDroiteAGauche: boolean
    paragraphes: string[]
  } | null
}
export type Rapport = {
  titre: string
  auteur: string
  entete: string
  faits: [string, string][]
  sections: { titre: string; paragraphes: string[] }[]
  signature: string[]
  pied: string
}
/** Copies of one paper, a page each. */
export type Avis = {
  titre: string
  auteur: string
  lieuEtDate: string
  copies: {
    mention: string
    emetteur: string
    destinataire: string[]
    /** What the day and the hour are: « Nous vous attendons : ». */
    intro: string
    faits: [string, string][]
    suite: string[]
    remise: [string, string][]
    signatures: [string, string]
  }[]
}
type Modeles = { lettre: { titre: string; lettres: Lettre[] }; rapport: Rapport; avis: Avis }

type Source = { mainFilePath: string; inputs: Record<string, string> }
type Compilateur = {
  pdf(source: Source, options: { pdfStandard: string; creationTimestamp: number }): Buffer
  evictCache(age: number): void
}
type Paquet = {
  NodeCompiler: {
    create(options: { workspace: string; fontArgs: { fontBlobs: Buffer[] }[] }): Compilateur
  }
  PdfStandard?: Record<string, string>
}

let compilateur: Compilateur | undefined
function ouvrir(): Compilateur {
  if (compilateur) return compilateur
  const nom = '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu'
  let paquet: Paquet
  try {
    paquet = require(nom) as Paquet
  } catch (cause) {
    throw new Error(
      `Les documents PDF ne peuvent pas être produits sur ${process.platform}-${process.arch} : il faut un serveur Linux x64.`,
      { cause },
    )
  }
  compilateur = paquet.NodeCompiler.create({
    workspace: modeles,
    fontArgs: [{ fontBlobs: polices().flatMap(police => police.octets) }],
  })
  return compilateur
}

/**
 * A tagged PDF/UA-1 in French from one of our templates. Values are data, never Typst source: what
 * an agent wrote cannot run. The same values give the same bytes, whatever their characters. Throws
 * on a platform without the compiler, or when a template fails.
 */
export function pdf<M extends keyof Modeles>(modele: M, valeurs: Modeles[M]): Uint8Array {
  const fichier = path.join(modeles, `${modele}.typ`)
  if (!existsSync(fichier)) throw new Error(`no PDF template is named ${modele}`)
  const inputs = {
    valeurs: JSON.stringify(avecLesAbsents(valeurs)),
    polices: JSON.stringify(polices().map(police => police.famille)),
  }
  const octets = composer(modele, { mainFilePath: fichier, inputs })
  ouvrir().evictCache(10)
  return octets
}

/**
 * Each letter says what it could not draw, for each goes its own way; any other document says it
 * once, at its end.
 */
function avecLesAbsents(valeurs: Modeles[keyof Modeles]) {
  if (!('lettres' in valeurs)) return avecLesSiens(valeurs)
  return {
    ...preparer({ titre: valeurs.titre }).valeurs,
    lettres: valeurs.lettres.map(avecLesSiens),
    absents: '',
  }
}
function avecLesSiens<T extends object>(valeurs: T) {
  const { valeurs: dessinees, absents } = preparer(valeurs)
  return { ...dessinees, absents: signesAbsents(absents) ?? '' }
}

/**
 * What whoever makes a document is told before it is printed; null when its faces draw all of these
 * texts.
 */
export const avertissementDImpression = (textes: unknown): string | null =>
  signesAbsents(preparer(textes).absents)

/**
 * What the compiler says quotes the text that it could not set: it is not told further, so that no
 * log holds it.
 */
function composer(modele: string, source: Source): Uint8Array {
  const compilateur = ouvrir()
  try {
    return compilateur.pdf(source, { pdfStandard: 'ua-1', creationTimestamp: 0 })
  } catch {
    throw new Error(`the PDF template ${modele} failed`)
  }
}
