import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { unePlage } from './creneau.builder.ts'
import { couvertPar, refusDeChanger, refusDePlage } from './plage.rules.ts'
import { jourCommun, memeRythme, premierJour, sertLeJour } from './recurrence.rules.ts'

const type = { cle: 'suivi', libelle: 'Suivi', collectif: false, actif: true, dureeMinutes: 45 }
const types = [
  type,
  { ...type, cle: 'premiere', libelle: 'Première', dureeMinutes: 60 },
  { ...type, cle: 'groupe', libelle: 'Groupe', collectif: true, dureeMinutes: 120 },
  { ...type, cle: 'ancien', libelle: 'Ancien', actif: false },
]
type Ou = Parameters<typeof refusDePlage>[1]
const ou: Ou = {
  types,
  ouverture: { ouvreA: '08:30', fermeA: '18:00', fermeLe: null },
  agendaFermeLe: null,
  autres: [],
  aujourdhui: '2026-11-24',
}
const codes = (plage: Parameters<typeof unePlage>[0], autre: Partial<Ou> = {}) =>
  refusDePlage(unePlage(plage), { ...ou, ...autre }).map(r => r.code)

describe('Une plage n’ouvre que des créneaux qui peuvent être tenus (charte C3.3)', () => {
  test('une plage ordinaire, une séance unique de groupe, un samedi nommé sont possibles', () => {
    expect(codes({})).toEqual([])
    expect(
      codes({
        types: ['groupe'],
        pasMinutes: 120,
        de: '14:00',
        a: '16:00',
        capacite: 12,
        du: '2026-11-26',
        au: '2026-11-26',
        jours: [4],
      }),
    ).toEqual([])
    expect(codes({ jours: [6] })).toEqual([])
  })
  test.each([
    ['commencée hier', 'commencee', { du: '2026-11-23' as Jour }],
    ['finie avant de commencer', 'finie_avant', { au: '2026-11-23' as Jour }],
    ['sans un seul jour entre ses dates', 'aucun_jour', { jours: [7], au: '2026-11-26' as Jour }],
    [
      'une semaine sur trois qui ne revient jamais',
      'aucun_jour',
      { du: '2026-11-26' as Jour, jours: [2], toutesLes: 3, au: '2026-12-13' as Jour },
    ],
    ['dont les heures sont à l’envers', 'heures', { de: '12:00', a: '09:00' }],
    ['qui commence avant l’ouverture', 'hors_ouverture', { de: '08:00' }],
    ['qui finit après la fermeture : pas de créneau la nuit', 'hors_ouverture', { a: '21:00' }],
    ['sans type', 'sans_type', { types: [] }],
    ['d’un type inconnu', 'type_inconnu', { types: ['suivi', 'autre'] }],
    ['d’un type mis de côté', 'type_ecarte', { types: ['ancien'] }],
    [
      'individuelle et collective à la fois',
      'types_melanges',
      { types: ['suivi', 'groupe'], pasMinutes: 120 },
    ],
    ['de deux places pour un agent seul', 'capacite', { agentId: 'agent', capacite: 2 }],
    [
      'trop courte pour un de ses types',
      'trop_courte',
      { types: ['suivi', 'premiere'], a: '09:50' },
    ],
    ['trop courte pour sa séance', 'trop_courte', { types: ['groupe'], pasMinutes: 240 }],
  ])('refusée : une plage %s', (_quoi, code, plage) => {
    expect(codes(plage)).toEqual([code])
  })
  test('refusée : dans un agenda ou un lieu déjà fermé ce jour-là', () => {
    expect(codes({}, { agendaFermeLe: '2026-11-24' })).toEqual(['agenda_ferme'])
    expect(codes({}, { ouverture: { ...ou.ouverture, fermeLe: '2026-11-20' } })).toEqual([
      'lieu_ferme',
    ])
    expect(codes({}, { agendaFermeLe: '2026-12-24' })).toEqual([])
  })
  test('refusée : deux plages d’un même agent aux mêmes heures ; un groupe se pose par-dessus des heures individuelles', () => {
    const autre = unePlage({ plageId: 'autre', agentId: 'agent', de: '11:00', a: '17:00' })
    expect(codes({ agentId: 'agent' }, { autres: [autre] })).toEqual(['chevauchement'])
    expect(codes({ agentId: 'agent', a: '11:00' }, { autres: [autre] })).toEqual([])
    expect(codes({ agentId: 'agent', jours: [3] }, { autres: [autre] })).toEqual([])
    const groupe = {
      agentId: 'agent',
      types: ['groupe'],
      pasMinutes: 120,
      capacite: 8,
      de: '11:00',
      a: '13:00',
    }
    expect(codes(groupe, { autres: [autre] })).toEqual([])
    expect(codes(groupe, { autres: [{ ...autre, collective: true }] })).toEqual(['chevauchement'])
  })
  test('dans un agenda partagé, deux plages du même type aux mêmes heures montreraient deux fois chaque place', () => {
    const autre = unePlage({ plageId: 'autre', capacite: 2 })
    expect(codes({ capacite: 3 }, { autres: [autre] })).toEqual(['chevauchement'])
    expect(codes({ capacite: 3 }, { autres: [{ ...autre, types: ['premiere'] }] })).toEqual([])
  })
  test('une plage remplacée avant son premier jour ne gêne personne', () => {
    const jamais = unePlage({ agentId: 'agent', du: '2026-12-01', au: '2026-11-30' })
    expect(codes({ agentId: 'agent' }, { autres: [jamais] })).toEqual([])
  })
})

describe('Changer une plage', () => {
  const plage = { du: '2026-09-01' as Jour, au: '2026-12-31' as Jour, remplacee: false }
  test('à compter d’un jour qu’elle aurait encore tenu', () => {
    expect(refusDeChanger(plage, '2026-12-01', '2026-11-24')).toEqual([])
    expect(refusDeChanger({ ...plage, au: null }, '2027-12-01', '2026-11-24')).toEqual([])
    expect(
      refusDeChanger({ ...plage, du: '2027-01-04', au: null }, '2026-12-01', '2026-11-24'),
    ).toEqual([])
  })
  test('refusé : dans le passé, après sa fin, ou une deuxième fois', () => {
    const refus = (...a: Parameters<typeof refusDeChanger>) => refusDeChanger(...a).map(r => r.code)
    expect(refus(plage, '2026-11-23', '2026-11-24')).toEqual(['dans_le_passe'])
    expect(refus(plage, '2027-01-01', '2026-11-24')).toEqual(['deja_finie'])
    expect(refus({ ...plage, remplacee: true }, '2026-12-01', '2026-11-24')).toEqual([
      'deja_changee',
    ])
  })
  test('une semaine sur n garde son rythme quand elle change au milieu d’une semaine sans elle', () => {
    const plage = { du: '2026-11-24' as Jour, toutesLes: 2 }
    expect(memeRythme(plage, '2026-12-03')).toBe('2026-12-07')
    expect(memeRythme(plage, '2026-12-09')).toBe('2026-12-09')
    expect(memeRythme(plage, '2026-11-20')).toBe('2026-11-20')
    expect(memeRythme({ ...plage, toutesLes: 1 }, '2026-12-03')).toBe('2026-12-03')
  })
})

describe('Une convocation posée est-elle encore tenue ?', () => {
  const c = { le: '2026-12-01' as Jour, heure: '10:30', dureeMinutes: 45, type: 'suivi' }
  test('oui tant que son jour, son temps entier, son type et sa place sont dans une plage, même si la grille a bougé', () => {
    expect(couvertPar([unePlage()], c)).toBe(true)
    expect(couvertPar([unePlage({ pasMinutes: 30, de: '09:15' })], c)).toBe(true)
    expect(couvertPar([unePlage({ jours: [5] }), unePlage()], c)).toBe(true)
  })
  test.each([
    ['la plage ne vient plus ce jour', unePlage({ jours: [3] })],
    ['elle est finie', unePlage({ au: '2026-11-30' })],
    ['elle finit avant la fin de l’entretien', unePlage({ a: '11:00' })],
    ['elle commence après', unePlage({ de: '11:00' })],
    ['elle n’ouvre plus ce type', unePlage({ types: ['premiere'] })],
    ['c’est une semaine sans elle', unePlage({ toutesLes: 2 })],
    ['son agenda est fermé', unePlage({ fermeLe: '2026-12-01' })],
  ])('non : %s', (_quoi, plage) => {
    expect(couvertPar([plage], c)).toBe(false)
  })
  test('non : la capacité est tombée sous sa place', () => {
    expect(couvertPar([unePlage({ capacite: 2 })], { ...c, place: 2 })).toBe(true)
    expect(couvertPar([unePlage({ capacite: 2 })], { ...c, place: 3 })).toBe(false)
  })
})

describe('Récurrences : propriétés', () => {
  const jour = fc.nat({ max: 400 }).map(n => ajouterJours('2026-11-01', n))
  const recurrence = fc
    .record({
      du: jour,
      long: fc.option(fc.nat({ max: 200 })),
      jours: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      toutesLes: fc.integer({ min: 1, max: 12 }),
    })
    .map(({ long, ...r }) =>
      unePlage({ ...r, au: long === null ? null : ajouterJours(r.du, long) }),
    )
  const tousLesJours = Array.from({ length: 2600 }, (_, n) => ajouterJours('2026-11-01', n))
  test('le premier jour commun de deux plages est celui qu’une recherche jour par jour trouve', () => {
    fc.assert(
      fc.property(recurrence, recurrence, (x, y) => {
        expect(jourCommun(x, y)).toBe(
          tousLesJours.find(le => sertLeJour(x, le) && sertLeJour(y, le)) ?? null,
        )
      }),
      { numRuns: 150, seed: 4 },
    )
  })
  test('le premier jour d’une plage aussi ; et changée sans rien changer, elle tient les mêmes jours', () => {
    fc.assert(
      fc.property(recurrence, jour, (p, le) => {
        expect(premierJour(p)).toBe(tousLesJours.find(j => sertLeJour(p, j)) ?? null)
        const du = memeRythme(p, le)
        const avant = { ...p, au: ajouterJours(du, -1) }
        const apres = { ...p, du: du > p.du ? du : p.du }
        for (const j of tousLesJours.slice(0, 700))
          expect(
            (sertLeJour(avant, j) && (p.au === null || j <= p.au)) || sertLeJour(apres, j),
            j,
          ).toBe(sertLeJour(p, j))
      }),
      { numRuns: 60, seed: 4 },
    )
  })
})
