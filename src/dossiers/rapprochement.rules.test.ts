import { describe, expect, it } from 'vitest'
import { dossiersLies, PLAFOND, refusDePlafond } from './rapprochement.rules.ts'

describe('Chercher hors de son service', () => {
  it('Sous le plafond, rien n’est refusé ; au-delà, la phrase dit combien, qui est prévenu, et quoi faire', () => {
    expect(refusDePlafond(null, false)).toEqual([])
    const [refus] = refusDePlafond({ nombre: 60, repond: 'dfspip', vue: false }, false)
    expect(refus?.code).toBe(PLAFOND)
    expect(refus?.message).toContain('hors de votre service (60)')
    expect(refus?.message).toContain(
      'Votre DFSPIP est prévenu et peut vous accorder la suite ; sinon, reprenez demain.',
    )
    const [duBex] = refusDePlafond({ nombre: 150, repond: 'administrateur', vue: false }, true)
    expect(duBex?.message).toContain('hors de votre juridiction (150)')
    expect(duBex?.message).toContain('L’administrateur est prévenu')
  })
  it('Une fois vu sans rien accorder, la phrase ne promet plus rien ce jour-là', () => {
    const [refus] = refusDePlafond({ nombre: 30, repond: 'dfspip', vue: true }, false)
    expect(refus?.message).toContain(
      'Votre DFSPIP a vu que vous l’aviez dépassé et n’a rien accordé de plus',
    )
    expect(refus?.message).not.toContain('peut vous accorder')
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
