import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { installerReactions } from '../src/reactions.ts'
import { application, type Essai, nouvelEssai } from './base.ts'

/**
 * Where the commands of measures are tried: the application, an agent of the Bas-Rhin, and the
 * court of Strasbourg.
 */
export type Terrain = {
  e: Essai
  p: Plateforme
  ts: string
  juridictionId: string
  fermer(): Promise<void>
}

export async function terrainDeMesures(): Promise<Terrain> {
  installerReactions()
  const e = await nouvelEssai()
  const p = await application(e)
  const { rows } = await e.proprietaire.query<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const fermer = async () => {
    await p.app.close()
    await e.fermer()
  }
  return { e, p, ts: await e.agent('ts.67'), juridictionId: rows[0]?.id ?? '', fermer }
}
