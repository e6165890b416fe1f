import { sql } from 'kysely'
import { dernierRapport } from '../magistrats/index.ts'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Tx, tables } from '../platform/db/index.ts'
import { lister, type Tranche } from '../platform/liste.ts'

const db = tables<
  'synthese',
  | 'agenda.vConvocation'
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'dossiers.vBrouillon'
  | 'magistrats.vSaisine'
  | 'mesures.vAttenteSaisine'
  | 'moyens.vAgent'
>()
/** Two months without a word is long: a choice of ours, shown, not a legal value. */
export const MOIS_SANS_CONTACT = 2
/** Whose day it is: an agent's own dossiers, or all of a service's. */
export type Portee = { agentId: string; serviceId: string; tous: boolean }

/** The entretien that tells the convocation `c`. */
const entretienDe = sql<string | null>`(SELECT e.entretien_id FROM accompagnement.v_entretien e
  WHERE e.dossier_id = c.dossier_id AND e.convocation_id = c.convocation_id ORDER BY e.entretien_id
  LIMIT 1)`
export const convocationsDuJour = (tx: Tx, portee: Portee, le: Jour, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('agenda.vConvocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .select([
      'c.dossierId',
      'c.convocationId',
      'c.heure',
      'c.typeLibelle',
      'c.etat',
      'c.arriveeA',
      'c.lieu',
      'i.nomComplet',
      'a.nomComplet as agentNom',
      entretienDe.as('entretienId'),
    ])
    .where('c.entiteId', '=', portee.serviceId)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
  return lister(
    portee.tous ? requete : requete.where('c.agentId', '=', portee.agentId),
    { par: ['c.heure'], cle: ['c.dossierId', 'c.convocationId'] },
    tranche,
  )
}

/** Past convocations of which nobody has said what happened, the latest first. */
export const statutsInconnus = (tx: Tx, portee: Portee, avant: Jour, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('agenda.vConvocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .select(['c.dossierId', 'c.convocationId', 'c.le', 'c.heure', 'i.nomComplet'])
    .where('c.entiteId', '=', portee.serviceId)
    .where('c.le', '<', avant)
    .where('c.etat', '=', constante('prevue'))
  const ordre = [
    { par: 'c.le', sens: 'desc' },
    { par: 'c.heure', sens: 'desc' },
  ] as const
  return lister(
    portee.tous ? requete : requete.where('c.agentId', '=', portee.agentId),
    { par: [...ordre], cle: ['c.dossierId', 'c.convocationId'] },
    tranche,
  )
}

/** Dossiers in the hands of whoever's day it is, to which a list is joined; those that are open. */
const enMain = (tx: Tx, portee: Portee) => {
  const requete = db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .where('p.serviceId', '=', portee.serviceId)
  return portee.tous ? requete : requete.where('p.referentId', '=', portee.agentId)
}
const suivis = (tx: Tx, portee: Portee) =>
  enMain(tx, portee).where(sql<boolean>`NOT p.dossier_clos`)
/** Whose dossier `p` is: read for the rows that a page shows, and for no other. */
const deQui = sql<string>`(SELECT i.nom_complet FROM dossiers.v_identite i
    WHERE i.dossier_id = p.dossier_id)`.as('nomComplet')

/**
 * What the juridictions wait for and the SPIP has in hand, due before a day or late, the oldest
 * first: of a closed dossier, a complement.
 */
export const rapportsAttendus = (tx: Tx, portee: Portee, avant: Jour, tranche: Tranche) =>
  lister(
    enMain(tx, portee)
      .innerJoin('magistrats.vSaisine as s', 's.dossierId', 'p.dossierId')
      .select([
        's.dossierId',
        's.saisineId',
        's.nature',
        's.echeanceLe',
        deQui,
        dernierRapport.as('rapportEtat'),
      ])
      .where('s.closeA', 'is', null)
      .where(sql<boolean>`(NOT p.dossier_clos OR s.complement)`)
      .where('s.detenteur', '=', constante('spip'))
      .where('s.echeanceLe', '<=', avant),
    { par: ['s.echeanceLe'], cle: ['s.dossierId', 's.saisineId'] },
    tranche,
  )

export const attentesDeSaisine = (tx: Tx, portee: Portee, tranche: Tranche) =>
  lister(
    suivis(tx, portee)
      .innerJoin('mesures.vAttenteSaisine as w', 'w.dossierId', 'p.dossierId')
      .select(['w.dossierId', 'w.attenteId', 'w.depuisLe', 'w.manque', deQui]),
    { par: ['w.depuisLe'], cle: ['w.dossierId', 'w.attenteId'] },
    tranche,
  )

/**
 * The dossier `p` has neither entretien nor honoured or planned convocation since a day, and was
 * already followed then: by whoever it was, since a new référent hides no silence. One that was
 * closed is followed again since it opened again.
 */
export const estSansContact = (depuis: Jour) => sql<boolean>`(
  (p.debut_a < ${depuis}::date OR EXISTS (SELECT 1 FROM dossiers.v_prise_en_charge d
    WHERE d.dossier_id = p.dossier_id AND d.debut_a < ${depuis}::date))
  AND coalesce(p.dernier_entretien_le < ${depuis}::date, true)
    AND coalesce(p.derniere_convocation_le < ${depuis}::date, true)
  AND NOT EXISTS (SELECT 1 FROM dossiers.v_cloture k
    WHERE k.dossier_id = p.dossier_id AND k.rouverte_a >= ${depuis}::date))`

/** Open dossiers without contact since a day: those never seen first, then the longest without. */
export const sansContact = (tx: Tx, portee: Portee, depuis: Jour, tranche: Tranche) =>
  lister(
    suivis(tx, portee)
      .select(['p.dossierId', deQui, 'p.dernierEntretienLe as dernierLe'])
      .where(estSansContact(depuis)),
    { par: [{ par: 'p.dernierEntretienLe', vides: true }], cle: ['p.dossierId'] },
    tranche,
  )

export const mesBrouillons = (tx: Tx, agentId: string, tranche: Tranche) =>
  lister(
    db(tx)
      .selectFrom('dossiers.vBrouillon as b')
      .select(['b.dossierId', 'b.cle', 'b.url', 'b.titre', 'b.enregistreA'])
      .where('b.compteId', '=', agentId),
    { par: [{ par: 'b.enregistreA', sens: 'desc' }], cle: ['b.dossierId', 'b.cle'] },
    tranche,
  )
