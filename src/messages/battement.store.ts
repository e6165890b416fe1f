import os from 'node:os'
import type { Base } from '../platform/db/connexion.ts'

/** This process begins to look at the queue; what a dead one of this machine left is forgotten. */
export async function commencerABattre({ pool }: Base, qui: string): Promise<void> {
  await pool.query('SELECT messages.commencer_a_battre($1, $2)', [qui, os.hostname()])
}
/** It has just looked. */
export async function battre({ pool }: Base, qui: string): Promise<void> {
  await pool.query('SELECT messages.battre($1)', [qui])
}
/** It stops, and is not missed. */
export async function cesserDeBattre({ pool }: Base, qui: string): Promise<void> {
  await pool.query('SELECT messages.cesser_de_battre($1)', [qui])
}

/** Seconds since a process began and since it last looked at the queue (null: never). */
export type Battement = { qui: string; commence: number; battu: number | null }
export const battements = async ({ sonde }: Base): Promise<Battement[]> =>
  (await sonde.query<Battement>('SELECT * FROM messages.battements()')).rows

/** By how many seconds the oldest message due by each channel is late. */
export type Retard = { canal: string; retard: number }
export const retards = async ({ sonde }: Base): Promise<Retard[]> =>
  (await sonde.query<Retard>('SELECT * FROM messages.retards()')).rows
