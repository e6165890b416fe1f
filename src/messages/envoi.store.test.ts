import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { veiller } from './envoi.store.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

it('La session d’un envoi coupée pendant qu’elle s’ouvre dit pourquoi, et n’est rendue qu’une fois', async () => {
  let perdues = 0
  e.base.pool.once('acquire', client => {
    const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
      .connection
    setTimeout(() => stream.destroy(), 50)
  })
  const nous = { qui: 'essai', canaux: ['sms'] }
  await e.proprietaire.query(
    `CREATE OR REPLACE FUNCTION messages.tenir(p_qui text, p_canaux text[]) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(5); RETURN true; END $$`,
  )
  const erreur = await veiller(
    e.base,
    nous,
    () => {},
    () => {
      perdues += 1
    },
  ).catch((refusee: Error) => refusee)
  expect(String(erreur)).toMatch(/Connection terminated/)
  expect(perdues).toBe(1)
  expect((await e.base.pool.query('SELECT 1 AS un')).rows).toEqual([{ un: 1 }])
})
