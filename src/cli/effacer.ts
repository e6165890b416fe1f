import { parseArgs } from 'node:util'
import { effacer } from '../dossiers/index.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { avecLaBase } from './terminal.ts'

// npm run effacer -- FR-2020-0000123 --motif "…" : what would be removed; with --confirmer, removes it for good.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { motif: { type: 'string', default: '' }, confirmer: { type: 'boolean', default: false } },
})
const numero = positionals[0]?.toUpperCase()
if (!numero) {
  console.error('Usage : npm run effacer -- FR-2020-0000123 --motif "Terme de la durée de conservation" [--confirmer]')
  process.exit(1)
}
await avecLaBase(async ({ proprietaire }, { sceaux }) => {
  if (!proprietaire) throw new Error('Seul le propriétaire de la base efface : indiquez DATABASE_OWNER_URL.')
  const base = ouvrirBase(proprietaire, { max: 1 })
  try {
    const faits = await effacer(base, { numero, ...values }, sceaux.cles)
    const total = faits.reduce((n, f) => n + (f.gardees ? 0 : f.lignes), 0)
    for (const f of faits) console.log(`${f.table} : ${f.lignes}${f.gardees ? ' (gardées, sans ce dossier)' : ''}`)
    console.log(
      values.confirmer
        ? `Effacé : ${total} lignes. Les sauvegardes gardent ce dossier jusqu’à leur propre terme.`
        : `Rien n’est effacé : ${total} lignes le seraient, sans retour. Quand effacer est la décision du responsable du traitement. Pour le faire, relancez avec --confirmer.`,
    )
  } finally {
    await base.fermer()
  }
})
