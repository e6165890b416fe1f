import { sql } from 'kysely'
import { ajouterMois, type Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Ordre, type Terme, type Tranche } from '../platform/liste.ts'
import { estSansContact, MOIS_SANS_CONTACT, type Portee } from './journee.store.ts'
import type { etatsDeDossier, TriDeDossiers } from './listes.rules.ts'

const db = tables<
  'synthese',
  | 'agenda.vConvocation'
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'mesures.vAttenteSaisine'
  | 'mesures.vMandat'
  | 'mesures.vMesure'
  | 'moyens.vAgent'
  | 'moyens.vService'
>()

export type Filtre = Tranche &
  Ordre<TriDeDossiers> & { etat: keyof typeof etatsDeDossier; nom: string; agent: string }

/**
 * What a row shows of the dossier whose id is `ou`, and what orders the list: the same words, so
 * that the order is that of the column.
 */
const fin = (ou: string) =>
  sql<
    string | null
  >`(SELECT max(m.fin_le) FROM mesures.v_mesure m WHERE m.dossier_id = ${sql.ref(ou)})`
export const prochaine = (ou: string, aujourdhui: Jour) => sql<
  string | null
>`(SELECT min(c.le) FROM agenda.v_convocation c
  WHERE c.dossier_id = ${sql.ref(ou)} AND c.etat = 'prevue' AND c.le >= ${aujourdhui}::date)`
export const nature = (ou: string) => sql<
  string | null
>`(SELECT m.nature FROM mesures.v_mesure m WHERE m.dossier_id = ${sql.ref(ou)}
  ORDER BY m.finie_le IS NOT NULL, m.debut_le DESC, m.mesure_id LIMIT 1)`

const ordreDe = (tri: TriDeDossiers, aujourdhui: Jour): Terme => {
  const ordres: Record<TriDeDossiers, Terme> = {
    nom: { par: nomFrancais('i.nomComplet') },
    depuis: { par: 'p.debutA' },
    contact: { par: 'p.dernierEntretienLe', vides: true },
    prochaine: { par: prochaine('p.dossierId', aujourdhui), vides: true },
    fin: { par: fin('p.dossierId'), vides: true },
  }
  return ordres[tri]
}

/** The day and the zone of whoever reads: a day is never that of the server. */
type Ici = { aujourdhui: Jour; fuseau: string }

type Ou = Portee | { juridictionId: string }
/**
 * Those of an agent, of a service, or with a measure of a juridiction, that a filter lets through.
 */
function voulus(tx: Tx, ou: Ou, filtre: Filtre, aujourdhui: Jour) {
  let requete = db(tx)
    .selectFrom('dossiers.vPriseEnChargeActuelle as p')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'p.dossierId')
    .select([
      'p.dossierId',
      'p.referentId',
      'p.serviceId',
      'p.debutA',
      'i.nomComplet',
      'i.numero',
      'i.naissanceLe',
      'i.closA',
    ])
    .select('p.dernierEntretienLe as contactLe')
    .where(filtre.etat === 'clos' ? sql<boolean>`p.dossier_clos` : sql<boolean>`NOT p.dossier_clos`)
  if ('juridictionId' in ou)
    requete = requete.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('mesures.vMandat as m')
          .select('m.mesureId')
          .whereRef('m.dossierId', '=', 'p.dossierId')
          .where('m.juridictionId', '=', ou.juridictionId),
      ),
    )
  else requete = requete.where('p.serviceId', '=', ou.serviceId)
  if (filtre.agent) requete = requete.where('p.referentId', '=', filtre.agent)
  if (!('juridictionId' in ou) && !ou.tous) requete = requete.where('p.referentId', '=', ou.agentId)
  if (filtre.etat === 'attente')
    requete = requete.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('mesures.vAttenteSaisine as w')
          .select('w.attenteId')
          .whereRef('w.dossierId', '=', 'p.dossierId'),
      ),
    )
  if (filtre.etat === 'a_affecter') requete = requete.where('p.referentId', 'is', null)
  if (filtre.etat === 'sans_contact')
    requete = requete.where(estSansContact(ajouterMois(aujourdhui, -MOIS_SANS_CONTACT)))
  if (filtre.nom.trim())
    requete = requete.where(
      sql<boolean>`platform.nom_repond(i.cle_nom, concat_ws(' ', i.nom, i.nom_usage, i.prenoms),
        ${filtre.nom})`,
    )
  return requete
}
/** What each row shows besides is read for the rows of the page alone. */
export const mesDossiers = (tx: Tx, ou: Ou, filtre: Filtre, { aujourdhui, fuseau }: Ici) =>
  lister(
    voulus(tx, ou, filtre, aujourdhui),
    { par: [ordreDe(filtre.tri, aujourdhui)], cle: ['p.dossierId'], sens: filtre.sens },
    filtre,
    choisis =>
      db(tx)
        .selectFrom(choisis.as('d'))
        .leftJoin('moyens.vAgent as r', 'r.agentId', 'd.referentId')
        .innerJoin('moyens.vService as s', 's.serviceId', 'd.serviceId')
        .selectAll('d')
        .select([
          'r.nomComplet as referentNom',
          's.nom as serviceNom',
          sql<string>`(d.debut_a AT TIME ZONE ${fuseau})::date`.as('depuisLe'),
          prochaine('d.dossierId', aujourdhui).as('prochaineLe'),
          fin('d.dossierId').as('finLe'),
          nature('d.dossierId').as('nature'),
        ]),
  )
