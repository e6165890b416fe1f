import { describe, expect, it } from 'vitest'
import {
  attente,
  cleDuCreneau,
  lireCreneau,
  refusDAudience,
  refusDAudienceAncienne,
  refusDeDoublon,
  refusDePersonne,
  refusDeRouvrir,
  refusDeSecondeConvocation,
  refusDuChoix,
  refusSansCreneau,
} from './audience.rules.ts'

const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Convoquer à l’audience (C3.3)', () => {
  it('Une personne repart avec un jour et une heure, au SPIP, au tribunal, ou les deux', () => {
    expect(codes(refusSansCreneau(undefined, undefined))).toEqual(['sans_creneau'])
    expect([
      refusSansCreneau('a', undefined),
      refusSansCreneau(undefined, 'b'),
      refusSansCreneau('a', 'b'),
    ]).toEqual([[], [], []])
  })
  it('Un autre service que celui qui est proposé a son motif ; où la table se tait, l’agent choisit', () => {
    expect(codes(refusDuChoix(['s67'], 's57', undefined))).toEqual(['choix_sans_motif'])
    expect(refusDuChoix(['s67'], 's57', 'Déménagement le mois prochain')).toEqual([])
    expect(refusDuChoix([null, 's67'], 's67', undefined)).toEqual([])
    expect(refusDuChoix([null, null], 's57', undefined)).toEqual([])
  })
  it('Une audience à venir n’a rien décidé', () => {
    expect(codes(refusDAudience('2026-11-25', '2026-11-24', '1990-01-31'))).toEqual([
      'audience_future',
    ])
    expect(refusDAudience('2026-11-24', '2026-11-24', '1990-01-31')).toEqual([])
  })
  it('Ni une audience d’avant la naissance ; une audience de plus d’un an se confirme', () => {
    expect(codes(refusDAudience('1926-11-24', '2026-11-24', '1990-01-31'))).toEqual([
      'audience_avant_naissance',
    ])
    expect(codes(refusDAudienceAncienne('2025-11-23', '2026-11-24', false))).toEqual([
      'audience_ancienne',
    ])
    expect([
      refusDAudienceAncienne('2025-11-24', '2026-11-24', false),
      refusDAudienceAncienne('2016-11-24', '2026-11-24', true),
    ]).toEqual([[], []])
  })
  it('On ne rejoint que le dossier que la recherche a montré', () => {
    expect(codes(refusDePersonne('autre', ['a', 'b']))).toEqual(['hors_recherche'])
    expect([refusDePersonne('a', ['a', 'b']), refusDePersonne('nouvelle', [])]).toEqual([[], []])
  })
  it('Un dossier clos ne rouvre que si on le dit', () => {
    expect(codes(refusDeRouvrir('2026-03-02', false))).toEqual(['rouverture_a_dire'])
    expect([refusDeRouvrir('2026-03-02', true), refusDeRouvrir(null, false)]).toEqual([[], []])
  })
  it('Un dossier ouvert entre-temps au même nom arrête l’ouverture d’un second (C1.1)', () => {
    expect(codes(refusDeDoublon(1))).toEqual(['dossier_apparu'])
    expect(refusDeDoublon(0)).toEqual([])
  })
  it('Un créneau se lit et s’écrit, avec ou sans son type', () => {
    const creneau = { plageId: 'p', le: '2026-12-01' as const, heure: '09:30' }
    expect(lireCreneau(cleDuCreneau(creneau))).toEqual({ ...creneau, type: null })
    expect(lireCreneau(`sap_ddse|${cleDuCreneau(creneau)}`)).toEqual({
      ...creneau,
      type: 'sap_ddse',
    })
  })
})

describe('Ce que le SPIP lit', () => {
  const remise = {
    audienceLe: '2026-11-24' as const,
    juridiction: 'TJ de Metz',
    numeroParquet: '26001',
    decision: null,
    decisionRemise: false,
    piecesManquantes: null,
  }
  it('L’attente dit d’où vient la personne et ce qui manque', () => {
    expect(attente(remise)).toBe(
      'Convoquée à l’audience du 24/11/2026 (TJ de Metz), n° parquet 26001. Décision et saisine à recevoir.',
    )
    expect(
      attente({
        ...remise,
        numeroParquet: null,
        decision: 'SP 2 ans',
        decisionRemise: true,
        piecesManquantes: 'justificatif de domicile',
      }),
    ).toBe(
      'Convoquée à l’audience du 24/11/2026 (TJ de Metz). Décision dite : SP 2 ans. Décision remise à la personne ; saisine à recevoir. Pièces manquantes : justificatif de domicile.',
    )
  })
})

it('Déjà convoquée au SPIP pour cette décision : refusé en disant quand et par qui, sauf si c’est voulu', () => {
  const deja = [{ le: '2026-12-08' as const, heure: '10:00', parNom: 'Greffe de Metz' }]
  expect(refusDeSecondeConvocation([], false)).toEqual([])
  expect(refusDeSecondeConvocation(deja, true)).toEqual([])
  const [refus] = refusDeSecondeConvocation(deja, false)
  expect(refus?.champ).toBe('creneauSpip')
  expect(refus?.message).toContain('le mardi 8 décembre 2026 à 10 h 00 (par Greffe de Metz)')
})
