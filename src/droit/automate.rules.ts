/**
 * The drawing of a machine (charte C3.4: who acts is seen): one column for each state, one row for
 * each act, as numbered in the table. Nothing crosses, whatever the number of acts; a net of arrows
 * was tried and could not be read beyond six states.
 */
type Machine = { initial: string; etats: Readonly<Record<string, { libelle: string; fin?: true }>> }
type Passage = { libelle: string; de: readonly string[]; vers: string | null }
type Colonne = { cle: string; lignes: string[]; fin: boolean; x: number }
/**
 * `depuis`: where the states of departure stand; `vers`: that of arrival, null when the act changes
 * no state.
 */
type Rangee = { texte: string; y: number; depuis: number[]; vers: number | null }
export type Dessin = {
  largeur: number
  hauteur: number
  tete: number
  colonnes: Colonne[]
  rangees: Rangee[]
}

const LARGEUR = 1000
const GAUCHE = 300
const LETTRE = 6.6
const LIGNE = 14
const RANGEE = 24
/** More columns than this leave no room for their names. */
const COLONNES_MAX = 10

/** States as one meets them from the first; ends come last. */
export function etatsEnOrdre({ initial, etats }: Machine, passages: readonly Passage[]): string[] {
  const vus = new Set([initial])
  for (const cle of vus)
    for (const passage of passages)
      if (passage.vers && passage.de.includes(cle)) vus.add(passage.vers)
  const tous = [...vus, ...Object.keys(etats).filter(e => !vus.has(e))]
  return [...tous.filter(e => !etats[e]?.fin), ...tous.filter(e => etats[e]?.fin)]
}

/** A label cut between words into lines of at most `large` letters. */
export function couper(libelle: string, large: number): string[] {
  const lignes: string[] = []
  for (const mot of libelle.split(' ')) {
    const derniere = lignes.at(-1)
    if (derniere !== undefined && `${derniere} ${mot}`.length <= large)
      lignes[lignes.length - 1] = `${derniere} ${mot}`
    else lignes.push(mot)
  }
  return lignes
}
const abreger = (texte: string, large: number) =>
  texte.length > large ? `${texte.slice(0, large - 1).trimEnd()}…` : texte

/** Null for a machine with too many states: its table says the same. */
export function dessiner(machine: Machine, passages: readonly Passage[]): Dessin | null {
  const etats = etatsEnOrdre(machine, passages)
  if (etats.length > COLONNES_MAX) return null
  const pas = (LARGEUR - GAUCHE) / etats.length
  const colonnes = etats.map((cle, i): Colonne => {
    const lignes = couper(machine.etats[cle]?.libelle ?? cle, Math.floor((pas - 6) / LETTRE))
    return {
      cle,
      lignes,
      fin: machine.etats[cle]?.fin ?? false,
      x: Math.round(GAUCHE + pas * (i + 0.5)),
    }
  })
  const tete = Math.max(...colonnes.map(colonne => colonne.lignes.length)) * LIGNE + 12
  const ou = (cle: string) => colonnes.find(colonne => colonne.cle === cle)?.x ?? GAUCHE
  const rangees = passages.map((passage, i): Rangee => {
    const texte = abreger(`${i + 1}. ${passage.libelle}`, Math.floor(GAUCHE / LETTRE))
    return {
      texte,
      y: tete + RANGEE * (i + 0.75),
      depuis: passage.de.map(ou),
      vers: passage.vers === null ? null : ou(passage.vers),
    }
  })
  return {
    largeur: LARGEUR,
    hauteur: Math.round(tete + RANGEE * (passages.length + 0.5)),
    tete,
    colonnes,
    rangees,
  }
}
