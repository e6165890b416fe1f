import type { dossierSeClot, dossierSeRouvre, dossierVaClore } from '../dossiers/index.ts'
import { nomDEcheance } from '../mesures/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { chemins } from './echeance.paths.ts'
import { echeancesDuDossier, insererNonPoursuite, reprendreDeLaCloture } from './echeance.store.ts'

/**
 * Due, not done, and nobody said why; what would have come due after the end of its measure is owed
 * no more.
 */
async function echues(tx: Tx, dossierId: string, aujourdhui: Jour) {
  const toutes = await echeancesDuDossier(tx, dossierId)
  return toutes.filter(
    ligne =>
      !ligne.faiteLe &&
      !ligne.nonPoursuiteId &&
      ligne.le <= (ligne.finieLe && ligne.finieLe < aujourdhui ? ligne.finieLe : aujourdhui),
  )
}

export const direLesEcheancesEchues: Reaction<Valeur<typeof dossierVaClore>> = async (
  tx,
  { dossierId, obstacles },
  { aujourdhui },
) => {
  for (const echue of await echues(tx, dossierId, aujourdhui))
    obstacles.push({
      quoi: `${echue.le === aujourdhui ? 'Échéance d’aujourd’hui' : `Échéance passée le ${afficherJourCourt(echue.le)}`} : ${nomDEcheance(echue)}.`,
      fin: {
        href: chemins.ecarter(dossierId, echue.mesureId, echue.cle, echue.rang),
        label: 'Dire pourquoi elle n’est pas poursuivie',
      },
      levePar: 'devoirs',
    })
}

/** The reason written once on the form of closing is kept on each. */
export const ecarterALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (
  tx,
  { dossierId, clotureId, levees },
  { acteur, aujourdhui },
) => {
  const motif = levees.devoirs
  if (!motif) return
  for (const { mesureId, cle, rang } of await echues(tx, dossierId, aujourdhui))
    await insererNonPoursuite(tx, {
      dossierId,
      mesureId,
      cle,
      rang,
      motif,
      decideePar: acteur.id,
      clotureId,
    })
}

/**
 * Closed by mistake: what the closing had set aside is due again; what somebody took up since, or
 * set aside otherwise, stays.
 */
export const reprendreALaReouverture: Reaction<Valeur<typeof dossierSeRouvre>> = async (
  tx,
  { dossierId, clotureId, revenus },
  { acteur },
) => {
  const nombre = await reprendreDeLaCloture(tx, dossierId, clotureId, acteur.id)
  if (nombre > 0)
    revenus.push(nombre === 1 ? '1 échéance est reprise' : `${nombre} échéances sont reprises`)
}
