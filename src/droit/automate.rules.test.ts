import { describe, expect, it } from 'vitest'
import { type CleNature, natures, referentiel } from '../mesures/index.ts'
import { couper, dessiner, etatsEnOrdre } from './automate.rules.ts'

const dessinDe = (nature: CleNature) => {
  const machine = natures[nature].machine.at(-1)?.value ?? natures[nature].machine[0].value
  const passages = referentiel.passagesDe(machine)
  return { machine, passages, dessin: dessiner(machine, passages) }
}

describe('Le dessin du déroulement', () => {
  it.each(Object.keys(natures) as CleNature[])(
    '%s : une colonne par état, une rangée par acte, chaque acte relie les siens',
    nature => {
      const { machine, passages, dessin } = dessinDe(nature)
      if (!dessin) return expect(Object.keys(machine.etats).length).toBeGreaterThan(10)
      expect(dessin.colonnes.map(c => c.cle).sort()).toEqual(Object.keys(machine.etats).sort())
      expect(dessin.rangees).toHaveLength(passages.length)
      const x = new Map(dessin.colonnes.map(c => [c.cle, c.x]))
      for (const [i, p] of passages.entries()) {
        expect(dessin.rangees[i]?.depuis).toEqual(p.de.map(cle => x.get(cle)))
        expect(dessin.rangees[i]?.vers).toBe(p.vers === null ? null : x.get(p.vers))
      }
    },
  )
  it('L’état initial vient d’abord, les fins en dernier', () => {
    const { machine, passages } = dessinDe('sursis_probatoire')
    const ordre = etatsEnOrdre(machine, passages)
    expect(ordre[0]).toBe('prononcee')
    expect(ordre.slice(-4).sort()).toEqual(['convertie', 'eteinte', 'non_avenue', 'revoquee'])
  })
  it('Un libellé se coupe entre les mots ; trop d’états, pas de dessin', () => {
    expect(couper('Délai suspendu par l’incarcération', 14)).toEqual([
      'Délai suspendu',
      'par',
      'l’incarcération',
    ])
    const etats = Object.fromEntries(
      Array.from({ length: 11 }, (_, i) => [`e${i}`, { libelle: `État ${i}` }]),
    )
    expect(dessiner({ initial: 'e0', etats }, [])).toBeNull()
  })
})
