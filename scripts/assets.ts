import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const racine = fileURLToPath(new URL('../', import.meta.url))
const sortie = path.join(racine, 'dist/assets')
rmSync(sortie, { recursive: true, force: true })
mkdirSync(sortie, { recursive: true })
const { metafile } = await build({
  absWorkingDir: racine,
  entryPoints: { app: 'src/platform/interface/client/app.ts', style: 'src/platform/interface/style/app.css' },
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome109', 'firefox115', 'safari16'],
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets',
  loader: { '.woff2': 'file' },
  conditions: ['style'],
  outdir: sortie,
  metafile: true,
})
const manifeste: Record<string, string> = {}
for (const [fichier, { entryPoint }] of Object.entries(metafile.outputs)) {
  const nom = path.basename(fichier)
  if (entryPoint) manifeste[entryPoint.endsWith('.css') ? 'app.css' : 'app.js'] = `/assets/${nom}`
  if (/\.woff2$/.test(nom)) continue
  const octets = readFileSync(path.join(racine, fichier))
  writeFileSync(path.join(sortie, `${nom}.br`), brotliCompressSync(octets))
  writeFileSync(path.join(sortie, `${nom}.gz`), gzipSync(octets, { level: 9 }))
}
writeFileSync(path.join(sortie, 'manifest.json'), JSON.stringify(manifeste, null, 2))
