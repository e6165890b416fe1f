import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Essai } from '../../tests/base.ts'
import { type Installations, ouvrirInstallations } from '../../tests/installations.ts'
import { lancer } from '../cli/commandes.ts'
import { restaurer } from './index.ts'
import type { Relecture } from './restauration.store.ts'

const ANNUAIRE = [
  'moyens.disp',
  'moyens.service',
  'moyens.etablissement',
  'moyens.antenne',
  'moyens.juridiction',
  'moyens.agent',
]
let bases: Installations
let e: Essai
let autre: Essai
let tierce: Installations['tierce']
let zip: Installations['zip']
let seconde: Relecture
/** What each row of the directory of the other base was called in the model. */
const dits = new Map<string, string>()

/**
 * The directory made a second time: the same names under identifiers of its own, wherever something
 * names them.
 */
async function refaireLAnnuaire(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  await client.query(`SET session_replication_role = replica;
    CREATE TEMP TABLE refait AS SELECT id AS ancien, uuidv7() AS nouveau FROM (${ANNUAIRE.map(t => `SELECT id FROM ${t}`).join(' UNION ALL ')}) x`)
  const { rows } = await client.query<{ t: string; c: string }>(
    `SELECT c.oid::regclass::text AS t, quote_ident(a.attname) AS c FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)' AND a.attnum > 0 AND a.atttypid = 'uuid'::regtype AND a.attgenerated = ''`,
  )
  for (const { t, c } of rows)
    await client.query(`UPDATE ${t} x SET ${c} = r.nouveau FROM refait r WHERE x.${c} = r.ancien`)
  for (const r of (await client.query<{ ancien: string; nouveau: string }>('SELECT * FROM refait'))
    .rows)
    dits.set(r.nouveau, r.ancien)
  await client.query('SET session_replication_role = DEFAULT; DROP TABLE refait')
  client.release()
}
const compter = async (pool: pg.Pool) =>
  (
    await pool.query(
      `SELECT ${ANNUAIRE.map(t => `(SELECT count(*)::int FROM ${t}) AS "${t}"`).join(', ')}, (SELECT count(*)::int FROM creneaux.lieu) AS lieux`,
    )
  ).rows[0]

beforeAll(async () => {
  bases = await ouvrirInstallations()
  ;({ une: e, autre, tierce, zip } = bases)
  // The same person has the same e-mail in both; one has none, and is not known by it.
  for (const { proprietaire } of [e, autre])
    await proprietaire.query(
      "UPDATE moyens.agent SET courriel = lower(public.unaccent(prenom || '.' || nom)) || '.' || left(id::text, 13) || right(id::text, 4) || '@justice.example'",
    )
  await autre.proprietaire.query("UPDATE moyens.juridiction SET nom = upper(nom) || ' '")
  await refaireLAnnuaire(autre.proprietaire)
  // A value that was kept whole, and names a court in the middle of it.
  await autre.proprietaire.query(
    `INSERT INTO dossiers.personne_version (dossier_id, version, valeurs, remplacee_par)
     SELECT p.dossier_id, 99, jsonb_build_object('dit', j.id), a.id FROM dossiers.v_prise_en_charge_actuelle p
       JOIN moyens.service s ON s.id = p.service_id AND s.departement = '57', moyens.juridiction j, moyens.agent a LIMIT 1`,
  )
  await Promise.all([bases.exporter(e, '67'), bases.exporter(autre, '57')])
  await restaurer(tierce.url, zip('67'))
  seconde = await restaurer(tierce.url, zip('57'))
})
afterAll(() => bases.fermer())

describe('Deux bases qui ont chacune leur annuaire, relues dans une troisième', () => {
  it('n’ont plus qu’un annuaire : juridictions, services, antennes, lieux et agents de l’une sont ceux de l’autre', async () => {
    expect(await compter(tierce.pool)).toEqual(await compter(e.proprietaire))
    const tribunal = seconde.rattachees.find(
      r => r.table === 'moyens.juridiction' && r.ici.includes('Strasbourg'),
    )
    expect(tribunal?.la).toBe(`${tribunal?.ici.toUpperCase()} `)
    expect(seconde.rattachees.filter(r => r.table === 'moyens.agent').length).toBeGreaterThan(5)
  })
  it('les dossiers de la seconde nomment les juridictions, services et agents de la première', async () => {
    const lire = `SELECT m.dossier_id, m.juridiction_id AS j, p.service_id AS s, p.referent_id AS r FROM mesures.mesure m
      JOIN dossiers.v_prise_en_charge_actuelle p USING (dossier_id) WHERE p.service_id = $1 ORDER BY m.dossier_id, m.id`
    const service = async (pool: pg.Pool) =>
      (await pool.query("SELECT id FROM moyens.service WHERE departement = '57'")).rows[0]?.id
    const { rows: la } = await autre.proprietaire.query(lire, [await service(autre.proprietaire)])
    const { rows: ici } = await tierce.pool.query(lire, [await service(tierce.pool)])
    expect(la.length).toBeGreaterThan(5)
    const traduite = ({ dossier_id, j, s, r }: Record<string, string>) => ({
      dossier_id,
      j: dits.get(j ?? ''),
      s: dits.get(s ?? ''),
      r: r ? dits.get(r) : null,
    })
    expect(ici).toEqual(la.map(traduite))
  })
  it('aucune ligne ne nomme plus ce qui a été rattaché, même au milieu d’une valeur', async () => {
    const anciens = [...dits.keys()]
    const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
    for (const { table } of seconde.tables) {
      const restent = `SELECT count(*)::int AS n FROM ${table} x, regexp_matches(x::text, '${uuid}', 'g') m WHERE m[1] = ANY ($1)`
      const { rows } = await tierce.pool.query<{ n: number }>(restent, [anciens])
      expect([table, rows[0]?.n]).toEqual([table, 0])
    }
    const { rows } = await tierce.pool.query(
      "SELECT FROM dossiers.personne_version v JOIN moyens.juridiction j ON j.id::text = v.valeurs ->> 'dit'",
    )
    expect(rows).toHaveLength(1)
  })
  it('une seconde lecture n’écrit rien ; la commande dit encore chaque rattachement, avec le nom de l’autre base quand il diffère', async () => {
    let dit = ''
    vi.spyOn(console, 'log').mockImplementation((texte: unknown) => {
      dit += `${texte}\n`
    })
    vi.stubEnv('DATABASE_OWNER_URL', tierce.url)
    const status = await lancer(['importer', zip('57')])
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    expect(status).toBe(0)
    expect(dit).toMatch(/ lignes lues, 0 écrites, /)
    expect(dit.match(/^ {2}\S/gm)).toHaveLength(seconde.rattachees.length)
    expect(dit).toMatch(
      /^Déjà dans l’annuaire de cette base, et rattachés à ce qui y est : \d+\.$/m,
    )
    expect(dit).toMatch(
      /^ {2}juridiction : Tribunal judiciaire de Strasbourg \(« TRIBUNAL JUDICIAIRE DE STRASBOURG {2}» dans l’export\)$/m,
    )
    expect(dit).toMatch(/^ {2}service : \S.*$/m)
  })
})

describe('Ce qui n’est pas sûrement le même', () => {
  const relire = async (changer: string, defaire: string) => {
    const avant = await compter(tierce.pool)
    await tierce.pool.query(changer)
    try {
      return await restaurer(tierce.url, zip('57')).catch((erreur: Error) => erreur.message)
    } finally {
      await tierce.pool.query(defaire)
      expect(await compter(tierce.pool)).toEqual(avant)
    }
  }
  it('une juridiction du même nom dans une autre ville est refusée, et rien n’est écrit', async () => {
    const refus = await relire(
      "UPDATE moyens.juridiction SET ville = ville || '-sur-Mer'",
      "UPDATE moyens.juridiction SET ville = replace(ville, '-sur-Mer', '')",
    )
    expect(refus).toMatch(
      /^Le même nom, en deux lieux : .*Strasbourg \(Strasbourg-sur-Mer dans cette base, Strasbourg dans l’export\).* Rien n’a été écrit\./,
    )
  })
  it('une juridiction qui pourrait être deux de cette base est refusée, avec leurs noms', async () => {
    const refus = await relire(
      "INSERT INTO moyens.juridiction (nom, ville) SELECT replace(nom, ' de ', '  de '), ville FROM moyens.juridiction WHERE nom ~ 'judiciaire de Strasbourg'",
      "DELETE FROM creneaux.type WHERE entite_id IN (SELECT id FROM moyens.juridiction WHERE nom ~ '  de '); DELETE FROM moyens.juridiction WHERE nom ~ '  de '",
    )
    expect(refus).toMatch(
      /^On ne peut pas dire lesquels sont les mêmes \(moyens\.juridiction\) : .* Rien n’a été écrit\./,
    )
  })
  it('deux agents de la même adresse et d’autres noms, ou d’un autre poste, restent deux', async () => {
    const { rows } = await tierce.pool.query(
      "SELECT id, nom, fonction FROM moyens.agent WHERE fonction = 'travailleur_social' ORDER BY id LIMIT 2",
    )
    await tierce.pool.query("UPDATE moyens.agent SET nom = 'Autrenom' WHERE id = $1", [rows[0]?.id])
    await tierce.pool.query("UPDATE moyens.agent SET fonction = 'psychologue' WHERE id = $1", [
      rows[1]?.id,
    ])
    const avant = (await compter(tierce.pool))['moyens.agent']
    const { agents } = await restaurer(tierce.url, zip('57'))
    expect((await compter(tierce.pool))['moyens.agent']).toBe(avant + 2)
    expect([
      agents.sansCourriel,
      agents.memeCourriel.map(a => a.ici.includes('Autrenom')).sort(),
    ]).toEqual([0, [false, true]])
    expect(agents.memeCourriel.map(a => a.la).join()).toContain(rows[0]?.nom)
  })
  it('un agent sans adresse n’est pas reconnu ; combien le sont ainsi se dit', async () => {
    await autre.proprietaire.query(
      "UPDATE moyens.agent SET courriel = NULL WHERE fonction = 'psychologue'",
    )
    await refaireLAnnuaire(autre.proprietaire)
    await bases.exporter(autre, '57', '57-sans')
    const avant = (await compter(tierce.pool))['moyens.agent']
    const { agents } = await restaurer(tierce.url, zip('57-sans'))
    expect(agents.sansCourriel).toBeGreaterThan(0)
    expect((await compter(tierce.pool))['moyens.agent']).toBe(
      avant + agents.sansCourriel + agents.memeCourriel.length,
    )
  })
})
