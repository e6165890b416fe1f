import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classement, colonnesDe, mots, pageDesDonnees, quiVoit } from '../../scripts/donnees.ts'
import { type Fonction, fonctions, permissions } from '../../src/acces/index.ts'
import { type Essai, nouvelEssai } from '../base.ts'
import { comptes } from './parcourir.ts'

const ROLE = 'fil_rouge_application'
const A_NOUS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'"
let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())
const lire = async <T extends object>(texte: string, valeurs: unknown[] = []) => (await e.proprietaire.query<T>(texte, valeurs)).rows
const tables = Object.entries(classement)

/** How many rows of each table the application's role finds, in the context of an account or in none. */
async function lignesVues(noms: string[], compte: string | null): Promise<Map<string, number>> {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    if (compte) await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
    const comptees = noms.map((nom, rang) => `SELECT ${rang} AS rang, count(*)::int AS n FROM ${nom}`).join(' UNION ALL ')
    const { rows } = await client.query<{ rang: number; n: number }>(comptees)
    return new Map(rows.map(r => [noms[r.rang] ?? '', r.n]))
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Chaque colonne de la base est classée', () => {
  it('une fois et une seule, et aucune colonne classée n’a disparu', async () => {
    const rows = await lire<{ nom: string; colonne: string }>(
      `SELECT n.nspname || '.' || c.relname AS nom, a.attname AS colonne FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} AND a.attnum > 0 AND NOT a.attisdropped`,
    )
    expect(rows.length).toBeGreaterThan(600)
    const enBase = rows.map(r => `${r.nom}.${r.colonne}`).sort()
    expect(tables.flatMap(([nom, t]) => colonnesDe(t).map(([colonne]) => `${nom}.${colonne}`)).sort()).toEqual(enBase)
  })
  it('qui la voit se dit par des permissions qui existent, et docs/donnees.md dit la même chose', () => {
    expect(tables.flatMap(([nom, t]) => t.vu.filter(p => !permissions.has(p)).map(p => `${nom} : ${p}`))).toEqual([])
    expect(tables.filter(([nom, t]) => t.vu.length === 0 && !nom.startsWith('public.')).map(([nom]) => nom)).toEqual([])
    const page = readFileSync(fileURLToPath(new URL('../../docs/donnees.md', import.meta.url)), 'utf8')
    expect(page, 'npm run donnees:generer').toBe(pageDesDonnees())
  })
})

describe('L’application ne peut rien de plus que ce qui est déclaré', () => {
  it('table par table, colonne par colonne', async () => {
    const rows = await lire<{ nom: string; colonne: string; droits: string }>(
      `SELECT n.nspname || '.' || c.relname AS nom, a.attname AS colonne, concat(
         CASE WHEN has_column_privilege('${ROLE}', c.oid, a.attnum, 'SELECT') THEN 'L' END, CASE WHEN has_column_privilege('${ROLE}', c.oid, a.attnum, 'INSERT') THEN 'A' END,
         CASE WHEN has_column_privilege('${ROLE}', c.oid, a.attnum, 'UPDATE') THEN 'M' END, CASE WHEN has_table_privilege('${ROLE}', c.oid, 'DELETE') THEN 'S' END,
         CASE WHEN has_table_privilege('${ROLE}', c.oid, 'TRUNCATE, TRIGGER') OR has_column_privilege('${ROLE}', c.oid, a.attnum, 'REFERENCES') THEN '!' END) AS droits
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} AND a.attnum > 0 AND NOT a.attisdropped`,
    )
    const declares = tables.flatMap(([nom, t]) => {
      const [fige, pose] = [mots(t.fige), mots(t.pose)]
      return colonnesDe(t).map(([colonne, nature]) => {
        const permis = [...t.droits].filter(
          d =>
            !(d === 'L' && nature === 'secret') &&
            !(d === 'A' && pose.includes(colonne)) &&
            !(d === 'M' && (fige.includes(colonne) || pose.includes(colonne))),
        )
        return `${nom}.${colonne} ${permis.join('')}`
      })
    })
    expect(rows.map(r => `${r.nom}.${r.colonne} ${r.droits}`).sort()).toEqual(declares.sort())
  })
  it('une table d’un dossier commence sa clé par dossier_id et a sa politique de périmètre ; aucune n’est à l’application', async () => {
    const rows = await lire<{ nom: string; premiere: string; regle: boolean; politique: boolean; sienne: boolean; dossier: boolean }>(
      `SELECT n.nspname || '.' || c.relname AS nom, c.relrowsecurity AS regle, pg_get_userbyid(c.relowner) = '${ROLE}' AS sienne,
         EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'perimetre' AND p.polpermissive) AS politique,
         EXISTS (SELECT 1 FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'dossier_id' AND NOT d.attisdropped) AS dossier,
         (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS premiere
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS}`,
    )
    const dossiers = rows.filter(r => classement[r.nom as keyof typeof classement]?.portee === 'dossier')
    expect(dossiers.length).toBeGreaterThan(40)
    expect(dossiers.filter(r => r.premiere !== 'dossier_id' || !r.regle || !r.politique)).toEqual([])
    expect(rows.filter(r => r.sienne)).toEqual([])
    // A dossier_id elsewhere is a mention: each of these tables says in its classification whose rows it shows.
    expect(
      rows
        .filter(r => r.dossier && !dossiers.includes(r))
        .map(r => r.nom)
        .sort(),
    ).toEqual([
      'acces.journal_ecriture', // one's own, and the DFSPIP's service: no foreign key, a journal must never block a write
      'acces.journal_lecture',
      'dossiers.brouillon', // of its author
      'dossiers.perimetre', // what opens: read by entité
      'echanges.ligne', // of an import, by service
    ])
  })
  it('sans contexte, aucune ligne d’un dossier, d’un service ou d’un compte', async () => {
    const gardees = tables.filter(([, t]) => t.portee !== 'tous' && t.droits.includes('L')).map(([nom]) => nom)
    expect(gardees.length).toBeGreaterThan(50)
    const vues = await lignesVues(gardees, null)
    expect([...vues].filter(([, n]) => n > 0)).toEqual([])
    const pleines = await lire<{ n: number }>(
      `SELECT sum(n)::int AS n FROM (${gardees.map(nom => `SELECT count(*) AS n FROM ${nom}`).join(' UNION ALL ')}) x`,
    )
    expect(pleines[0]?.n).toBeGreaterThan(2000)
  })
})

describe('Les compartiments d’un dossier', () => {
  it('une table réservée ne montre rien à une fonction que sa classification ne nomme pas, dans un dossier pourtant ouvert', async () => {
    const reservees = tables.filter(([, t]) => t.reserve)
    expect(reservees.length).toBeGreaterThan(8)
    const [nul, un] = [[] as string[], new Set<string>()]
    for (const fonction of Object.keys(fonctions) as Fonction[]) {
      const vues = await lignesVues(
        reservees.map(([nom]) => nom),
        comptes[fonction],
      )
      for (const [nom, table] of reservees) {
        const voit = quiVoit(table).includes(fonction)
        if (!voit && vues.get(nom)) nul.push(`${nom} : ${vues.get(nom)} lignes pour ${fonction}`)
        if (voit && vues.get(nom)) un.add(nom)
      }
    }
    expect(nul).toEqual([])
    expect(un.size).toBeGreaterThan(6)
  })
  it('un rapport qui n’est pas parti n’existe pour aucun compte d’un tribunal, ses mouvements non plus', async () => {
    const pasParti = "etat NOT IN ('transmis', 'lu', 'complement', 'repondu')"
    const rapports = await lire<{ id: string }>(`SELECT id FROM magistrats.rapport WHERE ${pasParti}`)
    const sieges = await lire<{ compte: string }>(
      `SELECT split_part(c.identifiant, '@', 1) AS compte FROM acces.compte c JOIN moyens.agent a USING (id)
       WHERE a.juridiction_id IN (SELECT juridiction_id FROM magistrats.rapport WHERE ${pasParti})`,
    )
    expect([rapports.length > 5, sieges.length > 5]).toEqual([true, true])
    const filtre = `= ANY ('{${rapports.map(r => r.id).join(',')}}')`
    const lieux = [
      'rapport WHERE id',
      'mouvement_de_rapport WHERE rapport_id',
      'rapport_section WHERE rapport_id',
      'rapport_version WHERE rapport_id',
    ]
    for (const { compte } of sieges)
      expect(
        [
          ...(
            await lignesVues(
              lieux.map(l => `magistrats.${l} ${filtre}`),
              compte,
            )
          ).values(),
        ],
        compte,
      ).toEqual([0, 0, 0, 0])
  })
})

describe('Une fonction qui a les droits du propriétaire', () => {
  it('fixe son chemin de recherche, et n’est appelée que par qui la base nomme', async () => {
    const rows = await lire<{ nom: string; chemin: string | null; publique: boolean; declencheur: boolean }>(
      `SELECT p.oid::regprocedure::text AS nom, (SELECT c FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS chemin, p.prorettype = 'trigger'::regtype AS declencheur,
         p.proacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(p.proacl) x WHERE x.grantee = 0) AS publique
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND ${A_NOUS} ORDER BY 1`,
    )
    expect(rows.length).toBeGreaterThan(45)
    expect(rows.filter(r => !/pg_temp$/.test(r.chemin ?? '')).map(r => `${r.nom} : ${r.chemin}`)).toEqual([])
    expect(rows.filter(r => r.publique).map(r => r.nom)).toEqual([])
    const permises = await lire<{ nom: string }>(
      `SELECT p.oid::regprocedure::text AS nom FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND p.prorettype = 'trigger'::regtype AND ${A_NOUS} AND has_function_privilege('${ROLE}', p.oid, 'EXECUTE')`,
    )
    expect(permises).toEqual([])
  })
  it('et le schéma d’un module ne reçoit rien de l’application', async () => {
    const rows = await lire(`SELECT n.nspname FROM pg_namespace n WHERE ${A_NOUS} AND has_schema_privilege('${ROLE}', n.oid, 'CREATE')`)
    expect(rows).toEqual([])
  })
})
