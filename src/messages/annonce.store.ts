import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Mot, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'messages'>()

/**
 * Withdraws what waits to be said of a convocation, but `saufCles`; what had left, or failed, is
 * marked as overtaken, so that nobody sends it again. Each has its line of history.
 */
export const retirer = (
  tx: Tx,
  donnees: { dossierId: string; objetId: string; saufCles: string[]; a: string | null },
) =>
  sql`
    WITH retires AS (
      UPDATE messages.message SET etat = 'annule',
        change_a = coalesce(${donnees.a}::timestamptz, now())
      WHERE dossier_id = ${donnees.dossierId} AND objet_id = ${donnees.objetId}
        AND etat IN ('a_envoyer', 'a_imprimer') AND NOT (cle = ANY (${donnees.saufCles}))
      RETURNING dossier_id, id),
    depasses AS (
      SELECT m.dossier_id, m.id FROM messages.message m
      WHERE m.dossier_id = ${donnees.dossierId} AND m.objet_id = ${donnees.objetId}
        AND m.etat IN ('en_cours', 'incertain', 'envoye', 'echec', 'perime')
        AND NOT (m.cle = ANY (${donnees.saufCles}))
        AND NOT EXISTS (SELECT 1 FROM messages.evenement e
          WHERE e.dossier_id = m.dossier_id AND e.message_id = m.id AND e.quoi = 'depasse'))
    INSERT INTO messages.evenement (dossier_id, message_id, quoi, a)
      SELECT dossier_id, id, 'annule', coalesce(${donnees.a}::timestamptz, now()) FROM retires
      UNION ALL SELECT dossier_id, id, 'depasse', coalesce(${donnees.a}::timestamptz, now())
      FROM depasses`.execute(db(tx))

/**
 * Whether the cancellation of a convocation has left, and the announcement that it withdrew before
 * it left, if there was one.
 */
export const suiteDAnnulation = async (
  tx: Tx,
  dossierId: string,
  objetId: string,
): Promise<{ partie: boolean; retiree: string | null }> => {
  const dits = await db(tx)
    .selectFrom('messages.message')
    .select(['moment', 'etat'])
    .where('dossierId', '=', dossierId)
    .where('objetId', '=', objetId)
    .where('moment', 'in', constantes('convocation', 'modification', 'annulation'))
    .orderBy('creeA')
    .orderBy('id')
    .execute()
  const annulation = dits.findLast(ligne => ligne.moment === 'annulation')
  const annonce = dits.findLast(ligne => ligne.moment !== 'annulation')
  const partie =
    annulation !== undefined && !['a_envoyer', 'a_imprimer', 'annule'].includes(annulation.etat)
  return { partie, retiree: annonce?.etat === 'annule' ? annonce.moment : null }
}

/** What the person was about to be told of a convocation, and has not been yet. */
export const annonceQuiAttend = async (
  tx: Tx,
  dossierId: string,
  objetId: string,
): Promise<'convocation' | 'modification' | null> => {
  const attend = await db(tx)
    .selectFrom('messages.message')
    .select('moment')
    .where('dossierId', '=', dossierId)
    .where('objetId', '=', objetId)
    .where('moment', 'in', constantes('convocation', 'modification'))
    .where('etat', 'in', constantes('a_envoyer', 'a_imprimer'))
    .orderBy('creeA', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return (attend?.moment ?? null) as 'convocation' | 'modification' | null
}

/**
 * What became of the reminders of a convocation, by how many hours before it each was to leave: the
 * end of its key says it.
 */
export const rappelsFaits = async (
  tx: Tx,
  dossierId: string,
  objetId: string,
): Promise<{ partis: number[]; retires: number[] }> => {
  const lus = await db(tx)
    .selectFrom('messages.message')
    .select(['etat', sql<number>`substring(cle FROM ':([0-9]+)h$')::int`.as('heures')])
    .where('dossierId', '=', dossierId)
    .where('objetId', '=', objetId)
    .where('moment', '=', constante('rappel'))
    .orderBy('id')
    .execute()
  const heuresDe = (etats: string[]) =>
    lus.filter(ligne => etats.includes(ligne.etat)).map(ligne => ligne.heures)
  return {
    partis: heuresDe(['en_cours', 'incertain', 'envoye', 'recu']),
    retires: heuresDe(['annule']),
  }
}

/**
 * Of each convocation, the last message that reached the person, or may have: sent, printed, or
 * told by telephone; its key ends with the version.
 */
export async function derniersDits(tx: Tx, dossierIds: string[], objetIds: string[]) {
  const lus = await db(tx)
    .selectFrom('messages.message as m')
    .distinctOn('m.objetId')
    .select(['m.objetId', 'm.pourLe as le', 'm.pourHeure as heure', versionDite.as('version')])
    .where('m.dossierId', 'in', dossierIds)
    .where('m.objetId', 'in', objetIds)
    .where('m.moment', 'in', constantes('convocation', 'modification', 'rappel'))
    .where(eb =>
      eb.or([
        eb('m.etat', 'in', constantes('en_cours', 'incertain', 'envoye', 'recu', 'imprime')),
        sql<boolean>`EXISTS (SELECT 1 FROM messages.evenement e
          WHERE e.dossier_id = m.dossier_id AND e.message_id = m.id
          AND e.quoi = 'dit_par_telephone')`,
      ]),
    )
    .orderBy('m.objetId')
    .orderBy(versionDite, 'desc')
    .orderBy('m.id', 'desc')
    .execute()
  return lus.flatMap(({ objetId, ...dit }) => (objetId === null ? [] : [{ objetId, ...dit }]))
}
const versionDite = sql<number>`split_part(m.cle, ':', 3)::int`

export type NouveauMessage = {
  dossierId: string
  entiteId: string
  objetId: string | null
  moment: Mot<'messages.message', 'moment'>
  canal: Mot<'messages.message', 'canal'>
  langue: string
  destinataire: string
  sujet: string | null
  texte: string
  fuseau: string
  envoiA: string
  utileJusqua: string
  /** The slot that it says. */
  pourLe: Jour
  pourHeure: string
  etat: Mot<'messages.message', 'etat'>
  cle: string
  erreur: string | null
  creeA: string
  changeA: string
  creePar: string
}
/**
 * Queues messages; the same key is written once, and one that had been withdrawn is to be said
 * again.
 */
export const inserer = (tx: Tx, messages: NouveauMessage[]) =>
  db(tx)
    .insertInto('messages.message')
    .values(messages)
    .onConflict(oc =>
      oc
        .column('cle')
        .doUpdateSet(eb => ({
          etat: eb.ref('excluded.etat'),
          canal: eb.ref('excluded.canal'),
          langue: eb.ref('excluded.langue'),
          destinataire: eb.ref('excluded.destinataire'),
          sujet: eb.ref('excluded.sujet'),
          texte: eb.ref('excluded.texte'),
          envoiA: eb.ref('excluded.envoiA'),
          utileJusqua: eb.ref('excluded.utileJusqua'),
          erreur: eb.ref('excluded.erreur'),
          changeA: eb.ref('excluded.changeA'),
        }))
        .where('messages.message.etat', '=', constante('annule')),
    )
    .returning(['dossierId', 'id', 'etat', 'erreur', 'essais'])
    .execute()
