import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import { faire, mesure } from './etat.builder.ts'
import { refusDActe } from './jour-d-acte.rules.ts'

const AUJOURDHUI = '2026-11-24'
const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const enCours = faire(mesure('sursis_probatoire'), 'mise_a_execution', '2025-03-10')

describe('Le terme suspendu, prolongé', () => {
  it('une seconde suspension avant la reprise n’efface pas la première : surveillance judiciaire (CPP 723-35, D147-43)', () => {
    const m = mesure('surveillance_judiciaire')
    const reincarceree = faire(
      faire(m, 'suspension', '2025-06-01'),
      'retrait_partiel',
      '2025-06-11',
    )
    expect(deroulement(reincarceree)).toMatchObject({
      etat: 'reincarceree',
      termeLe: null,
      suspendueLe: '2025-06-01',
    })
    expect(deroulement(faire(reincarceree, 'reprise', '2025-07-01')).termeLe).toBe(
      ajouterJours('2027-03-10', 30),
    )
  })
  it('deux suspensions closes s’ajoutent (CP 132-43)', () => {
    const une = faire(faire(enCours, 'suspension', '2025-06-01'), 'reprise', '2025-06-11')
    const deux = faire(faire(une, 'suspension', '2026-01-01'), 'reprise', '2026-01-06')
    expect(deroulement(deux).termeLe).toBe(ajouterJours('2027-03-10', 15))
  })
  it('une mesure sans terme n’en gagne pas à la reprise', () => {
    const sans = { ...enCours, finInitialeLe: null, actes: [] }
    const repris = faire(
      faire(faire(sans, 'mise_a_execution', '2025-03-10'), 'suspension', '2025-06-01'),
      'reprise',
      '2025-06-11',
    )
    expect(deroulement(repris)).toMatchObject({
      etat: 'en_cours',
      termeLe: null,
      suspendueLe: null,
    })
  })
  const prolonger = (
    m: MesureSuivie,
    auteur: 'jap' | 'jld' | 'parquet',
    nouvelleFinLe: Jour,
    acte = 'prolongation',
  ) => refusDActe(m, { acte, le: '2026-06-01', auteur, nouvelleFinLe }, AUJOURDHUI)
  it('le JAP prolonge un sursis probatoire jusqu’à trois ans au total, même prononcé pour cinq (CPP 743)', () => {
    expect(prolonger(enCours, 'jap', '2028-03-10')).toEqual([])
    expect(codes(prolonger(enCours, 'jap', '2028-03-11'))).toHaveLength(1)
    const cinqAns = { ...enCours, palier: 'cp_132_42_al1_p2' }
    expect(prolonger(cinqAns, 'jap', '2029-03-10')).toMatchObject([
      { champ: 'nouvelleFinLe', source: { article: '743' } },
    ])
  })
  it('les jours de suspension ne comptent pas dans ces trois ans (CP 132-43, CPP 743)', () => {
    const suspendue = faire(
      faire(enCours, 'suspension', '2025-06-01'),
      'reprise',
      ajouterJours('2025-06-01', 100),
    )
    expect(prolonger(suspendue, 'jap', ajouterJours('2028-03-10', 100))).toEqual([])
    expect(prolonger(suspendue, 'jap', ajouterJours('2028-03-10', 101))).toHaveLength(1)
  })
  it('une ARSE se prolonge de six mois en six mois, deux ans au total (CPP 142-7)', () => {
    const posee = faire(
      mesure('arse', {
        debutLe: '2026-01-10',
        decisionLe: '2026-01-10',
        finInitialeLe: '2026-07-10',
      }),
      'pose',
      '2026-01-12',
    )
    expect(prolonger(posee, 'jld', '2027-01-10')).toEqual([])
    expect(prolonger(posee, 'jld', '2028-01-11')).toMatchObject([
      { source: { article: expect.stringContaining('142-7') } },
    ])
  })
  it('un stage empêché a un nouveau délai, au-delà des six mois (CP 131-5-1, al. 3)', () => {
    const stage = mesure('stage', { finInitialeLe: '2025-09-10' })
    expect(
      refusDActe(
        stage,
        { acte: 'report', le: '2025-09-01', auteur: 'jap', nouvelleFinLe: '2025-12-10' },
        AUJOURDHUI,
      ),
    ).toEqual([])
  })
  it('un nouvel ajournement ne passe pas un an depuis le premier (CP 132-65)', () => {
    const ajourne = mesure('ajournement_probatoire', { finInitialeLe: '2025-09-10' })
    const encore = (nouvelleFinLe: Jour) =>
      refusDActe(
        ajourne,
        { acte: 'nouvel_ajournement', le: '2025-09-01', auteur: 'tribunal', nouvelleFinLe },
        AUJOURDHUI,
      )
    expect(encore('2026-03-10')).toEqual([])
    expect(codes(encore('2026-03-11'))).toEqual(['duree_trop_longue'])
  })
})
