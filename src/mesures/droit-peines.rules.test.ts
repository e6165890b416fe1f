import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { nExistePas } from '../platform/law.ts'
import { refusDHeures } from './duree.rules.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { definitionDe, nomDeLaNature } from './nature.rules.ts'
import {
  heuresTigContravention,
  heuresTigObligation,
} from './referentiel/tig-heures.referentiel.ts'
import { versionLe } from './regle.rules.ts'

const mesure = (nature: CleNature, le: Jour, plus: Partial<Saisie> = {}) =>
  refusDeMesure({ nature, decisionLe: le, debutLe: le, ...plus })
const decideurs = (nature: CleNature, le: Jour) => {
  const d = definitionDe(nature)
  return d && versionLe(d.decide, le).value
}

describe('Les heures de TIG suivent la loi des faits, ou une plus douce jusqu’au jugement (CP 131-8, al. 1 ; 112-1, al. 3)', () => {
  it.each([
    ['1994-03-01', 20, 210],
    ['2004-12-31', 20, 210],
    ['2005-01-01', 20, 210],
    ['2009-11-25', 20, 210],
    ['2009-11-26', 20, 210],
    ['2014-09-30', 20, 210],
    ['2014-10-01', 20, 280],
    ['2019-03-24', 20, 280],
    ['2019-03-25', 20, 400],
    ['2026-11-27', 20, 400],
  ] as const)(
    'Faits du %s, jugés en 2026 : de %i à %i heures, une de moins ou de plus est refusée (CP 131-8)',
    (faitsLe, min, max) => {
      const tig = (heures: number) => mesure('tig', '2026-11-27', { faitsLe, heures })
      expect(tig(min)).toEqual([])
      expect(tig(max)).toEqual([])
      for (const heures of [min - 1, max + 1])
        expect(tig(heures)).toMatchObject([
          {
            code: 'heures_hors_bornes',
            champ: 'heures',
            source: { texte: 'code pénal', article: '131-8, al. 1' },
          },
        ])
    },
  )
  it('Un TIG de 401 heures est refusé (CP 131-8, depuis le 25 mars 2019)', () => {
    expect(mesure('tig', '2019-03-25', { heures: 401 })).toMatchObject([
      { code: 'heures_hors_bornes' },
    ])
    expect(mesure('tig', '2019-03-25', { heures: 400 })).toEqual([])
  })
  it('Sans date des faits, la date de la décision choisit la loi (CP 131-8)', () => {
    expect(mesure('tig', '2019-03-24', { heures: 400 })).toHaveLength(1)
    expect(mesure('tig', '2019-03-25', { heures: 400 })).toEqual([])
  })
  it('Contravention de la cinquième classe : de 20 à 120 heures (CP 131-17, al. 2)', () => {
    for (const heures of [20, 120])
      expect(
        refusDHeures(heuresTigContravention, { heures, quand: '2025-01-01', referentiel: 'droit' }),
      ).toEqual([])
    for (const heures of [19, 121])
      expect(
        refusDHeures(heuresTigContravention, { heures, quand: '2025-01-01', referentiel: 'droit' }),
      ).toMatchObject([{ source: { article: '131-17, al. 2' } }])
  })
  it('Comme obligation du sursis probatoire : 20 à 400 heures, par le renvoi de CP 132-45, 21° à CP 131-8', () => {
    expect(versionLe(heuresTigObligation.droit, '2020-03-23').value).toBe(nExistePas)
    expect(versionLe(heuresTigObligation.droit, '2020-03-24').value).toEqual({
      unite: 'heures',
      min: 20,
      max: 400,
    })
    expect(
      refusDHeures(heuresTigObligation, { heures: 401, quand: '2021-01-01', referentiel: 'droit' }),
    ).toMatchObject([{ code: 'heures_hors_bornes' }])
  })
  it('Un sursis probatoire avec un TIG comme obligation reçoit ses heures depuis le 24 mars 2020 (CP 132-45, 21°)', () => {
    expect(
      mesure('sursis_probatoire', '2021-01-04', {
        heures: 140,
        obligations: [{ article: 'CP 132-45, 21°' }],
      }),
    ).toEqual([])
  })
})

describe('Le délai du TIG (CP 131-22, al. 1)', () => {
  it.each(['2000-01-03', '2015-01-05', '2020-03-24', '2025-01-06'] as const)(
    'Décidé le %s : 18 mois passent, 19 sont refusés',
    le => {
      expect(mesure('tig', le, { dureeMois: 18 })).toEqual([])
      expect(mesure('tig', le, { dureeMois: 19 })).toMatchObject([
        { code: 'duree_trop_longue', source: { article: '131-22, al. 1' } },
      ])
    },
  )
})

describe('Le sursis-TIG, jusqu’au 23 mars 2020 (CP 132-54)', () => {
  it.each([
    ['2009-11-25', 40, 210],
    ['2009-11-26', 20, 210],
    ['2014-10-01', 20, 280],
  ] as const)('Faits et décision du %s : de %i à %i heures (CP 132-54, al. 1)', (le, min, max) => {
    for (const heures of [min, max]) expect(mesure('sursis_tig', le, { heures })).toEqual([])
    for (const heures of [min - 1, max + 1])
      expect(mesure('sursis_tig', le, { heures })).toMatchObject([
        { code: 'heures_hors_bornes', source: { article: '132-54, al. 1' } },
      ])
  })
  it('Prononcé le 23 mars 2020, accepté ; le 24, refusé (CP 132-54)', () => {
    expect(mesure('sursis_tig', '2020-03-23', { heures: 280, dureeMois: 18 })).toEqual([])
    expect(mesure('sursis_tig', '2020-03-24', { heures: 280 })).toMatchObject([
      { code: 'nature_inexistante', source: { article: '132-54' } },
    ])
  })
  it('Dix-neuf mois sont refusés (CP 131-22, par le renvoi de 132-54)', () => {
    expect(mesure('sursis_tig', '2015-01-05', { dureeMois: 19 })).toMatchObject([
      { code: 'duree_trop_longue', source: { article: '131-22, al. 1, par le renvoi de 132-54' } },
    ])
  })
})

describe('Le nom d’une peine suit la date de la décision', () => {
  it.each([
    [
      'sursis_probatoire',
      '2020-03-24',
      'Sursis avec mise à l’épreuve',
      'Sursis probatoire',
      '132-40',
    ],
    [
      'sursis_probatoire_renforce',
      '2020-03-24',
      null,
      'Sursis probatoire avec suivi renforcé',
      '132-41-1',
    ],
    ['contrainte_penale', '2014-10-01', null, 'Contrainte pénale', '131-4-1'],
    ['contrainte_penale', '2020-03-24', 'Contrainte pénale', null, '131-4-1'],
    ['sursis_tig', '2020-03-24', 'Sursis assorti d’un travail d’intérêt général', null, '132-54'],
    ['ddse', '2020-03-24', null, 'Détention à domicile sous surveillance électronique', '131-4-1'],
    ['stage', '2020-03-24', 'Stage de citoyenneté', 'Peine de stage', '131-5-1'],
    [
      'ajournement_probatoire',
      '2020-12-27',
      'Ajournement avec mise à l’épreuve',
      'Ajournement avec probation',
      '132-64',
    ],
  ] as const)(
    '%s, le %s : « %s » devient « %s » (CP %s)',
    (nature, jour, avant, apres, _article) => {
      const veille = {
        '2020-03-24': '2020-03-23',
        '2014-10-01': '2014-09-30',
        '2020-12-27': '2020-12-26',
      } as const
      expect(nomDeLaNature(nature, veille[jour])).toBe(avant)
      expect(nomDeLaNature(nature, jour)).toBe(apres)
    },
  )
})

describe('Une peine n’est prononcée que quand elle existe', () => {
  it.each([
    ['contrainte_penale', '2014-09-30', '2014-10-01', '131-4-1'],
    ['contrainte_penale', '2020-03-24', '2020-03-23', '131-4-1'],
    ['sursis_probatoire_renforce', '2020-03-23', '2020-03-24', '132-41-1'],
    ['ddse', '2020-03-23', '2020-03-24', '131-4-1'],
    ['suivi_socio_judiciaire', '1998-06-17', '1998-06-18', '131-36-1'],
  ] as const)('%s : refusée le %s, acceptée le %s (CP %s)', (nature, sans, avec, article) => {
    expect(mesure(nature, sans)).toMatchObject([
      { code: 'nature_inexistante', champ: 'nature', source: { article } },
    ])
    expect(mesure(nature, avec)).toEqual([])
  })
  it.each([
    ['sursis_probatoire', '132-40'],
    ['tig', '131-8'],
  ] as const)(
    '%s d’avant le 1er mars 1994 : le droit d’alors n’a pas été lu, rien n’est refusé (CP %s)',
    (nature, _article) => {
      expect(mesure(nature, '1994-02-28')).toEqual([])
    },
  )
  it('Un stage d’avant le 1er octobre 2004 passe : cette date est à vérifier (CP 131-5-1)', () => {
    expect(nomDeLaNature('stage', '2004-09-30')).toBeNull()
    expect(mesure('stage', '2004-09-30')).toEqual([])
  })
})

describe('La durée d’une peine', () => {
  it.each([
    ['contrainte_penale', '2015-01-05', 5, 'duree_trop_courte', 6, '131-4-1, al. 2'],
    ['contrainte_penale', '2015-01-05', 61, 'duree_trop_longue', 60, '131-4-1, al. 2'],
    ['sursis_probatoire', '2015-01-05', 11, 'duree_trop_courte', 12, '132-42, al. 1'],
    ['sursis_probatoire', '2025-01-06', 37, 'palier_a_nommer', 36, '132-42, al. 1'],
    ['sursis_probatoire_renforce', '2025-01-06', 11, 'duree_trop_courte', 12, '132-42, al. 1'],
    ['sursis_probatoire_renforce', '2025-01-06', 85, 'duree_trop_longue', 36, '132-42, al. 1'],
    ['ddse', '2025-01-06', 7, 'duree_trop_longue', 6, '131-4-1, al. 1'],
    ['stage', '2025-01-06', 7, 'duree_trop_longue', 6, '131-5-1, al. 3'],
    ['suivi_socio_judiciaire', '2025-01-06', 121, 'palier_a_nommer', 120, '131-36-1, al. 2'],
    ['suivi_socio_judiciaire', '2025-01-06', 361, 'duree_trop_longue', 120, '131-36-1, al. 2'],
    ['ajournement_probatoire', '2025-01-06', 13, 'duree_trop_longue', 12, '132-63'],
  ] as const)(
    '%s du %s : %i mois, %s ; %i mois passent (CP %s)',
    (nature, le, mauvaise, code, bonne, article) => {
      expect(mesure(nature, le, { dureeMois: mauvaise })).toMatchObject([
        { code, source: { texte: 'code pénal', article } },
      ])
      expect(mesure(nature, le, { dureeMois: bonne })).toEqual([])
    },
  )
  it('Une DDSE de 15 jours passe, de 14 jours non (CP 131-4-1, depuis le 24 mars 2020)', () => {
    expect(mesure('ddse', '2025-01-01', { finLe: '2025-01-16' })).toEqual([])
    expect(mesure('ddse', '2025-01-01', { finLe: '2025-01-15' })).toMatchObject([
      { code: 'duree_trop_courte', source: { article: '131-4-1, al. 1' } },
    ])
  })
  it.each([
    ['cp_131_36_1_delit_motive', 240],
    ['cp_131_36_1_crime', 240],
    ['cp_131_36_1_crime_trente_ans', 360],
  ] as const)(
    'Suivi socio-judiciaire, palier %s : %i mois passent, un de plus est refusé (CP 131-36-1)',
    (palier, max) => {
      expect(mesure('suivi_socio_judiciaire', '2025-01-06', { dureeMois: max, palier })).toEqual([])
      expect(
        mesure('suivi_socio_judiciaire', '2025-01-06', { dureeMois: max + 1, palier }),
      ).toMatchObject([{ code: 'duree_trop_longue' }])
    },
  )
  it('Le suivi socio-judiciaire suit la loi des faits : vingt ans au plus pour un crime avant le 10 mars 2004, trente ensuite (CP 131-36-1, al. 2)', () => {
    const trenteAns = (faitsLe: Jour) =>
      mesure('suivi_socio_judiciaire', '2025-01-06', {
        faitsLe,
        dureeMois: 360,
        palier: 'cp_131_36_1_crime_trente_ans',
      })
    expect(trenteAns('2004-03-09')).toMatchObject([{ source: { article: '131-36-1, al. 2' } }])
    expect(trenteAns('2004-03-10')).toEqual([])
  })
  it('Avant le 24 mars 2020 la loi ne fixe pas le délai du stage (CP 131-5-1) ; celui de l’ajournement est d’un an depuis 1994 (CP 132-63)', () => {
    expect(mesure('stage', '2019-01-07', { dureeMois: 12 })).toEqual([])
    expect(mesure('ajournement_probatoire', '2019-01-07', { dureeMois: 12 })).toEqual([])
    expect(mesure('ajournement_probatoire', '2019-01-07', { dureeMois: 13 })).toMatchObject([
      { code: 'duree_trop_longue' },
    ])
  })
})

describe('Qui prononce', () => {
  it.each([
    ['sursis_probatoire', '2025-01-06', ['tribunal']],
    ['tig', '2025-01-06', ['tribunal']],
    ['ddse', '2020-03-24', ['tribunal']],
    ['ddse', '2020-03-23', nExistePas],
    ['liberation_sous_contrainte', '2014-12-31', nExistePas],
    ['liberation_sous_contrainte', '2015-01-01', ['jap']],
    ['liberation_conditionnelle', '2025-01-06', ['jap', 'tap']],
    ['semi_liberte', '2025-01-06', ['tribunal', 'jap']],
    ['placement_surveillance_electronique', '2020-03-23', ['tribunal', 'jap']],
    ['placement_surveillance_electronique', '2020-03-24', nExistePas],
    ['conversion_747_1', '2025-01-06', ['jap']],
    ['travail_non_remunere', '2025-01-06', ['parquet']],
  ] as const)('%s le %s : %j', (nature, le, attendus) => {
    expect(decideurs(nature, le)).toEqual(attendus)
  })
})
