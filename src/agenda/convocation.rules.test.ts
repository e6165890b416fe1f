import { describe, expect, it } from 'vitest'
import { ajouterJours } from '../platform/date.ts'
import {
  conflits,
  joursDeLaSerie,
  plier,
  refusDAutrui,
  refusDHeureLibre,
  refusDUneMorte,
  refusDuType,
  refusSansConfirmation,
} from './convocation.rules.ts'
import { etats, refusDEtat, refusDeRetablir, suitesPossibles } from './etat.rules.ts'
import { refusApresLaFin, refusDuMoment } from './moment.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const lieu = {
  ouvreA: '08:30',
  fermeA: '18:00',
  fermeLe: null,
  territoire: 'alsace-moselle' as const,
}
const maintenant = { le: '2026-11-24' as const, heure: '09:00' } as const
const demande = { le: '2026-11-25' as const, heure: '14:30', dureeMinutes: 45 } as const

describe('À qui est une convocation (C3.3)', () => {
  const service = { entiteId: 's', serviceId: 's' }
  const juge = { entiteId: 'j', serviceId: null }
  const ailleurs = { entiteId: 'x', suit: false, convoqueLa: false }
  it('la sienne, celle d’un ancien service d’une personne que l’on suit, celle que l’on peut donner ; aucune autre', () => {
    expect(refusDAutrui(service, { ...ailleurs, entiteId: 's' })).toEqual([])
    expect(refusDAutrui(service, { ...ailleurs, suit: true })).toEqual([])
    expect(refusDAutrui(juge, { ...ailleurs, convoqueLa: true })).toEqual([])
    for (const autre of [service, juge])
      expect(codes(refusDAutrui(autre, ailleurs))).toEqual(['convocation_d_autrui'])
    expect(codes(refusDAutrui(juge, { ...ailleurs, suit: true }))).toEqual(['convocation_d_autrui'])
  })
})

describe('Le moment d’une convocation (C3.3)', () => {
  it('un jour ouvert, pendant les heures de l’antenne, jusqu’à la dernière minute', () => {
    expect(refusDuMoment(demande, lieu, maintenant)).toEqual([])
    expect(refusDuMoment({ ...demande, heure: '17:15' }, lieu, maintenant)).toEqual([])
    expect(
      refusDuMoment({ ...demande, le: '2026-11-24', heure: '09:01' }, lieu, maintenant),
    ).toEqual([])
  })
  it.each([
    ['hier', 'passee', { ...demande, le: '2026-11-23' }],
    ['à l’heure qu’il est', 'passee', { ...demande, le: '2026-11-24', heure: '09:00' }],
    ['un samedi', 'fin_de_semaine', { ...demande, le: '2026-11-28' }],
    ['le 26 décembre 2028, férié en Alsace-Moselle', 'ferie', { ...demande, le: '2028-12-26' }],
    ['avant l’ouverture', 'hors_horaires', { ...demande, heure: '08:29' }],
    ['trop près de la fermeture', 'hors_horaires', { ...demande, heure: '17:16' }],
  ] as const)('pas %s', (_cas, code, d) => {
    expect(codes(refusDuMoment(d, lieu, maintenant))).toEqual([code])
  })
  it('le 26 décembre 2028 est ouvert hors d’Alsace-Moselle ; ailleurs qu’à l’antenne, ses heures ne comptent pas', () => {
    expect(
      refusDuMoment(
        { ...demande, le: '2028-12-26' },
        { ...lieu, territoire: 'metropole' as const },
        maintenant,
      ),
    ).toEqual([])
    expect(refusDuMoment({ ...demande, heure: '19:30' }, undefined, maintenant)).toEqual([])
  })
  it('pas dans une antenne fermée, dès le jour où elle ferme ; la veille, oui', () => {
    expect(codes(refusDuMoment(demande, { ...lieu, fermeLe: '2026-11-25' }, maintenant))).toEqual([
      'lieu_ferme',
    ])
    expect(refusDuMoment(demande, { ...lieu, fermeLe: '2026-11-26' }, maintenant)).toEqual([])
  })
  it('pas après la fin de la dernière mesure ; le dernier jour, oui ; sans fin connue, oui', () => {
    expect(codes(refusApresLaFin('2026-11-24', '2026-11-25'))).toEqual(['mesure_terminee'])
    expect(refusApresLaFin('2026-11-25', '2026-11-25')).toEqual([])
    expect(refusApresLaFin(null, '2026-11-25')).toEqual([])
  })
})

describe('Les états d’une convocation (terrain §1.4)', () => {
  it('annulée ou reportée, elle ne change plus ; les autres se corrigent', () => {
    for (const fini of ['annulee', 'reportee', 'inconnu']) expect(suitesPossibles(fini)).toEqual([])
    for (const etat of ['honoree', 'excusee', 'manquee'])
      expect(suitesPossibles(etat).length).toBeGreaterThan(0)
    expect(suitesPossibles('prevue')).toEqual(Object.keys(etats).filter(e => e !== 'prevue'))
  })
  it('avant l’heure, on peut excuser, annuler, reporter ; ni noter une absence, ni honorer la veille', () => {
    const demain = { etat: 'prevue', le: '2026-11-25' as const, heure: '10:00' }
    expect(codes(refusDEtat(demain, 'manquee', maintenant))).toEqual(['pas_encore'])
    expect(codes(refusDEtat(demain, 'honoree', maintenant))).toEqual(['pas_encore'])
    for (const etat of ['excusee', 'annulee', 'reportee'] as const)
      expect(refusDEtat(demain, etat, maintenant)).toEqual([])
  })
  it('le jour même, une personne en avance est reçue ; l’absence attend l’heure', () => {
    const tout = { etat: 'prevue', le: '2026-11-24' as const, heure: '10:00' }
    expect(refusDEtat(tout, 'honoree', maintenant)).toEqual([])
    expect(codes(refusDEtat(tout, 'manquee', maintenant))).toEqual(['pas_encore'])
    expect(refusDEtat({ ...tout, heure: '08:45' }, 'manquee', maintenant)).toEqual([])
  })
  it('une convocation honorée ne s’annule pas après coup', () => {
    expect(
      codes(
        refusDEtat({ etat: 'honoree', le: '2026-11-23', heure: '10:00' }, 'annulee', maintenant),
      ),
    ).toEqual(['etat_impossible'])
  })
})

describe('Le type d’une convocation (terrain §1.2)', () => {
  const type = { libelle: 'SAP DDSE', fonctions: ['bex', 'greffe'], actif: true, collectif: false }
  it('sert aux fonctions qu’il nomme', () => {
    expect(refusDuType(type, 'bex')).toEqual([])
    expect(codes(refusDuType(type, 'travailleur_social'))).toEqual(['type_reserve'])
  })
  it('ne sert plus quand le service l’a écarté, ni quand il n’existe pas ici', () => {
    expect(codes(refusDuType({ ...type, actif: false }, 'bex'))).toEqual(['type_ecarte'])
    expect(codes(refusDuType(undefined, 'bex'))).toEqual(['type_inconnu'])
  })
  it('à une heure libre, il faut un agent de l’entité ; une action collective se prend dans une séance', () => {
    expect(refusDHeureLibre(type, { deLEntite: true })).toEqual([])
    expect(codes(refusDHeureLibre(type, undefined))).toEqual(['sans_agent'])
    expect(codes(refusDHeureLibre(type, { deLEntite: false }))).toEqual(['agent_d_ailleurs'])
    expect(codes(refusDHeureLibre({ ...type, collectif: true }, { deLEntite: true }))).toEqual([
      'sans_seance',
    ])
  })
  it('une plage ouverte un samedi par le service vaut pour ce samedi ; un jour férié, jamais', () => {
    const samedi = {
      le: '2026-11-28' as const,
      heure: '10:00',
      dureeMinutes: 45,
      parPlage: true,
    } as const
    expect(refusDuMoment(samedi, lieu, maintenant)).toEqual([])
    expect(codes(refusDuMoment({ ...samedi, le: '2026-12-26' }, lieu, maintenant))).toEqual([
      'ferie',
    ])
  })
})

describe('Ce qui est dit avant de confirmer', () => {
  const quand = { le: '2026-12-17' as const, heure: '10:00' } as const
  const rien = { absences: [], autres: [], seances: [], detention: null }
  it('rien à dire, rien à confirmer', () => {
    expect(conflits(quand, rien)).toEqual([])
    expect(refusSansConfirmation([], false)).toEqual([])
  })
  it('absence, autre convocation, séance de l’agent, détention ailleurs : chacune est dite, aucune n’interdit', () => {
    const tout = conflits(quand, {
      absences: [{ qui: 'Léa Roy', du: '2026-12-17T00:00', au: '2026-12-18T00:00' }],
      autres: [{ le: '2026-12-17', heure: '15:00', libelle: 'Convocation stage', lieu: 'Antenne' }],
      seances: [{ intitule: 'Groupe de parole', de: '09:00', a: '11:00' }],
      detention: { etablissement: 'Maison d’arrêt', ici: false },
    })
    expect(codes(tout)).toEqual(['absence', 'autre_convocation', 'seance', 'detention'])
    expect(tout[2]?.message).toBe(
      'L’agent anime « Groupe de parole » de 9 h 00 à 11 h 00 ce jour-là.',
    )
    expect(codes(refusSansConfirmation(tout, false)).at(-1)).toBe('a_confirmer')
    expect(refusSansConfirmation(tout, true)).toEqual([])
  })
  it('dans son établissement même, la détention n’empêche rien', () => {
    expect(
      conflits(quand, { ...rien, detention: { etablissement: 'Maison d’arrêt', ici: true } }),
    ).toEqual([])
  })
  it('une série tombe le même jour de la semaine, la première comprise', () => {
    expect(joursDeLaSerie('2026-12-29', 2, 3, ajouterJours)).toEqual([
      '2026-12-29',
      '2027-01-12',
      '2027-01-26',
    ])
  })
})

describe('Les heures d’un jour, pliées', () => {
  it('jusqu’à huit, toutes se voient ; au-delà, six, et le reste est plié', () => {
    const heures = Array.from({ length: 12 }, (_, i) => i)
    expect(plier([])).toEqual([[], []])
    expect(plier(heures.slice(0, 8))).toEqual([heures.slice(0, 8), []])
    expect(plier(heures.slice(0, 9))).toEqual([heures.slice(0, 6), [6, 7, 8]])
    expect(plier(heures)).toEqual([heures.slice(0, 6), heures.slice(6)])
  })
})

describe('Rétablir une convocation', () => {
  it.each(['prevue', 'honoree', 'manquee', 'excusee', 'reportee', 'annulee'])(
    '« %s » : seule une annulée se rétablit',
    etat => {
      expect(refusDeRetablir({ etat }).map(r => r.code)).toEqual(
        etat === 'annulee' ? [] : ['pas_annulee'],
      )
    },
  )
})

describe('Une personne morte', () => {
  it('ne se convoque plus, et le tribunal qui ne la suit pas n’apprend pas pourquoi', () => {
    expect([refusDUneMorte(null), refusDUneMorte(undefined, true)]).toEqual([[], []])
    expect(refusDUneMorte('2026-11-20')[0]?.message).toBe(
      'Cette personne est décédée le vendredi 20 novembre 2026 : elle ne se convoque plus. Si c’est une erreur, l’acte de décès s’annule à la page de ses mesures.',
    )
    expect(
      refusDUneMorte('2026-11-20', false, 'SPIP du Bas-Rhin, qui la suit')[0]?.message,
    ).toContain('Si c’est une erreur, appelez SPIP du Bas-Rhin, qui la suit.')
    expect(refusDUneMorte('2026-11-20', true)[0]?.message).toBe(
      'Cette personne ne peut pas être convoquée : voyez le SPIP qui la suit.',
    )
  })
})
