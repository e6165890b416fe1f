import { lireConfig } from '../platform/config.ts'
import { migrer } from '../platform/db/migrateur.ts'
import { attendreLaBase } from '../platform/db/ouverture.ts'

const { ownerUrl, databaseUrl, attenteDeLaBaseMs } = lireConfig({ ...process.env, NODE_ENV: '' })
const url = ownerUrl ?? databaseUrl
if (!url) {
  console.error('Indiquez la base avec DATABASE_OWNER_URL. La base embarquée se met à jour au démarrage.')
  process.exit(1)
}
try {
  const variable = ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
  await attendreLaBase(url, { variable, patienceMs: attenteDeLaBaseMs, dire: texte => console.error(texte) })
  await migrer(url, nom => console.log(`migration ${nom}`))
  console.log('La base est à jour.')
} catch (erreur) {
  console.error((erreur as Error).message)
  process.exitCode = 1
}
