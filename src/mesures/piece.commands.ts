import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { attendrePieceForm, recevoirPieceForm } from './mesure.forms.ts'
import * as store from './piece.store.ts'

export const attendrePiece = command({
  name: 'mesures.attendre-piece',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: attendrePieceForm,
  async run(tx, { dossierId, libelle, attendueDe }, { aujourdhui }) {
    await store.insererPieces(tx, [
      { dossierId, mesureId: null, libelle, attendueDe, demandeeLe: aujourdhui },
    ])
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const recevoirPiece = command({
  name: 'mesures.recevoir-piece',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: recevoirPieceForm,
  async run(tx, { dossierId, pieceId }, { acteur, aujourdhui }) {
    trouver(
      await store.recevoirPiece(tx, {
        dossierId,
        id: pieceId,
        recueLe: aujourdhui,
        recuePar: acteur.id,
      }),
    )
    return { dossierId }
  },
  journal: ({ dossierId, pieceId }) => ({ dossierId, cible: pieceId }),
})
