import { describe, expect, it } from 'vitest'
import { dossiersLies, PLAFOND, refusDePlafond } from './rapprochement.rules.ts'

describe('Chercher hors de son service', () => {
  it('Sous le plafond, rien n’est refusé ; au-delà, la phrase dit combien, qui est prévenu, et quoi faire', () => {
    expect(refusDePlafond(null, false)).toEqual([])
    const [refus] = refusDePlafond(30, false)
    expect(refus?.code).toBe(PLAFOND)
    expect(refus?.message).toContain('hors de votre service (30)')
    expect(refus?.message).toContain('Votre DFSPIP est prévenu et peut vous accorder la suite ; sinon, reprenez demain.')
    expect(refusDePlafond(150, true)[0]?.message).toContain('hors de votre juridiction (150)')
    expect(refusDePlafond(150, true)[0]?.message).toContain('L’administrateur est prévenu')
  })
  it('Une page mène au premier identifiant de chacune de ses adresses, une fois', () => {
    const [a, b, c] = [
      '0199aaaa-0000-7000-8000-000000000001',
      '0199aaaa-0000-7000-8000-000000000002',
      '0199aaaa-0000-7000-8000-000000000003',
    ]
    const page = `<a href="/dossiers/${a}/mesures/${b}">x</a><form action="/dessaisissements/${c}/${b}"><a href="/dossiers/${a}?vu=${b}">y</a>
      <button formaction="/agenda">z</button><input value="${b}"><a href="https://ailleurs.example/${b}">w</a>`
    expect(dossiersLies(page)).toEqual([a, c])
  })
})
