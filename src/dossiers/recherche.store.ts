import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { type Liste, lister, nomFrancais, type Tranche } from '../platform/liste.ts'

const db = tables<'dossiers'>()

/**
 * People of one's own périmètre whose name looks like the words, or whose number or birth date is
 * the one given.
 */
export function rechercher(
  tx: Tx,
  entite: string,
  requete: { texte: string; naissanceLe: Jour | null },
  tranche: Tranche,
): Promise<Liste<Trouve>> {
  const nom = { par: nomFrancais('i.nomComplet') }
  const identites = db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .select([
      'i.dossierId',
      'i.numero',
      'i.numeroAppi',
      'i.nomComplet',
      'i.nom',
      'i.naissanceLe',
      'i.closA',
    ])
  if (requete.naissanceLe)
    return lister(
      identites.where('i.naissanceLe', '=', requete.naissanceLe),
      { par: [nom], cle: ['i.dossierId'] },
      tranche,
    )
  if (/\d{4,}/.test(requete.texte)) {
    const du = identites.where(
      'i.dossierId',
      'in',
      sql<string>`(SELECT dossiers.de_la_saisie(${requete.texte}))`,
    )
    return lister(du, { par: [nom], cle: ['i.dossierId'] }, tranche)
  }
  // The périmètre first: the people of one entité are few enough to compare one by one, and the
  // time does not grow with the country. Materialized: otherwise the words are sorted, and the
  // likeness computed, again for each line.
  const notes = sql<{ dossierId: string; exact: boolean; repond: boolean; proche: number }>`(
    WITH c AS MATERIALIZED (SELECT platform.mots_tries(${requete.texte}) AS cle),
         notes AS MATERIALIZED (SELECT x.dossier_id, c.cle = x.cle_nom AS exact,
           word_similarity(c.cle, x.cle_nom) AS proche,
                     platform.nom_repond(x.cle_nom, concat_ws(' ', x.nom, x.nom_usage, x.prenoms),
                       ${requete.texte}) AS repond
                   FROM dossiers.personne x, c
                   WHERE x.dossier_id IN (SELECT p.dossier_id FROM dossiers.v_perimetre p
                     WHERE p.entite_id = ${entite}))
    SELECT * FROM notes WHERE proche >= 0.45 OR repond)`
  const semblables = identites.innerJoin(notes.as('n'), 'n.dossierId', 'i.dossierId')
  const mieuxDAbord = ['n.exact', 'n.repond', 'n.proche'].map(par => ({
    par,
    sens: 'desc' as const,
  }))
  return lister(semblables, { par: [...mieuxDAbord, nom], cle: ['i.dossierId'] }, tranche)
}
export type Trouve = {
  dossierId: string
  numero: string
  numeroAppi: string | null
  nomComplet: string
  nom: string
  naissanceLe: Jour
  closA: string | null
}
