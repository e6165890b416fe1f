import { createInterface } from 'node:readline/promises'
import { Temporal } from 'temporal-polyfill'
import { acces } from '../application.tsx'
import { type Ouverte, ouvrirLaBase } from '../demarrage.ts'
import type { Terminal } from '../echanges/index.ts'
import { type Config, lireConfig } from '../platform/config.ts'
import { installerReactions } from '../reactions.ts'

const BARRE = 30
/** A terminal for a long work; `oui` answers every question. */
export const terminal = (oui: boolean): Terminal => ({
  dire: texte => console.log(texte),
  avancer(titre, fait, total) {
    const part = total === 0 ? 1 : Math.min(1, fait / total)
    const plein = Math.round(part * BARRE)
    process.stderr.write(`\r${titre} ${'█'.repeat(plein)}${'░'.repeat(BARRE - plein)} ${fait}/${total}${part === 1 ? '\n' : ''}`)
  },
  async confirmer(question) {
    if (oui) return true
    if (!process.stdin.isTTY) {
      console.log('Pour écrire, relancez la même commande avec --oui.')
      return false
    }
    const clavier = createInterface({ input: process.stdin, output: process.stderr })
    const reponse = await clavier.question(`${question} (oui/non) `)
    clavier.close()
    return /^o(ui)?$/i.test(reponse.trim())
  },
})

/** Runs a command line on the base and closes it, whatever happens; what went wrong is said in one line, and in the exit code. */
export async function avecLaBase(work: (ouverte: Ouverte, config: Config) => Promise<void>): Promise<void> {
  let ouverte: Ouverte | undefined
  try {
    const config = lireConfig(process.env)
    ouverte = await ouvrirLaBase(config, texte => console.error(texte))
    await work(ouverte, config)
  } catch (erreur) {
    process.exitCode = 1
    console.error((erreur as Error).message)
  } finally {
    await ouverte?.fermer()
  }
}

/** What commands need outside HTTP. */
export function hoteDe({ base }: Ouverte) {
  installerReactions()
  return { base, acces, horloge: () => Temporal.Now.instant() }
}

/** The account whose name is given: it must exist, and what it may do is checked by each command. */
export async function compteDe({ base }: Ouverte, identifiant: string | undefined): Promise<string> {
  const { rows } = await base.pool.query<{ id: string }>('SELECT id FROM acces.compte_de($1)', [identifiant?.toLowerCase() ?? ''])
  if (!rows[0]) throw new Error(`Aucun compte « ${identifiant ?? ''} » : indiquez le vôtre avec --compte prenom.nom@example.fr.`)
  return rows[0].id
}
