import type { Jour } from '../platform/date.ts'
import type { Referentiel } from './definition.rules.ts'
import { quantite } from './duree.rules.ts'
import { calculer, libelleDEcheance } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { definitionDe } from './nature.rules.ts'
import { valeurLe } from './regle.rules.ts'

/**
 * A measure as a simulation reads it: its facts, and the quantities that its decision fixed.
 * Nothing is written.
 */
export type MesureSimulee = Faits & { heures: number | null; dureeMois: number | null }
/**
 * One thing that would change. `avant` under the law in force, `apres` under the proposal; null: it
 * does not exist there.
 */
export type Changement = {
  genre: 'nature' | 'heures' | 'duree' | 'devoir' | 'echeance'
  libelle: string
  avant: string | null
  apres: string | null
  /** Claim of the charte that the change comes from. */
  charte: string
}
/**
 * Choices of ours, shown beside every result: the text does not say which sentences the proposed
 * one would have replaced.
 */
export type Hypotheses = { probationAutonome: boolean }

/**
 * Kinds that the proposed probation sentence is compared with: the SPIP evaluates first there too
 * (charte C4.1; choice of ours).
 */
export const COMPAREES: readonly CleNature[] = ['contrainte_penale', 'sursis_probatoire_renforce']
const PROPOSEE: CleNature = 'peine_probation_autonome'

/**
 * The same facts under the proposal: its kind and its rules; the day, the person and what was done
 * stay.
 */
export const sousLaProposition = (
  mesure: MesureSimulee,
  { probationAutonome }: Hypotheses,
): MesureSimulee => ({
  ...mesure,
  referentiel: 'egip',
  nature:
    probationAutonome && COMPAREES.includes(mesure.nature as CleNature) ? PROPOSEE : mesure.nature,
})

/**
 * What would change for one measure under the proposal (charte C4.1 to C4.4): kind, hours,
 * duration, duties, days. Empty when nothing would.
 */
export function changementsDe(mesure: MesureSimulee, hypotheses: Hypotheses): Changement[] {
  const autre = sousLaProposition(mesure, hypotheses)
  return [
    ...changementDeNature(mesure, autre),
    ...plafonds(mesure, autre),
    ...devoirs(mesure, autre),
  ]
}

const nomDe = (mesure: MesureSimulee, referentiel: Referentiel) => {
  const definition = definitionDe(mesure.nature)
  return definition ? valeurLe(definition.noms, mesure.decisionLe, referentiel) : null
}
function changementDeNature(mesure: MesureSimulee, autre: MesureSimulee): Changement[] {
  if (autre.nature === mesure.nature) return []
  return [
    {
      genre: 'nature',
      libelle: 'Peine',
      avant: nomDe(mesure, 'droit'),
      apres: nomDe(autre, 'egip'),
      charte: 'C4.1',
    },
  ]
}

/** Bounds that differ: what was pronounced beyond the proposed maximum would be brought to it. */
function plafonds(mesure: MesureSimulee, autre: MesureSimulee): Changement[] {
  const [ici, la] = [definitionDe(mesure.nature), definitionDe(autre.nature)]
  if (!ici || !la) return []
  const changements: Changement[] = []
  const heures =
    la.heures?.egip && mesure.heures ? valeurLe(la.heures, mesure.decisionLe, 'egip') : null
  if (
    heures &&
    la.heures?.egip &&
    mesure.heures &&
    heures.max !== null &&
    mesure.heures > heures.max
  )
    changements.push({
      genre: 'heures',
      libelle: 'Heures de travail',
      avant: quantite(mesure.heures, 'heures'),
      apres: `${quantite(heures.max, 'heures')} au plus`,
      charte: la.heures.egip.charte,
    })
  const avant = valeurLe(ici.duree, mesure.decisionLe, 'droit')
  const apres = valeurLe(la.duree, mesure.decisionLe, 'egip')
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
const calculees = (mesure: MesureSimulee): Map<string, Calculee> =>
  new Map(
    calculer(mesure).echeances.map(echeance => [
      `${echeance.cle} ${echeance.rang}`,
      { cle: echeance.cle, rang: echeance.rang, le: echeance.le, nature: mesure.nature },
    ]),
  )

/** Duties that appear or go, and days that move. */
function devoirs(mesure: MesureSimulee, autre: MesureSimulee): Changement[] {
  const [avant, apres] = [calculees(mesure), calculees(autre)]
  return [...new Set([...avant.keys(), ...apres.keys()])].flatMap((cle): Changement[] => {
    const [acte, valeur] = [avant.get(cle), apres.get(cle)]
    const une = acte ?? valeur
    if (!une || acte?.le === valeur?.le) return []
    const libelle = libelleDEcheance((valeur ?? une).nature, une.cle)
    return [
      {
        genre: acte && valeur ? 'echeance' : 'devoir',
        libelle,
        avant: acte?.le ?? null,
        apres: valeur?.le ?? null,
        charte: 'C4.1',
      },
    ]
  })
}

/**
 * Totals of a simulation over many measures: by what changes, never by person or by agent (charte
 * C2.3).
 */
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
export function ajouterAuBilan(
  bilan: Bilan,
  mesure: MesureSimulee,
  hypotheses: Hypotheses,
): Changement[] {
  const changements = changementsDe(mesure, hypotheses)
  const nature = bilan.parNature.get(mesure.nature) ?? { mesures: 0, changees: 0 }
  bilan.parNature.set(mesure.nature, {
    mesures: nature.mesures + 1,
    changees: nature.changees + (changements.length ? 1 : 0),
  })
  bilan.mesures += 1
  bilan.changees += changements.length ? 1 : 0
  for (const { genre, libelle } of changements) {
    const cle = `${genre} ${libelle}`
    bilan.parChangement.set(cle, {
      genre,
      libelle,
      combien: (bilan.parChangement.get(cle)?.combien ?? 0) + 1,
    })
  }
  if (mesure.heures) {
    const definition = definitionDe(mesure.nature)
    const max = definition?.heures?.egip?.value?.max ?? mesure.heures
    bilan.heures.avant += mesure.heures
    bilan.heures.apres += Math.min(mesure.heures, max)
  }
  return changements
}
