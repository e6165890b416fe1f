import { AUCUNE_MESURE, mesuresDuDossier } from '../mesures/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { entete, parRapport, versLeRapport } from './magistrats.ecran.ts'
import { chemins } from './magistrats.paths.ts'
import * as store from './magistrats.store.ts'
import { rattacherRapport } from './rattachement.commands.ts'
import { RattacherRapport } from './rattachement.views.tsx'

/** What a report is about: its measure and its nature. */
export function rattachementRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.rattacher(':dossierId', ':rapportId'),
    params: parRapport,
    command: rattacherRapport,
    initial: async (tx, { dossierId, rapportId }, { aujourdhui }) => {
      const rapport = trouver(await store.rapport(tx, dossierId, rapportId, aujourdhui))
      return {
        nature: rapport.nature,
        mesureId: rapport.mesureId ?? (rapport.mesureDiteA ? AUCUNE_MESURE : ''),
      }
    },
    view: async (tx, { dossierId, rapportId }, state, { aujourdhui }) => {
      const { identite, ecran } = await entete(tx, dossierId, 'Mesure concernée')
      const rapport = trouver(await store.rapport(tx, dossierId, rapportId, aujourdhui))
      const mesures = await mesuresDuDossier(tx, dossierId)
      return {
        ...ecran,
        corps: (
          <RattacherRapport identite={identite} state={state} rapport={rapport} mesures={mesures} />
        ),
      }
    },
    redirectTo: versLeRapport,
    flash: () => 'C’est enregistré ; les échéances sont recalculées.',
  })
}
