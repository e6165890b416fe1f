import Holidays from 'date-holidays'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { natures } from '../mesures/nature.referentiel.ts'
import {
  afficherHeure,
  afficherInstant,
  afficherJour,
  age,
  ajouterJours,
  ajouterMois,
  estJour,
  estOuvre,
  feriesDe,
  type Jour,
  jourDeSemaine,
  joursEntre,
  lireJour,
  prochainJourOuvre,
} from './date.ts'
import { uneCitationLue } from './law.builder.ts'
import { defects, inForce } from './law.ts'

const unJour = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map(d => d.toISOString().slice(0, 10) as Jour)

describe('Jours', () => {
  it('De quantième à quantième, sinon le dernier jour du mois', () => {
    expect(ajouterMois('2024-01-31', 1)).toBe('2024-02-29')
    expect(ajouterMois('2023-01-31', 1)).toBe('2023-02-28')
    expect(ajouterMois('2026-03-15', -1)).toBe('2026-02-15')
  })
  it('Ajouter des jours puis compter rend le même nombre, années bissextiles comprises', () => {
    fc.assert(
      fc.property(
        unJour,
        fc.integer({ min: -20_000, max: 20_000 }),
        (le, n) => joursEntre(le, ajouterJours(le, n)) === n,
      ),
    )
  })
  it('Ajouter des mois ne recule jamais, et reste dans le mois visé', () => {
    fc.assert(
      fc.property(
        unJour,
        fc.integer({ min: 0, max: 600 }),
        (le, n) =>
          ajouterMois(le, n) >= le &&
          Number(ajouterMois(le, n).slice(5, 7)) === ((Number(le.slice(5, 7)) - 1 + n) % 12) + 1,
      ),
    )
  })
  it('Le compte des jours et des mois est celui de Temporal, dans les deux sens, de l’an 1600 à 2400', () => {
    const jour = fc
      .integer({ min: 0, max: 292_000 })
      .map(n => Temporal.PlainDate.from('1600-01-01').add({ days: n }))
    fc.assert(
      fc.property(jour, fc.integer({ min: -3000, max: 3000 }), (d, n) => {
        const le = d.toString() as Jour
        return (
          ajouterJours(le, n) === d.add({ days: n }).toString() &&
          ajouterMois(le, n % 600) ===
            d.add({ months: n % 600 }, { overflow: 'constrain' }).toString() &&
          jourDeSemaine(le) === d.dayOfWeek
        )
      }),
      { numRuns: 2000 },
    )
    expect(ajouterMois('2024-02-29', 12)).toBe('2025-02-28')
  })
  it('Les jours fériés sont ceux d’une autre bibliothèque, de 2000 à 2060, en métropole et en Alsace-Moselle (C. trav. L3133-1, L3134-13)', () => {
    for (const [territoire, autre] of [
      ['metropole', new Holidays('FR')],
      ['alsace-moselle', new Holidays('FR', '57')],
    ] as const) {
      for (let annee = 2000; annee <= 2060; annee += 1) {
        const attendus = new Set(
          autre
            .getHolidays(annee)
            .filter(h => h.type === 'public')
            .map(h => h.date.slice(0, 10)),
        )
        expect([...feriesDe(annee, territoire)].sort(), `${territoire} ${annee}`).toEqual(
          [...attendus].sort(),
        )
      }
    }
  })
  it('Un jour ouvré n’est ni un samedi, ni un dimanche, ni férié ; le prochain ne recule pas', () => {
    expect(estOuvre('2026-11-11', 'metropole')).toBe(false)
    expect(estOuvre('2026-12-26', 'alsace-moselle')).toBe(false)
    expect(prochainJourOuvre('2026-12-25', 'alsace-moselle')).toBe('2026-12-28')
    fc.assert(fc.property(unJour, le => prochainJourOuvre(le, 'metropole') >= le))
  })
  it('Se lit et s’écrit comme en France', () => {
    expect(lireJour('24/11/2026')).toBe('2026-11-24')
    expect(lireJour('31/02/2026')).toBeNull()
    expect(estJour('2026-02-29')).toBe(false)
    expect(afficherJour('2026-05-01')).toBe('vendredi 1er mai 2026')
    expect(afficherHeure('09:05')).toBe('9 h 05')
    expect(afficherInstant('2026-07-01T22:30:00Z')).toBe('02/07/2026 à 0 h 30')
    expect(age('2008-02-29', '2026-02-28')).toBe(17)
  })
})

describe('Le droit daté', () => {
  it('Chaque nature de mesure a des versions ordonnées, citées et vérifiées', () => {
    for (const [cle, { noms }] of Object.entries(natures))
      expect(defects(noms.droit, '2026-11-29'), cle).toEqual([])
  })
  it('Avant la première date connue, le droit se tait au lieu d’inventer', () => {
    expect(() => inForce(natures.sursis_probatoire.noms.droit, '1800-01-01')).toThrow(
      'no value in force on 1800-01-01',
    )
    expect(inForce(natures.sursis_probatoire.noms.droit, '2020-03-23').value).toBe(
      'Sursis avec mise à l’épreuve',
    )
    expect(inForce(natures.sursis_probatoire.noms.droit, '2020-03-24').value).toBe(
      'Sursis probatoire',
    )
  })
  it('Une version en désordre, sans article ou vérifiée dans l’avenir est signalée', () => {
    const source = uneCitationLue('x', '', {}, '2027-01-01')
    expect(
      defects(
        [
          { from: '2020-01-01', value: 1, source },
          { from: '2019-01-01', value: 2, source },
        ],
        '2026-11-24',
      ),
    ).toHaveLength(5)
  })
})
