import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { decisionEnMots, refusDuJourDeDecision, refusSansDecision } from './decision-lue.rules.ts'

const LE = '2026-11-24'
const refus = (effet: 'fin' | 'contenu' | 'prolonge' | undefined, lue: Partial<Parameters<typeof refusSansDecision>[1]>) =>
  refusSansDecision(effet ? { effet } : {}, { auteur: 'jap', decisionVue: false, ...lue }).map(r => r.champ)

describe('La décision qu’un acte met en œuvre (ADR 0047)', () => {
  it('a son numéro et son jour ; ce qui met fin ou change les obligations se confirme', () => {
    expect(refus('fin', {})).toEqual(['numero', 'decisionVue'])
    expect(refus('contenu', { numero: '26/123' })).toEqual(['decisionVue'])
    expect(refus('prolonge', { numero: '26/123' })).toEqual([])
    expect(refus('fin', { numero: '26/123', decisionVue: true })).toEqual([])
  })
  it('peut ne porter aucun numéro : on le dit, et on ne dit pas les deux', () => {
    expect(refus('prolonge', { sansNumero: true })).toEqual([])
    expect(refus('prolonge', { sansNumero: true, numero: '26/123' })).toEqual(['sansNumero'])
  })
  it('n’est ni à venir, ni avant celle qui a prononcé la mesure, ni après ce qu’elle décide', () => {
    const mesureDu: Jour = '2025-03-10'
    const jour = (effet: 'fin' | 'suspend', decisionLe: Jour, le: Jour = LE, auteur: 'jap' | 'loi' = 'jap') =>
      refusDuJourDeDecision({ effet }, auteur, { mesureDu, le, decisionLe }, LE).map(r => [r.champ, r.code])
    expect(jour('fin', '2026-11-25')).toEqual([['decisionLe', 'decision_a_venir']])
    expect(jour('fin', '2025-03-09')).toEqual([['decisionLe', 'decision_avant_la_mesure']])
    expect(jour('fin', '2026-11-20', '2026-11-19')).toEqual([['decisionLe', 'acte_avant_sa_decision']])
    expect([...jour('fin', mesureDu), ...jour('fin', LE)]).toEqual([])
    // Time is stopped from the day of the fact, which the judge finds afterwards.
    expect(jour('suspend', '2026-11-20', '2026-11-19')).toEqual([])
    expect(jour('fin', '2025-03-09', LE, 'loi')).toEqual([])
  })
  it('n’est demandée ni d’un acte sans effet, ni de ce que font le SPIP ou la loi', () => {
    expect(refus(undefined, {})).toEqual([])
    expect(refus('contenu', { auteur: 'spip' })).toEqual([])
    expect(refus('fin', { auteur: 'loi' })).toEqual([])
  })
  it('se lit dans l’histoire ; ce qu’un acte ancien ne dit pas est dit inconnu', () => {
    const lue = {
      auteur: 'jap',
      numero: '26/123',
      sansNumero: false,
      decisionLe: '2026-11-20',
      decisionJuridictionNom: 'Tribunal judiciaire de Metz',
    }
    expect(decisionEnMots(lue)).toBe('Décision n° 26/123 du 20/11/2026, Tribunal judiciaire de Metz')
    expect(decisionEnMots({ ...lue, numero: null, decisionLe: null, decisionJuridictionNom: null })).toBe(
      'Numéro et date de la décision : non notés',
    )
    const sans = { ...lue, numero: null, decisionJuridictionNom: null }
    expect(decisionEnMots({ ...sans, sansNumero: true })).toBe('Décision sans numéro du 20/11/2026')
    expect(decisionEnMots(sans)).toBe('Décision (numéro non noté) du 20/11/2026')
    expect(decisionEnMots({ ...lue, auteur: 'spip' })).toBeNull()
  })
})
