import { createInterface } from 'node:readline/promises'
import { Temporal } from 'temporal-polyfill'
import { creerPremierAdministrateur } from '../acces/index.ts'
import { aujourdhui } from '../platform/date.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { Refused } from '../platform/refusal.ts'
import { avecLaBase } from './terminal.ts'

// npm run administrateur -- prenom nom courriel ; the password is asked, or read from standard input, never an argument.
const [prenom, nom, courriel] = process.argv.slice(2)
if (!prenom || !nom || !courriel?.includes('@')) {
  console.error('Usage : npm run administrateur -- Prénom Nom courriel@example.fr')
  process.exit(1)
}
await avecLaBase(async ({ proprietaire }) => {
  if (!proprietaire) throw new Error('Seul le propriétaire de la base crée ce compte : indiquez DATABASE_OWNER_URL.')
  const base = ouvrirBase(proprietaire, { max: 1 })
  const clavier = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const motDePasse = await clavier.question('Mot de passe (12 caractères au moins) : ')
    const le = aujourdhui(Temporal.Now.instant())
    await creerPremierAdministrateur(base, { prenom, nom, identifiant: courriel.toLowerCase(), motDePasse, le })
    console.log(`Le compte ${courriel} est créé.`)
  } catch (erreur) {
    throw erreur instanceof Refused ? erreur : new Error(`Le compte n’a pas été créé. ${(erreur as Error).message}`, { cause: erreur })
  } finally {
    clavier.close()
    await base.fermer()
  }
})
