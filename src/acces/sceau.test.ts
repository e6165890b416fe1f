import { createHash } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { ouvrirBase, transaction } from '../platform/db/connexion.ts'
import { txDe } from '../platform/db/pilote.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { CLES, sceaux } from './sceau.builder.ts'
import {
  type Cles,
  prouverLaPurge,
  SANS_CLE,
  scellerLesJournaux,
  type Tete,
} from './sceau.gestes.ts'
import { derniersSceaux, noterControle } from './sceau.store.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const { enApplication, sceller, verifier, tricher, lireTout } = sceaux(() => e)
const fautes = async () => (await verifier()).fautes
const visites = async (compte: string, n: number) => {
  const navigateur = await new Navigateur(p).entrer(compte)
  for (let i = 0; i < n; i += 1) await navigateur.ouvrir('/dossiers')
  return navigateur
}

describe('Les journaux sont scellés', () => {
  it('par lots chaînés et signés, sans faute ; ce qui est trop récent attend', async () => {
    await visites('ts.67', 7)
    expect(await sceller(CLES, 60)).toBe(0)
    const [{ n } = { n: 0 }] = await lireTout<{ n: number }>(
      'SELECT ((SELECT count(*) FROM acces.journal_lecture) + (SELECT count(*) FROM acces.journal_ecriture))::int AS n',
    )
    expect(await sceller()).toBe(n)
    await visites('dpip.67', 3)
    expect(await sceller()).toBeGreaterThan(2)
    expect(await sceller()).toBe(0)
    expect(await fautes()).toEqual([])
  })
  it('les lignes d’une transaction qui dure attendent qu’elle finisse : aucun trou ne reste derrière un sceau', async () => {
    const longue = await e.base.pool.connect()
    await longue.query('BEGIN')
    await longue.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('ts.67')])
    await longue.query(
      "INSERT INTO acces.journal_lecture (compte_id, route) VALUES (platform.compte(), '/longue')",
    )
    await visites('ts.67', 2)
    expect(await sceller()).toBe(0)
    await longue.query('COMMIT')
    longue.release()
    expect(await sceller()).toBeGreaterThan(2)
    expect(await fautes()).toEqual([])
  })
  it('leur racine est celle d’un arbre de Merkle calculé ailleurs, et leurs rangs se suivent sans trou', async () => {
    const rows = await lireTout<{
      journal: string
      feuilles: Buffer[]
      racine: Buffer
      premier: number
      dernier: number
    }>(
      'SELECT journal, feuilles, racine, premier::int, dernier::int FROM acces.sceau ORDER BY journal, rang',
    )
    const sha = (...b: Buffer[]) => createHash('sha256').update(Buffer.concat(b)).digest()
    const racine = (etage: Buffer[]): Buffer =>
      etage.length === 1
        ? (etage[0] as Buffer)
        : racine(
            Array.from(
              { length: Math.ceil(etage.length / 2) },
              (_, i) => [etage[2 * i], etage[2 * i + 1]] as [Buffer, Buffer | undefined],
            ).map(([g, d]) => (d ? sha(Buffer.from([1]), g, d) : g)),
          )
    const fin: Record<string, number> = {}
    for (const r of rows) {
      expect(racine(r.feuilles).equals(r.racine)).toBe(true)
      expect([r.premier, r.dernier]).toEqual([
        (fin[r.journal] ?? 0) + 1,
        (fin[r.journal] ?? 0) + r.feuilles.length,
      ])
      fin[r.journal] = r.dernier
    }
    expect(Math.max(...rows.map(r => r.feuilles.length))).toBeGreaterThan(4)
  })
})

describe('Ce que la base refuse à l’application', () => {
  it('elle ne date ni ne numérote une ligne, n’en change ni n’en ôte, ne touche à aucun sceau ni à aucune preuve, n’écrit pas au nom d’un autre', async () => {
    const autre = "(SELECT id FROM acces.compte WHERE identifiant = 'dpip.67@demo.example')"
    for (const acte of [
      "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/x', now() - interval '1 day' FROM acces.compte LIMIT 1",
      "INSERT INTO acces.journal_lecture (id, compte_id, route) OVERRIDING SYSTEM VALUE SELECT 2, id, '/x' FROM acces.compte LIMIT 1",
      "UPDATE acces.journal_lecture SET route = '/x'",
      'DELETE FROM acces.journal_ecriture',
      'UPDATE acces.sceau SET rang = 9',
      'DELETE FROM acces.sceau',
      "INSERT INTO acces.sceau (journal, rang) VALUES ('lecture', 99)",
      'DELETE FROM acces.purge',
      "INSERT INTO acces.purge (rang, journal) VALUES (1, 'lecture')",
      "SELECT acces.signer_sceau('lecture', 1, 'x', 'x')",
      "SELECT * FROM acces.lignes_de_journal('lecture', 0, 9, 9)",
      'DELETE FROM acces.controle_des_sceaux',
      'TRUNCATE acces.journal_lecture',
    ])
      await expect(e.base.pool.query(acte), acte).rejects.toThrow(
        /permission denied|n’est pas de cette transaction/,
      )
    const client = await e.base.pool.connect()
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('ts.67')])
    await expect(
      client.query(`INSERT INTO acces.journal_lecture (compte_id, route) SELECT ${autre}, '/x'`),
    ).rejects.toThrow(/row-level security/)
    await client.query('ROLLBACK')
    client.release()
  })
})

describe('Même venant du propriétaire de la base, se voient', () => {
  it('une ligne changée, effacée, ajoutée, antidatée, postdatée, tardive, échangée', async () => {
    const milieu = '(SELECT id FROM acces.journal_lecture ORDER BY id OFFSET 3 LIMIT 1)'
    expect(
      await tricher(`UPDATE acces.journal_lecture SET route = '/ailleurs' WHERE id = ${milieu}`),
    ).toMatch(/ligne \d+ modifiée/)
    expect(await tricher(`DELETE FROM acces.journal_lecture WHERE id = ${milieu}`)).toMatch(
      /ligne \d+ effacée sans preuve de purge/,
    )
    const ajouter = (id: string, a = 'clock_timestamp()') =>
      `INSERT INTO acces.journal_lecture (id, compte_id, route, a) OVERRIDING SYSTEM VALUE SELECT ${id}, id, '/x', ${a} FROM acces.compte LIMIT 1`
    expect(await tricher(ajouter('-5'))).toMatch(/ligne -5 ajoutée après le sceau/)
    const apres = "nextval(pg_get_serial_sequence('acces.journal_lecture', 'id'))"
    expect(await tricher(ajouter(apres, "now() - interval '3 days'"))).toMatch(
      /ligne \d+ antidatée/,
    )
    expect(await tricher(ajouter(apres, "now() + interval '3 days'"))).toMatch(
      /ligne \d+ datée de l’avenir/,
    )
    expect(
      await tricher(`WITH deux AS (SELECT id, route, lead(route) OVER w AS autre FROM acces.journal_lecture WINDOW w AS (ORDER BY id))
        UPDATE acces.journal_lecture l SET compte_id = (SELECT id FROM acces.compte WHERE identifiant = 'admin@demo.example') FROM deux WHERE l.id = deux.id AND deux.autre IS NOT NULL`),
    ).toMatch(/ligne \d+ modifiée/)
    expect(await fautes()).toEqual([])
  })
  it('une ligne de l’avenir n’arrête pas le scellement, et se voit une fois scellée', async () => {
    const dites = await tricher(async client => {
      await client.query(
        "INSERT INTO acces.journal_lecture (compte_id, route, a) SELECT id, '/x', now() + interval '3 days' FROM acces.compte LIMIT 1",
      )
      expect(await scellerLesJournaux(txDe(client), CLES, 0)).toBeGreaterThan(0)
    })
    expect(dites).toMatch(/ligne \d+ datée de l’avenir/)
  })
  it('un sceau changé, ôté au milieu, ôté à la fin, une chaîne refaite', async () => {
    const tetes = (await enApplication(derniersSceaux)) as Tete[]
    expect(await tricher("UPDATE acces.sceau SET racine = sha256('x') WHERE rang = 1")).toMatch(
      /sceau altéré/,
    )
    expect(
      await tricher(
        "UPDATE acces.sceau SET scelle_a = now() WHERE rang = 1 AND journal = 'lecture'",
      ),
    ).toMatch(/signature fausse/)
    expect(await tricher("DELETE FROM acces.sceau WHERE rang = 1 AND journal = 'lecture'")).toMatch(
      /chaîne rompue/,
    )
    const dernier = "(SELECT max(rang) FROM acces.sceau WHERE journal = 'lecture')"
    expect(
      await tricher(
        `DELETE FROM acces.sceau WHERE journal = 'lecture' AND rang = ${dernier}`,
        tetes,
      ),
    ).toMatch(/noté hors de la base, il n’y est plus/)
    // Everything again, from the first line, by somebody who does not have the key.
    const refaire = (cles: Cles) => async (client: pg.PoolClient) => {
      await client.query(
        "UPDATE acces.journal_lecture SET route = '/refaite' WHERE id = (SELECT min(id) FROM acces.journal_lecture); DELETE FROM acces.sceau",
      )
      await scellerLesJournaux(txDe(client), cles, 0)
    }
    expect(await tricher(refaire(SANS_CLE))).toMatch(/sans signature/)
    expect(
      await tricher(refaire({ signe: 'une autre clé, inventée par qui triche', anciennes: [] })),
    ).toMatch(/clé inconnue/)
    // Let the true key seal what was remade: only what was noted elsewhere says it.
    expect(await tricher(refaire(CLES), tetes)).toMatch(/noté hors de la base/)
    expect(await fautes()).toEqual([])
  })
})

describe('Une purge', () => {
  it('laisse une preuve signée, sans nommer le dossier ; changée, ôtée ou inventée, elle se voit', async () => {
    const ids = (
      await lireTout<{ id: number }>(
        'SELECT id::int FROM acces.journal_lecture ORDER BY id LIMIT 2',
      )
    ).map(r => r.id)
    const dossier = '0190aaaa-0000-7000-8000-000000000001'
    const proprietaire = ouvrirBase(e.url, { max: 1 })
    await transaction(
      proprietaire,
      `DELETE FROM acces.journal_lecture WHERE id IN (${ids.join(',')})`,
      async tx => ({
        resultat: await prouverLaPurge(tx, CLES, {
          journal: 'lecture',
          ids,
          dossiers: [dossier],
          motif: 'Terme',
        }),
        fin: 'SELECT 1',
      }),
    )
    await proprietaire.fermer()
    expect([(await verifier()).purgees, await fautes()]).toEqual([2, []])
    expect(
      await lireTout(`SELECT 1 FROM acces.purge WHERE purge::text LIKE '%${dossier}%'`),
    ).toEqual([])
    const autre = '(SELECT min(id) FROM acces.journal_lecture)'
    for (const [acte, dite] of [
      ["UPDATE acces.purge SET motif = 'autre'", /signature fausse/],
      ['DELETE FROM acces.purge', /effacée sans preuve de purge/],
      [
        `DELETE FROM acces.journal_lecture WHERE id = ${autre}; UPDATE acces.purge SET ids = ids || ${autre}`,
        /signature fausse/,
      ],
      [
        `INSERT INTO acces.purge SELECT 2, journal, ARRAY[${autre}], dossiers, motif, now(), empreinte, NULL, '\\x' FROM acces.purge;
         UPDATE acces.purge p SET empreinte = sha256(convert_to(acces.message_de_purge(p), 'UTF8')) WHERE rang = 2; DELETE FROM acces.journal_lecture WHERE id = ${autre}`,
        /preuve de purge 2 : sans signature/,
      ],
    ] as const)
      expect(await tricher(acte), acte).toMatch(dite)
  })
})

describe('Hors de la base', () => {
  it('le DFSPIP lit l’état des journaux en clair, et le dernier sceau, qu’il peut noter ailleurs', async () => {
    const n = await new Navigateur(p).entrer('dfspip.67')
    const [sceau] = await enApplication(derniersSceaux)
    const page = (await n.ouvrir('/journal')).texte
    expect([
      page.includes(sceau?.empreinte ?? 'aucun'),
      page.includes('n’ont pas encore été vérifiés'),
    ]).toEqual([true, true])
    const controle = { sceaux: 2, lignes: 9, avecCle: true }
    const noter = (f: string[]) =>
      enApplication(tx => noterControle(tx, { ...controle, fautes: f }))
    await noter([])
    expect((await n.ouvrir('/journal')).texte).toContain(
      'aucune ligne changée, ajoutée ou effacée après coup',
    )
    await noter(['journal de lecture, sceau 3 : ligne 12 modifiée'])
    expect((await n.ouvrir('/journal')).texte).toContain('ligne 12 modifiée')
  })
})
