import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { disponibilite, periodes } from './disponibilites.rules.ts'

const aujourdhui = '2026-11-24' as Jour
const besoin = { cle: 'suivi', libelle: 'Convocation de suivi SPIP', besoinParSemaine: 3 }
const place = (jours: number, debut: number, libres = 1, agendaId = 'g') => ({
  agendaId,
  le: ajouterJours(aujourdhui, jours),
  debut,
  fin: debut + 45,
  libres,
})

describe('Places libres et besoins (C3.3)', () => {
  it('Quatre fois sept jours, sans trou, à partir d’aujourd’hui', () => {
    expect(periodes(aujourdhui).map(p => p.du)).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-08',
      '2026-12-15',
    ])
    expect(periodes(aujourdhui).at(-1)?.au).toBe('2026-12-21')
  })
  it('Ce qu’une semaine a de trop ne comble pas la suivante', () => {
    const d = disponibilite(besoin, [place(0, 600, 5), place(8, 600), place(9, 600)], aujourdhui)
    expect(d.semaines.map(s => [s.libres, s.manque])).toEqual([
      [5, 0],
      [2, 1],
      [0, 3],
      [0, 3],
    ])
    expect([d.manque, d.prochaine]).toEqual([7, '2026-11-24'])
  })
  it('Deux créneaux qui se chevauchent dans un agenda ne font qu’une place, dans deux agendas ils en font deux', () => {
    const dansUn = [place(0, 600), place(0, 615), place(0, 630), place(0, 645)]
    expect(disponibilite(besoin, dansUn, aujourdhui).semaines[0]?.libres).toBe(2)
    expect(
      disponibilite(besoin, [place(0, 600), place(0, 600, 1, 'h')], aujourdhui).semaines[0]?.libres,
    ).toBe(2)
  })
  it('Sans place, tout manque, et il n’y a pas de première place', () => {
    const d = disponibilite(besoin, [], aujourdhui)
    expect([d.manque, d.prochaine]).toEqual([12, null])
  })
  it('Il ne manque jamais moins que rien, ni plus que le besoin', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 9 }))),
        liste => {
          const places = liste
            .sort((a, b) => a[0] - b[0])
            .map(([jours, n], i) => place(jours, 480 + i, n, String(i)))
          return disponibilite(besoin, places, aujourdhui).semaines.every(
            s => s.manque >= 0 && s.manque <= 3 && s.manque === Math.max(0, 3 - s.libres),
          )
        },
      ),
    )
  })
})
