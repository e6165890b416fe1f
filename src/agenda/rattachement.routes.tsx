import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { AUCUNE_MESURE, mesuresDuDossier } from '../mesures/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './convocation.paths.ts'
import { convocation } from './convocation.store.ts'
import { rattacher } from './rattachement.commands.ts'
import { liensDe } from './rattachement.store.ts'
import { Rattacher } from './rattachement.views.tsx'

export function rattachementRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.rattacher(':dossierId', ':convocationId'),
    params: z.object({ dossierId: z.uuid(), convocationId: z.uuid() }),
    command: rattacher,
    initial: async (tx, { dossierId, convocationId }) => {
      const liens = await liensDe(tx, dossierId, convocationId)
      const attendue = trouver(await convocation(tx, dossierId, convocationId))
      const dits = liens.map(lien =>
        lien.devoir ? `${lien.mesureId}|${lien.devoir}` : lien.mesureId,
      )
      return { mesures: dits.length === 0 && attendue.mesuresDitesA ? [AUCUNE_MESURE] : dits }
    },
    view: async (tx, { dossierId, convocationId }, state) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const attendue = trouver(await convocation(tx, dossierId, convocationId))
      const fil = filDuDossier(
        identite,
        { label: 'Convocations', href: chemins.convocations(dossierId) },
        { label: 'Convocation', href: chemins.convocation(dossierId, convocationId) },
        { label: 'Mesure concernée' },
      )
      const corps = (
        <Rattacher
          identite={identite}
          state={state}
          convocation={attendue}
          mesures={await mesuresDuDossier(tx, dossierId)}
        />
      )
      return { titre: 'Mesure concernée', fil, corps }
    },
    redirectTo: ({ dossierId, convocationId }) => chemins.convocation(dossierId, convocationId),
    flash: () => 'La mesure concernée est enregistrée ; les échéances sont recalculées.',
  })
}
