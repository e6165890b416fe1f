import { refuserUneDemonstration } from '../demonstration/garde.ts'
import { codeDInstallation, donnerLeCode } from '../dossiers/index.ts'
import { noterSansMesure } from '../echeances/index.ts'
import { lireConfigDeLaBase } from '../platform/config.ts'
import { enExpliquant, lieuDe } from '../platform/db/causes.ts'
import { migrer } from '../platform/db/migrateur.ts'
import { attendreLaBase } from '../platform/db/ouverture.ts'
import { commande } from './commande.ts'

const SANS_CODE =
  'Elle n’a pas de code d’installation : ses numéros de dossier peuvent être aussi ceux d’une autre base. Donnez-lui le sien : fil-rouge migrer --installation 67.'

export default commande({
  usage: 'migrer [--installation 67]',
  aide: 'Crée les tables de la base de DATABASE_OWNER_URL, ou les mène à cette version. Crée le rôle fil_rouge_application quand il le peut.\nLa base embarquée se met à jour au démarrage : elle n’en a pas besoin.\n--installation : donne une fois pour toutes le code de cette base, que ses numéros de dossier portent (FR67-2026-0000123). Deux à quatre chiffres ou capitales, qu’aucune autre base du pays n’a.',
  options: { installation: { type: 'string' } },
  async executer({ values: { installation } }, siAbandonnee) {
    siAbandonnee(
      () =>
        'L’étape en cours n’a rien changé, celles d’avant restent faites. La même commande reprend où elle en était.',
    )
    const { ownerUrl, databaseUrl, attenteDeLaBaseMs, production } = lireConfigDeLaBase(process.env)
    const url = ownerUrl ?? (production ? null : databaseUrl)
    if (!url)
      throw new Error('Indiquez la base par l’adresse de son propriétaire : DATABASE_OWNER_URL.')
    const variable = ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'
    await attendreLaBase(url, {
      variable,
      patienceMs: attenteDeLaBaseMs,
      dire: texte => console.error(texte),
    })
    await enExpliquant(lieuDe(url, variable), async () => {
      await migrer(url, nom => console.log(`migration ${nom}`), {
        surAttente: texte => console.error(texte),
      })
      await noterSansMesure(url)
      if (installation !== undefined) {
        await refuserUneDemonstration(url)
        await donnerLeCode(url, installation)
      }
      console.log('La base est à jour.')
      if (!(await codeDInstallation(url))) console.log(SANS_CODE)
    })
  },
})
