import { describe, expect, it } from 'vitest'
import { refusDesNoms, refusDeVersion, refusDuFluxDAgenda } from './flux.rules.ts'

describe('Ce qu’un calendrier peut montrer (C8.1)', () => {
  it('Les noms, seulement si le service les admet', () => {
    expect(refusDesNoms('noms', false).map(r => [r.code, r.champ])).toEqual([
      ['noms_non_admis', 'detail'],
    ])
    expect([
      ...refusDesNoms('noms', true),
      ...refusDesNoms('types', false),
      ...refusDesNoms('occupe', false),
    ]).toEqual([])
  })
  it('L’agenda de son service, et ouvert', () => {
    const agenda = { entiteId: 's', fermeLe: '2026-12-01' as const }
    expect(refusDuFluxDAgenda(agenda, 's', '2026-11-30')).toEqual([])
    expect(refusDuFluxDAgenda(agenda, 's', '2026-12-01')[0]?.code).toBe('agenda_ferme')
    expect(refusDuFluxDAgenda(agenda, 'autre', '2026-11-30')[0]?.code).toBe('autre_entite')
    expect(refusDuFluxDAgenda(agenda, null, '2026-11-30')[0]?.code).toBe('autre_entite')
  })
  it('Le réglage que l’on a sous les yeux', () => {
    expect(refusDeVersion(1, 1)).toEqual([])
    expect(refusDeVersion(1, 2)[0]?.code).toBe('modifie_entretemps')
  })
})
