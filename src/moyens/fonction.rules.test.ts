import { describe, expect, it } from 'vitest'
import {
  fonctionQui,
  fonctionsDe,
  fonctionsQui,
  libelleDeFonction,
  toutesLesFonctions,
} from './fonction.rules.ts'

describe('Les fonctions des personnes (charte C6.2)', () => {
  it('chacune est d’un service, d’une juridiction ou de l’administration', () => {
    const rangees = [
      ...fonctionsDe('service'),
      ...fonctionsDe('juridiction'),
      ...fonctionsDe('administration'),
    ]
    expect(rangees.sort()).toEqual([...toutesLesFonctions].sort())
    expect(fonctionsDe('administration')).toEqual(['administrateur'])
  })
  it('qui suit des gens, qui juge, qui encadre', () => {
    expect(fonctionsQui('suit')).toEqual([
      'travailleur_social',
      'dpip',
      'psychologue',
      'coordinateur',
    ])
    expect(fonctionsQui('juge')).toEqual(['jap', 'greffe'])
    expect(fonctionsQui('encadre')).toEqual(['dpip', 'dfspip'])
  })
  it('qui accueille se dit aussi par maison', () => {
    expect(fonctionsQui('accueille', 'service')).toEqual(['dpip', 'administratif'])
    expect(fonctionsQui('accueille', 'juridiction')).toEqual(['jap', 'greffe'])
  })
  it('un mot qui n’est pas une fonction ne fait rien, et se lit tel quel', () => {
    expect(fonctionQui('dpip', 'encadre')).toBe(true)
    expect(fonctionQui('toString', 'encadre')).toBe(false)
    expect(libelleDeFonction('jap')).toBe('JAP')
    expect(libelleDeFonction('inconnue')).toBe('inconnue')
  })
})
