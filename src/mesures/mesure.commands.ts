import type { z } from 'zod'
import { type Context, command } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { type Refusal, refuseIf } from '../platform/refusal.ts'
import { refusDeDecision, suivreLesAttentes } from './attente.gestes.ts'
import { type Decision, piecesNommees } from './attente.rules.ts'
import { refusDeLaJuridiction } from './competence.rules.ts'
import { convocationsDites, type Proposee } from './concerne.rules.ts'
import { dossierAutour } from './cumul.lecture.ts'
import { refusDansLeDossier } from './cumul.rules.ts'
import { refusDeDouble } from './double.rules.ts'
import { finDe } from './duree.rules.ts'
import { convocationsDeLaMesure, mesureSePrepare } from './mesure.faits.ts'
import { saisirMesureForm } from './mesure.forms.ts'
import { prevenirDeLaMesure, suivreLaMesure } from './mesure.gestes.ts'
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
  type Mesure,
  mesuresDuDossier,
  type NouvelleMesure,
  verrouillerLesMesures,
} from './mesure.store.ts'
import { referentielDe } from './nature.rules.ts'
import { insererObligations } from './obligation.store.ts'
import { insererPieces } from './piece.store.ts'

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
    { obligations, pieces, confirme, convocations, convocationsMontrees, ...faits },
    context,
  ) {
    const { acteur, aujourdhui } = context
    const { dossierId, decisionLe, juridictionId, numeroParquet = null } = faits
    await verrouillerLesMesures(tx, dossierId)
    const deja = await mesuresDuDossier(tx, dossierId)
    const decision = { le: decisionLe, juridictionId, numeroParquet }
    const proposees = convocationsMontrees
      ? await convocationsProposees(tx, context, dossierId, decision)
      : []
    const { convocationIds, refus } = convocationsDites(convocations, proposees)
    refuseIf([
      ...(await refusDeSaisir(tx, context, { ...faits, obligations, confirme }, deja)),
      ...(await refusDeDecision(tx, dossierId, decision)),
      ...refus,
    ])
    // Before the first measure nothing was beyond the end of the follow-up.
    const finAvant = deja.length === 0 ? null : await finDuSuivi(tx, dossierId)
    const { id: mesureId } = await insererMesure(tx, mesureEcrite(faits, acteur.id))
    const mesure = { dossierId, mesureId }
    await insererObligations(
      tx,
      obligations.map((obligation, i) =>
        ligneDObligation(dossierId, mesureId, obligationComplete(obligation, decisionLe), i),
      ),
    )
    await attendreDeLaJuridiction(tx, mesure, pieces, aujourdhui)
    const { levees } = await suivreLesAttentes(tx, context, dossierId, mesureId)
    // The decision is here, and what was said to be missing may not be: it is waited for by name,
    // until it is received.
    const dejaDites = new Set(pieces.map(piece => piece.trim().toLowerCase()))
    const attendues = levees.flatMap(piecesNommees).filter(nom => !dejaDites.has(nom.toLowerCase()))
    await attendreDeLaJuridiction(tx, mesure, attendues, aujourdhui)
    // What the service records itself, or imports by hundreds, is in its dossier; what a
    // juridiction records is told.
    if (acteur.juridictionId)
      await prevenirDeLaMesure(tx, context, { ...mesure, juridictionId: null }, 'mesure_saisie')
    if (convocationIds.length > 0)
      await publier(tx, context, convocationsDeLaMesure, { ...mesure, convocationIds })
    await suivreLaMesure(tx, context, dossierId, finAvant)
    return { ...mesure, attenteLevee: levees.length > 0, attendues }
  },
  journal: ({ dossierId }, { mesureId }) => ({ dossierId, cible: mesureId }),
})
type SaisieDeMesure = z.output<typeof saisirMesureForm>
/** What the law, the actor and the other measures of the dossier forbid. */
async function refusDeSaisir(
  tx: Tx,
  { acteur, aujourdhui, demonstration }: Context,
  { confirme, ...saisie }: Omit<SaisieDeMesure, 'pieces' | 'convocations' | 'convocationsMontrees'>,
  deja: Mesure[],
): Promise<Refusal[]> {
  return [
    ...refusDeLaJuridiction(acteur, saisie.juridictionId),
    ...refusDeMesure(saisie),
    ...refusDAvenir(saisie, aujourdhui),
    ...refusDeProposition(saisie.nature, demonstration),
    ...refusDansLeDossier(saisie, await dossierAutour(tx, saisie.dossierId, deja)),
    ...refusDeDouble(deja, saisie, confirme),
  ]
}
/** As it is kept. */
const mesureEcrite = (
  faits: Omit<
    SaisieDeMesure,
    'obligations' | 'pieces' | 'confirme' | 'convocations' | 'convocationsMontrees'
  >,
  saisiePar: string,
): NouvelleMesure => ({
  ...faits,
  referentiel: referentielDe(faits.nature),
  numeroParquet: faits.numeroParquet ?? null,
  finLe: finDe(faits) ?? null,
  faitsLe: faits.faitsLe ?? null,
  notifieeLe: faits.notifieeLe ?? null,
  dureeMois: faits.dureeMois ?? null,
  heures: faits.heures ?? null,
  palier: faits.palier ?? null,
  peineMois: faits.peineMois ?? null,
  casPermis: faits.casPermis ?? null,
  precisions: faits.precisions ?? null,
  saisiePar,
})
const attendreDeLaJuridiction = (
  tx: Tx,
  mesure: { dossierId: string; mesureId: string },
  libelles: string[],
  demandeeLe: Jour,
) =>
  insererPieces(
    tx,
    libelles.map(libelle => ({ ...mesure, libelle, attendueDe: 'juridiction', demandeeLe })),
  )
