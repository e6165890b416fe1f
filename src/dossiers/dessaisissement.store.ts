import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { silenceParDefaut } from './dessaisissement.rules.ts'
import type { NatureDeNouvelle } from './nouvelle.rules.ts'

const db = tables<'dossiers', 'moyens.vService' | 'moyens.vJuridiction'>()

/**
 * What waits for the answer of this service: requests made to it, the most pressing first, then
 * transfers proposed to it.
 */
export const aRepondre = (tx: Tx, serviceId: string) =>
  db(tx)
    .selectFrom('dossiers.transfert as t')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 't.dossierId')
    .innerJoin('moyens.vService as de', 'de.serviceId', 't.deServiceId')
    .innerJoin('moyens.vService as vers', 'vers.serviceId', 't.versServiceId')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 't.demandeurJuridictionId')
    .select([
      't.dossierId',
      't.id as transfertId',
      't.sens',
      't.motif',
      't.proposeA',
      't.demandeeLe',
      't.repondreAvantLe',
      't.relanceJours',
    ])
    .select([
      't.silenceVaut',
      'i.nomComplet',
      'de.nom as deNom',
      'vers.nom as versNom',
      'j.nom as demandeurNom',
    ])
    .where('t.etat', '=', constante('propose'))
    .where(eb =>
      eb.or([
        eb.and([eb('t.sens', '=', constante('demande')), eb('t.deServiceId', '=', serviceId)]),
        eb.and([
          eb('t.sens', '=', constante('proposition')),
          eb('t.versServiceId', '=', serviceId),
        ]),
      ]),
    )
    .orderBy('t.repondreAvantLe', order => order.asc().nullsLast())
    .orderBy('t.proposeA')
    .orderBy('t.id')
    .execute()
export type ARepondre = Awaited<ReturnType<typeof aRepondre>>[number]

export type Demande = {
  transfertId: string
  personneId: string
  nomComplet: string
  naissanceLe: Jour
  sollicite: boolean
  deServiceId: string
  deNom: string
  deTelephone: string | null
  versServiceId: string
  versNom: string
  demandeurNom: string | null
  motif: string
  demandeeLe: Jour
  repondreAvantLe: Jour
  relanceJours: number
  silenceVaut: 'acceptation' | 'rien'
  regleDu: Jour | null
  etat: string
  reponduA: string | null
  motifRefus: string | null
  parSilence: boolean
  visible: boolean
}
/** Requests of, for and to the acting entité that wait. Identity and service only. */
export const demandesDeMonService = async (tx: Tx): Promise<Demande[]> =>
  (
    await sql<Demande>`SELECT *
      FROM dossiers.demandes_de_mon_service('infinity'::timestamptz)`.execute(db(tx))
  ).rows

/** One request that the acting entité may know of. */
export const demandeParId = async (
  tx: Tx,
  personneId: string,
  transfertId: string,
): Promise<Demande | undefined> => {
  const { rows } = await sql<Demande>`
    SELECT * FROM dossiers.demandes_de_mon_service('infinity'::timestamptz, ${transfertId}::uuid) d
    WHERE d.personne_id = ${personneId}::uuid`.execute(db(tx))
  return rows[0]
}

/**
 * Who may be asked for under this name and this birth date, locked until the transaction ends;
 * undefined when it is nobody.
 */
export const personneADemander = async (
  tx: Tx,
  donnees: { personneId: string; nom: string; naissanceLe: Jour },
) => {
  type Cible = { serviceId: string; serviceNom: string; clos: boolean; enCours: boolean }
  const { rows } = await sql<Cible>`
    SELECT * FROM dossiers.personne_a_demander(${donnees.personneId}::uuid, ${donnees.nom},
      ${donnees.naissanceLe}::date)`.execute(db(tx))
  return rows[0]
}
/**
 * The rule of silence is read by the base, where the service that follows wrote it; the delays of
 * the tool serve where it wrote none.
 */
export const demanderDessaisissement = async (
  tx: Tx,
  donnees: {
    personneId: string
    nom: string
    naissanceLe: Jour
    versServiceId: string
    motif: string
    demandeeLe: Jour
  },
): Promise<string> => {
  const { jours, relanceJours } = silenceParDefaut
  const { rows } = await sql<{ id: string }>`
    SELECT dossiers.demander_dessaisissement(${donnees.personneId}::uuid, ${donnees.nom},
      ${donnees.naissanceLe}::date, ${donnees.versServiceId}::uuid, ${donnees.motif},
      ${donnees.demandeeLe}::date, ${jours}::int, ${relanceJours}::int) AS id`.execute(db(tx))
  return rows[0]?.id ?? ''
}
export const annulerDemande = async (
  tx: Tx,
  personneId: string,
  transfertId: string,
): Promise<boolean> => {
  const { rows } = await sql<{
    fait: boolean
  }>`SELECT dossiers.annuler_demande(${personneId}::uuid, ${transfertId}::uuid) AS fait`.execute(
    db(tx),
  )
  return rows[0]?.fait ?? false
}
export const declinerDemande = async (
  tx: Tx,
  personneId: string,
  transfertId: string,
  motif: string,
): Promise<boolean> => {
  const { rows } = await sql<{ fait: boolean }>`
    SELECT dossiers.decliner_demande(${personneId}::uuid, ${transfertId}::uuid,
      ${motif}) AS fait`.execute(db(tx))
  return rows[0]?.fait ?? false
}
/**
 * Of a court's request, between the court and the service that it names: neither has the périmètre
 * that `prevenir` asks for.
 */
export const direLaDemande = (
  tx: Tx,
  {
    personneId,
    transfertId,
    nature,
    instant,
  }: { personneId: string; transfertId: string; nature: NatureDeNouvelle; instant: string },
) =>
  sql`SELECT dossiers.dire_la_demande(${personneId}::uuid, ${transfertId}::uuid, ${nature},
    ${instant}::timestamptz)`.execute(db(tx))
