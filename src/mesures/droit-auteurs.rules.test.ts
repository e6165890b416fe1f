import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur } from './definition.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { suivie } from './mesure.builder.ts'
import { transitionDe } from './passage.rules.ts'

const AUJOURDHUI: Jour = '2026-11-27'

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
