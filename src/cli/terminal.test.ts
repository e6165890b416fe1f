import { afterEach, describe, expect, it, vi } from 'vitest'
import { abandonnable, terminal } from './terminal.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('Une commande dans un terminal', () => {
  it.each([
    [false, 0],
    [true, 1],
  ])('ne dessine sa barre que sur un terminal (%s)', (estTerminal, fois) => {
    const avant = process.stderr.isTTY
    const ecrit = vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    process.stderr.isTTY = estTerminal
    terminal(true).avancer('Relecture', 1, 2)
    process.stderr.isTTY = avant
    expect(ecrit).toHaveBeenCalledTimes(fois)
  })
  it('abandonnée par Ctrl-C, finit par dire ce qu’il en est, et ne l’écoute plus une fois faite', async () => {
    const avant = process.listeners('SIGINT')
    const dite = vi.spyOn(console, 'error').mockImplementation(() => {})
    const sortie = vi.spyOn(process, 'exit').mockImplementation((() => {}) as never)
    await abandonnable(
      () => 'Rien n’est changé.',
      async () => process.listeners('SIGINT').find(ecoute => !avant.includes(ecoute))?.('SIGINT'),
    )
    expect([dite.mock.calls, sortie.mock.calls]).toEqual([[['\nAbandonné. Rien n’est changé.']], [[130]]])
    expect(process.listeners('SIGINT')).toEqual(avant)
  })
})
