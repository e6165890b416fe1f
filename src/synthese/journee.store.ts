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

export type Filtre = {
  tri: 'nom' | 'depuis' | 'contact' | 'fin'
  sens: 'asc' | 'desc'
  page: number
  etat: '' | 'ouverts' | 'clos' | 'attente'
  nom: string
}
export const PAR_PAGE = 25
const ordres = {
  nom: sql`i.nom`,
  depuis: sql`p.debut_a`,
  contact: sql`(SELECT max(e.le) FROM accompagnement.v_entretien e WHERE e.dossier_id = p.dossier_id)`,
  fin: sql`(SELECT max(m.fin_le) FROM mesures.v_mesure m WHERE m.dossier_id = p.dossier_id)`,
}

/** One page of dossiers and one row more; what each row shows besides is read for these rows alone. */
export async function mesDossiers(tx: Tx, p: Portee, f: Filtre) {
  let q = db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
    .select(['p.dossierId', 'p.referentId', 'p.debutA', 'i.nomComplet', 'i.numero', 'i.naissanceLe', 'i.closA'])
    .where('p.serviceId', '=', p.serviceId)
  if (!p.tous) q = q.where('p.referentId', '=', p.agentId)
  if (f.etat === 'clos') q = q.where('i.closA', 'is not', null)
  else q = q.where('i.closA', 'is', null)
  if (f.etat === 'attente')
    q = q.where(({ exists, selectFrom }) =>
      exists(selectFrom('mesures.vAttenteSaisine as w').select('w.attenteId').whereRef('w.dossierId', '=', 'p.dossierId')),
    )
  if (f.nom) q = q.where(sql<boolean>`i.cle_nom LIKE '%' || platform.sans_accent(${f.nom}) || '%'`)
  const choisis = q
    .orderBy(sql`${ordres[f.tri]} ${sql.raw(f.sens === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS FIRST')}`)
    .orderBy('p.dossierId')
    .limit(PAR_PAGE + 1)
    .offset((f.page - 1) * PAR_PAGE)
  const lignes = await db(tx)
    .selectFrom(choisis.as('d'))
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'd.referentId')
    .selectAll('d')
    .select([
      'r.nomComplet as referentNom',
      sql<string | null>`(SELECT max(e.le) FROM accompagnement.v_entretien e WHERE e.dossier_id = d.dossier_id)`.as('contactLe'),
      sql<
        string | null
      >`(SELECT min(c.le) FROM agenda.v_convocation c WHERE c.dossier_id = d.dossier_id AND c.etat = 'prevue' AND c.le >= current_date)`.as(
        'prochaineLe',
      ),
      sql<string | null>`(SELECT max(m.fin_le) FROM mesures.v_mesure m WHERE m.dossier_id = d.dossier_id)`.as('finLe'),
      sql<
        string | null
      >`(SELECT m.nature FROM mesures.v_mesure m WHERE m.dossier_id = d.dossier_id ORDER BY m.finie_le IS NOT NULL, m.debut_le DESC LIMIT 1)`.as(
        'nature',
      ),
    ])
    .execute()
  return { lignes: lignes.slice(0, PAR_PAGE), suivante: lignes.length > PAR_PAGE }
}
