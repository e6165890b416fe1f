import { afterEach, describe, expect, it, vi } from 'vitest'
import { referentiel } from '../mesures/index.ts'
import { lancer } from './commandes.ts'

afterEach(() => vi.restoreAllMocks())
/** What the command prints, by its exit code. */
async function droit(...args: string[]): Promise<[number, string]> {
  let imprime = ''
  for (const flux of ['log', 'error'] as const)
    vi.spyOn(console, flux).mockImplementation((texte: unknown) => {
      imprime += `${texte}\n`
    })
  return [await lancer(['droit', '--le', '2026-11-29', ...args]), imprime]
}

describe('fil-rouge droit', () => {
  it('nomme chaque mesure et chaque groupe de règles communes, et imprime celui qu’on demande : hôtes, délais, données', async () => {
    const [, liste] = await droit()
    for (const groupe of referentiel.clesTransversales) expect(liste).toContain(groupe)
    for (const groupe of ['hotes', 'procedures', 'donnees'] as const) {
      const [, imprime] = await droit('--groupe', groupe)
      for (const { libelle } of referentiel.transversales[groupe].regles)
        expect(imprime).toContain(`- ${libelle}`)
    }
  })
  it('un groupe inconnu rappelle ceux qui existent', async () => {
    const [code, dit] = await droit('--groupe', 'autre')
    expect([code, dit]).toEqual([2, expect.stringMatching(/Groupes : .*hotes/)])
  })
})
