import { describe, expect, it } from 'vitest'
import {
  issuesPossibles,
  lireRecherche,
  refusDePlaces,
  refusDeRetrait,
  refusDeSeance,
  refusDInscription,
  refusDIssue,
} from './seance.rules.ts'

const maintenant = { le: '2026-11-24' as const, heure: '09:00' } as const
const candidat = {
  nom: 'MARTIN Paul',
  clos: false,
  decedeLe: null,
  finLe: null,
  dejaInscrite: false,
  ailleurs: null,
  detention: null,
}
const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Une séance', () => {
  it('reçoit du monde tant qu’elle n’a pas commencé et que l’agenda la tient', () => {
    expect(refusDeSeance({ le: '2026-11-24', heure: '09:30' }, true, maintenant)).toEqual([])
    expect(codes(refusDeSeance({ le: '2026-11-24', heure: '09:00' }, true, maintenant))).toEqual([
      'seance_passee',
    ])
    expect(codes(refusDeSeance({ le: '2026-11-25', heure: '09:00' }, false, maintenant))).toEqual([
      'seance_fermee',
    ])
  })
  it('complète, dit où il reste de la place', () => {
    const prochaines = [{ le: '2026-12-01' as const, heure: '14:00', libres: 3 }] as const
    expect(refusDePlaces(2, 2, [])).toEqual([])
    expect(refusDePlaces(1, 0, [...prochaines])[0]?.message).toBe(
      'Cette séance est complète. Prochaines séances où il reste de la place : le mardi 1er décembre 2026 à 14 h 00 (3 places).',
    )
    expect(refusDePlaces(3, 1, [])[0]?.message).toContain(
      'Il ne reste que 1 place pour 3 personnes.',
    )
    expect(refusDePlaces(3, 1, [])[0]?.message).toContain('ouvrez-en une')
  })
  it('n’inscrit ni une personne morte, ni un dossier clos, ni deux fois, ni ailleurs au même moment, ni après la fin de la mesure', () => {
    expect(refusDInscription(candidat, '2026-12-01', false)).toEqual([])
    expect(
      refusDInscription({ ...candidat, decedeLe: '2026-11-20' }, '2026-12-01', true)[0]?.message,
    ).toContain('MARTIN Paul : Cette personne est décédée le vendredi 20 novembre 2026')
    expect(codes(refusDInscription({ ...candidat, clos: true }, '2026-12-01', false))).toEqual([
      'dossier_clos',
    ])
    expect(
      codes(refusDInscription({ ...candidat, dejaInscrite: true }, '2026-12-01', false)),
    ).toEqual(['deja_inscrite'])
    const ailleurs = refusDInscription(
      { ...candidat, ailleurs: { heure: '14:15', lieu: 'Antenne' } },
      '2026-12-01',
      false,
    )
    expect(ailleurs[0]?.message).toBe(
      'MARTIN Paul : déjà convoquée à ce moment-là, à 14 h 15 (Antenne).',
    )
    expect(
      codes(refusDInscription({ ...candidat, finLe: '2026-11-30' }, '2026-12-01', false)),
    ).toEqual(['mesure_terminee'])
  })
  it('dit la détention, et inscrit quand l’agent le confirme', () => {
    const detenue = { ...candidat, detention: 'MA de Strasbourg' }
    expect(codes(refusDInscription(detenue, '2026-12-01', false))).toEqual(['detention'])
    expect(refusDInscription(detenue, '2026-12-01', true)).toEqual([])
  })
})

describe('Ce qui s’est passé dans une séance', () => {
  const avant = { etat: 'prevue', le: '2026-11-24' as const, heure: '10:00' }
  const apres = { etat: 'prevue', le: '2026-11-24' as const, heure: '08:00' }
  it('Avant l’heure on excuse et on constate une arrivée du jour, on ne note pas d’absence ; après, les trois', () => {
    expect(issuesPossibles({ ...avant, le: '2026-11-25' }, maintenant)).toEqual(['excusee'])
    expect(issuesPossibles(avant, maintenant)).toEqual(['honoree', 'excusee'])
    expect(issuesPossibles(apres, maintenant)).toEqual(['honoree', 'excusee', 'manquee'])
    expect(issuesPossibles({ ...apres, etat: 'annulee' }, maintenant)).toEqual([])
  })
  it('Qu’un autre agent vient de noter n’est pas écrasé', () => {
    expect(refusDIssue({ nom: 'MARTIN Paul', ...apres }, 'prevue', 'manquee', maintenant)).toEqual(
      [],
    )
    expect(
      refusDIssue(
        { nom: 'MARTIN Paul', ...apres, etat: 'honoree' },
        'prevue',
        'manquee',
        maintenant,
      )[0]?.message,
    ).toContain('MARTIN Paul : un autre agent vient de noter « Honorée »')
    expect(
      codes(refusDIssue({ nom: 'MARTIN Paul', ...avant }, 'prevue', 'manquee', maintenant)),
    ).toEqual(['pas_encore'])
  })
  it('On ne retire pas de la liste qui est venu', () => {
    expect(refusDeRetrait({ etat: 'prevue' })).toEqual([])
    expect(codes(refusDeRetrait({ etat: 'honoree' }))).toEqual(['plus_prevue'])
  })
})

it('Une recherche mêle noms et numéros, séparés par des virgules', () => {
  expect(lireRecherche('fr-2024-000123, Martin ; Durand,x')).toEqual({
    numeros: ['FR-2024-000123'],
    noms: ['Martin', 'Durand'],
    laisses: [],
  })
  expect(lireRecherche('a1, b2, c3, d4')).toMatchObject({
    noms: ['a1', 'b2', 'c3'],
    laisses: ['d4'],
  })
})
