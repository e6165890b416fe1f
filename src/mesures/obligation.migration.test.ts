import { Kysely, PostgresDialect } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { up } from './migrations/20261130T0010_mesures_obligation.ts'
import { motsDObligation, obligationAVerifier } from './obligation.rules.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
}, 120_000)
afterAll(() => e.fermer())

it('CP 132-45 : une obligation gardée sous d’anciens mots prend ceux du texte ; les mots d’une décision restent', async () => {
  const lignes = [
    [
      'CP 132-45, 23°',
      'Ne pas utiliser, pendant six mois au plus, le compte d’accès à un service en ligne qui a servi à l’infraction',
    ],
    ['CP 132-45, 21°', 'Accomplir un travail d’intérêt général'],
    ['CP 132-45, 13°', 'Les mots de la décision'],
  ]
  const client = await e.proprietaire.connect()
  await client.query('SET session_replication_role = replica')
  const mesureId = '00000000-0000-7000-8000-000000000001'
  for (const [article, libelle] of lignes)
    await client.query(
      'INSERT INTO mesures.obligation (dossier_id, mesure_id, article, libelle) VALUES ($1, $1, $2, $3)',
      [mesureId, article, libelle],
    )
  await client.query('SET session_replication_role = DEFAULT')
  client.release()
  // Its pool is closed with the base.
  await up(new Kysely<unknown>({ dialect: new PostgresDialect({ pool: e.proprietaire }) }))
  const { rows } = await e.proprietaire.query<{ article: string; libelle: string }>(
    'SELECT article, libelle FROM mesures.obligation WHERE mesure_id = $1 ORDER BY libelle',
    [mesureId],
  )
  expect(rows.map(r => [r.article, motsDObligation(r)])).toEqual([
    ['CP 132-45, 21°', 'Faire un travail d’intérêt général'],
    ['CP 132-45, 13°', 'Les mots de la décision'],
    [
      'CP 132-45, 13° bis',
      'Ne pas utiliser les comptes en ligne qui ont servi à l’infraction (six mois au plus)',
    ],
  ])
  expect(rows.map(obligationAVerifier)).toEqual([false, true, false])
})
