import type { z } from 'zod'
import { convocation, reprendreLIssue, suivreLEntretien } from '../agenda/index.ts'
import { identite as lireIdentite, prevenir } from '../dossiers/index.ts'
import { mesuresDuDossier } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import { heureLocale, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import type { noterEntretienForm } from './entretien.forms.ts'
import { refusDAuteur, refusSansReponse, suiviDepuis } from './entretien.rules.ts'
import * as store from './entretien.store.ts'

type Saisie = Omit<z.output<typeof noterEntretienForm>, 'dossierId' | 'convocationId' | 'autreJour'>
/** What was typed, as it is kept. */
export const contenu = (saisie: Saisie) => ({
  quand: {
    le: saisie.le,
    heure: saisie.heure ?? null,
    forme: saisie.forme,
    lieu: saisie.lieu ?? null,
  },
  recit: {
    presents: saisie.presents ?? null,
    recit: saisie.recit,
    convenu: saisie.convenu ?? null,
    suite: saisie.suite ?? null,
  },
})

export async function bornesDe(
  tx: Tx,
  dossierId: string,
  { aujourdhui, maintenant, acteur }: Context,
) {
  const { naissanceLe, ouvertLe } = trouver(await lireIdentite(tx, dossierId))
  const mesures = await mesuresDuDossier(tx, dossierId)
  return {
    bornes: {
      aujourdhui,
      heure: heureLocale(maintenant, acteur.fuseau),
      naissanceLe,
      suiviDepuis: suiviDepuis(ouvertLe, mesures),
    },
    mesures,
  }
}

/** The entretien, when whoever acts may change it; one writer at a time. */
export async function aCorriger(
  tx: Tx,
  { acteur }: Context,
  dossierId: string,
  entretienId: string,
) {
  const entretien = trouver(await store.verrouillerEntretien(tx, dossierId, entretienId))
  const { serviceId } = trouver(await lireIdentite(tx, dossierId))
  refuseIf(refusDAuteur(entretien, acteur, serviceId))
  return entretien
}

type Sien = { dossierId: string; entretienId: string; agentId: string; retirePar?: string }
type ParUnAutre = 'entretien_corrige' | 'entretien_retire' | 'entretien_retabli'
/**
 * Whoever wrote it, whoever had withdrawn it, and whoever follows the person, read what another
 * does of it (charte C3.3).
 */
export async function direALAuteur(
  tx: Tx,
  context: Context,
  { dossierId, entretienId, agentId, retirePar = agentId }: Sien,
  nature: ParUnAutre,
): Promise<void> {
  const autres = [...new Set([agentId, retirePar])].filter(id => id !== context.acteur.id)
  if (autres.length === 0) return
  const destinataires = [...autres.map(id => ({ agentId: id })), { referent: true as const }]
  await prevenir(tx, context, { dossierId, destinataires, nature, cibleId: entretienId })
}

type QuiRepond = { dossierId: string; convocationId: string | null; le: Jour }
/**
 * The convocation that it answers no more, now that it is of another day; undefined where the day
 * or the answer stays.
 */
export async function neRepondPlus(
  tx: Tx,
  actuel: QuiRepond,
  le: Jour,
  repond: 'oui' | 'non' | undefined,
): Promise<string | undefined> {
  const { dossierId, convocationId } = actuel
  if (!convocationId || le === actuel.le) return undefined
  const repondue = trouver(await convocation(tx, dossierId, convocationId))
  refuseIf(refusSansReponse(repond, le, repondue))
  return repond === 'non' && le !== repondue.le ? convocationId : undefined
}
/** What it had said of the convocation that it answers no more is said no more. */
export async function delier(
  tx: Tx,
  context: Context,
  qui: { dossierId: string; convocationId: string; entretienId: string },
  motif: string,
) {
  await suivreLEntretien(tx, context, qui, null)
  await reprendreLIssue(tx, context, qui, motif)
}
