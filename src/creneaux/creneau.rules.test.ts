import { describe, expect, test } from 'vitest'
import type { Jour, Territoire } from '../platform/date.ts'
import { uneDemande, unePlage } from './creneau.builder.ts'
import { type Creneau, creneauxLibres, type Demande } from './creneau.rules.ts'

const lire = (demande: Demande) =>
  [...creneauxLibres(demande)].map(
    c => `${c.le} ${c.heure} ${c.agendaNom} ${c.libres}/${c.capacite}`,
  )
const heures = (demande: Demande, le: Jour) =>
  [...creneauxLibres(demande)].filter(c => c.le === le).map(c => c.heure)
const jours = (demande: Demande) => [...new Set([...creneauxLibres(demande)].map(c => c.le))]
const occupee = {
  agentId: null,
  agendaId: 'agenda',
  le: '2026-11-24' as Jour,
  place: 1,
  collective: false,
}

describe('Les créneaux sont calculés à partir des plages', () => {
  test('une plage de 9 h à 12 h par pas de 45 minutes donne quatre créneaux, le dernier finit à midi', () => {
    expect(heures(uneDemande(), '2026-11-24')).toEqual(['09:00', '09:45', '10:30', '11:15'])
  })
  test('un entretien plus long que le pas finit aussi avant la fin de la plage', () => {
    expect(heures(uneDemande({ dureeMinutes: 60 }), '2026-11-24')).toEqual([
      '09:00',
      '09:45',
      '10:30',
    ])
  })
  test('sans durée demandée, un créneau dure son pas', () => {
    expect(
      [...creneauxLibres(uneDemande({ dureeMinutes: null }))].map(c => c.dureeMinutes),
    ).toEqual([45, 45, 45, 45])
  })
  test('une séance collective dure ce que dit sa plage, quelle que soit la durée du type', () => {
    const seance = unePlage({
      collective: true,
      capacite: 12,
      de: '14:00',
      a: '17:00',
      pasMinutes: 180,
    })
    expect(
      [...creneauxLibres(uneDemande({ plages: [seance], dureeMinutes: 120 }))].map(c => [
        c.heure,
        c.dureeMinutes,
      ]),
    ).toEqual([['14:00', 180]])
  })
  test('le premier et le dernier jour de la plage comptent', () => {
    const plage = unePlage({ jours: [1, 2, 3, 4, 5], du: '2026-11-25', au: '2026-11-26' })
    expect(jours(uneDemande({ plages: [plage] }))).toEqual(['2026-11-25', '2026-11-26'])
  })
  test('rien avant maintenant, ni aujourd’hui avant l’heure', () => {
    expect(
      heures(
        uneDemande({ du: '2026-11-01', maintenant: { le: '2026-11-24', heure: '10:00' } }),
        '2026-11-24',
      ),
    ).toEqual(['10:30', '11:15'])
    expect(
      jours(uneDemande({ du: '2026-11-01', plages: [unePlage({ du: '2026-01-01' })] })),
    ).toEqual(['2026-11-24'])
  })
  test('ordre : le jour, l’heure, puis le nom de l’agenda', () => {
    const b = unePlage({ plageId: 'b', agendaId: 'b', agendaNom: 'Cabinet n° 10' })
    const a = unePlage({ plageId: 'a', agendaId: 'a', agendaNom: 'Cabinet n° 2' })
    expect(
      [...creneauxLibres(uneDemande({ plages: [b, a] }))]
        .slice(0, 3)
        .map(c => `${c.heure} ${c.agendaNom}`),
    ).toEqual(['09:00 Cabinet n° 2', '09:00 Cabinet n° 10', '09:45 Cabinet n° 2'])
  })
  test('ils se lisent un à un : dix créneaux d’un siècle ne calculent pas le siècle', () => {
    const debut = performance.now()
    const premiers: Creneau[] = []
    for (const c of creneauxLibres(uneDemande({ au: '2126-11-24' })))
      if (premiers.push(c) === 10) break
    expect(premiers.map(c => c.le)).toEqual([
      ...Array(4).fill('2026-11-24'),
      ...Array(4).fill('2026-12-01'),
      '2026-12-08',
      '2026-12-08',
    ])
    expect(performance.now() - debut).toBeLessThan(500)
  })
})

describe('Récurrence', () => {
  test('une semaine sur deux se compte depuis la semaine du début, même au passage d’une année de 53 semaines', () => {
    // 2026 has 53 ISO weeks: counting by week number would give two weeks in a row.
    const plage = unePlage({ du: '2026-12-16', jours: [4], toutesLes: 2 })
    expect(jours(uneDemande({ plages: [plage], au: '2027-01-31' }))).toEqual([
      '2026-12-17',
      '2026-12-31',
      '2027-01-14',
      '2027-01-28',
    ])
  })
  test('la semaine du début compte même quand la plage commence après son jour', () => {
    const plage = unePlage({ du: '2026-11-26', jours: [2], toutesLes: 2 })
    expect(jours(uneDemande({ plages: [plage], au: '2026-12-31' }))).toEqual([
      '2026-12-08',
      '2026-12-22',
    ])
  })
  test('le samedi et le dimanche seulement si la plage les nomme', () => {
    expect(jours(uneDemande({ plages: [unePlage({ jours: [1, 2, 3, 4, 5] })] }))).not.toContain(
      '2026-11-28',
    )
    expect(jours(uneDemande({ plages: [unePlage({ jours: [6] })] }))).toEqual(['2026-11-28'])
  })
})

describe('Ce qui ferme (charte C3.3)', () => {
  const tousLesJours = [unePlage({ jours: [1, 2, 3, 4, 5, 6, 7], du: '2026-01-01' })]
  const annee = (territoire: Territoire) =>
    new Set(
      jours(
        uneDemande({
          plages: tousLesJours,
          ouvertures: [
            { lieuId: 'lieu', ouvreA: '08:00', fermeA: '18:00', territoire, fermeLe: null },
          ],
          du: '2027-01-01',
          au: '2027-12-31',
        }),
      ),
    )
  test('jamais un jour férié du territoire : Vendredi saint et 26 décembre en Alsace-Moselle, l’abolition outre-mer', () => {
    expect(['2027-03-26', '2027-12-26'].map(le => annee('alsace-moselle').has(le as Jour))).toEqual(
      [false, false],
    )
    expect(['2027-03-26', '2027-12-26'].map(le => annee('metropole').has(le as Jour))).toEqual([
      true,
      true,
    ])
    const abolitions: [Territoire, Jour][] = [
      ['guadeloupe', '2027-05-27'],
      ['guyane', '2027-06-10'],
      ['martinique', '2027-05-22'],
      ['mayotte', '2027-04-27'],
      ['reunion', '2027-12-20'],
    ]
    for (const [territoire, le] of abolitions) {
      expect(annee(territoire).has(le), `${territoire} ${le}`).toBe(false)
      expect(annee('metropole').has(le), `métropole ${le}`).toBe(true)
      expect(annee(territoire).size).toBe(365 - 12)
    }
  })
  test('jamais hors des heures du lieu, même si la plage les dépasse', () => {
    const ouvertures = [
      {
        lieuId: 'lieu',
        ouvreA: '09:30',
        fermeA: '11:20',
        territoire: 'metropole' as const,
        fermeLe: null,
      },
    ]
    expect(heures(uneDemande({ ouvertures }), '2026-11-24')).toEqual(['09:45', '10:30'])
  })
  test('rien dans un lieu dont on ne sait pas les heures', () => {
    expect(lire(uneDemande({ ouvertures: [] }))).toEqual([])
  })
  test('rien à partir du jour où l’agenda ou le lieu ferme', () => {
    const plage = unePlage({ jours: [1, 2, 3, 4, 5] })
    expect(jours(uneDemande({ plages: [{ ...plage, fermeLe: '2026-11-26' }] }))).toEqual([
      '2026-11-24',
      '2026-11-25',
    ])
    const ouvertures = [
      {
        lieuId: 'lieu',
        ouvreA: '08:00',
        fermeA: '18:00',
        territoire: 'metropole' as const,
        fermeLe: '2026-11-25' as Jour,
      },
    ]
    expect(jours(uneDemande({ plages: [plage], ouvertures }))).toEqual(['2026-11-24'])
  })
  test.each([
    ['de l’agent', { agentId: 'agent', agendaId: null, lieuId: null }],
    ['de l’agenda', { agentId: null, agendaId: 'agenda', lieuId: null }],
    ['du lieu', { agentId: null, agendaId: null, lieuId: 'lieu' }],
  ])('rien dans une absence %s ; ce qui finit quand elle commence reste', (_quoi, objet) => {
    const absences = [{ ...objet, du: '2026-11-24T09:45', au: '2026-11-24T11:00' }]
    expect(
      heures(uneDemande({ plages: [unePlage({ agentId: 'agent' })], absences }), '2026-11-24'),
    ).toEqual(['09:00', '11:15'])
  })
  test('l’absence d’un autre ne ferme rien', () => {
    const absences = [
      {
        agentId: 'autre',
        agendaId: null,
        lieuId: null,
        du: '2026-11-24T00:00',
        au: '2026-11-30T00:00',
      },
    ]
    expect(lire(uneDemande({ absences }))).toHaveLength(4)
  })
  test('une absence de plusieurs jours ferme les jours du milieu', () => {
    const absences = [
      {
        agentId: null,
        agendaId: 'agenda',
        lieuId: null,
        du: '2026-11-24T10:00',
        au: '2026-11-26T10:00',
      },
    ]
    const plages = [unePlage({ jours: [2, 3, 4] })]
    expect(lire(uneDemande({ plages, absences }))).toEqual([
      '2026-11-24 09:00 Agenda 1/1',
      '2026-11-26 10:30 Agenda 1/1',
      '2026-11-26 11:15 Agenda 1/1',
    ])
  })
})

describe('Les places', () => {
  test('un agenda partagé compte les places distinctes tenues à un moment du créneau', () => {
    const plages = [unePlage({ capacite: 3, pasMinutes: 60 })]
    const occupations = [
      { ...occupee, debut: 540, fin: 570, place: 1 },
      { ...occupee, debut: 570, fin: 600, place: 1 },
      { ...occupee, debut: 580, fin: 640, place: 2 },
    ]
    expect(lire(uneDemande({ plages, occupations, dureeMinutes: 60 }))).toEqual([
      '2026-11-24 09:00 Agenda 1/3',
      '2026-11-24 10:00 Agenda 2/3',
      '2026-11-24 11:00 Agenda 3/3',
    ])
  })
  test('un créneau complet n’est montré que si on le demande', () => {
    const occupations = [{ ...occupee, debut: 540, fin: 585 }]
    expect(lire(uneDemande({ occupations }))[0]).toBe('2026-11-24 09:45 Agenda 1/1')
    expect(lire(uneDemande({ occupations, complets: true }))[0]).toBe('2026-11-24 09:00 Agenda 0/1')
  })
  test('un agent pris ailleurs n’est pas libre dans son agenda', () => {
    const occupations = [
      { ...occupee, agentId: 'agent', agendaId: 'ailleurs', debut: 600, fin: 640 },
    ]
    expect(
      heures(uneDemande({ plages: [unePlage({ agentId: 'agent' })], occupations }), '2026-11-24'),
    ).toEqual(['09:00', '11:15'])
  })
  test('qui anime un groupe ne reçoit personne d’autre pendant ce temps, que le groupe soit dans la recherche ou non', () => {
    const individuelle = unePlage({ agentId: 'agent' })
    const groupe = unePlage({
      plageId: 'g',
      agentId: 'agent',
      collective: true,
      capacite: 8,
      de: '10:00',
      a: '11:00',
      pasMinutes: 60,
    })
    const attendu = ['09:00', '11:15']
    expect(
      heures(uneDemande({ plages: [individuelle], collectives: [groupe] }), '2026-11-24'),
    ).toEqual(attendu)
    const ensemble = [...creneauxLibres(uneDemande({ plages: [individuelle, groupe] }))]
      .filter(c => !c.collective)
      .map(c => c.heure)
    expect(ensemble).toEqual(attendu)
  })
  test('une séance garde ses places quand son agent a une convocation individuelle en même temps', () => {
    const groupe = unePlage({
      agentId: 'agent',
      collective: true,
      capacite: 8,
      de: '10:00',
      a: '11:00',
      pasMinutes: 60,
    })
    const occupations = [
      { ...occupee, agentId: 'agent', agendaId: 'ailleurs', debut: 600, fin: 640 },
    ]
    expect(lire(uneDemande({ plages: [groupe], occupations }))).toEqual([
      '2026-11-24 10:00 Agenda 8/8',
    ])
  })
})
