import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/** A decision, as a hearing, an await and a measure name it. */
export type Decision = { le: Jour; juridictionId: string; numeroParquet: string | null }
/**
 * An await and what became of it: open, lifted by a measure, or lifted by hand (`leveeParMesureId`
 * is then null).
 */
export type Attente = {
  attenteId: string
  decisionLe: Jour | null
  juridictionId: string | null
  numeroParquet: string | null
  ouverte: boolean
  leveeParMesureId: string | null
}
/** A measure with its decision; one that was withdrawn stands no more. */
export type MesureDecidee = { mesureId: string; decision: Decision; debout: boolean }

/**
 * A parquet number as it is kept and compared, however it was typed; null where nothing of it is
 * left.
 */
export const numeroDeParquet = (saisi: string | null | undefined): string | null =>
  (saisi ?? '').replaceAll(/[^\da-z]/gi, '').toUpperCase() || null

/** The same day before the same court; two parquet numbers that are both known must agree. */
export function memeDecision(decision: Decision, second: Decision): boolean {
  const [sien, autre] = [
    numeroDeParquet(decision.numeroParquet),
    numeroDeParquet(second.numeroParquet),
  ]
  return (
    decision.le === second.le &&
    decision.juridictionId === second.juridictionId &&
    (sien === null || autre === null || sien === autre)
  )
}
export const decisionDe = (
  donnees: Pick<Attente, 'decisionLe' | 'juridictionId' | 'numeroParquet'>,
): Decision | null =>
  donnees.decisionLe && donnees.juridictionId
    ? {
        le: donnees.decisionLe,
        juridictionId: donnees.juridictionId,
        numeroParquet: donnees.numeroParquet,
      }
    : null
const memesDecisions = (un: Decision | null, autre: Decision | null): boolean =>
  un && autre ? memeDecision(un, autre) : un === autre
/** Two awaits of one decision, or two that name none: one of them says it. */
export const memeAttente = (attente: Attente, autre: Attente): boolean =>
  memesDecisions(decisionDe(attente), decisionDe(autre))
/** An await without its number has that of the measure which had lifted it. */
function decisionAttendue(attente: Attente, mesures: readonly MesureDecidee[]): Decision | null {
  const decision = decisionDe(attente)
  const levee = mesures.find(mesure => mesure.mesureId === attente.leveeParMesureId)?.decision
  return decision && levee && memeDecision(decision, levee)
    ? { ...decision, numeroParquet: decision.numeroParquet ?? levee.numeroParquet }
    : decision
}

/** Numbers known of the decisions of that day and that court. */
function numerosConnus(
  attentes: readonly Attente[],
  mesures: readonly MesureDecidee[],
  { le, juridictionId }: Decision,
): string[] {
  const dites = [
    ...attentes.flatMap(attente => decisionDe(attente) ?? []),
    ...mesures.filter(mesure => mesure.debout).map(mesure => mesure.decision),
  ]
  const duJour = dites.filter(
    decision => decision.le === le && decision.juridictionId === juridictionId,
  )
  return [
    ...new Set(duJour.flatMap(decision => numeroDeParquet(decision.numeroParquet) ?? [])),
  ].sort()
}
/**
 * Which of several decisions of one day a measure carries out is asked, never guessed (charte C3.4:
 * nobody is lost between a court and a service).
 */
export function refusDeNumero(
  attentes: readonly Attente[],
  mesures: readonly MesureDecidee[],
  decision: Decision,
): Refusal[] {
  const connus = numerosConnus(attentes, mesures, decision)
  const attendue = attentes.some(
    attente =>
      attente.ouverte && attente.numeroParquet !== null && memeDecisionQue(attente, decision),
  )
  if (numeroDeParquet(decision.numeroParquet) !== null || !attendue || connus.length < 2) return []
  const message = `Plusieurs décisions de ce jour et de cette juridiction sont connues (n° ${connus.join(', n° ')}) : écrivez le numéro de parquet de celle-ci.`
  return [{ code: 'numero_a_dire', champ: 'numeroParquet', message }]
}
const memeDecisionQue = (attente: Attente, decision: Decision): boolean => {
  const sienne = decisionDe(attente)
  return sienne !== null && memeDecision(sienne, decision)
}

/**
 * Awaits of a decision that its hearing no longer names so, and that no other hearing of the person
 * names.
 */
export const attentesSansAudience = <A extends Attente>(
  attentes: readonly A[],
  avant: Decision,
  restantes: readonly Decision[],
): A[] =>
  attentes.filter(
    attente =>
      memeDecisionQue(attente, avant) &&
      !restantes.some(restante => memeDecisionQue(attente, restante)),
  )
/** Is this decision awaited, or was it, by another await than these? */
export const attendueAilleurs = (
  attentes: readonly Attente[],
  siennes: readonly Attente[],
  decision: Decision,
): boolean =>
  attentes.some(attente => !siennes.includes(attente) && memeDecisionQue(attente, decision))

/** What an await becomes: lifted by that measure, or, null, awaited again. */
export type Suite = { attenteId: string; mesureId: string | null }
/**
 * What awaits become under the measures that stand: each is lifted by a measure of its own decision
 * as long as one stands, and comes back with the last of them; an await that names none goes with
 * the measure that had lifted it, or with its twin. `nouvelle` is being recorded: it also lifts the
 * await that names no decision, where its own was neither awaited nor recorded (charte C3.4).
 */
export function suitesDesAttentes(
  attentes: readonly Attente[],
  mesures: readonly MesureDecidee[],
  nouvelle?: string,
): Suite[] {
  const ouvertes = new Set(attentes.filter(attente => attente.ouverte))
  const suites: Suite[] = []
  const aRouvrir: Attente[] = []
  for (const attente of attentes) {
    if (!attente.ouverte && attente.leveeParMesureId === null) continue
    const mesureId = mesureQuiLeve(attente, attentes, mesures, nouvelle)
    if (mesureId) ouvertes.delete(attente)
    if (mesureId && (attente.ouverte || mesureId !== attente.leveeParMesureId))
      suites.push({ attenteId: attente.attenteId, mesureId })
    if (!mesureId && !attente.ouverte) aRouvrir.push(attente)
  }
  for (const attente of aRouvrir) {
    const decision = decisionAttendue(attente, mesures)
    if ([...ouvertes].some(x => memesDecisions(decisionAttendue(x, mesures), decision))) continue
    ouvertes.add(attente)
    suites.push({ attenteId: attente.attenteId, mesureId: null })
  }
  return suites
}
function mesureQuiLeve(
  attente: Attente,
  attentes: readonly Attente[],
  mesures: readonly MesureDecidee[],
  nouvelle?: string,
): string | null {
  const decision = decisionAttendue(attente, mesures)
  const debout = mesures.filter(mesure => mesure.debout)
  const sienne = mesures.find(mesure => mesure.mesureId === attente.leveeParMesureId)
  if (sienne?.debout && (decision === null || memeDecision(decision, sienne.decision)))
    return sienne.mesureId
  if (decision) {
    const unSeulNumero = numerosConnus(attentes, mesures, decision).length < 2
    const sure = (mesure: MesureDecidee) =>
      decision.numeroParquet === null || mesure.decision.numeroParquet !== null || unSeulNumero
    return (
      debout.find(mesure => memeDecision(decision, mesure.decision) && sure(mesure))?.mesureId ??
      null
    )
  }
  const jumelle = sienne && debout.find(mesure => memeDecision(mesure.decision, sienne.decision))
  if (jumelle) return jumelle.mesureId
  const neuve = debout.find(mesure => mesure.mesureId === nouvelle)
  const ailleurs =
    neuve &&
    (attentes.some(x => memeDecisionQue(x, neuve.decision)) ||
      debout.some(mesure => mesure !== neuve && memeDecision(mesure.decision, neuve.decision)))
  return neuve && !ailleurs ? neuve.mesureId : null
}

/**
 * What the hearing named, in the words of `attente` (module bex): « Pièces manquantes : casier,
 * expertise. »
 */
const NOMMEES = /Pièces manquantes : (.+?)\.?$/
const habituelles: [RegExp, string][] = [
  [/notification/i, 'Procès-verbal de notification'],
  [/casier|\bB1\b/i, 'Casier judiciaire B1'],
  [/enquête|expertise/i, 'Enquête ou expertise versée au dossier'],
]
/**
 * The pieces that a wait said to be missing, other than the decision, which comes with its measure:
 * named at the hearing, or of the usual ones.
 */
export function piecesNommees(manque: string): string[] {
  const nommees = NOMMEES.exec(manque)?.[1]
  if (!nommees)
    return habituelles.flatMap(([motif, libelle]) => (motif.test(manque) ? [libelle] : []))
  return nommees
    .split(/[,;]/)
    .map(morceau => morceau.trim().slice(0, 200))
    .filter(nom => nom !== '')
}

/** What became of the awaits: nothing is lifted in silence (charte C3.4). */
export const attentesDites = ({
  levees,
  rouvertes,
}: {
  levees: string[]
  rouvertes: number
}): string =>
  [
    ...(rouvertes > 0
      ? [' Le dossier est de nouveau en attente de la saisine que cette mesure avait levée.']
      : []),
    ...(levees.length > 0 ? [' Le dossier n’est plus en attente de cette saisine.'] : []),
  ].join('')
