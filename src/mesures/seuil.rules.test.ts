import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { condamnationDite } from './condamnation.rules.ts'
import { casPermisDe } from './cumul.rules.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'

const refus = (nature: CleNature, le: Jour, plus: Partial<Saisie>) =>
  refusDeMesure({ nature, decisionLe: le, debutLe: le, ...plus }).filter(
    r => r.code === 'peine_au_dela_du_seuil',
  )

describe('CP 112-2, 3° : un seuil plus bas ne vaut que pour les faits commis depuis (Cass. crim., 20 octobre 2020, n° 19-84.754)', () => {
  const examen = (plus: Partial<Saisie>, le: Jour = '2021-02-01') =>
    refus('procedure_723_15', le, plus)
  it.each([
    ['2020-03-23', 24, false],
    ['2020-03-23', 25, true],
    ['2020-03-24', 12, false],
    ['2020-03-24', 13, true],
  ] as const)(
    'CPP 723-15 : faits du %s, peine de %i mois examinée en 2021, refusée : %s',
    (faitsLe, peineMois, attendu) => {
      expect(examen({ faitsLe, peineMois }).length > 0).toBe(attendu)
    },
  )
  it('CPP 723-15, al. 1, jusqu’au 23 mars 2020 : en récidive légale, un an ; le seuil de 2020 n’y change rien', () => {
    expect(examen({ faitsLe: '2019-06-03', peineMois: 12, recidive: true })).toEqual([])
    expect(examen({ faitsLe: '2019-06-03', peineMois: 13, recidive: true })).toMatchObject([
      { source: { article: '723-15' } },
    ])
  })
  it('CPP 723-15 : le refus dit la loi appliquée, et pourquoi la plus récente ne l’est pas', () => {
    expect(examen({ faitsLe: '2019-06-03', peineMois: 30 })).toEqual([
      {
        code: 'peine_au_dela_du_seuil',
        champ: 'peineMois',
        message:
          'La loi ouvre cette mesure jusqu’à 2 ans. C’est la loi du 01/10/2014 : celle du 24/03/2020, plus sévère, ne vaut que pour des faits commis depuis, et ceux-ci sont du 03/06/2019 (CP 112-2, 3°).',
        source: { texte: 'code de procédure pénale', article: '723-15' },
      },
    ])
    expect(examen({ faitsLe: '2020-06-01', peineMois: 18 })[0]?.message).toBe(
      'La loi ouvre cette mesure jusqu’à 12 mois.',
    )
  })
  it('CPP 723-1 : la récidive légale levée le 25 mars 2019 profite aux faits plus anciens, même aménagés après', () => {
    expect(
      refus('semi_liberte', '2019-03-24', { faitsLe: '2018-01-08', peineMois: 18, recidive: true }),
    ).toHaveLength(1)
    expect(
      refus('semi_liberte', '2019-03-25', { faitsLe: '2018-01-08', peineMois: 18, recidive: true }),
    ).toEqual([])
  })
  it.each(['semi_liberte', 'placement_exterieur', 'ddse_amenagement'] as const)(
    'CPP 723-1 et 723-7 : %s, deux ans au plus devant le JAP, plus long que ce que le tribunal peut (CP 132-25)',
    nature => {
      expect(refus(nature, '2025-01-06', { faitsLe: '2024-01-08', peineMois: 24 })).toEqual([])
      expect(refus(nature, '2025-01-06', { faitsLe: '2024-01-08', peineMois: 25 })).toMatchObject([
        { champ: 'peineMois' },
      ])
    },
  )
  it('Ce qui n’est pas dit ne refuse rien : ni sans la peine, ni sans les faits', () => {
    expect(examen({ faitsLe: '2024-01-08' })).toEqual([])
    expect(examen({ peineMois: 60 })).toEqual([])
  })
  it('Ce qui n’est pas lu ne refuse rien : des faits plus anciens que la première version (CPP 723-7)', () => {
    expect(
      refus('ddse_amenagement', '2025-01-06', { faitsLe: '1996-01-08', peineMois: 60 }),
    ).toEqual([])
  })
})

describe('CPP 723-1, al. 2, et 723-7, al. 2 : « à titre probatoire », avant une libération conditionnelle, aucun seuil', () => {
  const avant = 'probatoire_liberation_conditionnelle'
  const longue = 'probatoire_longue_peine'
  const dit = (nature: CleNature, le: Jour, plus: Partial<Saisie>) =>
    refusDeMesure({
      nature,
      decisionLe: le,
      debutLe: le,
      faitsLe: '2015-01-08',
      peineMois: 40,
      ...plus,
    }).map(r => `${r.champ} ${r.code} ${r.source?.article}`)
  it.each([
    ['semi_liberte', '723-1, al. 2'],
    ['placement_exterieur', '723-1, al. 2'],
    ['ddse_amenagement', '723-7, al. 2'],
  ] as const)(
    '%s, quarante mois restants : permise si la décision le dit, « pour une durée n’excédant pas un an » (CPP %s)',
    (nature, article) => {
      const le = '2025-01-06'
      expect(dit(nature, le, {})).toEqual([
        expect.stringContaining('peineMois peine_au_dela_du_seuil'),
      ])
      expect(dit(nature, le, { casPermis: avant })).toEqual([])
      expect(dit(nature, le, { casPermis: avant, dureeMois: 12 })).toEqual([])
      expect(dit(nature, le, { casPermis: avant, dureeMois: 13 })).toEqual([
        `dureeMois duree_trop_longue ${article}`,
      ])
      expect(dit(nature, le, { casPermis: avant, finLe: '2026-01-07' })).toEqual([
        `finLe duree_trop_longue ${article}`,
      ])
      expect(casPermisDe({ nature, decisionLe: le }, []).map(c => c.value)).toEqual([avant, longue])
    },
  )
  it('CPP 723-1, al. 2 : le refus du seuil dit le cas à choisir ; un cas d’une autre règle n’ouvre rien', () => {
    const [refus] = refus2('semi_liberte', {})
    expect(refus?.message).toBe(
      'La loi ouvre cette mesure jusqu’à 2 ans. À titre probatoire, avant une libération conditionnelle, ce seuil ne vaut pas : choisissez alors ce cas.',
    )
    expect(refus2('semi_liberte', { casPermis: 'cp_132_41_partie' })).toHaveLength(1)
  })
  const refus2 = (nature: CleNature, plus: Partial<Saisie>) =>
    refus(nature, '2025-01-06', { faitsLe: '2020-06-01', peineMois: 40, ...plus })
  it('CPP 730-2, depuis le 1er janvier 2012 : « pendant une période d’un an à trois ans » ; le placement à l’extérieur depuis le 1er octobre 2014', () => {
    const mois = (nature: CleNature, dureeMois: number, le: Jour = '2025-01-06') =>
      dit(nature, le, { faitsLe: '2010-01-08', peineMois: 90, casPermis: longue, dureeMois })
    for (const nature of ['semi_liberte', 'placement_exterieur', 'ddse_amenagement'] as const) {
      expect(mois(nature, 36), nature).toEqual([])
      expect(mois(nature, 37), nature).toEqual(['dureeMois duree_trop_longue 730-2, al. 4'])
      expect(mois(nature, 11), nature).toEqual(['dureeMois duree_trop_courte 730-2, al. 4'])
    }
    expect(mois('placement_exterieur', 24, '2014-09-30')).toEqual([
      expect.stringContaining('peine_au_dela_du_seuil'),
    ])
    expect(mois('semi_liberte', 24, '2014-09-30')).toEqual([])
  })
  it('CPP 723-1, jusqu’au 25 novembre 2009 : la semi-liberté probatoire n’avait pas de durée ; le placement sous surveillance, un an (723-7)', () => {
    const ancien = { faitsLe: '2006-01-09', casPermis: avant, dureeMois: 18 } as const
    expect(dit('semi_liberte', '2009-11-25', ancien)).toEqual([])
    expect(dit('semi_liberte', '2009-11-26', ancien)).toEqual([
      'dureeMois duree_trop_longue 723-1, al. 2',
    ])
    expect(dit('placement_surveillance_electronique', '2009-11-25', ancien)).toEqual([
      'dureeMois duree_trop_longue 723-7',
    ])
  })
  it('CPP 723-1, al. 2 : le cas se lit sur la mesure ; l’examen de CPP 723-15 garde son seuil', () => {
    const rien = {
      nature: 'semi_liberte',
      peineMois: null,
      recidive: false,
      ssjEncouru: false,
      contravention: false,
    }
    expect(condamnationDite({ ...rien, casPermis: avant })).toEqual([
      ['Cas prévu par la loi', 'À titre probatoire, avant une libération conditionnelle'],
    ])
    const dite = (nature: CleNature) =>
      condamnationDite({ ...rien, nature, peineMois: 14, casPermis: null })
    expect(dite('semi_liberte')).toEqual([['Peine ou reste à exécuter', '14 mois']])
    expect(dite('sursis_probatoire')).toEqual([['Emprisonnement prononcé', '14 mois']])
    expect(refus2('procedure_723_15', { casPermis: avant })).toHaveLength(1)
  })
})
