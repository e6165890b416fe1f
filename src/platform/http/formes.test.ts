import { describe, expect, it } from 'vitest'
import { caracteresInterdits, sansInterdits } from './formes.ts'

describe('Ce qu’aucune base ne garde', () => {
  const recues = {
    nom: 'a\u0000b',
    lignes: [{ quoi: 'x' }, { quoi: '\ud83d' }],
    valeurs: { 'cle\u0000': 'y' },
    sain: '😀 é\n',
  }
  it('est refusé là où il est : dans un texte, dans une ligne, dans un nom de champ', () => {
    expect(Object.keys(caracteresInterdits(recues))).toEqual([
      'nom',
      'lignes.1.quoi',
      'valeurs.cle',
    ])
    expect(caracteresInterdits({ sain: recues.sain })).toEqual({})
  })
  it('ne se montre pas de nouveau ; le reste revient tel qu’il a été tapé', () => {
    expect(sansInterdits(recues)).toEqual({
      nom: 'ab',
      lignes: [{ quoi: 'x' }, { quoi: '' }],
      valeurs: { cle: 'y' },
      sain: recues.sain,
    })
    expect(caracteresInterdits(sansInterdits(recues))).toEqual({})
  })
})
