import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { etendue, graduations, rangees } from './fil.rules.ts'

const bande = (debutLe: Jour, finLe: Jour | null) => ({
  libelle: 'Mesure',
  debutLe,
  finLe,
  href: '/',
})

describe('L’axe du fil', () => {
  it('nomme des mois, chacun une fois, une dizaine au plus, du plus court chemin au plus long', () => {
    expect(graduations('2026-09-03', '2026-09-29')).toEqual(['2026-09-03'])
    expect(graduations('2026-08-30', '2026-10-02')).toEqual(['2026-09-01', '2026-10-01'])
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 0, max: 36_000 }),
        (depuis, pendant) => {
          const jour = (n: number) =>
            new Date(Date.UTC(1966, 0, 1 + n)).toISOString().slice(0, 10) as Jour
          const [debut, fin] = [jour(depuis), jour(depuis + pendant)]
          const axe = graduations(debut, fin)
          expect(new Set(axe.map(j => j.slice(0, 7))).size).toBe(axe.length)
          expect(axe.length).toBeGreaterThan(0)
          expect(axe.length).toBeLessThanOrEqual(10)
          expect(axe.every(j => j >= debut && j <= fin)).toBe(true)
          expect(axe).toEqual([...axe].sort())
        },
      ),
    )
  })
})

describe('Le fil (C9.1)', () => {
  it('va du premier fait au dernier, aujourd’hui compris', () => {
    expect(etendue({ bandes: [], liens: [], points: [] }, '2026-11-24')).toEqual({
      debut: '2026-11-24',
      fin: '2026-11-24',
      hors: 0,
    })
    const fil = {
      bandes: [bande('2025-02-01', '2027-02-01')],
      liens: [{ libelle: 'SPIP', debutLe: '2024-12-01' as const, finLe: null }],
      points: [],
    }
    expect(etendue(fil, '2026-11-24')).toEqual({ debut: '2024-12-01', fin: '2027-02-01', hors: 0 })
  })
  it('Une date fausse de mille ans n’écrase pas l’axe : elle est laissée hors du dessin, et comptée', () => {
    const fausse = {
      libelle: 'Sursis',
      debutLe: '1026-01-01' as const,
      finLe: '9126-01-01' as const,
      href: '/',
    }
    const vraie = { ...fausse, debutLe: '2024-12-01' as const, finLe: '2027-02-01' as const }
    expect(etendue({ bandes: [fausse, vraie], liens: [], points: [] }, '2026-11-24')).toEqual({
      debut: '2024-12-01',
      fin: '2027-02-01',
      hors: 2,
    })
  })
  it('deux mesures qui se suivent sont sur une ligne, deux qui se recouvrent sur deux', () => {
    const lignes = (...bandes: ReturnType<typeof bande>[]) => rangees(bandes).map(r => r.rangee)
    expect(lignes(bande('2025-01-01', '2025-06-01'), bande('2025-06-02', null))).toEqual([0, 0])
    expect(lignes(bande('2025-01-01', '2025-06-01'), bande('2025-06-01', null))).toEqual([0, 1])
  })
  it('sur une même ligne, jamais deux mesures le même jour, quelles qu’elles soient', () => {
    const jour = fc
      .integer({ min: 0, max: 999 })
      .map(
        n =>
          `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}` as Jour,
      )
    const mesure = fc.tuple(jour, jour, fc.boolean()).map(([un, autre, finit]) => {
      const [debut, fin] = un < autre ? [un, autre] : [autre, un]
      return bande(debut, finit ? fin : null)
    })
    fc.assert(
      fc.property(fc.array(mesure, { maxLength: 12 }), mesures => {
        const posees = rangees(mesures)
        return posees.every((x, i) =>
          posees.every(
            (y, j) =>
              i === j ||
              x.rangee !== y.rangee ||
              (x.bande.finLe ?? '9999') < y.bande.debutLe ||
              (y.bande.finLe ?? '9999') < x.bande.debutLe,
          ),
        )
      }),
    )
  })
})
