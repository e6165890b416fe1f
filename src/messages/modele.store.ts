import { sql } from 'kysely'
import { constante, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<'messages', 'moyens.vAgent' | 'creneaux.vType'>()
export type CleDeModele = {
  entiteId: string
  type: string
  moment: Mot<'messages.modele', 'moment'>
  canal: Mot<'messages.modele', 'canal'>
  langue: Mot<'messages.modele', 'langue'>
}

/** Every wording that a service wrote and that is in force. */
export const modelesDuService = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('messages.modele')
    .select(['id', 'type', 'moment', 'canal', 'langue', 'texte'])
    .where('entiteId', '=', entiteId)
    .where('remplaceA', 'is', null)
    .execute()
/** The wordings of one template since the first, the one in force first. */
export const versions = (tx: Tx, cle: CleDeModele) =>
  db(tx)
    .selectFrom('messages.modele as m')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'm.ecritPar')
    .select(['m.id', 'm.texte', 'm.ecritA', 'm.remplaceA', 'a.nomComplet as auteur'])
    .where('m.entiteId', '=', cle.entiteId)
    .where('m.type', '=', cle.type)
    .where('m.moment', '=', cle.moment)
    .where('m.canal', '=', cle.canal)
    .where('m.langue', '=', cle.langue)
    .orderBy('m.ecritA', 'desc')
    .orderBy('m.id', 'desc')
    .execute()
/** The former wording ceases; it stays in the history. */
export const remplacer = (tx: Tx, cle: CleDeModele, instant: string) =>
  db(tx)
    .updateTable('messages.modele')
    .set({ remplaceA: instant })
    .where('entiteId', '=', cle.entiteId)
    .where('type', '=', cle.type)
    .where('moment', '=', cle.moment)
    .where('canal', '=', cle.canal)
    .where('langue', '=', cle.langue)
    .where('remplaceA', 'is', null)
    .returning('id')
    .execute()
export const inserer = (
  tx: Tx,
  message: CleDeModele & { texte: string; ecritA: string; ecritPar: string },
) => db(tx).insertInto('messages.modele').values(message).returning('id').executeTakeFirstOrThrow()
/** Types of convocation of the service, as its templates name them. */
export const types = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('creneaux.vType')
    .select(['cle', 'libelle', 'modalite'])
    .where('entiteId', '=', entiteId)
    .where('actif', '=', constante(true))
    .orderBy('rang')
    .orderBy(nomFrancais('libelle'))
    .orderBy('cle')
    .execute()
export type TypeDeConvocation = Awaited<ReturnType<typeof types>>[number]

/**
 * The service's own wordings for some moments: those of the type come before those of every type
 * held the same way.
 */
export const modelesEnVigueur = (
  tx: Tx,
  donnees: {
    entiteId: string
    type: string
    pour: string
    moments: Mot<'messages.modele', 'moment'>[]
    canal: Mot<'messages.modele', 'canal'>
    langue: Mot<'messages.modele', 'langue'>
  },
): Promise<{ moment: string; texte: string }[]> =>
  db(tx)
    .selectFrom('messages.modele')
    .select(['moment', 'texte'])
    .where('entiteId', '=', donnees.entiteId)
    .where('type', 'in', [donnees.type, donnees.pour])
    .where('moment', 'in', donnees.moments)
    .where('canal', '=', donnees.canal)
    .where('langue', '=', donnees.langue)
    .where('remplaceA', 'is', null)
    .orderBy(sql`type = ${donnees.type}`, 'desc')
    .orderBy('id')
    .execute()
