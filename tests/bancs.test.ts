import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gestes } from '../bench/gestes.ts'
import type { Geste } from '../bench/mesure.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from './base.ts'

let e: Essai
let lesGestes: Geste[]
beforeAll(async () => {
  e = await nouvelEssai()
  lesGestes = await gestes(e.proprietaire, LE)
})
afterAll(async () => {
  await e.fermer()
})

describe('Les gestes que les bancs mesurent', () => {
  it('réussissent tous, deux fois de suite : un refus ne se mesure pas', async () => {
    const plateforme = await application(e)
    const requetes = new Map<string, number>()
    for (const geste of lesGestes) {
      const navigateur = await new Navigateur(plateforme).entrer(geste.qui)
      for (const i of [0, 1]) {
        const { statut, texte, entetes } = await geste.jouer(navigateur, i)
        requetes.set(geste.nom, Number(/desc="(\d+)"/.exec(String(entetes['server-timing']))?.[1]))
        expect([geste.nom, statut, statut >= 400 ? texte : '']).toEqual([
          geste.nom,
          expect.toBeOneOf([200, 303]),
          '',
        ])
      }
    }
    await plateforme.app.close()
    // All that convoking checks, writes and tells; each time that it asks more, somebody says why.
    expect(requetes.get('Convoquer (POST)')).toBeLessThanOrEqual(26)
    expect(requetes.size).toBe(lesGestes.length)
  })
})
