import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import type { Auteur } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { calculer } from './echeance.rules.ts'
import type { Faits } from './faits.rules.ts'
import { refusDActe } from './jour-d-acte.rules.ts'
import { faire, faits, suivi } from './mesure.builder.ts'
import { refusDeMesure } from './mesure.rules.ts'

const LE: Jour = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const acte = (m: MesureSuivie, cle: string, le: Jour, auteur: Auteur) =>
  refusDActe(m, { acte: cle, le, auteur }, LE)
const jour = (f: Faits, cle: string) => calculer(f).echeances.find(e => e.cle === cle)?.le

describe('Le suivi socio-judiciaire (B15 : CP 131-36-1 s., CPP 763-1 s.)', () => {
  const ssj = suivi('suivi_socio_judiciaire', '2025-01-06', { finInitialeLe: '2030-01-06' })
  it('Dix ans au plus pour un délit, vingt dans un cas que la décision vise, trente pour un crime ; sans fin, rien à refuser', () => {
    const saisie = (dureeMois?: number, palier?: string) =>
      refusDeMesure({
        nature: 'suivi_socio_judiciaire',
        decisionLe: LE,
        debutLe: LE,
        dureeMois,
        palier,
      })
    expect([
      saisie(120),
      saisie(240, 'cp_131_36_1_crime'),
      saisie(360, 'cp_131_36_1_crime_trente_ans'),
      saisie(),
    ]).toEqual([[], [], [], []])
    expect(saisie(121)).toMatchObject([
      { code: 'palier_a_nommer', source: { article: '131-36-1, al. 2' } },
    ])
    expect(codes(saisie(241, 'cp_131_36_1_crime'))).toEqual(['duree_trop_longue'])
  })
  it('L’emprisonnement pour inobservation le suspend et n’y met pas fin ; le JAP l’ordonne (CPP 763-5)', () => {
    expect(acte(ssj, 'execution_emprisonnement', '2025-06-01', 'jap')).toEqual([])
    expect(acte(ssj, 'execution_emprisonnement', '2025-06-01', 'tribunal')).toMatchObject([
      { source: { article: '763-5, al. 1 et 4' } },
    ])
    const detenu = faire(ssj, ['execution_emprisonnement', '2025-06-01'])
    expect(deroulement(detenu)).toMatchObject({ etat: 'suspendue', termeLe: null, finieLe: null })
    expect(deroulement(faire(detenu, ['reprise', '2025-09-01'])).termeLe).toBe(
      ajouterJours('2030-01-06', 92),
    )
  })
  it('Le tribunal relève de la mesure (CPP 763-6, al. 1) ; le JAP y met fin si le reclassement est acquis', () => {
    expect(acte(ssj, 'relevement', '2026-06-01', 'tribunal')).toEqual([])
    expect(acte(ssj, 'relevement', '2026-06-01', 'jap')).toMatchObject([
      { source: { article: '763-6, al. 1' } },
    ])
    expect(acte(ssj, 'fin_anticipee', '2026-06-01', 'jap')).toEqual([])
  })
  it('Comparution dans les huit jours de la libération (CPP 763-7-1) ; médecin coordonnateur dans le mois de l’injonction (CPP R61)', () => {
    const f = faits('suivi_socio_judiciaire', '2025-01-06')
    expect(jour(f, 'premiere_convocation')).toBe('2025-01-14')
    expect(jour(f, 'medecin_coordonnateur')).toBeUndefined()
    expect(
      jour(
        { ...f, actes: [{ acte: 'injonction_de_soins', le: '2025-01-31' }] },
        'medecin_coordonnateur',
      ),
    ).toBe('2025-02-28')
  })
})

describe('Après la peine (B16 : CPP 723-29, 721-2)', () => {
  it('La surveillance judiciaire : le JAP retire les réductions, en partie sans y mettre fin, en totalité en y mettant fin (CPP 723-35)', () => {
    const sj = suivi('surveillance_judiciaire', '2025-01-06', { finInitialeLe: '2027-01-06' })
    expect(deroulement(faire(sj, ['retrait_partiel', '2025-06-01']))).toMatchObject({
      etat: 'reincarceree',
      finieLe: null,
    })
    expect(deroulement(faire(sj, ['retrait_total', '2025-06-01']))).toMatchObject({
      etat: 'retiree',
      cause: 'retrait',
    })
    expect(acte(sj, 'retrait_total', '2025-06-01', 'parquet')).toMatchObject([
      { source: { article: '723-35, al. 1 et 3' } },
    ])
  })
  it('Elle reprend de plein droit à la libération (CPP D147-43) : aucune autorité n’en décide', () => {
    const reincarceree = faire(
      suivi('surveillance_judiciaire', '2025-01-06', { finInitialeLe: '2027-01-06' }),
      ['retrait_partiel', '2025-06-01'],
    )
    expect(acte(reincarceree, 'reprise', '2025-07-01', 'loi')).toEqual([])
    expect(acte(reincarceree, 'reprise', '2025-07-01', 'jap')).toMatchObject([
      { source: { article: 'D147-43, al. 1' } },
    ])
  })
  it('Le suivi post-libération : comparution dans le mois, en main du JAP, depuis le 27 décembre 2014 (CPP 721-2, D147-48)', () => {
    const f = (le: Jour) => faits('suivi_post_liberation', le)
    const convocation = (le: Jour) =>
      calculer(f(le)).echeances.find(e => e.cle === 'premiere_convocation')
    expect(convocation('2025-01-31')).toMatchObject({
      le: '2025-02-28',
      enMain: 'jap',
      aVerifier: false,
    })
    expect([convocation('2014-12-26'), convocation('2014-12-27')?.le]).toEqual([
      undefined,
      '2015-01-27',
    ])
  })
})
