import { describe, expect, it } from 'vitest'
import { motsDuBrouillon } from './brouillon.rules.ts'

const libelles = {
  motif: 'Pourquoi',
  objectifs: 'Objectif',
  intitule: 'Intitulé',
  etapes: 'Étape',
  quoi: 'Quoi',
  pourLe: 'Pour le',
}

describe('Les mots d’un brouillon', () => {
  it('sont rendus dans l’ordre du formulaire, sous leur libellé et leur rang ; les clés et les choix n’en sont pas', () => {
    const valeurs = {
      'objectifs[10][intitule]': 'Dernier',
      'objectifs[0][etapes][1][quoi]': 'Appeler le foyer',
      'objectifs[0][etapes][1][pourLe]': '2026-12-24',
      'objectifs[0][intitule]': 'Se loger',
      'objectifs[0][domaine]': 'logement',
      'objectifs[2][intitule]': '  ',
      version: '3',
      motif: 'Déménage',
    }
    expect(motsDuBrouillon(valeurs, libelles)).toEqual([
      { libelle: 'Pourquoi', texte: 'Déménage' },
      { libelle: 'Objectif 1, Intitulé', texte: 'Se loger' },
      { libelle: 'Objectif 1, Étape 2, Quoi', texte: 'Appeler le foyer' },
      { libelle: 'Objectif 1, Étape 2, Pour le', texte: '24/12/2026' },
      { libelle: 'Objectif 11, Intitulé', texte: 'Dernier' },
    ])
  })

  it('qu’aucun libellé ne connaît sont rendus quand même', () => {
    expect(motsDuBrouillon({ nouveau: 'Deux mots', cle: 'abc' }, libelles)).toEqual([
      { libelle: 'Autre texte', texte: 'Deux mots' },
    ])
  })
})
