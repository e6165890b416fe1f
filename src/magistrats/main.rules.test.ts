import { describe, expect, it } from 'vitest'
import { enRetardPour, enRoute, type Lecteur } from './main.rules.ts'

const cpip: Lecteur = { juridiction: false, valide: false, transmet: true }
const psychologue: Lecteur = { juridiction: false, valide: false, transmet: false }
const dpip: Lecteur = { juridiction: false, valide: true, transmet: true }
const jap: Lecteur = { juridiction: true, valide: false, transmet: false }
const pour = (rapportEtat: string | null, enMain = 'spip') =>
  Object.entries({ cpip, psychologue, dpip, jap }).flatMap(([qui, l]) =>
    enRetardPour({ le: '2026-11-01', enMain, rapportEtat }, l, '2026-11-24') ? [qui] : [],
  )

describe('Un retard est celui de qui a la main', () => {
  it.each([
    [null, ['cpip', 'psychologue', 'dpip'], null],
    ['brouillon', ['cpip', 'psychologue', 'dpip'], null],
    ['renvoye', ['cpip', 'psychologue', 'dpip'], null],
    ['soumis', ['dpip'], 'à valider par la direction'],
    ['valide', ['cpip', 'dpip'], 'validé, à transmettre'],
    ['transmis', ['jap'], 'chez la juridiction'],
    ['lu', ['jap'], 'chez la juridiction'],
    ['complement', ['cpip', 'psychologue', 'dpip'], null],
  ])('Rapport %s', (etat, qui, mots) => {
    expect(pour(etat)).toEqual(qui)
    expect(enRoute({ enMain: 'spip', rapportEtat: etat })).toBe(mots)
  })
  it('Ce qui est au JAP, chez un partenaire ou la personne n’est pas en retard au SPIP ; rien ne l’est avant son jour', () => {
    expect(pour(null, 'jap')).toEqual(['jap'])
    expect(pour(null, 'partenaire')).toEqual([])
    expect(pour(null, 'personne')).toEqual([])
    expect(
      enRetardPour({ le: '2026-11-24', enMain: 'spip', rapportEtat: null }, cpip, '2026-11-24'),
    ).toBe(false)
  })
})
