import { commande } from './commande.ts'

/** Apart from the export below, in which the compiler would leave the name of the source. */
const servir = () => import('../main.ts').then(() => {})

export default commande({
  usage: 'web',
  aide: 'Sert l’application, jusqu’à SIGTERM. Avec NODE_ENV=production : DATABASE_URL, FIL_ROUGE_SECRET et FIL_ROUGE_ORIGINE.\nSinon, une démonstration sur une base embarquée (PORT, FIL_ROUGE_DIR, FIL_ROUGE_DEMO_DOSSIERS).',
  executer: servir,
})
