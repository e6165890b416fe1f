import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

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
  traduction: { titre: string; mention: string; langue: string; deDroiteAGauche: boolean; paragraphes: string[] } | null
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

type Compilateur = {
  pdf(source: { mainFilePath: string; inputs: Record<string, string> }, options: { pdfStandard: string; creationTimestamp: number }): Buffer
  evictCache(age: number): void
}
type Paquet = {
  NodeCompiler: { create(options: { workspace: string; fontArgs: { fontPaths: string[] }[] }): Compilateur }
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
  compilateur = paquet.NodeCompiler.create({ workspace: modeles, fontArgs: [{ fontPaths: polices() }] })
  return compilateur
}

/** Ours, and the one that writes Arabic, which ours does not: never the fonts that a server happens to have (ADR 0032). */
const polices = () => [path.dirname(require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json')), ...arabe()]
/** An installation that has not been brought up to date still makes its letters. */
function arabe(): string[] {
  try {
    return [path.dirname(require.resolve('@expo-google-fonts/noto-sans-arabic/package.json'))]
  } catch {
    return []
  }
}

/**
 * A tagged PDF/UA-1 in French from one of our templates. Values are data, never Typst source: what an agent wrote cannot run.
 * The same values give the same bytes. Throws on a platform without the compiler, or when a template fails.
 */
export function pdf<M extends keyof Modeles>(modele: M, valeurs: Modeles[M]): Uint8Array {
  const fichier = path.join(modeles, `${modele}.typ`)
  if (!existsSync(fichier)) throw new Error(`no PDF template is named ${modele}`)
  const octets = ouvrir().pdf(
    { mainFilePath: fichier, inputs: { valeurs: JSON.stringify(valeurs) } },
    { pdfStandard: 'ua-1', creationTimestamp: 0 },
  )
  ouvrir().evictCache(10)
  return octets
}
