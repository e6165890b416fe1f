import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import { faire, suivi } from './mesure.builder.ts'
import { refusDesActesQuiSuivent, rejouer } from './rejeu.rules.ts'

const sursis = (finInitialeLe: Jour) => suivi('sursis_probatoire', '2023-12-24', { finInitialeLe })

describe('Corriger une mesure rejoue ses actes', () => {
  it('Les actes rejoués sur des faits inchangés ont les mêmes termes ; une suspension garde ses jours sur un autre terme', () => {
    const m = faire(
      suivi('sursis_probatoire', '2025-03-10', { finInitialeLe: '2027-03-10' }),
      ['mise_a_execution', '2025-03-10'],
      ['suspension', '2025-06-01'],
      ['reprise', '2025-07-01'],
    )
    const actes = m.actes.map((a, i) => ({ ...a, id: String(i), debutLe: null }))
    expect(rejouer(m, actes).map(x => x.termeLe)).toEqual(actes.map(a => a.termeLe))
    expect(rejouer({ ...m, finInitialeLe: '2026-09-10' }, actes).at(-1)?.termeLe).toBe('2026-10-10')
  })

  it('Une correction après laquelle un acte serait refusé l’est aussi, en disant lequel et pourquoi', () => {
    const depart = faire(sursis('2025-12-24'), ['mise_a_execution', '2023-12-24'])
    const prolongation = {
      acte: 'prolongation',
      vers: 'en_cours',
      le: '2025-11-25' as const,
      termeLe: '2026-06-24' as const,
      causeFin: null,
    }
    const actes = [...depart.actes, prolongation].map((a, i) => ({
      ...a,
      id: String(i),
      debutLe: null,
    }))
    const refus = (finInitialeLe: Jour) =>
      refusDesActesQuiSuivent(sursis('2025-12-24'), sursis(finInitialeLe), actes, 'dureeMois')
    expect(refus('2025-12-24')).toEqual([])
    expect(refus('2026-03-24')).toEqual([])
    // Thirty-six months: the prolongation of 24 to 30 would shorten it.
    expect(refus('2026-12-24')).toMatchObject([{ code: 'acte_ne_suit_plus', champ: 'dureeMois' }])
    expect(refus('2026-12-24')[0]?.message).toMatch(
      /^Prolongation.*, le 25\/11\/2025, ne serait plus possible\. Le nouveau terme doit être après le terme actuel\. .*annulez d’abord cet acte/,
    )
  })
  it('Ce qui était déjà refusé avant la correction ne l’empêche pas, ni ce que dit le changement de nature', () => {
    const trop = {
      id: 'x',
      acte: 'prolongation',
      vers: 'en_cours',
      le: '2025-11-25' as const,
      termeLe: '2030-01-01' as const,
      causeFin: null,
      debutLe: null,
    }
    expect(
      refusDesActesQuiSuivent(sursis('2025-12-24'), sursis('2025-11-24'), [trop], 'dureeMois'),
    ).toEqual([])
    const autre = suivi('suivi_socio_judiciaire', '2023-12-24')
    expect(refusDesActesQuiSuivent(sursis('2025-12-24'), autre, [trop], 'nature')).toEqual([])
  })
})
