import { describe, expect, it } from 'vitest'
import type { Jour } from '../platform/date.ts'
import type { LigneDeFiche } from './definition.rules.ts'
import { lignesDeLaFiche } from './fiche.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'

const LE: Jour = '2026-11-29'
const cles = Object.keys(natures) as CleNature[]

describe('La fiche se lit (français simple, A2)', () => {
  const phrases = cles.flatMap(nature =>
    Object.values<readonly LigneDeFiche[]>(natures[nature].fiche).flatMap(p =>
      p.map(ligne => ({ nature, phrase: typeof ligne === 'string' ? ligne : ligne.mots })),
    ),
  )
  it.each(cles)('%s : cinq parties, et l’on s’adresse à la personne', nature => {
    const { cEst, vousDevez, siAbsence, leSpip, vosDroits } = natures[nature].fiche
    for (const partie of [cEst, vousDevez, siAbsence, leSpip, vosDroits])
      expect(partie.length).toBeGreaterThan(0)
    expect(
      phrases
        .filter(p => p.nature === nature)
        .map(p => p.phrase)
        .join(' '),
    ).toMatch(/\b(vous|votre|vos)\b/i)
  })
  it('CP 132-52, 744 : « non avenue » ne s’écrit jamais sans ses mots simples', () => {
    const nues = phrases.filter(
      ({ phrase }) => /non[ -]aven/i.test(phrase) && !/ne compte plus/.test(phrase),
    )
    expect(nues).toEqual([])
  })
  it('CP 132-44, 4° : partout où la loi contrôle, la fiche dit de prévenir d’une absence de plus de quinze jours, et du retour', () => {
    const controlees = cles.filter(nature => lignesDeLaFiche(nature, LE).controle.length > 0)
    // Elsewhere the decision chooses among them: the law asks them of nobody by itself (CP 132-26,
    // 131-4-1; CPP 721-2, 723-30).
    expect(controlees.length).toBeGreaterThan(5)
    for (const nature of controlees)
      expect(lignesDeLaFiche(nature, LE).controle.join(' ')).toMatch(
        /absence de plus de 15 jours et du retour/,
      )
  })
  it('CP 132-44, 5° et 6° : depuis le 1er octobre 2014, un voyage à l’étranger s’annonce ; avant, il se demandait', () => {
    expect(lignesDeLaFiche('sursis_probatoire', '2014-09-30').controle.join(' ')).toMatch(
      /accord du juge avant un voyage à l’étranger/,
    )
    expect(lignesDeLaFiche('sursis_probatoire', '2014-10-01').controle.join(' ')).toMatch(
      /Prévenir le juge avant tout voyage à l’étranger/,
    )
  })
  it('Aucune phrase ne dépasse quinze mots', () => {
    const longues = phrases.flatMap(({ nature, phrase }) =>
      phrase
        .split(/[.!?;:]\s+/)
        .filter(p => p.split(/\s+/).filter(mot => /\p{L}|\d/u.test(mot)).length > 15)
        .map(p => `${nature} : ${p}`),
    )
    expect(longues).toEqual([])
  })
  it('Aucune phrase ne cite un article ni un sigle de code', () => {
    expect(
      phrases.filter(({ phrase }) =>
        /\d+-\d+|\barticle\b|\bart\.|\bCPP?\b|\b[LRD]\. ?\d/i.test(phrase),
      ),
    ).toEqual([])
  })
  it('On y dit convocation, jamais rendez-vous', () => {
    expect(
      phrases
        .filter(({ phrase }) => /rendez-vous/i.test(phrase))
        .map(p => `${p.nature} : ${p.phrase}`),
    ).toEqual([])
  })
  it('Chaque phrase est une phrase : une majuscule, un point', () => {
    expect(phrases.filter(({ phrase }) => !/^\p{Lu}.*[.!?]$/u.test(phrase))).toEqual([])
  })
})
