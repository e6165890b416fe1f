import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { estFerie, type Jour } from '../platform/date.ts'
import {
  cleDe,
  debutDe,
  envoiPermis,
  envoiPrecedent,
  prochainEnvoi,
  refusDeDireParTelephone,
  refusDeLever,
  refusDeRenvoyer,
  refusSansVoie,
  territoireDuFuseau,
  utileJusqua,
} from './message.rules.ts'
import { instantsDeRappel } from './rappel.rules.ts'

const a = (local: string, fuseau = 'Europe/Paris') =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(fuseau).toInstant()
const local = (i: Temporal.Instant, fuseau = 'Europe/Paris') =>
  i.toZonedDateTimeISO(fuseau).toPlainDateTime().toString({ smallestUnit: 'minute' })
const fuseaux = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Mayotte',
  'America/Guadeloupe',
]
// Six years of instants, with twelve clock changes in Paris.
const instants = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 60_000, max: Date.UTC(2031, 0, 1) / 60_000 })
  .map(m => Temporal.Instant.fromEpochMilliseconds(m * 60_000))

describe('Rien ne part la nuit, le dimanche ni un jour férié (charte C3.3)', () => {
  it.each([
    ['2026-11-24T09:00', '2026-11-24T09:00', 'mardi matin : tout de suite'],
    ['2026-11-24T19:59', '2026-11-24T19:59', 'avant 20 h : tout de suite'],
    ['2026-11-24T20:00', '2026-11-25T08:00', 'à 20 h : le lendemain'],
    ['2026-11-24T03:10', '2026-11-24T08:00', 'la nuit : à 8 h'],
    ['2026-11-28T21:00', '2026-11-30T08:00', 'samedi soir : lundi'],
    ['2026-11-29T12:00', '2026-11-30T08:00', 'dimanche : lundi'],
    ['2026-12-24T22:00', '2026-12-26T08:00', 'veille de Noël au soir : le 26'],
    ['2027-03-27T20:30', '2027-03-30T08:00', 'samedi de Pâques, heure d’été : mardi'],
  ])('%s part le %s (%s)', (demande, depart) => {
    expect(local(prochainEnvoi(a(demande), 'Europe/Paris'))).toBe(depart)
  })
  it('Le 26 décembre est chômé en Alsace-Moselle, le 20 décembre à La Réunion', () => {
    expect(local(prochainEnvoi(a('2026-12-26T09:00'), 'Europe/Paris', 'alsace-moselle'))).toBe(
      '2026-12-28T08:00',
    )
    expect(territoireDuFuseau('Indian/Reunion')).toBe('reunion')
    expect(envoiPermis(a('2027-12-20T09:00', 'Indian/Reunion'), 'Indian/Reunion')).toBe(false)
  })
  it('La nuit est celle de la personne : 21 h à Paris, 16 h en Martinique', () => {
    const soir = a('2026-11-24T21:00')
    expect([envoiPermis(soir, 'Europe/Paris'), envoiPermis(soir, 'America/Martinique')]).toEqual([
      false,
      true,
    ])
  })
  it('Quel que soit l’instant et le fuseau, ce qui part est permis, n’est pas avant, et rien de permis n’est sauté', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...fuseaux), (instant, fuseau) => {
        const depart = prochainEnvoi(instant, fuseau)
        const la = depart.toZonedDateTimeISO(fuseau)
        const jour = la.toPlainDate().toString() as Jour
        expect(la.hour >= 8 && la.hour < 20 && la.dayOfWeek !== 7).toBe(true)
        expect(estFerie(jour, territoireDuFuseau(fuseau))).toBe(false)
        expect(Temporal.Instant.compare(depart, instant)).toBeGreaterThanOrEqual(0)
        for (let t = instant; Temporal.Instant.compare(t, depart) < 0; t = t.add({ minutes: 97 }))
          expect(envoiPermis(t, fuseau)).toBe(false)
      }),
      { numRuns: 400 },
    )
  })
  it('Le dernier moment permis d’avant est permis et n’est jamais après', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...fuseaux), (instant, fuseau) => {
        const avant = envoiPrecedent(instant, fuseau)
        expect(envoiPermis(avant, fuseau)).toBe(true)
        expect(Temporal.Instant.compare(avant, instant)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 400 },
    )
  })
})

describe('Les rappels partent à temps pour servir', () => {
  const rappels = (
    debut: string,
    rappelsHeures: number[],
    annonce = '2026-11-16T10:00',
    annoncee = true,
    fuseau = 'Europe/Paris',
  ) =>
    instantsDeRappel({
      debut: a(debut, fuseau),
      rappelsHeures,
      annonceA: a(annonce, fuseau),
      annoncee,
      fuseau,
    }).map(r => local(r.envoiA, fuseau))
  it.each([
    ['mercredi à 14 h 30, 48 h avant', '2026-11-25T14:30', [48], ['2026-11-23T14:30']],
    ['lundi à 9 h, 48 h avant : samedi', '2026-11-30T09:00', [48], ['2026-11-28T09:00']],
    [
      'lundi à 9 h, 24 h avant tombe dimanche : samedi soir',
      '2026-11-30T09:00',
      [24],
      ['2026-11-28T19:30'],
    ],
    [
      'mardi à 9 h, 48 h avant tombe dimanche : lundi à 8 h, il reste plus de la moitié',
      '2026-12-01T09:00',
      [48],
      ['2026-11-30T08:00'],
    ],
    [
      'deux rappels qui tombent au même moment n’en font qu’un',
      '2026-11-30T09:00',
      [25, 24],
      ['2026-11-28T19:30'],
    ],
    ['72 h et 24 h', '2026-11-26T10:00', [24, 72], ['2026-11-23T10:00', '2026-11-25T10:00']],
    [
      'le lendemain de Noël, 24 h avant : la veille de Noël',
      '2026-12-26T09:00',
      [24],
      ['2026-12-24T19:30'],
    ],
    [
      'au passage à l’heure d’hiver, 24 heures de montre',
      '2026-10-26T12:00',
      [48],
      ['2026-10-24T13:00'],
    ],
  ] as const)('%s', (_cas, debut, heures, attendu) => {
    expect(rappels(debut, [...heures], '2026-10-01T10:00')).toEqual(attendu)
  })
  it('Ni rappel déjà passé, ni moins de deux heures après l’annonce ; sans annonce, il suffit qu’il soit à venir', () => {
    expect(rappels('2026-11-25T14:30', [48], '2026-11-24T10:00')).toEqual([])
    expect(rappels('2026-11-26T11:00', [48], '2026-11-24T10:00')).toEqual([])
    expect(rappels('2026-11-26T11:00', [48], '2026-11-24T10:00', false)).toEqual([
      '2026-11-24T11:00',
    ])
  })
  it('Chaque rappel est permis, après l’annonce et avant la convocation', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 60 * 24 * 40 }),
        fc.array(fc.integer({ min: 1, max: 720 }), { maxLength: 3 }),
        fc.constantFrom(...fuseaux),
        (annonceA, dans, rappelsHeures, fuseau) => {
          const debut = annonceA.add({ minutes: dans })
          for (const { envoiA } of instantsDeRappel({
            debut,
            rappelsHeures,
            annonceA,
            annoncee: true,
            fuseau,
          })) {
            expect(envoiPermis(envoiA, fuseau)).toBe(true)
            expect(
              Temporal.Instant.compare(envoiA, annonceA.add({ hours: 2 })),
            ).toBeGreaterThanOrEqual(0)
            expect(Temporal.Instant.compare(envoiA, debut)).toBe(-1)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('Le début, l’utilité, la clé', () => {
  it('Le début est celui du lieu, à travers les changements d’heure', () => {
    const maintenant = a('2026-11-24T09:00')
    expect(debutDe('2026-12-01', '14:30', 'Europe/Paris', maintenant).toString()).toBe(
      '2026-12-01T13:30:00Z',
    )
    expect(debutDe('2027-07-01', '14:30', 'Europe/Paris', maintenant).toString()).toBe(
      '2027-07-01T12:30:00Z',
    )
    expect(debutDe('2026-12-01', '14:30', 'Indian/Reunion', maintenant).toString()).toBe(
      '2026-12-01T10:30:00Z',
    )
    expect(debutDe('2028-02-29', '08:00', 'Europe/Paris', a('2026-11-30T23:30')).toString()).toBe(
      '2028-02-29T07:00:00Z',
    )
    expect(debutDe('2027-03-28', '02:30', 'Europe/Paris', maintenant).toString()).toBe(
      '2027-03-28T01:30:00Z',
    )
  })
  it('Un message sert jusqu’à l’heure dite, une absence une semaine', () => {
    const [debut, maintenant] = [a('2026-11-25T14:30'), a('2026-11-24T09:00')]
    expect(utileJusqua('rappel', debut, maintenant)).toBe(debut)
    expect(local(utileJusqua('absence', debut, maintenant))).toBe('2026-12-01T09:00')
  })
  it('La clé distingue moment, version et délai', () => {
    expect([
      cleDe('x', 'convocation', 1),
      cleDe('x', 'rappel', 1, 48),
      cleDe('x', 'rappel', 2, 24),
    ]).toEqual(['x:convocation:1', 'x:rappel:1:48h', 'x:rappel:2:24h'])
  })
})

describe('Ce qui se renvoie, se dit, se lève', () => {
  const maintenant = a('2026-11-24T09:00')
  const message = {
    etat: 'perime',
    canal: 'sms',
    utileJusqua: '2026-11-25T13:30:00Z',
    depasse: false,
  }
  const codes = (r: { code: string }[]) => r.map(x => x.code)
  it('Un échec, un périmé, un incertain se renvoient tant que l’heure n’est pas passée', () => {
    for (const etat of ['echec', 'perime', 'incertain'])
      expect(refusDeRenvoyer({ ...message, etat }, maintenant)).toEqual([])
  })
  it('Ni une lettre, ni ce qui est parti ou retiré, ni ce qui ne dit plus vrai, ni ce qui est trop tard', () => {
    expect(codes(refusDeRenvoyer({ ...message, canal: 'lettre' }, maintenant))).toEqual(['lettre'])
    for (const etat of ['recu', 'annule', 'a_envoyer', 'envoye'])
      expect(codes(refusDeRenvoyer({ ...message, etat }, maintenant))).toEqual(['deja_parti'])
    expect(codes(refusDeRenvoyer({ ...message, depasse: true }, maintenant))).toEqual(['depasse'])
    expect(
      codes(refusDeRenvoyer({ ...message, utileJusqua: '2026-11-24T07:00:00Z' }, maintenant)),
    ).toEqual(['plus_utile'])
  })
  it('Sans voie, rien ne se renvoie, et l’on dit pourquoi', () => {
    expect(refusSansVoie({ canal: 'sms', pourquoi: '' })).toEqual([])
    expect(
      refusSansVoie({ canal: 'lettre', pourquoi: 'La personne refuse les SMS.' })[0]?.message,
    ).toContain('La personne refuse les SMS.')
  })
  it('On ne dit pas par téléphone ce qui est reçu, retiré ou en train de partir', () => {
    expect(refusDeDireParTelephone({ etat: 'echec' })).toEqual([])
    expect(refusDeDireParTelephone({ etat: 'a_envoyer' })).toEqual([])
    for (const etat of ['recu', 'annule', 'en_cours'])
      expect(codes(refusDeDireParTelephone({ etat }))).toEqual(['inutile'])
  })
  it('Une opposition se lève une fois', () => {
    expect(refusDeLever({ leveeA: null })).toEqual([])
    expect(codes(refusDeLever({ leveeA: '2026-11-24T08:00:00Z' }))).toEqual(['deja_levee'])
  })
})
