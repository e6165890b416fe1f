import { noterLeDeces, prevenir, suiviChange } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { Introuvable } from '../platform/introuvable.ts'
import { Refused } from '../platform/refusal.ts'
import { mesuresRetirees } from './correction.store.ts'
import { decedeeLe } from './deces.store.ts'
import { type FinDuSuivi, mesureChange } from './mesure.faits.ts'
import { verrouillerLesMesures, verrouillerMesure } from './mesure.store.ts'

/**
 * A measure, for whoever writes on it alone, and alone on those of its dossier; one that was
 * withdrawn meanwhile says so.
 */
export async function tenirLaMesure(tx: Tx, dossierId: string, mesureId: string) {
  await verrouillerLesMesures(tx, dossierId)
  const mesure = await verrouillerMesure(tx, dossierId, mesureId)
  if (mesure) return mesure
  const [retiree] = await mesuresRetirees(tx, dossierId, mesureId)
  const message = `Cette mesure vient d’être retirée${retiree?.retireParNom ? ` par ${retiree.retireParNom}` : ''} : elle n’a plus d’effet.`
  throw retiree ? new Refused([{ code: 'retiree', message }]) : new Introuvable()
}

/**
 * The measures say whether the person is dead: what stands of their acts, wherever they came from.
 */
export const direLeDecesDuDossier = async (tx: Tx, dossierId: string): Promise<void> => {
  await noterLeDeces(tx, dossierId, await decedeeLe(tx, dossierId))
}
/**
 * What follows any change of a measure: the ground and the term of the follow-up, its deadlines,
 * the death of the person.
 */
export async function suivreLaMesure(
  tx: Tx,
  context: Context,
  dossierId: string,
  finAvant: FinDuSuivi,
): Promise<void> {
  await direLeDecesDuDossier(tx, dossierId)
  await publier(tx, context, mesureChange, { dossierId, finAvant })
  await publier(tx, context, suiviChange, { dossierId })
}

type NatureDeNouvelle = Parameters<typeof prevenir>[2]['nature']
type Cible = { dossierId: string; mesureId: string; juridictionId: string | null }
/** One act of it, when the fact is that act: undone, it is no more news. */
type Fait = { nature: NatureDeNouvelle; acteId?: string }
/**
 * Whoever follows the person, and the juridiction of that measure, learn what another did to it;
 * never its author (charte C3.4).
 */
export const prevenirDeLaMesure = (
  tx: Tx,
  context: Context,
  { dossierId, mesureId, juridictionId }: Cible,
  fait: NatureDeNouvelle | Fait,
) =>
  prevenir(tx, context, {
    dossierId,
    nature: typeof fait === 'string' ? fait : fait.nature,
    cibleId: (typeof fait === 'string' ? undefined : fait.acteId) ?? mesureId,
    destinataires: [
      { referent: true },
      ...(juridictionId ? [{ entiteId: juridictionId, fonctions: fonctionsQui('juge') }] : []),
    ],
  })
