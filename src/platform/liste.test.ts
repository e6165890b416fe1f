import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { transaction } from './db/connexion.ts'
import { type Tx, tables } from './db/index.ts'
import { decouper, lister, listerSansFin, nomFrancais, parTri } from './liste.ts'

const db = tables<'platform'>()
let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(async () => {
  await e.fermer()
})
const enTransaction = (faire: (tx: Tx) => Promise<void>) =>
  transaction(e.base, 'SELECT 1', async tx => ({ resultat: await faire(tx), fin: 'SELECT 1' }))
const noms = [
  'Zoé',
  'Étienne',
  'eric',
  'Eve',
  'Émile',
  'Ève',
  'Dupont-Martin',
  'Dupont Jean',
  'Dupond',
]
/** Each name three times, in no order. */
const lignes = (tx: Tx) =>
  db(tx)
    .selectFrom(
      sql<{
        nom: string
        cle: number
      }>`(SELECT nom, g AS cle FROM unnest(${noms}::text[]) AS nom, generate_series(1, 3) AS g ORDER BY md5(nom || g))`.as(
        'x',
      ),
    )
    .selectAll()

it('Toutes les pages réunies montrent chaque ligne une fois, dans l’ordre d’un dictionnaire français, avec le total', async () => {
  await enTransaction(async tx => {
    for (const sens of ['asc', 'desc'] as const) {
      const vues: string[] = []
      for (let page = 1; page <= 6; page++) {
        const liste = await lister(
          lignes(tx),
          { par: [{ par: nomFrancais('x.nom') }], cle: ['x.cle', 'x.nom'], sens },
          { page, par: 5 },
        )
        expect([liste.total, liste.page]).toEqual([27, page])
        vues.push(...liste.lignes.map(l => l.nom))
      }
      const attendu = noms.flatMap(n => [n, n, n]).sort(new Intl.Collator('fr').compare)
      expect(vues).toEqual(sens === 'asc' ? attendu : attendu.reverse())
    }
  })
})

it('Après la dernière page, c’est la dernière qui répond ; une liste vide a un total de zéro', async () => {
  await enTransaction(async tx => {
    const ordre = { par: ['x.nom'], cle: ['x.cle'] }
    const loin = await lister(lignes(tx), ordre, { page: 99, par: 5 })
    expect([loin.page, loin.total, loin.lignes.length]).toEqual([6, 27, 2])
    const rien = await lister(lignes(tx).where(sql<boolean>`false`), ordre, { page: 4, par: 5 })
    expect(rien).toEqual({ lignes: [], total: 0, page: 1, par: 5 })
    expect((await listerSansFin(lignes(tx), ordre, { page: 6, par: 5 })).lignes).toEqual(
      loin.lignes,
    )
    expect(decouper([1, 2, 3], { page: 9, par: 2 })).toEqual({
      lignes: [3],
      total: 3,
      page: 2,
      par: 2,
    })
  })
})

it('Une adresse mal écrite ouvre la première page, dans l’ordre d’ouverture', () => {
  const { page, par, tri, sens } = parTri(['nom', 'le'], 'desc')
  expect([page.parse('-3'), par.parse('9999'), tri.parse('; DROP'), sens.parse(undefined)]).toEqual(
    [1, 25, 'nom', 'desc'],
  )
})

it('Un nom répond à ses mots, dans n’importe quel ordre, entiers ou non, avec ou sans accent, apostrophe, trait d’union', async () => {
  const repond = async (nom: string, texte: string) =>
    (
      await e.proprietaire.query<{ r: boolean }>(
        'SELECT platform.nom_repond(platform.mots_tries($1), $1, $2) AS r',
        [nom, texte],
      )
    ).rows[0]?.r
  for (const texte of [
    'DUPONT Jean',
    'Jean DUPONT',
    'dup je',
    'Jéan',
    '  jean   dupont ',
    'jean-dupont',
  ])
    expect(await repond('DUPONT Jean', texte), texte).toBe(true)
  for (const texte of [
    "D'ARTAGNAN",
    'D’Artagnan',
    'dartagnan',
    'artagnan',
    'jean-pierre d’artagnan',
    'jeanpierre',
  ])
    expect(await repond("D'Artagnan Jean-Pierre", texte), texte).toBe(true)
  expect([
    await repond('محمد', 'محمد'),
    await repond('محمد', '%'),
    await repond('O_o', '_'),
  ]).toEqual([true, false, true])
  for (const texte of ['DUPOND', 'Jean Martin', 'x'])
    expect(await repond('DUPONT Jean', texte), texte).toBe(false)
})
