import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renumerotations } from '../mesures/referentiel/renumerotations.referentiel.ts'
import { ajouterJours, type Jour } from './date.ts'
import { uneCitationLue } from './law.builder.ts'
import {
  aVerifier,
  type Dated,
  defects,
  inForce,
  lu,
  type Numero,
  numeroLe,
  type Renumerotation,
} from './law.ts'

const cpp = 'code de procédure pénale'
const source = uneCitationLue('code pénal', '131-8')
const n = (texte: string, article: string): Numero => ({ texte, article })
const ligne = (ancien: string, nouveau: string, le: Jour): Renumerotation => ({
  ancien: n('x', ancien),
  nouveau: n('x', nouveau),
  le,
  verifieLe: '2026-11-27',
  confiance: 'lu',
})
const unJour = fc.integer({ min: 0, max: 14_000 }).map(d => ajouterJours('2000-01-01', d))

describe('Une citation dit si elle a été lue (ADR 0022)', () => {
  it('lue ou à vérifier, avec ce qui la précise et le jour de sa lecture', () => {
    const lecture = {
      qui: 'un juriste',
      le: '2026-01-02',
      ou: 'cpp/801/2007-03-07',
      mots: 'prorogé jusqu’au premier jour ouvrable',
    } as const
    expect(lu(cpp, '801', { par: 'loi 89-461', lecture })).toEqual({
      texte: cpp,
      article: '801',
      par: 'loi 89-461',
      verifieLe: '2026-01-02',
      confiance: 'lu',
      lecture,
    })
    expect(aVerifier(cpp, '801', { raison: 'texte non trouvé', verifieLe: '2026-01-02' })).toEqual({
      texte: cpp,
      article: '801',
      verifieLe: '2026-01-02',
      confiance: 'a_verifier',
      raison: 'texte non trouvé',
    })
  })
})

describe('La version en vigueur', () => {
  it('est la dernière qui a commencé ; la veille, la précédente ; avant la première, rien n’est inventé', () => {
    const heures: Dated<number> = [
      { from: '2014-10-01', value: 280, source },
      { from: '2019-03-25', value: 400, source },
    ]
    expect(inForce(heures, '2019-03-24').value).toBe(280)
    expect(inForce(heures, '2019-03-25').value).toBe(400)
    expect(() => inForce(heures, '2014-09-30')).toThrow('no value in force on 2014-09-30')
  })
  it('change seulement le jour où une version commence, quelles que soient les versions', () => {
    fc.assert(
      fc.property(fc.uniqueArray(unJour, { minLength: 1, maxLength: 8 }), unJour, (jours, le) => {
        const [premier, ...suite] = jours.sort().map((from, value) => ({ from, value, source }))
        if (!premier || le < premier.from) return
        const versions: Dated<number> = [premier, ...suite]
        expect(defects(versions, '2026-11-27')).toEqual([])
        const { from, value } = inForce(versions, le)
        expect(from <= le).toBe(true)
        expect(value).toBe(jours.filter(j => j <= le).length - 1)
      }),
    )
  })
  it('dit ses défauts : deux versions en désordre, une lecture à venir, un article vide', () => {
    const une = (from: Jour, s = source) => ({ from, value: 1, source: s })
    expect(defects([une('2019-03-25'), une('2019-03-25')], '2026-11-27')).toEqual([
      '2019-03-25 n’est pas après 2019-03-25',
    ])
    expect(
      defects(
        [une('2014-10-01', uneCitationLue('code pénal', '131-8', {}, '2026-11-28'))],
        '2026-11-27',
      ),
    ).toHaveLength(1)
    expect(defects([une('2014-10-01', uneCitationLue('code pénal', ' '))], '2026-11-27')).toEqual([
      '2014-10-01 ne cite aucun article',
    ])
  })
})

describe('Le numéro d’un article un jour donné', () => {
  it('L’article 723-15 devient L. 5212-1 le 1er janvier 2029, pas la veille (ordonnance 2025-1091, art. 57)', () => {
    expect(numeroLe(n(cpp, '723-15'), '2028-12-31', renumerotations)).toEqual(n(cpp, '723-15'))
    expect(numeroLe(n(cpp, '723-15'), '2029-01-01', renumerotations)).toEqual(n(cpp, 'L5212-1'))
    expect(numeroLe(n(cpp, 'L5212-1'), '2026-11-27', renumerotations)).toEqual(n(cpp, '723-15'))
  })
  it('L’article R. 57-11 passe au code pénitentiaire sous le numéro R. 622-1 le 1er mai 2022 (décret 2022-479)', () => {
    expect(numeroLe(n(cpp, 'R57-11'), '2022-04-30', renumerotations)).toEqual(n(cpp, 'R57-11'))
    expect(numeroLe(n(cpp, 'R57-11'), '2022-05-01', renumerotations)).toEqual(
      n('code pénitentiaire', 'R622-1'),
    )
  })
  it('L’article 70-15 de la loi de 1978 devient 101 le 1er juin 2019 (ordonnance 2018-1125)', () => {
    expect(numeroLe(n('loi 78-17', '70-15'), '2019-05-31', renumerotations).article).toBe('70-15')
    expect(numeroLe(n('loi 78-17', '70-15'), '2019-06-01', renumerotations).article).toBe('101')
  })
  it('Le même numéro dans un autre code n’est pas le même article : CP 138 ne devient rien', () => {
    expect(numeroLe(n('code pénal', '138'), '2029-01-01', renumerotations)).toEqual(
      n('code pénal', '138'),
    )
    expect(numeroLe(n(cpp, '138'), '2029-01-01', renumerotations)).toEqual(n(cpp, 'L3621-4'))
  })
  it('Un article qui change deux fois suit ses deux changements, dans les deux sens', () => {
    const table = [ligne('1', '2', '2010-01-01'), ligne('2', '3', '2020-01-01')]
    const le = (article: string, jour: Jour) => numeroLe(n('x', article), jour, table).article
    expect(['2009-12-31', '2010-01-01', '2020-01-01'].map(j => le('1', j as Jour))).toEqual([
      '1',
      '2',
      '3',
    ])
    expect(['2009-12-31', '2010-01-01', '2020-01-01'].map(j => le('3', j as Jour))).toEqual([
      '1',
      '2',
      '3',
    ])
  })
  it('Une table qui tourne en rond s’arrête', () => {
    const table = [ligne('1', '2', '2010-01-01'), ligne('2', '1', '2010-01-01')]
    expect(['1', '2']).toContain(numeroLe(n('x', '1'), '2015-01-01', table).article)
  })
  it('Aller à un jour et revenir rend le numéro d’un article qui n’a pas été réuni à un autre', () => {
    const seuls = renumerotations.filter(
      r =>
        renumerotations.filter(
          s => s.nouveau.texte === r.nouveau.texte && s.nouveau.article === r.nouveau.article,
        ).length === 1 &&
        renumerotations.find(
          s => s.ancien.texte === r.ancien.texte && s.ancien.article === r.ancien.article,
        ) === r,
    )
    expect(seuls.length).toBeGreaterThan(60)
    for (const { ancien, nouveau, le } of seuls) {
      const veille = ajouterJours(le, -1)
      expect(numeroLe(ancien, veille, renumerotations), ancien.article).toEqual(ancien)
      expect(numeroLe(ancien, le, renumerotations), ancien.article).toEqual(nouveau)
      expect(numeroLe(nouveau, veille, renumerotations), nouveau.article).toEqual(ancien)
    }
  })
})
