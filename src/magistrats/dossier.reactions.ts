import { type dossierSeClot, type dossierVaClore, prevenir } from '../dossiers/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './magistrats.paths.ts'
import { ecrivable } from './magistrats.rules.ts'
import { changerEtat, rapportsDuDossier, verrouillerRapport } from './magistrats.store.ts'
import { aQuiEcrit } from './rapport.gestes.ts'
import { naturesDeSaisine } from './saisine.rules.ts'
import { saisinesDuDossier } from './saisine.store.ts'

const enCours: Record<string, string> = {
  soumis: 'attend sa validation.',
  valide: 'est validé et n’est pas transmis.',
}

/**
 * A court's request is answered, or closed, before the dossier; a report is not left on the way.
 */
export const direLesEcritsEnCours: Reaction<Valeur<typeof dossierVaClore>> = async (
  tx,
  { dossierId, obstacles },
) => {
  for (const saisine of await saisinesDuDossier(tx, dossierId))
    if (!saisine.closeA)
      obstacles.push({
        quoi: `Une demande d’une juridiction est ouverte : ${direDe(naturesDeSaisine, saisine.nature)}.`,
        fin: {
          href: chemins.saisine(dossierId, saisine.saisineId),
          label: 'Y répondre, ou la clore',
        },
      })
  for (const rapport of await rapportsDuDossier(tx, dossierId, null)) {
    const fin = { href: chemins.rapport(dossierId, rapport.rapportId), label: 'Ouvrir le rapport' }
    const suite = enCours[rapport.etat]
    if (suite)
      obstacles.push({
        quoi: `Le rapport « ${rapport.titre} » ${suite}`,
        fin,
        ...(rapport.etat === 'valide' ? { levePar: 'rapports' as const } : {}),
      })
    else if (ecrivable(rapport.etat))
      obstacles.push({
        quoi: `Le rapport « ${rapport.titre} » est en cours d’écriture.`,
        fin,
        levePar: 'rapports',
      })
  }
}

/**
 * Asked by a box of the form: what is being written, or was validated and not sent, is abandoned,
 * its text stays, and its writer is told.
 */
export const abandonnerALaCloture: Reaction<Valeur<typeof dossierSeClot>> = async (
  tx,
  { dossierId, levees },
  context,
) => {
  if (!levees.rapports) return
  for (const { rapportId } of await rapportsDuDossier(tx, dossierId, null)) {
    const rapport = await verrouillerRapport(tx, dossierId, rapportId, context.aujourdhui)
    if (!rapport || !(ecrivable(rapport.etat) || rapport.etat === 'valide')) continue
    await changerEtat(tx, {
      dossierId,
      rapportId,
      etat: 'abandonne',
      par: context.acteur.id,
      motif: 'Clôture du dossier',
    })
    await prevenir(tx, context, {
      dossierId,
      destinataires: aQuiEcrit(rapport),
      nature: 'rapport_abandonne',
      cibleId: rapportId,
    })
  }
}
