import { describe, expect, it } from 'vitest'
import { libelleDeNature, motsDesNatures, nomDeLaNature, refusDeMesure, refusDeTerminer } from './mesure.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Le référentiel des mesures', () => {
  it('le sursis avec mise à l’épreuve devient sursis probatoire le 24 mars 2020 (CP 132-40)', () => {
    expect(nomDeLaNature('sursis_probatoire', '2020-03-23')).toBe('Sursis avec mise à l’épreuve')
    expect(nomDeLaNature('sursis_probatoire', '2020-03-24')).toBe('Sursis probatoire')
  })
  it('chaque mesure se reconnaît à sa clé, à ses noms dans le temps et aux mots du terrain ; aucun mot n’en nomme deux', () => {
    expect(motsDesNatures).toContainEqual(['Sursis avec mise à l’épreuve', 'sursis_probatoire'])
    expect(motsDesNatures).toContainEqual(['Sursis probatoire', 'sursis_probatoire'])
    expect(motsDesNatures).toContainEqual(['tig', 'tig'])
    expect(motsDesNatures).toContainEqual(['SME', 'sursis_probatoire'])
    expect(new Set(motsDesNatures.map(([mot]) => mot.toLowerCase())).size).toBe(
      new Set(motsDesNatures.map(paire => paire.join().toLowerCase())).size,
    )
  })
  it('un nom qui n’est pas du référentiel s’affiche tel quel', () => {
    expect(libelleDeNature('ancienne_mesure', '2000-01-01')).toBe('ancienne_mesure')
  })
})

describe('Saisir une mesure', () => {
  const m = { nature: 'sursis_probatoire', decisionLe: '2025-02-12', debutLe: '2025-02-12', finLe: '2027-02-12' } as const
  it('acceptée quand la peine existait et que ses dates se suivent', () => {
    expect(refusDeMesure(m)).toEqual([])
    expect(refusDeMesure({ ...m, finLe: undefined })).toEqual([])
  })
  it('refusée avec sa source quand la peine n’existait plus (CP 131-4-1) ou pas encore', () => {
    expect(refusDeMesure({ ...m, nature: 'contrainte_penale' })).toMatchObject([
      { code: 'nature_inexistante', source: { article: '131-4-1' } },
    ])
    expect(codes(refusDeMesure({ ...m, nature: 'sursis_probatoire_renforce', decisionLe: '2019-01-01' }))).toEqual(['nature_inexistante'])
  })
  it('refusée quand elle commence avant la décision, ou finit avant de commencer', () => {
    expect(codes(refusDeMesure({ ...m, debutLe: '2025-02-11' }))).toEqual(['debut_avant_decision'])
    expect(codes(refusDeMesure({ ...m, finLe: '2025-02-11' }))).toEqual(['fin_avant_debut'])
  })
})

describe('Terminer une mesure', () => {
  it('une fois, et pas avant son début', () => {
    expect(refusDeTerminer({ debutLe: '2025-01-01', finieLe: null }, '2025-01-01')).toEqual([])
    expect(codes(refusDeTerminer({ debutLe: '2025-01-01', finieLe: null }, '2024-12-31'))).toEqual(['fin_avant_debut'])
    expect(codes(refusDeTerminer({ debutLe: '2025-01-01', finieLe: '2025-06-01' }, '2025-07-01'))).toEqual(['deja_finie'])
  })
})
