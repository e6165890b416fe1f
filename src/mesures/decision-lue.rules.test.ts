import { describe, expect, it } from 'vitest'
import { decisionEnMots, refusSansDecision } from './decision-lue.rules.ts'

const LE = '2026-11-24'
const refus = (effet: 'fin' | 'contenu' | 'prolonge' | undefined, lue: Partial<Parameters<typeof refusSansDecision>[1]>) =>
  refusSansDecision(effet ? { effet } : {}, { auteur: 'jap', decisionVue: false, ...lue }, LE).map(r => r.champ)

describe('La décision qu’un acte met en œuvre (ADR 0047)', () => {
  it('a son numéro et son jour ; ce qui met fin ou change les obligations se confirme', () => {
    expect(refus('fin', {})).toEqual(['numero', 'decisionVue'])
    expect(refus('contenu', { numero: '26/123' })).toEqual(['decisionVue'])
    expect(refus('prolonge', { numero: '26/123' })).toEqual([])
    expect(refus('prolonge', { numero: '26/123', decisionLe: '2026-11-25' })).toEqual(['decisionLe'])
    expect(refus('fin', { numero: '26/123', decisionVue: true, decisionLe: LE })).toEqual([])
  })
  it('n’est demandée ni d’un acte sans effet, ni de ce que font le SPIP ou la loi', () => {
    expect(refus(undefined, {})).toEqual([])
    expect(refus('contenu', { auteur: 'spip' })).toEqual([])
    expect(refus('fin', { auteur: 'loi' })).toEqual([])
  })
  it('se lit dans l’histoire ; ce qu’un acte ancien ne dit pas est dit inconnu', () => {
    const lue = { auteur: 'jap', numero: '26/123', decisionLe: '2026-11-20', decisionJuridictionNom: 'Tribunal judiciaire de Metz' }
    expect(decisionEnMots(lue)).toBe('Décision n° 26/123 du 20/11/2026, Tribunal judiciaire de Metz')
    expect(decisionEnMots({ ...lue, numero: null, decisionLe: null, decisionJuridictionNom: null })).toBe(
      'Numéro et date de la décision : non notés',
    )
    expect(decisionEnMots({ ...lue, auteur: 'spip' })).toBeNull()
  })
})
