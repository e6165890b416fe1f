import { readFileSync, writeFileSync } from 'node:fs'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur } from '../../tests/base.ts'
import { type Installations, ouvrirInstallations } from '../../tests/installations.ts'
import { donnerLeCode } from '../dossiers/index.ts'
import { enCsv } from '../platform/csv.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import type { Table } from './export.store.ts'
import { restaurer } from './index.ts'
import type { Relecture } from './restauration.store.ts'

/**
 * Two installations that have never met: one's service 67 and the other's 57 have given the same
 * numbers, each to its own people.
 */
let bases: Installations
let e: Essai
let autre: Essai
let tierce: Installations['tierce']
let zip: Installations['zip']
let premiere: Relecture
let seconde: Relecture
/** Numbers by dossier, as the installation that follows them gave them. */
const donnes = new Map<string, string>()
/** By département, a dossier that its service follows. */
const premiers = new Map<string, string>()
const premierDossier = (departement: string) => premiers.get(departement) ?? ''
const suivis = (
  departement: string,
) => `SELECT p.dossier_id FROM dossiers.v_perimetre p JOIN moyens.service s ON s.id = p.entite_id
  WHERE s.departement = '${departement}' AND p.motif = 'prise_en_charge'`
/** What one installation calls its people is what the other calls others. */
const memesNumeros = (pool: pg.Pool) =>
  pool.query(`
    CREATE TEMP TABLE rang AS SELECT d.dossier_id, d.numero, s.departement, row_number() OVER (PARTITION BY s.departement ORDER BY d.numero) AS n
      FROM dossiers.dossier d JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL JOIN moyens.service s ON s.id = c.service_id;
    UPDATE dossiers.dossier SET numero = 'FR-1999-' || right(numero, 7);
    UPDATE dossiers.dossier d SET numero = la.numero FROM rang ici JOIN rang la ON la.n = ici.n AND la.departement = '67'
      WHERE ici.departement = '57' AND ici.dossier_id = d.dossier_id`)
const ecrites = ({ tables }: Relecture) => tables.reduce((n, t) => n + t.ecrites, 0)

beforeAll(async () => {
  bases = await ouvrirInstallations()
  ;({ une: e, autre, tierce, zip } = bases)
  await memesNumeros(autre.proprietaire)
  for (const [essai, departement] of [
    [e, '67'],
    [autre, '57'],
  ] as const) {
    const { rows } = await essai.proprietaire.query<{ id: string; numero: string }>(
      `SELECT dossier_id AS id, numero FROM dossiers.dossier WHERE dossier_id IN (${suivis(departement)})`,
    )
    premiers.set(departement, rows[0]?.id ?? '')
    for (const { id, numero } of rows) donnes.set(id, numero)
  }
  await Promise.all([bases.exporter(e, '67'), bases.exporter(autre, '57')])
  await donnerLeCode(tierce.url, 'GE1')
  premiere = await restaurer(tierce.url, zip('67'))
  seconde = await restaurer(tierce.url, zip('57'))
})
afterAll(() => bases.fermer())

describe('Deux bases qui ont donné les mêmes numéros, relues dans une troisième', () => {
  it('gardent chacune tous leurs dossiers : celui qui vient en second reçoit un numéro de la base, l’ancien le retrouve encore', async () => {
    expect(premiere.numeros).toEqual([])
    expect(seconde.numeros.length).toBeGreaterThan(5)
    for (const { ancien, nouveau } of seconde.numeros) {
      expect(ancien).toMatch(/^FR-\d{4}-\d{7}$/)
      expect(nouveau).toMatch(/^FRGE1-\d{4}-\d{7}$/)
    }
    const { rows } = await tierce.pool.query<{ id: string; numero: string }>(
      'SELECT dossier_id AS id, numero FROM dossiers.dossier',
    )
    expect(new Set(rows.map(r => r.id))).toEqual(new Set(donnes.keys()))
    expect(new Set(rows.map(r => r.numero)).size).toBe(donnes.size)
    for (const { id, numero } of rows) {
      const { rows: trouves } = await tierce.pool.query<{ id: string }>(
        'SELECT dossiers.du_numero($1) AS id',
        [donnes.get(id)],
      )
      expect(
        trouves.map(t => t.id),
        numero,
      ).toContain(id)
    }
    const personnes = seconde.tables.find(t => t.table === 'dossiers.personne')
    expect(personnes?.ecrites).toBe(personnes?.lues)
  })
  it('une seconde lecture n’écrit rien, et ne change aucun numéro', async () => {
    const numeros = () =>
      tierce.pool.query('SELECT dossier_id, numero FROM dossiers.dossier ORDER BY 1')
    const { rows: avant } = await numeros()
    const encore = await restaurer(tierce.url, zip('57'))
    expect([ecrites(encore), encore.numeros]).toEqual([0, []])
    expect((await numeros()).rows).toEqual(avant)
    const { rows } = await tierce.pool.query(
      'SELECT 1 FROM dossiers.dossier WHERE numero = dossiers.prochain_numero()',
    )
    expect(rows).toEqual([])
  })
  it('à l’écran, l’ancien numéro mène aux deux personnes pour qui les suit, et l’historique le dit', async () => {
    const { rows: comptes } = await autre.proprietaire.query(
      "SELECT to_jsonb(c) AS c FROM acces.compte c WHERE identifiant = 'dpip.57@demo.example'",
    )
    await tierce.pool.query(
      'INSERT INTO acces.compte SELECT * FROM jsonb_populate_record(NULL::acces.compte, $1)',
      [comptes[0].c],
    )
    const base = ouvrirBase(tierce.urlDe('fil_rouge_application'), { max: 2 })
    const p = await application({ ...autre, base, hote: { ...autre.hote, base } })
    try {
      const n = await new Navigateur(p).entrer('dpip.57')
      const { ancien, nouveau } = seconde.numeros[0] ?? { ancien: '', nouveau: '' }
      const { texte } = await n.ouvrir(`/recherche?q=${ancien}`)
      expect(texte).toContain(nouveau)
      const [, lien = ''] = /href="(\/dossiers\/[0-9a-f-]{36})"/.exec(texte) ?? []
      expect((await n.ouvrir(`${lien}/historique`)).texte).toContain(ancien)
      expect((await n.ouvrir(`/recherche?q=${nouveau}`)).texte).toContain(lien)
    } finally {
      await p.app.close()
      await base.fermer()
    }
  })
  it('un rapprochement hors du service trouve aussi par l’ancien numéro', async () => {
    const ancien = seconde.numeros[0]?.ancien
    const { rows } = await tierce.pool.query(
      `SELECT h.numero FROM dossiers.ancien_numero a JOIN dossiers.personne p USING (dossier_id),
         dossiers.homonymes(p.nom || ' ' || p.prenoms, '1900-01-01', a.numero) h WHERE a.numero = $1 AND h.dossier_id = a.dossier_id`,
      [ancien],
    )
    expect(rows).toEqual([{ numero: seconde.numeros[0]?.nouveau }])
  })
})

describe('Ce qui ne se réunit pas', () => {
  const APPI = '202012345678'
  const lignes = async () =>
    (
      await tierce.pool.query(
        'SELECT (SELECT count(*) FROM dossiers.dossier) AS d, (SELECT count(*) FROM dossiers.personne_version) AS v',
      )
    ).rows
  type Ligne = Record<string, string | null>
  const NOUVEAU = {
    dossier_id: '019ab0de-0000-7000-8000-0000000000aa',
    numero: 'FR-2026-0999999',
    numero_appi: APPI,
  }
  /** A service goes on where it was: its export, with one person more and one sheet corrected. */
  const continuer = async () => {
    const corrige = premierDossier('67')
    const fichiers = unzipSync(readFileSync(zip('67')))
    const { tables } = JSON.parse(strFromU8(fichiers['manifeste.json'] ?? new Uint8Array())) as {
      tables: Table[]
    }
    const ajouter = (nom: string, ligne: Ligne) => {
      const colonnes = tables.find(t => t.nom === nom)?.colonnes ?? []
      const texte = enCsv([colonnes.map(c => ligne[c.nom] ?? null)], { separateur: ',' })
      fichiers[`tables/${nom}.csv`] = strToU8(
        `${strFromU8(fichiers[`tables/${nom}.csv`] ?? new Uint8Array())}${texte}`,
      )
    }
    const { rows } = await e.proprietaire.query<{ d: Ligne }>(
      'SELECT to_jsonb(d) AS d FROM dossiers.dossier d WHERE dossier_id = $1',
      [corrige],
    )
    ajouter('dossiers.dossier', { ...rows[0]?.d, ...NOUVEAU })
    const [remplacee_par, remplacee_a] = [await e.agent('dpip.67'), '2026-11-24 08:00:00+00']
    ajouter('dossiers.personne_version', {
      dossier_id: corrige,
      version: '99',
      valeurs: '{}',
      remplacee_par,
      remplacee_a,
    })
    writeFileSync(zip('plus-tard'), zipSync(fichiers, { level: 0 }))
    return { nouveau: NOUVEAU.numero, corrige: donnes.get(corrige) }
  }
  it('un numéro APPI à deux dossiers ; le même dossier, que l’autre base a continué : chacun est nommé, rien n’est écrit', async () => {
    const { nouveau, corrige } = await continuer()
    const porteur = premierDossier('57')
    await tierce.pool.query('UPDATE dossiers.dossier SET numero_appi = $2 WHERE dossier_id = $1', [
      porteur,
      APPI,
    ])
    const { rows } = await tierce.pool.query(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      [porteur],
    )
    const avant = await lignes()
    const relire = () => restaurer(tierce.url, zip('plus-tard'))
    await expect(relire()).rejects.toThrow(
      `${APPI} (${rows[0].numero} dans cette base, ${nouveau} dans l’export)`,
    )
    await tierce.pool.query(
      'UPDATE dossiers.dossier SET numero_appi = NULL WHERE dossier_id = $1',
      [porteur],
    )
    await expect(relire()).rejects.toThrow(
      `Le même dossier est dans cette base et dans l’export, qui en dit autre chose : ${corrige}. Rien n’a été écrit.`,
    )
    expect(await lignes()).toEqual(avant)
  })
  it('un code d’installation est donné une fois : le même ne change rien, un autre ou un qui n’en est pas un est refusé', async () => {
    await donnerLeCode(tierce.url, 'GE1')
    await expect(donnerLeCode(tierce.url, 'GE2')).rejects.toThrow('Cette base a déjà le code GE1')
    for (const faux of ['g', 'grand-est', '6', 'ABCDE', 'é7'])
      await expect(donnerLeCode(tierce.url, faux)).rejects.toThrow(
        'n’est pas un code d’installation',
      )
    await expect(
      tierce.pool.query("UPDATE dossiers.installation SET code = 'GE3'"),
    ).rejects.toThrow('ligne_definitive')
  })
})
