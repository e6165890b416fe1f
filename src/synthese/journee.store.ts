import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<
  'synthese',
  | 'agenda.vConvocation'
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'dossiers.vBrouillon'
  | 'magistrats.vSaisine'
  | 'magistrats.vRapport'
  | 'mesures.vAttenteSaisine'
  | 'mesures.vMesure'
  | 'accompagnement.vEntretien'
  | 'moyens.vAgent'
>()
/** Whose day it is: an agent's own dossiers, or all of a service's. */
export type Portee = { agentId: string; serviceId: string; tous: boolean }
const LIMITE = 30
/** As many as one screen bears; the whole day is the list of the day. */
export const CONVOCATIONS = 40

export const convocationsDuJour = (tx: Tx, p: Portee, le: string) => {
  const q = db(tx)
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
    ])
    .where('c.entiteId', '=', p.serviceId)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', ['annulee', 'reportee'])
    .orderBy('c.heure')
    .limit(CONVOCATIONS)
  return (p.tous ? q : q.where('c.agentId', '=', p.agentId)).execute()
}

/** Past convocations of which nobody has said what happened. */
export const statutsInconnus = (tx: Tx, p: Portee, avant: string) => {
  const q = db(tx)
    .selectFrom('agenda.vConvocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .select(['c.dossierId', 'c.convocationId', 'c.le', 'c.heure', 'i.nomComplet'])
    .where('c.entiteId', '=', p.serviceId)
    .where('c.le', '<', avant)
    .where('c.etat', '=', 'prevue')
    .orderBy('c.le', 'desc')
    .limit(LIMITE)
  return (p.tous ? q : q.where('c.agentId', '=', p.agentId)).execute()
}

/** Dossiers of whoever's day it is, to which a list is joined. */
const suivis = (tx: Tx, p: Portee) => {
  const q = db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
    .where('p.serviceId', '=', p.serviceId)
    .where('i.closA', 'is', null)
  return p.tous ? q : q.where('p.referentId', '=', p.agentId)
}

/** What the juridictions wait for and the SPIP has in hand, due within two weeks or late. */
export const rapportsAttendus = (tx: Tx, p: Portee, avant: string) =>
  suivis(tx, p)
    .innerJoin('magistrats.vSaisine as s', 's.dossierId', 'p.dossierId')
    .select(['s.dossierId', 's.saisineId', 's.nature', 's.echeanceLe', 'i.nomComplet'])
    .where('s.closeA', 'is', null)
    .where('s.detenteur', '=', 'spip')
    .where('s.echeanceLe', '<=', avant)
    .orderBy('s.echeanceLe')
    .limit(LIMITE)
    .execute()

export const attentesDeSaisine = (tx: Tx, p: Portee) =>
  suivis(tx, p)
    .innerJoin('mesures.vAttenteSaisine as w', 'w.dossierId', 'p.dossierId')
    .select(['w.dossierId', 'w.depuisLe', 'w.manque', 'i.nomComplet'])
    .orderBy('w.depuisLe')
    .orderBy('w.attenteId')
    .limit(LIMITE)
    .execute()

/** Open dossiers with neither entretien nor honoured or planned convocation since a day. */
export const sansContact = (tx: Tx, p: Portee, depuis: string) =>
  suivis(tx, p)
    .select([
      'p.dossierId',
      'i.nomComplet',
      sql<string | null>`(SELECT max(e.le) FROM accompagnement.v_entretien e WHERE e.dossier_id = p.dossier_id)`.as('dernierLe'),
    ])
    .where('p.debutA', '<', depuis)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('accompagnement.vEntretien as e')
            .select('e.entretienId')
            .whereRef('e.dossierId', '=', 'p.dossierId')
            .where('e.le', '>=', depuis),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda.vConvocation as c')
            .select('c.convocationId')
            .whereRef('c.dossierId', '=', 'p.dossierId')
            .where('c.le', '>=', depuis)
            .where('c.etat', 'in', ['prevue', 'honoree']),
        ),
      ),
    )
    .limit(LIMITE)
    .execute()

export const aAffecter = (tx: Tx, p: Portee) =>
  db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
    .select(['p.dossierId', 'p.debutA', 'i.nomComplet'])
    .where('p.serviceId', '=', p.serviceId)
    .where('p.referentId', 'is', null)
    .where('i.closA', 'is', null)
    .orderBy('p.debutA')
    .limit(LIMITE)
    .execute()

export const mesBrouillons = (tx: Tx, agentId: string) =>
  db(tx)
    .selectFrom('dossiers.vBrouillon')
    .select(['dossierId', 'cle', 'url', 'titre', 'enregistreA'])
    .where('compteId', '=', agentId)
    .orderBy('enregistreA', 'desc')
    .limit(LIMITE)
    .execute()

/** Requests of a juridiction that are still open, with who has each in hand. */
export const demandesDeLaJuridiction = (tx: Tx, juridictionId: string) =>
  db(tx)
    .selectFrom('magistrats.vSaisine as s')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 's.dossierId')
    .select(['s.dossierId', 's.saisineId', 's.nature', 's.echeanceLe', 's.detenteur', 'i.nomComplet'])
    .where('s.juridictionId', '=', juridictionId)
    .where('s.closeA', 'is', null)
    .orderBy('s.echeanceLe')
    .limit(LIMITE)
    .execute()
