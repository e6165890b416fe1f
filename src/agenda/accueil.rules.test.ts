import { describe, expect, it } from 'vitest'
import {
  clesSituations,
  type Geste,
  gestesPossibles,
  refusDAbsence,
  refusDAnnulerLeGeste,
  refusDExcuse,
  refusDeCorriger,
  refusDejaChange,
  refusDePartir,
  refusDePointer,
  refusSansPassage,
  situationDe,
} from './accueil.rules.ts'
import { clesModalites } from './convocation.rules.ts'
import { estDuSite, filtrer, plier } from './liste-du-jour.rules.ts'

const maintenant = { le: '2026-11-24' as const, heure: '09:00' } as const
const c = {
  etat: 'prevue',
  le: '2026-11-24' as const,
  heure: '08:30',
  modalite: 'lieu',
  enEtablissement: false,
  situation: 'attendue' as const,
}
const codes = (r: { code: string }[]) => r.map(x => x.code)
const ligne = (nomComplet: string, plus: object = {}) => ({
  heure: '14:00',
  nomComplet,
  numero: 'FR-2026-000001',
  lieuId: 'l1' as string | null,
  agentId: 'a1',
  agentAntenneId: 'l1' as string | null,
  collective: false,
  plageId: null as string | null,
  etat: 'prevue',
  arriveeA: null as string | null,
  ...plus,
})

describe('L’accueil', () => {
  it('pointe une arrivée le jour même, d’une personne qui passe à l’accueil et n’est pas déjà arrivée', () => {
    expect(refusDePointer(c, '2026-11-24')).toEqual([])
    expect(codes(refusDePointer({ ...c, le: '2026-11-25' }, '2026-11-24'))).toEqual([
      'pas_aujourdhui',
    ])
    expect(codes(refusDePointer({ ...c, situation: 'plus_attendue' }, '2026-11-24'))).toEqual([
      'plus_attendue',
    ])
    expect(codes(refusDePointer({ ...c, situation: 'arrivee' }, '2026-11-24'))).toEqual([
      'deja_arrivee',
    ])
    expect(codes(refusDePointer({ ...c, modalite: 'domicile' }, '2026-11-24'))).toEqual([
      'sans_passage',
    ])
    expect(codes(refusDePointer({ ...c, enEtablissement: true }, '2026-11-24'))).toEqual([
      'sans_passage',
    ])
    expect(refusSansPassage({ modalite: 'lieu', enEtablissement: true })[0]?.message).toContain(
      'un entretien en établissement',
    )
    // Noted absent, and comes after all.
    expect(refusDePointer({ ...c, etat: 'manquee', situation: 'absente' }, '2026-11-24')).toEqual(
      [],
    )
  })
  it('ne dit « ne s’est pas présenté » qu’après l’heure, de qui devait passer à l’accueil et n’est pas arrivé', () => {
    expect(refusDAbsence(c, maintenant)).toEqual([])
    expect(codes(refusDAbsence({ ...c, heure: '09:30' }, maintenant))).toEqual(['pas_encore'])
    expect(codes(refusDAbsence({ ...c, situation: 'arrivee' }, maintenant))).toEqual([
      'arrivee_pointee',
    ])
    expect(codes(refusDAbsence({ ...c, le: '2026-11-23' }, maintenant))).toEqual(['pas_aujourdhui'])
    expect(
      codes(refusDAbsence({ ...c, etat: 'manquee', situation: 'absente' }, maintenant)),
    ).toEqual(['etat_impossible'])
    for (const modalite of clesModalites.filter(m => m !== 'lieu'))
      expect(codes(refusDAbsence({ ...c, modalite }, maintenant)), modalite).toEqual([
        'sans_passage',
      ])
  })
  it('note qu’une personne a prévenu, même avant le jour, mais pas qui est arrivé ni le passé', () => {
    expect(refusDExcuse({ ...c, le: '2026-11-25', modalite: 'telephone' }, maintenant)).toEqual([])
    expect(codes(refusDExcuse({ ...c, situation: 'arrivee' }, maintenant))).toEqual([
      'arrivee_pointee',
    ])
    expect(codes(refusDExcuse({ ...c, le: '2026-11-23' }, maintenant))).toEqual(['pas_aujourdhui'])
    expect(
      codes(refusDExcuse({ ...c, etat: 'annulee', situation: 'plus_attendue' }, maintenant)),
    ).toEqual(['etat_impossible'])
  })
  it('pointe le départ de qui est arrivé, et annule son propre geste, jamais celui de l’agent', () => {
    expect(refusDePartir('arrivee')).toEqual([])
    expect(codes(refusDePartir('attendue'))).toEqual(['pas_arrivee'])
    const absente = { situation: 'absente' as const, le: '2026-11-24' as const, parLAccueil: true }
    expect(refusDAnnulerLeGeste(absente, '2026-11-24')).toEqual([])
    expect(codes(refusDAnnulerLeGeste({ ...absente, parLAccueil: false }, '2026-11-24'))).toEqual([
      'pas_l_accueil',
    ])
    expect(codes(refusDAnnulerLeGeste({ ...absente, le: '2026-11-23' }, '2026-11-24'))).toEqual([
      'pas_aujourdhui',
    ])
    expect(
      codes(refusDAnnulerLeGeste({ ...absente, situation: 'attendue' }, '2026-11-24')),
    ).toEqual(['rien_a_annuler'])
    expect(
      codes(
        refusDAnnulerLeGeste({ ...absente, situation: 'arrivee', le: '2026-11-23' }, '2026-11-24'),
      ),
    ).toEqual(['pas_aujourdhui'])
  })
  it('dit au second de deux accueils ce que le premier a fait, pour chaque situation', () => {
    for (const vu of clesSituations)
      for (const est of clesSituations)
        expect(codes(refusDejaChange(vu, est, 'KELLER Anne')), `${vu}, ${est}`).toEqual(
          vu === est ? [] : ['deja_change'],
        )
    expect(refusDejaChange('attendue', 'absente', 'KELLER Anne')[0]?.message).toContain(
      'KELLER Anne vient de changer cette ligne : la personne est notée absente',
    )
  })
  it('ne montre que les gestes qui vont avec la façon dont la convocation se tient', () => {
    const l = { ...c, arriveeA: null, partieA: null, parLAccueil: false }
    const gestes = (plus: object): Geste[] => gestesPossibles({ ...l, ...plus }, maintenant)
    expect(gestes({})).toEqual(['arrivee', 'absence', 'excuse'])
    expect(gestes({ heure: '10:00' })).toEqual(['arrivee', 'excuse'])
    for (const modalite of ['domicile', 'telephone', 'visio'])
      expect(gestes({ modalite }), modalite).toEqual(['excuse'])
    expect(gestes({ enEtablissement: true })).toEqual(['excuse'])
    expect(gestes({ arriveeA: '2026-11-24T07:40:00Z' })).toEqual(['depart', 'annuler'])
    expect(gestes({ arriveeA: '2026-11-24T07:40:00Z', partieA: '2026-11-24T08:00:00Z' })).toEqual([
      'annuler',
    ])
    expect(gestes({ etat: 'manquee', parLAccueil: true })).toEqual(['arrivee', 'annuler'])
    expect(gestes({ etat: 'manquee' })).toEqual(['arrivee'])
    expect(gestes({ etat: 'honoree' })).toEqual([])
    expect(gestes({ le: '2026-11-25' as const })).toEqual(['excuse'])
    expect(gestes({ le: '2026-11-23' as const })).toEqual([])
    expect(situationDe({ etat: 'annulee', arriveeA: null, partieA: null })).toBe('plus_attendue')
  })
  it('corrige une heure d’arrivée passée, un départ après l’arrivée', () => {
    const h = {
      le: '2026-11-24' as const,
      arriveeHeure: '08:20',
      partieHeure: '08:50' as string | undefined,
    }
    expect(refusDeCorriger(h, maintenant)).toEqual([])
    expect(codes(refusDeCorriger({ ...h, arriveeHeure: '09:10' }, maintenant))).toEqual([
      'pas_encore',
    ])
    expect(codes(refusDeCorriger({ ...h, partieHeure: '09:10' }, maintenant))).toEqual([
      'pas_encore',
    ])
    expect(codes(refusDeCorriger({ ...h, partieHeure: '08:10' }, maintenant))).toEqual([
      'part_avant',
    ])
    expect(refusDeCorriger({ ...h, partieHeure: undefined }, maintenant)).toEqual([])
  })
  it('trouve un nom sans ses accents ni son ordre, avec un agent', () => {
    const lignes = [ligne('LEFÈVRE Chloé'), ligne('MARTIN Paul', { agentId: 'a2' })]
    expect(filtrer(lignes, { q: 'chloe lefevre' }).map(l => l.nomComplet)).toEqual([
      'LEFÈVRE Chloé',
    ])
    expect(filtrer(lignes, { agentId: 'a1', q: 'martin' })).toEqual([])
    expect(filtrer(lignes, {})).toHaveLength(2)
  })
  it('sait de quel site est une ligne : son lieu, sinon l’antenne de qui appelle ou visite, sinon partout', () => {
    expect(estDuSite(ligne('A'), 'l1')).toBe(true)
    expect(estDuSite(ligne('A'), 'l2')).toBe(false)
    expect(estDuSite(ligne('A'), 'tous')).toBe(true)
    expect(estDuSite(ligne('A', { lieuId: null, agentAntenneId: 'l2' }), 'l1')).toBe(false)
    expect(estDuSite(ligne('A', { lieuId: null, agentAntenneId: null }), 'l1')).toBe(true)
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
