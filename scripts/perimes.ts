import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Takes out of `dist` what was compiled from a source that is no more: a migration that was renamed
 * would be carried out twice.
 */
const racine = fileURLToPath(new URL('..', import.meta.url))
const aUneSource = (fichier: string) =>
  ['.ts', '.tsx'].some(fin =>
    existsSync(path.join(racine, 'src', fichier.replace(/\.js(?:\.map)?$/, fin))),
  )
for (const fichier of readdirSync(path.join(racine, 'dist'), { recursive: true, encoding: 'utf8' }))
  if (/\.js(?:\.map)?$/.test(fichier) && !fichier.startsWith('assets') && !aUneSource(fichier))
    rmSync(path.join(racine, 'dist', fichier))
