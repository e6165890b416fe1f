import { describe, expect, it } from 'vitest'

import {
  peutSuivre,
  refusAvantLArrivee,
  refusDAgent,
  refusDEmpreinte,
  refusDeDoublon,
  refusDeNePlusSuivre,
  refusDeSaFiche,
  refusDeTenir,
  refusDHoraires,
} from './organigramme.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('Tenir l’annuaire (C1.6)', () => {
  it('l’administrateur partout, le DFSPIP dans son service, jamais ailleurs ni pour une juridiction', () => {
    const admin = { fonction: 'administrateur', serviceId: null }
    const dfspip = { fonction: 'dfspip', serviceId: 's67' }
    for (const ou of ['s67', 's57', null]) expect(refusDeTenir(admin, ou)).toEqual([])
    expect(refusDeTenir(dfspip, 's67')).toEqual([])
    for (const ou of ['s57', null])
      expect(codes(refusDeTenir(dfspip, ou))).toEqual(['autre_service'])
    expect(codes(refusDeTenir({ fonction: 'dfspip', serviceId: null }, null))).toEqual([
      'autre_service',
    ])
  })
  it('qui n’est pas arrivé n’est choisi pour rien avant son jour', () => {
    const agent = { nomComplet: 'Perle Zulauf', arriveLe: '2026-12-03' as const }
    expect(refusAvantLArrivee(agent, '2026-12-02', 'agentId')).toMatchObject([
      { code: 'agent_a_venir', champ: 'agentId' },
    ])
    expect(refusAvantLArrivee(agent, '2026-12-02', 'agentId')[0]?.message).toContain(
      'Perle Zulauf arrive le jeudi 3 décembre 2026 : ',
    )
    for (const le of ['2026-12-03', '2027-01-01'] as const)
      expect(refusAvantLArrivee(agent, le, 'agentId')).toEqual([])
    expect(refusAvantLArrivee(undefined, '2026-12-02', 'agentId')).toEqual([])
  })
  it('une antenne ouvre avant de fermer', () => {
    expect(refusDHoraires('08:30', '18:00')).toEqual([])
    for (const fin of ['08:30', '08:00'])
      expect(codes(refusDHoraires('08:30', fin))).toEqual(['horaires'])
  })
  it('une fonction est d’un service ou d’une juridiction ; on part après être venu', () => {
    expect(
      refusDAgent(
        { fonction: 'travailleur_social', arriveLe: '2026-01-01', partiLe: '2026-01-02' },
        'service',
      ),
    ).toEqual([])
    expect(refusDAgent({ fonction: 'jap', arriveLe: '2026-01-01' }, 'juridiction')).toEqual([])
    expect(codes(refusDAgent({ fonction: 'jap', arriveLe: '2026-01-01' }, 'service'))).toEqual([
      'fonction',
    ])
    expect(codes(refusDAgent({ fonction: 'dpip', arriveLe: '2026-01-01' }, 'juridiction'))).toEqual(
      ['fonction'],
    )
    for (const partiLe of ['2026-01-01', '2026-01-02'] as const)
      expect(
        codes(refusDAgent({ fonction: 'dpip', arriveLe: '2026-01-02', partiLe }, 'service')),
        partiLe,
      ).toEqual(['parti_avant'])
  })
  it('qui suit des dossiers reste à même de suivre ; qui n’en suit aucun change de poste', () => {
    expect(peutSuivre({ fonction: 'dpip', arriveLe: '2026-01-01' }, '2026-01-01')).toBe(true)
    for (const poste of [
      { fonction: 'surveillant', arriveLe: '2020-01-01' as const },
      { fonction: 'dpip', arriveLe: '2026-01-02' as const },
    ])
      expect(peutSuivre(poste, '2026-01-01')).toBe(false)
    expect(refusDeNePlusSuivre('Rose Nouvelle', 0, 'fonction')).toEqual([])
    expect(refusDeNePlusSuivre('Rose Nouvelle', 2, 'arriveLe')).toMatchObject([
      {
        champ: 'arriveLe',
        message: 'Rose Nouvelle suit 2 dossiers : confiez-les d’abord à un autre référent.',
      },
    ])
    expect(refusDeNePlusSuivre('Rose Nouvelle', 1, 'fonction')[0]?.message).toContain(
      'suit un dossier : confiez-le d’abord',
    )
  })
  it('un agent n’entre pas deux fois sans qu’on le dise', () => {
    const deja = { prenom: 'Rose', nom: 'Nouvelle' }
    expect([refusDeDoublon(undefined, false), refusDeDoublon(deja, true)]).toEqual([[], []])
    expect(codes(refusDeDoublon(deja, false))).toEqual(['deja_a_l_annuaire'])
  })
  it('ce qu’un autre vient d’écrire n’est pas écrasé', () => {
    expect(refusDEmpreinte('a', 'a')).toEqual([])
    for (const vue of ['b', undefined])
      expect(codes(refusDEmpreinte(vue, 'a'))).toEqual(['modifie_entretemps'])
  })
})

describe('Nul ne se donne une autre fonction (ADR 0051)', () => {
  it('la sienne reste, celle d’un autre change, une autre que la sienne est refusée', () => {
    const soi = {
      fonction: 'dfspip',
      arriveLe: '2020-01-01' as const,
      partiLe: '2026-12-31' as const,
    }
    expect([refusDeSaFiche(soi, soi), refusDeSaFiche({ ...soi, fonction: 'dpip' }, null)]).toEqual([
      [],
      [],
    ])
    const refus = (change: object) =>
      refusDeSaFiche({ ...soi, ...change }, soi).map(r => [r.code, r.champ])
    expect(refus({ fonction: 'dpip' })).toEqual([['sa_fonction', 'fonction']])
    expect(refus({ arriveLe: '2026-12-01' as const })).toEqual([['son_arrivee', 'arriveLe']])
    for (const partiLe of [undefined, '2027-12-31'])
      expect(refus({ partiLe })).toEqual([['son_depart', 'partiLe']])
  })
})
