import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ajouterJours,
  ajouterMois,
  estOuvre,
  type Jour,
  joursEntre,
  type Territoire,
} from '../platform/date.ts'
import type { Definition, Delai } from './definition.rules.ts'
import { dernierJour } from './delai.rules.ts'
import { faits } from './echeance.builder.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { convocations, rapports } from './mesure.builder.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

const jour = fc.integer({ min: 0, max: 7000 }).map(n => ajouterJours('2014-10-01', n))
const territoires: Territoire[] = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'martinique',
  'mayotte',
  'reunion',
]
const territoire = fc.constantFrom(...territoires)
const delai: fc.Arbitrary<Delai> = fc
  .tuple(fc.nat(60), fc.nat(36), fc.boolean(), fc.boolean())
  .map(([jours, mois, avant, proroge]) => ({
    jours,
    mois,
    ...(avant ? { avant: true as const } : {}),
    ...(proroge ? { proroge: true as const } : {}),
  }))

describe('Quels que soient les faits', () => {
  it('une échéance n’est jamais avant sa cause, ni après pour un délai qui remonte ; la prorogation finit un jour ouvré, en cinq jours au plus', () => {
    fc.assert(
      fc.property(jour, delai, territoire, (depart, d, t) => {
        const le = dernierJour(depart, d, t)
        if (d.avant) return le <= depart
        const brut = dernierJour(
          depart,
          { ...(d.jours ? { jours: d.jours } : {}), ...(d.mois ? { mois: d.mois } : {}) },
          t,
        )
        return le >= depart && (!d.proroge || (estOuvre(le, t) && joursEntre(brut, le) <= 5))
      }),
      { numRuns: 2000 },
    )
  })
  it('partir plus tard ne fait jamais finir plus tôt, 29 février et fins de mois compris', () => {
    fc.assert(
      fc.property(
        jour,
        fc.nat(40),
        delai,
        territoire,
        (depart, n, d, t) =>
          dernierJour(ajouterJours(depart, n), d, t) >= dernierJour(depart, d, t),
      ),
      { numRuns: 2000 },
    )
  })
  it('toute mesure qui commence plus tard sous la même loi a ses échéances au même jour ou plus tard', () => {
    const cles = Object.keys(natures) as CleNature[]
    // Two periods without any change of the law that the référentiel holds.
    const periodes: [Jour, number][] = [
      ['2015-01-01', 340],
      ['2025-01-02', 3 * 365],
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...cles),
        fc.constantFrom(...periodes),
        fc.nat(10_000),
        fc.nat(200),
        fc.tuple(territoire, fc.boolean()),
        (nature, [de, jours], n, plus, [t, executionProvisoire]) => {
          const le = (k: number): Faits => {
            const decisionLe = ajouterJours(de, k)
            const actes = (natures[nature] as Definition).devoirs.flatMap(({ depuis }) =>
              depuis.startsWith('acte:') ? [{ acte: depuis.slice(5), le: decisionLe }] : [],
            )
            const dates = {
              decisionLe,
              debutLe: decisionLe,
              notifieeLe: decisionLe,
              termeLe: ajouterMois(decisionLe, 24),
            }
            return faits(nature, { ...dates, actes, territoire: t, executionProvisoire })
          }
          const tot = n % jours
          const [avant, apres] = [
            calculer(le(tot)).echeances,
            calculer(le(Math.min(tot + plus, jours))).echeances,
          ]
          expect(apres.map(e => e.cle)).toEqual(avant.map(e => e.cle))
          avant.forEach((e, i) => {
            expect((apres[i]?.le ?? '') >= e.le, `${nature} ${e.cle} ${e.le} ${apres[i]?.le}`).toBe(
              true,
            )
          })
        },
      ),
      { numRuns: 1500 },
    )
  })
  it('toute nature, tout territoire : les jours existent, suivent leur ouverture, et se recalculent pareils, expliqués ou non', () => {
    const cles = Object.keys(natures) as CleNature[]
    fc.assert(
      fc.property(
        fc.constantFrom(...cles),
        jour,
        fc.array(fc.nat(900), { maxLength: 8 }),
        territoire,
        fc.boolean(),
        (nature, le, ecarts, t, provisoire) => {
          const suite = ecarts.map(n => ajouterJours(le, n)).sort()
          const f = faits(nature, {
            decisionLe: le,
            debutLe: le,
            notifieeLe: le,
            termeLe: ajouterMois(le, 24),
            territoire: t,
            executionProvisoire: provisoire,
            convocations: convocations(...suite),
            rapports: rapports('evaluation', ...suite),
            actes: suite.map((j, i) => ({ acte: i % 2 ? 'reexamen' : 'fixation_contenu', le: j })),
          })
          const { echeances } = calculer(f)
          expect(calculer(f, true).echeances).toEqual(echeances)
          expect(new Set(echeances.map(e => `${e.cle} ${e.rang}`)).size).toBe(echeances.length)
          for (const e of echeances) {
            expect(e.le).toMatch(/^\d{4}-\d{2}-\d{2}$/)
            if (e.ouvreLe) expect(e.ouvreLe <= e.le && e.ouvreLe >= le).toBe(true)
            if (e.faiteLe) expect(e.faiteLe >= le).toBe(true)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
