import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import type { FicheDite, Proposition } from './proposition.rules.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

type Nouvelle = Proposition & {
  dossierId: string
  ditLe: Jour
  proposeePar: string
  origineId: string | null
}
export const insererPropositions = (tx: Tx, lignes: Nouvelle[]) =>
  lignes.length === 0
    ? Promise.resolve([])
    : db(tx)
        .insertInto('dossiers.proposition')
        .values(lignes.map(ligne => ({ ...ligne, valeurs: JSON.stringify(ligne.valeurs) })))
        .returning('id')
        .execute()

const lire = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.proposition as p')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'p.proposeePar')
    .select([
      'p.dossierId',
      'p.id',
      'p.champ',
      'p.valeurs',
      'p.ditLe',
      'p.decision',
      'a.nomComplet as proposeeParNom',
    ])
    .where('p.dossierId', '=', dossierId)
/** What was said and waits for the service to decide, the oldest first. */
export const propositionsADecider = async (tx: Tx, dossierId: string) =>
  (await lire(tx, dossierId).where('p.decision', 'is', null).orderBy('p.id').execute()).map(enFiche)
/** Of one hearing, those that nobody has decided. */
export const enAttenteDe = (tx: Tx, dossierId: string, origineId: string) =>
  lire(tx, dossierId)
    .where('p.origineId', '=', origineId)
    .where('p.decision', 'is', null)
    .orderBy('p.id')
    .forUpdate('p')
    .execute()
export async function verrouillerProposition(tx: Tx, dossierId: string, id: string) {
  const personne = await lire(tx, dossierId)
    .where('p.id', '=', id)
    .forUpdate('p')
    .executeTakeFirst()
  return personne && enFiche(personne)
}
/** The column holds what `comparerALaFiche` wrote. */
const enFiche = <T extends { champ: string; valeurs: unknown }>(valeur: T) => ({
  ...valeur,
  valeurs: valeur.valeurs as Partial<FicheDite>,
})
export type PropositionLue = Awaited<ReturnType<typeof propositionsADecider>>[number]

type Decision = {
  dossierId: string
  id: string
  decision: Mot<'dossiers.proposition', 'decision'>
  decideePar: string
  decideeA: string
}
export const decider = (tx: Tx, { dossierId, id, ...reste }: Decision) =>
  db(tx)
    .updateTable('dossiers.proposition')
    .set(reste)
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .execute()
