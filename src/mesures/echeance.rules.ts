import type { Jour } from '../platform/date.ts'
import { estAbsente, estInconnue, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Auteur, Delai, Depart, Devoir } from './definition.rules.ts'
import { ajouter, dernierJour, jourCompte } from './delai.rules.ts'
import { concerne, sansDelaiParceQue } from './devoir.rules.ts'
import { expliquerDelai, expliquerTerme } from './explication.rules.ts'
import { type Faits, jourQuiSelectionne } from './faits.rules.ts'
import { definitionDe } from './nature.rules.ts'
import { type Attendu, commencer, departDe, type EnCours } from './periode.rules.ts'
import {
  applicableAVerifier,
  applicableLe,
  citationCourte,
  marquer,
  reponseLe,
  sourceDe,
} from './regle.rules.ts'
import {
  attendUneConvocation,
  convocationsADire,
  faitsQuiSatisfont,
  type Periode,
} from './satisfaction.rules.ts'

/** A duty and its day. `rang` counts the times of one that comes back. */
export type Echeance = {
  cle: string
  rang: number
  le: Jour
  /** The first day on which it may be done, where the law opens a window. */
  ouvreLe: Jour | null
  enMain: Auteur
  faiteLe: Jour | null
  /** Its delay was not read in the law of its day: said wherever the deadline is shown. */
  aVerifier: boolean
}
/** Why a day is what it is: one sentence per step, facts and articles. */
export type Explication = { cle: string; rang: number; pourquoi: string[] }
/** A duty whose delay does not run yet, and the fact that it waits for. */
export type EnAttente = { cle: string; attend: Depart }
/** A duty whose delay nobody has read in the law of its day: it has no date, and that is said. */
export type Inconnue = { cle: string }
/**
 * A duty to which the law gives no delay for this person, why, and the article that leaves them
 * out.
 */
export type SansDelai = { cle: string; parceQue: string; citation: string }
/** A convocation that could satisfy several duties: an agent says which, nothing is guessed. */
export type ADire = { le: Jour; cles: string[] }

/** Times of one duty that are computed at most: a review each year for thirty years. */
const FOIS = 30
/** Key of the last day of a measure, which every kind with a term has. */
export const TERME = 'terme'

type Calcul = {
  echeances: Echeance[]
  explications: Explication[]
  attentes: EnAttente[]
  inconnues: Inconnue[]
  sansDelai: SansDelai[]
  aDire: ADire[]
}

/**
 * Every deadline of a measure, from its facts and the law of the day that each rule names. Nothing
 * here is stored by hand: another fact, another list (charte C3.4). `expliquer` says how each day
 * was found; the whole country is computed without.
 */
export function calculer(faits: Faits, expliquer = false): Calcul {
  const calcul: Calcul = {
    echeances: [],
    explications: [],
    attentes: [],
    inconnues: [],
    sansDelai: [],
    aDire: [],
  }
  const definition = definitionDe(faits.nature)
  const enCours: EnCours[] = []
  for (const devoir of definition?.devoirs ?? []) {
    if (!concerne(devoir, faits)) {
      direSansDelai(devoir, faits, calcul)
      continue
    }
    const attendu = departDe(devoir, faits)
    if (!attendu) continue
    const commence = attendu.depart && commencer(devoir, attendu.depart, faits)
    if (commence) enCours.push(commence)
    else if (!faits.finieLe) sansDate(devoir, attendu, faits, calcul)
  }
  const rivales = enCours.filter(enCour => attendUneConvocation(enCour.devoir))
  for (const enCour of enCours) unDevoir(enCour, { rivales, fait: faits, calcul, expliquer })
  if (expliquer) calcul.aDire = convocationsADire(faits, rivales)
  if (faits.termeLe) {
    calcul.echeances.push({
      cle: TERME,
      rang: 1,
      le: faits.termeLe,
      ouvreLe: null,
      enMain: 'spip',
      faiteLe: faits.finieLe,
      aVerifier: false,
    })
    if (expliquer)
      calcul.explications.push({ cle: TERME, rang: 1, pourquoi: expliquerTerme(faits) })
  }
  // What a measure that has ended still asked for is asked no more; what was done stays.
  if (faits.finieLe)
    calcul.echeances = calcul.echeances.filter(
      echeance => echeance.faiteLe !== null && echeance.cle !== TERME,
    )
  return calcul
}

/**
 * No delay for this person, where the law of the day gives one to others: never a date, and said.
 */
function direSansDelai(devoir: Devoir, faits: Faits, calcul: Calcul): void {
  const parceQue = faits.finieLe ? null : sansDelaiParceQue(devoir, faits)
  if (!parceQue) return
  const le = jourQuiSelectionne(devoir.delai.selon, faits, faits.decisionLe)
  if (estAbsente(reponseLe(devoir.delai, le, faits.referentiel))) return
  calcul.sansDelai.push({
    cle: devoir.cle,
    parceQue,
    citation: citationCourte(sourceDe(devoir.delai, le, faits.referentiel), le),
  })
}

/**
 * A duty without a date: its delay waits for a fact, or nobody knows it; where the law was read and
 * has none, there is no duty.
 */
function sansDate(
  { delai, cle }: Devoir,
  { attend, depart }: Attendu,
  faits: Faits,
  calcul: Calcul,
): void {
  const reponse = reponseLe(
    delai,
    jourQuiSelectionne(delai.selon, faits, depart ?? faits.decisionLe),
    faits.referentiel,
  )
  if (estInconnue(reponse)) calcul.inconnues.push({ cle })
  else if (!depart && !estAbsente(reponse)) calcul.attentes.push({ cle, attend })
}

function unDevoir(
  enCours: EnCours,
  {
    rivales,
    fait,
    calcul,
    expliquer,
  }: { rivales: readonly Periode[]; fait: Faits; calcul: Calcul; expliquer: boolean },
): void {
  const { devoir, depart, delai, loiLe } = enCours
  const faits = faitsQuiSatisfont(enCours, fait, rivales)
  const ouvreLe = delai.auPlusTot ? ajouter(depart, delai.auPlusTot) : null
  ajouterEcheance(calcul, devoir, {
    rang: 1,
    le: enCours.limite,
    ouvreLe,
    faiteLe: faits[0] ?? null,
    aVerifier: enCours.aVerifier,
  })
  if (expliquer)
    calcul.explications.push({
      cle: devoir.cle,
      rang: 1,
      pourquoi: expliquerDelai({
        regle: devoir.delai,
        devoir,
        compte: { depart, delai, loiLe },
        faits: fait,
      }),
    })
  if (devoir.tousLes)
    revenir(devoir, { regle: devoir.tousLes, faits, connus: fait, calcul, expliquer })
}

/**
 * A duty that comes back counts from the last time that it was done; the next one is due, the
 * others follow it.
 */
function revenir(
  devoir: Devoir,
  {
    regle,
    faits,
    connus,
    calcul,
    expliquer,
  }: {
    regle: Regle<Delai>
    faits: readonly Jour[]
    connus: Faits
    calcul: Calcul
    expliquer: boolean
  },
): void {
  let dernier = faits[0]
  for (let rang = 2; dernier && rang <= FOIS; rang += 1) {
    const le = jourQuiSelectionne(regle.selon, connus, dernier)
    const ici = applicableLe(regle, le, connus.referentiel)
    const periode = ici.value
    if (estInconnue(periode)) calcul.inconnues.push({ cle: devoir.cle })
    if (estAbsente(periode)) return
    const limite = dernierJour(dernier, periode, connus.territoire)
    // The report of end takes the place of that of the last year; what is due by the term is, even
    // put off to a working day after it.
    const du = jourCompte(dernier, periode, connus.territoire)
    if (connus.termeLe && (du > connus.termeLe || (devoir.siDureeExcede && du === connus.termeLe)))
      return
    const fait: Jour | undefined = faits[rang - 1]
    ajouterEcheance(calcul, devoir, {
      rang,
      le: limite,
      ouvreLe: null,
      faiteLe: fait ?? null,
      aVerifier: applicableAVerifier(ici, le),
    })
    if (expliquer)
      calcul.explications.push({
        cle: devoir.cle,
        rang,
        pourquoi: expliquerDelai({
          regle,
          devoir,
          compte: { depart: dernier, delai: periode, loiLe: le },
          faits: connus,
          origine: 'la dernière fois',
        }),
      })
    dernier = fait
  }
}

const ajouterEcheance = (
  calcul: Calcul,
  { cle, enMain }: Devoir,
  { rang, le, ouvreLe, faiteLe, aVerifier }: Omit<Echeance, 'cle' | 'enMain'>,
) => calcul.echeances.push({ cle, rang, le, ouvreLe, enMain, faiteLe, aVerifier })

/**
 * A deadline that is done has nothing to be set aside; the term is a day of the decision, not a
 * duty (charte C3.4).
 */
export function refusDEcarter(donnees: { cle: string; faiteLe: Jour | null }): Refusal[] {
  if (donnees.cle === TERME)
    return [
      {
        code: 'terme',
        message:
          'Le terme de la mesure ne s’écarte pas : il change par un acte (prolongation, fin).',
      },
    ]
  return donnees.faiteLe
    ? [{ code: 'deja_faite', message: 'Cette échéance est déjà satisfaite.' }]
    : []
}

/**
 * What a deadline is called wherever its date is shown: « Première convocation au SPIP (à vérifier)
 * » where its delay was not read.
 */
export const nomDEcheance = (donnees: {
  nature: string
  cle: string
  aVerifier: boolean
}): string => marquer(libelleDEcheance(donnees.nature, donnees.cle), donnees.aVerifier)
/** What a duty is called: that of its kind, or the last day. */
export const libelleDEcheance = (nature: string, cle: string): string =>
  cle === TERME
    ? 'Terme de la mesure'
    : (definitionDe(nature)?.devoirs.find(devoir => devoir.cle === cle)?.libelle ??
      cle.replaceAll('_', ' '))
