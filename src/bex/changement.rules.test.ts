import { describe, expect, it } from 'vitest'
import { refusDeChanger, refusDePerime } from './changement.rules.ts'

const prevue = { etat: 'prevue', le: '2026-12-03' as const, heure: '09:30' }
const ici = {
  parMonTribunal: true,
  repriseParLeService: false,
  maintenant: { le: '2026-12-01' as const, heure: '10:00' },
}
const codes = (c: object, s: object) =>
  refusDeChanger({ ...prevue, ...c }, { ...ici, ...s }).map(r => r.code)

describe('Le tribunal change sa propre convocation (C3.3)', () => {
  it('tant qu’elle est à venir et que le service ne l’a pas reprise', () => {
    expect(codes({}, {})).toEqual([])
    expect(codes({ le: '2026-12-01' as const, heure: '10:01' }, {})).toEqual([])
  })
  it('jamais celle d’un autre tribunal, ni une convocation finie, passée ou reprise', () => {
    expect(codes({}, { parMonTribunal: false })).toEqual(['convocation_d_un_autre'])
    expect(codes({ etat: 'annulee' }, {})).toEqual(['plus_prevue'])
    expect(codes({ le: '2026-12-01' as const, heure: '10:00' }, {})).toEqual(['deja_passee'])
    expect(codes({}, { repriseParLeService: true })).toEqual(['reprise_par_le_service'])
  })
  it('ni celle qui a changé depuis qu’on l’a lue', () => {
    expect(refusDePerime(3, { ...prevue, version: 3 })).toEqual([])
    expect(refusDePerime(2, { ...prevue, version: 3 }).map(r => r.code)).toEqual([
      'modifie_entretemps',
    ])
  })
})
