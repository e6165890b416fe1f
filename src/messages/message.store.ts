import { sql } from 'kysely'
import { constantes, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'messages', 'dossiers.vIdentite' | 'moyens.vService'>()

/** All that decides by what each person can be told, in one read for all. */
export const situations = (tx: Tx, dossierIds: string[], entiteId: string | null = null) =>
  db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .select(eb => [
      'i.dossierId',
      // A narrower reach reads them empty: what is not shown is not absent (ADR 0046).
      sql<boolean>`dossiers.ouvert(i.dossier_id)`.as('montrees'),
      'i.telephone',
      'i.courriel',
      'i.refuseSms',
      'i.langues',
      'i.domicilieChez',
      'i.adresse',
      'i.adresseComplement',
      'i.codePostal',
      'i.commune',
      eb
        .selectFrom('moyens.vService as s')
        .select('s.territoire')
        .where('s.serviceId', '=', entiteId)
        .as('territoire'),
      sql<string[]>`ARRAY(SELECT o.canal FROM messages.opposition o
        WHERE o.dossier_id = i.dossier_id AND o.levee_a IS NULL)`.as('oppositions'),
      sql<string[]>`ARRAY(SELECT x.destinataire FROM (
        SELECT DISTINCT ON (m.destinataire) m.destinataire, m.etat FROM messages.message m
        WHERE m.dossier_id = i.dossier_id AND m.canal <> 'lettre'
          AND m.etat IN ('envoye', 'recu', 'echec')
        ORDER BY m.destinataire, m.change_a DESC, m.id DESC) x WHERE x.etat = 'echec')`.as(
        'injoignables',
      ),
    ])
    .where('i.dossierId', 'in', dossierIds)
    .execute()

/** The link of a dossier; `jeton` becomes it when it has none yet. */
export const lienDuDossier = async (tx: Tx, dossierId: string, jeton: string): Promise<string> => {
  const ligne = await db(tx)
    .insertInto('messages.lienArret')
    .values({ dossierId, jeton })
    .onConflict(oc =>
      oc.column('dossierId').doUpdateSet(eb => ({ jeton: eb.ref('messages.lienArret.jeton') })),
    )
    .returning('jeton')
    .executeTakeFirstOrThrow()
  return ligne.jeton
}

export const noter = (
  tx: Tx,
  evenements: {
    dossierId: string
    messageId: string
    quoi: string
    a: string
    detail: string | null
  }[],
) =>
  evenements.length === 0
    ? Promise.resolve()
    : db(tx).insertInto('messages.evenement').values(evenements).execute()

/** What a list of messages shows of each, of one person. */
const montres = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('messages.message')
    .select([
      'dossierId',
      'id',
      'entiteId',
      'moment',
      'canal',
      'langue',
      'destinataire',
      'texte',
      'fuseau',
      'envoiA',
      'etat',
      'changeA',
      'erreur',
    ])
    .where('dossierId', '=', dossierId)
/** Messages of a person, whichever convocation they are about. */
export const messagesDeLaPersonne = (tx: Tx, dossierId: string) =>
  montres(tx, dossierId).orderBy('creeA', 'desc').orderBy('id', 'desc').execute()
/** Messages of one convocation, the latest first. */
export const messagesDeLObjet = (tx: Tx, dossierId: string, objetId: string) =>
  montres(tx, dossierId)
    .where('objetId', '=', objetId)
    .orderBy('envoiA', 'desc')
    .orderBy('id', 'desc')
    .execute()
export type MessageDeLObjet = Awaited<ReturnType<typeof messagesDeLObjet>>[number]

/**
 * Withdraws all that waits to be said to a person; what may have left does not leave again. Each
 * has its line of history.
 */
export const retirerTout = (tx: Tx, dossierId: string, instant: string) =>
  sql`
    WITH retires AS (
      UPDATE messages.message SET etat = 'annule', change_a = ${instant}::timestamptz
      WHERE dossier_id = ${dossierId} AND etat IN ('a_envoyer', 'a_imprimer')
      RETURNING dossier_id, id)
    INSERT INTO messages.evenement (dossier_id, message_id, quoi, a)
      SELECT dossier_id, id, 'annule', ${instant}::timestamptz FROM retires
      UNION ALL SELECT dossier_id, id, 'plus_rien_a_dire', ${instant}::timestamptz
      FROM messages.message
        WHERE dossier_id = ${dossierId} AND etat IN ('en_cours', 'incertain')`.execute(db(tx))
/** How many messages of a dossier wait to leave. */
export const enAttente = async (tx: Tx, dossierId: string): Promise<number> => {
  const { n: nombre } = await db(tx)
    .selectFrom('messages.message')
    .select(eb => eb.fn.countAll<number>().as('n'))
    .where('dossierId', '=', dossierId)
    .where('etat', 'in', constantes('a_envoyer', 'a_imprimer'))
    .executeTakeFirstOrThrow()
  return Number(nombre)
}

/**
 * What still asks for somebody goes to the box of the service that follows now, each with its line
 * of history.
 */
export const confierAuService = (
  tx: Tx,
  { dossierId, de, vers, a: jusqua }: { dossierId: string; de: string; vers: string; a: string },
) =>
  sql`
    WITH suivis AS (
      UPDATE messages.message SET entite_id = ${vers}
      WHERE dossier_id = ${dossierId} AND entite_id = ${de}
        AND etat IN ('a_envoyer', 'en_cours', 'incertain', 'echec', 'perime', 'a_imprimer')
      RETURNING dossier_id, id)
    INSERT INTO messages.evenement (dossier_id, message_id, quoi, a)
    SELECT dossier_id, id, 'transfert', ${jusqua}::timestamptz FROM suivis`.execute(db(tx))
