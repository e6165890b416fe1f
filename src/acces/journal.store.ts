import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { listerSansFin, nomFrancais, type Tranche } from '../platform/liste.ts'
import { type Periode, SANS_PERIODE } from '../platform/periode.ts'
import { CONNEXIONS, MOTIFS_DITS } from './acte.rules.ts'

const db = tables<'acces', 'moyens.vAgent'>()

type Filtre = {
  periode: Periode
  /** Of the service; all of them without one. */
  agent: string
  /** Of a dossier that whoever reads may open, or that their service has followed. */
  numero: string
  connexions: boolean
}
const SANS_FILTRE: Filtre = { periode: SANS_PERIODE, agent: '', numero: '', connexions: true }

/** One's own readings and writings, the latest first. */
export const monJournal = (tx: Tx, compteId: string, tranche: Tranche) => journal(tx, [compteId], SANS_FILTRE, tranche)

/** Agents of a service, those who have left too: their lines stay. */
export const agentsDuJournal = (tx: Tx, serviceId: string) =>
  db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet'])
    .where('serviceId', '=', serviceId)
    .orderBy(nomFrancais('nom'))
    .orderBy(nomFrancais('prenom'))
    .orderBy('agentId')
    .execute()

/** What the agents of a service read and wrote. */
export async function journalDuService(tx: Tx, serviceId: string, filtre: Filtre, tranche: Tranche) {
  const agents = await agentsDuJournal(tx, serviceId)
  const comptes = agents.map(a => a.agentId).filter(id => filtre.agent === '' || filtre.agent === id)
  return { agents, liste: await journal(tx, comptes, filtre, tranche) }
}

/** A dossier as the journal names it: where its lines are read now, and its number; null for who may not open it. */
type Nomme = { dossierId: string; numero: string } | null

function journal(tx: Tx, comptes: string[], filtre: Filtre, tranche: Tranche) {
  const parLecture = db(tx)
    .selectFrom('acces.journalLecture as l')
    .select(['l.id', 'l.a', 'l.compteId', 'l.dossierId', sql<string>`'lecture'`.as('genre'), 'l.route as acte', 'l.motif'])
    .where('l.dossierId', 'is not', null)
  const parEcriture = db(tx)
    .selectFrom('acces.journalEcriture as e')
    .select([
      'e.id',
      'e.a',
      sql<string>`e.compte_id`.as('compteId'),
      'e.dossierId',
      sql<string>`'ecriture'`.as('genre'),
      'e.commande as acte',
      sql<string | null>`CASE WHEN e.commande = ANY (${MOTIFS_DITS}::text[]) THEN e.motif END`.as('motif'),
    ])
  let deux = db(tx)
    .selectFrom(parLecture.unionAll(parEcriture).as('j'))
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'j.compteId')
    .select(['j.id', 'j.a', 'j.genre', 'j.acte', 'j.motif', 'j.dossierId', 'a.nomComplet'])
    .select(sql<Nomme>`dossiers.nomme(j.dossier_id)`.as('dossier'))
    .where('j.compteId', '=', sql<string>`ANY (${comptes}::uuid[])`)
  if (filtre.periode.depuis) deux = deux.where('j.a', '>=', filtre.periode.depuis)
  if (filtre.periode.avant) deux = deux.where('j.a', '<', filtre.periode.avant)
  if (filtre.numero)
    deux = deux.where(
      'j.dossierId',
      'in',
      sql<string>`(SELECT dossiers.de_numero(${filtre.numero}) UNION SELECT dossiers.autrefois_de_numero(${filtre.numero}))`,
    )
  if (!filtre.connexions) deux = deux.where('j.acte', '<>', sql<string>`ALL (${CONNEXIONS}::text[])`)
  return listerSansFin(deux, { par: [{ par: 'j.a', sens: 'desc' }], cle: ['j.genre', 'j.id'] }, tranche)
}
