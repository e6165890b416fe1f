import { describe, expect, it } from 'vitest'
import {
  clesNatures,
  estUneProposition,
  libelleDeNature,
  motsDesNatures,
  nomDeLaNature,
} from './nature.rules.ts'

const naturesDuMot = (mot: string) =>
  motsDesNatures.filter(([m]) => m.toLowerCase() === mot.toLowerCase()).map(([, nature]) => nature)

describe('Le nom d’une mesure suit la loi', () => {
  it.each([
    ['sursis_probatoire', '2020-03-23', 'Sursis avec mise à l’épreuve', 'CP 132-40'],
    ['sursis_probatoire', '2020-03-24', 'Sursis probatoire', 'CP 132-40, loi 2019-222'],
    ['stage', '2020-03-23', 'Stage de citoyenneté', 'CP 131-5-1'],
    ['stage', '2020-03-24', 'Peine de stage', 'CP 131-5-1, loi 2019-222'],
    ['ajournement_probatoire', '2020-12-26', 'Ajournement avec mise à l’épreuve', 'CP 132-64'],
    [
      'ajournement_probatoire',
      '2020-12-27',
      'Ajournement avec probation',
      'CP 132-64, loi 2020-1672',
    ],
    ['conversion_747_1', '2020-03-23', 'Conversion d’une peine de six mois au plus', 'CP 132-57'],
    ['conversion_747_1', '2020-03-24', 'Conversion de peine', 'CPP 747-1'],
  ] as const)('%s, le %s : « %s » (%s)', (nature, le, nom, _article) => {
    expect(nomDeLaNature(nature, le)).toBe(nom)
  })
  it('une mesure importée d’avant sa première version garde son premier nom ; un nom inconnu s’affiche tel quel', () => {
    expect(nomDeLaNature('tig', '1990-01-01')).toBeNull()
    expect(libelleDeNature('tig', '1990-01-01')).toBe('Travail d’intérêt général')
    expect(libelleDeNature('contrainte_penale', '2025-01-01')).toBe('Contrainte pénale')
    expect(libelleDeNature('ancienne_mesure', '2000-01-01')).toBe('ancienne_mesure')
  })
})

describe('Les mots du terrain', () => {
  it('aucun mot ne nomme deux mesures, sans égard aux majuscules ; chaque mesure de la loi a les siens', () => {
    const doubles = motsDesNatures
      .map(([mot]) => mot)
      .filter(mot => new Set(naturesDuMot(mot)).size !== 1)
    expect(doubles).toEqual([])
    for (const nature of clesNatures.filter(n => !estUneProposition(n)))
      expect([...new Set(naturesDuMot(nature))], nature).toEqual([nature])
  })
  it.each([
    ['SME', 'sursis_probatoire'],
    ['sursis avec mise à l’épreuve', 'sursis_probatoire'],
    ['SP', 'sursis_probatoire'],
    ['SPR', 'sursis_probatoire_renforce'],
    ['TIG', 'tig'],
    ['STIG', 'sursis_tig'],
    ['DDSE', 'ddse'],
    ['DDSE ab initio', 'ddse_amenagement'],
    ['PSE', 'placement_surveillance_electronique'],
    ['SL', 'semi_liberte'],
    ['PE', 'placement_exterieur'],
    ['LC', 'liberation_conditionnelle'],
    ['LSC', 'liberation_sous_contrainte'],
    ['SSJ', 'suivi_socio_judiciaire'],
    ['SJ', 'surveillance_judiciaire'],
    ['CJ', 'controle_judiciaire'],
    ['CJSE', 'controle_judiciaire'],
    ['ARSE', 'arse'],
    ['ARSEM', 'arse'],
    ['TNR', 'travail_non_remunere'],
    ['ESR', 'enquete_sociale_rapide'],
    ['723-15', 'procedure_723_15'],
    ['747-1', 'conversion_747_1'],
    ['721-2', 'suivi_post_liberation'],
    ['ajournement', 'ajournement_probatoire'],
    ['stage de citoyenneté', 'stage'],
    ['contrainte pénale', 'contrainte_penale'],
  ] as const)('« %s » est %s', (mot, nature) => {
    expect([...new Set(naturesDuMot(mot))]).toEqual([nature])
  })
  it('un mot qui peut dire deux mesures n’en nomme aucune : « bracelet », « injonction de soins »', () => {
    for (const mot of [
      'bracelet',
      'injonction de soins',
      'surveillance électronique mobile',
      'probation',
      'sursis',
    ])
      expect(naturesDuMot(mot), mot).toEqual([])
  })
})
