import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client, type DatabaseError, type PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classement, colonnesDe, mots, pageDesDonnees, quiVoit } from '../../scripts/donnees.ts'
import { permissionsConnues } from '../../src/acces/index.ts'
import { toutesLesFonctions } from '../../src/moyens/index.ts'
import { migrer } from '../../src/platform/db/migrateur.ts'
import { baseVide, type Essai, nouvelEssai } from '../base.ts'
import { comptes } from './parcourir.ts'
import { A_NOUS, REFUSE, ROLE, tables } from './role.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())
const lire = async <T extends object>(texte: string, valeurs: unknown[] = []) =>
  (await e.proprietaire.query<T>(texte, valeurs)).rows

/** What the application's role reads in the context of an account. */
async function enTantQue<T extends object>(compte: string, texte: string): Promise<T[]> {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
    return (await client.query<T>(texte)).rows
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
/** How many rows of each table an account finds. */
async function lignesVues(noms: string[], compte: string): Promise<Map<string, number>> {
  const comptees = noms
    .map((nom, rang) => `SELECT ${rang} AS rang, count(*)::int AS n FROM ${nom}`)
    .join(' UNION ALL ')
  const rows = await enTantQue<{ rang: number; n: number }>(compte, comptees)
  return new Map(rows.map(r => [noms[r.rang] ?? '', r.n]))
}
/**
 * Which table of a dossier names a row of which other, the dossier itself aside, and the condition
 * that joins them; `sienne`: its rows are parts of that row.
 */
const clesEtrangeres = () =>
  lire<{ enfant: string; parent: string; memes: string; nommee: string; sienne: boolean }>(
    `SELECT k.conrelid::regclass::text AS enfant, k.confrelid::regclass::text AS parent, string_agg(format('p.%I = c.%I', f.attname, a.attname), ' AND ') AS memes,
       string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ') AS nommee, coalesce(bool_and(o.de = ANY (i.indkey)), false) AS sienne
     FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS o (de, vers)
     LEFT JOIN pg_index i ON i.indrelid = k.conrelid AND i.indisprimary
     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.de JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = o.vers
     WHERE k.contype = 'f' AND k.conparentid = 0 AND k.confrelid <> 'dossiers.dossier'::regclass AND EXISTS (SELECT 1 FROM pg_attribute d WHERE d.attrelid = k.confrelid AND d.attname = 'dossier_id')
     GROUP BY k.oid ORDER BY 1, 2`,
  )

describe('Chaque colonne de la base est classée', () => {
  it('une fois et une seule, et aucune colonne classée n’a disparu', async () => {
    const rows = await lire<{ nom: string; colonne: string }>(
      `SELECT n.nspname || '.' || c.relname AS nom, a.attname AS colonne FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} AND a.attnum > 0 AND NOT a.attisdropped`,
    )
    expect(rows.length).toBeGreaterThan(600)
    const enBase = rows.map(r => `${r.nom}.${r.colonne}`).sort()
    expect(
      tables.flatMap(([nom, t]) => colonnesDe(t).map(([colonne]) => `${nom}.${colonne}`)).sort(),
    ).toEqual(enBase)
  })
  it('qui la voit se dit par des permissions qui existent, et docs/donnees.md dit la même chose', () => {
    expect(
      tables.flatMap(([nom, t]) =>
        t.vu.filter(p => !permissionsConnues.has(p)).map(p => `${nom} : ${p}`),
      ),
    ).toEqual([])
    expect(
      tables
        .filter(([nom, t]) => t.vu.length === 0 && !nom.startsWith('public.'))
        .map(([nom]) => nom),
    ).toEqual([])
    const page = readFileSync(
      fileURLToPath(new URL('../../docs/donnees.md', import.meta.url)),
      'utf8',
    )
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
    const rows = await lire<{
      nom: string
      premiere: string
      regle: boolean
      politique: boolean
      sienne: boolean
      dossier: boolean
    }>(
      `SELECT n.nspname || '.' || c.relname AS nom, c.relrowsecurity AS regle, pg_get_userbyid(c.relowner) = '${ROLE}' AS sienne,
         EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'perimetre' AND p.polpermissive) AS politique,
         EXISTS (SELECT 1 FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'dossier_id' AND NOT d.attisdropped) AS dossier,
         (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS premiere
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS}`,
    )
    const dossiers = rows.filter(
      r => classement[r.nom as keyof typeof classement]?.portee === 'dossier',
    )
    expect(dossiers.length).toBeGreaterThan(40)
    expect(dossiers.filter(r => r.premiere !== 'dossier_id' || !r.regle || !r.politique)).toEqual(
      [],
    )
    expect(rows.filter(r => r.sienne)).toEqual([])
    // A dossier_id elsewhere is a mention: each of these tables says in its classification whose
    // rows it shows.
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
})

/** What is read before anybody is let in, and why. Nothing is written. */
const SANS_CONTEXTE = [
  'public.kysely_migration', // a process refuses to start on a base that is not up to date
  'echeances.calcul', // …and says at its start that deadlines were computed under another référentiel
]
type Contexte = (client: PoolClient) => Promise<unknown>
/**
 * Settings as the opening writes them, by whoever holds the connection, for an account that they
 * did not open.
 */
const aLaMain: Contexte = async client => {
  const { rows } = await e.proprietaire.query<{ id: string; entites: string; dossier: string }>(
    `SELECT a.id, (SELECT array_agg(x.entite_id)::text FROM (SELECT DISTINCT entite_id FROM dossiers.perimetre) x) AS entites, p.dossier_id AS dossier
     FROM moyens.agent a JOIN dossiers.perimetre p ON p.entite_id = a.service_id WHERE a.id = $1 LIMIT 1`,
    [await e.agent('dfspip.67')],
  )
  const valeurs = {
    compte: rows[0]?.id,
    entites: rows[0]?.entites,
    fonction: 'dfspip',
    geste: rows[0]?.dossier,
    sceau: 'f'.repeat(64),
  }
  for (const [nom, valeur] of Object.entries(valeurs))
    await client.query('SELECT set_config($1, $2, true)', [`fil_rouge.${nom}`, valeur])
}
/** A seal of a transaction that is over, put back with what it sealed. */
const dUneAutreTransaction: Contexte = async client => {
  await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('dfspip.67')])
  const noms = ['compte', 'entites', 'fonction', 'sceau']
  const { rows } = await client.query(
    `SELECT ${noms.map(nom => `current_setting('fil_rouge.${nom}') AS ${nom}`).join(', ')}`,
  )
  await client.query('COMMIT; BEGIN')
  for (const nom of noms)
    await client.query('SELECT set_config($1, $2, true)', [`fil_rouge.${nom}`, rows[0][nom]])
}
/** An account that was let in, then another's entités and function. */
const puisPlusLarge: Contexte = async client => {
  await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('ts.57')])
  const { rows } = await client.query("SELECT current_setting('fil_rouge.sceau') AS sceau")
  await aLaMain(client)
  await client.query("SELECT set_config('fil_rouge.sceau', $1, true)", [rows[0].sceau])
}

/**
 * A trigger that speaks before the policy: refused too, and the three other orders show the policy.
 */
const FIGE = 'rapport_fige'
type Ordre = { table: string; texte: string; valeurs?: unknown[] }
/**
 * Reading, adding a row that is already there, changing and deleting every row: each table of each
 * schema.
 */
async function ordres(): Promise<Ordre[]> {
  const trouvees = await lire<{
    nom: string
    ajoutables: string[]
    premiere: string
    modifiable: string | null
  }>(
    `SELECT n.nspname || '.' || c.relname AS nom,
       coalesce(array_agg(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', c.oid, a.attnum, 'INSERT')), '{}')::text[] AS ajoutables,
       min(quote_ident(a.attname)) AS premiere, min(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', c.oid, a.attnum, 'UPDATE')) AS modifiable
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} GROUP BY 1 ORDER BY 1`,
  )
  const tous: Ordre[] = []
  for (const { nom: table, ajoutables, premiere, modifiable } of trouvees) {
    const [ligne] = await lire<{ ligne: object }>(
      `SELECT to_jsonb(x) AS ligne FROM ${table} x LIMIT 1`,
    )
    const colonnes = ajoutables.join(', ') || '*'
    const ajout = `INSERT INTO ${table} ${ajoutables.length > 0 ? `(${colonnes})` : ''}`
    tous.push(
      { table, texte: `SELECT 1 FROM ${table}` },
      ligne
        ? {
            table,
            texte: `${ajout} SELECT ${colonnes} FROM jsonb_populate_record(NULL::${table}, $1)`,
            valeurs: [ligne.ligne],
          }
        : { table, texte: `INSERT INTO ${table} DEFAULT VALUES` },
      { table, texte: `UPDATE ${table} SET ${modifiable ?? premiere} = DEFAULT` },
      { table, texte: `DELETE FROM ${table}` },
    )
  }
  return tous
}
/** What passed: a row found, added, changed or deleted, or a refusal that is not one of access. */
async function passes(contexte: Contexte): Promise<string[]> {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    await contexte(client)
    const passees: string[] = []
    for (const { texte, valeurs } of await ordres()) {
      await client.query('SAVEPOINT ordre')
      const dit = await client.query(texte, valeurs).then(
        r => (r.rowCount ? `${r.rowCount} lignes` : null),
        (erreur: DatabaseError) =>
          erreur.code === REFUSE || erreur.constraint === FIGE ? null : erreur.message,
      )
      if (dit) passees.push(`${texte.slice(0, 90)} : ${dit}`)
      await client.query('ROLLBACK TO ordre')
    }
    return passees
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Sans contexte, l’application ne trouve ni n’écrit rien', () => {
  const permis = SANS_CONTEXTE.map(nom => `SELECT 1 FROM ${nom} : `)
  it.each([
    ['ouvert pour personne', async () => {}],
    ['posé à la main', aLaMain],
    ['d’une transaction finie', dUneAutreTransaction],
    ['d’un autre, élargi à la main', puisPlusLarge],
  ] as [string, Contexte][])('table par table : un contexte %s', async (_, contexte) => {
    const passees = await passes(contexte)
    expect(passees.filter(p => !permis.some(debut => p.startsWith(debut)))).toEqual([])
    expect(passees.length).toBe(permis.length)
  })
  it('ce que chaque table garde est là : le même compte, laissé entrer, en trouve', async () => {
    const passees = await passes(async client =>
      client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('dfspip.67')]),
    )
    expect(passees.filter(p => p.startsWith('SELECT')).length).toBeGreaterThan(45)
  })
  it('une ligne des journaux est au nom du compte laissé entrer, et de nul autre', async () => {
    const [moi, autre] = [await e.agent('ts.67'), await e.agent('dpip.67')]
    const client = await e.base.pool.connect()
    const ecrire = async (texte: string, compte: string | null, mien = true) => {
      await client.query('BEGIN')
      if (mien) await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
      if (mien && compte)
        await client.query("SELECT set_config('fil_rouge.compte', $1, true)", [compte])
      const dit = await client.query(texte, [compte]).then(
        () => 'écrite',
        (erreur: DatabaseError) => erreur.code,
      )
      await client.query('ROLLBACK')
      return dit
    }
    for (const texte of [
      "INSERT INTO acces.journal_ecriture (compte_id, commande) VALUES ($1, 'essai')",
      "INSERT INTO acces.journal_lecture (compte_id, route) VALUES ($1, '/essai')",
    ]) {
      expect(await ecrire(texte, moi)).toBe('écrite')
      expect([
        await ecrire(texte, autre),
        await ecrire(texte, autre, false),
        await ecrire(texte, null, false),
      ]).toEqual([REFUSE, REFUSE, REFUSE])
    }
    client.release()
  })
})

/**
 * A function that asks the context, called beside the rows: once for the query, as the base writes
 * it or as we do.
 */
const UNE_FOIS = /\( ?SELECT [a-z_]+\.[a-z_]+\(('[^']*'(::text(\[\])?)?)?\)( AS [a-z_]+)?\)/g
/** Every function that asks the context, itself or by another. */
async function quiDemandeLeContexte(): Promise<Set<string>> {
  const fonctionsDeLaBase = await lire<{ nom: string; texte: string }>(
    `SELECT n.nspname || '.' || p.proname AS nom, pg_get_functiondef(p.oid) AS texte FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prokind = 'f' AND ${A_NOUS} AND n.nspname <> 'public'`,
  )
  const demandent = new Set(['platform.du_contexte'])
  for (let connues = 0; connues < demandent.size; ) {
    connues = demandent.size
    for (const { nom, texte } of fonctionsDeLaBase)
      if ([...demandent].some(f => texte.includes(`${f}(`))) demandent.add(nom)
  }
  return demandent
}

describe('Une politique', () => {
  it('demande qui agit une fois par requête, jamais à chaque ligne, par elle-même ou par une fonction', async () => {
    const conditions = await lire<{ nom: string; condition: string }>(
      `SELECT polname || ' sur ' || polrelid::regclass AS nom, concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) AS condition FROM pg_policy
       UNION ALL SELECT c.oid::regclass::text, pg_get_viewdef(c.oid) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND ${A_NOUS}`,
    )
    expect(conditions.length).toBeGreaterThan(100)
    const demandent = await quiDemandeLeContexte()
    const parLigne = conditions.flatMap(({ nom, condition }) =>
      [...condition.replace(UNE_FOIS, '').matchAll(/([a-z_]+\.[a-z_]+)\(/g)]
        .filter(([, appelee = '']) => demandent.has(appelee))
        .map(([, appelee]) => `${nom} : ${appelee}`),
    )
    expect(parLigne).toEqual([])
  })
  it('et une fonction aussi, dans la condition de ses requêtes', async () => {
    const fonctionsDeLaBase = await lire<{ nom: string; texte: string; requete: boolean }>(
      `SELECT p.oid::regproc::text AS nom, pg_get_functiondef(p.oid) AS texte, l.lanname = 'sql' AS requete
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
       WHERE p.prokind = 'f' AND ${A_NOUS} AND n.nspname NOT IN ('public', 'platform') ORDER BY 1`,
    )
    expect(fonctionsDeLaBase.length).toBeGreaterThan(100)
    // One that is a query has nothing but its query; another may ask before it.
    const parLigne = fonctionsDeLaBase.flatMap(({ nom, texte, requete }) =>
      (
        texte
          .replace(UNE_FOIS, '')
          .match(
            requete
              ? /platform\.(compte|entites?|fonction|est_de)\(/g
              : /ANY \(platform\.entites\(\)\)/g,
          ) ?? []
      ).map(appelee => `${nom} : ${appelee}`),
    )
    expect(parLigne).toEqual([])
  })
  it('une fonction qui est une requête ne lit pas un seul ou tous selon que son paramètre est vide : aucun plan gardé ne sert aux deux', async () => {
    const lues = await lire<{ nom: string; texte: string }>(
      `SELECT p.oid::regproc::text AS nom, p.prosrc AS texte FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
       WHERE ${A_NOUS} AND l.lanname = 'sql' ORDER BY 1`,
    )
    const ouTous = lues.filter(f => /p_\w+ IS NULL OR/.test(f.texte)).map(f => f.nom)
    // What is left without a parameter is already that of one service: some lines of its agenda,
    // its requests that wait.
    expect(ouTous).toEqual(['agenda.occupations', 'dossiers.demandes_de_mon_service'])
  })
})

describe('Une vue de la base', () => {
  it('lit avec les droits de qui demande, hors celle qui porte sa propre condition (ADR 0046)', async () => {
    const vues = await lire<{ nom: string }>(
      `SELECT c.oid::regclass::text AS nom FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('v', 'm') AND ${A_NOUS} AND n.nspname <> 'public' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
    )
    expect(vues.map(v => v.nom)).toEqual(['dossiers.v_identite'])
  })
})

describe('Les compartiments d’un dossier', () => {
  it('une table réservée ne montre rien à une fonction que sa classification ne nomme pas, dans un dossier pourtant ouvert', async () => {
    const reservees = tables.filter(([, t]) => t.reserve)
    expect(reservees.length).toBeGreaterThan(8)
    const [nul, un] = [[] as string[], new Set<string>()]
    for (const fonction of toutesLesFonctions) {
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
  it('une ligne qui en nomme une autre ne se trouve pas sans elle, pour aucune fonction', async () => {
    const liens = await clesEtrangeres()
    expect(liens.length).toBeGreaterThan(40)
    const comptees = liens.map(
      ({ enfant, parent, memes, nommee }, rang) =>
        `SELECT ${rang} AS rang, count(*)::int AS n FROM ${enfant} c WHERE ${nommee} AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${memes})`,
    )
    const seules = new Set<string>()
    for (const compte of Object.values(comptes)) {
      const rows = await enTantQue<{ rang: number; n: number }>(
        compte,
        comptees.join(' UNION ALL '),
      )
      for (const { rang, n } of rows)
        if (n > 0) seules.add(`${liens[rang]?.enfant} → ${liens[rang]?.parent}`)
    }
    expect([...seules]).toEqual([])
  })
  it('un récit sur ce dont une part est réservée l’est aussi', async () => {
    const liens = await clesEtrangeres()
    const { rows } = await e.proprietaire.query<{ nom: string }>(
      "SELECT polrelid::regclass::text AS nom FROM pg_policy WHERE polname = 'compartiment'",
    )
    const reservees = new Set(rows.map(r => r.nom))
    const reserves = new Set(
      liens.filter(l => l.sienne && reservees.has(l.enfant)).map(l => l.parent),
    )
    const ouverts = liens.filter(
      ({ enfant, parent }) =>
        reserves.has(parent) &&
        !reservees.has(enfant) &&
        classement[enfant as keyof typeof classement]?.colonnes.recit,
    )
    expect([...new Set(ouverts.map(l => l.enfant))].sort()).toEqual([
      'magistrats.reponse', // written by the juridiction itself, on what it had read
    ])
  })
  it('un rapport qui n’est pas parti n’existe pour aucun compte d’un tribunal, ses mouvements non plus', async () => {
    const pasParti = "etat NOT IN ('transmis', 'lu', 'complement', 'repondu')"
    const rapports = await lire<{ id: string }>(
      `SELECT id FROM magistrats.rapport WHERE ${pasParti}`,
    )
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

/**
 * What answers whoever holds the connection, in nobody's context: each with its reason. Whatever
 * else asks the context, itself or by a function that does.
 */
const POUR_PERSONNE: Record<string, string> = {
  // Before somebody is let in.
  'acces.compte_de': 'the salt of one account, to compute the password typed',
  'acces.compter_un_essai': 'a try is counted before its hash is computed',
  'acces.comptes_de_demonstration': 'public by design, none in a real base',
  'acces.fermeture': 'why an account is closed, told to who may not be let in',
  'acces.fermer_session': 'for who holds its token',
  'acces.ouvrir': 'the opening itself',
  'acces.ouvrir_session': 'for who knows the password',
  'calendriers.flux_ouvert': 'the link of a diary, for who holds it',
  'calendriers.lire_flux': 'the same',
  'calendriers.noter_acces': 'the same',
  'calendriers.noter_lecture': 'the same',
  'messages.s_opposer': 'the link of a message that says stop',
  // Each minute, for nobody.
  'acces.age_des_sceaux': 'seals of the journals: since when',
  'acces.derniers_sceaux': 'seals of the journals',
  'acces.lignes_en_attente': 'the same: how many lines wait',
  'acces.noter_tete_donnee': 'the same',
  'acces.preparer_sceau': 'the same',
  'acces.sceaux_depuis': 'the same: those to be noted out of the base',
  'acces.signer_sceau': 'the same',
  'acces.tete_donnee': 'the same: up to where a command was given them',
  'acces.verifier_purges': 'the same',
  'acces.verifier_sceaux': 'the same',
  'acces.noter_controle': 'the same',
  'acces.fermer_les_sessions_closes': 'closes what an account had opened',
  'acces.oublier_les_vieux_essais': 'forgets tries of an hour ago',
  'bex.oublier_les_recherches': 'forgets what was looked for',
  'bex.oublier_les_remises_hors_outil': 'forgets what was handed over on paper',
  'calendriers.fermer_les_flux_clos': 'closes the diaries of closed accounts',
  'messages.battements': 'the queue: when each worker last looked',
  'messages.battre': 'the queue: a worker looks',
  'messages.cesser_de_battre': 'the queue: a worker stops',
  'messages.commencer_a_battre': 'the queue: a worker starts',
  'messages.retards': 'the queue: how late it is',
  'messages.ecarter': 'the queue: what is no longer of use',
  'messages.lever_les_doutes': 'the queue: a receipt that did not come',
  'messages.noter_accuse': 'the queue: a receipt of the provider',
  'messages.noter_essai': 'the queue: how a sending went',
  'messages.opposer_par_numero': 'the queue: a reply that says stop',
  'messages.prendre': 'the queue: what is to be sent, with its number and its text',
  'messages.reprendre': 'the queue: what a worker that stopped had taken',
  'messages.travailleurs': 'the queue: which workers are alive',
  // By an identifier, no name and nothing of a dossier.
  'acces.est_la': 'whether an agent works in an entité that day',
  'agenda.occupations': 'when a diary is taken',
  'agenda.place_libre': 'whether a place is free',
  'dossiers.suivis_par': 'how many people an agent follows',
  // Name and birth date are the key: the service that follows.
  'dossiers.personne_a_demander': 'asked by whoever has no périmètre',
}
/**
 * What the functions of the base are called with: what is there, by the name of the argument, or a
 * value of its type.
 */
const PAR_TYPE: Record<string, unknown> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'uuid[]': [],
  text: 'essai',
  'text[]': null,
  date: '2026-11-24',
  'timestamp with time zone': '2026-11-24T08:00:00Z',
  integer: 10,
  boolean: true,
  jsonb: '[]',
  bytea: Buffer.from('essai'),
}
/** What says nothing in an answer: the names of its columns, what is empty or false. */
const RIEN = /"[a-z_]+":|null|false/g
const VAUT = /[^[\]{}, ]/
async function ceQuiExiste(): Promise<Record<string, unknown>> {
  const [r] = await lire<Record<string, unknown>>(
    `SELECT a.id AS p_agent, a.service_id AS p_entite, a.service_id AS p_service, p.dossier_id AS p_dossier, p.dossier_id AS p_personne, i.nom AS p_nom,
       i.naissance_le::text AS p_naissance, d.numero AS p_numero, array[p.dossier_id] AS p_dossiers, v.cible_id AS p_cible, array[v.id] AS p_nouvelles,
       o.motif AS p_motif, o.cause_id AS p_cause, o.portee AS p_portee, (SELECT id FROM acces.alerte LIMIT 1) AS p_alerte, (SELECT id FROM dossiers.transfert LIMIT 1) AS p_transfert
     FROM moyens.agent a JOIN dossiers.prise_en_charge p ON p.referent_id = a.id AND p.fin_a IS NULL JOIN dossiers.personne i USING (dossier_id)
     JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.perimetre o ON o.dossier_id = p.dossier_id AND o.entite_id = a.service_id
     LEFT JOIN dossiers.nouvelle v ON v.dossier_id = p.dossier_id WHERE a.id = $1 ORDER BY v.id NULLS LAST LIMIT 1`,
    [await e.agent('ts.67')],
  )
  return r ?? {}
}
/** In the text of a function: the context, or a function that asks for it. */
const DEMANDE_LE_CONTEXTE = String.raw`platform\.(compte|entites?|fonction|est_de|du_contexte)\(|dossiers\.(ouvert|dans_mon_perimetre|nouvelles_adressees)\(|acces\.compter_rapprochement\(`

describe('Une fonction qui a les droits du propriétaire', () => {
  it('demande qui est laissé entrer, ou dit ici pourquoi elle répond à personne', async () => {
    const rows = await lire<{ nom: string }>(
      `SELECT n.nspname || '.' || p.proname AS nom FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND p.prokind = 'f' AND ${A_NOUS} AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('${ROLE}', p.oid, 'EXECUTE')
         AND (pg_get_functiondef(p.oid) !~ $1 OR p.oid = 'acces.ouvrir(bytea, uuid)'::regprocedure) AND p.oid <> 'platform.du_contexte(text)'::regprocedure ORDER BY 1`,
      [DEMANDE_LE_CONTEXTE],
    )
    expect(rows.map(r => r.nom)).toEqual(Object.keys(POUR_PERSONNE).sort())
  })
  it('ne dit ni n’écrit rien pour personne, appelée sur ce qui existe', async () => {
    const appels = await lire<{ nom: string; types: string[]; noms: string[] }>(
      `SELECT p.oid::regproc::text AS nom, array(SELECT format_type(t, NULL) FROM unnest(p.proargtypes::oid[]) t) AS types, p.proargnames AS noms
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND p.prokind = 'f' AND ${A_NOUS}
         AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('${ROLE}', p.oid, 'EXECUTE') ORDER BY 1`,
    )
    const existe = await ceQuiExiste()
    const client = await e.base.pool.connect()
    const dites: string[] = []
    for (const { nom, types, noms } of appels.filter(x => !(x.nom in POUR_PERSONNE))) {
      const valeurs = types.map((type, i) => existe[noms[i] ?? ''] ?? PAR_TYPE[type])
      await client.query('BEGIN')
      const appel = `SELECT (SELECT json_agg(f) FROM ${nom}(${types.map((type, i) => `$${i + 1}::${type}`)}) f) AS dit, pg_current_xact_id_if_assigned() AS ecrit`
      const dit = await client.query(appel, valeurs).then(
        ({ rows: [r] }) =>
          r.ecrit || VAUT.test(JSON.stringify(r.dit ?? []).replace(RIEN, ''))
            ? JSON.stringify(r)
            : REFUSE,
        (erreur: DatabaseError) => erreur.code,
      )
      await client.query('ROLLBACK')
      if (dit !== REFUSE) dites.push(`${nom} : ${dit}`)
    }
    client.release()
    expect(appels.length).toBeGreaterThan(60)
    expect(dites).toEqual([])
  })
  it('fixe son chemin de recherche, et n’est appelée que par qui la base nomme', async () => {
    const rows = await lire<{
      nom: string
      chemin: string | null
      publique: boolean
      declencheur: boolean
    }>(
      `SELECT p.oid::regprocedure::text AS nom, (SELECT c FROM unnest(p.proconfig) c WHERE c LIKE 'search_path=%') AS chemin, p.prorettype = 'trigger'::regtype AS declencheur,
         p.proacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(p.proacl) x WHERE x.grantee = 0) AS publique
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND ${A_NOUS} ORDER BY 1`,
    )
    expect(rows.length).toBeGreaterThan(45)
    expect(
      rows.filter(r => !/pg_temp$/.test(r.chemin ?? '')).map(r => `${r.nom} : ${r.chemin}`),
    ).toEqual([])
    expect(rows.filter(r => r.publique).map(r => r.nom)).toEqual([])
    const permises = await lire<{ nom: string }>(
      `SELECT p.oid::regprocedure::text AS nom FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND p.prorettype = 'trigger'::regtype AND ${A_NOUS} AND has_function_privilege('${ROLE}', p.oid, 'EXECUTE')`,
    )
    expect(permises).toEqual([])
  })
  it('rien de temporaire n’est fait par l’application, dans une base qu’une migration a menée là', async () => {
    const vide = await baseVide()
    const temporaire = async (url: string) => {
      const client = new Client({ connectionString: url })
      await client.connect()
      const dit = await client
        .query(
          'CREATE FUNCTION pg_temp.voir() RETURNS boolean LANGUAGE sql COST 0.0001 RETURN true',
        )
        .then(
          () => 'faite',
          (erreur: DatabaseError) => erreur.code,
        )
      await client.end()
      return dit
    }
    // A copy of a database has lost what was refused on it.
    const avant = await temporaire(vide.urlDe(ROLE))
    await migrer(vide.url)
    const apres = await temporaire(vide.urlDe(ROLE))
    await vide.fermer()
    expect([avant, apres]).toEqual(['faite', REFUSE])
  })
  it('et le schéma d’un module ne reçoit rien de l’application', async () => {
    const rows = await lire(
      `SELECT n.nspname FROM pg_namespace n WHERE ${A_NOUS} AND has_schema_privilege('${ROLE}', n.oid, 'CREATE')`,
    )
    expect(rows).toEqual([])
  })
})
