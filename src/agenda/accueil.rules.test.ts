import { describe, expect, it } from 'vitest'
import { filtrer, plier, refusDAbsence, refusDePointer } from './accueil.rules.ts'

const maintenant = { le: '2026-11-24', heure: '09:00' } as const
const c = { etat: 'prevue', le: '2026-11-24', heure: '08:30', arrivee: false }
const codes = (r: { code: string }[]) => r.map(x => x.code)
const ligne = (nomComplet: string, plus: object = {}) => ({
  heure: '14:00',
  nomComplet,
  numero: 'FR-2026-000001',
  lieuId: 'l1',
  agentId: 'a1',
  collective: false,
  plageId: null as string | null,
  etat: 'prevue',
  arriveeA: null as string | null,
  ...plus,
})

describe('L’accueil', () => {
  it('pointe une arrivée le jour même, d’une personne attendue', () => {
    expect(refusDePointer(c, '2026-11-24')).toEqual([])
    expect(codes(refusDePointer({ ...c, le: '2026-11-25' }, '2026-11-24'))).toEqual(['pas_aujourdhui'])
    expect(codes(refusDePointer({ ...c, etat: 'annulee' }, '2026-11-24'))).toEqual(['plus_attendue'])
  })
  it('ne dit « ne s’est pas présenté » qu’après l’heure, de qui n’est pas arrivé', () => {
    expect(refusDAbsence(c, maintenant)).toEqual([])
    expect(codes(refusDAbsence({ ...c, heure: '09:30' }, maintenant))).toEqual(['pas_encore'])
    expect(codes(refusDAbsence({ ...c, arrivee: true }, maintenant))).toEqual(['arrivee_pointee'])
    expect(codes(refusDAbsence({ ...c, le: '2026-11-23' }, maintenant))).toEqual(['pas_aujourdhui'])
    expect(codes(refusDAbsence({ ...c, etat: 'manquee' }, maintenant))).toEqual(['etat_impossible'])
  })
  it('trouve un nom sans ses accents ni son ordre, dans un lieu, avec un agent', () => {
    const lignes = [ligne('LEFÈVRE Chloé'), ligne('MARTIN Paul', { lieuId: 'l2', agentId: 'a2' })]
    expect(filtrer(lignes, { q: 'chloe lefevre' }).map(l => l.nomComplet)).toEqual(['LEFÈVRE Chloé'])
    expect(filtrer(lignes, { lieuId: 'l2' }).map(l => l.nomComplet)).toEqual(['MARTIN Paul'])
    expect(filtrer(lignes, { agentId: 'a1', q: 'martin' })).toEqual([])
    expect(filtrer(lignes, {})).toHaveLength(2)
  })
  it('plie une séance en une ligne qui compte ses personnes, et la déplie quand on cherche un nom', () => {
    const seance = { collective: true, plageId: 'p' }
    const lignes = [
      ligne('A', seance),
      ligne('B', { ...seance, arriveeA: '2026-11-24T13:00:00Z' }),
      ligne('C'),
      ligne('D', { ...seance, etat: 'excusee' }),
    ]
    expect(plier(lignes, false)).toMatchObject([
      { genre: 'seance', premiere: { nomComplet: 'A' }, inscrits: 3, arrives: 1, attendus: 1 },
      { genre: 'personne', ligne: { nomComplet: 'C' } },
    ])
    expect(plier(lignes, true)).toHaveLength(4)
  })
})
