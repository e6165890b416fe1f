import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { inconnu, nExistePas } from '../platform/law.ts'
import {
  delaiDesAvis,
  mentionsDuTravail,
  plafondDeSemaine,
  refusDeDecider,
  refusDeSemaine,
  refusDHabilitation,
  refusDHote,
} from './hote.rules.ts'

const LE: Jour = '2026-11-29'
const dits = (refus: { code: string; source?: { article: string } }[]) =>
  refus.map(r => `${r.code}, ${r.source?.article}`)

describe('Qui peut accueillir un travail d’intérêt général', () => {
  it('CP 131-8, al. 1 : jusqu’au 28 décembre 2019, ni l’économie sociale ni la société à mission', () => {
    for (const type of ['public', 'mission_de_service_public', 'association'] as const)
      expect(refusDHote(type, '2019-12-28')).toEqual([])
    for (const type of ['economie_sociale', 'societe_a_mission'] as const)
      expect(dits(refusDHote(type, '2019-12-28'))).toEqual(['hote_non_admis, 131-8, al. 1'])
    expect(refusDHote('economie_sociale', '2020-01-01')).toEqual([])
  })
  it('CP 131-8, al. 1, depuis le 22 novembre 2023 : l’économie sociale, et la société à mission pas encore', () => {
    expect(refusDHote('economie_sociale', '2023-11-22')).toEqual([])
    expect(dits(refusDHote('societe_a_mission', '2023-11-22'))).toEqual([
      'hote_non_admis, 131-8, al. 1',
    ])
  })
})

describe('Une habilitation', () => {
  it('CPén R623-3 : cinq ans ; la structure publique n’en a pas besoin, le jour non dit ne refuse rien', () => {
    const habilitation = (habiliteeLe: Jour | undefined, le: Jour) =>
      dits(refusDHabilitation({ type: 'association', habiliteeLe }, le))
    expect(habilitation('2022-06-01', '2027-05-31')).toEqual([])
    expect(habilitation('2022-06-01', '2027-06-01')).toMatchObject([
      expect.stringContaining('habilitation_echue, R623-3'),
    ])
    expect(habilitation('2022-06-02', '2022-06-01')).toMatchObject([
      expect.stringContaining('habilitation_a_venir'),
    ])
    expect(habilitation(undefined, LE)).toEqual([])
    expect(refusDHabilitation({ type: 'public', habiliteeLe: '2010-01-01' }, LE)).toEqual([])
  })
})

describe('Les avis', () => {
  it('CP R131-13 et R131-19 : un mois pour une habilitation, dix jours pour un poste ; rendus, la décision peut venir plus tôt', () => {
    expect(delaiDesAvis(LE)).toEqual({ habilitation: { mois: 1 }, poste: { jours: 10 } })
    expect(
      Object.values(delaiDesAvis('1993-01-01')).every(d => d === inconnu || d === nExistePas),
    ).toBe(true)
    const decider = (quoi: 'habilitation' | 'poste', le: Jour, avisRendus = false) =>
      dits(refusDeDecider({ quoi, communiqueeLe: '2025-03-10', avisRendus, le }))
    expect(decider('habilitation', '2025-04-09')).toMatchObject([
      expect.stringContaining('avis_attendus'),
    ])
    expect(decider('habilitation', '2025-04-10')).toEqual([])
    expect(decider('poste', '2025-03-19')).toMatchObject([expect.stringContaining('avis_attendus')])
    expect(decider('poste', '2025-03-20')).toEqual([])
    expect(decider('poste', '2025-03-11', true)).toEqual([])
  })
})

describe('Une semaine de travail', () => {
  it('CPén R623-16 et C. trav. L3121-27 : quarante-sept heures, emploi et travail d’intérêt général ensemble', () => {
    expect(plafondDeSemaine(LE)).toMatchObject({ heures: 47, legale: 35, enPlus: 12 })
    const semaine = (heuresTig: number, heuresDeTravail: number, le: Jour = LE) =>
      dits(refusDeSemaine({ heuresTig, heuresDeTravail, le }))
    expect(semaine(12, 35)).toEqual([])
    expect(semaine(13, 35)).toEqual(['semaine_trop_longue, R623-16'])
    // Without a paid activity, the article says nothing.
    expect(semaine(50, 0)).toEqual([])
    // The legal week of before 10 August 2016 was not read: nothing is refused.
    expect(semaine(30, 39, '2015-01-01')).toEqual([])
  })
  it('se lit là où un travail d’intérêt général se saisit (CPén R623-16)', () => {
    expect(mentionsDuTravail(LE).join(' ')).toContain('47 heures par semaine au plus')
    expect(mentionsDuTravail(LE).join(' ')).toContain('CPén R623-16')
  })
})
