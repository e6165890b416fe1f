import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { Auteur, Definition } from './definition.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { transitionDe } from './passage.rules.ts'
import { citer, sourceDe, valeurLe } from './regle.rules.ts'

const LE: Jour = '2026-11-24'
function regle(nature: CleNature, id: string) {
  const definition: Definition = natures[nature]
  const trouvee = definition.regles?.find(r => r.id === `${nature}.${id}`)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}
const dit = (nature: CleNature, id: string, le: Jour) => valeurLe(regle(nature, id), le, 'droit')
const citee = (nature: CleNature, id: string, le: Jour) =>
  citer(sourceDe(regle(nature, id), le, 'droit'), le).article
const acte = (nature: CleNature, depuis: Jour, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(suivi(nature, depuis), { acte: cle, le, auteur }, LE).map(r => r.code)

describe('La conversion d’une peine', () => {
  it('CPP 747-2, al. 2, depuis le 1er janvier 2005 : le JAP saisi peut suspendre l’exécution de la peine, en 2015 déjà', () => {
    expect(
      acte('conversion_747_1', '2015-01-05', 'suspension_execution', '2015-02-02', 'jap'),
    ).toEqual([])
    expect(
      transitionDe(suivi('conversion_747_1', '2015-01-05'), 'suspension_execution', '2015-02-02')
        ?.source,
    ).toMatchObject({
      article: '747-2',
    })
  })
  it('CPP 747-1, depuis le 30 septembre 2024 : aussi une peine aménagée, et vers un sursis probatoire avec travail d’intérêt général ; la veille, non', () => {
    const vers = (le: Jour) =>
      acte('conversion_747_1', '2024-09-01', 'conversion_sursis_probatoire_tig', le, 'jap')
    expect([vers('2024-09-29'), vers('2024-09-30')]).toEqual([['acte_inconnu'], []])
    expect(dit('conversion_747_1', 'seuil', '2024-09-29')).not.toContain('aménagée')
    expect(dit('conversion_747_1', 'seuil', '2024-09-30')).toContain('aménagée')
  })
  it('CPP 747-1-1, 4°, depuis le 30 septembre 2024 : une amende de 7 500 euros au plus devient un travail d’intérêt général', () => {
    expect(dit('conversion_747_1', 'autres_conversions', '2024-09-29')).not.toContain('amende de')
    expect(dit('conversion_747_1', 'autres_conversions', '2024-09-30')).toContain('7 500 euros')
  })
  it('CPP 747-1-1 et 733-1 de 2005, 747-1-2 de 2014 : ce que le JAP remplaçait avant 2020 n’est pas inconnu', () => {
    expect(dit('conversion_747_1', 'autres_conversions', '2014-01-01')).toMatch(/733-1/)
    expect(dit('conversion_747_1', 'autres_conversions', '2014-10-01')).toContain(
      'des jours-amende par un sursis-TIG',
    )
  })
  it('CP 132-57 de 2014, puis CP 131-8 où renvoie 747-1 : 20 à 280 heures en 2015, 20 à 400 en 2025, pas une de plus', () => {
    const saisie = (decisionLe: Jour, heures: number) =>
      refusDeMesure({ nature: 'conversion_747_1', decisionLe, debutLe: decisionLe, heures }).map(
        r => r.code,
      )
    expect([saisie('2015-06-01', 280), saisie('2025-06-01', 400)]).toEqual([[], []])
    expect([saisie('2015-06-01', 281), saisie('2025-06-01', 401)]).toEqual([
      ['heures_hors_bornes'],
      ['heures_hors_bornes'],
    ])
  })
})

describe('La peine de stage', () => {
  it('CP 131-5-1, al. 3 : un délai d’exécution, et son report, depuis le 24 mars 2020 ; avant, rien à reporter', () => {
    expect(transitionDe(suivi('stage', '2015-01-05'), 'report', '2015-02-02')).toBeNull()
    expect(transitionDe(suivi('stage', '2021-01-05'), 'report', '2021-02-02')).toMatchObject({
      effet: 'prolonge',
    })
  })
  it('CP R131-36, jusqu’au 23 mars 2020, dit le mois et les six heures par jour ; R131-40 dit l’attestation', () => {
    expect([
      citee('stage', 'duree_du_stage', '2015-01-05'),
      citee('stage', 'duree_du_stage', '2021-01-05'),
    ]).toEqual(['R131-36', '131-5-1, al. 1'])
    expect(dit('stage', 'duree_du_stage', '2015-01-05')).toContain('six heures')
    expect(
      transitionDe(suivi('stage', '2021-01-05'), 'execution', '2021-02-02')?.source,
    ).toMatchObject({ article: 'R131-40' })
  })
  it('CP 131-5-1, du 5 juin 2016 au 23 mars 2020 : absent, le prévenu donne son accord par écrit', () => {
    expect(dit('stage', 'accord', '2016-06-04')).not.toContain('par écrit')
    expect(dit('stage', 'accord', '2016-06-05')).toContain('par écrit')
    expect(dit('stage', 'accord', '2020-03-24')).toBeNull()
  })
})

describe('Le travail non rémunéré de la composition pénale', () => {
  it('CPP R15-33-49 : un délégué ou un médiateur du procureur, le SPIP seul pour les majeurs depuis le 24 décembre 2021', () => {
    expect(dit('travail_non_remunere', 'qui_suit', '2021-12-23')).toContain(
      'un délégué ou un médiateur',
    )
    expect(dit('travail_non_remunere', 'qui_suit', '2021-12-24')).toContain('SPIP seul')
  })
  it('CPP 6 : le décès et l’amnistie éteignent l’action publique ; ce n’est pas une peine (CP 133-1)', () => {
    for (const cle of ['deces', 'amnistie'])
      expect(
        transitionDe(suivi('travail_non_remunere', '2021-01-05'), cle, '2021-02-02')?.source,
      ).toMatchObject({ article: '6' })
  })
  it('CPP 41-2, depuis le 7 mars 2007 : les mineurs d’au moins treize ans', () => {
    expect(dit('travail_non_remunere', 'mineurs', '2014-01-01')).toContain('treize ans')
  })
})
