import type { dossierVaClore } from '../dossiers/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { phrase } from '../platform/phrase.ts'
import { suivreLesAttentes, verserLesAttentes } from './attente.gestes.ts'
import { attentesDuDossier } from './attente.store.ts'
import { direLeDecesDuDossier } from './mesure.gestes.ts'
import { chemins } from './mesure.paths.ts'
import { mesuresDuDossier, verrouillerLesMesures, verserDans } from './mesure.store.ts'
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

/** What both dossiers awaited and recorded goes to the one that is kept. */
export const verserLesMesures: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
  context,
) => {
  await verrouillerLesMesures(tx, absorbeId)
  await verrouillerLesMesures(tx, dossierId)
  await verserDans(tx, dossierId, absorbeId)
  await verserLesAttentes(tx, context, dossierId, absorbeId)
  for (const id of [dossierId, absorbeId]) await direLeDecesDuDossier(tx, id)
  // A measure of one may be what the other awaited.
  await suivreLesAttentes(tx, context, dossierId)
}
