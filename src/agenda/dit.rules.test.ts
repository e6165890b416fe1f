import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { dernierDit, type Maillon, tientLePapier } from './dit.rules.ts'

const lundi = { le: '2026-11-30' as Jour, heure: '11:00' }
const mardi = { le: '2026-12-01' as Jour, heure: '10:00' }
const sansPapier: Maillon = {
  id: 'a',
  ...mardi,
  lieu: 'Antenne',
  remiseVersion: null,
  remiseLe: null,
  remiseHeure: null,
  remiseLieu: null,
}
const papier = (version: number, c: typeof lundi) => ({
  remiseVersion: version,
  remiseLe: c.le,
  remiseHeure: c.heure,
  remiseLieu: 'Antenne',
})
const message = (version: number, c: typeof lundi | null, id = 'a') =>
  new Map([[id, { version, le: c?.le ?? null, heure: c?.heure ?? null }]])

describe('Le dernier créneau que la personne connaît', () => {
  it('est celui de son papier, ou du message venu après lui', () => {
    expect(dernierDit([{ ...sansPapier, ...papier(1, lundi) }], new Map())).toEqual(lundi)
    expect(dernierDit([{ ...sansPapier, ...papier(1, lundi) }], message(2, mardi))).toEqual(mardi)
    expect(dernierDit([{ ...sansPapier, ...papier(3, lundi) }], message(2, mardi))).toEqual(lundi)
  })
  it('est, quand rien n’a été dit de celle-ci, celui de la convocation qu’elle remplace', () => {
    expect(
      dernierDit([sansPapier, { ...sansPapier, id: 'b', ...lundi }], message(1, lundi, 'b')),
    ).toEqual(lundi)
  })
  it('n’existe pas quand personne ne lui a rien dit ; d’un ancien message, c’est le créneau d’aujourd’hui', () => {
    expect(dernierDit([sansPapier], new Map())).toBeNull()
    expect(dernierDit([sansPapier], message(1, null))).toEqual(mardi)
  })
  it('Un papier ne vaut que pour ce jour, cette heure et ce lieu', () => {
    const c = { ...sansPapier, ...papier(1, mardi) }
    expect(tientLePapier(c)).toBe(true)
    for (const plus of [{ le: '2026-12-02' as Jour }, { heure: '10:30' }, { lieu: 'Ailleurs' }])
      expect(tientLePapier({ ...c, ...plus })).toBe(false)
    expect(tientLePapier(sansPapier)).toBe(false)
  })
})
