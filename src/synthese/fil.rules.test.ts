import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { etendue, rangees } from './fil.rules.ts'

const bande = (debutLe: string, finLe: string | null) => ({ libelle: 'Mesure', debutLe, finLe, href: '/' })

describe('Le fil (C9.1)', () => {
  it('va du premier fait au dernier, aujourd’hui compris', () => {
    expect(etendue({ bandes: [], liens: [], points: [] }, '2026-11-24')).toEqual({ debut: '2026-11-24', fin: '2026-11-24', hors: 0 })
    const fil = {
      bandes: [bande('2025-02-01', '2027-02-01')],
      liens: [{ libelle: 'SPIP', debutLe: '2024-12-01', finLe: null }],
      points: [],
    }
    expect(etendue(fil, '2026-11-24')).toEqual({ debut: '2024-12-01', fin: '2027-02-01', hors: 0 })
  })
  it('Une date fausse de mille ans n’écrase pas l’axe : elle est laissée hors du dessin, et comptée', () => {
    const fausse = { libelle: 'Sursis', debutLe: '1026-01-01', finLe: '9126-01-01', href: '/' }
    const vraie = { ...fausse, debutLe: '2024-12-01', finLe: '2027-02-01' }
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
      .map(n => `2025-${String((n % 12) + 1).padStart(2, '0')}-${String((n % 28) + 1).padStart(2, '0')}`)
    const mesure = fc.tuple(jour, jour, fc.boolean()).map(([a, b, finit]) => bande(a < b ? a : b, finit ? (a < b ? b : a) : null))
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
