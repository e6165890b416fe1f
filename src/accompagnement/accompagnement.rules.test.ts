import { describe, expect, it } from 'vitest'
import {
  planEnTexte,
  refusDEvaluation,
  refusDePlan,
  refusDeVersion,
} from './accompagnement.rules.ts'

const codes = (refus: { code: string }[]) => refus.map(r => r.code)

describe('L’accompagnement', () => {
  it('un plan a un objectif, une évaluation un mot (C2.2)', () => {
    expect(codes(refusDePlan([]))).toEqual(['plan_vide'])
    expect(refusDePlan([{ etapes: [] }])).toEqual([])
    expect(codes(refusDEvaluation(0))).toEqual(['evaluation_vide'])
    expect(refusDEvaluation(1)).toEqual([])
  })
  it('le second qui enregistre est prévenu, avec le nom de ce qui a changé', () => {
    expect(refusDeVersion(2, 2, 'du plan')).toEqual([])
    expect(refusDeVersion(1, 2, 'du plan')).toMatchObject([
      { code: 'modifie_entretemps', message: expect.stringContaining('du plan') },
    ])
  })
  it('un plan se lit en texte, étape par étape, sans ce qui n’est pas dit', () => {
    const plan = [
      {
        intitule: 'Se loger',
        domaine: 'logement',
        etapes: [
          { quoi: 'Dossier SIAO', qui: 'Jeanne', avec: 'l’ASS', pourLe: '2026-12-12' as const },
          { quoi: 'Visite', pourLe: '2026-12-12' as const },
        ],
      },
    ]
    expect(planEnTexte(plan)).toBe(
      '1. Se loger (Logement)\n   – Dossier SIAO, Jeanne, avec l’ASS, pour le 12/12/2026\n   – Visite, pour le 12/12/2026',
    )
  })
})
