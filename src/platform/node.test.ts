import { realpathSync } from 'node:fs'
import { expect, it } from 'vitest'

it('Chaque moitié de la suite tourne sur le Node qu’elle dit (ADR 0005)', () => {
  expect(realpathSync(process.execPath)).toBe(realpathSync(process.env.NODE_ATTENDU ?? ''))
})
