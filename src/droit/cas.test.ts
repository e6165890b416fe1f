import { describe, expect, it } from 'vitest'
import { repondre } from './cas.examen.ts'
import { cas } from './cas.referentiel.ts'

const LE = '2026-11-24'

describe('Les cas de droit', () => {
  it.each(cas.map(c => ({ ...c, titre: `${c.source} : ${c.faits} ${c.question}` })))(
    '$titre',
    ({ demande, reponse }) => {
      expect(repondre(demande, LE).dite).toBe(reponse)
    },
  )
  it('Sont soixante au moins, aucun posé deux fois, chacun avec l’article qui répond', () => {
    expect(cas.length).toBeGreaterThanOrEqual(60)
    expect(new Set(cas.map(c => JSON.stringify(c.demande))).size).toBe(cas.length)
    expect(cas.filter(c => !/\d/.test(c.source))).toEqual([])
  })
  it('Un refus dit pourquoi, et cite son article', () => {
    const muets = cas.filter(({ demande, reponse }) => {
      if (!['mesure', 'acte', 'execution', 'hote', 'semaine'].includes(demande.quoi)) return false
      return reponse !== 'permis' && !/art\. /.test(repondre(demande, LE).pourquoi)
    })
    expect(muets.map(c => c.question)).toEqual([])
  })
})
