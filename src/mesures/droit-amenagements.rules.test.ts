import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { dernierJour } from './delai.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faits, suivie } from './mesure.builder.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { nomDeLaNature } from './nature.rules.ts'

const AUJOURDHUI: Jour = '2026-11-27'
const mesure = (nature: CleNature, le: Jour, plus: Partial<Saisie> = {}) =>
  refusDeMesure({ nature, decisionLe: le, debutLe: le, ...plus })
const jourDe = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)?.le

describe('Un aménagement ou un suivi n’est décidé que quand il existe', () => {
  it.each([
    ['placement_surveillance_electronique', '2020-03-24', '2020-03-23', '723-7'],
    ['ddse_amenagement', '2020-03-23', '2020-03-24', '723-7'],
    ['liberation_sous_contrainte', '2014-12-31', '2015-01-01', '720'],
    ['suivi_post_liberation', '2014-09-30', '2014-10-01', '721-2'],
    ['surveillance_judiciaire', '2005-12-12', '2005-12-13', '723-29'],
    ['arse', '2009-11-25', '2009-11-26', '142-5'],
    ['travail_non_remunere', '1999-06-23', '1999-06-24', '41-2'],
  ] as const)('%s : refusé le %s, accepté le %s (CPP %s)', (nature, sans, avec, article) => {
    expect(mesure(nature, sans)).toMatchObject([
      { code: 'nature_inexistante', source: { texte: 'code de procédure pénale', article } },
    ])
    expect(mesure(nature, avec)).toEqual([])
  })
  it('Le placement sous surveillance électronique devient la DDSE le 24 mars 2020 (CPP 723-7)', () => {
    expect(nomDeLaNature('placement_surveillance_electronique', '2020-03-23')).toBe(
      'Placement sous surveillance électronique',
    )
    expect(nomDeLaNature('placement_surveillance_electronique', '2020-03-24')).toBeNull()
    expect(nomDeLaNature('ddse_amenagement', '2020-03-24')).toContain('Détention à domicile')
  })
  it('Une conversion est de CP 132-57 jusqu’au 23 mars 2020, de CPP 747-1 ensuite', () => {
    expect(nomDeLaNature('conversion_747_1', '2020-03-23')).toBe(
      'Conversion d’une peine de six mois au plus',
    )
    expect(nomDeLaNature('conversion_747_1', '2020-03-24')).toBe('Conversion de peine')
  })
})

describe('Les durées', () => {
  it.each([
    ['arse', 6, '142-7, al. 1'],
    ['liberation_conditionnelle', 120, '732, al. 2'],
    ['travail_non_remunere', 6, '41-2, 4° (6° aujourd’hui)'],
  ] as const)('%s : %i mois passent, un de plus est refusé (CPP %s)', (nature, max, article) => {
    expect(mesure(nature, '2025-01-06', { dureeMois: max })).toEqual([])
    expect(mesure(nature, '2025-01-06', { dureeMois: max + 1 })).toMatchObject([
      { code: 'duree_trop_longue', source: { article } },
    ])
  })
  it('La loi ne fixe pas de durée au contrôle judiciaire (CPP 138) ni à la semi-liberté (CPP 723-1)', () => {
    for (const nature of ['controle_judiciaire', 'semi_liberte'] as const)
      expect(mesure(nature, '2025-01-06', { dureeMois: 48 })).toEqual([])
  })
  it('Une ARSE de six mois se prolonge de six mois, jusqu’à deux ans ; pas au-delà (CPP 142-7)', () => {
    const m = suivie('arse', '2024-01-08', 'en_cours', '2024-07-08')
    const prolonger = (nouvelleFinLe: Jour) =>
      refusDActe(
        m,
        { acte: 'prolongation', le: '2024-07-01', auteur: 'juge_instruction', nouvelleFinLe },
        AUJOURDHUI,
      )
    expect(prolonger('2026-01-09')).toHaveLength(1)
    expect(prolonger('2025-01-08')).toEqual([])
  })
  it.each([
    ['2021-04-09', 60],
    ['2021-04-10', 100],
  ] as const)(
    'Travail non rémunéré, faits du %s : %i heures au plus (CPP 41-2)',
    (faitsLe, max) => {
      expect(mesure('travail_non_remunere', '2025-01-06', { faitsLe, heures: max })).toEqual([])
      const refus = mesure('travail_non_remunere', '2025-01-06', { faitsLe, heures: max + 1 })
      expect(refus).toMatchObject([{ code: 'heures_hors_bornes' }])
      expect(refus[0]?.source?.article).toMatch(/^41-2/)
    },
  )
})

describe('Les délais', () => {
  it.each([
    [
      'sursis_probatoire_renforce',
      '2025-02-12',
      'premiere_convocation',
      '2025-02-27',
      'CPP D546-2 : quinze jours',
    ],
    [
      'sursis_probatoire_renforce',
      '2025-02-12',
      'rapport_evaluation',
      '2025-05-12',
      'CPP D546-3 : trois mois',
    ],
    [
      'sursis_probatoire_renforce',
      '2025-02-12',
      'decision_du_jap',
      '2025-06-12',
      'CPP 741-2 : quatre mois',
    ],
    [
      'sursis_probatoire',
      '2025-02-12',
      'premiere_convocation',
      '2025-03-14',
      'CPP 474 : trente jours',
    ],
    [
      'contrainte_penale',
      '2018-02-12',
      'decision_du_jap',
      '2018-06-12',
      'CPP 713-43 : quatre mois',
    ],
    [
      'sursis_probatoire',
      '2025-02-12',
      'rapport_evaluation',
      '2025-05-12',
      'CPén D113-44 : trois mois',
    ],
  ] as const)('%s du %s : %s au plus tard le %s (%s)', (nature, le, cle, attendu, _article) => {
    expect(jourDe(faits(nature, le), cle)).toBe(attendu)
  })
  it.each([
    [
      'procedure_723_15',
      'evaluation',
      '2025-01-06',
      'rapport',
      '2025-03-06',
      'CPP 723-15-1 : deux mois',
    ],
    [
      'procedure_723_15',
      null,
      '2024-09-02',
      'convocation_jap',
      '2024-10-02',
      'CPP 723-15 : trente jours jusqu’au 29 septembre 2024',
    ],
    [
      'procedure_723_15',
      null,
      '2024-09-30',
      'convocation_jap',
      '2024-10-21',
      'CPP 723-15, 801 : vingt jours, un dimanche',
    ],
    [
      'procedure_723_15',
      null,
      '2024-09-02',
      'convocation_spip',
      '2024-10-17',
      'CPP 723-15 : quarante-cinq jours',
    ],
    [
      'procedure_723_15',
      null,
      '2024-09-30',
      'convocation_spip',
      '2024-10-30',
      'CPP 723-15 : trente jours',
    ],
    ['ddse', 'executoire_fixee', '2025-01-06', 'pose', '2025-02-05', 'CPP D49-84 : trente jours'],
    [
      'ddse_amenagement',
      'condamnation_executoire',
      '2025-01-06',
      'modalites',
      '2025-05-06',
      'CPP 723-7-1 : quatre mois',
    ],
    [
      'liberation_sous_contrainte',
      'mise_a_execution',
      '2025-01-06',
      'premiere_convocation',
      '2025-01-13',
      'CPP D147-17-5 : cinq jours',
    ],
    [
      'liberation_conditionnelle',
      'incarceration',
      '2025-01-06',
      'debat_contradictoire',
      '2025-01-21',
      'CPP 712-19 : quinze jours',
    ],
    [
      'suivi_socio_judiciaire',
      null,
      '2025-01-06',
      'premiere_convocation',
      '2025-01-14',
      'CPP 763-7-1 : huit jours',
    ],
    ['conversion_747_1', null, '2025-01-06', 'debat', '2025-05-06', 'CPP D49-33 : quatre mois'],
  ] as const)(
    '%s, %s le %s : %s au plus tard le %s (%s)',
    (nature, acte, le, cle, attendu, _article) => {
      expect(jourDe(faits(nature, le, { actes: acte ? [{ acte, le }] : [] }), cle)).toBe(attendu)
      if (acte) expect(jourDe(faits(nature, le), cle)).toBeUndefined()
    },
  )
  it('Une libération sous contrainte d’avant le 1er juin 2019 n’a pas de délai de comparution (CPP D147-17-5)', () => {
    const f = faits('liberation_sous_contrainte', '2019-05-01', {
      actes: [{ acte: 'mise_a_execution', le: '2019-05-31' }],
    })
    expect(jourDe(f, 'premiere_convocation')).toBeUndefined()
  })
  it('Exécution provisoire : huit jours au lieu de dix à quinze (CPP D546-2, al. 1)', () => {
    const f = faits('sursis_probatoire_renforce', '2025-02-12', { executionProvisoire: true })
    expect(jourDe(f, 'premiere_convocation_execution_provisoire')).toBe('2025-02-20')
    expect(jourDe(f, 'premiere_convocation')).toBeUndefined()
    const sans = calculer(faits('sursis_probatoire_renforce', '2025-02-12')).echeances.find(
      e => e.cle === 'premiere_convocation',
    )
    expect(sans?.ouvreLe).toBe('2025-02-22')
  })
  it('Un délai de procédure qui finit un samedi va au lundi ; les autres restent (CPP 801)', () => {
    expect(dernierJour('2025-02-12', { jours: 45, proroge: true }, 'metropole')).toBe('2025-03-31')
    expect(dernierJour('2025-02-12', { jours: 45 }, 'metropole')).toBe('2025-03-29')
    expect(dernierJour('2025-03-04', { jours: 45, proroge: true }, 'metropole')).toBe('2025-04-18')
    expect(dernierJour('2025-03-04', { jours: 45, proroge: true }, 'alsace-moselle')).toBe(
      '2025-04-22',
    )
  })
})
