import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { baseVide, type Essai } from '../../tests/base.ts'
import { lancer } from '../cli/commandes.ts'
import { installerReactions } from '../reactions.ts'
import { estPerimee, noterSansMesure, recalculerLaBase } from './calcul.store.ts'
import { nouveauBanc } from './echeance.builder.ts'

let banc: Awaited<ReturnType<typeof nouveauBanc>>
let e: Essai
beforeAll(async () => {
  installerReactions()
  banc = await nouveauBanc()
  e = banc.e
})
afterAll(() => banc.fermer())

describe('Le calcul de toute la base', () => {
  it('Dit qu’il est à jour, et redonne exactement ce que les commandes ont écrit', async () => {
    const tout =
      'SELECT dossier_id, mesure_id, cle, rang, le::text, ouvre_le::text, en_main, faite_le::text, ecartee FROM echeances.echeance ORDER BY 1, 2, 3, 4'
    const avant = (await e.proprietaire.query(tout)).rows
    const { echeances: combien } = await recalculerLaBase(
      e.url.replace(/fil_rouge_application/, 'postgres'),
    )
    expect(combien).toBe(avant.length)
    expect((await e.proprietaire.query(tout)).rows).toEqual(avant)
    expect(await estPerimee(e.base.pool)).toBe(false)
    await e.proprietaire.query("UPDATE echeances.calcul SET empreinte = 'autre'")
    expect(await estPerimee(e.base.pool)).toBe(true)
    await noterSansMesure(e.url)
    expect(await estPerimee(e.base.pool)).toBe(true)
  })
  it('Est à jour dans une base neuve que « fil-rouge migrer » vient de faire', async () => {
    const vide = await baseVide()
    expect(await estPerimee(vide.pool)).toBe(true)
    vi.stubEnv('DATABASE_OWNER_URL', vide.url)
    vi.spyOn(console, 'log').mockImplementation(() => {})
    expect(await lancer(['migrer'])).toBe(0)
    expect(await estPerimee(vide.pool)).toBe(false)
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
    await vide.fermer()
  })
})
