import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Client, type DatabaseError, type PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classement, colonnesDe, mots, pageDesDonnees, quiEcrit, quiVoit } from '../../scripts/donnees.ts'
import { type Fonction, fonctions, permissions } from '../../src/acces/index.ts'
import { migrer } from '../../src/platform/db/migrateur.ts'
import { baseVide, type Essai, nouvelEssai } from '../base.ts'
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
function classee(nom: string) {
  const table = tables.find(([n]) => n === nom)?.[1]
  if (!table) throw new Error(`${nom} is not classified`)
  return table
}

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
  const comptees = noms.map((nom, rang) => `SELECT ${rang} AS rang, count(*)::int AS n FROM ${nom}`).join(' UNION ALL ')
  const rows = await enTantQue<{ rang: number; n: number }>(compte, comptees)
  return new Map(rows.map(r => [noms[r.rang] ?? '', r.n]))
}
/** What the base says of one order, undone at once: a row written, or the code of its refusal; no row found is a refusal. */
async function essai(client: PoolClient, texte: string, valeurs: unknown[]): Promise<string> {
  await client.query('SAVEPOINT essai')
  const dit = await client.query(texte, valeurs).then(
    r => (r.rowCount ? 'écrite' : REFUSE),
    (erreur: DatabaseError) => erreur.code ?? erreur.message,
  )
  await client.query('ROLLBACK TO essai')
  return dit
}
type Dite = { cle: string; sien: string; autre: string; personne: string; seule: string }
/** Each author's column of each row of a table that an account finds, written in one's own name, in that of a colleague, and in nobody's: what the base says. */
async function enPretant(compte: string, auteurs: Colonne[]): Promise<Dite[]> {
  const client = await e.base.pool.connect()
  const [moi, colleague] = [await e.agent(compte), await e.agent('ts.67')]
  const dites: Dite[] = []
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
    for (const nom of new Set(auteurs.map(c => c.nom))) {
      const siennes = auteurs.filter(c => c.nom === nom)
      const ou = await lisibles(nom)
      const { rows } = await client.query<{ ligne: Record<string, unknown> }>(
        `SELECT to_jsonb(y) AS ligne FROM (SELECT ${ou.colonnes.join(', ')} FROM ${nom} LIMIT 1) y`,
      )
      const ligne = rows[0]?.ligne
      if (!ligne) continue
      for (const { colonne, ajoutable, modifiable, vide, signe } of siennes) {
        const jour = signe ? { [signe]: '2026-11-24' } : {}
        const ajout = async (par: string | null) => {
          const ecrites = ou.ajoutables
          const valeurs = { ...ligne, ...jour, ...Object.fromEntries(siennes.map(c => [c.colonne, moi])), [colonne]: par }
          return essai(client, `INSERT INTO ${nom} (${ecrites}) SELECT ${ecrites} FROM jsonb_populate_record(NULL::${nom}, $1)`, [valeurs])
        }
        const change = (par: string | null, avec = signe) =>
          essai(client, `UPDATE ${nom} SET ${colonne} = $1${avec ? `, ${avec} = '2026-11-24'` : ''} WHERE ${ou.cle(2)}`, [
            par,
            ...ou.cles.map(k => ligne[k]),
          ])
        // Of nobody, where the column may be empty at all; then alone, without the day that it signs.
        const dire = async (cle: string, ecrire: (par: string | null) => Promise<string>, seule: string) =>
          dites.push({ cle, sien: await ecrire(moi), autre: await ecrire(colleague), personne: vide ? await ecrire(null) : REFUSE, seule })
        if (ajoutable) await dire(`+ ${nom}.${colonne}`, ajout, REFUSE)
        if (modifiable) await dire(`${nom}.${colonne}`, change, signe ? await change(ligne[colonne] ? null : moi, null) : REFUSE)
      }
    }
    return dites
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
/** Columns that the application reads, those that it adds, and the key of a row. */
async function lisibles(nom: string) {
  const [ou] = await lire<{ colonnes: string[]; ajoutables: string[]; modifiable: string | null; cles: string[]; effacable: boolean }>(
    `SELECT array_agg(quote_ident(a.attname)) FILTER (WHERE has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'SELECT'))::text[] AS colonnes,
       coalesce(array_agg(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'INSERT')), '{}')::text[] AS ajoutables,
       min(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', a.attrelid, a.attnum, 'UPDATE')) AS modifiable,
       coalesce(array_agg(a.attname) FILTER (WHERE a.attnum = ANY (i.indkey)), '{}')::text[] AS cles,
       has_table_privilege('${ROLE}', $1::regclass, 'DELETE') AS effacable
     FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped`,
    [nom],
  )
  const { colonnes = [], ajoutables = [], modifiable = null, cles = [], effacable = false } = ou ?? {}
  const cle = (premier: number) => cles.map((k, i) => `${k} = $${i + premier}`).join(' AND ')
  return { colonnes, ajoutables: ajoutables.join(', '), modifiable, cles, effacable, cle }
}
/** A row of Strasbourg, of its service, of its court or of one of their agents, in a table that is of no dossier. */
async function ligneDici(nom: string): Promise<Record<string, unknown> | undefined> {
  const [d] = await lire<{ condition: string | null }>(
    `SELECT string_agg(CASE attname WHEN 'agenda_id' THEN 'x.agenda_id IN (SELECT g.id FROM creneaux.agenda g WHERE g.entite_id = ANY ($1))'
         WHEN 'import_id' THEN 'x.import_id IN (SELECT i.id FROM echanges.import i WHERE i.service_id = ANY ($1))'
         ELSE format('x.%I = ANY ($1)', attname) END, ' OR ') AS condition
     FROM pg_attribute WHERE attrelid = $1::regclass AND (attname IN ('entite_id', 'service_id', 'juridiction_id', 'agenda_id', 'import_id', 'compte_id')
       OR (attname = 'id' AND $1 IN ('moyens.service', 'moyens.juridiction')))`,
    [nom],
  )
  const rows = await lire<{ ligne: Record<string, unknown> }>(
    `SELECT to_jsonb(x) AS ligne FROM ${nom} x WHERE $1::uuid[] IS NOT NULL AND (${d?.condition ?? 'true'}) ORDER BY 1 LIMIT 1`,
    [await dici()],
  )
  if (rows[0]) return rows[0].ligne
  // None is there: what its rows would name. A copy is judged before its other columns are asked.
  const [ici] = await lire<{ ligne: Record<string, unknown> }>(
    `SELECT jsonb_build_object('service_id', s.id, 'entite_id', s.id, 'juridiction_id', (SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'),
       'lieu_id', (SELECT l.id FROM creneaux.lieu l WHERE l.entite_id = s.id LIMIT 1), 'agenda_id', (SELECT g.id FROM creneaux.agenda g WHERE g.entite_id = s.id LIMIT 1),
       'dossier_id', (SELECT p.dossier_id FROM dossiers.prise_en_charge p WHERE p.service_id = s.id AND p.fin_a IS NULL LIMIT 1),
       'import_id', (SELECT i.id FROM echanges.import i LIMIT 1)) AS ligne FROM moyens.service s WHERE s.departement = '67'`,
  )
  return ici?.ligne
}
const dici = async () =>
  (
    await lire<{ id: string }>(
      `SELECT id FROM moyens.service WHERE departement = '67' UNION SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'
       UNION SELECT id FROM acces.compte WHERE identifiant ~ '[.](67|strasbourg)@' ORDER BY 1`,
    )
  ).map(x => x.id)
/** Which table of a dossier names a row of which other, the dossier itself aside, and the condition that joins them; `sienne`: its rows are parts of that row. */
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
})

/** What is read before anybody is let in, and why. Nothing is written. */
const SANS_CONTEXTE = [
  'public.kysely_migration', // a process refuses to start on a base that is not up to date
  'echeances.calcul', // …and says at its start that deadlines were computed under another référentiel
]
type Contexte = (client: PoolClient) => Promise<unknown>
/** Settings as the opening writes them, by whoever holds the connection, for an account that they did not open. */
const aLaMain: Contexte = async client => {
  const { rows } = await e.proprietaire.query<{ id: string; entites: string; dossier: string }>(
    `SELECT a.id, (SELECT array_agg(x.entite_id)::text FROM (SELECT DISTINCT entite_id FROM dossiers.perimetre) x) AS entites, p.dossier_id AS dossier
     FROM moyens.agent a JOIN dossiers.perimetre p ON p.entite_id = a.service_id WHERE a.id = $1 LIMIT 1`,
    [await e.agent('dfspip.67')],
  )
  const valeurs = { compte: rows[0]?.id, entites: rows[0]?.entites, fonction: 'dfspip', geste: rows[0]?.dossier, sceau: 'f'.repeat(64) }
  for (const [nom, valeur] of Object.entries(valeurs)) await client.query('SELECT set_config($1, $2, true)', [`fil_rouge.${nom}`, valeur])
}
/** A seal of a transaction that is over, put back with what it sealed. */
const dUneAutreTransaction: Contexte = async client => {
  await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('dfspip.67')])
  const noms = ['compte', 'entites', 'fonction', 'sceau']
  const { rows } = await client.query(`SELECT ${noms.map(nom => `current_setting('fil_rouge.${nom}') AS ${nom}`).join(', ')}`)
  await client.query('COMMIT; BEGIN')
  for (const nom of noms) await client.query('SELECT set_config($1, $2, true)', [`fil_rouge.${nom}`, rows[0][nom]])
}
/** An account that was let in, then another's entités and function. */
const puisPlusLarge: Contexte = async client => {
  await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('ts.57')])
  const { rows } = await client.query("SELECT current_setting('fil_rouge.sceau') AS sceau")
  await aLaMain(client)
  await client.query("SELECT set_config('fil_rouge.sceau', $1, true)", [rows[0].sceau])
}

const REFUSE = '42501'
/** A trigger that speaks before the policy: refused too, and the three other orders show the policy. */
const FIGE = 'rapport_fige'
type Ordre = { table: string; texte: string; valeurs?: unknown[] }
/** Reading, adding a row that is already there, changing and deleting every row: each table of each schema. */
async function ordres(): Promise<Ordre[]> {
  const trouvees = await lire<{ nom: string; ajoutables: string[]; premiere: string; modifiable: string | null }>(
    `SELECT n.nspname || '.' || c.relname AS nom,
       coalesce(array_agg(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', c.oid, a.attnum, 'INSERT')), '{}')::text[] AS ajoutables,
       min(quote_ident(a.attname)) AS premiere, min(quote_ident(a.attname)) FILTER (WHERE a.attgenerated = '' AND has_column_privilege('${ROLE}', c.oid, a.attnum, 'UPDATE')) AS modifiable
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} GROUP BY 1 ORDER BY 1`,
  )
  const tous: Ordre[] = []
  for (const { nom: table, ajoutables, premiere, modifiable } of trouvees) {
    const [ligne] = await lire<{ ligne: object }>(`SELECT to_jsonb(x) AS ligne FROM ${table} x LIMIT 1`)
    const colonnes = ajoutables.join(', ') || '*'
    const ajout = `INSERT INTO ${table} ${ajoutables.length > 0 ? `(${colonnes})` : ''}`
    tous.push(
      { table, texte: `SELECT 1 FROM ${table}` },
      ligne
        ? { table, texte: `${ajout} SELECT ${colonnes} FROM jsonb_populate_record(NULL::${table}, $1)`, valeurs: [ligne.ligne] }
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
        (erreur: DatabaseError) => (erreur.code === REFUSE || erreur.constraint === FIGE ? null : erreur.message),
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
    const passees = await passes(async client => client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent('dfspip.67')]))
    expect(passees.filter(p => p.startsWith('SELECT')).length).toBeGreaterThan(45)
  })
  it('une ligne des journaux est au nom du compte laissé entrer, et de nul autre', async () => {
    const [moi, autre] = [await e.agent('ts.67'), await e.agent('dpip.67')]
    const client = await e.base.pool.connect()
    const ecrire = async (texte: string, compte: string | null, mien = true) => {
      await client.query('BEGIN')
      if (mien) await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
      if (mien && compte) await client.query("SELECT set_config('fil_rouge.compte', $1, true)", [compte])
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
      expect([await ecrire(texte, autre), await ecrire(texte, autre, false), await ecrire(texte, null, false)]).toEqual([
        REFUSE,
        REFUSE,
        REFUSE,
      ])
    }
    client.release()
  })
})

/** Columns that name an agent and not who writes: whom the row is about, or whom it repeats. */
const DESIGNES: Record<string, string> = {
  'accompagnement.etape_annulee.notee_par': 'who had noted the step, as the row that goes says it',
  'agenda.convocation.agent_id': 'who receives',
  'calendriers.flux.agent_id': 'whose diary it is',
  'creneaux.absence.agent_id': 'who is absent',
  'creneaux.agenda.agent_id': 'whose agenda it is',
  'dossiers.prise_en_charge.referent_id': 'who follows',
  'magistrats.rapport.redacteur_id': 'who writes the report, which the service may give to another',
  'magistrats.reponse.close_precedente_par': 'who had closed the request before the answer, as the request says it',
  'magistrats.saisine.close_par': 'given back to who had closed it when the answer is withdrawn',
  'magistrats.saisine.magistrat_id': 'which magistrate asks; the greffe records it',
}
/** Instants that the base could write and the application says: each is shown to the person, or to the agent who typed it. */
const INSTANTS_DITS = [
  'bex.envoi_hors_outil.a',
  'bex.remise_hors_outil.a',
  'calendriers.reglage.modifie_a',
  'dossiers.brouillon.enregistre_a',
  'dossiers.personne.modifie_a',
  'magistrats.rapport.mesures_tirees_a',
  'magistrats.rapport_pdf.fige_a',
  'messages.evenement.a',
  'messages.message.change_a',
  'messages.message.cree_a',
  'messages.modele.ecrit_a',
  'messages.opposition.depuis_a',
  'moyens.ressort.importe_a',
]
type Colonne = {
  nom: string
  colonne: string
  ajoutable: boolean
  modifiable: boolean
  agent: boolean
  instant: boolean
  ajout: boolean
  changement: boolean
  vide: boolean
  signe: string | null
}
/** Columns that the application may write, whether they name an agent, and what the base checks of them. */
const colonnesEcrites = () =>
  lire<Colonne>(
    `SELECT c.oid::regclass::text AS nom, a.attname AS colonne, x.ajoutable, x.modifiable,
       EXISTS (SELECT 1 FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = c.oid AND k.conkey = ARRAY[a.attnum] AND k.confrelid IN ('moyens.agent'::regclass, 'acces.compte'::regclass)) AS agent,
       coalesce(pg_get_expr(d.adbin, d.adrelid) IN ('now()', 'clock_timestamp()'), false) AS instant,
       EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('a', '*') AND coalesce(pg_get_expr(p.polwithcheck, p.polrelid), pg_get_expr(p.polqual, p.polrelid))
         LIKE '%' || a.attname || ' = ( SELECT platform.compte() AS compte)%') AS ajout,
       EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname = 'en_son_nom' AND a.attnum = ANY (t.tgattr)) AS changement, NOT a.attnotnull AS vide,
       (SELECT s.attname FROM pg_trigger t JOIN pg_attribute s ON s.attrelid = c.oid AND s.attnum = ANY (t.tgattr) AND s.attnum <> a.attnum
         WHERE t.tgrelid = c.oid AND t.tgname = 'avec_' || a.attname) AS signe
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     CROSS JOIN LATERAL (SELECT has_column_privilege('${ROLE}', c.oid, a.attnum, 'INSERT') AS ajoutable, has_column_privilege('${ROLE}', c.oid, a.attnum, 'UPDATE') AS modifiable) x
     WHERE c.relkind IN ('r', 'p') AND ${A_NOUS} AND (x.ajoutable OR x.modifiable) ORDER BY 1, 2`,
  )
const natureDe = (nom: string, colonne: string) => colonnesDe(classee(nom)).find(([c]) => c === colonne)?.[1]

describe('Qui a écrit une ligne, et quand', () => {
  it('une colonne qui nomme un agent est celle de l’auteur, ou dit ici qui elle désigne', async () => {
    const autres = (await colonnesEcrites()).filter(c => c.agent && natureDe(c.nom, c.colonne) !== 'auteur')
    expect(autres.map(c => `${c.nom}.${c.colonne}`).sort()).toEqual(Object.keys(DESIGNES).sort())
  })
  it('l’auteur est tenu par la base partout où l’application l’écrit ; l’instant est celui de la base, ou dit ici', async () => {
    const colonnes = await colonnesEcrites()
    const auteurs = colonnes.filter(c => natureDe(c.nom, c.colonne) === 'auteur')
    expect(auteurs.length).toBeGreaterThan(65)
    // A draft is its account's alone: its own policy refuses that it become another's.
    const changee = (c: Colonne) => c.changement || c.nom === 'dossiers.brouillon'
    expect(auteurs.filter(c => (c.ajoutable && !c.ajout) || (c.modifiable && !changee(c))).map(c => `${c.nom}.${c.colonne}`)).toEqual([])
    // Written later, it goes with the day that it signs.
    expect(auteurs.filter(c => c.vide && c.modifiable && !c.signe).map(c => `${c.nom}.${c.colonne}`)).toEqual([])
    const instants = colonnes.filter(c => c.instant && c.ajoutable)
    expect(instants.map(c => `${c.nom}.${c.colonne}`)).toEqual(INSTANTS_DITS)
  })
  it('au nom d’un autre ni de personne, aucune ligne ne s’ajoute ni ne change, ni une signature seule ; au sien, si', async () => {
    const auteurs = (await colonnesEcrites()).filter(c => natureDe(c.nom, c.colonne) === 'auteur')
    const [essayees, fautes] = [new Set<string>(), [] as string[]]
    for (const compte of ['dpip.67', 'dfspip.67', 'jap.strasbourg', 'bex.strasbourg'])
      for (const { cle, sien, autre, personne, seule } of await enPretant(compte, auteurs)) {
        if (sien === REFUSE) continue
        essayees.add(cle)
        if ([autre, personne, seule].some(dit => dit !== REFUSE)) fautes.push(`${cle} par ${compte} : ${[autre, personne, seule]}`)
      }
    expect(fautes).toEqual([])
    expect(essayees.size).toBeGreaterThan(35)
  })
})

/** Kept by its function wherever it works: why. */
const DE_PARTOUT: Record<string, string> = {
  'acces.journal_ecriture': 'one’s own lines',
  'acces.journal_lecture': 'one’s own lines',
  'acces.session': 'one’s own sessions',
  'bex.recherche': 'one’s own look-ups',
  'dossiers.brouillon': 'one’s own drafts',
  'moyens.disp': 'a direction interrégionale has no service: it is named, and never changed',
  'moyens.ressort_import': 'a file of communes, which is its author’s; what it writes is checked on the ressort',
}
type Ecriture = 'INSERT' | 'UPDATE' | 'DELETE'
/** Every order on one row of each table that is of no dossier: a copy of it, written again as it is, erased. Refused, or whatever else is said. */
async function ecritures(
  compte: string,
  lignes: Map<string, Record<string, unknown>>,
): Promise<Map<string, { ordre: Ecriture; dite: string }[]>> {
  const client = await e.base.pool.connect()
  const moi = await e.agent(compte)
  const dites = new Map<string, { ordre: Ecriture; dite: string }[]>()
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [moi])
    for (const [nom, ligne] of lignes) {
      const ou = await lisibles(nom)
      const auteurs = colonnesDe(classee(nom)).flatMap(([c, nature]) => (nature === 'auteur' ? [[c, moi]] : []))
      const copie = [{ ...ligne, ...Object.fromEntries(auteurs) }]
      const cle = ou.cles.map(k => ligne[k])
      const ordres: [Ecriture, string | null, unknown[]][] = [
        [
          'INSERT',
          ou.ajoutables && `INTO ${nom} (${ou.ajoutables}) SELECT ${ou.ajoutables} FROM jsonb_populate_record(NULL::${nom}, $1)`,
          copie,
        ],
        ['UPDATE', ou.modifiable && `${nom} SET ${ou.modifiable} = ${ou.modifiable} WHERE ${ou.cle(1)}`, cle],
        ['DELETE', ou.effacable ? `FROM ${nom} WHERE ${ou.cle(1)}` : null, cle],
      ]
      dites.set(nom, [])
      for (const [ordre, reste, valeurs] of ordres)
        if (reste) dites.get(nom)?.push({ ordre, dite: await essai(client, `${ordre} ${reste}`, valeurs) })
    }
    return dites
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Ce qui n’est d’aucun dossier', () => {
  it('s’écrit par les fonctions des commandes qui l’écrivent, pour leur entité, et par nulle autre', async () => {
    const ecrites = await lire<{ nom: string }>(
      `SELECT c.oid::regclass::text AS nom FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${A_NOUS}
         AND (has_any_column_privilege('${ROLE}', c.oid, 'INSERT') OR has_any_column_privilege('${ROLE}', c.oid, 'UPDATE') OR has_table_privilege('${ROLE}', c.oid, 'DELETE'))`,
    )
    const horsDossier = tables.filter(([nom, t]) => t.portee !== 'dossier' && ecrites.some(x => x.nom === nom))
    expect(horsDossier.filter(([, t]) => !t.ecrit).map(([nom]) => nom)).toEqual([])
    await e.proprietaire.query(
      `WITH a AS (SELECT id, service_id FROM moyens.agent WHERE id = $1), s AS (INSERT INTO acces.session (compte_id, empreinte, expire_a)
         SELECT id, sha256('essai'), now() + interval '1 hour' FROM a) INSERT INTO echanges.import (service_id, format, fichier_nom, fichier_sha256, lignes, depose_par)
         SELECT service_id, 'appi', 'essai.csv', sha256('essai'), 1, id FROM a`,
      [await e.agent('ts.67')],
    )
    // What may be erased, while it is there.
    await e.proprietaire.query(
      `WITH b AS (INSERT INTO dossiers.brouillon (dossier_id, compte_id, cle, url, titre, valeurs)
         SELECT dossier_id, referent_id, 'essai', '/essai', 'Essai', '{}' FROM dossiers.prise_en_charge WHERE referent_id = $1 AND fin_a IS NULL LIMIT 1),
       r AS (INSERT INTO bex.recherche (compte_id, nom, prenoms, naissance_le, situation) VALUES ($2, 'Essai', 'Un', '1980-01-01', 'inconnue')
         RETURNING compte_id, id, nom, prenoms, naissance_le)
       INSERT INTO bex.remise_hors_outil (juridiction_id, recherche_id, nom, prenoms, naissance_le, spip_nom, spip_adresse, audience_le, decision_remise, par, a)
         SELECT a.juridiction_id, r.id, r.nom, r.prenoms, r.naissance_le, 'SPIP', 'Reims', '2026-11-23', true, a.id, now() FROM r JOIN moyens.agent a ON a.id = r.compte_id`,
      [await e.agent('ts.67'), await e.agent('bex.strasbourg')],
    )
    // Of the service of Strasbourg, of its court, or of an agent of one of them.
    const lignes = new Map<string, Record<string, unknown>>()
    for (const [nom] of horsDossier) {
      const ligne = await ligneDici(nom)
      if (ligne) lignes.set(nom, ligne)
    }
    expect(lignes.size).toBe(horsDossier.length)
    const [ouvertes, tenues] = [[] as string[], new Set<string>()]
    for (const fonction of Object.keys(fonctions) as Fonction[])
      for (const ici of [true, false]) {
        const compte = ici ? comptes[fonction] : comptes[fonction].replace('67', '57').replace('strasbourg', 'metz')
        if (!ici && compte === comptes[fonction]) continue
        for (const [nom, dites] of await ecritures(compte, lignes)) {
          const sienne = quiEcrit(classee(nom)).includes(fonction) && (ici || nom in DE_PARTOUT)
          for (const { ordre, dite } of dites)
            if (dite !== REFUSE && !sienne) ouvertes.push(`${ordre} ${nom} par ${compte} : ${dite}`)
            else if (dite !== REFUSE) tenues.add(nom).add(`${ordre} ${nom}`)
        }
      }
    expect(ouvertes).toEqual([])
    expect([...lignes.keys()].filter(nom => !tenues.has(nom))).toEqual([])
    // What may be erased was erased by somebody: the row was there for the others to try.
    const effacables = horsDossier.filter(([, t]) => t.droits.includes('S')).map(([nom]) => `DELETE ${nom}`)
    expect([effacables.length > 2, effacables.filter(essayee => !tenues.has(essayee))]).toEqual([true, []])
  })
  it('un agenda ne s’ouvre, chez soi, que pour personne ou pour qui y travaille', async () => {
    const client = await e.base.pool.connect()
    const dits: Record<string, string> = {}
    for (const compte of ['dfspip.67', 'greffe.strasbourg'])
      for (const pour of [null, 'psychologue.67', 'ts.57', 'greffe.strasbourg', 'greffe.metz']) {
        await client.query('BEGIN')
        await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
        const lieu = `INSERT INTO creneaux.lieu (entite_id, nom, adresse, code_postal, commune, ouvre_a, ferme_a, territoire, fuseau)
          VALUES (platform.entite(), 'Essai', '1 rue Haute', '67000', 'Strasbourg', '09:00', '17:00', 'metropole', 'Europe/Paris') RETURNING id`
        const { rows } = await client.query<{ id: string }>(lieu)
        const agenda = "INSERT INTO creneaux.agenda (entite_id, lieu_id, nom, agent_id) VALUES (platform.entite(), $1, 'Essai', $2)"
        dits[`${compte} pour ${pour}`] = await essai(client, agenda, [rows[0]?.id, pour && (await e.agent(pour))])
        await client.query('ROLLBACK')
      }
    client.release()
    const ecrits = [
      'dfspip.67 pour null',
      'dfspip.67 pour psychologue.67',
      'greffe.strasbourg pour null',
      'greffe.strasbourg pour greffe.strasbourg',
    ]
    expect(Object.entries(dits).filter(([, dit]) => dit !== REFUSE)).toEqual(ecrits.map(qui => [qui, 'écrite']))
  })
  it('le départ d’un agent n’est suivi que par qui tient sa fiche', async () => {
    const appels = [...Object.values(comptes), 'dfspip.57']
    const suivis: string[] = []
    const client = await e.base.pool.connect()
    for (const compte of appels) {
      await client.query('BEGIN')
      await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
      const dit = await essai(client, "SELECT agenda.suivre_le_depart($1, 'Il part.', '2026-11-24', now())", [await e.agent('ts.67')])
      await client.query('ROLLBACK')
      if (dit !== REFUSE) suivis.push(compte)
    }
    client.release()
    expect(suivis).toEqual(['dfspip.67', 'admin'])
  })
})

/** A function that asks the context, called beside the rows: once for the query, as the base writes it or as we do. */
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
    for (const { nom, texte } of fonctionsDeLaBase) if ([...demandent].some(f => texte.includes(`${f}(`))) demandent.add(nom)
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
        texte.replace(UNE_FOIS, '').match(requete ? /platform\.(compte|entites?|fonction|est_de)\(/g : /ANY \(platform\.entites\(\)\)/g) ??
        []
      ).map(appelee => `${nom} : ${appelee}`),
    )
    expect(parLigne).toEqual([])
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
  it('une ligne qui en nomme une autre ne se trouve pas sans elle, pour aucune fonction', async () => {
    const liens = await clesEtrangeres()
    expect(liens.length).toBeGreaterThan(40)
    const comptees = liens.map(
      ({ enfant, parent, memes, nommee }, rang) =>
        `SELECT ${rang} AS rang, count(*)::int AS n FROM ${enfant} c WHERE ${nommee} AND NOT EXISTS (SELECT 1 FROM ${parent} p WHERE ${memes})`,
    )
    const seules = new Set<string>()
    for (const compte of Object.values(comptes)) {
      const rows = await enTantQue<{ rang: number; n: number }>(compte, comptees.join(' UNION ALL '))
      for (const { rang, n } of rows) if (n > 0) seules.add(`${liens[rang]?.enfant} → ${liens[rang]?.parent}`)
    }
    expect([...seules]).toEqual([])
  })
  it('un récit sur ce dont une part est réservée l’est aussi', async () => {
    const liens = await clesEtrangeres()
    const { rows } = await e.proprietaire.query<{ nom: string }>(
      "SELECT polrelid::regclass::text AS nom FROM pg_policy WHERE polname = 'compartiment'",
    )
    const reservees = new Set(rows.map(r => r.nom))
    const reserves = new Set(liens.filter(l => l.sienne && reservees.has(l.enfant)).map(l => l.parent))
    const ouverts = liens.filter(
      ({ enfant, parent }) =>
        reserves.has(parent) && !reservees.has(enfant) && classement[enfant as keyof typeof classement]?.colonnes.recit,
    )
    expect([...new Set(ouverts.map(l => l.enfant))].sort()).toEqual([
      'magistrats.reponse', // written by the juridiction itself, on what it had read
    ])
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

/** What answers whoever holds the connection, in nobody's context: each with its reason. Whatever else asks the context, itself or by a function that does. */
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
  'acces.derniers_sceaux': 'seals of the journals',
  'acces.lignes_en_attente': 'the same: how many lines wait',
  'acces.preparer_sceau': 'the same',
  'acces.signer_sceau': 'the same',
  'acces.verifier_purges': 'the same',
  'acces.verifier_sceaux': 'the same',
  'acces.noter_controle': 'the same',
  'acces.fermer_les_sessions_closes': 'closes what an account had opened',
  'acces.oublier_les_vieux_essais': 'forgets tries of an hour ago',
  'bex.oublier_les_recherches': 'forgets what was looked for',
  'bex.oublier_les_remises_hors_outil': 'forgets what was handed over on paper',
  'calendriers.fermer_les_flux_clos': 'closes the diaries of closed accounts',
  'messages.ecarter': 'the queue: what is no longer of use',
  'messages.noter_accuse': 'the queue: a receipt of the provider',
  'messages.noter_essai': 'the queue: how a sending went',
  'messages.opposer_par_numero': 'the queue: a reply that says stop',
  'messages.prendre': 'the queue: what is to be sent, with its number and its text',
  'messages.relancer': 'the queue: a receipt that did not come',
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
/** What the functions of the base are called with: what is there, by the name of the argument, or a value of its type. */
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
        ({ rows: [r] }) => (r.ecrit || VAUT.test(JSON.stringify(r.dit ?? []).replace(RIEN, '')) ? JSON.stringify(r) : REFUSE),
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
  it('rien de temporaire n’est fait par l’application, dans une base qu’une migration a menée là', async () => {
    const vide = await baseVide()
    const temporaire = async (url: string) => {
      const client = new Client({ connectionString: url })
      await client.connect()
      const dit = await client.query('CREATE FUNCTION pg_temp.voir() RETURNS boolean LANGUAGE sql COST 0.0001 RETURN true').then(
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
    const rows = await lire(`SELECT n.nspname FROM pg_namespace n WHERE ${A_NOUS} AND has_schema_privilege('${ROLE}', n.oid, 'CREATE')`)
    expect(rows).toEqual([])
  })
})
