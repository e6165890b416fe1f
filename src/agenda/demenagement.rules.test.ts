import { describe, expect, it } from 'vitest'
import { apresLe, horsDuNouveauLieu, refusDeDemenager } from './demenagement.rules.ts'

const lieu = {
  lieuId: 'l1',
  entiteId: 's',
  nom: 'Antenne',
  fermeLe: null,
  ouvreA: '08:30',
  fermeA: '17:00',
  territoire: 'metropole' as const,
}
const codes = (r: { code: string; champ?: string }[]) => r.map(x => `${x.code} ${x.champ}`)
const de = (vers: object | undefined, le = '2026-12-01', plus: object = {}) =>
  refusDeDemenager({
    de: { ...lieu, ...plus },
    vers: vers && { ...lieu, lieuId: 'l2', ...vers },
    le: le as '2026-12-01',
    aujourdhui: '2026-11-24',
    entiteId: 's',
  })

describe('Un déménagement', () => {
  it('va d’un lieu du service à un autre, à partir d’un jour à venir', () => {
    expect(de({})).toEqual([])
    expect(codes(de({}, '2026-11-23'))).toEqual(['passe le'])
    expect(codes(de({ lieuId: 'l1' }))).toEqual(['meme_lieu versLieuId'])
    expect(codes(de({ entiteId: 'x' }))).toEqual(['lieu_inconnu versLieuId'])
    expect(codes(de(undefined))).toEqual(['lieu_inconnu versLieuId'])
    expect(codes(de({}, '2026-12-01', { entiteId: 'x' }))).toEqual(['lieu_inconnu deLieuId'])
    expect(codes(de({ fermeLe: '2026-12-01' as const }))).toEqual(['lieu_ferme versLieuId'])
  })
  it('signale ce qui tombe hors des horaires du nouveau lieu', () => {
    const maintenant = { le: '2026-11-24' as const, heure: '09:00' } as const
    const c = { le: '2026-12-01' as const, heure: '16:00', dureeMinutes: 60, plage: false }
    expect(horsDuNouveauLieu(c, lieu, maintenant)).toBe(false)
    expect(horsDuNouveauLieu({ ...c, heure: '16:30' }, lieu, maintenant)).toBe(true)
  })
  it('le jour même, ne prend que ce qui est encore à venir', () => {
    expect(apresLe('2026-11-24', { le: '2026-11-24', heure: '09:00' })).toEqual({
      le: '2026-11-24' as const,
      heure: '09:00',
    })
    expect(apresLe('2026-12-01', { le: '2026-11-24', heure: '09:00' })).toEqual({
      le: '2026-12-01' as const,
      heure: '00:00',
    })
  })
})
