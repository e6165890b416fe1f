import { describe, expect, it } from 'vitest'
import { refusContreUnEntretien, refusDAuteur, refusDeDoublon, refusDuJour, refusSansConvocation, suiviDepuis } from './entretien.rules.ts'

const bornes = { aujourdhui: '2026-11-29', heure: '11:00', naissanceLe: '1990-01-31', suiviDepuis: '2025-03-01' } as const
const codes = (le: `${number}-${number}-${number}`, malgre = false, heure?: string) =>
  refusDuJour({ le, heure }, bornes, malgre).map(r => r.code)

describe('Le jour d’un entretien (C1.2)', () => {
  it('Ni dans l’avenir, ni avant la naissance, même confirmé', () => {
    expect([codes('2026-11-30', true), codes('1926-11-29', true)]).toEqual([['a_venir'], ['avant_la_naissance']])
    expect([codes('2026-11-29'), codes('2025-03-01')]).toEqual([[], []])
    expect([codes('2026-11-29', true, '11:01'), codes('2026-11-29', false, '11:00'), codes('2026-11-28', false, '23:00')]).toEqual([
      ['heure_a_venir'],
      [],
      [],
    ])
  })
  it('Avant le début du suivi, il se confirme', () => {
    expect(codes('2025-02-28')).toEqual(['avant_le_suivi', 'a_confirmer'])
    expect(codes('2025-02-28', true)).toEqual([])
  })
  it('Le suivi commence à l’ouverture du dossier, ou à une décision plus ancienne', () => {
    expect(suiviDepuis('2026-01-01', [{ decisionLe: '2024-05-05' }, { decisionLe: '2026-02-02' }])).toBe('2024-05-05')
    expect(suiviDepuis('2026-01-01', [])).toBe('2026-01-01')
  })
})

describe('La convocation à laquelle il répond', () => {
  const prevue = { id: 'c', le: '2026-11-29', heure: '10:00', etat: 'prevue' }
  it('Prévue ce jour-là, elle est demandée ; « aucune » est une réponse', () => {
    expect(refusSansConvocation(undefined, '2026-11-29', [prevue])).toMatchObject([{ code: 'convocation_a_dire' }])
    expect(refusSansConvocation('aucune', '2026-11-29', [prevue])).toEqual([])
    expect(refusSansConvocation(undefined, '2026-11-28', [prevue])).toEqual([])
    expect(refusSansConvocation(undefined, '2026-11-29', [{ ...prevue, etat: 'honoree' }])).toEqual([])
  })
  it('Une convocation n’a qu’un entretien ; un autre service que celui qui suit ne corrige pas celui d’un autre', () => {
    expect([refusDeDoublon({ id: 'e' })[0]?.code, refusDeDoublon(undefined)]).toEqual(['deja_note', []])
    expect(refusContreUnEntretien(undefined)).toEqual([])
    expect(refusContreUnEntretien({ le: '2026-11-24' })[0]?.message).toContain('24/11/2026')
    expect(refusDAuteur({ agentId: 'a' }, { id: 'b', serviceId: 's2' }, 's1')).toMatchObject([{ code: 'autre_service' }])
    expect(refusDAuteur({ agentId: 'a' }, { id: 'a', serviceId: 's2' }, 's1')).toEqual([])
    expect(refusDAuteur({ agentId: 'a' }, { id: 'b', serviceId: 's1' }, 's1')).toEqual([])
  })
})
