import { describe, expect, it } from 'vitest'
import { attentesSatisfaites, memeDecision, piecesNommees } from './attente.rules.ts'

const decision = { le: '2026-11-24', juridictionId: 'strasbourg', numeroParquet: '26 328 1' }
const attente = (attenteId: string, plus: object = {}) => ({
  attenteId,
  decisionLe: '2026-11-24',
  juridictionId: 'strasbourg',
  numeroParquet: null,
  ...plus,
})
const sansDecision = { attenteId: 'x', decisionLe: null, juridictionId: null, numeroParquet: null }

describe('Les pièces dites manquantes', () => {
  it('à l’audience, sont celles nommées ; à la main, celles d’usage ; la décision vient avec la mesure', () => {
    expect(
      piecesNommees('Convoquée à l’audience. Décision et saisine à recevoir. Pièces manquantes : casier B1, expertise Durand.'),
    ).toEqual(['casier B1', 'expertise Durand'])
    expect(piecesNommees('Le procès-verbal de notification manque.')).toEqual(['Procès-verbal de notification'])
    expect(piecesNommees('Le jugement n’est pas arrivé du greffe.')).toEqual([])
  })
})

describe('Une attente par décision (C3.4)', () => {
  it('Le même jour devant le même tribunal est la même décision, sauf deux numéros de parquet différents', () => {
    expect(memeDecision(decision, { ...decision, numeroParquet: '263281' })).toBe(true)
    expect(memeDecision(decision, { ...decision, numeroParquet: null })).toBe(true)
    expect(memeDecision(decision, { ...decision, numeroParquet: '99' })).toBe(false)
    expect(memeDecision(decision, { ...decision, le: '2026-11-25' })).toBe(false)
    expect(memeDecision(decision, { ...decision, juridictionId: 'metz' })).toBe(false)
  })
  it('Une mesure saisie ne lève que l’attente de sa décision : une autre décision reste attendue', () => {
    expect(attentesSatisfaites([attente('a'), attente('b', { decisionLe: '2026-10-01' })], decision)).toEqual(['a'])
    expect(attentesSatisfaites([attente('b', { decisionLe: '2026-10-01' })], decision)).toEqual([])
  })
  it('Deux décisions du même jour se distinguent par leur numéro', () => {
    const deux = [attente('a', { numeroParquet: '1' }), attente('b', { numeroParquet: '263281' })]
    expect(attentesSatisfaites(deux, decision)).toEqual(['b'])
  })
  it('L’attente qui ne nomme aucune décision est levée par une mesure que nulle autre n’attendait', () => {
    expect(attentesSatisfaites([sansDecision], decision)).toEqual(['x'])
    expect(attentesSatisfaites([sansDecision, attente('a')], decision)).toEqual(['a'])
  })
})
