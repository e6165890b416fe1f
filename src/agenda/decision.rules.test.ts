import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import {
  type Creneau,
  decisionsPossibles,
  empechement,
  occupationPar,
  proposer,
  refusDeConfier,
  refusDeDecider,
  refusDeSuite,
  refusDuCreneau,
  tropSansSuite,
} from './decision.rules.ts'

const maintenant = { le: '2026-11-24' as const, heure: '09:00' } as const
const ligne = {
  nom: 'MARTIN Paul',
  motif: 'absence',
  decidee: false,
  clos: false,
  etat: 'prevue',
  le: '2026-12-01' as const,
  heure: '10:00',
}
const codes = (r: { code: string }[]) => r.map(x => x.code)

describe('Décider d’une convocation dont le sol a bougé', () => {
  it('Une absence laisse quatre choix ; un lieu fermé ne se confie pas ; un dossier parti ne se déplace plus', () => {
    expect(decisionsPossibles('absence')).toEqual(['garder', 'deplacer', 'confier', 'annuler'])
    expect(decisionsPossibles('fermeture')).toEqual(['garder', 'deplacer', 'annuler'])
    expect(decisionsPossibles('transfert')).toEqual(['garder', 'annuler'])
  })
  it('Une seule fois, avant l’heure, et la personne qui bloque est nommée', () => {
    expect(refusDeDecider(ligne, 'garder', maintenant)).toEqual([])
    expect(refusDeDecider({ ...ligne, decidee: true }, 'garder', maintenant)[0]?.message).toContain(
      'MARTIN Paul : un autre agent vient de décider',
    )
    expect(codes(refusDeDecider({ ...ligne, clos: true }, 'garder', maintenant))).toEqual([
      'dossier_clos',
    ])
    expect(codes(refusDeDecider({ ...ligne, etat: 'annulee' }, 'garder', maintenant))).toEqual([
      'plus_a_venir',
    ])
    expect(
      codes(refusDeDecider({ ...ligne, le: '2026-11-24', heure: '08:00' }, 'garder', maintenant)),
    ).toEqual(['plus_a_venir'])
    expect(codes(refusDeDecider({ ...ligne, motif: 'fermeture' }, 'confier', maintenant))).toEqual([
      'impossible',
    ])
  })
})

describe('Confier à un autre agent', () => {
  const l = {
    convocationId: 'c',
    nom: 'MARTIN Paul',
    le: '2026-12-01' as const,
    heure: '10:00',
    dureeMinutes: 45,
  }
  it('Qui n’est ni absent ni occupé à cette heure', () => {
    const absence = [{ agentId: 'a', du: '2026-12-01T08:00', au: '2026-12-01T10:30' }]
    const pris = [{ agentId: 'a', le: '2026-12-01' as const, debut: 630, fin: 675 }]
    expect(empechement('a', l, [], [])).toBeNull()
    expect(empechement('a', l, absence, [])).toBe('absent')
    expect(empechement('b', l, absence, pris)).toBeNull()
    expect(empechement('a', l, [], pris)).toBe('reçoit déjà quelqu’un')
    expect(
      empechement('a', l, [], [{ agentId: 'a', le: '2026-12-01', debut: 645, fin: 690 }]),
    ).toBeNull()
    expect(empechement('a', l, [], [occupationPar('a', l)])).toBe('reçoit déjà quelqu’un')
  })
  it('Le refus dit pour qui et pourquoi', () => {
    expect(refusDeConfier(l, 'M. Dupont', null)).toEqual([])
    expect(refusDeConfier(l, 'M. Dupont', 'absent')[0]?.message).toBe(
      'MARTIN Paul, le mardi 1er décembre 2026 à 10 h 00 : M. Dupont est absent. Décochez cette ligne, ou choisissez un autre agent.',
    )
  })
})

describe('Proposer le prochain créneau', () => {
  const c = (le: Jour, heure: string, libres = 1, lieuId = 'l1'): Creneau => ({
    plageId: 'p',
    le,
    heure,
    dureeMinutes: 45,
    libres,
    agentId: null,
    agendaNom: 'Agenda',
    lieuId,
  })
  const l = (n: number, le: Jour = '2026-12-01') => ({
    convocationId: `c${n}`,
    dossierId: `d${n}`,
    nom: `P${n}`,
    le,
    heure: '10:00',
    dureeMinutes: 45,
    lieuId: 'l1',
  })
  it('Deux personnes ne reçoivent pas la même dernière place', () => {
    const creneaux = [c('2026-12-02', '09:00'), c('2026-12-02', '10:00')]
    const p = proposer([l(1), l(2), l(3)], () => creneaux, [])
    expect([p.get('c1')?.[0]?.heure, p.get('c2')?.[0]?.heure, p.get('c3')]).toEqual([
      '09:00',
      '10:00',
      [],
    ])
  })
  it('Jamais avant la date d’origine, ni à une heure où la personne est ailleurs ; le même lieu d’abord', () => {
    const creneaux = [
      c('2026-11-30', '09:00'),
      c('2026-12-01', '09:00'),
      c('2026-12-02', '09:00'),
      c('2026-12-02', '10:00', 1, 'l2'),
      c('2026-12-03', '09:00'),
    ]
    const autres = [
      { dossierId: 'd1', le: '2026-12-02' as const, heure: '09:15', dureeMinutes: 30 },
    ]
    expect(
      proposer([l(1)], () => creneaux, autres)
        .get('c1')
        ?.map(x => [x.le, x.lieuId]),
    ).toEqual([
      ['2026-12-03', 'l1'],
      ['2026-12-02', 'l2'],
    ])
  })
  it('Un créneau pris entre-temps est refusé', () => {
    expect(refusDuCreneau(true, '2026-12-01', '10:00')).toEqual([])
    expect(codes(refusDuCreneau(false, '2026-12-01', '10:00'))).toEqual(['pris'])
  })
})

describe('Convocations sans suite notée', () => {
  it('Se notent après l’heure, une fois', () => {
    const c = { etat: 'prevue', le: '2026-11-20' as const, heure: '10:00' }
    expect(refusDeSuite(c, 'manquee', maintenant)).toEqual([])
    expect(codes(refusDeSuite({ ...c, etat: 'honoree' }, 'manquee', maintenant))).toEqual([
      'deja_notee',
    ])
    expect(codes(refusDeSuite({ ...c, le: '2026-11-30' }, 'excusee', maintenant))).toEqual([
      'pas_encore',
    ])
  })
  it('Alertent au-delà de cinq pour un agent, d’une sur cinq pour un service (terrain §1.4)', () => {
    expect([tropSansSuite(5, 10, false), tropSansSuite(6, 100, false)]).toEqual([false, true])
    expect([
      tropSansSuite(20, 100, true),
      tropSansSuite(21, 100, true),
      tropSansSuite(0, 0, true),
    ]).toEqual([false, true, false])
  })
})
