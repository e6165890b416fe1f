import type { dossierVaClore } from '../dossiers/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { phrase } from '../platform/phrase.ts'
import { attentesDuDossier } from './attente.store.ts'
import { chemins } from './mesure.paths.ts'
import { mesuresDuDossier } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'

/** A dossier does not close while a measure runs, nor while a decision is still awaited. */
export const direLesMesuresQuiCourent: Reaction<Valeur<typeof dossierVaClore>> = async (
  tx,
  { dossierId, obstacles },
) => {
  for (const mesure of await mesuresDuDossier(tx, dossierId))
    if (!mesure.finieLe)
      obstacles.push({
        quoi: `La mesure « ${libelleDeNature(mesure.nature, mesure.decisionLe)} » court encore.`,
        fin: { href: chemins.mesure(dossierId, mesure.mesureId), label: 'Y mettre fin' },
      })
  for (const attente of await attentesDuDossier(tx, dossierId))
    obstacles.push({
      quoi: `Une saisine est attendue : ${phrase(attente.manque)}`,
      fin: { href: chemins.mesures(dossierId), label: 'Lever l’attente' },
    })
}
