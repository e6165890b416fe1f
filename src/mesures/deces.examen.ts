import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import { actesDuDossier } from './acte.store.ts'
import { refusDeLActe } from './acte-saisi.rules.ts'
import { refusDAnnulerPour } from './competence.rules.ts'
import { mesuresDuDossier } from './mesure.store.ts'
import { libelleDeNature } from './nature.rules.ts'

const DECES = 'deces'
export type AutreMesure = { dossierId: string; mesureId: string; nom: string; refus: Refusal[] }
/**
 * Somebody dies once: their other measures that still run, and what keeps whoever records the death
 * from recording it on each.
 */
export async function autresAuDeces(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  { dossierId, mesureId, le }: { dossierId: string; mesureId: string; le: Jour },
): Promise<AutreMesure[]> {
  const autres: AutreMesure[] = []
  for (const mesure of await mesuresDuDossier(tx, dossierId)) {
    if (mesure.mesureId === mesureId || mesure.finieLe) continue
    const suivie = { ...mesure, actes: await actesDuDossier(tx, dossierId, mesure.mesureId) }
    const refus = refusDeLActe(
      acteur,
      suivie,
      { acte: DECES, le, auteur: 'loi' },
      { obligations: [], aujourdhui },
    )
    autres.push({
      dossierId,
      mesureId: mesure.mesureId,
      nom: libelleDeNature(mesure.nature, mesure.decisionLe),
      refus,
    })
  }
  return autres
}

type FinParDeces = { dossierId: string; mesureId: string; le: Jour; causeFin: string | null }
type Service = { serviceId: string | null; serviceNom: string | null }
/**
 * The other measures that the same death ended, each with its act and what keeps whoever acts from
 * undoing it there.
 */
export async function finiesParLeMemeDeces(
  tx: Tx,
  { acteur }: Pick<Context, 'acteur'>,
  { dossierId, mesureId, le, causeFin }: FinParDeces,
  { serviceId, serviceNom }: Service,
) {
  if (causeFin !== DECES) return []
  const actes = await actesDuDossier(tx, dossierId)
  const mesures = await mesuresDuDossier(tx, dossierId)
  return mesures
    .filter(
      mesure => mesure.mesureId !== mesureId && mesure.causeFin === DECES && mesure.finieLe === le,
    )
    .flatMap(mesure => {
      const fin = actes.findLast(acte => acte.mesureId === mesure.mesureId)
      const refus = fin ? refusDAnnulerPour(acteur, fin, { ...mesure, serviceId, serviceNom }) : []
      return fin
        ? [
            {
              ...mesure,
              acteId: fin.id,
              nom: libelleDeNature(mesure.nature, mesure.decisionLe),
              refus,
            },
          ]
        : []
    })
}
