import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import { creerPremierAdministrateur } from '../acces/index.ts'
import { refuserUneDemonstration } from '../demonstration/garde.ts'
import { aujourdhui } from '../platform/date.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'administrateur Prénom Nom courriel@example.fr',
  aide: 'Crée le premier compte, qui crée les autres à l’écran. Le mot de passe est demandé, ou lu sur l’entrée standard : jamais un argument.\nDATABASE_OWNER_URL est obligatoire. --embarquee : dans la base embarquée du dossier FIL_ROUGE_DIR, créée s’il le faut.',
  options: { embarquee: { type: 'boolean', default: false } },
  async executer({ values, positionals }) {
    const [prenom, nom, courriel, ...reste] = positionals
    if (!prenom || !nom || !courriel?.includes('@') || reste.length)
      throw new MauvaisUsage(
        'Attendu : un prénom, un nom et une adresse (un nom en deux mots entre guillemets).',
      )
    await avecLeProprietaire(values.embarquee ? 'creer' : 'jamais', async url => {
      await refuserUneDemonstration(url)
      const motDePasse = await demander('Mot de passe (12 caractères au moins) : ')
      const base = ouvrirBase(url, { max: 1 })
      try {
        const le = aujourdhui(Temporal.Now.instant())
        await creerPremierAdministrateur(base, {
          prenom,
          nom,
          identifiant: courriel.toLowerCase(),
          motDePasse,
          le,
        })
        console.log(`Le compte ${courriel} est créé.`)
      } finally {
        await base.fermer()
      }
    })
  },
})

/** One line of the keyboard, not shown, or of standard input. */
async function demander(question: string): Promise<string> {
  const output = new Writable({ write: (_morceau, _encodage, suite) => suite() })
  const clavier = createInterface({
    input: process.stdin,
    output,
    terminal: process.stdin.isTTY === true,
  })
  clavier.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  process.stderr.write(question)
  try {
    for await (const ligne of clavier) return ligne
    throw new Error('Aucun mot de passe n’a été donné.')
  } finally {
    clavier.close()
    process.stderr.write('\n')
  }
}
