import { sql } from 'kysely'
import { constante, constantes, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { lister, type Tranche } from '../platform/liste.ts'

const db = tables<'messages', 'dossiers.vIdentite' | 'moyens.vAgent'>()

/**
 * What each tab of the outbox holds; « à traiter » is what did not arrive, or perhaps not, that
 * nobody has told by telephone.
 */
export const onglets = {
  a_traiter: ['incertain', 'echec', 'perime'],
  a_envoyer: ['a_envoyer', 'en_cours'],
  envoyes: ['envoye'],
  recus: ['recu'],
  echecs: ['echec'],
  incertains: ['incertain'],
  perimes: ['perime'],
  lettres: ['a_imprimer', 'imprime'],
} as const
export type Onglet = keyof typeof onglets
const dit = sql<boolean>`EXISTS (SELECT 1 FROM messages.evenement e
  WHERE e.dossier_id = m.dossier_id AND e.message_id = m.id AND e.quoi = 'dit_par_telephone')`

/** Messages of an entité, the latest first; those to send, the first to leave first. */
export const boite = (
  tx: Tx,
  entiteId: string,
  { etat, ...tranche }: { etat: Onglet | '' } & Tranche,
) => {
  let requete = db(tx)
    .selectFrom('messages.message as m')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'm.dossierId')
    .select([
      'm.dossierId',
      'm.id',
      'm.moment',
      'm.canal',
      'm.langue',
      'm.destinataire',
      'm.sujet',
      'm.texte',
      'm.fuseau',
      'm.envoiA',
      'm.utileJusqua',
      'm.etat',
      'm.changeA',
      'm.erreur',
      'i.nomComplet',
      dit.as('ditParTelephone'),
    ])
    .where('m.entiteId', '=', entiteId)
  if (etat !== '') requete = requete.where('m.etat', 'in', [...onglets[etat]])
  if (etat === 'a_traiter') requete = requete.where(sql<boolean>`NOT ${dit}`)
  return lister(
    requete,
    {
      par: [{ par: 'm.envoiA', sens: etat === 'a_envoyer' ? 'asc' : 'desc' }],
      cle: ['m.dossierId', 'm.id'],
    },
    tranche,
  )
}
export type PageDeBoite = Awaited<ReturnType<typeof boite>>

const aTraiter = sql<boolean>`m.etat IN ('incertain', 'echec', 'perime') AND NOT ${dit}`
/**
 * How many messages did not arrive, or perhaps not, and how many letters wait for the printer, as
 * values in a query of another module.
 */
export const combienDeMessages = (entiteId: string) => ({
  nonPartis: sql<number>`(SELECT count(*)::int FROM messages.message m
    WHERE m.entite_id = ${entiteId} AND ${aTraiter})`,
  lettres: sql<number>`(SELECT count(*)::int FROM messages.message m
    WHERE m.entite_id = ${entiteId} AND m.etat = 'a_imprimer')`,
})
/** What waits for somebody, and whether anything leaves at all. */
export const enAttente = async (tx: Tx, entiteId: string, maintenant: string) => {
  const { rows } = await sql<{
    aTraiter: number
    lettres: number
    enRetard: number
    sms: number
    courriel: number
  }>`
    SELECT count(*) FILTER (WHERE ${aTraiter})::int AS "aTraiter",
           count(*) FILTER (WHERE m.etat = 'a_imprimer')::int AS lettres,
           count(*) FILTER (WHERE m.etat = 'a_envoyer'
             AND m.envoi_a < ${maintenant}::timestamptz - interval '15 minutes')::int AS "enRetard",
           messages.travailleurs('sms') AS sms, messages.travailleurs('courriel') AS courriel
    FROM messages.message m WHERE m.entite_id = ${entiteId}
      AND m.etat IN ('incertain', 'echec', 'perime', 'a_imprimer', 'a_envoyer')`.execute(db(tx))
  return rows[0] ?? { aTraiter: 0, lettres: 0, enRetard: 0, sms: 0, courriel: 0 }
}

/**
 * Numbers and addresses that failed for good and are still those of the person: the latest message
 * to each failed.
 */
export const injoignables = (tx: Tx, entiteId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('messages.message as m')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'm.dossierId')
    .select([
      'm.dossierId',
      'm.id',
      'm.canal',
      'm.destinataire',
      'm.erreur',
      'm.changeA',
      'm.fuseau',
      'i.nomComplet',
      'i.courriel',
    ])
    .where('m.entiteId', '=', entiteId)
    .where('m.etat', '=', constante('echec'))
    .where('m.canal', '<>', constante('lettre'))
    .where('i.closA', 'is', null)
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM messages.message x
        WHERE x.dossier_id = m.dossier_id AND x.destinataire = m.destinataire AND x.id <> m.id
        AND x.etat IN ('envoye', 'recu', 'echec') AND (x.change_a, x.id) > (m.change_a, m.id))`,
    )
    .where(
      sql<boolean>`CASE m.canal WHEN 'sms' THEN right(regexp_replace(i.telephone, '[^0-9]', '',
        'g'), 9) = right(m.destinataire, 9)
        ELSE lower(btrim(i.courriel)) = lower(m.destinataire) END`,
    )
  return lister(
    requete,
    { par: [{ par: 'm.changeA', sens: 'desc' }], cle: ['m.dossierId', 'm.id'] },
    tranche,
  )
}

/** Letters that wait for paper, with whom they are for. */
export const lettresAImprimer = (tx: Tx, entiteId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('messages.message as m')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'm.dossierId')
    .select([
      'm.dossierId',
      'm.id',
      'm.objetId',
      'm.moment',
      'm.destinataire',
      'm.creeA',
      'i.nomComplet',
      'i.langues',
    ])
    .where('m.entiteId', '=', entiteId)
    .where('m.etat', '=', constante('a_imprimer'))
  return lister(requete, { par: ['m.creeA'], cle: ['m.dossierId', 'm.id'] }, tranche)
}
export const marquerImprimees = async (
  tx: Tx,
  donnees: { entiteId: string; ids: string[]; a: string },
): Promise<{ dossierId: string; id: string }[]> => {
  const { rows } = await sql<{ dossierId: string; id: string }>`
    WITH faites AS (UPDATE messages.message SET etat = 'imprime', change_a = ${donnees.a}
      WHERE entite_id = ${donnees.entiteId} AND id = ANY (${donnees.ids}::uuid[])
        AND etat = 'a_imprimer' RETURNING dossier_id, id),
    dites AS (INSERT INTO messages.evenement (dossier_id, message_id, quoi, a)
      SELECT dossier_id, id, 'imprime', ${donnees.a} FROM faites)
    SELECT dossier_id AS "dossierId", id FROM faites`.execute(db(tx))
  return rows
}

/** One message of an entité, locked: who decides about it is alone. */
export const verrouiller = (tx: Tx, dossierId: string, id: string, entiteId: string) =>
  db(tx)
    .selectFrom('messages.message')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('entiteId', '=', entiteId)
    .forUpdate()
    .executeTakeFirst()
export const unMessage = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('messages.message as m')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'm.creePar')
    .selectAll('m')
    .select([
      'a.nomComplet as auteur',
      sql<string | null>`messages.regle_par(m.dossier_id, m.id)`.as('reglePar'),
    ])
    .where('m.dossierId', '=', dossierId)
    .where('m.id', '=', id)
    .executeTakeFirst()
export type UnMessage = NonNullable<Awaited<ReturnType<typeof unMessage>>>
export const evenements = (tx: Tx, dossierId: string, messageId: string) =>
  db(tx)
    .selectFrom('messages.evenement')
    .select(['quoi', 'a', 'detail'])
    .where('dossierId', '=', dossierId)
    .where('messageId', '=', messageId)
    .orderBy('a')
    .orderBy('id')
    .execute()

type Changement = {
  etat?: Mot<'messages.message', 'etat'>
  canal?: Mot<'messages.message', 'canal'>
  destinataire?: string
  sujet?: string | null
  texte?: string
  envoiA?: string
  erreur?: string | null
}
export const changer = (
  tx: Tx,
  donnees: { dossierId: string; id: string; a: string },
  changement: Changement,
) =>
  db(tx)
    .updateTable('messages.message')
    .set({ ...changement, changeA: donnees.a })
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.id)
    .execute()

/** Messages that wait, of every convocation of a person: they follow a new number. */
export const enPartance = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('messages.message')
    .select([
      'dossierId',
      'id',
      'moment',
      'canal',
      'destinataire',
      'sujet',
      'texte',
      'entiteId',
      'fuseau',
    ])
    .where('dossierId', '=', dossierId)
    .where('etat', 'in', constantes('a_envoyer', 'a_imprimer'))
    .forUpdate()
    .execute()

/**
 * What may have left to an address or a number that is no longer the person's does not leave there
 * again.
 */
export const retenirPourLesCoordonnees = (tx: Tx, dossierId: string, instant: string) =>
  sql`
    INSERT INTO messages.evenement (dossier_id, message_id, quoi, a)
    SELECT m.dossier_id, m.id, 'coordonnees_d_avant', ${instant}::timestamptz
    FROM messages.message m JOIN dossiers.v_identite i ON i.dossier_id = m.dossier_id
    WHERE m.dossier_id = ${dossierId} AND m.etat IN ('en_cours', 'incertain')
      AND messages.regle_par(m.dossier_id, m.id) IS NULL
      AND coalesce(CASE m.canal
        WHEN 'sms' THEN i.refuse_sms
          OR right(regexp_replace(i.telephone, '[^0-9]', '', 'g'), 9) <> right(m.destinataire, 9)
        ELSE lower(btrim(i.courriel)) <> lower(m.destinataire) END, true)`.execute(db(tx))
