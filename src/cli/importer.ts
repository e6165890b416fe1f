import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { importerFichier, restaurer } from '../echanges/index.ts'
import { avecLaBase, compteDe, hoteDe, terminal } from './terminal.ts'

// npm run importer -- fichier.csv --compte prenom.nom@example.fr ; or a whole export: npm run importer -- export.zip
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { compte: { type: 'string' }, oui: { type: 'boolean', default: false }, remplacer: { type: 'boolean', default: false } },
})
const [fichier] = positionals
if (!fichier) {
  console.error(
    'Usage : npm run importer -- fichier.csv --compte prenom.nom@example.fr [--oui] [--remplacer]\n        npm run importer -- export.zip',
  )
  process.exit(1)
}
const ecran = terminal(values.oui)
await avecLaBase(async ouverte => {
  if (!fichier.endsWith('.zip')) {
    const compteId = await compteDe(ouverte, values.compte)
    const depot = { nom: path.basename(fichier), octets: readFileSync(fichier) }
    return importerFichier(hoteDe(ouverte), compteId, depot, { remplacer: values.remplacer }, ecran)
  }
  if (!ouverte.proprietaire) throw new Error('Relire un export demande l’adresse du propriétaire de la base : DATABASE_OWNER_URL.')
  const faites = await restaurer(ouverte.proprietaire, fichier, (_, n, total) => ecran.avancer('Relecture', n, total))
  const lues = faites.reduce((n, t) => n + t.lues, 0)
  const ecrites = faites.reduce((n, t) => n + t.ecrites, 0)
  ecran.dire(`${lues} lignes lues, ${ecrites} écrites, ${lues - ecrites} déjà présentes.`)
})
