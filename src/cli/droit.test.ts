import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { referentiel } from '../mesures/index.ts'

const droit = (...args: string[]) =>
  execFileSync('node_modules/.bin/tsx', ['src/cli/droit.ts', '--le', '2026-11-29', ...args], { encoding: 'utf8' })

describe('npm run droit', () => {
  it('nomme chaque mesure et chaque groupe de règles communes, et imprime celui qu’on demande : hôtes, délais, données', () => {
    const liste = droit()
    for (const groupe of referentiel.clesTransversales) expect(liste).toContain(groupe)
    for (const groupe of ['hotes', 'procedures', 'donnees'] as const) {
      const imprime = droit('--groupe', groupe)
      for (const { libelle } of referentiel.transversales[groupe].regles) expect(imprime).toContain(`- ${libelle}`)
    }
  }, 30_000)
  it('un groupe inconnu rappelle ceux qui existent', () => {
    expect(() => droit('--groupe', 'autre')).toThrow(/Groupes : .*hotes/)
  })
})
