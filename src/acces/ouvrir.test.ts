import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { transaction } from '../platform/db/connexion.ts'

let e: Essai
let ts = ''
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
})
afterAll(() => e.fermer())

/**
 * What one transaction of this account knows of itself, then what the next one on the same
 * connection still knows.
 */
async function contexte(compte: string) {
  const variables =
    "current_setting('fil_rouge.compte', true) AS compte, current_setting('fil_rouge.fonction', true) AS fonction"
  const lire = (debut: string) =>
    transaction(e.base, `${debut}; SELECT ${variables}`, async (_tx, r) => ({
      resultat: r.map(x => x.rows[0]),
      fin: 'SELECT 1',
    }))
  const pendant = await lire(`SELECT * FROM acces.ouvrir(NULL, '${compte}')`)
  const apres = await lire('SELECT 1')
  return { ouverte: pendant[0]?.ouverte as boolean, pendant: pendant[1], apres: apres[1] }
}
const poser = (colonne: 'arrive_le' | 'parti_le', jours: number) =>
  e.proprietaire.query(
    `UPDATE moyens.agent SET arrive_le = '2019-01-01', parti_le = NULL WHERE id = '${ts}';
     UPDATE moyens.agent SET ${colonne} = (now() AT TIME ZONE (SELECT fuseau FROM moyens.service s WHERE s.id = service_id))::date + ${jours} WHERE id = '${ts}'`,
  )

describe('L’ouverture d’une transaction', () => {
  it('dit la fonction à la base, le temps de cette transaction', async () => {
    const { ouverte, pendant, apres } = await contexte(ts)
    expect([ouverte, pendant]).toEqual([true, { compte: ts, fonction: 'travailleur_social' }])
    expect(apres).toEqual({ compte: '', fonction: '' })
  })
  it('laisse entrer un compte et un seul : un second est refusé, ouvert ou fermé, et le premier le reste', async () => {
    const autre = await e.agent('dfspip.67')
    const client = await e.base.pool.connect()
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [ts])
    await client.query('SELECT acces.ouvrir(NULL, $1)', [ts])
    await client.query('SAVEPOINT second')
    await expect(client.query('SELECT acces.ouvrir(NULL, $1)', [autre])).rejects.toMatchObject({
      code: '42501',
      message: 'un_compte_par_transaction',
    })
    await client.query('ROLLBACK TO second')
    const { rows } = await client.query(
      'SELECT platform.compte() AS compte, platform.fonction() AS fonction',
    )
    expect(rows).toEqual([{ compte: ts, fonction: 'travailleur_social' }])
    // The next transaction of the same connection is somebody else's.
    await client.query('COMMIT; BEGIN')
    expect(
      (await client.query('SELECT ouverte FROM acces.ouvrir(NULL, $1)', [autre])).rows,
    ).toEqual([{ ouverte: true }])
    await client.query('ROLLBACK')
    client.release()
  })
  it.each([
    ['arrive_le', 1, false],
    ['arrive_le', 0, true],
    ['parti_le', 1, true],
    ['parti_le', 0, false],
    ['parti_le', -1, false],
  ] as const)(
    '%s dans %i jour : ouverte = %s, et ce qui est fermé ne dit rien aux règles de la base',
    async (colonne, jours, ouverte) => {
      await poser(colonne, jours)
      const lu = await contexte(ts)
      expect([lu.ouverte, Boolean(lu.pendant.fonction), Boolean(lu.pendant.compte)]).toEqual([
        ouverte,
        ouverte,
        ouverte,
      ])
    },
  )
  it.each(['Indian/Reunion', 'America/Martinique', 'Pacific/Noumea', 'Pacific/Wallis'])(
    'le jour est celui de %s, où l’agent travaille',
    async fuseau => {
      await e.proprietaire.query(
        'UPDATE moyens.service SET fuseau = $1 WHERE id = (SELECT service_id FROM moyens.agent WHERE id = $2)',
        [fuseau, ts],
      )
      await poser('parti_le', 1)
      expect((await contexte(ts)).ouverte).toBe(true)
      await poser('parti_le', 0)
      expect((await contexte(ts)).ouverte).toBe(false)
    },
  )
})
