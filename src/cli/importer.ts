import { accessSync, constants, readFileSync } from 'node:fs'
import path from 'node:path'
import type { SiAbandonnee } from '../arret.ts'
import { importerFichier, type Relecture, restaurer } from '../echanges/index.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLaBase, avecLeProprietaire, compteDe, hoteDe, terminal } from './terminal.ts'

export default commande({
  usage:
    'importer fichier.csv --compte prenom.nom@example.fr [--oui] [--remplacer]\n        fil-rouge importer export.zip',
  aide: 'Un fichier d’un autre outil : le compare, montre ce qui serait écrit, demande, écrit (--oui : sans demander ; --remplacer : même déjà importé).\nUn export entier (.zip) : le relit en entier ou pas du tout, dans une base à jour ; demande DATABASE_OWNER_URL.',
  options: {
    compte: { type: 'string' },
    oui: { type: 'boolean', default: false },
    remplacer: { type: 'boolean', default: false },
  },
  async executer({ values, positionals }, siAbandonnee) {
    const [fichier] = positionals
    if (!fichier) throw new MauvaisUsage('Quel fichier ?')
    accessSync(fichier, constants.R_OK)
    const ecran = terminal(values.oui)
    if (fichier.endsWith('.zip')) return relire(fichier, ecran, siAbandonnee)
    const depot = { nom: path.basename(fichier), octets: readFileSync(fichier) }
    siAbandonnee(
      () => 'Les lots déjà écrits le restent ; la même commande reprend où elle en était.',
    )
    await avecLaBase(async base =>
      importerFichier(
        hoteDe(base),
        await compteDe(base, values.compte),
        { fichier: depot, remplacer: values.remplacer },
        ecran,
      ),
    )
  },
})

const LIBELLES: Record<string, string> = {
  'moyens.disp': 'DISP',
  'moyens.service': 'service',
  'moyens.etablissement': 'établissement',
  'moyens.antenne': 'antenne',
  'moyens.juridiction': 'juridiction',
  'moyens.agent': 'agent',
  'creneaux.lieu': 'lieu',
  'creneaux.agenda': 'agenda',
}
/**
 * Once its last table is read, the reading may have been written: then only the deadlines are left
 * to compute.
 */
function relire(
  fichier: string,
  ecran: ReturnType<typeof terminal>,
  siAbandonnee: SiAbandonnee,
): Promise<void> {
  let lue = false
  const avancer = (lues: number, total: number) => {
    lue = lues === total
    ecran.avancer('Relecture', lues, total)
  }
  siAbandonnee(() =>
    lue
      ? 'La relecture s’achevait : relancez la même commande, puis fil-rouge echeances.'
      : 'Rien n’a été écrit, et rien n’est changé.',
  )
  return avecLeProprietaire('si_elle_existe', async url =>
    direLaRelecture(await restaurer(url, fichier, avancer), ecran),
  )
}

function direLaRelecture(
  { tables, numeros, rattachees, agents }: Relecture,
  ecran: ReturnType<typeof terminal>,
): void {
  const lues = tables.reduce((nombre, restauree) => nombre + restauree.lues, 0)
  const ecrites = tables.reduce((nombre, restauree) => nombre + restauree.ecrites, 0)
  ecran.dire(`${lues} lignes lues, ${ecrites} écrites, ${lues - ecrites} déjà présentes.`)
  if (rattachees.length > 0)
    ecran.dire(
      `Déjà dans l’annuaire de cette base, et rattachés à ce qui y est : ${rattachees.length}.`,
    )
  for (const { table, ici, la } of rattachees)
    ecran.dire(
      `  ${LIBELLES[table] ?? table} : ${ici}${ici === la ? '' : ` (« ${la} » dans l’export)`}`,
    )
  if (agents.sansCourriel > 0)
    ecran.dire(
      `Agents de l’export sans adresse électronique, donc pas reconnus et ajoutés, même s’ils sont déjà dans cette base : ${agents.sansCourriel}.`,
    )
  for (const { ici, la } of agents.memeCourriel)
    ecran.dire(
      `  agent ajouté : ${la}, de la même adresse que ${ici}, qui est d’un autre nom ou poste`,
    )
  if (numeros.length === 0) return
  ecran.dire(
    `Numéros qui étaient déjà ceux d’autres dossiers de cette base : ${numeros.length} (l’ancien retrouve encore le dossier).`,
  )
  for (const { ancien, nouveau } of numeros) ecran.dire(`  ${ancien} devient ${nouveau}`)
}
