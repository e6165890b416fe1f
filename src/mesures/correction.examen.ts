import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import type { Refusal } from '../platform/refusal.ts'
import { actesDuDossier } from './acte.store.ts'
import { refusDeDecision } from './attente.gestes.ts'
import { refusDeLaJuridiction } from './competence.rules.ts'
import { casesDites } from './condamnation.rules.ts'
import { parOrigine, refusDeCeQuUnActeChange } from './contenu.rules.ts'
import {
  type Changement,
  changements,
  enFaits,
  type FaitsCorriges,
  type FaitsEcrits,
  prononcesDe,
  refusDeCorriger,
  refusSansConfirmer,
} from './correction.rules.ts'
import { faitsSaisis } from './correction.store.ts'
import { autresMesures, dossierAutour } from './cumul.lecture.ts'
import { refusQuiSAjoutent } from './cumul.rules.ts'
import type { Referentiel } from './definition.rules.ts'
import { refusDeDevenirUnDouble } from './double.rules.ts'
import { type Fondement, refusSansFondement } from './fondement.rules.ts'
import { corrigerMesureForm } from './mesure.forms.ts'
import {
  obligationComplete,
  refusDAvenir,
  refusDeProposition,
  type Saisie,
} from './mesure.rules.ts'
import { cleDObligation } from './obligation.rules.ts'
import { obligationsDeLaMesure } from './obligation.store.ts'
import { refusDObligation } from './regime.rules.ts'
import { refusDesActesQuiSuivent } from './rejeu.rules.ts'

type Lieu = { dossierId: string; mesureId: string }
export type CorrectionSaisie = FaitsCorriges &
  Fondement & { confirme: boolean; montre?: string | undefined; memeDecision: boolean }

export const enSaisie = (faits: FaitsEcrits): Saisie => ({
  nature: faits.nature as Saisie['nature'],
  decisionLe: faits.decisionLe,
  debutLe: faits.debutLe,
  finLe: faits.finLe ?? undefined,
  faitsLe: faits.faitsLe ?? undefined,
  notifieeLe: faits.notifieeLe ?? undefined,
  heures: faits.heures ?? undefined,
  palier: faits.palier ?? undefined,
  peineMois: faits.peineMois ?? undefined,
  ...casesDites(faits),
  casPermis: faits.casPermis ?? undefined,
})
/** What a form says so far: a field that cannot be read yet is as it was. */
export function correctionTapee(
  values: Record<string, unknown>,
  avant: FaitsEcrits,
): CorrectionSaisie {
  const lus = Object.entries(corrigerMesureForm.shape).flatMap(([champ, schema]) => {
    const { success, data } = z.safeParse(schema, values[champ])
    return success ? [[champ, data] as const] : []
  })
  return {
    ...enSaisie(avant),
    juridictionId: avant.juridictionId ?? '',
    numeroParquet: avant.numeroParquet ?? undefined,
    dureeMois: avant.dureeMois ?? undefined,
    executionProvisoire: avant.executionProvisoire,
    precisions: avant.precisions ?? undefined,
    confirme: false,
    memeDecision: false,
    rectificationSansNumero: false,
    ...Object.fromEntries(lus),
  }
}
/** By what an await knows the decision of a measure. */
const deLaDecision: readonly string[] = ['decisionLe', 'juridictionId', 'numeroParquet']
/** As the rules between measures know a decision. */
export const decisionDe = ({
  juridictionId,
  numeroParquet,
}: Pick<FaitsEcrits, 'juridictionId' | 'numeroParquet'>) => ({
  juridictionId,
  numeroParquet,
})

/** As the rules of acts know it, before any. */
export const enSuivi = (faits: FaitsEcrits, referentiel: Referentiel) => ({
  ...faits,
  referentiel,
  finInitialeLe: faits.finLe,
  actes: [],
})
/**
 * Where a person changed the time that acts rest on: the term follows the months, where both move.
 */
const champDuTemps = (change: readonly Changement[]): string =>
  (change.find(changement => changement.champ === 'dureeMois') ?? change[0])?.champ ?? 'dureeMois'

/**
 * A correction beside the measure that it changes: what it changes, and all that stops it, said at
 * once.
 */
export async function examinerLaCorrection(
  tx: Tx,
  context: Context,
  lieu: Lieu,
  saisie: CorrectionSaisie,
) {
  const { dossierId, mesureId } = lieu
  const { version, referentiel, ...avant } = trouver(await faitsSaisis(tx, dossierId, mesureId))
  const actes = await actesDuDossier(tx, dossierId, mesureId)
  const obligations = (await obligationsDeLaMesure(tx, dossierId, mesureId)).filter(
    obligation => !obligation.acteId,
  )
  const apres = enFaits(saisie)
  const change = changements(avant, apres)
  const autreJuridiction = avant.juridictionId !== apres.juridictionId
  const autreDecision = change.some(changement => deLaDecision.includes(changement.champ))
  const decision = {
    le: saisie.decisionLe,
    juridictionId: saisie.juridictionId,
    numeroParquet: apres.numeroParquet,
  }
  const autres = await autresMesures(tx, lieu)
  const telle = { ...enSaisie(avant), ...decisionDe(avant), obligations }
  const corrigee = { ...saisie, ...decisionDe(apres), obligations }
  const refus: Refusal[] = [
    ...(autreJuridiction ? refusDeLaJuridiction(context.acteur, saisie.juridictionId) : []),
    ...refusDeCorriger(telle, corrigee, actes, change),
    ...refusDesActesQuiSuivent(
      enSuivi(avant, referentiel),
      enSuivi(apres, referentiel),
      actes,
      champDuTemps(change),
    ),
    ...refusDAvenir(saisie, context.aujourdhui).filter(unRefus =>
      change.some(changement => changement.champ === unRefus.champ),
    ),
    ...refusDeProposition(saisie.nature, context.demonstration),
    ...refusQuiSAjoutent(telle, corrigee, await dossierAutour(tx, dossierId, autres)),
    ...refusSansFondement(prononcesDe(change), saisie, context.aujourdhui),
    ...refusSansConfirmer(change, saisie.confirme, saisie.montre),
    ...refusDeDevenirUnDouble(autres, avant, apres, saisie.memeDecision),
    ...(autreDecision ? await refusDeDecision(tx, dossierId, decision, mesureId) : []),
  ]
  return {
    version,
    referentiel,
    avant,
    apres,
    actes,
    change,
    autreJuridiction,
    autreDecision,
    refus,
  }
}

export type ObligationComplete = ReturnType<typeof obligationComplete>
type ObligationSaisie = {
  article?: string | undefined
  libelle?: string | undefined
  precisions?: string | undefined
}
export type ObligationsSaisies = Fondement & { obligations: readonly ObligationSaisie[] }
/**
 * What the list that is ticked changes of what the decision pronounced, and all that stops it, said
 * at once.
 */
export async function examinerLesObligations(
  tx: Tx,
  { aujourdhui }: Pick<Context, 'aujourdhui'>,
  mesure: Lieu & { nature: string; decisionLe: Jour; numeroParquet: string | null },
  { obligations, ...saisie }: ObligationsSaisies,
) {
  const le = mesure.decisionLe
  const { prononcees: debout, changees } = parOrigine(
    await obligationsDeLaMesure(tx, mesure.dossierId, mesure.mesureId),
  )
  const voulues = obligations.map(obligation => obligationComplete(obligation, le))
  const deja = (obligation: ObligationComplete) =>
    debout.some(ligne => cleDObligation(ligne) === cleDObligation(obligation))
  const nouvelles = voulues.filter(ligne => !deja(ligne))
  const retirees = debout.filter(
    ligne => !voulues.some(element => cleDObligation(element) === cleDObligation(ligne)),
  )
  const precisees = debout.flatMap(ligne => {
    const voulue = voulues.find(element => cleDObligation(element) === cleDObligation(ligne))
    return voulue && voulue.precisions !== ligne.precisions
      ? [{ ...ligne, apres: voulue.precisions }]
      : []
  })
  const change = nouvelles.length + retirees.length + precisees.length > 0
  const decision = { decisionLe: le, numeroParquet: mesure.numeroParquet }
  const refus: Refusal[] = [
    ...obligations.flatMap((obligation, i) =>
      deja(obligationComplete(obligation, le))
        ? []
        : refusDObligation(mesure.nature, obligation, le, `obligations.${i}.article`),
    ),
    ...refusDeCeQuUnActeChange(voulues, debout, changees),
    ...(change
      ? []
      : [{ code: 'rien_ne_change', message: 'Rien n’a changé : cochez, décochez, ou précisez.' }]),
    ...refusSansFondement(change ? ['obligations'] : [], { ...saisie, ...decision }, aujourdhui),
  ]
  return { debout, nouvelles, retirees, precisees, refus }
}
