import { createInterface } from 'node:readline/promises'
import { Temporal } from 'temporal-polyfill'
import { creerPremierAdministrateur } from '../acces/index.ts'
import { ouvrirLaBase } from '../demarrage.ts'
import { lireConfig } from '../platform/config.ts'
import { aujourdhui } from '../platform/date.ts'
import { Refused } from '../platform/refusal.ts'

// npm run administrateur -- prenom nom courriel ; the password is asked, or read from standard input, never an argument.
const [prenom, nom, courriel] = process.argv.slice(2)
if (!prenom || !nom || !courriel?.includes('@')) {
  console.error('Usage : npm run administrateur -- Prénom Nom courriel@example.fr')
  process.exit(1)
}
const ouverte = await ouvrirLaBase(lireConfig(process.env), () => {})
const clavier = createInterface({ input: process.stdin, output: process.stderr })
try {
  const motDePasse = await clavier.question('Mot de passe (12 caractères au moins) : ')
  await creerPremierAdministrateur(ouverte.base, {
    prenom,
    nom,
    identifiant: courriel.toLowerCase(),
    motDePasse,
    le: aujourdhui(Temporal.Now.instant()),
  })
  console.log(`Le compte ${courriel} est créé.`)
} catch (erreur) {
  process.exitCode = 1
  console.error(erreur instanceof Refused ? erreur.message : `Le compte n’a pas été créé. ${(erreur as Error).message}`)
} finally {
  clavier.close()
  await ouverte.fermer()
}
