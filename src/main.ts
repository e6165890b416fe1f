import { Temporal } from 'temporal-polyfill'
import { eprouverDehors, fermerLesSessionsCloses, oublierLesVieuxEssais } from './acces/index.ts'
import { creerApplication } from './application.tsx'
import { ecouterLesSignaux, siAbandonnee } from './arret.ts'
import { oublierCeQuiEstPerime } from './bex/index.ts'
import { fermerLesFluxClos } from './calendriers/index.ts'
import { type Ouverte, ouvrirLaBase, secretDe } from './demarrage.ts'
import {
  comptesDeDemonstration,
  estRemplie,
  generer,
  MOT_DE_PASSE,
  refuserLaBaseDAutreChose,
} from './demonstration/index.ts'
import { estPerimee, recalculerLaBase } from './echeances/index.ts'
import { demarrerEnvoi } from './messages/envoi.jobs.ts'
import { reglerLesExpediteurs, reglerLOrigine } from './messages/index.ts'
import { type Config, lireConfig } from './platform/config.ts'
import { ConfigInvalide } from './platform/config-env.ts'
import { aujourdhui } from './platform/date.ts'
import { enTransaction } from './platform/db/connexion.ts'
import type { Tx } from './platform/db/index.ts'
import { direLesReprises, type Reprises } from './platform/db/reprises.ts'
import { exposerLesMesures } from './platform/http/metriques.ts'
import type { Plateforme } from './platform/http/plateforme.ts'
import {
  accusesDe,
  expediteursDe,
  optionsSansEffet,
  passerellesDe,
} from './platform/passerelles/configuration.ts'
import { enClair } from './platform/systeme.ts'
import { scelleur, type Temoin } from './scellement.ts'
import { surveiller } from './surveillance.ts'

const dire = (texte: string) => console.log(texte)

/** Invented data at the first start of a demonstration; nothing when there is already some. */
async function remplir(config: Config, ouverte: Ouverte): Promise<void> {
  if (!ouverte.proprietaire || (await estRemplie(ouverte.proprietaire))) return
  const total = config.dossiersDeDemonstration
  dire(`Premier démarrage : création de ${total} dossiers inventés…`)
  await generer(ouverte.proprietaire, {
    dossiers: total,
    le: aujourdhui(Temporal.Now.instant()),
    messages: true,
    surAvance: nombre => dire(`  ${nombre} dossiers sur ${total}`),
  })
}

const UNE_MINUTE_MS = 60_000
/**
 * What may be kept for a time only goes at its time, even when nobody comes; apart from the seals,
 * so that neither stops the other.
 */
function oublierEnSilence({ base }: Ouverte, reprises: Reprises): void {
  enTransaction(base, oublierCeQuiEstPerime).then(
    () => reprises.abouti('durées de conservation'),
    erreur => reprises.echoue('durées de conservation', erreur),
  )
}

/**
 * The day of a departure comes without anybody writing it: its sessions and its calendars are
 * closed within the minute.
 */
function fermerEnSilence({ base }: Ouverte, reprises: Reprises): void {
  const fermer = async (tx: Tx) => [
    await fermerLesSessionsCloses(tx),
    await fermerLesFluxClos(tx),
    await oublierLesVieuxEssais(tx),
  ]
  enTransaction(base, fermer).then(
    () => reprises.abouti('accès clos'),
    erreur => reprises.echoue('accès clos', erreur),
  )
}

/** Deadlines computed under an older référentiel are computed again before anybody reads them. */
async function mettreLesEcheancesAJour({ base, proprietaire }: Ouverte): Promise<void> {
  if (!(await estPerimee(base.pool))) return
  if (!proprietaire)
    return dire(
      'Les échéances datent d’un autre référentiel : lancez « fil-rouge echeances » avec DATABASE_OWNER_URL.',
    )
  dire('Calcul des échéances selon le droit de cette version…')
  await recalculerLaBase(proprietaire)
}

/**
 * Outside production the web process sends the messages too; the rest is the work of `fil-rouge
 * worker`.
 */
function envoyerLesMessages(
  config: Config,
  { base }: Ouverte,
  log: { error(message: string): void },
): () => Promise<void> {
  if (!config.envoi.dansLeWeb) return async () => {}
  const envoi = demarrerEnvoi({
    base,
    passerelles: passerellesDe(config.envoi),
    surErreur: erreur => log.error(`messages : ${erreur}`),
  })
  return () => envoi.arreter()
}

/** What is done each minute, from now to the end. */
function entretenir({ app }: Plateforme, config: Config, ouverte: Ouverte, temoin: Temoin): void {
  const dire = (texte: string) => app.log.error(texte)
  const direLeBon = (texte: string) => app.log.info(texte)
  const reprises = direLesReprises(ouverte.base, dire, direLeBon)
  const sceller = scelleur(ouverte.base, config.sceaux, temoin, { ...reprises, dire, direLeBon })
  const chaqueMinute = () => {
    sceller()
    oublierEnSilence(ouverte, reprises)
    fermerEnSilence(ouverte, reprises)
  }
  chaqueMinute()
  const minute = setInterval(chaqueMinute, UNE_MINUTE_MS).unref()
  app.addHook('onClose', async () => clearInterval(minute))
}

/** Where the application is reached, once it listens. */
async function ecouter({ app }: Plateforme, { port, hote, origine }: Config): Promise<string> {
  await app.listen({ port, host: hote })
  const adresse = app.server.address()
  const ouvert = typeof adresse === 'object' && adresse ? adresse.port : port
  return origine ?? `http://localhost:${ouvert}`
}

type Comptes = Awaited<ReturnType<typeof comptesDeDemonstration>>
function direQueCEstPret(origine: string, comptes: Comptes): void {
  dire(`\nFil rouge : ${origine}\n`)
  for (const compte of comptes)
    dire(`  ${compte.fonction.padEnd(20)} ${compte.identifiant.padEnd(36)} ${compte.libelle}`)
  if (comptes.length) dire(`\n  mot de passe de tous ces comptes : ${MOT_DE_PASSE}\n`)
}

function arreterAuSignal({ app }: Plateforme, ouverte: Ouverte): void {
  siAbandonnee(() => ({
    fini: app.close().then(() => ouverte.fermer()),
    reste:
      'Des requêtes, ou la base, n’avaient pas fini : ce qui était déjà enregistré le reste, le reste ne l’est pas.',
  }))
}

async function demarrer(): Promise<void> {
  ecouterLesSignaux()
  siAbandonnee(() => 'Le site n’était pas encore ouvert ; ce qui était déjà écrit le reste.')
  const config = lireConfig(process.env)
  for (const faute of optionsSansEffet(config.envoi)) dire(faute)
  await eprouverDehors(config.sceaux.dehors)
  const ouverte = await ouvrirLaBase(config, dire)
  try {
    await refuserLaBaseDAutreChose(config, ouverte)
    if (config.demonstration) await remplir(config, ouverte)
    await mettreLesEcheancesAJour(ouverte)
    const comptes = config.demonstration ? await comptesDeDemonstration(ouverte.base.pool) : []
    const plateforme = await creerApplication({
      base: ouverte.base,
      niveauDeLog: config.niveauDeLog,
      production: config.production,
      secret: secretDe(config),
      demonstration: config.demonstration ? { comptes, motDePasse: MOT_DE_PASSE } : null,
      accuses: accusesDe(config.envoi),
      mandataires: config.mandataires,
      contactDeSecurite: config.contactDeSecurite,
    })
    const { app } = plateforme
    const temoin: Temoin = { enPanneDepuis: null }
    entretenir(plateforme, config, ouverte, temoin)
    if (config.production && !config.sceaux.cles.signe)
      dire(
        'Les journaux sont scellés sans clé : qui tient la base peut refaire la chaîne. Donnez FIL_ROUGE_CLE_DE_SCEAU.',
      )
    let arreterLEnvoi = async () => {}
    app.addHook('onClose', () => arreterLEnvoi())
    if (config.metriques) {
      surveiller(plateforme.mesures, ouverte.base, config.alarmes, () => temoin.enPanneDepuis)
      await exposerLesMesures(app, plateforme.mesures, config.metriques)
    }
    const origine = await ecouter(plateforme, config)
    plateforme.origine = origine
    reglerLOrigine(origine)
    reglerLesExpediteurs(expediteursDe(config.envoi))
    arreterLEnvoi = envoyerLesMessages(config, ouverte, app.log)
    direQueCEstPret(origine, comptes)
    arreterAuSignal(plateforme, ouverte)
  } catch (erreur) {
    await ouverte.fermer()
    throw erreur
  }
}

demarrer().catch((erreur: Error) => {
  console.error(
    erreur instanceof ConfigInvalide
      ? erreur.message
      : `Fil rouge n’a pas démarré. ${enClair(erreur)}`,
  )
  process.exit(1)
})
