import { lireConfig } from '../platform/config.ts'
import { migrer } from '../platform/db/migrateur.ts'

const { ownerUrl, databaseUrl } = lireConfig({ ...process.env, NODE_ENV: '' })
const url = ownerUrl ?? databaseUrl
if (!url) {
  console.error('Indiquez la base avec DATABASE_OWNER_URL. La base embarquée se met à jour au démarrage.')
  process.exit(1)
}
await migrer(url, nom => console.log(`migration ${nom}`))
console.log('La base est à jour.')
