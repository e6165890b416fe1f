import { afterAll, beforeAll, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let [a, b, ailleurs] = ['', '', '']
/** Dossiers that one département follows and the other does not. */
const suivis = async (ici: string, pasLa: string) =>
  (
    await e.proprietaire.query<{ id: string }>(
      `SELECT p.dossier_id AS id FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id AND s.departement = $1
       WHERE p.motif = 'prise_en_charge' AND NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre x JOIN moyens.service y ON y.id = x.entite_id
         WHERE x.dossier_id = p.dossier_id AND y.departement = $2) ORDER BY p.dossier_id LIMIT 2`,
      [ici, pasLa],
    )
  ).rows.map(x => x.id)
const numeroter = (id: string, numero: string, appi: string) =>
  e.proprietaire.query(
    'UPDATE dossiers.dossier SET numero = $2, numero_appi = $3 WHERE dossier_id = $1',
    [id, numero, appi],
  )

beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await new Navigateur(p).entrer('ts.67')
  ;[a = '', b = ''] = await suivis('67', '57')
  ;[ailleurs = ''] = await suivis('57', '67')
  await e.proprietaire.query("INSERT INTO dossiers.installation (code) VALUES ('67')")
  await numeroter(a, 'FR-2026-0900091', '202099345678')
  await numeroter(b, 'FR67-2026-0900123', '202099345679')
  await numeroter(ailleurs, 'FR-2026-0900077', '202099345670')
  await e.proprietaire.query(
    "INSERT INTO dossiers.ancien_numero (dossier_id, numero) VALUES ($1, 'FR88-2026-0000456')",
    [b],
  )
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

it('Un numéro se cherche comme on le tape ; ni celui d’un autre service, ni celui de personne', async () => {
  const trouve = async (q: string) => {
    const { texte } = await ts.ouvrir(`/recherche?q=${encodeURIComponent(q)}`)
    return [a, b, ailleurs].filter(id => texte.includes(id))
  }
  const saisies: [string, string][] = [
    ...[
      'FR-2026-0900091',
      'FR 2026 0900091',
      'fr20260900091',
      '2026-0900091',
      'FR-2026-900091',
      '2026 900091',
      '0900091',
      '900091',
    ].map((q): [string, string] => [q, a]),
    ...[
      'FR6720260900123',
      'fr67 2026 900123',
      'FR 67 2026 0900123',
      '2026-0900123',
      'FR-2026-900123',
      '0900123',
    ].map((q): [string, string] => [q, b]),
    ...['FR8820260000456', 'fr88 2026 456'].map((q): [string, string] => [q, b]),
    ['2020 9934 5678', a],
    ['2020-99345679', b],
  ]
  for (const [q, id] of saisies) expect([q, await trouve(q)]).toEqual([q, [id]])
  for (const q of [
    'FR-2026-0900077',
    '0900077',
    'FR-2025-0900091',
    'FR57-2026-0900091',
    '202099345670',
    '2026-0090009',
  ])
    expect([q, await trouve(q)]).toEqual([q, []])
})

it('Hors du service, le numéro est dit en entier, quel que soit ce qui sépare ses parties', async () => {
  const trouves = async (numero: string) => {
    const { rows } = await e.proprietaire.query(
      `SELECT h.dossier_id FROM dossiers.personne p, dossiers.homonymes(p.nom || ' ' || p.prenoms, '1900-01-01', $2) h
       WHERE p.dossier_id = $1 AND h.dossier_id = $1`,
      [ailleurs, numero],
    )
    return rows.length
  }
  const lus = []
  for (const q of [
    'FR-2026-0900077',
    'fr 2026 0900077',
    'FR20260900077',
    '2020 9934 5670',
    'FR-2026-900077',
    '2026-0900077',
    '0900077',
  ])
    lus.push(await trouves(q))
  expect(lus).toEqual([1, 1, 1, 1, 0, 0, 0])
})
