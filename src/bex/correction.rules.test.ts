import { describe, expect, it } from 'vitest'
import {
  changements,
  refusDAvantLAudience,
  refusDeCorriger,
  refusDeToucherLaRemise,
} from './correction.rules.ts'

const codes = (r: { code: string }[]) => r.map(x => x.code)
describe('Corriger ce qui a été remis', () => {
  it('Seul ce qui change est gardé, avec ce que c’était ; rien et vide sont la même chose', () => {
    const avant = {
      audienceLe: '2026-11-24',
      numeroParquet: null,
      decisionRemise: false,
      decision: 'SP 2 ans',
    }
    expect(
      changements(avant, {
        audienceLe: '2026-11-24',
        numeroParquet: '1',
        decisionRemise: true,
        decision: null,
      }),
    ).toEqual({
      avant: { numeroParquet: null, decisionRemise: false, decision: 'SP 2 ans' },
      apres: { numeroParquet: '1', decisionRemise: true, decision: null },
    })
    expect(changements({}, { precisions: null }).apres).toEqual({})
  })
  it('Par le tribunal qui l’a remis, tant qu’elle n’est pas retirée', () => {
    const r = { juridictionId: 's', version: 1, retiree: false }
    expect(codes(refusDeToucherLaRemise(r, 'm'))).toEqual(['remise_d_un_autre'])
    expect(codes(refusDeToucherLaRemise({ ...r, retiree: true }, 's'))).toEqual(['deja_retiree'])
    expect(refusDeToucherLaRemise(r, 's')).toEqual([])
  })
  it('Rien n’est écrit sur ce que l’on n’a pas lu, ni pour rien', () => {
    const change = changements({}, { decision: 'SP 3 ans' })
    expect(codes(refusDeCorriger(change, 1, 2))).toEqual(['modifie_entretemps'])
    expect(codes(refusDeCorriger({ avant: {}, apres: {} }, 2, 2))).toEqual(['rien_ne_change'])
    expect(refusDeCorriger(change, 2, 2)).toEqual([])
  })
  it('L’audience ne passe pas après l’envoi du dossier', () => {
    expect(codes(refusDAvantLAudience('2026-11-24', '2026-11-23'))).toEqual(['adresse_avant'])
    expect([
      refusDAvantLAudience('2026-11-24', '2026-11-24'),
      refusDAvantLAudience('2026-11-24', null),
    ]).toEqual([[], []])
  })
})
