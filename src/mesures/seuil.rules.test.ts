import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'

const refus = (nature: CleNature, le: Jour, plus: Partial<Saisie>) =>
  refusDeMesure({ nature, decisionLe: le, debutLe: le, ...plus }).filter(r => r.code === 'peine_au_dela_du_seuil')

describe('CP 112-2, 3° : un seuil plus bas ne vaut que pour les faits commis depuis (Cass. crim., 20 octobre 2020, n° 19-84.754)', () => {
  const examen = (plus: Partial<Saisie>, le: Jour = '2021-02-01') => refus('procedure_723_15', le, plus)
  it.each([
    ['2020-03-23', 24, false],
    ['2020-03-23', 25, true],
    ['2020-03-24', 12, false],
    ['2020-03-24', 13, true],
  ] as const)('CPP 723-15 : faits du %s, peine de %i mois examinée en 2021, refusée : %s', (faitsLe, peineMois, attendu) => {
    expect(examen({ faitsLe, peineMois }).length > 0).toBe(attendu)
  })
  it('CPP 723-15, al. 1, jusqu’au 23 mars 2020 : en récidive légale, un an ; le seuil de 2020 n’y change rien', () => {
    expect(examen({ faitsLe: '2019-06-03', peineMois: 12, recidive: true })).toEqual([])
    expect(examen({ faitsLe: '2019-06-03', peineMois: 13, recidive: true })).toMatchObject([{ source: { article: '723-15' } }])
  })
  it('CPP 723-15 : le refus dit la loi appliquée, et pourquoi la plus récente ne l’est pas', () => {
    expect(examen({ faitsLe: '2019-06-03', peineMois: 30 })).toEqual([
      {
        code: 'peine_au_dela_du_seuil',
        champ: 'peineMois',
        message:
          'La loi ouvre cette mesure jusqu’à 2 ans. C’est la loi du 01/10/2014 : celle du 24/03/2020, plus sévère, ne vaut que pour des faits commis depuis, et ceux-ci sont du 03/06/2019 (CP 112-2, 3°).',
        source: { texte: 'code de procédure pénale', article: '723-15' },
      },
    ])
    expect(examen({ faitsLe: '2020-06-01', peineMois: 18 })[0]?.message).toBe('La loi ouvre cette mesure jusqu’à 12 mois.')
  })
  it('CPP 723-1 : la récidive légale levée le 25 mars 2019 profite aux faits plus anciens, même aménagés après', () => {
    expect(refus('semi_liberte', '2019-03-24', { faitsLe: '2018-01-08', peineMois: 18, recidive: true })).toHaveLength(1)
    expect(refus('semi_liberte', '2019-03-25', { faitsLe: '2018-01-08', peineMois: 18, recidive: true })).toEqual([])
  })
  it.each(['semi_liberte', 'placement_exterieur', 'ddse_amenagement'] as const)(
    'CPP 723-1 et 723-7 : %s, deux ans au plus devant le JAP, plus long que ce que le tribunal peut (CP 132-25)',
    nature => {
      expect(refus(nature, '2025-01-06', { faitsLe: '2024-01-08', peineMois: 24 })).toEqual([])
      expect(refus(nature, '2025-01-06', { faitsLe: '2024-01-08', peineMois: 25 })).toMatchObject([{ champ: 'peineMois' }])
    },
  )
  it('Ce qui n’est pas dit ne refuse rien : ni sans la peine, ni sans les faits', () => {
    expect(examen({ faitsLe: '2024-01-08' })).toEqual([])
    expect(examen({ peineMois: 60 })).toEqual([])
  })
  it('Ce qui n’est pas lu ne refuse rien : des faits plus anciens que la première version (CPP 723-7)', () => {
    expect(refus('ddse_amenagement', '2025-01-06', { faitsLe: '1996-01-08', peineMois: 60 })).toEqual([])
  })
})
