import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Ordre, type Terme, type Tranche } from '../platform/liste.ts'
import { dernierRapport, encoreAEcrire } from './saisine.store.ts'

const db = tables<
  'magistrats',
  'moyens.vAgent' | 'moyens.vJuridiction' | 'dossiers.vIdentite' | 'dossiers.vPriseEnChargeActuelle'
>()

/** Whose list it is: a service's, or one agent's in it, or a juridiction's. */
export type Ou = { serviceId: string; agentId?: string | undefined } | { juridictionId: string }
export const tris = ['echeance', 'nom'] as const
export type TrancheTriee = Tranche & Ordre<(typeof tris)[number]>
const nom: Terme = { par: nomFrancais('i.nomComplet') }
const enOrdre = (echeance: Terme, { tri, sens }: TrancheTriee, cle: string[]) => ({
  par: tri === 'nom' ? [nom, echeance] : [echeance, nom],
  cle,
  sens,
})

/**
 * Requests still open, with who has each in hand: those of a juridiction, or those that a service,
 * or an agent, has to answer.
 */
export function demandesEnCours(
  tx: Tx,
  ou: Ou,
  tranche: TrancheTriee,
  {
    detenteur = '',
    avant,
  }: { detenteur?: Mot<'magistrats.detention', 'detenteur'> | ''; avant?: Jour } = {},
) {
  let requete = db(tx)
    .selectFrom('magistrats.vSaisine as s')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 's.dossierId')
    .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 's.juridictionId')
    .leftJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 's.dossierId')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .select([
      's.dossierId',
      's.saisineId',
      's.nature',
      's.echeanceLe',
      's.detenteur',
      'i.nomComplet',
    ])
    .select([
      'j.nom as juridictionNom',
      'r.nomComplet as referentNom',
      dernierRapport.as('rapportEtat'),
    ])
    .where('s.closeA', 'is', null)
  if (detenteur) requete = requete.where('s.detenteur', '=', detenteur)
  if (avant) requete = requete.where('s.echeanceLe', '<', avant)
  if ('juridictionId' in ou) requete = requete.where('s.juridictionId', '=', ou.juridictionId)
  else
    requete = requete
      .where('p.serviceId', '=', ou.serviceId)
      .where(eb => eb.or([eb('i.closA', 'is', null), eb('s.complement', '=', constante(true))]))
  if ('agentId' in ou && ou.agentId) requete = requete.where('p.referentId', '=', ou.agentId)
  // Late for an agent: what waits at the direction is not.
  if ('agentId' in ou && ou.agentId && avant) requete = requete.where(encoreAEcrire)
  return lister(
    requete,
    enOrdre({ par: 's.echeanceLe' }, tranche, ['s.dossierId', 's.saisineId']),
    tranche,
  )
}

/** The report `r` answers a complement that was asked of another. */
const complete = sql<boolean>`EXISTS (SELECT 1 FROM magistrats.v_rapport a
  WHERE a.dossier_id = r.dossier_id AND a.saisine_id = r.saisine_id AND a.suite_id = r.id)`

type Lecteur = {
  serviceId: string | null
  juridictionId: string | null
  peut(nom: 'rapport:valider' | 'rapport:repondre'): boolean
}
/**
 * The next of one's own pile: the reports that a direction has to validate, or a magistrate to
 * read, in their order; after the last, the first. `total` counts those that remain, the present
 * one aside.
 */
export async function rapportSuivant(
  tx: Tx,
  lecteur: Lecteur,
  present: { dossierId: string; id: string },
) {
  const valide = lecteur.serviceId !== null && lecteur.peut('rapport:valider')
  if (!valide && !(lecteur.juridictionId !== null && lecteur.peut('rapport:repondre')))
    return undefined
  const rang = (rapport: string, identite: string) =>
    sql`(coalesce(${sql.ref(`${rapport}.echeanceLe`)}, '-infinity'),
      ${nomFrancais(`${identite}.nomComplet`)}, ${sql.ref(`${rapport}.dossierId`)},
      ${sql.ref(`${rapport}.id`)})`
  const requete = db(tx)
    .selectFrom('magistrats.rapport as r')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'r.dossierId')
    .innerJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 'r.dossierId')
    .innerJoin('magistrats.rapport as c', jointure =>
      jointure.on('c.dossierId', '=', present.dossierId).on('c.id', '=', present.id),
    )
    .innerJoin('dossiers.vIdentite as ci', 'ci.dossierId', 'c.dossierId')
    .select([
      'r.dossierId',
      'r.id as rapportId',
      'r.titre',
      'i.nomComplet',
      sql<number>`count(*) OVER ()`.as('total'),
    ])
    .where('r.id', '<>', present.id)
    .orderBy(sql`${rang('r', 'i')} > ${rang('c', 'ci')}`, 'desc')
    .orderBy(rang('r', 'i'))
    .limit(1)
  return (
    valide
      ? requete
          .where('p.serviceId', '=', lecteur.serviceId)
          .where('r.etat', '=', constante('soumis'))
      : requete
          .where('r.juridictionId', '=', lecteur.juridictionId)
          .where('r.etat', 'in', constantes('transmis', 'lu'))
  ).executeTakeFirst()
}

/**
 * Reports that wait for somebody: to validate in a service, or to read and answer in a juridiction;
 * those without a day first.
 */
export function rapportsEnAttente(tx: Tx, ou: Ou, tranche: TrancheTriee) {
  const base = db(tx)
    .selectFrom('magistrats.rapport as r')
    .innerJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 'r.dossierId')
    .select([
      'r.dossierId',
      'r.id',
      'r.titre',
      'r.etat',
      'r.echeanceLe',
      'r.saisineId',
      'r.redacteurId',
      'r.juridictionId',
    ])
    .offset(0)
  const attendus =
    'serviceId' in ou
      ? base.where('p.serviceId', '=', ou.serviceId).where('r.etat', '=', constante('soumis'))
      : base
          .where('r.juridictionId', '=', ou.juridictionId)
          .where('r.etat', 'in', constantes('transmis', 'lu'))
  return lister(
    db(tx)
      .selectFrom(attendus.as('r'))
      .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'r.dossierId')
      .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.redacteurId')
      .innerJoin('moyens.vJuridiction as j', 'j.juridictionId', 'r.juridictionId')
      .select([
        'r.dossierId',
        'r.id as rapportId',
        'r.titre',
        'r.etat',
        'r.echeanceLe',
        'i.nomComplet',
        'a.nomComplet as redacteurNom',
      ])
      .select(['j.nom as juridictionNom', complete.as('complete')]),
    enOrdre({ par: 'r.echeanceLe', vides: true }, tranche, ['r.dossierId', 'r.id']),
    tranche,
  )
}
