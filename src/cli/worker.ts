import { commande } from './commande.ts'

/** Apart from the export below, in which the compiler would leave the name of the source. */
const envoyer = () => import('../worker.ts').then(() => {})

export default commande({
  usage: 'worker',
  aide: 'Envoie les messages, jusqu’à SIGTERM : le même environnement que « fil-rouge web ». Autant de processus que l’on veut.\nLes passerelles : docs/exploitation/messages.md.',
  executer: envoyer,
})
