import { describe, expect, it } from 'vitest'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import type { Citation, Regle } from '../platform/law.ts'
import type { Bornes } from './definition.rules.ts'
import { bornesEnMots, finDe, quantite, refusDeDuree, refusDHeures } from './duree.rules.ts'
import { natures } from './nature.referentiel.ts'
import { conversion7471 } from './referentiel/conversion.referentiel.ts'

const debutLe = '2025-02-12'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const regle = (
  value: Bornes,
  source: Citation = uneCitationLue('code pénal', '132-42'),
): Regle<Bornes> => ({
  id: 'essai.duree',
  catalogue: 'B2',
  libelle: 'Durée',
  selon: 'jugement',
  droit: [{ from: '1994-03-01', value, source }],
})
const sursis = natures.sursis_probatoire.duree
const duree = (dureeMois: number, palier?: string) =>
  refusDeDuree(sursis, { debutLe, dureeMois, palier }, debutLe, 'droit')

describe('Les bornes s’écrivent en mots', () => {
  it.each([
    ['de 20 heures à 400 heures', { unite: 'heures', min: 20, max: 400 }],
    ['de 12 mois à 3 ans', { unite: 'mois', min: 12, max: 36 }],
    ['au plus 18 mois', { unite: 'mois', min: null, max: 18 }],
    ['de 15 jours à 6 mois', { unite: 'mois', min: null, minJours: 15, max: 6 }],
    ['au moins 1 jour', { unite: 'jours', min: 1, max: null }],
    ['fixée par la décision', { unite: 'mois', min: null, max: null }],
    [
      'au plus 10 ans ; jusqu’à 20 ans : condamnation pour crime',
      {
        unite: 'mois',
        min: null,
        max: 120,
        paliers: [{ cle: 'crime', max: 240, si: 'Condamnation pour crime.' }],
      },
    ],
  ] as const)('%s', (mots, bornes) => {
    expect(bornesEnMots(bornes)).toBe(mots)
  })
  it('Le singulier s’arrête à un', () => {
    expect([
      quantite(1, 'heures'),
      quantite(2, 'heures'),
      quantite(1, 'jours'),
      quantite(1, 'mois'),
    ]).toEqual(['1 heure', '2 heures', '1 jour', '1 mois'])
  })
})

describe('La fin d’une mesure', () => {
  it('Les mois vont de quantième à quantième ; sans ce quantième, au dernier jour du mois', () => {
    expect(finDe({ debutLe: '2025-02-12', dureeMois: 24 })).toBe('2027-02-12')
    expect(finDe({ debutLe: '2025-08-31', dureeMois: 6 })).toBe('2026-02-28')
    expect(finDe({ debutLe: '2023-08-31', dureeMois: 6 })).toBe('2024-02-29')
  })
  it('La fin écrite prime ; sans fin ni durée, il n’y a pas de fin', () => {
    expect(finDe({ debutLe, finLe: '2026-01-01' })).toBe('2026-01-01')
    expect(finDe({ debutLe })).toBeUndefined()
  })
  it('Une fin et une durée qui ne disent pas la même chose sont refusées ; d’accord, elles passent', () => {
    expect(
      codes(
        refusDeDuree(sursis, { debutLe, finLe: '2027-02-11', dureeMois: 24 }, debutLe, 'droit'),
      ),
    ).toEqual(['fin_et_duree'])
    expect(
      refusDeDuree(sursis, { debutLe, finLe: '2027-02-12', dureeMois: 24 }, debutLe, 'droit'),
    ).toEqual([])
  })
})

describe('La durée d’un sursis probatoire (CP 132-42, al. 1)', () => {
  it.each([12, 24, 36])('%i mois sont acceptés', mois => {
    expect(duree(mois)).toEqual([])
  })
  it('Onze mois sont trop courts : refusés avec l’article et la borne', () => {
    expect(duree(11)).toMatchObject([
      {
        code: 'duree_trop_courte',
        champ: 'dureeMois',
        source: { texte: 'code pénal', article: '132-42, al. 1' },
      },
    ])
    expect(duree(11)[0]?.message).toContain('de 12 mois à 3 ans')
  })
  it.each([
    [37, 'palier_a_nommer'],
    [60, 'palier_a_nommer'],
    [84, 'palier_a_nommer'],
    [85, 'duree_trop_longue'],
  ])('%i mois sans palier nommé : %s', (mois, code) => {
    expect(duree(mois)).toMatchObject([{ code, source: { article: '132-42, al. 1' } }])
  })
  it.each([
    ['cp_132_42_al1_p2', 60, []],
    ['cp_132_42_al1_p2', 61, ['duree_trop_longue']],
    ['cp_132_42_al1_p3', 84, []],
    ['cp_132_42_al1_p3', 85, ['duree_trop_longue']],
    ['palier_inconnu', 60, ['duree_trop_longue']],
  ])('Le palier %s nommé, %i mois : %j', (palier, mois, attendus) => {
    expect(codes(duree(mois, palier))).toEqual(attendus)
  })
  it('Le jour de trop compte : la veille du minimum et le lendemain du maximum sont refusés', () => {
    const fin = (finLe: '2026-02-12' | '2026-02-11' | '2028-02-12' | '2028-02-13') =>
      refusDeDuree(sursis, { debutLe, finLe }, debutLe, 'droit')
    expect(fin('2026-02-12')).toEqual([])
    expect(fin('2026-02-11')).toMatchObject([{ code: 'duree_trop_courte', champ: 'finLe' }])
    expect(fin('2028-02-12')).toEqual([])
    expect(codes(fin('2028-02-13'))).toEqual(['palier_a_nommer'])
  })
  it('Sans fin ni durée, rien n’est refusé', () => {
    expect(refusDeDuree(sursis, { debutLe }, debutLe, 'droit')).toEqual([])
  })
})

describe('Une valeur à vérifier ne refuse jamais', () => {
  const aVoir = uneCitationAVerifier('code pénal', '132-42')
  it('Une durée hors de bornes lues est refusée ; hors de bornes à vérifier, elle passe', () => {
    const bornes: Bornes = { unite: 'mois', min: 6, max: 12 }
    for (const dureeMois of [5, 13]) {
      expect(refusDeDuree(regle(bornes), { debutLe, dureeMois }, debutLe, 'droit')).toHaveLength(1)
      expect(refusDeDuree(regle(bornes, aVoir), { debutLe, dureeMois }, debutLe, 'droit')).toEqual(
        [],
      )
    }
  })
  it('Une conversion en TIG a les heures de CP 132-57, puis celles de CP 131-8', () => {
    expect(
      refusDHeures(conversion7471.heures, {
        heures: 500,
        quand: '2015-01-01',
        referentiel: 'droit',
      }),
    ).toMatchObject([{ source: { article: '132-57' } }])
    expect(
      refusDHeures(conversion7471.heures, {
        heures: 500,
        quand: '2021-01-01',
        referentiel: 'droit',
      }),
    ).toHaveLength(1)
    expect(
      refusDHeures(conversion7471.heures, {
        heures: 211,
        quand: '2010-01-01',
        referentiel: 'droit',
      }),
    ).toMatchObject([{ source: { article: '132-57' } }])
  })
  it('Avant la première version connue, la loi du jour n’est pas lue : elle ne refuse pas (sursis-TIG de 300 heures en 1993, CP 132-54)', () => {
    expect(
      refusDHeures(natures.sursis_tig.heures, {
        heures: 300,
        quand: '1993-06-01',
        referentiel: 'droit',
      }),
    ).toEqual([])
  })
})

describe('Les heures', () => {
  it('Une mesure qui ne se compte pas en heures n’en reçoit pas ; sans heures, rien n’est refusé', () => {
    expect(
      refusDHeures(undefined, { heures: 100, quand: debutLe, referentiel: 'droit' }),
    ).toMatchObject([{ code: 'sans_heures', champ: 'heures' }])
    expect(refusDHeures(undefined, { quand: debutLe, referentiel: 'droit' })).toEqual([])
    expect(refusDHeures(natures.tig.heures, { quand: debutLe, referentiel: 'droit' })).toEqual([])
  })
  it('Un palier d’heures nommé ouvre son maximum', () => {
    const avecPalier = regle({
      unite: 'heures',
      min: 20,
      max: 100,
      paliers: [{ cle: 'plus', max: 150, si: 'Cas visé' }],
    })
    expect(
      codes(refusDHeures(avecPalier, { heures: 150, quand: debutLe, referentiel: 'droit' })),
    ).toEqual(['heures_hors_bornes'])
    expect(
      refusDHeures(avecPalier, {
        heures: 150,
        quand: debutLe,
        referentiel: 'droit',
        palier: 'plus',
      }),
    ).toEqual([])
    expect(
      codes(
        refusDHeures(avecPalier, {
          heures: 151,
          quand: debutLe,
          referentiel: 'droit',
          palier: 'plus',
        }),
      ),
    ).toEqual(['heures_hors_bornes'])
  })
  it('Le message se lit bien quand la loi ne fixe qu’un maximum (CPP 41-2)', () => {
    const [refus] = refusDHeures(natures.travail_non_remunere.heures, {
      heures: 101,
      quand: debutLe,
      referentiel: 'droit',
    })
    expect(refus?.message).toContain('au plus 100 heures')
    expect(refus?.message).not.toContain('va au plus')
  })
  it('La proposition a son propre maximum, et cite sa thèse (C4.2)', () => {
    expect(
      refusDHeures(natures.tig.heures, { heures: 210, quand: debutLe, referentiel: 'egip' }),
    ).toEqual([])
    expect(
      refusDHeures(natures.tig.heures, { heures: 211, quand: debutLe, referentiel: 'egip' }),
    ).toMatchObject([{ source: { article: 'C4.2' } }])
    expect(refusDeDuree(natures.tig.duree, { debutLe, dureeMois: 24 }, debutLe, 'egip')).toEqual([])
    expect(
      refusDeDuree(natures.tig.duree, { debutLe, dureeMois: 25 }, debutLe, 'egip'),
    ).toMatchObject([{ source: { article: 'C4.4' } }])
  })
})
