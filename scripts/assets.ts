import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const racine = fileURLToPath(new URL('../', import.meta.url))
const sortie = path.join(racine, 'dist/assets')
/** A page opened before a new version still finds what it was drawn with. */
const GARDE_MS = 24 * 3600 * 1000

mkdirSync(sortie, { recursive: true })
const { metafile } = await build({
  absWorkingDir: racine,
  entryPoints: {
    app: 'src/platform/interface/client/app.ts',
    style: 'src/platform/interface/style/app.css',
  },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome109', 'firefox115', 'safari16'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets',
  loader: { '.woff2': 'file' },
  conditions: ['style'],
  legalComments: 'none',
  outdir: sortie,
  metafile: true,
})

const manifeste: Record<string, string> = {}
const produits = new Set(['manifest.json'])
for (const [fichier, { entryPoint }] of Object.entries(metafile.outputs)) {
  const nom = path.basename(fichier)
  produits.add(nom)
  if (entryPoint) manifeste[entryPoint.endsWith('.css') ? 'app.css' : 'app.js'] = `/assets/${nom}`
  if (/-latin-wght-normal-\w+\.woff2$/.test(nom)) manifeste['police.woff2'] = `/assets/${nom}`
  if (nom.endsWith('.woff2')) continue
  const octets = readFileSync(path.join(racine, fichier))
  for (const [suffixe, reduits] of [
    ['br', brotliCompressSync(octets)],
    ['gz', gzipSync(octets, { level: 9 })],
  ] as const) {
    writeFileSync(path.join(sortie, `${nom}.${suffixe}`), reduits)
    produits.add(`${nom}.${suffixe}`)
  }
}
// Renamed in one go: a server that starts meanwhile reads the former manifest or the new one, never
// half of one.
const provisoire = path.join(sortie, `manifest.${process.pid}`)
writeFileSync(provisoire, JSON.stringify(manifeste, null, 2))
renameSync(provisoire, path.join(sortie, 'manifest.json'))
for (const nom of readdirSync(sortie)) {
  const fichier = path.join(sortie, nom)
  if (!produits.has(nom) && Date.now() - statSync(fichier).mtimeMs > GARDE_MS)
    rmSync(fichier, { force: true })
}
