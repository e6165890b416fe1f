import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import {
  type Demonstration,
  EcranConnexion,
  ecriture,
  lecture,
  lire,
  montres,
  ouvrir,
  permissionsConnues,
} from './acces/index.ts'
import {
  dossierOuvert,
  dossiersLies,
  ouvertSql,
  perimetreSql,
  suivisAilleursSql,
} from './dossiers/index.ts'
import { installerModules, navigation } from './modules.ts'
import { libelleDeFonction } from './moyens/index.ts'
import type { Base } from './platform/db/connexion.ts'
import { traiterErreurs } from './platform/http/erreurs.tsx'
import { creerMesures } from './platform/http/metriques.ts'
import { page } from './platform/http/page.ts'
import type { Plateforme, PortAcces } from './platform/http/plateforme.ts'
import {
  creerServeur,
  exigerAcces,
  garderLesCorps,
  type Journal,
  observer,
} from './platform/http/serveur.ts'
import { Galerie } from './platform/interface/index.ts'
import type { ReglagesDAccuses } from './platform/passerelles/http.ts'
import { installerReactions } from './reactions.ts'

/** The port through which `platform` opens sessions and writes the journal. */
export const acces: PortAcces = {
  ouvrir: ouvrir({ perimetre: perimetreSql, ouvert: ouvertSql }),
  lire: lire(dossierOuvert),
  lecture: lecture({ liens: dossiersLies, suivisAilleurs: suivisAilleursSql }),
  montres,
  ecriture,
  ecranConnexion: etat => <EcranConnexion {...etat} />,
  permissions: permissionsConnues,
}

export type Reglages = {
  base: Base
  niveauDeLog?: string
  /** Where the lines of the log go, when it is not the standard output. */
  journal?: Journal
  production?: boolean
  demonstration?: Demonstration
  secret?: string | null
  horloge?: () => Temporal.Instant
  /** How the provider of messages signs its receipts. */
  accuses?: ReglagesDAccuses | null
  /** The address that the agents open. */
  origine?: string | null
  mandataires?: string[]
  /** How long requests in hand may take once the process is told to stop. */
  patienceMs?: number
  contactDeSecurite?: string | null
}

/** The whole application over a base, ready to listen or to be tested by injection. */
export async function creerApplication(reglages: Reglages): Promise<Plateforme> {
  const production = reglages.production ?? false
  const app = await creerServeur({
    niveauDeLog: reglages.niveauDeLog ?? 'silent',
    production,
    mandataires: reglages.mandataires ?? [],
    patienceMs: reglages.patienceMs,
    ...(reglages.journal ? { journal: reglages.journal } : {}),
  })
  const plateforme: Plateforme = {
    app,
    base: reglages.base,
    acces,
    secret: reglages.secret ? Buffer.from(reglages.secret) : randomBytes(32),
    horloge: reglages.horloge ?? (() => Temporal.Now.instant()),
    navigation,
    routes: [],
    libelleFonction: libelleDeFonction,
    production,
    demonstration: reglages.demonstration != null,
    origine: reglages.origine ?? 'http://localhost:3000',
    mesures: creerMesures(),
  }
  exigerAcces(plateforme)
  observer(plateforme)
  garderLesCorps(plateforme)
  traiterErreurs(plateforme)
  installerReactions()
  if (reglages.contactDeSecurite) direOuEcrire(plateforme, reglages.contactDeSecurite)
  if (plateforme.demonstration) galerie(plateforme)
  installerModules(plateforme, () => reglages.demonstration ?? null, reglages.accuses ?? null)
  return plateforme
}

/** Every component on one page, for who builds a screen; never in production. */
function galerie(plateforme: Plateforme): void {
  page(plateforme, {
    path: '/interface',
    access: 'galerie:lire',
    params: z.object({}),
    journal: 'non',
    view: async () => ({ titre: 'Composants', corps: <Galerie /> }),
  })
}

const VALABLE_HEURES = 24 * 180
/**
 * To whom a flaw is told (RFC 9116); its end is always ahead, for the process that answers is the
 * one that is kept up to date.
 */
function direOuEcrire(plateforme: Plateforme, contact: string): void {
  plateforme.app.get('/.well-known/security.txt', async (_request, reply) => {
    const fin = plateforme.horloge().add({ hours: VALABLE_HEURES }).round('second')
    const lignes = [
      `Contact: ${contact}`,
      `Expires: ${fin}`,
      'Preferred-Languages: fr, en',
      `Canonical: ${plateforme.origine}/.well-known/security.txt`,
    ]
    return reply.type('text/plain; charset=utf-8').send(`${lignes.join('\n')}\n`)
  })
}
