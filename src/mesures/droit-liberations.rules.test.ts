import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { lignesDeLaFiche } from './fiche.rules.ts'
import type { CleNature } from './nature.referentiel.ts'
import { obligationsPossibles, refusDObligation } from './obligation.rules.ts'

const refus = (nature: CleNature, article: string, le: Jour) => refusDObligation(nature, { article }, le, 'obligations.0.article')
const proposes = (nature: CleNature, le: Jour) => obligationsPossibles(nature, le).particulieres.map(o => o.article.split(', ')[1])
const fiche = (nature: CleNature, le: Jour) => lignesDeLaFiche(nature, le)

describe('Les numéros que le texte ouvre', () => {
  it('CPP 721-2, I, depuis le 1er octobre 2014 : « Des interdictions prévues aux 2° et 7° à 14° de l’article 132-45 », et rien d’autre', () => {
    const ouverts = ['2°', '7°', '8°', '9°', '10°', '11°', '12°', '13°', '14°']
    expect(proposes('suivi_post_liberation', '2019-03-04')).toEqual(ouverts)
    expect(new Set(proposes('suivi_post_liberation', '2026-03-02'))).toEqual(new Set([...ouverts, '13° bis']))
    expect(refus('suivi_post_liberation', 'CP 132-45, 9°', '2026-03-02')).toEqual([])
    for (const numero of ['1°', '3°', '5°', '19°', '22°'])
      expect(refus('suivi_post_liberation', `CP 132-45, ${numero}`, '2026-03-02'), numero).toMatchObject([
        { code: 'obligation_hors_liste', message: expect.stringContaining('2°, 7°'), source: { article: '721-2, I, 1° et 2°' } },
      ])
  })
  it('CPP 723-30, 1° : « les 2°, 3°, 8°, 9°, 11°, 12°, 13° et 14° de l’article 132-45 » jusqu’au 11 mars 2010, toute la liste ensuite', () => {
    expect(refus('surveillance_judiciaire', 'CP 132-45, 5°', '2010-03-12')).toEqual([])
    expect(proposes('surveillance_judiciaire', '2010-03-11')).toEqual(['2°', '3°', '8°', '9°', '11°', '12°', '13°', '14°'])
  })
  it.each([
    ['suivi_post_liberation', 'CPP 721-2, I : « une ou plusieurs »'],
    ['surveillance_judiciaire', 'CPP 723-30 : « peut comporter »'],
    ['ddse', 'CP 131-4-1 : « peut également soumettre »'],
    ['semi_liberte', 'CP 132-26 : « peut également soumettre »'],
  ] as const)('%s : les mesures de CP 132-44 se cochent, la fiche ne dit pas que la loi les demande à tous (%s)', (nature, _mots) => {
    expect(obligationsPossibles(nature, '2026-03-02').controle).toHaveLength(6)
    expect(fiche(nature, '2026-03-02').controle).toEqual([])
  })
  it('CPP D533, depuis le 31 mars 2006 : le libéré conditionnel « doit obligatoirement se soumettre aux mesures de contrôle »', () => {
    expect(fiche('liberation_conditionnelle', '2026-03-02').controle).toHaveLength(6)
  })
})

describe('La convocation après une libération est sur la fiche', () => {
  it.each([
    ['liberation_conditionnelle', 'un mois', 'CPP D534-1'],
    ['liberation_conditionnelle', 'huit jours', 'CPP D534-1'],
    ['suivi_post_liberation', 'un mois', 'CPP D147-48'],
    ['surveillance_judiciaire', 'huit jours', 'CPP D147-40-2'],
    ['suivi_socio_judiciaire', 'huit jours', 'CPP 763-7-1'],
    ['liberation_sous_contrainte', '5 jours ouvrables', 'CPP D147-17-5'],
    ['sursis_probatoire', 'un mois', 'CPP 741-1'],
    ['sursis_probatoire_renforce', 'huit jours', 'CPP D545'],
    ['contrainte_penale', 'huit jours', 'CPP D49-83'],
  ] as const)('%s : « %s » (%s)', (nature, delai, _article) => {
    const le: Jour = nature === 'contrainte_penale' ? '2018-03-05' : '2026-03-02'
    expect(fiche(nature, le).vousDevez.join(' ')).toContain(delai)
  })
})
