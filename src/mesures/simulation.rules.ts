import type { Jour } from '../platform/date.ts'
import type { Referentiel } from './definition.rules.ts'
import { quantite } from './duree.rules.ts'
import { calculer, type Faits, libelleDEcheance } from './echeance.rules.ts'
import { definitionDe } from './etat.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { valeurLe } from './regle.rules.ts'

/** A measure as a simulation reads it: its facts, and the quantities that its decision fixed. Nothing is written. */
export type MesureSimulee = Faits & { heures: number | null; dureeMois: number | null }
/** One thing that would change. `avant` under the law in force, `apres` under the proposal; null: it does not exist there. */
export type Changement = {
  genre: 'nature' | 'heures' | 'duree' | 'devoir' | 'echeance'
  libelle: string
  avant: string | null
  apres: string | null
  /** Claim of the charte that the change comes from. */
  charte: string
}
/** Choices of ours, shown beside every result: the text does not say which sentences the proposed one would have replaced. */
export type Hypotheses = { probationAutonome: boolean }

/** Kinds that the proposed probation sentence is compared with: the SPIP evaluates first there too (charte C4.1; choice of ours). */
export const COMPAREES: readonly CleNature[] = ['contrainte_penale', 'sursis_probatoire_renforce']
const PROPOSEE: CleNature = 'peine_probation_autonome'

/** The same facts under the proposal: its kind and its rules; the day, the person and what was done stay. */
export const sousLaProposition = (f: MesureSimulee, { probationAutonome }: Hypotheses): MesureSimulee => ({
  ...f,
  referentiel: 'egip',
  nature: probationAutonome && COMPAREES.includes(f.nature as CleNature) ? PROPOSEE : f.nature,
})

/** What would change for one measure under the proposal (charte C4.1 to C4.4): kind, hours, duration, duties, days. Empty when nothing would. */
export function changementsDe(f: MesureSimulee, h: Hypotheses): Changement[] {
  const autre = sousLaProposition(f, h)
  return [...changementDeNature(f, autre), ...plafonds(f, autre), ...devoirs(f, autre)]
}

const nomDe = (f: MesureSimulee, r: Referentiel) => {
  const d = definitionDe(f.nature)
  return d ? valeurLe(d.noms, f.decisionLe, r) : null
}
function changementDeNature(f: MesureSimulee, autre: MesureSimulee): Changement[] {
  if (autre.nature === f.nature) return []
  return [{ genre: 'nature', libelle: 'Peine', avant: nomDe(f, 'droit'), apres: nomDe(autre, 'egip'), charte: 'C4.1' }]
}

/** Bounds that differ: what was pronounced beyond the proposed maximum would be brought to it. */
function plafonds(f: MesureSimulee, autre: MesureSimulee): Changement[] {
  const [ici, la] = [definitionDe(f.nature), definitionDe(autre.nature)]
  if (!ici || !la) return []
  const changements: Changement[] = []
  const heures = la.heures?.egip && f.heures ? valeurLe(la.heures, f.decisionLe, 'egip') : null
  if (heures && la.heures?.egip && f.heures && heures.max !== null && f.heures > heures.max)
    changements.push({
      genre: 'heures',
      libelle: 'Heures de travail',
      avant: quantite(f.heures, 'heures'),
      apres: `${quantite(heures.max, 'heures')} au plus`,
      charte: la.heures.egip.charte,
    })
  const avant = valeurLe(ici.duree, f.decisionLe, 'droit')
  const apres = valeurLe(la.duree, f.decisionLe, 'egip')
  if (la.duree.egip && apres && apres.max !== null && avant?.max !== apres.max)
    changements.push({
      genre: 'duree',
      libelle: la.duree.libelle,
      avant: avant?.max == null ? null : `${quantite(avant.max, avant.unite)} au plus`,
      apres: `${quantite(apres.max, apres.unite)} au plus`,
      charte: la.duree.egip.charte,
    })
  return changements
}

type Calculee = { cle: string; rang: number; le: Jour; nature: string }
const calculees = (f: MesureSimulee): Map<string, Calculee> =>
  new Map(calculer(f).echeances.map(e => [`${e.cle} ${e.rang}`, { cle: e.cle, rang: e.rang, le: e.le, nature: f.nature }]))

/** Duties that appear or go, and days that move. */
function devoirs(f: MesureSimulee, autre: MesureSimulee): Changement[] {
  const [avant, apres] = [calculees(f), calculees(autre)]
  return [...new Set([...avant.keys(), ...apres.keys()])].flatMap((cle): Changement[] => {
    const [a, b] = [avant.get(cle), apres.get(cle)]
    const une = a ?? b
    if (!une || a?.le === b?.le) return []
    const libelle = libelleDEcheance((b ?? une).nature, une.cle)
    return [{ genre: a && b ? 'echeance' : 'devoir', libelle, avant: a?.le ?? null, apres: b?.le ?? null, charte: 'C4.1' }]
  })
}

/** Totals of a simulation over many measures: by what changes, never by person or by agent (charte C2.3). */
export type Bilan = {
  mesures: number
  changees: number
  parNature: Map<string, { mesures: number; changees: number }>
  parChangement: Map<string, { genre: Changement['genre']; libelle: string; combien: number }>
  heures: { avant: number; apres: number }
}
export const bilanVide = (): Bilan => ({
  mesures: 0,
  changees: 0,
  parNature: new Map(),
  parChangement: new Map(),
  heures: { avant: 0, apres: 0 },
})

/** Adds one measure to the totals, and gives what would change for it. */
export function ajouterAuBilan(b: Bilan, f: MesureSimulee, h: Hypotheses): Changement[] {
  const changements = changementsDe(f, h)
  const nature = b.parNature.get(f.nature) ?? { mesures: 0, changees: 0 }
  b.parNature.set(f.nature, { mesures: nature.mesures + 1, changees: nature.changees + (changements.length ? 1 : 0) })
  b.mesures += 1
  b.changees += changements.length ? 1 : 0
  for (const { genre, libelle } of changements) {
    const cle = `${genre} ${libelle}`
    b.parChangement.set(cle, { genre, libelle, combien: (b.parChangement.get(cle)?.combien ?? 0) + 1 })
  }
  if (f.heures) {
    const d = definitionDe(f.nature)
    const max = d?.heures?.egip?.value?.max ?? f.heures
    b.heures.avant += f.heures
    b.heures.apres += Math.min(f.heures, max)
  }
  return changements
}
