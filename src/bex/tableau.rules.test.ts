import { describe, expect, it } from 'vitest'
import {
  type Case,
  colonnesDe,
  dernierDuMois,
  jourOuvert,
  parJour,
  parMois,
  premierDuMois,
} from './tableau.rules.ts'

const c = (
  le: string,
  heure: string,
  agendaId: string,
  libres: number,
  capacite = 2,
  passe = false,
): Case => ({
  passe,
  le: le as Case['le'],
  heure,
  agendaId,
  agendaNom: `Cabinet ${agendaId}`,
  lieuId: `lieu-${agendaId}`,
  capacite,
  libres,
})
const venue = (heure: string, agendaId: string | null, etat = 'prevue') => ({
  dossierId: `d-${heure}`,
  convocationId: `c-${heure}`,
  agendaId,
  heure,
  etat,
  nomComplet: 'MARTIN Jeanne',
  numeroParquet: null,
  origine: 'bex',
})

describe('Le tableau des sorties d’audience', () => {
  it('Un mois va du premier au dernier jour, février compris', () => {
    expect([
      premierDuMois('2028-02-17'),
      dernierDuMois('2028-02-17'),
      dernierDuMois('2026-12-01'),
    ]).toEqual(['2028-02-01', '2028-02-29', '2026-12-31'])
  })
  it('S’ouvre sur le mois de la prochaine place libre : celui qui finit tant qu’il en a, le suivant quand il n’en a plus', () => {
    const le = '2026-11-27'
    const [passee, prise, decembre] = [
      c('2026-11-20', '09:00', '1', 2, 2, true),
      c('2026-11-30', '09:00', '1', 0),
      c('2026-12-08', '09:00', '1', 1),
    ]
    expect(jourOuvert([passee, prise, decembre], le)).toBe('2026-12-01')
    expect(jourOuvert([passee, c('2026-11-30', '09:00', '1', 1), decembre], le)).toBe(le)
    expect([jourOuvert([passee, prise], le), jourOuvert([], le)]).toEqual([le, le])
  })
  it('Par mois : les places libres de chaque jour, par agenda et en tout', () => {
    const lignes = parMois([
      c('2026-12-02', '09:00', '1', 0),
      c('2026-12-01', '09:00', '1', 2),
      c('2026-12-01', '09:30', '1', 1),
      c('2026-12-01', '09:00', '2', 1, 1),
    ])
    expect(lignes.map(l => [l.le, l.libres, l.capacite])).toEqual([
      ['2026-12-01', 4, 5],
      ['2026-12-02', 0, 2],
    ])
    expect(
      parMois([c('2026-12-01', '09:00', '1', 2), c('2026-12-01', '09:30', '1', 2, 2, true)])[0],
    ).toMatchObject({
      libres: 2,
      capacite: 4,
    })
    expect(lignes[0]?.cases.get('1')).toEqual({ libres: 3, capacite: 4, passe: false })
  })
  it('Des heures toutes passées ne sont pas complètes ; une seule à venir, prise, l’est', () => {
    const [ligne] = parMois([
      c('2026-12-01', '09:00', '1', 1, 2, true),
      c('2026-12-01', '09:00', '2', 1, 2, true),
      c('2026-12-01', '17:00', '2', 0, 2),
    ])
    expect(ligne?.cases.get('1')).toEqual({ libres: 0, capacite: 2, passe: true })
    expect(ligne?.cases.get('2')).toEqual({ libres: 0, capacite: 4, passe: false })
    expect(ligne?.passe).toBe(false)
  })
  it('Les colonnes disent le lieu quand il y en a plusieurs', () => {
    const lieux = new Map([
      ['lieu-1', 'Saverne'],
      ['lieu-2', 'Strasbourg'],
    ])
    expect(colonnesDe([c('2026-12-01', '09:00', '1', 1)], lieux)).toEqual([
      { agendaId: '1', nom: 'Cabinet 1' },
    ])
    expect(
      colonnesDe([c('2026-12-01', '09:00', '2', 1), c('2026-12-01', '09:00', '1', 1)], lieux).map(
        x => x.nom,
      ),
    ).toEqual(['Saverne · Cabinet 1', 'Strasbourg · Cabinet 2'])
  })
  it('Par jour : chaque place, les libres ensemble ; une place prise par une personne qu’on ne voit pas est « occupée », jamais libre', () => {
    const cases = [c('2026-12-01', '09:00', '1', 0), c('2026-12-01', '09:30', '1', 2)]
    expect(parJour(cases, [venue('09:00', '1')], new Map()).map(l => [l.heure, l.genre])).toEqual([
      ['09:00', 'venue'],
      ['09:00', 'occupe'],
      ['09:30', 'libre'],
    ])
  })
  it('Une personne honorée reste au tableau sans y cacher personne, et une heure hors plage aussi ; hier n’a plus de place libre', () => {
    const cases = [c('2026-11-23', '09:00', '1', 1, 2, true)]
    expect(
      parJour(cases, [venue('09:00', '1', 'honoree'), venue('08:00', null)], new Map()).map(l => [
        l.heure,
        l.genre,
      ]),
    ).toEqual([
      ['08:00', 'venue'],
      ['09:00', 'venue'],
      ['09:00', 'occupe'],
    ])
  })
})
