import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { avant, bilan, clesSuites, etendue, finDuMois, part } from './statistique.rules.ts'

const aujourdhui = '2026-11-24' as Jour

describe('La période (C9.2)', () => {
  it('Douze mois qui finissent par celui-ci ; ceux que l’on demande ; au plus trois ans, dans l’ordre', () => {
    expect(etendue({}, aujourdhui)).toMatchObject({ du: '2025-12', au: '2026-11' })
    expect(etendue({}, aujourdhui).mois).toHaveLength(12)
    expect(etendue({ du: '2026-02', au: '2026-04' }, aujourdhui).mois).toEqual([
      '2026-02',
      '2026-03',
      '2026-04',
    ])
    expect(etendue({ du: '2010-01' }, aujourdhui).mois).toHaveLength(36)
    expect(etendue({ du: '2026-06', au: '2026-01' }, aujourdhui).au).toBe('2026-01')
    expect(etendue({ au: '2030-01' }, aujourdhui).au).toBe('2026-11')
  })
  it('Un jour qui n’est pas fini n’est pas compté', () => {
    expect(avant('2026-11', aujourdhui)).toBe('2026-11-24')
    expect(avant('2026-10', aujourdhui)).toBe('2026-11-01')
    expect(finDuMois('2028-02')).toBe('2028-02-29')
  })
})

describe('Les comptes (C2.3)', () => {
  it('Présence, excuses et absences font le tout de celles qui étaient attendues ; un petit nombre reste', () => {
    const b = bilan([
      { mois: '2026-10-01', type: 'suivi', etat: 'honoree', nombre: 3 },
      { mois: '2026-10-01', type: 'suivi', etat: 'manquee', nombre: 1 },
      { mois: '2026-10-01', type: 'suivi', etat: 'sans_suite', nombre: 2 },
      { mois: '2026-10-01', type: 'suivi', etat: 'reportee', nombre: 4 },
    ])
    expect([
      b.attendues,
      b.total,
      part(b.honoree, b.attendues),
      part(b.manquee, b.attendues),
    ]).toEqual([4, 10, 75, 25])
    expect(part(0, 0)).toBeNull()
  })
  it('Le total est la somme des suites', () => {
    const compte = fc.record({
      mois: fc.constant('2026-10-01'),
      type: fc.constant('suivi'),
      etat: fc.constantFrom(...clesSuites),
      nombre: fc.nat(500),
    })
    fc.assert(
      fc.property(fc.array(compte), comptes => {
        const b = bilan(comptes)
        return (
          b.total === clesSuites.reduce((n, cle) => n + b[cle], 0) &&
          b.attendues === b.honoree + b.excusee + b.manquee
        )
      }),
    )
  })
})
