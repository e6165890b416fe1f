import ts from 'typescript'

/** What a hand is measured by, of the TypeScript that people write and read in `src`. */
export type Main = {
  fichiers: number
  lignes: number
  'lignes de plus de 100 colonnes, %': number
  'noms d’une lettre pour mille lignes': number
  'noms d’une lettre dans plus de dix lignes': number
  'ternaires imbriqués': number
  'conversions (as)': number
  'fonctions de plus de 4 paramètres': number
  'fonctions de plus de 60 lignes (vues : 100)': number
  'fichiers de plus de 300 lignes': number
  'modules de plus de 20 fichiers': number
}

/** Names that say all that they need in one letter: a rank, a place on a drawing. */
const PERMIS = new Set(['_', 'i', 'x', 'y'])
const LONGUE = 10
const estMesure = (chemin: string) =>
  /\.tsx?$/.test(chemin) && !/\.test\.tsx?$|\/migrations\/|\.generated\.ts$/.test(chemin)

const lireSource = (chemin: string, texte: string): ts.SourceFile =>
  ts.createSourceFile(
    chemin,
    texte,
    ts.ScriptTarget.Latest,
    true,
    chemin.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
function parcourir(source: ts.SourceFile, voir: (noeud: ts.Node) => void): void {
  const aller = (noeud: ts.Node): void => {
    voir(noeud)
    ts.forEachChild(noeud, aller)
  }
  aller(source)
}
const longueurDe = (source: ts.SourceFile, noeud: ts.Node): number =>
  source.getLineAndCharacterOfPosition(noeud.end).line -
  source.getLineAndCharacterOfPosition(noeud.getStart()).line +
  1

const declare = (
  noeud: ts.Node,
): noeud is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement =>
  ts.isVariableDeclaration(noeud) || ts.isParameter(noeud) || ts.isBindingElement(noeud)
const borne = (noeud: ts.Node): boolean =>
  ts.isFunctionLike(noeud) ||
  ts.isBlock(noeud) ||
  ts.isSourceFile(noeud) ||
  ts.isForOfStatement(noeud) ||
  ts.isForStatement(noeud)
/** Where a declared name is seen. */
function porteeDe(declaration: ts.Node): ts.Node {
  let portee = declaration.parent
  while (!borne(portee)) portee = portee.parent
  return portee
}

/** The names of one letter that a file declares, and how many lines see each. */
export function nomsDUneLettre(
  chemin: string,
  texte: string,
): { nom: string; ligne: number; portee: number }[] {
  const source = lireSource(chemin, texte)
  const noms: { nom: string; ligne: number; portee: number }[] = []
  parcourir(source, noeud => {
    if (!declare(noeud) || !ts.isIdentifier(noeud.name)) return
    const { text: nom } = noeud.name
    if (nom.length > 1 || PERMIS.has(nom)) return
    const ligne = source.getLineAndCharacterOfPosition(noeud.name.getStart()).line + 1
    noms.push({ nom, ligne, portee: longueurDe(source, porteeDe(noeud)) })
  })
  return noms
}
/** Those that more than ten lines see: whoever reads the last has forgotten the first. */
export const nomsTropCourts = (chemin: string, texte: string): string[] =>
  nomsDUneLettre(chemin, texte)
    .filter(({ portee }) => portee > LONGUE)
    .map(({ nom, ligne }) => `${chemin}:${ligne} : « ${nom} »`)

/** Under what name a function is known: its own, or that of what holds it. */
export function nomDe(noeud: ts.Node): string {
  for (let la: ts.Node | undefined = noeud; la; la = la.parent) {
    if (
      (ts.isFunctionDeclaration(la) ||
        ts.isVariableDeclaration(la) ||
        ts.isMethodDeclaration(la)) &&
      la.name
    )
      return la.name.getText()
  }
  return ''
}
/** What takes more than four parameters, and how many. */
export function parametresEnTrop(chemin: string, texte: string): { nom: string; nombre: number }[] {
  const trop: { nom: string; nombre: number }[] = []
  parcourir(lireSource(chemin, texte), noeud => {
    if (!ts.isFunctionLike(noeud) || !('body' in noeud && noeud.body)) return
    const nombre = noeud.parameters.length
    if (nombre > 4) trop.push({ nom: nomDe(noeud), nombre })
  })
  return trop
}
/** How often a value is said to be of another type, `as const` aside. */
export function conversions(chemin: string, texte: string): number {
  let nombre = 0
  parcourir(lireSource(chemin, texte), noeud => {
    if (ts.isAsExpression(noeud) && noeud.type.getText() !== 'const') nombre += 1
  })
  return nombre
}

/** A module is a folder that holds an index.ts; dated values are the law's, and not its. */
function modulesLourds(chemins: readonly string[]): number {
  const modules = chemins.flatMap(chemin => /^(.*)\/index\.ts$/.exec(chemin)?.[1] ?? [])
  const fichiersDe = (module: string) =>
    chemins.filter(chemin => chemin.startsWith(`${module}/`) && !chemin.includes('/referentiel/'))
      .length
  return modules.filter(module => !module.includes('/platform') && fichiersDe(module) > 20).length
}

/** `lire` gives the text of each of these paths. */
export function mesurer(chemins: readonly string[], lire: (chemin: string) => string): Main {
  const mesures = chemins.filter(estMesure)
  const compte = {
    lignes: 0,
    larges: 0,
    uneLettre: 0,
    longues: 0,
    ternaires: 0,
    conversions: 0,
    parametres: 0,
    fonctions: 0,
    fichiers: 0,
  }
  for (const chemin of mesures) {
    const texte = lire(chemin)
    const lignes = texte.split('\n')
    const noms = nomsDUneLettre(chemin, texte)
    const source = lireSource(chemin, texte)
    compte.lignes += lignes.length
    if (!chemin.includes('referentiel'))
      compte.larges += lignes.filter(ligne => ligne.length > 100).length
    if (lignes.length > 301) compte.fichiers += 1
    compte.uneLettre += noms.length
    compte.longues += noms.filter(({ portee }) => portee > LONGUE).length
    parcourir(source, noeud => {
      if (ts.isConditionalExpression(noeud) && ts.isConditionalExpression(noeud.parent))
        compte.ternaires += 1
      if (ts.isAsExpression(noeud) && noeud.type.getText() !== 'const') compte.conversions += 1
      if (!ts.isFunctionLike(noeud) || !('body' in noeud && noeud.body)) return
      if (noeud.parameters.length > 4) compte.parametres += 1
      if (longueurDe(source, noeud) > (chemin.endsWith('x') ? 100 : 60)) compte.fonctions += 1
    })
  }
  const pour = (nombre: number, base: number) =>
    Number(((base * nombre) / compte.lignes).toFixed(2))
  return {
    fichiers: mesures.length,
    lignes: compte.lignes,
    'lignes de plus de 100 colonnes, %': pour(compte.larges, 100),
    'noms d’une lettre pour mille lignes': pour(compte.uneLettre, 1000),
    'noms d’une lettre dans plus de dix lignes': compte.longues,
    'ternaires imbriqués': compte.ternaires,
    'conversions (as)': compte.conversions,
    'fonctions de plus de 4 paramètres': compte.parametres,
    'fonctions de plus de 60 lignes (vues : 100)': compte.fonctions,
    'fichiers de plus de 300 lignes': compte.fichiers,
    'modules de plus de 20 fichiers': modulesLourds(mesures),
  }
}
