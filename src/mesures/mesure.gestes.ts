import type { Tx } from '../platform/db/index.ts'
import { Introuvable } from '../platform/http/plateforme.ts'
import { Refused } from '../platform/refusal.ts'
import { mesuresRetirees } from './correction.store.ts'
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
