import { afterEach, describe, expect, it, vi } from 'vitest'
import { terminal } from './terminal.ts'

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
})
