import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifierLesJournaux } from '../../src/acces/sceau.examen.ts'
import {
  type Cles,
  prouverLaPurge,
  SANS_CLE,
  scellerLesJournaux,
  type Tete,
} from '../../src/acces/sceau.gestes.ts'
import { derniersSceaux } from '../../src/acces/sceau.store.ts'
import { enTransaction } from '../../src/platform/db/connexion.ts'
import { txDe } from '../../src/platform/db/pilote.ts'
import { type Essai, nouvelEssai } from '../base.ts'

const CLES: Cles = { signe: 'une clé de sceau que la base ne connaît pas', anciennes: [] }
const FAUSSES: Cles = { signe: 'une clé que celui qui triche a inventée', anciennes: [] }
const [PAR_LE_PROPRIETAIRE, PAR_L_APPLICATION, GRAINE] = [600, 400, 20_261_130]
let e: Essai
const tetes: Tete[] = []
/** Always the same draw: what fails once fails again. */
let graine = GRAINE
function tirer(n: number): number {
  graine = (Math.imul(graine ^ (graine >>> 15), graine | 1) + 0x6d2b79f5) | 0
  return ((graine ^ (graine >>> 14)) >>> 0) % n
}
const un = <T>(liste: readonly T[]): T => liste[tirer(liste.length)] as T

beforeAll(async () => {
  e = await nouvelEssai()
  for (let lot = 0; lot < 5; lot += 1) {
    // A number that was drawn and not written leaves a hole, where a late line could slip in.
    await e.proprietaire.query(`
      INSERT INTO acces.journal_lecture (compte_id, session_id, route, dossier_id, motif, requete)
        SELECT c.id, uuidv7(), '/dossiers/' || g, p.dossier_id, 'motif ' || g, 'r' || g FROM generate_series(1, 30) g, LATERAL (SELECT id FROM acces.compte ORDER BY id OFFSET g LIMIT 1) c,
          LATERAL (SELECT dossier_id FROM dossiers.dossier ORDER BY 1 OFFSET g LIMIT 1) p;
      INSERT INTO acces.journal_ecriture (compte_id, session_id, commande, dossier_id, cible, champs, motif, requete, cle, suite, contenu)
        SELECT c.id, uuidv7(), 'essai.ecrire', p.dossier_id, uuidv7(), ARRAY['a', 'b'], 'motif ' || g, 'r' || g, uuidv7(), '/suite/' || g, sha256(g::text::bytea)
        FROM generate_series(1, 15) g, LATERAL (SELECT id FROM acces.compte ORDER BY id OFFSET g LIMIT 1) c, LATERAL (SELECT dossier_id FROM dossiers.dossier ORDER BY 1 OFFSET g LIMIT 1) p;
      SELECT nextval(pg_get_serial_sequence('acces.journal_lecture', 'id')), nextval(pg_get_serial_sequence('acces.journal_ecriture', 'id'))`)
    await enTransaction(e.base, async tx => {
      await scellerLesJournaux(tx, CLES, 0)
      tetes.push(...(await derniersSceaux(tx)))
    })
    if (lot !== 2) continue
    const client = await e.proprietaire.connect()
    await client.query('BEGIN')
    const { rows } = await client.query<{ id: number }>(
      'DELETE FROM acces.journal_lecture WHERE id IN (SELECT id FROM acces.journal_lecture ORDER BY id OFFSET 4 LIMIT 2) RETURNING id::int',
    )
    await prouverLaPurge(txDe(client), CLES, {
      journal: 'lecture',
      ids: rows.map(r => r.id),
      dossiers: ['x'],
      motif: 'Terme',
    })
    await client.query('COMMIT')
    client.release()
  }
  // What waits for its first seal.
  await e.proprietaire.query(
    "INSERT INTO acces.journal_lecture (compte_id, route) SELECT id, '/recente' FROM acces.compte LIMIT 5",
  )
})
afterAll(() => e.fermer())

type Triche = {
  nom: string
  limite?: true
  faire(c: pg.PoolClient, journal: 'lecture' | 'ecriture'): Promise<unknown>
}
const colonnes = {
  lecture: ['a', 'compte_id', 'session_id', 'route', 'dossier_id', 'motif', 'requete'],
  ecriture: [
    'a',
    'compte_id',
    'session_id',
    'commande',
    'dossier_id',
    'cible',
    'champs',
    'motif',
    'requete',
    'cle',
    'suite',
    'contenu',
  ],
}
/** Another value of a column, of its type. */
const autre = (colonne: string) => {
  if (colonne === 'a') return `a + interval '${1 + tirer(300)} minutes' * ${un([1, -1])}`
  if (colonne === 'champs') return "champs || 'x'::text"
  if (colonne === 'contenu') return "sha256('autre')"
  return ['compte_id', 'session_id', 'dossier_id', 'cible', 'cle'].includes(colonne)
    ? 'uuidv7()'
    : `${colonne} || 'x'`
}
const scellee = (j: string) =>
  `(SELECT x.id FROM acces.journal_${j} x JOIN (SELECT unnest(ids) AS id FROM acces.sceau WHERE journal = '${j}') s USING (id) ORDER BY 1 OFFSET ${tirer(60)} LIMIT 1)`
const suivant = (j: string) => `nextval(pg_get_serial_sequence('acces.journal_${j}', 'id'))`
const inserer = (j: string, id: string, a: string) =>
  `INSERT INTO acces.journal_${j} (id, compte_id, ${j === 'lecture' ? 'route' : 'commande'}, a) OVERRIDING SYSTEM VALUE SELECT ${id}, id, 'x.x', ${a} FROM acces.compte LIMIT 1`
const refaire = async (c: pg.PoolClient, j: string, cles: Cles) => {
  const rang = 1 + tirer(5)
  await c.query(
    `UPDATE acces.journal_${j} SET motif = 'refait' WHERE id = ${scellee(j)}; DELETE FROM acces.sceau WHERE journal = '${j}' AND rang >= ${rang}`,
  )
  await scellerLesJournaux(txDe(c), cles, 0)
}
const duProprietaire: Triche[] = [
  {
    nom: 'changer une colonne',
    faire: (c, j) => {
      const k = un(colonnes[j])
      return c.query(`UPDATE acces.journal_${j} SET ${k} = ${autre(k)} WHERE id = ${scellee(j)}`)
    },
  },
  {
    nom: 'effacer',
    faire: (c, j) => c.query(`DELETE FROM acces.journal_${j} WHERE id = ${scellee(j)}`),
  },
  {
    nom: 'effacer plusieurs',
    faire: (c, j) =>
      c.query(
        `DELETE FROM acces.journal_${j} WHERE id >= ${scellee(j)} AND id < ${scellee(j)} + 70`,
      ),
  },
  {
    nom: 'effacer puis remettre',
    faire: async (c, j) => {
      const { rows } = await c.query<{ id: string }>(
        `DELETE FROM acces.journal_${j} WHERE id = ${scellee(j)} RETURNING id`,
      )
      await c.query(inserer(j, rows[0]?.id ?? '0', 'now()'))
    },
  },
  {
    nom: 'échanger',
    faire: (c, j) =>
      c.query(`UPDATE acces.journal_${j} l SET session_id = x.session_id, requete = x.requete FROM (SELECT id, lag(session_id) OVER w AS session_id, lag(requete) OVER w AS requete
      FROM acces.journal_${j} WINDOW w AS (ORDER BY id)) x WHERE x.id = l.id AND l.id >= ${scellee(j)} AND x.requete IS NOT NULL`),
  },
  {
    nom: 'antidater',
    faire: (c, j) =>
      c.query(inserer(j, suivant(j), `now() - interval '${1 + tirer(40_000)} minutes'`)),
  },
  {
    nom: 'postdater',
    faire: (c, j) =>
      c.query(inserer(j, suivant(j), `now() + interval '${1 + tirer(40_000)} minutes'`)),
  },
  {
    nom: 'postdater puis sceller',
    faire: async (c, j) => {
      await c.query(inserer(j, suivant(j), "now() + interval '1 hour'"))
      await scellerLesJournaux(txDe(c), CLES, 0)
    },
  },
  {
    nom: 'glisser dans un trou',
    faire: (c, j) =>
      c.query(
        inserer(
          j,
          `(SELECT min(g) FROM generate_series(1, (SELECT max(ids[cardinality(ids)]) FROM acces.sceau WHERE journal = '${j}')) g WHERE g NOT IN (SELECT id FROM acces.journal_${j}))`,
          'now()',
        ),
      ),
  },
  {
    nom: 'glisser avant la première',
    faire: (c, j) => c.query(inserer(j, `${-1 - tirer(1000)}`, 'now()')),
  },
  {
    nom: 'changer un sceau',
    faire: (c, j) => {
      const k = un([
        "racine = sha256('x')",
        "empreinte = sha256('x')",
        "precedent = sha256('x')",
        "feuilles[2] = sha256('x')",
        'ids[2] = ids[2] + 1',
        "scelle_a = scelle_a + interval '1 minute'",
        "jusqu_a = jusqu_a - interval '1 day'",
        'cle = NULL',
        "cle = 'x'",
        'forme = 1',
        'rang = rang + 10',
        'premier = premier + 1, dernier = dernier + 1',
        'purges = purges + 1',
      ])
      return c.query(
        `UPDATE acces.sceau SET ${k} WHERE journal = '${j}' AND rang = ${1 + tirer(5)}`,
      )
    },
  },
  {
    nom: 'ôter un sceau',
    faire: (c, j) =>
      c.query(`DELETE FROM acces.sceau WHERE journal = '${j}' AND rang = ${1 + tirer(5)}`),
  },
  {
    nom: 'ôter les derniers sceaux et leurs lignes',
    faire: (c, j) => {
      const r = 2 + tirer(4)
      return c.query(
        `DELETE FROM acces.journal_${j} WHERE id > (SELECT ids[cardinality(ids)] FROM acces.sceau WHERE journal = '${j}' AND rang = ${r - 1}); DELETE FROM acces.sceau WHERE journal = '${j}' AND rang >= ${r}`,
      )
    },
  },
  { nom: 'refaire la chaîne sans clé', faire: (c, j) => refaire(c, j, SANS_CLE) },
  { nom: 'refaire la chaîne avec une autre clé', faire: (c, j) => refaire(c, j, FAUSSES) },
  { nom: 'laisser la vraie clé signer une chaîne refaite', faire: (c, j) => refaire(c, j, CLES) },
  {
    nom: 'changer une preuve de purge',
    faire: c =>
      c.query(
        `UPDATE acces.purge SET ${un(["motif = 'autre'", 'ids = ids || 99::bigint', "dossiers = '{y}'", "purge_a = now() - interval '1 year'", "empreinte = sha256('x')", 'cle = NULL', 'rang = 7', "journal = 'ecriture'"])}`,
      ),
  },
  { nom: 'ôter une preuve de purge', faire: c => c.query('DELETE FROM acces.purge') },
  {
    nom: 'inventer une preuve de purge',
    faire: async (c, j) => {
      const { rows } = await c.query<{ id: number }>(
        `DELETE FROM acces.journal_${j} WHERE id = ${scellee(j)} RETURNING id::int`,
      )
      await prouverLaPurge(txDe(c), un([SANS_CLE, FAUSSES]), {
        journal: j,
        ids: rows.map(r => r.id),
        dossiers: [],
        motif: 'Terme',
      })
    },
  },
  {
    nom: 'effacer ce qui attend son premier sceau',
    limite: true,
    faire: c => c.query("DELETE FROM acces.journal_lecture WHERE route = '/recente'"),
  },
  {
    nom: 'changer ce qui attend son premier sceau',
    limite: true,
    faire: c => c.query("UPDATE acces.journal_lecture SET motif = 'x' WHERE route = '/recente'"),
  },
  {
    nom: 'inventer une ligne de maintenant',
    limite: true,
    faire: (c, j) => c.query(inserer(j, suivant(j), 'clock_timestamp()')),
  },
]

const table = () =>
  un([
    'acces.journal_lecture',
    'acces.journal_ecriture',
    'acces.sceau',
    'acces.purge',
    'acces.controle_des_sceaux',
  ])
const aChanger: Record<string, string[]> = {
  'acces.journal_lecture': colonnes.lecture,
  'acces.journal_ecriture': colonnes.ecriture,
  'acces.sceau': ['ids', 'feuilles', 'empreinte', 'cle'],
  'acces.purge': ['ids', 'motif', 'empreinte'],
  'acces.controle_des_sceaux': ['fautes', 'a'],
}
/**
 * What somebody who holds the application's connection may try; the last ones are within its
 * rights.
 */
const deLApplication: { nom: string; permis?: true; ordre(): string }[] = [
  {
    nom: 'changer',
    ordre: () => {
      const t = table()
      const colonne = un(aChanger[t] ?? [])
      return `UPDATE ${t} SET ${colonne} = ${colonne}`
    },
  },
  { nom: 'effacer', ordre: () => `DELETE FROM ${table()}` },
  { nom: 'vider', ordre: () => `TRUNCATE ${table()}` },
  { nom: 'numéroter', ordre: () => inserer(un(['lecture', 'ecriture']), `${tirer(500)}`, 'now()') },
  {
    nom: 'dater',
    ordre: () =>
      `INSERT INTO acces.journal_lecture (compte_id, route, a) VALUES (platform.compte(), '/x', now() - interval '${tirer(99)} hours')`,
  },
  {
    nom: 'écrire au nom d’un autre',
    ordre: () =>
      `INSERT INTO acces.journal_lecture (compte_id, route) SELECT id, '/x' FROM acces.compte WHERE id <> platform.compte() OFFSET ${tirer(9)} LIMIT 1`,
  },
  {
    nom: 'inventer un sceau',
    ordre: () =>
      "INSERT INTO acces.sceau (journal, rang, ids, feuilles, racine, precedent, empreinte, premier, dernier) VALUES ('lecture', 99, '{1}', '{x}', 'x', 'x', 'x', 1, 1)",
  },
  {
    nom: 'inventer une preuve',
    ordre: () =>
      "INSERT INTO acces.purge (rang, journal, ids, dossiers, motif, precedent, empreinte) VALUES (99, 'lecture', '{1}', '{}', 'x', 'x', 'x')",
  },
  {
    nom: 'signer un sceau posé',
    ordre: () => `SELECT acces.signer_sceau('lecture', ${1 + tirer(5)}, 'x', 'x')`,
  },
  {
    nom: 'désarmer',
    ordre: () =>
      un([
        `ALTER TABLE ${table()} DISABLE TRIGGER ALL`,
        `ALTER TABLE ${table()} DISABLE ROW LEVEL SECURITY`,
        "SET session_replication_role = 'replica'",
        'DROP FUNCTION acces.verifier_sceaux()',
        'DROP TABLE acces.purge',
        "SELECT setval('acces.journal_lecture_id_seq', 1)",
      ]),
  },
  {
    nom: 'sceller sans signer',
    permis: true,
    ordre: () => "SELECT acces.preparer_sceau('lecture', now() + interval '1 day')",
  },
]

describe('Mille altérations des journaux', () => {
  it(`par le propriétaire de la base, ${PAR_LE_PROPRIETAIRE} : toutes se voient, sauf dans les lignes qui attendent leur premier sceau`, async () => {
    const client = await e.proprietaire.connect()
    const [invisibles, vues] = [[] as string[], new Map<string, number>()]
    const dites = async () => (await verifierLesJournaux(txDe(client), CLES, tetes)).fautes
    expect(await dites()).toEqual([])
    for (let i = 0; i < PAR_LE_PROPRIETAIRE; i += 1) {
      const triche = i < duProprietaire.length ? (duProprietaire[i] as Triche) : un(duProprietaire)
      await client.query('BEGIN')
      await triche.faire(client, un(['lecture', 'ecriture'] as const))
      const fautes = await dites()
      await client.query('ROLLBACK')
      if ((fautes.length === 0) !== (triche.limite ?? false))
        invisibles.push(`${i} ${triche.nom} : ${fautes.join(' ; ') || 'rien'}`)
      vues.set(triche.nom, (vues.get(triche.nom) ?? 0) + 1)
    }
    expect(await dites()).toEqual([])
    client.release()
    expect(invisibles).toEqual([])
    expect(vues.size).toBe(duProprietaire.length)
  }, 60_000)
  it(`par l’application, ${PAR_L_APPLICATION}, dans le contexte de n’importe qui : la base refuse, ou la vérification le voit`, async () => {
    const comptes = (
      await e.proprietaire.query<{ id: string }>('SELECT id FROM acces.compte ORDER BY id')
    ).rows
    const client = await e.base.pool.connect()
    const passees: string[] = []
    let refusees = 0
    for (let i = 0; i < PAR_L_APPLICATION; i += 1) {
      const triche = un(deLApplication)
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1)', [un(comptes).id])
      const ordre = triche.ordre()
      const refus = await client.query(ordre).then(
        () => null,
        (erreur: Error) => erreur.message,
      )
      if (refus) refusees += 1
      else {
        const { fautes } = await verifierLesJournaux(txDe(client), CLES, tetes)
        if (fautes.length === 0) passees.push(`${i} ${triche.nom} : ${ordre}`)
      }
      await client.query('ROLLBACK')
      if (
        refus &&
        !/permission denied|must be owner|row-level security|de cette transaction|identity column|cannot insert/.test(
          refus,
        )
      )
        passees.push(`${i} ${ordre} : ${refus}`)
    }
    client.release()
    expect(passees).toEqual([])
    expect(refusees).toBeGreaterThan(PAR_L_APPLICATION * 0.85)
  }, 60_000)
})
