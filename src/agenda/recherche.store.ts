import { sql } from 'kysely'
import type { Occupation } from '../creneaux/index.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda'>()

type Ligne = {
  agentId: string | null
  agendaId: string | null
  collective: boolean
  moments: string
}
type Voulues = {
  entiteId: string
  du: Jour
  au: Jour
  seulement?: { agentId: string; agendaIds: string[] } | undefined
}
/**
 * Places taken in an entité between two days, whoever the people are; of one agent and the agendas
 * searched when they are given.
 */
export async function occupationsDe(
  tx: Tx,
  { entiteId, du, au, seulement }: Voulues,
): Promise<Occupation[]> {
  const { rows } = await sql<Ligne>`
    SELECT * FROM agenda.occupations(${entiteId}, ${du}::date, ${au}::date,
      ${seulement?.agentId ?? null}, ${seulement?.agendaIds ?? null}::uuid[])`.execute(db(tx))
  const jours: Jour[] = []
  const prises: Occupation[] = []
  for (const { agentId, agendaId, collective, moments } of rows)
    for (const texte of moments.split(' ')) {
      const nombre = Number(texte)
      const minute = Math.floor(nombre / 131_072)
      const debut = minute % 1440
      const rang = (minute - debut) / 1440
      jours[rang] ??= ajouterJours(du, rang)
      prises.push({
        agentId,
        agendaId,
        collective,
        le: jours[rang],
        debut,
        fin: debut + (Math.floor(nombre / 256) % 512),
        place: nombre % 256,
      })
    }
  return prises
}

/** The lowest free place of a range at a moment, counted among everybody. */
export async function placeLibre(
  tx: Tx,
  donnees: { agendaId: string; le: Jour; heure: string; dureeMinutes: number; capacite: number },
) {
  const { rows } = await sql<{ place: number | null }>`
    SELECT agenda.place_libre(${donnees.agendaId},
      tsrange(${donnees.le}::date + ${donnees.heure}::time,
      ${donnees.le}::date + ${donnees.heure}::time + ${donnees.dureeMinutes}::int * interval
      '1 minute'), ${donnees.capacite}) AS place`.execute(db(tx))
  return rows[0]?.place ?? null
}

export const placer = (
  tx: Tx,
  donnees: { dossierId: string; convocationId: string },
  place: number,
) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set({ place })
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.convocationId)
    .execute()

/** Hours already taken by an agent on a day. */
export const occupationsDuJour = (tx: Tx, agentId: string, le: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['heure', 'dureeMinutes'])
    .where('agentId', '=', agentId)
    .where('le', '=', le)
    .where('etat', '=', constante('prevue'))
    .orderBy('heure')
    .orderBy('id')
    .execute()
