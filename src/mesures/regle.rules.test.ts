import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import { type Dated, estAbsente, type Regle } from '../platform/law.ts'
import type { Bornes, Definition, Referentiel } from './definition.rules.ts'
import { refusDeDuree, refusDHeures } from './duree.rules.ts'
import { refusDeMesure } from './mesure.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { heuresDuTig } from './referentiel/tig-heures.referentiel.ts'
import {
  citationCourte,
  citer,
  estOpposable,
  sourceDe,
  valeurLe,
  versionLe,
} from './regle.rules.ts'

const heures = heuresDuTig
const definitions = Object.entries(natures as Record<CleNature, Definition>) as [
  CleNature,
  Definition,
][]
const essai = (source: Regle<Bornes>['droit'][0]['source']): Regle<Bornes> => ({
  id: 'essai',
  catalogue: 'A1',
  libelle: 'Essai',
  selon: 'jugement',
  droit: [{ from: '2014-01-01', value: { unite: 'mois', min: 6, max: 12 }, source }],
})

describe('Ce qui s’applique un jour, sous un référentiel', () => {
  it('Le TIG va jusqu’à 280 heures la veille du 25 mars 2019, 400 ce jour-là (CP 131-8) ; 210 sous la proposition (C4.2)', () => {
    const max = (le: Jour, r: Referentiel) => valeurLe(heures, le, r)?.max
    expect([
      max('2019-03-24', 'droit'),
      max('2019-03-25', 'droit'),
      max('2019-03-25', 'egip'),
    ]).toEqual([280, 400, 210])
    expect(sourceDe(heures, '2019-03-24', 'droit')).toMatchObject({
      article: '131-8',
      par: 'loi 2014-896, art. 17',
    })
    expect(sourceDe(heures, '2019-03-24', 'egip')).toMatchObject({ charte: 'C4.2' })
  })
  it('La proposition hérite de ce qu’elle ne change pas : le sursis probatoire reste de 12 mois à 3 ans (CP 132-42)', () => {
    const { duree } = natures.sursis_probatoire
    expect(valeurLe(duree, '2026-01-01', 'egip')).toEqual(valeurLe(duree, '2026-01-01', 'droit'))
    expect(sourceDe(duree, '2026-01-01', 'egip')).toMatchObject({ article: '132-42' })
  })
  it('Une mesure plus ancienne que la première version connue prend cette version, jamais rien', () => {
    expect(versionLe(heures.droit, '1980-01-01')).toBe(heures.droit[0])
    expect(versionLe(heures.droit, '2005-01-01')).toBe(heures.droit[1])
  })
  it('Une absence écrite dans la loi est nulle, et citée : la contrainte pénale après le 24 mars 2020 (CP 131-4-1)', () => {
    expect(valeurLe(natures.contrainte_penale.duree, '2020-03-23', 'droit')).toMatchObject({
      min: 6,
      max: 60,
    })
    expect(valeurLe(natures.contrainte_penale.duree, '2020-03-24', 'droit')).toBeNull()
  })
})

describe('Une citation porte le numéro du jour dont elle parle (ordonnance 2025-1091)', () => {
  const source = uneCitationLue('code de procédure pénale', '723-15', { precision: 'al. 3' })
  it('CPP 723-15 en 2028, CPP L5212-1 en 2029, sans l’alinéa lu sous l’ancien numéro', () => {
    expect(citer(source, '2028-12-31')).toEqual({
      texte: 'code de procédure pénale',
      article: '723-15, al. 3',
    })
    expect(citer(source, '2029-01-01')).toEqual({
      texte: 'code de procédure pénale',
      article: 'L5212-1',
    })
    expect(citationCourte(source, '2028-12-31')).toBe('CPP 723-15, al. 3')
  })
  it('CPP R57-11 la veille du 1er mai 2022, CPén R622-1 ce jour-là (décret 2022-479)', () => {
    const mobile = uneCitationLue('code de procédure pénale', 'R57-11')
    expect([citationCourte(mobile, '2022-04-30'), citationCourte(mobile, '2022-05-01')]).toEqual([
      'CPP R57-11',
      'CPén R622-1',
    ])
    expect(citer(uneCitationLue('code pénitentiaire', 'R622-1'), '2022-04-30')).toEqual({
      texte: 'code de procédure pénale',
      article: 'R57-11',
    })
  })
  it('Une proposition se cite comme telle, jamais comme une loi ; un texte sans abrégé se dit en entier', () => {
    expect(citer({ value: null, charte: 'C4.1' }, '2026-01-01').texte).toBe(
      'proposition des États généraux (charte)',
    )
    expect(citationCourte({ value: null, charte: 'C4.1' }, '2026-01-01')).toBe(
      'proposition, charte C4.1',
    )
    expect(citationCourte(uneCitationLue('loi 2019-222', '71'), '2026-01-01')).toContain(
      'loi 2019-222',
    )
  })
})

describe('Une valeur qui n’a pas été lue avertit, elle ne refuse jamais (ADR 0022)', () => {
  const treize = { debutLe: '2025-01-10', dureeMois: 13 } as const
  it('la même borne refuse si elle est lue, et pas si elle est à vérifier', () => {
    expect(estOpposable(uneCitationLue('code pénal', '132-42'))).toBe(true)
    expect(estOpposable(uneCitationAVerifier('code pénal', '132-42'))).toBe(false)
    expect(estOpposable({ value: 1, charte: 'C4.2' })).toBe(true)
    expect(
      refusDeDuree(essai(uneCitationLue('code pénal', '132-42')), treize, '2025-01-10', 'droit'),
    ).toMatchObject([
      { code: 'duree_trop_longue', source: { texte: 'code pénal', article: '132-42' } },
    ])
    expect(
      refusDeDuree(
        essai(uneCitationAVerifier('code pénal', '132-42')),
        treize,
        '2025-01-10',
        'droit',
      ),
    ).toEqual([])
  })
  it.each(definitions)(
    '%s : aucune de ses versions à vérifier ne refuse une durée, des heures ou son nom',
    (nature, d) => {
      const aVerifierDe = <T>(droit: Dated<T>) =>
        droit.filter(v => v.source.confiance === 'a_verifier')
      for (const v of aVerifierDe(d.duree.droit))
        expect(
          refusDeDuree(d.duree, { debutLe: v.from, dureeMois: 6000 }, v.from, 'droit'),
          v.from,
        ).toEqual([])
      for (const v of aVerifierDe(d.heures?.droit ?? d.duree.droit))
        if (d.heures)
          expect(
            refusDHeures(d.heures, { heures: 100_000, quand: v.from, referentiel: 'droit' }),
            v.from,
          ).toEqual([])
      for (const v of aVerifierDe(d.noms.droit))
        expect(
          refusDeMesure({ nature, decisionLe: v.from, debutLe: v.from }).filter(
            r => r.code === 'nature_inexistante',
          ),
        ).toEqual([])
    },
  )
  it('chaque refus de durée ou d’heures porte le texte et l’article de sa borne', () => {
    let combien = 0
    for (const [nature, d] of definitions)
      for (const v of d.duree.droit) {
        if (estAbsente(v.value) || !v.value.max || v.source.confiance !== 'lu') continue
        for (const r of refusDeDuree(
          d.duree,
          { debutLe: v.from, dureeMois: 6000 },
          v.from,
          'droit',
        )) {
          expect(r.source, `${nature} ${v.from}`).toEqual(citer(v.source, v.from))
          combien += 1
        }
      }
    expect(combien).toBeGreaterThan(8)
  })
})
