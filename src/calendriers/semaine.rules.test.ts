import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feriesDe, type Jour, lundiDe, type Territoire } from '../platform/date.ts'
import { cibleDe, cibleParDefaut, estDe, fermeLa, lireVue, plageDe } from './cible.rules.ts'
import {
  caseDe,
  heuresAffichees,
  joursDeLaSemaine,
  nomDuFerie,
  type Occupee,
  prises,
  type Rencontre,
} from './semaine.rules.ts'

const le = '2026-12-08' as Jour
const rencontre = (plus: Partial<Rencontre> = {}): Rencontre => ({
  le,
  debut: 600,
  fin: 645,
  agentId: 'a',
  agendaId: 'g',
  collective: false,
  plageId: null,
  titre: 'Convocation de suivi SPIP',
  nom: 'MARTIN Léa',
  href: '/c1',
  etat: 'prevue',
  ...plus,
})
const occupee = (plus: Partial<Occupee> = {}): Occupee => ({
  le,
  debut: 600,
  fin: 645,
  agentId: 'a',
  agendaId: 'g',
  collective: false,
  ...plus,
})
const personne = () => null

describe('Une semaine (C3.3)', () => {
  it('Commence le lundi, et ne montre le samedi que si quelque chose s’y tient', () => {
    expect(lundiDe('2026-11-29' as Jour)).toBe('2026-11-23')
    expect(joursDeLaSemaine(le, new Set())).toHaveLength(5)
    expect(joursDeLaSemaine(le, new Set(['2026-12-12'])).at(-1)).toBe('2026-12-12')
  })
  it('Montre les heures du lieu, et ce qui se tient au-dehors', () => {
    const lieu = [{ ouvreA: '08:30', fermeA: '17:30' }]
    expect(heuresAffichees(lieu, [])).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
    expect(heuresAffichees(lieu, [{ le, debut: 1140, fin: 1200 }]).at(-1)).toBe(19)
    expect(heuresAffichees([], [])).toHaveLength(8)
  })
  it('Nomme chaque jour férié de chaque territoire, et aucun autre jour', () => {
    const outreMer = [
      'reunion',
      'guadeloupe',
      'guyane',
      'martinique',
      'mayotte',
      'saint-barthelemy',
      'saint-martin',
    ] as const
    const attendus = {
      metropole: 11,
      'alsace-moselle': 13,
      ...Object.fromEntries(outreMer.map(t => [t, 12])),
    }
    for (const [territoire, n] of Object.entries(attendus))
      for (let annee = 2024; annee < 2040; annee += 1) {
        const jours = [...feriesDe(annee, territoire as Territoire)].sort()
        const noms = jours.map(j => nomDuFerie(j, territoire as Territoire))
        expect(
          noms.every(nom => nom !== null),
          `${annee} ${territoire}`,
        ).toBe(true)
        // Two holidays of one name would be one named wrongly.
        expect(new Set(noms).size, `${annee} ${territoire} : ${noms}`).toBe(jours.length)
        expect(jours.length).toBeLessThanOrEqual(n)
      }
    expect(nomDuFerie('2027-05-06' as Jour, 'metropole')).toBe('Ascension')
    expect(nomDuFerie('2026-12-20' as Jour, 'reunion')).toBe('Abolition de l’esclavage')
    expect(nomDuFerie('2026-12-20' as Jour, 'metropole')).toBeNull()
  })
})

describe('Ce qui est tenu', () => {
  it('Qui n’est pas dans le périmètre est une place prise, sans nom, comptée une fois', () => {
    const tenues = prises([rencontre()], [occupee(), occupee({ debut: 660, fin: 705 })], personne)
    expect(tenues.map(p => [p.titre, p.nom, p.combien])).toEqual([
      ['Convocation de suivi SPIP', 'MARTIN Léa', 1],
      ['Pris', null, 1],
    ])
  })
  it('Une séance est une ligne, avec ceux que l’on voit et ceux que l’on ne voit pas', () => {
    const seance = { collective: true, agentId: null }
    const tenues = prises(
      [rencontre(seance), rencontre({ ...seance, nom: 'DUPONT Karim' })],
      [1, 2, 3].map(() => occupee(seance)),
      personne,
    )
    expect(tenues.map(p => [p.nom, p.combien])).toEqual([[null, 3]])
  })
  it('Une convocation déjà honorée ne cache pas une place prise ensuite au même moment', () => {
    expect(
      prises([rencontre({ etat: 'manquee' })], [occupee()], personne).map(p => p.titre),
    ).toEqual(['Convocation de suivi SPIP', 'Pris'])
  })
  it('Personne n’est oublié ni compté deux fois', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 6 }),
        fc.boolean(),
        (vus, autres, collective) => {
          const rencontres = Array.from({ length: vus }, (_, i) =>
            rencontre({ href: `/c${i}`, collective }),
          )
          const occupees = Array.from({ length: vus + autres }, () => occupee({ collective }))
          return (
            prises(rencontres, occupees, personne).reduce((n, p) => n + p.combien, 0) ===
            vus + autres
          )
        },
      ),
    )
  })
  it('Une heure dit ce qui y commence, ce qui la ferme, et si elle l’est tout entière', () => {
    const fermees = [{ du: '2026-12-08T10:30', au: '2026-12-08T12:00', pourquoi: 'Absence' }]
    const contenu = { libres: [], prises: prises([rencontre()], [occupee()], personne), fermees }
    expect(caseDe(contenu, le, 10)).toMatchObject({
      prises: [{ nom: 'MARTIN Léa' }],
      fermees: ['Absence'],
      entiere: false,
    })
    expect(caseDe(contenu, le, 11)).toMatchObject({
      prises: [],
      fermees: ['Absence'],
      entiere: true,
    })
    expect(caseDe(contenu, le, 12)).toMatchObject({ fermees: [], entiere: false })
  })
})

describe('De qui est la semaine', () => {
  const organisation = {
    agents: [{ agentId: 'a', nomComplet: 'Ana Roche', antenneId: 'l' }],
    agendas: [
      { agendaId: 'g', nom: 'Ana Roche', lieuId: 'l', agentId: 'a' },
      { agendaId: 'h', nom: 'Bureau 2', lieuId: 'm', agentId: null },
    ],
    lieux: [
      { lieuId: 'l', nom: 'Antenne', antenneId: 'l' },
      { lieuId: 'm', nom: 'Annexe', antenneId: null },
    ],
  }
  it('Un identifiant d’un autre service n’ouvre rien', () => {
    expect(cibleDe({ agentId: 'z' }, organisation)).toBeUndefined()
    expect(cibleDe({ agendaId: 'z' }, organisation)).toBeUndefined()
    expect(cibleDe(lireVue('lieu:z'), organisation)).toBeUndefined()
    expect(cibleDe(lireVue('rien'), organisation)).toBeUndefined()
    expect(cibleDe(lireVue('lieu:m'), organisation)?.nom).toBe('Annexe')
  })
  it('Qui reçoit voit sa semaine ; l’accueil, celle de son lieu', () => {
    expect(cibleParDefaut({ id: 'a', antenneId: 'l' }, organisation)?.genre).toBe('agent')
    expect(cibleParDefaut({ id: 'b', antenneId: 'l' }, organisation)).toMatchObject({
      genre: 'lieu',
      id: 'l',
    })
    expect(
      cibleParDefaut({ id: 'b', antenneId: null }, { agents: [], agendas: [], lieux: [] }),
    ).toBeUndefined()
  })
  it('L’absence d’un agent ne ferme pas le lieu ; la fermeture du lieu ferme tout', () => {
    const lieu = cibleDe({ lieuId: 'l' }, organisation)
    const agent = cibleDe({ agentId: 'a' }, organisation)
    if (!lieu || !agent) throw new Error('not found')
    const absence = { agentId: 'a', agendaId: null, lieuId: null }
    const fermeture = { agentId: null, agendaId: null, lieuId: 'l' }
    expect([
      fermeLa(lieu, absence),
      fermeLa(agent, absence),
      fermeLa(lieu, fermeture),
      fermeLa(agent, fermeture),
    ]).toEqual([false, true, true, true])
    expect(fermeLa(agent, { agentId: null, agendaId: 'g', lieuId: null })).toBe(true)
    expect(estDe(lieu, { agentId: null, agendaId: 'g' })).toBe(true)
    expect(estDe(agent, { agentId: null, agendaId: 'h', lieuId: 'l' })).toBe(false)
    expect(plageDe(agent, { agentId: 'a', agendaId: 'g', lieuId: 'l' })).toBe(true)
    expect(plageDe(lieu, { agentId: null, agendaId: 'h', lieuId: 'm' })).toBe(false)
  })
})
