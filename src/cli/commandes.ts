import { abandonnable, resteDe } from '../arret.ts'
import { nomsInconnus } from '../platform/config-noms.ts'
import { enClair } from '../platform/systeme.ts'
import { type Commande, MauvaisUsage } from './commande.ts'

type Entree = { dit: string; lire(): Promise<{ default: Commande }> }
/**
 * Each subcommand, read when it is called only: `fil-rouge droit` opens no base, `fil-rouge migrer`
 * no application.
 */
export const commandes: Record<string, Entree> = {
  web: { dit: 'sert l’application aux agents', lire: () => import('./web.ts') },
  worker: { dit: 'envoie les messages (SMS, courriels)', lire: () => import('./worker.ts') },
  migrer: {
    dit: 'crée les tables de la base, ou les met à jour',
    lire: () => import('./migrer.ts'),
  },
  administrateur: { dit: 'crée le premier compte', lire: () => import('./administrateur.ts') },
  echeances: {
    dit: 'recalcule les échéances selon le droit de cette version',
    lire: () => import('./echeances.ts'),
  },
  sceller: {
    dit: 'scelle les journaux et vérifie tous les sceaux',
    lire: () => import('./sceller.ts'),
  },
  importer: {
    dit: 'apporte des personnes d’un fichier, ou relit un export',
    lire: () => import('./importer.ts'),
  },
  exporter: {
    dit: 'emporte un service entier dans un fichier',
    lire: () => import('./exporter.ts'),
  },
  effacer: {
    dit: 'efface une personne et tout ce qui la concerne',
    lire: () => import('./effacer.ts'),
  },
  droit: { dit: 'imprime le droit d’un jour', lire: () => import('./droit.ts') },
  'droit:verifier': {
    dit: 'contrôle le référentiel de droit et ses citations',
    lire: () => import('./droit-verifier.ts'),
  },
  'droit:simuler': {
    dit: 'compte ce que les propositions changeraient',
    lire: () => import('./simuler.ts'),
  },
  generer: {
    dit: 'remplit une base vide de dossiers inventés',
    lire: () => import('./generer.ts'),
  },
}

const AIDE = /^(--help|-h|--aide|aide|help)$/
const generale = () =>
  [
    'Usage : fil-rouge <commande> [options]',
    '',
    ...Object.entries(commandes).map(([nom, { dit }]) => `  ${nom.padEnd(16)} ${dit}`),
    '',
    'fil-rouge <commande> --help dit comment appeler une commande.',
    'DATABASE_URL est l’adresse de la base pour l’application, DATABASE_OWNER_URL celle de son propriétaire.',
    'Sans elles, la base embarquée du dossier FIL_ROUGE_DIR. Voir docs/exploitation/production.md.',
    'Code de sortie : 0 fait, 1 pas fait, 2 mal appelé, 129, 130 ou 143 abandonné (SIGHUP, Ctrl-C, SIGTERM).',
  ].join('\n')

/**
 * Carries out one command line and gives its exit code; whatever went wrong is said in one
 * sentence.
 */
export async function lancer(args: string[]): Promise<number> {
  const [nom = '', ...suite] = args
  if (AIDE.test(nom)) return dire(generale())
  const entree = Object.hasOwn(commandes, nom) ? commandes[nom] : undefined
  if (!entree) return mal(nom ? `Commande inconnue : ${nom}.` : 'Quelle commande ?', generale())
  const { default: commande } = await entree.lire()
  const usage = `Usage : fil-rouge ${commande.usage}`
  if (suite.some(option => option === '--help' || option === '-h'))
    return dire(`${usage}\n\n${commande.aide}`)
  try {
    await abandonnable(siAbandonnee => {
      for (const faute of nomsInconnus(process.env)) console.error(faute)
      return commande.executer(suite, siAbandonnee)
    })
    return Number(process.exitCode ?? 0)
  } catch (erreur) {
    if (erreur instanceof MauvaisUsage) return mal(erreur.message, usage)
    console.error(`${enClair(erreur)}${resteDe(erreur)}`)
    return 1
  }
}

function dire(texte: string): number {
  console.log(texte)
  return 0
}
function mal(faute: string, rappel: string): number {
  console.error(`${faute}\n${rappel}`)
  return 2
}
