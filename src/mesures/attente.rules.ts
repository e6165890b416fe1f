/** A decision, as a hearing, an await and a measure name it. */
export type Decision = { le: string; juridictionId: string; numeroParquet: string | null }
export type Attente = { attenteId: string; decisionLe: string | null; juridictionId: string | null; numeroParquet: string | null }

const numero = (n: string | null) => (n ?? '').replace(/\W/g, '').toUpperCase()
/** The same day before the same court; two parquet numbers that are both known must agree. */
export const memeDecision = (a: Decision, b: Decision): boolean =>
  a.le === b.le &&
  a.juridictionId === b.juridictionId &&
  (!a.numeroParquet || !b.numeroParquet || numero(a.numeroParquet) === numero(b.numeroParquet))

const decisionDe = (a: Attente): Decision | null =>
  a.decisionLe && a.juridictionId ? { le: a.decisionLe, juridictionId: a.juridictionId, numeroParquet: a.numeroParquet } : null

/**
 * What a recorded measure ends: the await of its own decision (by its very number first, when several were decided that day), else the
 * one that names no decision. Another decision is still awaited (charte C3.4: nobody is lost between a court and a service).
 */
export function attentesSatisfaites(attentes: readonly Attente[], mesure: Decision): string[] {
  const siennes = attentes.filter(a => {
    const d = decisionDe(a)
    return d !== null && memeDecision(d, mesure)
  })
  const exactes = siennes.filter(a => mesure.numeroParquet && numero(a.numeroParquet) === numero(mesure.numeroParquet))
  const [premiere] = exactes.length > 0 ? exactes : siennes.length === 1 || !mesure.numeroParquet ? siennes : []
  const [retenue] = premiere ? [premiere] : attentes.filter(a => decisionDe(a) === null)
  return retenue ? [retenue.attenteId] : []
}

/** What the hearing named, in the words of `attente` (module bex): « Pièces manquantes : casier, expertise. » */
const NOMMEES = /Pièces manquantes : (.+?)\.?$/
const habituelles: [RegExp, string][] = [
  [/notification/i, 'Procès-verbal de notification'],
  [/casier|\bB1\b/i, 'Casier judiciaire B1'],
  [/enquête|expertise/i, 'Enquête ou expertise versée au dossier'],
]
/** The pieces that a wait said to be missing, other than the decision, which comes with its measure: named at the hearing, or of the usual ones. */
export function piecesNommees(manque: string): string[] {
  const nommees = NOMMEES.exec(manque)?.[1]
  if (!nommees) return habituelles.flatMap(([motif, libelle]) => (motif.test(manque) ? [libelle] : []))
  return nommees
    .split(/[,;]/)
    .map(p => p.trim().slice(0, 200))
    .filter(p => p !== '')
}
