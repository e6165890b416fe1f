import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { uneCitationLue } from '../platform/law.builder.ts'
import type { Citation, Dated } from '../platform/law.ts'
import { contradictions, defautsDeSaisie } from './controle.rules.ts'
import type { Bornes, Delai } from './definition.rules.ts'
import { estEcrit, nombreEnMots } from './nombres.rules.ts'
import type { Entree } from './recueil.rules.ts'
import { motsDansLeTexte, quantitesEcrites } from './textes.rules.ts'

const LE: Jour = '2026-11-29'
const essai = (value: unknown, plus: Partial<Entree> = {}): Entree => ({
  id: 'essai.duree',
  catalogue: 'B2',
  libelle: 'Essai',
  selon: 'jugement',
  groupe: 'tig',
  rubrique: 'duree',
  droit: [{ from: '2014-01-01', value, source: uneCitationLue('code pénal', '132-42') }],
  ...plus,
})
const dits = (e: Entree) => defautsDeSaisie(e).join(' ; ')

describe('Une faute de saisie est dite en français', () => {
  it('un jour impossible, un minimum au-dessus du maximum, une unité, un nombre négatif', () => {
    const bornes: Bornes = { unite: 'mois', min: 12, max: 36 }
    expect(dits(essai(bornes))).toBe('')
    expect(dits(essai({ ...bornes, min: 40 }))).toContain('le minimum (40) dépasse le maximum (36)')
    expect(dits(essai({ ...bornes, max: -36 }))).toContain('-36 n’est pas une quantité')
    expect(dits(essai({ ...bornes, unite: 'heures' }))).toContain('une durée est donnée en heures')
    expect(dits(essai({ jours: 1000 }))).toContain('l’unité est à revoir')
    const source = uneCitationLue('code pénal', '132-42')
    expect(dits(essai(1, { droit: [{ from: '2024-02-30', value: 1, source }] }))).toContain(
      '« 2024-02-30 » n’est pas un jour',
    )
  })
  it('un identifiant Légifrance mal formé, un article que nul texte n’a, une version qui ne change rien', () => {
    const source = (article: string, legifrance?: string) =>
      uneCitationLue('code pénal', article, legifrance ? { legifrance } : {})
    const avec = (s: Citation) =>
      dits(essai(1, { droit: [{ from: '2014-01-01', value: 1, source: s }] }))
    expect(avec(source('132-42', 'LEGIARTI000006417440'))).toBe('')
    expect(avec(source('132-42', 'LEGIARTI00000641744'))).toContain(
      'n’est pas un identifiant Légifrance',
    )
    expect(avec(source('132-422'))).toContain('aucun texte lu n’a cet article')
    const deux: Dated<unknown> = [
      { from: '2014-01-01', value: 1, source: source('132-42') },
      { from: '2020-01-01', value: 1, source: source('132-42') },
    ]
    expect(dits(essai(1, { droit: deux }))).toContain('2020-01-01 : cette version ne change rien')
  })
  it('deux règles de même nom, la même phrase citée, deux valeurs', () => {
    const a = essai({ jours: 45 }, { id: 'a.convocation' })
    expect(contradictions([a, essai({ jours: 45 }, { id: 'b.convocation' })])).toEqual([])
    expect(contradictions([a, essai({ jours: 30 }, { id: 'b.convocation' })])).toHaveLength(1)
  })
  it('deux règles de noms différents, le même mois du même article, prorogé dans l’une seulement (CPP 712-20, 801)', () => {
    const de = (id: string, value: unknown) =>
      essai(value, {
        id,
        rubrique: 'acte',
        droit: [
          {
            from: '2014-01-01',
            value,
            source: uneCitationLue('code de procédure pénale', '712-20'),
          },
        ],
      })
    const [regle, acte] = [
      { ...de('procedures.712_20', { mois: 1, proroge: true }), rubrique: 'regle' as const },
      'tig.saisine.pas_apres',
    ]
    expect(contradictions([regle, de(acte, { mois: 1, proroge: true })])).toEqual([])
    expect(contradictions([regle, de(acte, { mois: 1 })])).toHaveLength(1)
    expect(contradictions([regle, de('tig.saisine.pas_avant', { mois: 1 })])).toEqual([])
  })
  it('CPP 801 : « tout délai prévu par une disposition de procédure pénale » dit s’il est prorogé ; un délai du code pénal ne l’est pas', () => {
    const du = (texte: string, article: string, value: Delai) =>
      dits(
        essai(value, {
          rubrique: 'devoir',
          droit: [{ from: '2014-01-01', value, source: uneCitationLue(texte, article) }],
        }),
      )
    expect(du('code de procédure pénale', '741-2', { mois: 4 })).toContain(
      'sans dire s’il est prorogé',
    )
    expect(du('code de procédure pénale', '741-2', { mois: 4, proroge: true })).toBe('')
    expect(du('code de procédure pénale', 'D575', { mois: 1, avant: true })).toBe('')
    expect(du('code pénal', '132-65', { mois: 12, proroge: true })).toContain(
      'sans être un délai de procédure',
    )
  })
  it('les mots lus doivent porter le nombre, en chiffres ou en lettres (CPP 474)', () => {
    const lue = (mots: string) => ({
      ...uneCitationLue('code de procédure pénale', '474'),
      lecture: { qui: 'x', le: LE, ou: 'x', mots },
    })
    const avec = (mots: string) =>
      dits(
        essai(
          { jours: 20 },
          { droit: [{ from: '2024-09-30', value: { jours: 20 }, source: lue(mots) }] },
        ),
      )
    expect(avec('dans un délai qui ne saurait être supérieur à vingt jours')).toBe('')
    expect(avec('dans un délai qui ne saurait être supérieur à trente jours')).toContain(
      '20 jours : les mots lus',
    )
  })
})

describe('Un nombre se retrouve dans un texte, en chiffres ou en lettres', () => {
  it.each([
    [20, 'vingt'],
    [21, 'vingt et un'],
    [45, 'quarante-cinq'],
    [71, 'soixante et onze'],
    [80, 'quatre-vingts'],
    [91, 'quatre-vingt-onze'],
    [100, 'cent'],
    [105, 'cent cinq'],
    [210, 'deux cent dix'],
    [400, 'quatre cents'],
  ])('%i s’écrit « %s »', (n, mots) => {
    expect(nombreEnMots(n)).toBe(mots)
  })
  it('« de vingt à quatre cents heures », « trois ans », « vingt-quatre heures » pour un jour (CP 131-8, 132-42)', () => {
    const tig = 'un travail d’intérêt général d’une durée de vingt à quatre cents heures'
    expect([
      estEcrit(20, 'heures', tig),
      estEcrit(400, 'heures', tig),
      estEcrit(280, 'heures', tig),
    ]).toEqual([true, true, false])
    expect(estEcrit(36, 'mois', 'ni supérieur à trois ans')).toBe(true)
    expect(estEcrit(1, 'jours', 'dans les vingt-quatre heures')).toBe(true)
    expect(estEcrit(5, 'jours', 'quarante-cinq jours')).toBe(false)
  })
  it('une phrase dit ses quantités, et les mots d’une lecture se retrouvent dans leur ordre', () => {
    expect(
      quantitesEcrites('Deux ans au plus, un an parfois, trente et quarante-cinq jours.'),
    ).toEqual([
      { n: 24, unite: 'mois' },
      { n: 12, unite: 'mois' },
      { n: 45, unite: 'jours' },
    ])
    expect(
      motsDansLeTexte(
        'la juridiction […] peut ordonner',
        'La juridiction de jugement peut ordonner un suivi',
      ),
    ).toBe(true)
    expect(
      motsDansLeTexte(
        'peut ordonner […] la juridiction',
        'La juridiction de jugement peut ordonner un suivi',
      ),
    ).toBe(false)
  })
})
