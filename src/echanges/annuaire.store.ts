import pg from 'pg'
import type { Table } from './export.store.ts'

/**
 * A row of the directory of an export that this base has already, under another identifier: by what
 * it is called here, and there.
 */
export type Rattachee = { table: string; ici: string; la: string }
type Trouvee = { ancien: string; nouveau: string; ici: string; la: string }

/** What a name alone does not say: of the same name elsewhere, it is another one. */
const LIEUX: Record<string, string> = {
  'moyens.disp': 'siege',
  'moyens.service': 'departement',
  'moyens.etablissement': 'commune',
  'moyens.antenne': 'code_postal',
  'moyens.juridiction': 'ville',
  'creneaux.lieu': 'code_postal',
}
const DITS = 10
const nomSql = (nom: string) => nom.split('.').map(pg.escapeIdentifier).join('.')
/**
 * A name without its capitals, accents and punctuation, so that « Saint-Étienne » is « SAINT
 * ETIENNE ».
 */
const mots = (texte: string) => `pg_temp.mots(${texte}::text)`

export async function preparerLesRattachements(client: pg.ClientBase): Promise<void> {
  await client.query(`
    CREATE TEMP TABLE meme_que (ancien uuid PRIMARY KEY, nouveau uuid NOT NULL) ON COMMIT DROP;
    CREATE OR REPLACE FUNCTION pg_temp.mots(t text) RETURNS text LANGUAGE sql STABLE AS
      $$ SELECT coalesce(nullif(btrim(regexp_replace(lower(public.unaccent(t)), '[^a-z0-9]+', ' ',
        'g')), ''), t) $$;
    CREATE OR REPLACE FUNCTION pg_temp.rattacher(t text) RETURNS text LANGUAGE plpgsql STABLE AS $$
      DECLARE m record;
      BEGIN
        FOR m IN SELECT * FROM meme_que q
          WHERE strpos(t, q.ancien::text) > 0 LOOP t := replace(t, m.ancien::text,
          m.nouveau::text); END LOOP;
        RETURN t;
      END $$`)
}

/**
 * Whatever in `lue` names a row of the directory that was found here names that one from now on.
 */
export async function suivreLesRattachements(
  client: pg.ClientBase,
  { colonnes }: Table,
): Promise<void> {
  for (const { nom, type } of colonnes) {
    const colonne = pg.escapeIdentifier(nom)
    if (type === 'uuid')
      await client.query(
        `UPDATE lue l SET ${colonne} = m.nouveau FROM meme_que m WHERE l.${colonne} = m.ancien`,
      )
    if (type === 'uuid[]')
      await client.query(`
        UPDATE lue l SET ${colonne} = ARRAY(SELECT coalesce(m.nouveau, x.id)
          FROM unnest(l.${colonne}) WITH ORDINALITY AS x (id, rang)
          LEFT JOIN meme_que m ON m.ancien = x.id ORDER BY x.rang)
        WHERE l.${colonne} && (SELECT array_agg(ancien) FROM meme_que)`)
    if (type === 'jsonb')
      await client.query(
        `UPDATE lue l SET ${colonne} = pg_temp.rattacher(l.${colonne}::text)::jsonb
          WHERE l.${colonne}::text ~ '[0-9a-f]{8}-[0-9a-f]{4}'`,
      )
  }
}

/**
 * Rows of the directory in `lue` that this base has under another identifier: taken out of it, and
 * followed from now on. What makes two rows the same is what the base itself forbids twice (a
 * unique constraint); for a place, its name in its service or court; for an agent, the same names
 * and post under the same e-mail. Throws where that is not certain (ADR 0055).
 */
export async function rattacher(client: pg.ClientBase, table: Table): Promise<Rattachee[]> {
  if (
    table.ressort !== 'annuaire' ||
    table.cle.join() !== 'id' ||
    table.colonnes.find(colonne => colonne.nom === 'id')?.type !== 'uuid'
  )
    return []
  const trouvees = new Map<string, Trouvee>()
  for (const memes of await cles(client, table))
    for (const une of await trouver(client, table, memes))
      trouvees.set(`${une.ancien} ${une.nouveau}`, une)
  const toutes = [...trouvees.values()]
  refuserLeDoute(table, toutes)
  await refuserUnAutreLieu(client, table, toutes)
  if (toutes.length === 0) return []
  await client.query('INSERT INTO meme_que SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
    toutes.map(trouvee => trouvee.ancien),
    toutes.map(trouvee => trouvee.nouveau),
  ])
  await client.query('DELETE FROM lue l USING meme_que m WHERE l.id = m.ancien')
  return toutes.map(({ ici, la }) => ({ table: table.nom, ici, la }))
}

/**
 * Agents of the export that are added beside those who are here: without an e-mail nobody is
 * recognised, and one e-mail may be of two posts.
 */
export type AgentsAjoutes = { sansCourriel: number; memeCourriel: { ici: string; la: string }[] }
/**
 * Those that `lue` still has, once who is known here was taken out of it; none to be said of a base
 * that has nobody.
 */
export async function agentsAjoutes(client: pg.ClientBase): Promise<AgentsAjoutes> {
  const nouveau = 'NOT EXISTS (SELECT FROM moyens.agent x WHERE x.id = l.id)'
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM lue l
      WHERE nullif(btrim(l.courriel), '') IS NULL AND ${nouveau}
      AND EXISTS (SELECT FROM moyens.agent)`,
  )
  const { rows: memeCourriel } = await client.query<{ ici: string; la: string }>(
    `SELECT DISTINCT t.prenom || ' ' || t.nom AS ici, l.prenom || ' ' || l.nom AS la FROM lue l
      JOIN moyens.agent t ON ${mots('t.courriel')} = ${mots('l.courriel')}
     WHERE nullif(btrim(l.courriel), '') IS NOT NULL AND ${nouveau} ORDER BY 2, 1`,
  )
  return { sansCourriel: rows[0]?.n ?? 0, memeCourriel }
}

/** By what a row of this table is known, as conditions between `l` (the export) and `t` (here). */
async function cles(client: pg.ClientBase, { nom, colonnes }: Table): Promise<string[]> {
  if (nom === 'moyens.agent')
    return [
      [
        ...['courriel', 'nom', 'prenom'].map(cle => `${mots(`t.${cle}`)} = ${mots(`l.${cle}`)}`),
        ...['fonction', 'service_id', 'juridiction_id'].map(
          cle => `t.${cle} IS NOT DISTINCT FROM l.${cle}`,
        ),
      ].join(' AND '),
    ]
  const aussi =
    nom === 'creneaux.lieu'
      ? [`t.entite_id = l.entite_id AND ${mots('t.nom')} = ${mots('l.nom')}`]
      : []
  const { rows } = await client.query<{ noms: string[] }>(
    `SELECT array_agg(a.attname::text ORDER BY a.attnum) AS noms FROM pg_index i
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indrelid = to_regclass($1) AND i.indisunique AND NOT i.indisprimary
       AND i.indpred IS NULL AND i.indexprs IS NULL GROUP BY i.indexrelid`,
    [nom],
  )
  const types = new Map(colonnes.map(colonne => [colonne.nom, colonne.type]))
  const uniques = rows
    .filter(({ noms }) => noms.every(n => types.has(n)))
    .map(({ noms }) =>
      noms
        .map(n => [types.get(n), pg.escapeIdentifier(n)])
        .map(([type, valeur]) =>
          type === 'text'
            ? `${mots(`t.${valeur}`)} = ${mots(`l.${valeur}`)}`
            : `t.${valeur} = l.${valeur}`,
        )
        .join(' AND '),
    )
  return [...aussi, ...uniques]
}

async function trouver(client: pg.ClientBase, table: Table, memes: string): Promise<Trouvee[]> {
  const { rows } = await client.query<Trouvee>(`
    SELECT l.id AS ancien, t.id AS nouveau, ${nomDe('t', table)} AS ici, ${nomDe('l', table)} AS la
    FROM lue l JOIN ${nomSql(table.nom)} t ON ${memes}
    WHERE NOT EXISTS (SELECT FROM ${nomSql(table.nom)} x WHERE x.id = l.id)
      AND NOT EXISTS (SELECT FROM lue x WHERE x.id = t.id)
    ORDER BY 3, 1, 2`)
  return rows
}
function nomDe(alias: string, { nom, colonnes }: Table): string {
  if (nom === 'moyens.agent') return `${alias}.prenom || ' ' || ${alias}.nom`
  const colonne = ['nom', 'libelle'].find(cle => colonnes.some(x => x.nom === cle)) ?? 'id'
  return `coalesce(${alias}.${colonne}::text, '')`
}

function refuserLeDoute({ nom }: Table, trouvees: Trouvee[]): void {
  const deux = (cote: 'ancien' | 'nouveau') =>
    trouvees.filter(trouvee => trouvees.filter(x => x[cote] === trouvee[cote]).length > 1)
  const doutes = new Set(
    [...deux('ancien'), ...deux('nouveau')].map(
      trouvee => `« ${trouvee.la} » dans l’export, « ${trouvee.ici} » dans cette base`,
    ),
  )
  if (doutes.size > 0)
    throw new Error(
      `On ne peut pas dire lesquels sont les mêmes (${nom}) : ${enListe([...doutes])}. Rien n’a été écrit. Dans l’une des deux bases, donnez-leur des noms qui les distinguent.`,
    )
}

async function refuserUnAutreLieu(
  client: pg.ClientBase,
  { nom }: Table,
  trouvees: Trouvee[],
): Promise<void> {
  const lieu = LIEUX[nom]
  if (!lieu || trouvees.length === 0) return
  const { rows } = await client.query<{ nom: string; ici: string; la: string }>(
    `SELECT t.nom, t.${lieu} AS ici, l.${lieu} AS la
      FROM unnest($1::uuid[], $2::uuid[]) AS m (ancien, nouveau)
     JOIN lue l ON l.id = m.ancien JOIN ${nomSql(nom)} t ON t.id = m.nouveau
     WHERE ${mots(`t.${lieu}`)} <> ${mots(`l.${lieu}`)} ORDER BY 1`,
    [trouvees.map(trouvee => trouvee.ancien), trouvees.map(trouvee => trouvee.nouveau)],
  )
  if (rows.length > 0)
    throw new Error(
      `Le même nom, en deux lieux : ${enListe(rows.map(ligne => `${ligne.nom} (${ligne.ici} dans cette base, ${ligne.la} dans l’export)`))}. Rien n’a été écrit. Dans l’une des deux bases, corrigez le lieu, ou le nom si ce ne sont pas les mêmes.`,
    )
}
const enListe = (dits: string[]) =>
  dits.length > DITS ? `${dits.slice(0, DITS).join(' ; ')} ; et d’autres` : dits.join(' ; ')
