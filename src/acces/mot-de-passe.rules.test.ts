import { describe, expect, it } from 'vitest'
import { ECHECS_MAX, refusDEssayer, refusDuMotDePasse } from './mot-de-passe.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Le mot de passe (ADR 0007)', () => {
  it('a de douze à deux cents caractères, et ne contient pas l’identifiant', () => {
    expect(refusDuMotDePasse('une phrase convient', 'jeanne@example.fr')).toEqual([])
    expect(codes(refusDuMotDePasse('onze lettre', 'jeanne@example.fr'))).toEqual(['trop_court'])
    expect(codes(refusDuMotDePasse('x'.repeat(201), 'jeanne@example.fr'))).toEqual(['trop_long'])
    expect(codes(refusDuMotDePasse('bonjour JEANNE dupont', 'jeanne@example.fr'))).toEqual(['contient_identifiant'])
    expect(refusDuMotDePasse('abc defghijklmn', 'abc@example.fr')).toEqual([])
  })
  it('après huit échecs, la connexion attend', () => {
    expect(refusDEssayer(ECHECS_MAX - 1)).toEqual([])
    expect(codes(refusDEssayer(ECHECS_MAX))).toEqual(['trop_d_essais'])
  })
})
