import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { AUCUNE_MESURE, estVivante, mesuresConcernees } from './concerne.rules.ts'

const m = (mesureId: string, decisionLe: Jour = '2026-01-10', finieLe: Jour | null = null) => ({
  mesureId,
  decisionLe,
  finieLe,
})
const le = '2026-11-29'
const codes = (reponse: string[], mesures: ReturnType<typeof m>[], jour: Jour = le) =>
  mesuresConcernees(reponse, mesures, jour).refus.map(r => r.code)

describe('Quelle mesure est concernée (ADR 0027)', () => {
  it('Une seule en cours : elle est prise sans demander ; aucune : rien n’est dit', () => {
    expect(mesuresConcernees([], [m('a')], le)).toEqual({
      mesureIds: ['a'],
      dites: true,
      refus: [],
    })
    expect(mesuresConcernees([], [], le)).toEqual({ mesureIds: [], dites: false, refus: [] })
  })
  it('Une mesure finie, ou pas encore prononcée ce jour-là, ne compte pas ; elle peut être choisie', () => {
    const [finie, avant] = [m('b', '2024-01-10', '2026-01-01'), m('c', '2026-12-01')]
    expect(mesuresConcernees([], [m('a'), finie, avant], le).mesureIds).toEqual(['a'])
    expect(mesuresConcernees(['b'], [m('a'), finie, avant], le).mesureIds).toEqual(['b'])
    expect([estVivante(finie, '2026-01-01'), estVivante(finie, '2026-01-02')]).toEqual([
      true,
      false,
    ])
  })
  it('Plusieurs en cours : on demande, on ne devine pas ; « aucune en particulier » est une réponse', () => {
    expect(codes([], [m('a'), m('b')])).toEqual(['mesure_a_dire'])
    expect(mesuresConcernees(['a', 'b', 'a'], [m('a'), m('b')], le).mesureIds).toEqual(['a', 'b'])
    expect(mesuresConcernees([AUCUNE_MESURE], [m('a'), m('b')], le)).toEqual({
      mesureIds: [],
      dites: true,
      refus: [],
    })
  })
  it('Une réponse contradictoire, ou la mesure d’un autre dossier, est refusée', () => {
    expect(codes([AUCUNE_MESURE, 'a'], [m('a')])).toEqual(['mesure_contradictoire'])
    expect(codes(['z'], [m('a')])).toEqual(['mesure_d_un_autre'])
  })
})
