import { describe, expect, it } from 'vitest'
import { refusDAdresser, refusDuJour, refusDuMotif } from './hors-outil.rules.ts'

const codes = (r: { code: string }[]) => r.map(x => x.code)
const LE = '2026-11-24'

describe('Une remise hors de l’outil', () => {
  it('Un jour donné au téléphone est à venir, ou n’est pas dit', () => {
    expect(codes(refusDuJour('2026-11-23', LE))).toEqual(['jour_passe'])
    expect([refusDuJour(LE, LE), refusDuJour(undefined, LE)]).toEqual([[], []])
  })
  it('Le dossier part une fois, entre l’audience et aujourd’hui', () => {
    const r = { audienceLe: '2026-11-20', adresseLe: null }
    expect(codes(refusDAdresser({ ...r, adresseLe: '2026-11-21' }, LE, LE))).toEqual(['deja_adresse'])
    expect(codes(refusDAdresser(r, '2026-11-25', LE))).toEqual(['adresse_future'])
    expect(codes(refusDAdresser(r, '2026-11-19', LE))).toEqual(['adresse_avant'])
    expect([refusDAdresser(r, '2026-11-20', LE), refusDAdresser(r, LE, LE)]).toEqual([[], []])
  })
  it('Le motif d’un effacement ne nomme pas la personne', () => {
    const qui = { nom: 'MARTIN', prenoms: 'Jeanne Lou' }
    for (const motif of ['Demande de martin', 'Lou est relaxée']) expect(codes(refusDuMotif(qui, motif))).toEqual(['motif_nominatif'])
    expect(refusDuMotif(qui, 'Relaxe en appel')).toEqual([])
  })
})
