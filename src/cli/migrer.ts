import { lireConfigDeLaBase } from '../platform/config.ts'
import { migrer } from '../platform/db/migrateur.ts'
import { attendreLaBase } from '../platform/db/ouverture.ts'
import { commande } from './commande.ts'

export default commande({
  usage: 'migrer',
  aide: 'Crée les tables de la base de DATABASE_OWNER_URL, ou les mène à cette version. Crée le rôle fil_rouge_application quand il le peut.\nLa base embarquée se met à jour au démarrage : elle n’en a pas besoin.',
  async executer() {
    const { ownerUrl, databaseUrl, attenteDeLaBaseMs, production } = lireConfigDeLaBase(process.env)
    const url = ownerUrl ?? (production ? null : databaseUrl)
    if (!url) throw new Error('Indiquez la base par l’adresse de son propriétaire : DATABASE_OWNER_URL.')
    const variable = ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
    await attendreLaBase(url, { variable, patienceMs: attenteDeLaBaseMs, dire: texte => console.error(texte) })
    await migrer(url, nom => console.log(`migration ${nom}`))
    console.log('La base est à jour.')
  },
})
