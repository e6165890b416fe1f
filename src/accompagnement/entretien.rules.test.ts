import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import {
  refusContreUnEntretien,
  refusDAuteur,
  refusDeDoublon,
  refusDeLaConvocation,
  refusDuJour,
  refusSansConvocation,
  refusSansReponse,
  suiviDepuis,
} from './entretien.rules.ts'

const bornes = {
  aujourdhui: '2026-11-29' as Jour,
  heure: '11:00',
  naissanceLe: '1990-01-31' as Jour,
  suiviDepuis: '2025-03-01',
} as const
const codes = (le: `${number}-${number}-${number}`, malgre = false, heure?: string) =>
  refusDuJour({ le, heure }, bornes, malgre).map(r => r.code)

describe('Le jour d’un entretien (C1.2)', () => {
  it('Ni dans l’avenir, ni avant la naissance, même confirmé', () => {
    expect([codes('2026-11-30', true), codes('1926-11-29', true)]).toEqual([
      ['a_venir'],
      ['avant_la_naissance'],
    ])
    expect([codes('2026-11-29'), codes('2025-03-01')]).toEqual([[], []])
    expect([
      codes('2026-11-29', true, '11:01'),
      codes('2026-11-29', false, '11:00'),
      codes('2026-11-28', false, '23:00'),
    ]).toEqual([['heure_a_venir'], [], []])
  })
  it('Avant le début du suivi, il se confirme', () => {
    expect(codes('2025-02-28')).toEqual(['avant_le_suivi', 'a_confirmer'])
    expect(codes('2025-02-28', true)).toEqual([])
  })
  it('Le suivi commence à l’ouverture du dossier, ou à une décision plus ancienne', () => {
    expect(
      suiviDepuis('2026-01-01', [{ decisionLe: '2024-05-05' }, { decisionLe: '2026-02-02' }]),
    ).toBe('2024-05-05')
    expect(suiviDepuis('2026-01-01', [])).toBe('2026-01-01')
  })
})

describe('La convocation à laquelle il répond', () => {
  const maintenant = { le: '2026-11-29' as Jour, heure: '11:00' } as const
  const prevue = { id: 'c', le: '2026-11-29' as Jour, heure: '10:00', etat: 'prevue' }
  it('Prévue ce jour-là, elle est demandée ; « aucune » est une réponse', () => {
    const dite = (reponse: string | undefined, le: Jour, c = prevue) =>
      refusSansConvocation(reponse, le, { convocations: [c], maintenant }).map(r => r.code)
    expect(dite(undefined, '2026-11-29')).toEqual(['convocation_a_dire'])
    expect([dite('aucune', '2026-11-29'), dite(undefined, '2026-11-28')]).toEqual([[], []])
    expect(dite(undefined, '2026-11-29', { ...prevue, etat: 'honoree' })).toEqual([])
    // Nobody was seen yet for an hour to come.
    expect(dite(undefined, '2026-11-29', { ...prevue, heure: '11:01' })).toEqual([])
  })
  it('Elle n’est pas honorée avant son heure, sauf arrivée notée ; d’un autre jour, elle se confirme, les deux jours dits', () => {
    const codes = (c: Partial<typeof prevue & { arriveeA: string }>, le: Jour, autreJour = false) =>
      refusDeLaConvocation({ ...prevue, arriveeA: null, ...c }, le, { maintenant, autreJour }).map(
        r => r.code,
      )
    expect([codes({}, '2026-11-29'), codes({ heure: '11:00' }, '2026-11-29')]).toEqual([[], []])
    expect([
      codes({ heure: '11:01' }, '2026-11-29'),
      codes({ heure: '11:01' }, '2026-11-26', true),
    ]).toEqual([['pas_encore'], ['pas_encore']])
    expect(codes({ heure: '11:01', arriveeA: '2026-11-29T10:30Z' }, '2026-11-29')).toEqual([])
    expect(codes({ heure: '11:01', etat: 'honoree' }, '2026-11-29')).toEqual([])
    for (const etat of ['prevue', 'manquee', 'excusee', 'honoree'])
      expect([
        codes({ le: '2025-06-27', etat }, '2026-11-29'),
        codes({ le: '2025-06-27', etat }, '2026-11-29', true),
      ]).toEqual([['autre_jour', 'a_confirmer'], []])
    const [refus] = refusDeLaConvocation(
      { ...prevue, le: '2025-06-27', arriveeA: null },
      '2026-11-29',
      { maintenant, autreJour: false },
    )
    expect(refus?.message).toMatch(/29\/11\/2026.*27\/06\/2025/)
  })
  it('Passé à un autre jour que le sien, il dit s’il y répond toujours', () => {
    expect(refusSansReponse(undefined, '2026-11-27', prevue)[0]?.message).toMatch(
      /27\/11\/2026.*29\/11\/2026/,
    )
    expect([
      refusSansReponse('oui', '2026-11-27', prevue),
      refusSansReponse('non', '2026-11-27', prevue),
    ]).toEqual([[], []])
    expect(refusSansReponse(undefined, '2026-11-29', prevue)).toEqual([])
  })
  it('Une convocation n’a qu’un entretien ; un autre service que celui qui suit ne corrige pas celui d’un autre', () => {
    expect([refusDeDoublon({ id: 'e' })[0]?.code, refusDeDoublon(undefined)]).toEqual([
      'deja_note',
      [],
    ])
    expect(refusContreUnEntretien(undefined)).toEqual([])
    expect(refusContreUnEntretien({ le: '2026-11-24' })[0]?.message).toContain('24/11/2026')
    expect(refusDAuteur({ agentId: 'a' }, { id: 'b', serviceId: 's2' }, 's1')).toMatchObject([
      { code: 'autre_service' },
    ])
    expect(refusDAuteur({ agentId: 'a' }, { id: 'a', serviceId: 's2' }, 's1')).toEqual([])
    expect(refusDAuteur({ agentId: 'a' }, { id: 'b', serviceId: 's1' }, 's1')).toEqual([])
  })
})
