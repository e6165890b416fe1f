import { describe, expect, it } from 'vitest'
import { liensDits, refusSansMotif } from './rattachement.rules.ts'

const mesures = [
  { mesureId: 'a', devoirs: ['premiere_convocation', 'aucun'] },
  { mesureId: 'b', devoirs: [] },
]
const codes = (choix: string[]) => liensDits(choix, mesures).refus.map(r => r.code)

describe('Ce qu’une convocation sert (ADR 0027)', () => {
  it('Une mesure, plusieurs, un devoir précis, ou aucune', () => {
    expect(liensDits(['a|premiere_convocation', 'b'], mesures).liens).toEqual([
      { mesureId: 'a', devoir: 'premiere_convocation' },
      { mesureId: 'b', devoir: null },
    ])
    expect(liensDits(['aucune'], mesures)).toEqual({ liens: [], refus: [] })
  })
  it('Deux devoirs d’une mesure, une réponse contradictoire, une mesure ou un devoir d’ailleurs sont refusés', () => {
    expect(codes(['a|premiere_convocation', 'a|aucun'])).toEqual(['deux_devoirs'])
    expect(codes(['aucune', 'b'])).toEqual(['mesure_contradictoire'])
    expect(codes(['z'])).toEqual(['mesure_d_un_autre'])
    expect(codes(['b|premiere_convocation'])).toEqual(['mesure_d_un_autre'])
  })
  it('Changer une réponse demande un motif ; la première, non', () => {
    expect(refusSansMotif(true, undefined)).toMatchObject([{ code: 'sans_motif' }])
    expect(refusSansMotif(true, 'Erreur')).toEqual([])
    expect(refusSansMotif(false, undefined)).toEqual([])
  })
})
