import { describe, expect, it } from 'vitest'
import { lieuDeLecture } from './lecture.rules.ts'
import { mentions } from './recueil.rules.ts'

describe('Où une phrase a été lue (ADR 0038)', () => {
  it('se dit en mots : le code, l’article, le jour de la version ; le reste demeure', () => {
    expect(lieuDeLecture('cpp/474/2024-09-30')).toBe('CPP 474, version du 30/09/2024')
    expect(lieuDeLecture('cp/131-8/2019-03-25, mêmes bornes en 2023')).toBe(
      'CP 131-8, version du 25/03/2019, mêmes bornes en 2023',
    )
    expect(lieuDeLecture('loi-2007-1545/8-1/lu-2025-07')).toBe(
      'loi 2007-1545, art. 8-1, relevé en 07/2025',
    )
    expect(lieuDeLecture('LEGIARTI000006578399 ; Légifrance')).toBe(
      'LEGIARTI000006578399 ; Légifrance',
    )
  })
  it('pour chaque lecture du référentiel, aucune date de machine ne reste', () => {
    const lues = mentions.flatMap(m =>
      'confiance' in m.source && m.source.confiance === 'lu' ? [m.source.lecture.ou] : [],
    )
    expect(lues.length).toBeGreaterThan(500)
    expect(lues.filter(ou => /\d{4}-\d\d-\d\d|[a-z]\/\w/.test(lieuDeLecture(ou)))).toEqual([])
  })
})
