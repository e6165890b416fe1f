import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the build leaves the fingerprinted assets, seen from `src` as from `dist`. */
export const ASSETS_DIR = fileURLToPath(new URL('../../../dist/assets/', import.meta.url))
mkdirSync(ASSETS_DIR, { recursive: true })

let manifeste: Record<string, string> | undefined
/** Address of an asset, by its plain name: `app.css`. */
export function assetUrl(nom: string): string {
  if (!manifeste) {
    const fichier = `${ASSETS_DIR}manifest.json`
    if (!existsSync(fichier)) throw new Error('the assets are not built: npm run build:assets')
    manifeste = JSON.parse(readFileSync(fichier, 'utf8')) as Record<string, string>
  }
  const url = manifeste[nom]
  if (!url) throw new Error(`no asset is named ${nom}`)
  return url
}
