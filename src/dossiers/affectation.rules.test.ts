import { describe, expect, it } from 'vitest'
import {
  dossiersAPasser,
  refusDAffecter,
  refusDAffecterEnNombre,
  refusDAntenneDAutrui,
  refusDePasser,
  refusDeReferent,
  refusDesRepreneurs,
  repartir,
} from './affectation.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)
const prise = { serviceId: 's67', referentId: 'a1' }
const agent = { serviceId: 's67', fonction: 'travailleur_social', partiLe: null }

describe('Affecter en nombre', () => {
  const libre = {
    nomComplet: 'Durand Zoé',
    closA: null,
    serviceId: 's67',
    referentNom: null,
    decideeParNom: 'Paul Dpip',
  }
  it('Ce que personne ne suit s’affecte ; rien d’autre n’est dit', () => {
    expect(refusDAffecterEnNombre([libre], 1, 's67')).toEqual([])
  })
  it('Chaque dossier qui l’empêche est nommé, et qui a été plus rapide', () => {
    const lus = [
      libre,
      { ...libre, nomComplet: 'B', closA: '2026-11-01' },
      { ...libre, nomComplet: 'C', serviceId: 's57' },
      { ...libre, nomComplet: 'D', referentNom: 'Anne Ts' },
    ]
    const refus = refusDAffecterEnNombre(lus, 6, 's67')
    expect(codes(refus)).toEqual([
      'dossier_clos',
      'autre_service',
      'deja_affecte',
      'hors_service',
      'rien_ecrit',
    ])
    expect(refus[2]?.message).toContain('D : déjà confié à Anne Ts, par Paul Dpip')
    expect(refus[3]?.message).toContain('2 dossiers cochés')
  })
  it('Le référent est du service, présent, et d’une fonction qui suit', () => {
    expect(refusDeReferent(agent, 's67')).toEqual([])
    expect(codes(refusDeReferent(undefined, 's67'))).toEqual(['referent_ailleurs'])
    expect(codes(refusDeReferent({ ...agent, partiLe: '2026-11-01' as const }, 's67'))).toEqual([
      'referent_part',
    ])
    expect(codes(refusDeReferent({ ...agent, fonction: 'surveillant' }, 's67'))).toEqual([
      'referent_fonction',
    ])
  })
})

describe('Affecter', () => {
  it('Dans son service, à un agent présent qui suit des dossiers', () => {
    expect(refusDAffecter(prise, 's67', agent, 'a2')).toEqual([])
    expect(
      refusDAffecter({ ...prise, referentId: null }, 's67', { ...agent, fonction: 'dpip' }, 'a2'),
    ).toEqual([])
    expect(refusDAntenneDAutrui({ serviceId: 's67' }, 's67')).toEqual([])
    for (const autre of [{ serviceId: 's57' }, undefined])
      expect(codes(refusDAntenneDAutrui(autre, 's67'))).toEqual(['antenne_d_autrui'])
  })
  it.each([
    ['depuis un autre service', 'autre_service', 's57', agent, 'a2'],
    [
      'à un agent d’un autre service',
      'referent_ailleurs',
      's67',
      { ...agent, serviceId: 's57' },
      'a2',
    ],
    [
      'à un agent parti',
      'referent_part',
      's67',
      { ...agent, partiLe: '2026-01-01' as const },
      'a2',
    ],
    ['à quelqu’un qui n’existe pas', 'referent_ailleurs', 's67', undefined, 'a2'],
    [
      'à un administratif',
      'referent_fonction',
      's67',
      { ...agent, fonction: 'administratif' },
      'a2',
    ],
    ['à celui qui l’est déjà', 'deja_referent', 's67', agent, 'a1'],
  ])('Refusé %s', (_cas, code, service, referent, id) => {
    expect(codes(refusDAffecter(prise, service, referent, id))).toEqual([code])
  })
})

describe('Partir', () => {
  it('Ce qu’un agent qui part laisse en main est dit avec son nombre ; sans dossier, rien', () => {
    expect(dossiersAPasser(0)).toEqual([])
    expect(dossiersAPasser(1)).toEqual([expect.stringContaining('suit un dossier.')])
    expect(dossiersAPasser(12)).toEqual([expect.stringContaining('suit 12 dossiers.')])
  })
})

describe('Passer les dossiers d’un agent à d’autres (C1.1)', () => {
  const de = {
    agentId: 'a0',
    nomComplet: 'Anne Roy',
    serviceId: 's67',
    fonction: 'travailleur_social',
    partiLe: null,
  }
  it('refuse celui qui les a déjà, qui n’est pas du service, ou qui part', () => {
    const part = { ...de, agentId: 'a1', partiLe: '2026-12-12' as const }
    expect(codes(refusDesRepreneurs([de], 'a0', 's67'))).toEqual(['deja_referent'])
    expect(
      codes(
        refusDesRepreneurs([{ ...de, agentId: 'a2', serviceId: 's57' }, undefined], 'a0', 's67'),
      ),
    ).toEqual(['referent_ailleurs', 'referent_ailleurs'])
    expect(refusDesRepreneurs([part], 'a0', 's67')).toMatchObject([
      { code: 'referent_part', champ: 'versIds' },
    ])
    expect(refusDesRepreneurs([{ ...de, agentId: 'a3' }], 'a0', 's67')).toEqual([])
  })
  it('chaque dossier va à qui en suit le moins, dans l’ordre des noms à égalité', () => {
    const charges = [
      { agentId: 'a1', dossiers: 3 },
      { agentId: 'a2', dossiers: 1 },
    ]
    expect(repartir(['d1', 'd2', 'd3', 'd4'], charges).map(p => p.agentId)).toEqual([
      'a2',
      'a2',
      'a1',
      'a2',
    ])
    expect(repartir(['d1'], [])).toEqual([])
  })
  it('nomme chaque dossier qui ne peut pas passer', () => {
    const lu = {
      nomComplet: 'X',
      closA: null,
      serviceId: 's67',
      referentId: 'a0',
      referentNom: 'Anne Roy',
      decideeParNom: 'Y',
    }
    expect(refusDePasser([lu], 1, 'a0', 's67')).toEqual([])
    expect(codes(refusDePasser([], 0, 'a0', 's67'))).toEqual(['aucun_dossier'])
    const autres = [
      { ...lu, serviceId: 's57' },
      { ...lu, closA: '2026-01-01' },
      { ...lu, referentId: 'a9' },
    ]
    expect(codes(refusDePasser(autres, 4, 'a0', 's67'))).toEqual([
      'autre_service',
      'dossier_clos',
      'deja_passe',
      'hors_service',
      'rien_ecrit',
    ])
  })
})
