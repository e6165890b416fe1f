import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { type ActeTape, refusDeLActe } from './acte-saisi.rules.ts'

const LE: Jour = '2026-11-24'
const greffe = { id: 'a', fonction: 'greffe', serviceId: null, juridictionId: 'metz' }
const sansDecision = {
  numero: null,
  sansNumero: false,
  decisionLe: null,
  decisionJuridictionId: null,
  saisiParNom: 'Agent Un',
}
const mesure = {
  nature: 'sursis_probatoire',
  referentiel: 'droit' as const,
  decisionLe: '2025-03-10' as Jour,
  debutLe: '2025-03-10' as Jour,
  finInitialeLe: '2027-03-10' as Jour,
  palier: null,
  juridictionId: 'metz',
  juridictionNom: 'Tribunal judiciaire de Metz',
  numeroParquet: '25 068 000 123',
  actes: [
    {
      acte: 'mise_a_execution',
      vers: 'en_cours',
      le: '2025-03-10' as Jour,
      termeLe: '2027-03-10' as Jour,
      causeFin: null,
      ...sansDecision,
    },
  ],
}
const champs = (a: ActeTape, qui = greffe) =>
  refusDeLActe(qui, mesure, a, { obligations: [], aujourdhui: LE }).map(r => r.champ ?? r.code)
const revocation = {
  acte: 'revocation_totale',
  le: LE,
  auteur: 'jap',
  numero: '26/12',
  decisionVue: true,
} as const

describe('Tout ce qui arrête un acte se dit d’un coup', () => {
  it('rien n’arrête celui qui est entier', () => {
    expect(champs(revocation)).toEqual([])
  })
  it('ce qui manque ou ne se lit pas encore ne fait pas taire les règles du reste', () => {
    expect(champs({ acte: 'revocation_totale' })).toEqual(['numero', 'decisionVue'])
    expect(champs({ acte: 'revocation_totale', decisionLe: '2025-03-09' })).toEqual([
      'numero',
      'decisionVue',
      'decisionLe',
    ])
    expect(
      champs({ ...revocation, auteur: undefined, le: '2025-03-09', decisionLe: '2026-11-25' }),
    ).toEqual(['le', 'decisionLe'])
  })
  it('l’auteur, le jour et la décision sont refusés ensemble, à qui n’est pas de la juridiction aussi', () => {
    const acte = {
      ...revocation,
      le: '2025-03-01' as Jour,
      numero: undefined,
      decisionVue: false,
    } as const
    expect(champs(acte, { ...greffe, juridictionId: 'nancy' })).toEqual([
      'autre_juridiction',
      'le',
      'numero',
      'decisionVue',
    ])
    expect(champs({ acte: 'suspension', le: LE }, { ...greffe, fonction: 'jap' })).toEqual([
      'pas_le_jap',
    ])
  })
  it('la même décision, déjà enregistrée par le même acte, se refuse ; une autre, d’un autre numéro, jour ou juridiction, passe', () => {
    const partielle = {
      acte: 'revocation_partielle',
      partieMois: 4,
      le: LE,
      auteur: 'jap',
      numero: '26/12',
      decisionVue: true,
    } as const
    const deja = {
      ...partielle,
      vers: 'en_cours',
      termeLe: '2027-03-10' as Jour,
      causeFin: null,
      ...sansDecision,
    }
    const avec = (ecrit: object) => ({
      ...mesure,
      actes: [
        ...mesure.actes,
        { ...deja, decisionLe: LE, decisionJuridictionId: 'metz', ...ecrit },
      ],
    })
    const refus = (a: ActeTape, ecrit: object = { numero: 'n° 26-12' }) =>
      refusDeLActe(greffe, avec(ecrit), a, { obligations: [], aujourdhui: LE })
    expect(refus(partielle)).toMatchObject([{ code: 'deja_enregistre', champ: 'numero' }])
    expect(refus(partielle)[0]?.message).toContain(
      'Cet acte est déjà enregistré, le 24/11/2026, par Agent Un',
    )
    expect(
      refus(
        { ...partielle, numero: undefined, sansNumero: true },
        { numero: null, sansNumero: true },
      ),
    ).toHaveLength(1)
    expect(refus({ ...partielle, numero: '26/13' })).toEqual([])
    expect(refus({ ...partielle, decisionLe: '2026-11-20' })).toEqual([])
    expect(refus(partielle, { numero: '26/12', decisionJuridictionId: 'nancy' })).toEqual([])
    expect(refus({ ...partielle, acte: 'revocation_totale' })).toEqual([])
    // An act that was recorded before the number was asked says nothing of it.
    expect(refus(partielle, { numero: null })).toEqual([])
  })
  it('reçue tard, une décision dit comment défaire la suite, ou que la suite ne se referait pas et qui en décide', () => {
    const apres = (acte: string, termeLe: Jour) => ({
      ...mesure,
      actes: [
        ...mesure.actes,
        {
          acte,
          vers: 'en_cours',
          le: '2026-11-20' as Jour,
          termeLe,
          causeFin: null,
          ...sansDecision,
        },
      ],
    })
    const suspendre = (m: typeof mesure) =>
      refusDeLActe(
        greffe,
        m,
        { acte: 'suspension', le: '2026-11-10', auteur: 'loi' },
        { obligations: [], aujourdhui: LE },
      )
    const [refus] = suspendre(apres('modification_obligations', '2027-03-10'))
    expect([refus?.code, refus?.message]).toEqual([
      'acte_avant_le_precedent',
      expect.stringContaining('annulez d’abord ce qui suit'),
    ])
    const impossible = suspendre(apres('prolongation', '2027-09-10'))
    expect(impossible.map(r => [r.code, r.champ])).toEqual([['suite_impossible', 'le']])
    expect(impossible[0]?.message).toMatch(
      /N’annulez rien : après cet acte, Prolongation du délai de probation, le 20\/11\/2026, ne s’enregistrerait plus\. .*« Délai suspendu par l’incarcération ».*Demandez d’abord à la juridiction/,
    )
  })
  it('d’un état qui ne le permet pas, l’acte est refusé par son état seul', () => {
    expect(champs({ acte: 'reprise', le: LE, auteur: 'loi' })).toEqual(['acte_impossible'])
  })
})
