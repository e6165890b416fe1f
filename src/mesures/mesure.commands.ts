import { ouvrirPerimetre } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { fait, publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import {
  attendrePieceForm,
  leverAttenteForm,
  recevoirPieceForm,
  saisirMesureForm,
  signalerAttenteForm,
  terminerMesureForm,
} from './mesure.forms.ts'
import { refusDeMesure, refusDeTerminer } from './mesure.rules.ts'
import * as store from './mesure.store.ts'

/** A measure has ended on a day: convocations beyond it have no more ground. */
export const mesureTerminee = fait<{ dossierId: string; mesureId: string; le: string }>('mesures.terminee')

export const saisirMesure = command({
  name: 'mesures.saisir',
  permission: 'mesure:ecrire',
  input: saisirMesureForm,
  async run(tx, { obligations, pieces, ...m }, { acteur, aujourdhui }) {
    refuseIf(refusDeMesure(m))
    const { dossierId } = m
    const { id: mesureId } = await store.insererMesure(tx, {
      ...m,
      numeroParquet: m.numeroParquet ?? null,
      finLe: m.finLe ?? null,
      precisions: m.precisions ?? null,
      saisiePar: acteur.id,
    })
    await store.insererObligations(
      tx,
      obligations.map((o, i) => ({
        dossierId,
        mesureId,
        article: o.article,
        libelle: o.libelle,
        precisions: o.precisions ?? null,
        rang: i + 1,
      })),
    )
    await store.insererPieces(
      tx,
      pieces.map(libelle => ({ dossierId, mesureId, libelle, attendueDe: 'juridiction', demandeeLe: aujourdhui })),
    )
    await ouvrirPerimetre(tx, dossierId, m.juridictionId, 'mandat')
    await store.leverAttente(tx, dossierId, aujourdhui, acteur.id)
    return { dossierId, mesureId }
  },
  journal: ({ dossierId }, { mesureId }) => ({ dossierId, cible: mesureId }),
})

export const terminerMesure = command({
  name: 'mesures.terminer',
  permission: 'mesure:ecrire',
  input: terminerMesureForm,
  contraintes: { fin_de_mesure_pkey: 'Cette mesure est déjà terminée.' },
  async run(tx, { dossierId, mesureId, le, cause, decision = null }, context) {
    refuseIf(refusDeTerminer(trouver(await store.mesureParId(tx, dossierId, mesureId)), le))
    await store.insererFin(tx, { dossierId, mesureId, le, cause, decision, saisiePar: context.acteur.id })
    await publier(tx, context, mesureTerminee, { dossierId, mesureId, le })
    return { dossierId }
  },
  journal: ({ dossierId, mesureId, cause }) => ({ dossierId, cible: mesureId, motif: cause }),
})

export const attendrePiece = command({
  name: 'mesures.attendre-piece',
  permission: 'mesure:ecrire',
  input: attendrePieceForm,
  async run(tx, { dossierId, libelle, attendueDe }, { aujourdhui }) {
    await store.insererPieces(tx, [{ dossierId, mesureId: null, libelle, attendueDe, demandeeLe: aujourdhui }])
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const recevoirPiece = command({
  name: 'mesures.recevoir-piece',
  permission: 'mesure:ecrire',
  input: recevoirPieceForm,
  async run(tx, { dossierId, pieceId }, { acteur, aujourdhui }) {
    trouver(await store.recevoirPiece(tx, dossierId, pieceId, aujourdhui, acteur.id))
    return { dossierId }
  },
  journal: ({ dossierId, pieceId }) => ({ dossierId, cible: pieceId }),
})

export const signalerAttente = command({
  name: 'mesures.signaler-attente',
  permission: 'mesure:ecrire',
  input: signalerAttenteForm,
  contraintes: { une_seule_attente_ouverte: 'Ce dossier est déjà en attente de saisine.' },
  async run(tx, { dossierId, manque }, { acteur, aujourdhui }) {
    await store.insererAttente(tx, { dossierId, depuisLe: aujourdhui, manque, signaleePar: acteur.id })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const leverAttente = command({
  name: 'mesures.lever-attente',
  permission: 'mesure:ecrire',
  input: leverAttenteForm,
  async run(tx, { dossierId, attenteId }, { acteur, aujourdhui }) {
    trouver(await store.leverAttente(tx, dossierId, aujourdhui, acteur.id, attenteId))
    return { dossierId }
  },
  journal: ({ dossierId, attenteId }) => ({ dossierId, cible: attenteId }),
})

/** Reactions offered to `reactions.ts`. */
export const attendreLaSaisine: Reaction<{ dossierId: string; manque: string }> = async (
  tx,
  { dossierId, manque },
  { acteur, aujourdhui },
) => {
  await store.insererAttente(tx, { dossierId, depuisLe: aujourdhui, manque, signaleePar: acteur.id })
}
export const verserLesMesures: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
  { acteur, aujourdhui },
) => {
  await store.verserDans(tx, dossierId, absorbeId, aujourdhui, acteur.id)
  for (const { juridictionId } of await store.juridictionsDuDossier(tx, dossierId))
    await ouvrirPerimetre(tx, dossierId, juridictionId, 'mandat')
}
