import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Attente, MesureDecidee, Suite } from './attente.rules.ts'

const db = tables<'mesures'>()

/** What a dossier waits for, one line per decision, the oldest first. */
export const attentesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vAttenteSaisine')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('depuisLe')
    .orderBy('attenteId')
    .execute()
export const attentesDesDossiers = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('mesures.vAttenteSaisine')
        .select(['dossierId', 'manque'])
        .where('dossierId', 'in', dossierIds)
        .execute()

/**
 * Every await that a dossier has had, those lifted included, those withdrawn left out: what one
 * becomes depends on the others.
 */
export async function toutesLesAttentes(
  tx: Tx,
  dossierId: string,
): Promise<(Attente & { manque: string })[]> {
  const lignes = await db(tx)
    .selectFrom('mesures.attenteSaisine')
    .select([
      'id as attenteId',
      'manque',
      'decisionLe',
      'juridictionId',
      'numeroParquet',
      'leveeLe',
      'leveeParMesureId',
    ])
    .where('dossierId', '=', dossierId)
    .where('retireeA', 'is', null)
    .orderBy('depuisLe')
    .orderBy('id')
    .execute()
  return lignes.map(({ leveeLe, ...reste }) => ({ ...reste, ouverte: leveeLe === null }))
}
/**
 * Decisions of the measures, those withdrawn included: an await that one of them had lifted goes to
 * its twin.
 */
export async function mesuresDecidees(tx: Tx, dossierId: string): Promise<MesureDecidee[]> {
  const lignes = await db(tx)
    .selectFrom('mesures.mesure as m')
    .leftJoin('mesures.vMesure as v', jointure =>
      jointure.onRef('v.dossierId', '=', 'm.dossierId').onRef('v.mesureId', '=', 'm.id'),
    )
    .select([
      'm.id as mesureId',
      'm.decisionLe as le',
      'm.juridictionId',
      'm.numeroParquet',
      'v.mesureId as debout',
    ])
    .where('m.dossierId', '=', dossierId)
    .orderBy('m.id')
    .execute()
  return lignes.map(({ mesureId, debout, juridictionId, ...reste }) => ({
    mesureId,
    decision: { ...reste, juridictionId: juridictionId ?? '' },
    debout: debout !== null,
  }))
}

type NouvelleAttente = {
  dossierId: string
  depuisLe: Jour
  manque: string
  signaleePar: string
  decisionLe?: Jour | null
  juridictionId?: string | null
  numeroParquet?: string | null
}
export const insererAttente = (tx: Tx, nouvelle: NouvelleAttente) =>
  db(tx).insertInto('mesures.attenteSaisine').values(nouvelle).execute()
/** The number of a decision that was awaited without one. */
export const nommerAttente = (
  tx: Tx,
  dossierId: string,
  attenteId: string,
  numeroParquet: string,
) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ numeroParquet })
    .where('dossierId', '=', dossierId)
    .where('id', '=', attenteId)
    .where('numeroParquet', 'is', null)
    .execute()
type Corrigee = {
  manque: string
  decisionLe: Jour
  juridictionId: string
  numeroParquet: string | null
}
export const corrigerAttente = (tx: Tx, dossierId: string, attenteId: string, corrigee: Corrigee) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set(corrigee)
    .where('dossierId', '=', dossierId)
    .where('id', '=', attenteId)
    .execute()
/** It was nobody's here: its row stays, and counts for nothing. */
export const retirerAttente = (
  tx: Tx,
  dossierId: string,
  attenteId: string,
  { par, a: instant }: { par: string; a: string },
) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ retireeA: instant, retireePar: par })
    .where('dossierId', '=', dossierId)
    .where('id', '=', attenteId)
    .execute()
type Levee = { leveeLe: Jour; leveePar: string }
/** Lifted by hand: undefined when it was already. */
export const leverAttente = (tx: Tx, dossierId: string, attenteId: string, levee: Levee) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ ...levee, leveeParMesureId: null })
    .where('dossierId', '=', dossierId)
    .where('id', '=', attenteId)
    .where('leveeLe', 'is', null)
    .where('retireeA', 'is', null)
    .returning('id')
    .executeTakeFirst()
/**
 * An await that passes from one measure to its twin keeps the day on which it was lifted; one that
 * comes back remembers which measure it was.
 */
export const changerAttente = (
  tx: Tx,
  dossierId: string,
  { attenteId, mesureId }: Suite,
  { leveeLe, leveePar }: Levee,
) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set(
      mesureId === null
        ? { leveeLe: null, leveePar: null }
        : {
            leveeLe: sql<Jour>`coalesce(levee_le, ${leveeLe})`,
            leveePar: sql<string>`CASE WHEN levee_le IS NULL THEN ${leveePar} ELSE levee_par END`,
            leveeParMesureId: mesureId,
          },
    )
    .where('dossierId', '=', dossierId)
    .where('id', '=', attenteId)
    .execute()
export const verserLesAttentes = (tx: Tx, dossierId: string, absorbeId: string) =>
  db(tx)
    .updateTable('mesures.attenteSaisine')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
