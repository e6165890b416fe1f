import { describe, expect, it } from 'vitest'
import { refusDAnnuler, refusDeRepondre, refusDeTransferer } from './transfert.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const prise = { serviceId: 's67', referentId: 'a1' }

describe('Transférer : une poignée de main (C9.1)', () => {
  const propose = { etat: 'propose', sens: 'proposition', deServiceId: 's67', versServiceId: 's57' }
  it('Le service qui suit propose, un à la fois, à un autre que lui', () => {
    expect(refusDeTransferer(prise, 's67', 's57', undefined)).toEqual([])
    expect(codes(refusDeTransferer(prise, 's57', 's88', undefined))).toEqual(['autre_service'])
    expect(codes(refusDeTransferer(prise, 's67', 's57', { sens: 'proposition' }))).toEqual([
      'transfert_en_cours',
    ])
    expect(codes(refusDeTransferer(prise, 's67', 's57', { sens: 'demande' }))).toEqual([
      'demande_en_cours',
    ])
    expect(codes(refusDeTransferer(prise, 's67', 's67', undefined))).toEqual(['meme_service'])
  })
  it('Seul le service sollicité répond, une fois', () => {
    expect(refusDeRepondre(propose, 's57', 'Europe/Paris')).toEqual([])
    expect(codes(refusDeRepondre(propose, 's67', 'Europe/Paris'))).toEqual(['pas_destinataire'])
    expect(codes(refusDeRepondre({ ...propose, etat: 'accepte' }, 's57', 'Europe/Paris'))).toEqual([
      'deja_repondu',
    ])
    expect(codes(refusDeRepondre(undefined, 's57', 'Europe/Paris'))).toEqual(['deja_repondu'])
    const retire = {
      ...propose,
      etat: 'annule',
      reponduA: '2026-11-23T23:30:00Z',
      reponduParNom: 'Anne Roy',
    }
    expect(refusDeRepondre(retire, 's57', 'Europe/Paris')[0]?.message).toBe(
      'Ce transfert n’attend plus de réponse : il a été retiré par Anne Roy le 24/11/2026.',
    )
  })
  it('À une demande, c’est le service qui suit qui répond ; il ne l’annule pas', () => {
    const demande = { ...propose, sens: 'demande' }
    expect(refusDeRepondre(demande, 's67', 'Europe/Paris')).toEqual([])
    expect(codes(refusDeRepondre(demande, 's57', 'Europe/Paris'))).toEqual(['pas_sollicite'])
    expect(codes(refusDAnnuler(demande, 's67', 'Europe/Paris'))).toEqual(['demande'])
  })
  it('Qui a proposé peut se raviser tant que l’autre n’a pas répondu', () => {
    expect(refusDAnnuler(propose, 's67', 'Europe/Paris')).toEqual([])
    expect(codes(refusDAnnuler(propose, 's57', 'Europe/Paris'))).toEqual(['autre_service'])
    expect(codes(refusDAnnuler({ ...propose, etat: 'refuse' }, 's67', 'Europe/Paris'))).toEqual([
      'deja_repondu',
    ])
  })
})
