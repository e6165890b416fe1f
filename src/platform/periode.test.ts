import { describe, expect, it } from 'vitest'
import { lirePeriode, SANS_PERIODE } from './periode.ts'

const lire = (du: string, au: string, fuseau = 'Europe/Paris') => lirePeriode({ du, au }, fuseau)
describe('Une période dans l’adresse d’une liste', () => {
  it('va du premier instant du premier jour au dernier du second, là où est le service', () => {
    expect(lire('2026-11-24', '2026-11-24')).toMatchObject({
      du: '2026-11-24',
      au: '2026-11-24',
      depuis: '2026-11-23T23:00:00Z',
      avant: '2026-11-24T23:00:00Z',
      fautes: [],
    })
    expect(lire('2026-11-24', '2026-11-24', 'Indian/Reunion')).toMatchObject({
      depuis: '2026-11-23T20:00:00Z',
      avant: '2026-11-24T20:00:00Z',
    })
  })
  it('a un début, une fin, les deux ou aucun', () => {
    expect(lire('', '')).toEqual(SANS_PERIODE)
    expect(lire('2026-11-24', '')).toMatchObject({ avant: null, fautes: [] })
    expect(lire('', '2026-11-24')).toMatchObject({ depuis: null, fautes: [] })
  })
  it('dit ce qui n’est pas une date, et ce qui finit avant de commencer, sans filtrer par là', () => {
    expect(lire('2026-02-30', '2026-11-24')).toMatchObject({
      du: null,
      depuis: null,
      avant: '2026-11-24T23:00:00Z',
      fautes: ['« 2026-02-30 » : cette date n’existe pas.'],
    })
    expect(lire('2026-11-24', '2026-11-23')).toEqual({
      ...SANS_PERIODE,
      fautes: ['La période finit avant de commencer : corrigez l’un des deux jours.'],
    })
  })
})
