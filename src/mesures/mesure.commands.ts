import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier, type Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeDecision, suivreLesAttentes, verserLesAttentes } from './attente.commands.ts'
import { type Decision, piecesNommees } from './attente.rules.ts'
import { dossierAutour } from './autour.ts'
import { refusDeLaJuridiction } from './competence.rules.ts'
import { convocationsDites, type Proposee } from './concerne.rules.ts'
import { refusDeDouble } from './correction.rules.ts'
import { refusDansLeDossier } from './cumul.rules.ts'
import { finDe } from './duree.rules.ts'
import { convocationsDeLaMesure, mesureSePrepare } from './mesure.faits.ts'
import { attendrePieceForm, recevoirPieceForm, saisirMesureForm } from './mesure.forms.ts'
import {
  ligneDObligation,
  obligationComplete,
  refusDAvenir,
  refusDeMesure,
  refusDeProposition,
} from './mesure.rules.ts'
import {
  finDuSuivi,
  insererMesure,
  mesuresDuDossier,
  verrouillerLesMesures,
  verserDans,
} from './mesure.store.ts'
import { referentielDe } from './nature.rules.ts'
import { insererObligations } from './obligation.store.ts'
import * as store from './piece.store.ts'
import { prevenirDeLaMesure } from './prevenir.ts'
import { direLeDecesDuDossier, suivreLaMesure } from './suites.ts'

/**
 * Convocations that a measure may be about, asked of whoever keeps them; what the form says of the
 * decision ticks those of its hearing.
 */
export async function convocationsProposees(
  tx: Tx,
  context: Context,
  dossierId: string,
  decision: Decision | null,
): Promise<Proposee[]> {
  const convocations: Proposee[] = []
  await publier(tx, context, mesureSePrepare, { dossierId, decision, convocations })
  return convocations
}

export const saisirMesure = command({
  name: 'mesures.saisir',
  permission: 'mesure:ecrire',
  aQui: 'qui_suit_ou_audience',
  input: saisirMesureForm,
  async run(
    tx,
    { obligations, pieces, confirme, convocations, convocationsMontrees, ...reste },
    context,
  ) {
    const { acteur, aujourdhui } = context
    const { dossierId } = reste
    await verrouillerLesMesures(tx, dossierId)
    const deja = await mesuresDuDossier(tx, dossierId)
    const decision = {
      le: reste.decisionLe,
      juridictionId: reste.juridictionId,
      numeroParquet: reste.numeroParquet ?? null,
    }
    const proposees = convocationsMontrees
      ? await convocationsProposees(tx, context, dossierId, decision)
      : []
    const { convocationIds, refus } = convocationsDites(convocations, proposees)
    refuseIf([
      ...refusDeLaJuridiction(acteur, reste.juridictionId),
      ...refusDeMesure({ ...reste, obligations }),
      ...refusDAvenir(reste, aujourdhui),
      ...refusDeProposition(reste.nature, context.demonstration),
      ...refusDansLeDossier({ ...reste, obligations }, await dossierAutour(tx, dossierId, deja)),
      ...refusDeDouble(deja, reste, confirme),
      ...(await refusDeDecision(tx, dossierId, decision)),
      ...refus,
    ])
    // Before the first measure nothing was beyond the end of the follow-up.
    const finAvant = deja.length === 0 ? null : await finDuSuivi(tx, dossierId)
    const { id: mesureId } = await insererMesure(tx, {
      ...reste,
      referentiel: referentielDe(reste.nature),
      numeroParquet: reste.numeroParquet ?? null,
      finLe: finDe(reste) ?? null,
      faitsLe: reste.faitsLe ?? null,
      notifieeLe: reste.notifieeLe ?? null,
      dureeMois: reste.dureeMois ?? null,
      heures: reste.heures ?? null,
      palier: reste.palier ?? null,
      peineMois: reste.peineMois ?? null,
      casPermis: reste.casPermis ?? null,
      precisions: reste.precisions ?? null,
      saisiePar: acteur.id,
    })
    await insererObligations(
      tx,
      obligations.map((obligation, i) =>
        ligneDObligation(dossierId, mesureId, obligationComplete(obligation, reste.decisionLe), i),
      ),
    )
    await store.insererPieces(
      tx,
      pieces.map(libelle => ({
        dossierId,
        mesureId,
        libelle,
        attendueDe: 'juridiction',
        demandeeLe: aujourdhui,
      })),
    )
    const { levees } = await suivreLesAttentes(tx, context, dossierId, mesureId)
    // The decision is here, and what was said to be missing may not be: it is waited for by name,
    // until it is received.
    const dejaDites = new Set(pieces.map(piece => piece.trim().toLowerCase()))
    const attendues = levees.flatMap(piecesNommees).filter(nom => !dejaDites.has(nom.toLowerCase()))
    await store.insererPieces(
      tx,
      attendues.map(libelle => ({
        dossierId,
        mesureId,
        libelle,
        attendueDe: 'juridiction',
        demandeeLe: aujourdhui,
      })),
    )
    // What the service records itself, or imports by hundreds, is in its dossier; what a
    // juridiction records is told.
    if (acteur.juridictionId)
      await prevenirDeLaMesure(
        tx,
        context,
        { dossierId, mesureId, juridictionId: null },
        'mesure_saisie',
      )
    if (convocationIds.length > 0)
      await publier(tx, context, convocationsDeLaMesure, { dossierId, mesureId, convocationIds })
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { dossierId, mesureId, attenteLevee: levees.length > 0, attendues }
  },
  journal: ({ dossierId }, { mesureId }) => ({ dossierId, cible: mesureId }),
})

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
    trouver(await store.recevoirPiece(tx, dossierId, pieceId, aujourdhui, acteur.id))
    return { dossierId }
  },
  journal: ({ dossierId, pieceId }) => ({ dossierId, cible: pieceId }),
})

/** Reaction offered to `reactions.ts`. */
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
