import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { ecranDesMesures } from './mesure.ecran.ts'
import { chemins } from './mesure.paths.ts'
import { attendrePiece, recevoirPiece } from './piece.commands.ts'
import { PageDePiece } from './piece.views.tsx'

export function pieceRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.attendrePiece(':dossierId'),
    params: parDossier,
    command: attendrePiece,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Pièce attendue')
      return { titre, fil, corps: <PageDePiece titre={titre} identite={identite} state={state} /> }
    },
    redirectTo: ({ dossierId }) => chemins.mesures(dossierId),
    flash: () => 'La pièce est dans la liste.',
  })
  form(plateforme, {
    path: chemins.recevoirPiece(':dossierId', ':pieceId'),
    params: z.object({ dossierId: z.uuid(), pieceId: z.uuid() }),
    command: recevoirPiece,
    view: async (tx, { dossierId }) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Pièce attendue')
      return { titre, fil, corps: <PageDePiece titre={titre} identite={identite} /> }
    },
    redirectTo: ({ dossierId }) => chemins.mesures(dossierId),
    flash: () => 'La pièce est notée reçue.',
  })
}
