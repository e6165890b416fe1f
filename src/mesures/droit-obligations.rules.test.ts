import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { itemDe, itemsLe } from './obligation.rules.ts'
import { refusDObligation } from './regime.rules.ts'

const obligation = (nature: string, article: string, le: Jour) =>
  refusDObligation(nature, { article }, le, 'obligations.0.article')

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
