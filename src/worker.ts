import { ecouterLesSignaux, siAbandonnee } from './arret.ts'
import { ouvrirLExterne } from './demarrage.ts'
import { refuserLaBaseDAutreChose } from './demonstration/garde.ts'
import { demarrerEnvoi } from './messages/envoi.jobs.ts'
import { reglerLOrigine } from './messages/lien.paths.ts'
import { lireConfig } from './platform/config.ts'
import { ConfigInvalide } from './platform/config-env.ts'
import {
  optionsSansEffet,
  passerellesConfigurees,
  passerellesDe,
} from './platform/passerelles/configuration.ts'
import { enClair } from './platform/systeme.ts'

const dire = (texte: string) => console.log(texte)

/**
 * The process that sends messages in production: the same environment as the web's, no migration,
 * as many of them as wished.
 */
async function demarrer(): Promise<void> {
  ecouterLesSignaux()
  siAbandonnee(() => 'L’envoi n’avait pas commencé : aucun message n’est parti.')
  const config = lireConfig(process.env)
  for (const faute of optionsSansEffet(config.envoi)) dire(faute)
  if (!config.databaseUrl)
    throw new Error(
      'DATABASE_URL est obligatoire : sans lui, le processus web envoie lui-même les messages.',
    )
  const base = await ouvrirLExterne(config, config.databaseUrl, {
    ...config.connexions.envoi,
    dire,
  })
  await refuserLaBaseDAutreChose(config, { base, proprietaire: null })
  if (config.origine) reglerLOrigine(config.origine)
  const { sms, courriel } = passerellesConfigurees(config)
  const envoi = demarrerEnvoi({
    base,
    passerelles: passerellesDe(config.envoi),
    surErreur: erreur => dire(`messages : ${erreur}`),
  })
  siAbandonnee(() => ({
    fini: envoi.arreter().then(() => base.fermer()),
    reste:
      'Les messages remis à une passerelle qui n’avait pas répondu sont incertains : un autre envoi les reprend, ou l’écran les montre.',
  }))
  dire(
    `Fil rouge, envoi des messages. SMS : ${sms ?? 'aucune passerelle'}. Courriel : ${courriel ?? 'aucun serveur'}.`,
  )
}

demarrer().catch((erreur: Error) => {
  console.error(
    erreur instanceof ConfigInvalide
      ? erreur.message
      : `L’envoi des messages n’a pas démarré. ${enClair(erreur)}`,
  )
  process.exit(1)
})
