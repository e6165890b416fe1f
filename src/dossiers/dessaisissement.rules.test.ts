import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import {
  issueDe,
  refusDeConstater,
  refusDeDecliner,
  refusDeDemander,
  refusDeRegle,
  refusDeRetirer,
  relances,
  silenceParDefaut,
  situationDe,
} from './dessaisissement.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const cible = { serviceId: 's67', serviceNom: 'SPIP du Bas-Rhin', clos: false, enCours: false }
const demande = {
  etat: 'propose',
  versServiceId: 's57',
  repondreAvantLe: '2026-12-04' as const,
  silenceVaut: 'acceptation',
  parSilence: false,
}

describe('Demander un dessaisissement (C9.1)', () => {
  it('Une personne suivie ailleurs, dont le dossier est ouvert, par ou pour le service compétent', () => {
    expect(refusDeDemander(cible, 's57')).toEqual([])
  })
  it.each([
    ['sans service compétent', 'service_competent', cible, null],
    ['pour quelqu’un d’autre que la personne trouvée', 'personne_inconnue', undefined, 's57'],
    ['quand le service suit déjà la personne', 'deja_la', cible, 's67'],
    ['quand le dossier est clos', 'clos', { ...cible, clos: true }, 's57'],
    [
      'quand un transfert attend déjà une réponse',
      'transfert_en_cours',
      { ...cible, enCours: true },
      's57',
    ],
  ])('Refusé %s', (_cas, code, qui, vers) => {
    expect(codes(refusDeDemander(qui, vers))).toEqual([code])
  })
  it('Un refus dit quel service appeler', () => {
    expect(refusDeDemander({ ...cible, enCours: true }, 's57')[0]?.message).toContain(
      'SPIP du Bas-Rhin',
    )
  })
})

describe('Qui met fin à une demande (C9.1)', () => {
  const duService = { etat: 'propose', versServiceId: 's57', demandeurNom: null }
  const duTribunal = { ...duService, demandeurNom: 'tribunal judiciaire de Metz' }
  it('Qui a demandé retire : le service la sienne, la juridiction la sienne', () => {
    expect([refusDeRetirer(duService, 's57'), refusDeRetirer(duTribunal, null)]).toEqual([[], []])
    expect(codes(refusDeRetirer(duService, 's67'))).toEqual(['autre_demandeur'])
    expect(codes(refusDeRetirer(duTribunal, 's57'))).toEqual(['demande_d_une_juridiction'])
    expect(codes(refusDeRetirer({ ...duTribunal, etat: 'accepte' }, null))).toEqual([
      'deja_repondu',
    ])
  })
  it('Le service désigné, et lui seul, apprend comment dire non', () => {
    expect(refusDeRetirer(duTribunal, 's57')[0]?.message).toContain(
      'sa direction décline la demande',
    )
    expect(refusDeRetirer(duTribunal, 's67')[0]?.message).not.toContain('décline')
  })
  it('Le service qu’une juridiction a désigné décline', () => {
    expect(refusDeDecliner(duTribunal, 's57')).toEqual([])
    expect(codes(refusDeDecliner(duTribunal, 's67'))).toEqual(['pas_designe'])
    expect(codes(refusDeDecliner(duService, 's57'))).toEqual(['pas_designe'])
    expect(codes(refusDeDecliner({ ...duTribunal, etat: 'annule' }, 's57'))).toEqual([
      'deja_repondu',
    ])
    expect([
      issueDe({ etat: 'decline', parSilence: false }),
      situationDe({ ...demande, etat: 'decline' }, '2026-12-05'),
    ]).toEqual(['decline', 'declinee'])
  })
})

describe('Le silence (règle du service sollicité)', () => {
  it('Sans règle écrite : dix jours, une relance tous les cinq, et le silence ne vaut rien par lui-même', () => {
    expect(silenceParDefaut).toMatchObject({ jours: 10, relanceJours: 5, vaut: 'rien', du: null })
  })
  it('Les relances se comptent depuis la demande, sans qu’aucune tâche n’ait à tourner', () => {
    const le = (jour: Jour) => relances('2026-11-24', 5, jour)
    expect(le('2026-11-24')).toEqual({ nombre: 0, derniereLe: null })
    expect(le('2026-11-28')).toEqual({ nombre: 0, derniereLe: null })
    expect(le('2026-11-29')).toEqual({ nombre: 1, derniereLe: '2026-11-29' })
    expect(le('2026-12-08')).toEqual({ nombre: 2, derniereLe: '2026-12-04' })
  })
  it('La dernière relance a moins d’un délai de relance, quels que soient les jours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 400 }), (pas, n) => {
        const le = ajouterJours('2026-11-24', n)
        const { nombre, derniereLe } = relances('2026-11-24', pas, le)
        return derniereLe === null
          ? n < pas && nombre === 0
          : derniereLe <= le && le < ajouterJours(derniereLe, pas)
      }),
    )
  })
  it('Le dernier jour compte encore ; après, la situation suit la règle que la demande a gardée', () => {
    expect(situationDe(demande, '2026-12-04')).toBe('attend')
    expect(situationDe(demande, '2026-12-05')).toBe('silence')
    expect(situationDe({ ...demande, silenceVaut: 'rien' }, '2026-12-05')).toBe('sans_reponse')
    expect(situationDe({ ...demande, etat: 'accepte' }, '2026-12-05')).toBe('acceptee')
    expect(situationDe({ ...demande, etat: 'accepte', parSilence: true }, '2026-12-05')).toBe(
      'acceptee_par_silence',
    )
    expect(situationDe({ ...demande, etat: 'refuse' }, '2026-12-05')).toBe('refusee')
    expect(situationDe({ ...demande, etat: 'annule' }, '2026-12-05')).toBe('annulee')
  })
  it('Le service qui suivra le constate, une fois le délai passé, si la règle le dit', () => {
    expect(refusDeConstater(demande, 's57', '2026-12-05')).toEqual([])
    expect(codes(refusDeConstater(demande, 's57', '2026-12-04'))).toEqual(['delai_en_cours'])
    expect(
      codes(refusDeConstater({ ...demande, silenceVaut: 'rien' }, 's57', '2026-12-05')),
    ).toEqual(['silence_sans_effet'])
    expect(codes(refusDeConstater(demande, 's67', '2026-12-05'))).toEqual(['autre_service'])
    expect(codes(refusDeConstater(demande, null, '2026-12-05'))).toEqual(['autre_service'])
    expect(codes(refusDeConstater({ ...demande, etat: 'refuse' }, 's57', '2026-12-05'))).toEqual([
      'deja_repondu',
    ])
    expect(codes(refusDeConstater(undefined, 's57', '2026-12-05'))).toEqual(['deja_repondu'])
  })
  it('Une règle vaut pour l’avenir, et relance avant la fin du délai', () => {
    expect(refusDeRegle('2026-11-24', 10, 5, '2026-11-24')).toEqual([])
    expect(codes(refusDeRegle('2026-11-23', 10, 5, '2026-11-24'))).toEqual(['regle_passee'])
    expect(codes(refusDeRegle('2026-11-24', 5, 6, '2026-11-24'))).toEqual(['relance_tardive'])
  })
})
