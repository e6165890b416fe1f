import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { lister, type Tranche } from '../platform/liste.ts'

const db = tables<'accompagnement', 'moyens.vAgent'>()

type Recit = {
  presents: string | null
  recit: string
  convenu: string | null
  suite: string | null
}
type Quand = {
  le: Jour
  heure: string | null
  forme: Mot<'accompagnement.entretien', 'forme'>
  lieu: string | null
  convocationId: string | null
}
export async function insererEntretien(
  tx: Tx,
  entretien: Quand & { dossierId: string; agentId: string },
  recit: Recit,
  mesureIds: string[],
): Promise<string> {
  const { dossierId, agentId, ...quand } = entretien
  const { id } = await db(tx)
    .insertInto('accompagnement.entretien')
    .values(entretien)
    .returning('id')
    .executeTakeFirstOrThrow()
  await db(tx)
    .insertInto('accompagnement.entretienVersion')
    .values({
      dossierId,
      entretienId: id,
      version: 1,
      ...recit,
      ...quand,
      mesureIds,
      ecritePar: agentId,
    })
    .execute()
  await ecrireMesures(tx, dossierId, id, mesureIds)
  return id
}
async function ecrireMesures(
  tx: Tx,
  dossierId: string,
  entretienId: string,
  mesureIds: string[],
): Promise<void> {
  await db(tx)
    .deleteFrom('accompagnement.entretienMesure')
    .where('dossierId', '=', dossierId)
    .where('entretienId', '=', entretienId)
    .execute()
  if (mesureIds.length > 0)
    await db(tx)
      .insertInto('accompagnement.entretienMesure')
      .values(mesureIds.map(mesureId => ({ dossierId, entretienId, mesureId })))
      .execute()
}
export const verrouillerEntretien = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('accompagnement.entretien')
    .select(['version', 'le', 'agentId', 'convocationId'])
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
export async function corrigerEntretien(
  tx: Tx,
  entretien: Recit & {
    dossierId: string
    entretienId: string
    version: number
    motifCorrection: string
    ecritePar: string
  },
  quand: Quand,
  mesureIds: string[],
) {
  await db(tx)
    .insertInto('accompagnement.entretienVersion')
    .values({ ...entretien, ...quand, mesureIds })
    .execute()
  await db(tx)
    .updateTable('accompagnement.entretien')
    .set({ ...quand, version: entretien.version })
    .where('dossierId', '=', entretien.dossierId)
    .where('id', '=', entretien.entretienId)
    .execute()
  await ecrireMesures(tx, entretien.dossierId, entretien.entretienId, mesureIds)
}
export const retirer = (
  tx: Tx,
  donnees: { dossierId: string; entretienId: string; motif: string; retirePar: string },
) => db(tx).insertInto('accompagnement.retraitEntretien').values(donnees).execute()
export const retablir = (tx: Tx, dossierId: string, entretienId: string, retabliPar: string) =>
  db(tx)
    .updateTable('accompagnement.retraitEntretien')
    .set({ retabliA: sql<string>`now()`, retabliPar })
    .where('dossierId', '=', dossierId)
    .where('entretienId', '=', entretienId)
    .where('retabliA', 'is', null)
    .returning(['id', 'retirePar'])
    .executeTakeFirst()
/** The entretien that tells a convocation, one withdrawn aside. */
export const entretienDeLaConvocation = (tx: Tx, dossierId: string, convocationId: string) =>
  db(tx)
    .selectFrom('accompagnement.vEntretien')
    .select(['entretienId', 'le'])
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .executeTakeFirst()

/** One entretien as it now reads, withdrawn or not. */
export const entretien = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('accompagnement.entretien as e')
    .innerJoin('accompagnement.entretienVersion as v', jointure =>
      jointure
        .onRef('v.dossierId', '=', 'e.dossierId')
        .onRef('v.entretienId', '=', 'e.id')
        .onRef('v.version', '=', 'e.version'),
    )
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.agentId')
    .leftJoin('accompagnement.retraitEntretien as r', jointure =>
      jointure
        .onRef('r.dossierId', '=', 'e.dossierId')
        .onRef('r.entretienId', '=', 'e.id')
        .on('r.retabliA', 'is', null),
    )
    .leftJoin('moyens.vAgent as q', 'q.agentId', 'r.retirePar')
    .select([
      'e.dossierId',
      'e.id as entretienId',
      'e.convocationId',
      'e.agentId',
      'e.le',
      'e.heure',
      'e.forme',
      'e.lieu',
      'e.version',
    ])
    .select([
      'v.presents',
      'v.recit',
      'v.convenu',
      'v.suite',
      'v.mesureIds',
      'a.nomComplet as agentNom',
    ])
    .select(['r.motif as retireMotif', 'r.retireA', 'q.nomComplet as retireParNom'])
    .where('e.dossierId', '=', dossierId)
    .where('e.id', '=', id)
    .executeTakeFirst()
export type Entretien = NonNullable<Awaited<ReturnType<typeof entretien>>>
export const versionsDEntretien = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('accompagnement.entretienVersion as v')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'v.ecritePar')
    .select(['v.version', 'v.le', 'v.heure', 'v.forme', 'v.lieu', 'v.mesureIds', 'v.convocationId'])
    .select([
      'v.presents',
      'v.recit',
      'v.convenu',
      'v.suite',
      'v.motifCorrection',
      'v.ecriteA',
      'a.nomComplet',
    ])
    .where('v.dossierId', '=', dossierId)
    .where('v.entretienId', '=', id)
    .orderBy('v.version', 'desc')
    .execute()
/** The latest first. */
export const entretiensDuDossier = (tx: Tx, dossierId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('accompagnement.vEntretien as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.agentId')
    .select([
      'e.dossierId',
      'e.entretienId',
      'e.le',
      'e.heure',
      'e.forme',
      'e.recit',
      'e.convenu',
      'e.suite',
      'e.version',
    ])
    .select('a.nomComplet as agentNom')
    .where('e.dossierId', '=', dossierId)
  return lister(
    requete,
    { par: ['e.le', { par: 'e.heure', vides: true }], cle: ['e.entretienId'], sens: 'desc' },
    tranche,
  )
}
/** Those that were withdrawn, to look at or to put back. */
export const entretiensRetires = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('accompagnement.retraitEntretien as r')
    .innerJoin('accompagnement.entretien as e', jointure =>
      jointure.onRef('e.dossierId', '=', 'r.dossierId').onRef('e.id', '=', 'r.entretienId'),
    )
    .select(['e.dossierId', 'e.id as entretienId', 'e.le', 'r.motif'])
    .where('r.dossierId', '=', dossierId)
    .where('r.retabliA', 'is', null)
    .orderBy('e.le', 'desc')
    .orderBy('e.id')
    .execute()
