import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import { type Dated, inconnu, nExistePas, type Regle } from '../platform/law.ts'
import type { Bornes, Pesee } from './definition.rules.ts'
import { refusDHeures } from './duree.rules.ts'
import { bornesOpposables } from './loi-plus-douce.rules.ts'
import { refusDeMesure } from './mesure.rules.ts'
import type { CleNature } from './nature.referentiel.ts'

type Cas = {
  nature?: CleNature
  faits: Jour
  juge: Jour
  heures?: number
  mois?: number
  palier?: string
}
const refusDe = ({ nature = 'tig', faits, juge, heures, mois, palier }: Cas) =>
  refusDeMesure({
    nature,
    decisionLe: juge,
    debutLe: juge,
    faitsLe: faits,
    heures,
    dureeMois: mois,
    palier,
  })
const codes = (c: Cas) => refusDe(c).map(r => r.code)

describe('CP 112-1, al. 3 : la loi plus douce s’applique aux faits commis avant elle', () => {
  it('CP 131-8, depuis le 26 novembre 2009 : 30 heures sont permises pour des faits du 1er octobre 2009 jugés le 15 décembre 2009', () => {
    expect(codes({ faits: '2009-10-01', juge: '2009-12-15', heures: 30 })).toEqual([])
    expect(codes({ faits: '2009-10-01', juge: '2009-12-15', heures: 19 })).toEqual([
      'heures_hors_bornes',
    ])
  })
  it('CP 131-8, depuis le 1er janvier 2005 : 230 heures dépassent le maximum de 210 pour des faits du 1er décembre 2004 jugés le 1er mars 2005', () => {
    const [refus] = refusDe({ faits: '2004-12-01', juge: '2005-03-01', heures: 230 })
    expect(refus).toMatchObject({
      code: 'heures_hors_bornes',
      source: { texte: 'code pénal', article: '131-8, al. 1' },
    })
    expect(refus?.message).toBe(
      'Nombre d’heures : de 40 heures à 210 heures. Ce maximum est celui de la loi du 01/01/2005, plus douce que celle des faits (01/12/2004) (CP 112-1, al. 3).',
    )
    expect(codes({ faits: '2004-12-01', juge: '2004-12-31', heures: 230 })).toEqual([])
  })
  it('CP 131-8 : de 20 à 210 heures pour des faits de janvier 2009 jugés en novembre 2014 ; la loi intermédiaire plus douce compte', () => {
    const cas = { faits: '2009-01-15', juge: '2014-11-15' } as const
    expect(codes({ ...cas, heures: 20 })).toEqual([])
    expect(codes({ ...cas, heures: 210 })).toEqual([])
    expect(codes({ ...cas, heures: 19 })).toEqual(['heures_hors_bornes'])
    expect(refusDe({ ...cas, heures: 211 })[0]?.message).toBe(
      'Nombre d’heures : de 20 heures à 210 heures. Ce maximum est celui de la loi des faits (15/01/2009) : les lois suivantes, jusqu’au jugement (15/11/2014), ne l’abaissent pas (CP 112-1, al. 3).',
    )
    expect(refusDe({ ...cas, heures: 19 })[0]?.message).toContain(
      'Ce minimum est celui de la loi du 26/11/2009, plus douce que celle des faits (15/01/2009)',
    )
  })
  it('CP 131-8, depuis le 25 mars 2019 : un maximum plus haut ne remonte pas ; le refus dit que la loi des faits reste', () => {
    const [refus] = refusDe({ faits: '2019-03-24', juge: '2019-06-03', heures: 300 })
    expect(refus?.message).toContain('Ce maximum est celui de la loi des faits (24/03/2019)')
    expect(codes({ faits: '2019-03-25', juge: '2019-06-03', heures: 300 })).toEqual([])
  })
  it('CP 132-54 : sursis-TIG, 25 heures pour des faits du 1er octobre 2009 jugés le 15 décembre 2009', () => {
    expect(
      codes({ nature: 'sursis_tig', faits: '2009-10-01', juge: '2009-12-15', heures: 25 }),
    ).toEqual([])
    expect(
      codes({ nature: 'sursis_tig', faits: '2014-09-30', juge: '2014-11-03', heures: 250 }),
    ).toEqual(['heures_hors_bornes'])
  })
  it('CP 132-54, jusqu’au 23 mars 2020 : le travail imposé par un sursis probatoire ne dépasse pas les 280 heures du sursis-TIG des faits', () => {
    const cas = { nature: 'sursis_probatoire', faits: '2019-06-01', juge: '2020-09-15' } as const
    const [refus] = refusDe({ ...cas, heures: 350 })
    expect(refus).toMatchObject({
      code: 'heures_hors_bornes',
      source: { texte: 'code pénal', article: '132-54, al. 1' },
    })
    expect(refus?.message).toContain(
      'de 20 heures à 280 heures. Ce maximum est celui de la loi des faits (01/06/2019)',
    )
    expect(codes({ ...cas, heures: 280 })).toEqual([])
    expect(codes({ ...cas, nature: 'sursis_probatoire_renforce', heures: 281 })).toEqual([
      'heures_hors_bornes',
    ])
    expect(codes({ ...cas, faits: '2020-03-24', heures: 350 })).toEqual([])
    // Judged before 2020-03-24, a mise à l’épreuve had no work among its obligations, hence no
    // hours of its own.
    expect(codes({ ...cas, juge: '2020-03-23', heures: 350 })).toEqual([])
  })
  it('CP 132-42 et 131-36-1 : le refus nomme la loi dont la limite refuse, pour le cas que la décision vise', () => {
    const dit = (c: Cas) => refusDe(c).map(r => r.message.slice(r.message.indexOf('Ce m')))
    const suivi = { nature: 'suivi_socio_judiciaire', juge: '2006-05-02', mois: 180 } as const
    const desFaits = (faits: string, juge: string) =>
      `Ce maximum est celui de la loi des faits (${faits}) : les lois suivantes, jusqu’au jugement (${juge}), ne l’abaissent pas (CP 112-1, al. 3).`
    // 1998: ten years; the law of 2004 opens twenty, and is the more severe.
    expect(dit({ ...suivi, faits: '2003-02-03', palier: 'cp_131_36_1_delit_motive' })).toEqual([
      desFaits('03/02/2003', '02/05/2006'),
    ])
    expect(
      dit({ ...suivi, faits: '2003-02-03', palier: 'cp_131_36_1_crime_trente_ans', mois: 300 }),
    ).toEqual([desFaits('03/02/2003', '02/05/2006')])
    const sursis = { nature: 'sursis_probatoire', faits: '2005-06-06', juge: '2006-05-02' } as const
    // The law of 2005 creates the five years; it lowers the minimum only.
    expect(dit({ ...sursis, mois: 60, palier: 'cp_132_42_al1_p2' })).toEqual([
      desFaits('06/06/2005', '02/05/2006'),
    ])
    expect(dit({ ...sursis, mois: 48 })).toEqual([desFaits('06/06/2005', '02/05/2006')])
    expect(dit({ ...sursis, mois: 11 })).toEqual([
      'Ce minimum est celui de la loi du 13/12/2005, plus douce que celle des faits (06/06/2005) (CP 112-1, al. 3).',
    ])
  })
  it('CPP 41-2, depuis le 10 avril 2021 : 60 heures au plus pour des faits du 9 avril 2021', () => {
    expect(
      codes({
        nature: 'travail_non_remunere',
        faits: '2021-04-09',
        juge: '2021-05-03',
        heures: 80,
      }),
    ).toEqual(['heures_hors_bornes'])
    expect(
      codes({
        nature: 'travail_non_remunere',
        faits: '2021-04-10',
        juge: '2021-05-03',
        heures: 80,
      }),
    ).toEqual([])
  })
  it('CP 132-42 : pour des faits d’avant le 13 décembre 2005, douze mois suffisent, et la récidive légale n’allonge pas les trois ans', () => {
    const cas = { nature: 'sursis_probatoire', faits: '2005-12-12', juge: '2006-05-02' } as const
    expect(codes({ ...cas, mois: 12 })).toEqual([])
    expect(codes({ ...cas, juge: '2005-12-12', mois: 12 })).toEqual(['duree_trop_courte'])
    const recidive = { ...cas, mois: 60, palier: 'cp_132_42_al1_p2' }
    expect(codes(recidive)).toEqual(['duree_trop_longue'])
    expect(codes({ ...recidive, faits: '2005-12-13' })).toEqual([])
  })
  it('CP 131-4-1, jusqu’au 23 mars 2020 : la contrainte pénale, plus douce que la prison, va aussi à des faits plus anciens qu’elle', () => {
    const cas = { nature: 'contrainte_penale', faits: '2014-02-03', juge: '2015-01-05' } as const
    expect(codes({ ...cas, mois: 60 })).toEqual([])
    expect(codes({ ...cas, mois: 61 })).toEqual(['duree_trop_longue'])
  })
  it('CP 131-4-1, 2°, jusqu’au 23 mars 2020 : la contrainte pénale impose un travail « dans les conditions prévues à l’article 131-8 »', () => {
    const heures = (n: number, faits: Jour, juge: Jour) =>
      codes({ nature: 'contrainte_penale', faits, juge, heures: n })
    expect(heures(280, '2015-02-02', '2016-02-02')).toEqual([])
    expect(heures(281, '2015-02-02', '2016-02-02')).toEqual(['heures_hors_bornes'])
    expect(heures(19, '2015-02-02', '2016-02-02')).toEqual(['heures_hors_bornes'])
    expect(heures(300, '2019-03-24', '2019-06-03')).toEqual(['heures_hors_bornes'])
    expect(heures(400, '2019-03-25', '2019-06-03')).toEqual([])
  })
  it('CP 131-36-1 : vingt ans pour un délit seulement si les faits sont du 10 mars 2004 ou après ; un crime de trente ans en avait vingt', () => {
    const cas = { nature: 'suivi_socio_judiciaire', juge: '2006-05-02' } as const
    const delit = { ...cas, mois: 240, palier: 'cp_131_36_1_delit_motive' }
    expect(codes({ ...delit, faits: '2004-03-09' })).toEqual(['duree_trop_longue'])
    expect(codes({ ...delit, faits: '2004-03-10' })).toEqual([])
    const crime = { ...cas, palier: 'cp_131_36_1_crime_trente_ans' }
    expect(codes({ ...crime, faits: '2004-03-09', mois: 240 })).toEqual([])
    expect(codes({ ...crime, faits: '2004-03-09', mois: 360 })).toEqual(['duree_trop_longue'])
  })
})

describe('Ce qui n’est pas lu entre les faits et le jugement ne refuse rien (CP 112-1 ; ADR 0038)', () => {
  const source = uneCitationLue('code pénal', '131-8')
  const avec = (...suite: Dated<Bornes>[number][]): Regle<Bornes> => ({
    id: 'essai.heures',
    catalogue: 'A1',
    libelle: 'Essai',
    selon: 'faits',
    plusDoux: 'moins',
    droit: [
      { from: '2000-01-01', value: { unite: 'heures', min: 40, max: 240 }, source },
      ...suite,
    ],
  })
  const refus = (regle: Regle<Bornes>, heures: number) =>
    refusDHeures(regle, {
      heures,
      quand: { du: '2004-01-05', au: '2016-01-04' },
      referentiel: 'droit',
    }).map(r => r.code)
  const apres = {
    from: '2014-01-01',
    value: { unite: 'heures', min: 40, max: 280 },
    source,
  } as const
  it('une version inconnue peut être plus douce : elle n’impose aucun minimum ; le maximum des faits reste', () => {
    const regle = avec(
      { from: '2010-01-01', value: inconnu, source: uneCitationAVerifier('code pénal', '131-8') },
      apres,
    )
    expect(refus(regle, 10)).toEqual([])
    expect(refus(regle, 240)).toEqual([])
    expect(refus(regle, 241)).toEqual(['heures_hors_bornes'])
    expect(refus(avec(apres), 10)).toEqual(['heures_hors_bornes'])
  })
  it('une version à vérifier ne refuse rien, ni par son maximum ni par son minimum', () => {
    const regle = avec({
      from: '2010-01-01',
      value: { unite: 'heures', min: 50, max: 100 },
      source: uneCitationAVerifier('code pénal', '131-8'),
    })
    expect(refus(regle, 200)).toEqual([])
    expect(refus(regle, 10)).toEqual([])
  })
  it('une règle choisie par les faits qui ne dit pas de quel côté elle est plus douce ne compile pas, ni une durée de peine qui ne dit pas si elle pèse', () => {
    const { plusDoux, ...muette } = avec(apres)
    // @ts-expect-error plusDoux is missing: the compiler asks which way is milder.
    const regle: Regle<Bornes> = muette
    // @ts-expect-error The duration of a sentence is chosen by the facts, or says why it does not weigh.
    const duree: Pesee<Bornes> = { ...muette, selon: 'jugement' }
    expect([plusDoux, regle.selon, duree.selon]).toEqual(['moins', 'faits', 'jugement'])
  })
  it('une version où la règle n’existe pas ne compare rien', () => {
    expect(
      bornesOpposables(
        avec({ from: '2010-01-01', value: nExistePas, source }),
        { du: '2004-01-05', au: '2016-01-04' },
        'droit',
      ),
    ).toMatchObject({
      bornes: { min: 40, max: 240 },
    })
  })
})
