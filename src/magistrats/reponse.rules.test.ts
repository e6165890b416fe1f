import { describe, expect, it } from 'vitest'
import {
  foisDites,
  refusDeRepondreSansAvoirLu,
  refusDeRetirerLaReponse,
  reponseDebout,
} from './reponse.rules.ts'

const complement = { id: 'c', sens: 'complement', retireeA: null, nomComplet: 'Lucie Weber' }
const acte = { id: 'a', sens: 'pris_acte', retireeA: null, nomComplet: 'Paul Roth' }
const retiree = { ...acte, retireeA: '2026-11-29T10:00:00Z' }
const rapport = { juridictionId: 'j', suiteId: null }
const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Répondre en sachant ce qui a été dit', () => {
  it('Chaque réponse et chaque retrait compte ; celle qui tient est la dernière qui n’est pas retirée', () => {
    expect([[], [complement], [complement, retiree]].map(foisDites)).toEqual([0, 1, 3])
    expect(reponseDebout([complement, retiree])).toBe(complement)
    expect(reponseDebout([retiree])).toBeUndefined()
  })
  it('Une page ouverte avant une réponse, ou avant son retrait, est refusée en nommant qui a répondu', () => {
    expect(refusDeRepondreSansAvoirLu([], 0)).toEqual([])
    expect(refusDeRepondreSansAvoirLu([complement], 1)).toEqual([])
    expect(refusDeRepondreSansAvoirLu([complement], 0)[0]?.message).toContain('par Lucie Weber')
    expect(refusDeRepondreSansAvoirLu([retiree], 1)[0]?.message).toContain('puis retirée')
  })
})

describe('Retirer une réponse', () => {
  it('Celle qui tient, par sa juridiction, tant que le complément n’est pas arrivé', () => {
    const dire = (
      quoi: object,
      dites = [complement, acte],
      id: string | undefined = 'a',
      ou = 'j',
    ) => codes(refusDeRetirerLaReponse({ ...rapport, ...quoi }, dites, id, ou))
    expect(dire({})).toEqual([])
    expect(dire({ suiteId: 's' })).toEqual([])
    expect(dire({ suiteId: 's' }, [complement], 'c')).toEqual(['complement_recu'])
    expect(dire({}, [complement, acte], 'a', 'metz')).toEqual(['autre_juridiction'])
    expect(dire({}, [complement, acte], 'c')).toEqual(['repondu_entretemps'])
    expect(dire({}, [])).toEqual(['sans_reponse'])
    expect(codes(refusDeRetirerLaReponse(rapport, [retiree], 'a', 'j'))).toEqual(['deja_retiree'])
  })
})
