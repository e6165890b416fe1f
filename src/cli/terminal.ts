import { createInterface } from 'node:readline/promises'
import { Temporal } from 'temporal-polyfill'
import { acces } from '../application.tsx'
import { type Embarquee, ouvrirEnApplication, ouvrirEnProprietaire } from '../demarrage.ts'
import type { Terminal } from '../echanges/index.ts'
import {
  type Config,
  type ConfigDeLaBase,
  lireConfig,
  lireConfigDeLaBase,
} from '../platform/config.ts'
import { enExpliquant, lieuDe } from '../platform/db/causes.ts'
import type { Base } from '../platform/db/connexion.ts'
import { installerReactions } from '../reactions.ts'

const BARRE = 30
/** A terminal for a long work; `oui` answers every question. */
export const terminal = (oui: boolean): Terminal => ({
  dire: texte => console.log(texte),
  avancer(titre, fait, total) {
    if (!process.stderr.isTTY) return
    const part = total === 0 ? 1 : Math.min(1, fait / total)
    const plein = Math.round(part * BARRE)
    process.stderr.write(
      `\r${titre} ${'█'.repeat(plein)}${'░'.repeat(BARRE - plein)} ${fait}/${total}${part === 1 ? '\n' : ''}`,
    )
  },
  async confirmer(question) {
    if (oui) return true
    if (!process.stdin.isTTY) {
      console.log('Pour écrire, relancez la même commande avec --oui.')
      return false
    }
    const clavier = createInterface({ input: process.stdin, output: process.stderr })
    clavier.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    const reponse = await clavier.question(`${question} (oui/non) `)
    clavier.close()
    return /^o(ui)?$/i.test(reponse.trim())
  },
})

const surErreur = (texte: string) => console.error(texte)

/** Runs a command on the base as the application, and closes it, whatever happens. */
export async function avecLaBase(
  work: (base: Base, config: Config) => Promise<void>,
): Promise<void> {
  const config = lireConfig(process.env)
  const { base, ou, fermer } = await ouvrirEnApplication(config, surErreur)
  try {
    await enExpliquant(ou, () => work(base, config))
  } finally {
    await fermer()
  }
}

/**
 * Runs a command at the address of the base's owner; `embarquee` says what is done without any
 * address.
 */
export async function avecLeProprietaire(
  embarquee: Embarquee,
  work: (url: string, config: ConfigDeLaBase) => Promise<void>,
): Promise<void> {
  const config = lireConfigDeLaBase(process.env)
  const { url, fermer } = await ouvrirEnProprietaire(config, embarquee, surErreur)
  try {
    await enExpliquant(lieuDe(url, config.ownerUrl ? 'DATABASE_OWNER_URL' : 'DATABASE_URL'), () =>
      work(url, config),
    )
  } finally {
    await fermer()
  }
}

/** What commands need outside HTTP. */
export function hoteDe(base: Base) {
  installerReactions()
  return { base, acces, horloge: () => Temporal.Now.instant() }
}

/**
 * The account whose name is given: it must exist, and what it may do is checked by each command.
 */
export async function compteDe(base: Base, identifiant: string | undefined): Promise<string> {
  const { rows } = await base.pool.query<{ id: string }>('SELECT id FROM acces.compte_de($1)', [
    identifiant?.toLowerCase() ?? '',
  ])
  if (!rows[0])
    throw new Error(
      `Aucun compte « ${identifiant ?? ''} » : indiquez le vôtre avec --compte prenom.nom@example.fr.`,
    )
  return rows[0].id
}
