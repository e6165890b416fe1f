import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'

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

export async function insererSaisine(
  tx: Tx,
  saisine: {
    dossierId: string
    mesureId: string | null
    juridictionId: string
    magistratId: string | null
    nature: string
    objet: string
    recueLe: Jour
    echeanceLe: Jour
    saisiePar: string
  },
  depuisA: string,
) {
  const { id } = await db(tx)
    .insertInto('magistrats.saisine')
    .values(saisine)
    .returning('id')
    .executeTakeFirstOrThrow()
  await db(tx)
    .insertInto('magistrats.detention')
    .values({
      dossierId: saisine.dossierId,
      saisineId: id,
      detenteur: 'spip',
      depuisA,
      passeePar: saisine.saisiePar,
    })
    .execute()
  return id
}
/** The state of the last report written for a request `s`. */
export const dernierRapport = sql<string | null>`(SELECT r.etat FROM magistrats.v_rapport r
  WHERE r.dossier_id = s.dossier_id AND r.saisine_id = s.saisine_id AND r.etat <> 'abandonne'
  ORDER BY r.cree_a DESC, r.rapport_id LIMIT 1)`
/**
 * The request `s` still waits for whoever writes: its report is neither with the direction nor with
 * the juridiction (`main.rules.ts`).
 */
export const encoreAEcrire = sql<boolean>`coalesce(${dernierRapport}, '') NOT IN ('soumis',
  'transmis', 'lu', 'repondu')`
const saisines = (tx: Tx) =>
  db(tx)
    .selectFrom('magistrats.vSaisine as s')
    .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 's.juridictionId')
    .selectAll('s')
    .select(['j.nom as juridictionNom', dernierRapport.as('rapportEtat')])
export const saisinesDuDossier = (tx: Tx, dossierId: string) =>
  saisines(tx)
    .where('s.dossierId', '=', dossierId)
    .orderBy('s.echeanceLe', 'desc')
    .orderBy('s.saisineId')
    .execute()
export type Saisine = Awaited<ReturnType<typeof saisinesDuDossier>>[number]
export const verrouillerSaisine = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('magistrats.saisine')
    .select(['id', 'closeA'])
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
export const detentions = (tx: Tx, dossierId: string, saisineId: string) =>
  db(tx)
    .selectFrom('magistrats.detention as d')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'd.passeePar')
    .select(['d.detenteur', 'd.precision', 'd.motif', 'd.depuisA', 'd.jusquA', 'a.nomComplet'])
    .where('d.dossierId', '=', dossierId)
    .where('d.saisineId', '=', saisineId)
    .orderBy('d.depuisA')
    .orderBy('d.id')
    .execute()
/** Hands the saisine over; nothing happens when it is already in those hands. */
export async function passer(
  tx: Tx,
  donnees: {
    dossierId: string
    saisineId: string
    detenteur: Mot<'magistrats.detention', 'detenteur'>
    precision: string | null
    motif: string | null
    passeePar: string
  },
) {
  const actuelle = await db(tx)
    .selectFrom('magistrats.detention')
    .select([
      'id',
      'detenteur',
      sql<string>`greatest(clock_timestamp(), depuis_a + interval '1 microsecond')::text`.as(
        'instant',
      ),
    ])
    .where('dossierId', '=', donnees.dossierId)
    .where('saisineId', '=', donnees.saisineId)
    .where('jusquA', 'is', null)
    .executeTakeFirst()
  if (!actuelle || actuelle.detenteur === donnees.detenteur) return
  await db(tx)
    .updateTable('magistrats.detention')
    .set({ jusquA: actuelle.instant })
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', actuelle.id)
    .execute()
  await db(tx)
    .insertInto('magistrats.detention')
    .values({ ...donnees, depuisA: actuelle.instant })
    .execute()
}
type Cloture = {
  dossierId: string
  saisineId: string
  closeA: string
  closeMotif: string
  closePar: string
}
export async function cloreSaisine(tx: Tx, { dossierId, saisineId: id, ...cloture }: Cloture) {
  await db(tx)
    .updateTable('magistrats.saisine')
    .set(cloture)
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('closeA', 'is', null)
    .execute()
  await db(tx)
    .updateTable('magistrats.detention')
    .set({ jusquA: sql<string>`greatest(clock_timestamp(), depuis_a + interval '1 microsecond')` })
    .where('dossierId', '=', dossierId)
    .where('saisineId', '=', id)
    .where('jusquA', 'is', null)
    .execute()
}
