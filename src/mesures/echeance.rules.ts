import { afficherJourCourt, ajouterJours, ajouterMois, type Jour, prochainJourOuvre, type Territoire } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Auteur, Delai, Depart, Devoir, Referentiel, Satisfaction } from './definition.rules.ts'
import { definitionDe } from './etat.rules.ts'
import { citationCourte, sourceDe, valeurLe } from './regle.rules.ts'

/** What deadlines follow from: facts of one measure, each a day. Lists are in order. */
export type Faits = {
  nature: string
  referentiel: Referentiel
  decisionLe: Jour
  debutLe: Jour
  faitsLe: Jour | null
  notifieeLe: Jour | null
  executionProvisoire: boolean
  /** Present term, as acts have moved it. */
  termeLe: Jour | null
  finieLe: Jour | null
  actes: readonly { acte: string; le: Jour }[]
  /** Days for which the person was convoked, whatever came of it, save those cancelled or put off. */
  convocations: readonly Jour[]
  /** Days on which the person was met: convocation honoured or entretien. */
  rencontres: readonly Jour[]
  /** Days on which a report left for the juridiction. */
  rapports: readonly Jour[]
  territoire: Territoire
}

/** A duty and its day. `rang` counts the times of one that comes back. */
export type Echeance = {
  cle: string
  rang: number
  le: Jour
  /** The first day on which it may be done, where the law opens a window. */
  ouvreLe: Jour | null
  enMain: Auteur
  faiteLe: Jour | null
}
/** Why a day is what it is: one sentence per step, facts and articles. */
export type Explication = { cle: string; rang: number; pourquoi: string[] }
/** A duty whose delay does not run yet, and the fact that it waits for. */
export type EnAttente = { cle: string; attend: Depart }

/** Times of one duty that are computed at most: a review each year for thirty years. */
const FOIS = 30
/** Key of the last day of a measure, which every kind with a term has. */
export const TERME = 'terme'

type Calcul = { echeances: Echeance[]; explications: Explication[]; attentes: EnAttente[] }

/** The day of the law that applies to a rule: named by the rule (facts, judgment or execution), never guessed (CP art. 112-1 to 112-3). */
export function jourQuiSelectionne(selon: Regle<unknown>['selon'], f: Faits, depart: Jour): Jour {
  if (selon === 'execution') return depart
  return selon === 'faits' ? (f.faitsLe ?? f.decisionLe) : f.decisionLe
}

function jourDeDepart(depuis: Depart, f: Faits): Jour | null {
  if (depuis === 'decision') return f.decisionLe
  if (depuis === 'prononce') return f.notifieeLe ?? f.decisionLe
  if (depuis === 'debut') return f.debutLe
  if (depuis === 'notification') return f.notifieeLe
  if (depuis === 'terme') return f.termeLe
  const acte = depuis.slice('acte:'.length)
  return f.actes.findLast(a => a.acte === acte)?.le ?? null
}

const faitsQuiSatisfont = (s: Satisfaction, f: Faits): readonly Jour[] => {
  if (s === 'convocation') return f.convocations
  if (s === 'entretien') return f.rencontres
  if (s === 'rapport') return f.rapports
  const acte = s.slice('acte:'.length)
  return f.actes.filter(a => a.acte === acte).map(a => a.le)
}

const ajouter = (le: Jour, { jours = 0, mois = 0 }: { jours?: number; mois?: number }, sens: 1 | -1 = 1): Jour =>
  ajouterJours(mois ? ajouterMois(le, sens * mois) : le, sens * jours)

/** The last day of a delay: quantième à quantième, then the next working day where the delay is procedural (CPP art. 801; ADR 0016). */
export function dernierJour(depart: Jour, d: Delai, territoire: Territoire): Jour {
  const le = ajouter(depart, d, d.avant ? -1 : 1)
  return d.proroge && !d.avant ? prochainJourOuvre(le, territoire) : le
}

const applicable = (devoir: Devoir, f: Faits): boolean =>
  devoir.si === undefined || (devoir.si === 'execution_provisoire') === f.executionProvisoire

/**
 * Every deadline of a measure, from its facts and the law of the day that each rule names. Nothing here is stored by hand: another fact,
 * another list (charte C3.4). `expliquer` says how each day was found; the whole country is computed without.
 */
export function calculer(f: Faits, expliquer = false): Calcul {
  const calcul: Calcul = { echeances: [], explications: [], attentes: [] }
  const d = definitionDe(f.nature)
  for (const devoir of d?.devoirs ?? []) {
    if (!applicable(devoir, f)) continue
    const depart = jourDeDepart(devoir.depuis, f)
    if (depart) unDevoir(devoir, depart, f, calcul, expliquer)
    else if (!f.finieLe && devoirExiste(devoir, f)) calcul.attentes.push({ cle: devoir.cle, attend: devoir.depuis })
  }
  if (f.termeLe) {
    calcul.echeances.push({ cle: TERME, rang: 1, le: f.termeLe, ouvreLe: null, enMain: 'spip', faiteLe: f.finieLe })
    if (expliquer) calcul.explications.push({ cle: TERME, rang: 1, pourquoi: expliquerTerme(f) })
  }
  // What a measure that has ended still asked for is asked no more; what was done stays.
  if (f.finieLe) calcul.echeances = calcul.echeances.filter(e => e.faiteLe !== null && e.cle !== TERME)
  return calcul
}

const devoirExiste = (devoir: Devoir, f: Faits) =>
  valeurLe(devoir.delai, jourQuiSelectionne(devoir.delai.selon, f, f.decisionLe), f.referentiel) !== null

function unDevoir(devoir: Devoir, depart: Jour, f: Faits, calcul: Calcul, expliquer: boolean): void {
  const le = jourQuiSelectionne(devoir.delai.selon, f, depart)
  const delai = valeurLe(devoir.delai, le, f.referentiel)
  if (!delai) return
  // A duty before the term may be done from the start; any other one from the fact that opens it.
  const debut = delai.avant || devoir.depuis === 'terme' ? f.debutLe : depart
  const faits = faitsQuiSatisfont(devoir.satisfaitPar, f).filter(j => j >= debut)
  const limite = dernierJour(depart, delai, f.territoire)
  const ouvreLe = delai.auPlusTot ? ajouter(depart, delai.auPlusTot) : null
  ajouterEcheance(devoir, 1, { le: limite, ouvreLe }, faits[0] ?? null, calcul)
  if (expliquer)
    calcul.explications.push({ cle: devoir.cle, rang: 1, pourquoi: expliquerDelai(devoir.delai, devoir, depart, delai, le, f) })
  if (devoir.tousLes) revenir(devoir, devoir.tousLes, faits, f, calcul, expliquer)
}

/** A duty that comes back counts from the last time that it was done; the next one is due, the others follow it. */
function revenir(devoir: Devoir, regle: Regle<Delai>, faits: readonly Jour[], f: Faits, calcul: Calcul, expliquer: boolean): void {
  let dernier = faits[0]
  for (let rang = 2; dernier && rang <= FOIS; rang += 1) {
    const le = jourQuiSelectionne(regle.selon, f, dernier)
    const periode = valeurLe(regle, le, f.referentiel)
    if (!periode) return
    const limite = dernierJour(dernier, periode, f.territoire)
    if (f.termeLe && limite > f.termeLe) return
    const fait: Jour | undefined = faits[rang - 1]
    ajouterEcheance(devoir, rang, { le: limite, ouvreLe: null }, fait ?? null, calcul)
    if (expliquer)
      calcul.explications.push({ cle: devoir.cle, rang, pourquoi: expliquerDelai(regle, devoir, dernier, periode, le, f, 'dernière fois') })
    dernier = fait
  }
}

const ajouterEcheance = (
  { cle, enMain }: Devoir,
  rang: number,
  { le, ouvreLe }: { le: Jour; ouvreLe: Jour | null },
  faiteLe: Jour | null,
  calcul: Calcul,
) => calcul.echeances.push({ cle, rang, le, ouvreLe, enMain, faiteLe })

/** A deadline that is done has nothing to be set aside; the term is a day of the decision, not a duty (charte C3.4). */
export function refusDEcarter(e: { cle: string; faiteLe: string | null }): Refusal[] {
  if (e.cle === TERME)
    return [{ code: 'terme', message: 'Le terme de la mesure ne s’écarte pas : il change par un acte (prolongation, fin).' }]
  return e.faiteLe ? [{ code: 'deja_faite', message: 'Cette échéance est déjà satisfaite.' }] : []
}

/** What a deadline is called: the duty of its kind, or the last day. */
export const libelleDEcheance = (nature: string, cle: string): string =>
  cle === TERME ? 'Terme de la mesure' : (definitionDe(nature)?.devoirs.find(d => d.cle === cle)?.libelle ?? cle.replaceAll('_', ' '))

/** Names of the facts from which delays run. */
export const departs: Record<'decision' | 'prononce' | 'debut' | 'notification' | 'terme', string> = {
  decision: 'la décision',
  prononce: 'la décision, ou sa notification',
  debut: 'le début de la mesure',
  notification: 'la notification',
  terme: 'le terme',
}
export const libelleDeDepart = (depuis: Depart): string =>
  depuis in departs ? departs[depuis as keyof typeof departs] : `l’acte « ${depuis.slice('acte:'.length).replaceAll('_', ' ')} »`

export function delaiEnMots({ jours, mois, avant, auPlusTot }: Pick<Delai, 'jours' | 'mois' | 'avant' | 'auPlusTot'>): string {
  const mots = [mois && `${mois} mois`, jours && `${jours} jour${jours > 1 ? 's' : ''}`].filter(Boolean).join(' et ') || 'le jour même'
  return `${auPlusTot ? `entre ${delaiEnMots(auPlusTot)} et ` : ''}${mots}${avant ? ' avant' : ''}`
}

/** Which of the two facts a « prononcé » was. */
const departReel = (depuis: Depart, f: Faits): Depart =>
  depuis !== 'prononce' ? depuis : f.notifieeLe && f.notifieeLe !== f.decisionLe ? 'notification' : 'decision'

const selons = { faits: 'des faits', jugement: 'de la décision', execution: 'de l’exécution' } as const
function expliquerDelai(regle: Regle<Delai>, devoir: Devoir, depart: Jour, delai: Delai, le: Jour, f: Faits, origine?: string): string[] {
  const source = sourceDe(regle, le, f.referentiel)
  const brut = ajouter(depart, delai, delai.avant ? -1 : 1)
  const final = dernierJour(depart, delai, f.territoire)
  const pas = [
    `Part de ${origine ? `la ${origine}` : libelleDeDepart(departReel(devoir.depuis, f))} : ${afficherJourCourt(depart)}.`,
    `Délai : ${delaiEnMots(delai)} (${citationCourte(source, le)}), droit du jour ${selons[regle.selon]} : ${afficherJourCourt(le)}.`,
  ]
  if (regle.selon === 'faits' && !f.faitsLe) pas.push('La date des faits n’est pas saisie : celle de la décision est prise à sa place.')
  if ('confiance' in source && source.confiance === 'a_verifier') pas.push('Ce délai n’a pas été relu dans le texte : à vérifier.')
  if ('charte' in source) pas.push(`Proposition, pas le droit en vigueur.${source.choix ? ` ${source.choix}` : ''}`)
  if (final !== brut)
    pas.push(`Le ${afficherJourCourt(brut)} n’est pas un jour ouvrable : reporté au ${afficherJourCourt(final)} (CPP art. 801).`)
  return pas
}

function expliquerTerme(f: Faits): string[] {
  const mouvements = f.actes.filter(a => /suspension|reprise|prolongation/.test(a.acte))
  return [
    `Début : ${afficherJourCourt(f.debutLe)}. Terme actuel : ${afficherJourCourt(f.termeLe ?? f.debutLe)}.`,
    ...mouvements.map(a => `${a.acte.replaceAll('_', ' ')} le ${afficherJourCourt(a.le)} : le terme a été déplacé.`),
  ]
}
