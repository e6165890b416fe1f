import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

/**
 * Locks several dossiers in one order, whoever asks: two who assign the same ones come one after
 * the other.
 */
export const verrouillerDossiers = (tx: Tx, dossierIds: string[]) =>
  db(tx)
    .selectFrom('dossiers.dossier')
    .select('dossierId')
    .where('dossierId', 'in', dossierIds)
    .orderBy('dossierId')
    .forUpdate()
    .execute()

/** Who follows these people now, and who decided it; a merged dossier is no longer one. */
export const aConfier = (tx: Tx, dossierIds: string[]) =>
  db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .innerJoin('dossiers.priseEnCharge as p', jointure =>
      jointure.onRef('p.dossierId', '=', 'i.dossierId').on('p.finA', 'is', null),
    )
    .innerJoin('moyens.vAgent as d', 'd.agentId', 'p.decideePar')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .select([
      'i.dossierId',
      'i.nomComplet',
      'i.closA',
      'p.serviceId',
      'p.antenneId',
      'p.referentId',
    ])
    .select(['r.nomComplet as referentNom', 'd.nomComplet as decideeParNom'])
    .where('i.dossierId', 'in', dossierIds)
    .orderBy('i.dossierId')
    .execute()

/** Open dossiers that an agent follows in a service. */
export const suivisParLAgent = async (
  tx: Tx,
  serviceId: string,
  agentId: string,
): Promise<string[]> =>
  (
    await db(tx)
      .selectFrom('dossiers.vIdentite as i')
      .innerJoin('dossiers.priseEnCharge as p', jointure =>
        jointure.onRef('p.dossierId', '=', 'i.dossierId').on('p.finA', 'is', null),
      )
      .select('i.dossierId')
      .where('p.serviceId', '=', serviceId)
      .where('p.referentId', '=', agentId)
      .where('i.closA', 'is', null)
      .orderBy('i.dossierId')
      .execute()
  ).map(ligne => ligne.dossierId)
