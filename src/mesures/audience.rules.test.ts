import { describe, expect, it } from 'vitest'
import {
  citationDeCompetence,
  citationDeLAbsence,
  citationDuRetard,
  fenetreDAudience,
} from './audience.rules.ts'

describe('La fenêtre d’une convocation à l’issue de l’audience (CPP 474)', () => {
  it.each([
    ['jap', '2026-11-24', 20, '2026-12-14'],
    ['spip', '2026-11-24', 30, '2026-12-24'],
    ['jap', '2024-09-30', 20, '2024-10-21'],
    ['jap', '2024-09-27', 30, '2024-10-28'],
    ['spip', '2024-09-27', 45, '2024-11-12'],
  ] as const)(
    'Devant le %s, audience du %s : %i jours, au plus tard le %s, prorogé au premier jour ouvré',
    (devant, le, jours, au) => {
      expect(fenetreDAudience(devant, le, 'metropole')).toEqual({
        au,
        jours,
        citation: 'CPP 474, al. 1',
      })
    },
  )
  it('Avant que le texte ne soit écrit, aucune n’est inventée', () => {
    expect(fenetreDAudience('spip', '2005-01-03', 'metropole')).toBeNull()
  })
  it('La compétence, le retard et l’absence ont leur article', () => {
    expect([
      citationDeCompetence('2026-11-24'),
      citationDuRetard('2026-11-24'),
      citationDeLAbsence('2026-11-24'),
    ]).toEqual(['CPP 712-10, al. 1', 'CPP D48-2, dernier al.', 'CPP 474, al. 2'])
  })
})
