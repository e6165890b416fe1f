import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Auteur } from './definition.rules.ts'
import { dernierJour } from './delai.rules.ts'
import { calculer, type Faits } from './echeance.rules.ts'
import { type MesureSuivie, transitionDe } from './etat.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faits } from './mesure.builder.ts'
import { nomDeLaNature, refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { itemDe, itemsLe, refusDObligation } from './obligation.rules.ts'

const AUJOURDHUI: Jour = '2026-11-27'
const mesure = (nature: CleNature, le: Jour, plus: Partial<Saisie> = {}) =>
  refusDeMesure({ nature, decisionLe: le, debutLe: le, ...plus })
const obligation = (nature: string, article: string, le: Jour) =>
  refusDObligation(nature, { article }, le, 'obligations.0.article')
/** A measure that its acts have brought to a state. */
const suivie = (
  nature: string,
  le: Jour,
  etat?: string,
  termeLe: Jour | null = null,
): MesureSuivie => ({
  nature,
  referentiel: 'droit',
  decisionLe: le,
  debutLe: le,
  finInitialeLe: termeLe,
  palier: null,
  actes: etat ? [{ acte: 'essai', vers: etat, le, termeLe, causeFin: null }] : [],
})
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

describe('Les obligations d’un aménagement', () => {
  it.each([
    ['ddse_amenagement', 'CP 132-45, 1°', '2020-03-24'],
    ['semi_liberte', 'CP 132-44, 1°', '2025-01-06'],
    ['placement_exterieur', 'CP 132-45, 5°', '2025-01-06'],
    ['surveillance_judiciaire', 'CP 132-45, 2°', '2025-01-06'],
    ['suivi_socio_judiciaire', 'CP 132-45, 13°', '2025-01-06'],
  ] as const)('%s avec %s le %s : acceptée (CP 132-26, CPP 723-30)', (nature, article, le) => {
    expect(obligation(nature, article, le)).toEqual([])
  })
  it.each([
    ['ddse_amenagement', 'CPP 138, 9°', '132-26, al. 1, 5 et 6'],
    ['semi_liberte', 'CPP 138, 9°', '132-26, al. 5 et 6'],
    ['liberation_conditionnelle', 'CPP 138, 9°', '731, al. 1'],
    ['liberation_sous_contrainte', 'CPP 138, 9°', '720, al. 3'],
    ['surveillance_judiciaire', 'CPP 138, 9°', '723-30'],
    ['controle_judiciaire', 'CP 132-45, 3°', '138'],
  ] as const)('%s avec %s : refusée, avec l’article %s', (nature, article, source) => {
    expect(obligation(nature, article, '2025-01-06')).toMatchObject([
      { code: 'obligation_hors_liste', source: { article: source } },
    ])
  })
})

describe('Un numéro d’obligation existe ou non à une date', () => {
  it.each([
    ['sursis_probatoire', 'CP 132-44, 6°', '2014-09-30', '2014-10-01'],
    ['sursis_probatoire', 'CP 132-45, 7° bis', '2014-09-30', '2014-10-01'],
    ['sursis_probatoire', 'CP 132-45, 18°', '2004-09-30', '2004-10-01'],
    ['sursis_probatoire', 'CP 132-45, 18° bis', '2019-12-29', '2019-12-30'],
    ['sursis_probatoire', 'CP 132-45, 19°', '2005-12-12', '2005-12-13'],
    ['sursis_probatoire', 'CP 132-45, 20°', '2014-08-05', '2014-08-06'],
    ['sursis_probatoire', 'CP 132-45, 21°', '2014-09-30', '2014-10-01'],
    ['sursis_probatoire', 'CP 132-45, 22°', '2016-06-04', '2016-06-05'],
    ['sursis_probatoire', 'CP 132-45, 13° bis', '2024-05-22', '2024-05-23'],
    ['sursis_probatoire', 'CP 132-45, 23°', '2020-03-23', '2020-03-24'],
    ['sursis_probatoire', 'CP 132-45, 24°', '2020-03-23', '2020-03-24'],
    ['sursis_probatoire', 'CP 132-45, 25°', '2020-03-23', '2020-03-24'],
    ['controle_judiciaire', 'CPP 138, 3° bis', '2019-04-11', '2019-04-12'],
    ['controle_judiciaire', 'CPP 138, 12° bis', '2016-04-15', '2016-04-16'],
    ['controle_judiciaire', 'CPP 138, 18°', '2016-06-04', '2016-06-05'],
  ] as const)('%s : %s est refusé le %s, accepté le %s', (nature, article, veille, jour) => {
    const [refus] = obligation(nature, article, veille)
    expect(refus).toMatchObject({ code: 'numero_inconnu', champ: 'obligations.0.article' })
    expect(refus?.message).toContain(article)
    expect(obligation(nature, article, jour)).toEqual([])
  })
  it('Le travail d’intérêt général est le 21° de la liste depuis le 24 mars 2020, autre chose la veille (CP 132-45)', () => {
    expect(itemDe('CP 132-45, 21°', '2020-03-23')?.texte).not.toContain('travail d’intérêt général')
    expect(itemDe('CP 132-45, 21°', '2020-03-24')?.texte).toContain('travail d’intérêt général')
  })
  it.each([
    ['8°', '2010-03-12', 'contact habituel avec des mineurs'],
    ['10°', '2014-10-01', 'jeux d’argent et de hasard'],
    ['13°', '2010-03-12', 'dont la victime'],
    ['15°', '2020-03-24', 'un des stages prévus à l’article 131-5-1'],
    ['7°', '2016-11-20', 'éthylotest'],
  ] as const)('CP 132-45, %s : depuis le %s, « %s » ; la veille, non', (numero, depuis, mots) => {
    expect(itemDe(`CP 132-45, ${numero}`, ajouterJours(depuis, -1))?.texte).not.toContain(mots)
    expect(itemDe(`CP 132-45, ${numero}`, depuis)?.texte).toContain(mots)
  })
  it('CP 132-45, 13° bis, 23°, 24° et 25° : compte d’accès, bien confisqué, impôts, comptabilité, chacun sous ses mots simples', () => {
    const mots = (numero: string) =>
      itemsLe('CP 132-45', '2026-11-29').find(i => i.article === `CP 132-45, ${numero}`)?.mots
    expect([mots('13° bis'), mots('23°'), mots('24°'), mots('25°')]).toEqual([
      'Ne pas utiliser les comptes en ligne qui ont servi à l’infraction (six mois au plus)',
      'Montrer que le bien confisqué a été remis',
      'Montrer que ses impôts sont payés régulièrement',
      'Montrer que sa comptabilité est tenue et certifiée (commissaire aux comptes)',
    ])
  })
  it('CP 132-45 est lu en entier : un 26° est refusé avec l’article, des mots sans numéro aussi pour un sursis ; une libération conditionnelle a d’autres conditions (CPP 731)', () => {
    expect(obligation('sursis_probatoire', 'CP 132-44, 7°', '2021-01-04')).toMatchObject([
      { code: 'numero_inconnu' },
    ])
    expect(obligation('sursis_probatoire', 'CP 132-45, 26°', '2025-01-06')).toMatchObject([
      { code: 'numero_inconnu' },
    ])
    expect(refusDObligation('sursis_probatoire', {}, '2025-01-06', 'o')).toMatchObject([
      { code: 'mots_hors_liste' },
    ])
    expect(refusDObligation('liberation_conditionnelle', {}, '2025-01-06', 'o')).toEqual([])
  })
})

describe('Une obligation va ou non avec la peine', () => {
  it.each([
    ['contrainte_penale', '2015-01-05', '131-4-1, al. 3 à 8'],
    ['contrainte_penale', '2021-01-05', '109, XIX'],
    ['sursis_probatoire', '2025-01-06', '739, al. 2'],
    ['sursis_probatoire_renforce', '2025-01-06', '132-41-1, al. 3 et 4'],
    ['ddse', '2025-01-06', '131-4-1, al. 2, 3 et 6'],
    ['ajournement_probatoire', '2025-01-06', '132-64'],
    ['sursis_tig', '2015-01-05', '132-54, al. 2'],
  ] as const)(
    '%s du %s : CP 132-45, 3° acceptée, CPP 138, 9° refusée (article %s)',
    (nature, le, article) => {
      expect(obligation(nature, 'CP 132-45, 3°', le)).toEqual([])
      expect(obligation(nature, 'CPP 138, 9°', le)).toMatchObject([
        { code: 'obligation_hors_liste', source: { article } },
      ])
    },
  )
  it.each([
    ['contrainte_penale', '2014-09-30', '131-4-1'],
    ['sursis_probatoire_renforce', '2020-03-23', '132-41-1'],
    ['ddse', '2020-03-23', '131-4-1'],
    ['liberation_sous_contrainte', '2014-12-31', '720'],
    ['travail_non_remunere', '2025-01-06', '41-2, al. 1'],
    ['procedure_723_15', '2025-01-06', '723-15'],
    ['conversion_747_1', '2015-01-05', '132-57'],
  ] as const)('%s du %s ne porte pas d’obligation (article %s)', (nature, le, article) => {
    expect(obligation(nature, 'CP 132-45, 3°', le)).toMatchObject([
      { code: 'sans_obligation', source: { article } },
    ])
  })
})

describe('Qui peut décider un acte', () => {
  it.each([
    ['tig', '2015-01-05', 'a_affecter', 'affectation', 'jap', 'dspip', '131-22'],
    ['tig', '2025-01-06', 'a_affecter', 'affectation', 'dspip', 'spip', '131-22'],
    ['tig', '2025-01-06', 'en_cours', 'suspension', 'jap', 'dspip', '131-22'],
    [
      'sursis_probatoire',
      '2025-01-06',
      'en_cours',
      'revocation_totale',
      'tribunal',
      'spip',
      '132-47',
    ],
    [
      'sursis_probatoire',
      '2025-01-06',
      'en_cours',
      'modification_obligations',
      'jap',
      'spip',
      '739, al. 2',
    ],
    [
      'sursis_probatoire_renforce',
      '2025-01-06',
      'en_evaluation',
      'proposition_contenu',
      'spip',
      'jap',
      'D546-3, al. 2',
    ],
    [
      'sursis_probatoire_renforce',
      '2025-01-06',
      'en_evaluation',
      'fixation_contenu',
      'jap',
      'spip',
      '741-2, al. 3',
    ],
    [
      'contrainte_penale',
      '2015-01-05',
      'en_cours',
      'revocation_totale',
      'tribunal',
      'jap',
      '713-47, al. 2',
    ],
    ['ddse', '2025-01-06', 'en_cours', 'horaires', 'dspip', 'spip', 'D49-86, al. 3'],
    ['ddse', '2025-01-06', 'en_cours', 'revocation_totale', 'jap', 'tribunal', '713-44'],
    ['ddse_amenagement', '2025-01-06', 'en_cours', 'retrait', 'jap', 'dspip', '723-13'],
    [
      'liberation_conditionnelle',
      '2025-01-06',
      'en_cours',
      'revocation_totale',
      'jap',
      'tribunal',
      '733',
    ],
    [
      'liberation_sous_contrainte',
      '2025-01-06',
      'en_cours',
      'retrait',
      'jap',
      'parquet',
      '720, al. 3',
    ],
    [
      'surveillance_judiciaire',
      '2025-01-06',
      'en_cours',
      'retrait_total',
      'jap',
      'parquet',
      '723-35, al. 1 et 3',
    ],
    ['arse', '2025-01-06', 'en_cours', 'revocation', 'jld', 'juge_instruction', '142-8, al. 2'],
    ['travail_non_remunere', '2025-01-06', 'en_cours', 'non_execution', 'parquet', 'jap', '41-2'],
    ['procedure_723_15', '2025-01-06', 'en_cours', 'amenagement', 'jap', 'parquet', '723-15-1'],
    [
      'procedure_723_15',
      '2025-01-06',
      'en_cours',
      'mise_a_execution_urgence',
      'parquet',
      'jap',
      '723-16',
    ],
    ['conversion_747_1', '2021-01-04', 'en_examen', 'conversion_tig', 'jap', 'tribunal', '747-1'],
    [
      'conversion_747_1',
      '2015-01-05',
      'en_examen',
      'conversion_sursis_tig',
      'jap',
      'tribunal',
      '132-57',
    ],
  ] as const)(
    '%s du %s, %s : %s relève de %s, pas de %s (article %s)',
    (nature, le, etat, acte, competent, autre, article) => {
      const par = (auteur: Auteur) =>
        refusDActe(suivie(nature, le, etat), { acte, le, auteur }, AUJOURDHUI)
      expect(par(competent)).toEqual([])
      expect(par(autre)).toMatchObject([
        { code: 'auteur_incompetent', champ: 'auteur', source: { article } },
      ])
    },
  )
  it('Le directeur du SPIP affecte au TIG depuis le 10 octobre 2021 ; la veille, le JAP seul (CP 131-22)', () => {
    const m = suivie('tig', '2021-06-01')
    expect(transitionDe(m, 'affectation', '2021-10-09')?.auteurs).toEqual(['jap'])
    expect(transitionDe(m, 'affectation', '2021-10-10')?.auteurs).toEqual(['dspip', 'jap'])
  })
  it('La conversion en sursis-TIG finit le 23 mars 2020 ; la DDSE et le suivi renforcé la remplacent (CPP 747-1)', () => {
    const m = suivie('conversion_747_1', '2020-01-06')
    const acte = (a: string, le: Jour) =>
      refusDActe(m, { acte: a, le, auteur: 'jap' }, AUJOURDHUI).map(r => r.code)
    expect(acte('conversion_sursis_tig', '2020-03-23')).toEqual([])
    expect(acte('conversion_sursis_tig', '2020-03-24')).toEqual(['acte_inconnu'])
    for (const a of ['conversion_ddse', 'conversion_sursis_renforce', 'conversion_tig']) {
      expect(acte(a, '2020-03-23')).toEqual(['acte_inconnu'])
      expect(acte(a, '2020-03-24')).toEqual([])
    }
  })
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
