import { sql } from 'kysely'
import type { Homonyme } from '../dossiers/index.ts'
import { constante, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { type Liste, lister, type Tranche } from '../platform/liste.ts'
import type { Faute } from './fichier.lecture.ts'
import type { Difference } from './fichier.rules.ts'
import type { EnAttente, Mesure, Valeurs } from './verification.examen.ts'

const db = tables<'echanges', 'moyens.vAgent'>()

/**
 * What a line keeps until the import is done: who it names as the file writes it, and what would be
 * written.
 */
export type Contenu = {
  nom: string
  prenoms: string
  naissance: string
  personne?: Valeurs['personne']
  mesures?: Mesure[]
  attentes?: EnAttente[]
}
export type Action =
  | 'a_examiner'
  | 'creer'
  | 'completer'
  | 'identique'
  | 'ailleurs'
  | 'a_choisir'
  | 'fautive'
  | 'suite'
  | 'ignoree'
export type NouvelleLigne = {
  numero: number
  groupe: number
  valeurs: Contenu
  fautes: Faute[]
  avertissements: Faute[]
  action: Action
}

export const insererImport = (
  tx: Tx,
  i: {
    serviceId: string
    format: Mot<'echanges.import', 'format'>
    fichierNom: string
    fichierSha256: Buffer
    lignes: number
    deposePar: string
  },
) =>
  db(tx)
    .insertInto('echanges.import')
    .values({ ...i, etat: 'examen' })
    .returning('id')
    .executeTakeFirstOrThrow()

/** All the lines in one statement, whatever their number. */
export const insererLignes = (tx: Tx, importId: string, lignes: NouvelleLigne[]) =>
  sql`INSERT INTO echanges.ligne (import_id, numero, groupe, valeurs, fautes, avertissements,
    action)
    SELECT ${importId}::uuid, numero, groupe, valeurs, fautes, avertissements, action
    FROM jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
      AS x (numero int, groupe int, valeurs jsonb, fautes jsonb, avertissements jsonb,
        action text)`.execute(db(tx))

const colonnes = [
  'id',
  'serviceId',
  'format',
  'fichierNom',
  'etat',
  'lignes',
  'remplacer',
  'deposeA',
  'deposePar',
  'confirmeA',
  'termineA',
] as const
export const importParId = (tx: Tx, id: string) =>
  db(tx).selectFrom('echanges.import').select(colonnes).where('id', '=', id).executeTakeFirst()
export type Import = NonNullable<Awaited<ReturnType<typeof importParId>>>
/** The import, locked: two agents who go on with it come one after the other. */
export const verrouillerImport = (tx: Tx, id: string) =>
  db(tx)
    .selectFrom('echanges.import')
    .select(colonnes)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
export const importsDuService = (tx: Tx, serviceId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('echanges.import as i')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'i.deposePar')
    .select([
      'i.id',
      'i.format',
      'i.fichierNom',
      'i.etat',
      'i.lignes',
      'i.deposeA',
      'i.termineA',
      'a.nomComplet',
    ])
    .where('i.serviceId', '=', serviceId)
  return lister(requete, { par: [{ par: 'i.deposeA', sens: 'desc' }], cle: ['i.id'] }, tranche)
}
/** The last import of this very file by this service, done or not. */
export const memeFichier = (tx: Tx, serviceId: string, sha256: Buffer) =>
  db(tx)
    .selectFrom('echanges.import')
    .select(['id', 'etat', 'termineA'])
    .where('serviceId', '=', serviceId)
    .where('fichierSha256', '=', sha256)
    .where('etat', '<>', constante('abandonne'))
    .orderBy('deposeA', 'desc')
    .limit(1)
    .executeTakeFirst()
export const changerEtat = (
  tx: Tx,
  id: string,
  valeurs: {
    etat: Mot<'echanges.import', 'etat'>
    remplacer?: boolean
    confirmeA?: string
    termineA?: string
  },
) => db(tx).updateTable('echanges.import').set(valeurs).where('id', '=', id).execute()

export type LigneAJuger = {
  numero: number
  valeurs: Contenu
  action: Action
  choix: string | null
  dossierId: string | null
}
type AFaire = { actions: Action[]; limite: number; seule?: number }
/** The next lines to examine or to write; `seule` names one. */
export const lignesAFaire = async (
  tx: Tx,
  importId: string,
  { actions, limite, seule }: AFaire,
): Promise<LigneAJuger[]> => {
  const requete = db(tx)
    .selectFrom('echanges.ligne')
    .select(['numero', 'valeurs', 'action', 'choix', 'dossierId'])
    .where('importId', '=', importId)
    .where('action', 'in', actions)
    .where('faiteA', 'is', null)
    .orderBy('numero')
    .limit(limite)
  return (await (seule === undefined
    ? requete
    : requete.where('numero', '=', seule)
  ).execute()) as unknown as LigneAJuger[]
}
export type Jugee = {
  numero: number
  action: Action
  dossierId: string | null
  differences: Difference[]
  candidats: Homonyme[]
}
export const noterExamen = (tx: Tx, importId: string, jugees: Jugee[]) =>
  sql`UPDATE echanges.ligne l SET action = x.action, dossier_id = x."dossierId",
    differences = x.differences, candidats = x.candidats
    FROM jsonb_to_recordset(${JSON.stringify(jugees)}::jsonb) AS x (numero int, action text,
      "dossierId" uuid, differences jsonb, candidats jsonb)
    WHERE l.import_id = ${importId} AND l.numero = x.numero`.execute(db(tx))
export const noterChoix = (tx: Tx, importId: string, numero: number, choix: string) =>
  db(tx)
    .updateTable('echanges.ligne')
    .set({ choix, action: 'a_examiner' })
    .where('importId', '=', importId)
    .where('numero', '=', numero)
    .execute()
export type Ecrite = { numero: number; resultat: string; dossierId: string | null }
export const noterEcriture = (tx: Tx, importId: string, ecrites: Ecrite[]) =>
  sql`UPDATE echanges.ligne l SET faite_a = now(), resultat = x.resultat,
    dossier_id = coalesce(x."dossierId", l.dossier_id)
    FROM jsonb_to_recordset(${JSON.stringify(ecrites)}::jsonb) AS x (numero int, resultat text,
      "dossierId" uuid)
    WHERE l.import_id = ${importId} AND l.numero = x.numero`.execute(db(tx))

export const dossiersEcrits = async (tx: Tx, importId: string): Promise<string[]> => {
  const lignes = await db(tx)
    .selectFrom('echanges.ligne')
    .select('dossierId')
    .where('importId', '=', importId)
    .where('action', '=', constante('creer'))
    .where('faiteA', 'is not', null)
    .where('dossierId', 'is not', null)
    .execute()
  return lignes.flatMap(ligne => ligne.dossierId ?? [])
}

/** Once done or given up, what people's lines said is erased; what became of each line stays. */
export const effacerLesValeurs = (tx: Tx, importId: string) =>
  db(tx)
    .updateTable('echanges.ligne')
    .set({
      valeurs: '{}',
      differences: '[]',
      candidats: '[]',
      fautes: '[]',
      avertissements: '[]',
      faiteA: sql<string>`coalesce(faite_a, now())`,
    })
    .where('importId', '=', importId)
    .execute()

export const comptes = async (tx: Tx, importId: string) => {
  const lignes = await db(tx)
    .selectFrom('echanges.ligne')
    .select([
      'action',
      eb => eb.fn.countAll<number>().as('n'),
      eb => eb.fn.count<number>('faiteA').as('faites'),
    ])
    .select(sql<number>`count(*) FILTER (WHERE avertissements <> '[]'::jsonb)`.as('averties'))
    .where('importId', '=', importId)
    .groupBy('action')
    .execute()
  return new Map(
    lignes.map(ligne => [
      ligne.action,
      { n: Number(ligne.n), faites: Number(ligne.faites), averties: Number(ligne.averties) },
    ]),
  )
}
export const resultats = (tx: Tx, importId: string) =>
  db(tx)
    .selectFrom('echanges.ligne')
    .select(['resultat', eb => eb.fn.countAll<number>().as('n')])
    .where('importId', '=', importId)
    .where('resultat', 'is not', null)
    .groupBy('resultat')
    .orderBy('n', 'desc')
    .execute()

export type Ligne = {
  numero: number
  groupe: number
  valeurs: Contenu
  fautes: Faute[]
  avertissements: Faute[]
  action: Action
  dossierId: string | null
  differences: Difference[]
  candidats: Homonyme[]
  resultat: string | null
}
/** Lines of one kind, in the order of the file. */
export const lignesParAction = async (
  tx: Tx,
  importId: string,
  actions: Action[],
  tranche: Tranche,
): Promise<Liste<Ligne>> => {
  const requete = db(tx)
    .selectFrom('echanges.ligne')
    .select([
      'numero',
      'groupe',
      'valeurs',
      'fautes',
      'avertissements',
      'action',
      'dossierId',
      'differences',
      'candidats',
      'resultat',
    ])
    .where('importId', '=', importId)
    .where('action', 'in', actions)
  // What the columns of JSON hold is what `insererLignes` put there.
  return (await lister(requete, { par: ['numero'], cle: [] }, tranche)) as unknown as Liste<Ligne>
}
