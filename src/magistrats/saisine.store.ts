import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'magistrats', 'moyens.vAgent' | 'moyens.vJuridiction'>()

/** One saisine with who asked, who closed it and why. */
export const saisine = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('magistrats.vSaisine as s')
    .innerJoin('magistrats.saisine as t', jointure =>
      jointure.onRef('t.dossierId', '=', 's.dossierId').onRef('t.id', '=', 's.saisineId'),
    )
    .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 's.juridictionId')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 't.saisiePar')
    .leftJoin('moyens.vAgent as c', 'c.agentId', 't.closePar')
    .selectAll('s')
    .select([
      't.version',
      't.saisiePar',
      't.closeMotif',
      't.closePar',
      'j.nom as juridictionNom',
      'a.nomComplet as saisieParNom',
    ])
    .select(['a.juridictionId as saisieParJuridictionId', 'c.nomComplet as closeParNom'])
    .where('s.dossierId', '=', dossierId)
    .where('s.saisineId', '=', id)
    .executeTakeFirst()
export type UneSaisine = NonNullable<Awaited<ReturnType<typeof saisine>>>

type Correction = {
  dossierId: string
  saisineId: string
  mesureId: string | null
  nature: string
  objet: string
  echeanceLe: Jour
  motif: string
  par: string
}
/** What it said before stays, with who changed it and why. */
export async function corriger(tx: Tx, avant: UneSaisine, correction: Correction): Promise<void> {
  const { dossierId, saisineId, motif, par, ...apres } = correction
  await db(tx)
    .insertInto('magistrats.correctionDeSaisine')
    .values({
      dossierId,
      saisineId,
      motif,
      par,
      avantMesureId: avant.mesureId,
      avantNature: avant.nature,
      avantObjet: avant.objet,
      avantEcheanceLe: avant.echeanceLe,
    })
    .execute()
  await db(tx)
    .updateTable('magistrats.saisine')
    .set({ ...apres, version: avant.version + 1 })
    .where('dossierId', '=', dossierId)
    .where('id', '=', saisineId)
    .execute()
}
export const corrections = (tx: Tx, dossierId: string, saisineId: string) =>
  db(tx)
    .selectFrom('magistrats.correctionDeSaisine as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.par')
    .select([
      'c.avantMesureId',
      'c.avantNature',
      'c.avantObjet',
      'c.avantEcheanceLe',
      'c.motif',
      'c.a',
      'a.nomComplet',
    ])
    .where('c.dossierId', '=', dossierId)
    .where('c.saisineId', '=', saisineId)
    .orderBy('c.a')
    .orderBy('c.id')
    .execute()
