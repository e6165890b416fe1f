import type pg from 'pg'
import { seConnecter } from '../platform/db/client.ts'

/** What a number was elsewhere, and the one that the dossier has here. */
export type Renumerote = { ancien: string; nouveau: string }
const DITS = 10
const enListe = (mots: string[]) =>
  mots.length > DITS ? `${mots.slice(0, DITS).join(', ')}, et d’autres` : mots.join(', ')

/**
 * Gives this installation the code that its numbers begin with, once for all: FR67-2026-0000123.
 * The same code again changes nothing; `url` is the owner's address. Throws, in French, on a code
 * that is not one, or another one than the code that is there (ADR 0055).
 */
export async function donnerLeCode(url: string, code: string): Promise<void> {
  if (!/^[0-9A-Z]{2,4}$/.test(code))
    throw new Error(
      `« ${code} » n’est pas un code d’installation : deux à quatre chiffres ou lettres capitales, par exemple 67.`,
    )
  const deja = await ecrire(
    url,
    'INSERT INTO dossiers.installation (code) VALUES ($1) ON CONFLICT (seule) DO NOTHING',
    [code],
  )
  if (deja !== code)
    throw new Error(
      `Cette base a déjà le code ${deja}, que ses numéros portent : un code ne change pas.`,
    )
}
/** The code of the installation whose base's owner is at `url`; null while none is given. */
export const codeDInstallation = (url: string): Promise<string | null> =>
  ecrire(url, 'SELECT 1', [])

async function ecrire(url: string, texte: string, valeurs: string[]): Promise<string | null> {
  const client = await seConnecter(url)
  try {
    await client.query(texte, valeurs)
    return (
      (await client.query<{ code: string }>('SELECT code FROM dossiers.installation')).rows[0]
        ?.code ?? null
    )
  } finally {
    await client.end()
  }
}

/**
 * Before the dossiers of an export (the temporary table `lue`) are written beside those of this
 * base: a number that is already another person's is replaced by one of this base. A dossier that
 * was renumbered by a former reading keeps the number that it was given then. Throws when one APPI
 * number would be that of two dossiers. Inside the transaction of the reading; `deja_la` holds the
 * dossiers that were here before it.
 */
export async function accorderLesNumeros(client: pg.ClientBase): Promise<Renumerote[]> {
  await refuserUnAppiPourDeux(client)
  await client.query(`
    UPDATE lue l SET numero = d.numero FROM dossiers.dossier d
    JOIN dossiers.ancien_numero a USING (dossier_id)
      WHERE d.dossier_id = l.dossier_id AND a.numero = l.numero;
    SELECT setval('dossiers.numero', greatest((SELECT last_value
      FROM dossiers.numero), (SELECT max(right(numero, 7)::int) FROM
      (SELECT numero FROM dossiers.dossier UNION ALL SELECT numero FROM lue) n)));
    CREATE TEMP TABLE renumerote ON COMMIT DROP AS
      SELECT l.dossier_id, l.numero AS ancien, dossiers.prochain_numero() AS nouveau
      FROM lue l JOIN dossiers.dossier d
        ON d.numero = l.numero AND d.dossier_id <> l.dossier_id
      WHERE l.dossier_id NOT IN (SELECT dossier_id FROM deja_la);
    UPDATE lue l SET numero = r.nouveau FROM renumerote r WHERE r.dossier_id = l.dossier_id`)
  return (await client.query<Renumerote>('SELECT ancien, nouveau FROM renumerote ORDER BY ancien'))
    .rows
}
/** Once they are written: what each was called before is kept, and finds it. */
export const garderLesAnciensNumeros = (client: pg.ClientBase): Promise<unknown> =>
  client.query(
    `INSERT INTO dossiers.ancien_numero (dossier_id, numero) SELECT dossier_id, ancien
      FROM renumerote ON CONFLICT DO NOTHING;
     DROP TABLE renumerote`,
  )

async function refuserUnAppiPourDeux(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ appi: string; ici: string; la: string }>(`
    SELECT l.numero_appi AS appi, d.numero AS ici, l.numero AS la FROM lue l
    JOIN dossiers.dossier d ON d.numero_appi = l.numero_appi
    WHERE d.dossier_id <> l.dossier_id AND l.dossier_id NOT IN (SELECT dossier_id FROM deja_la)
    ORDER BY 1`)
  if (rows.length === 0) return
  const cas = enListe(
    rows.map(ligne => `${ligne.appi} (${ligne.ici} dans cette base, ${ligne.la} dans l’export)`),
  )
  throw new Error(
    `Un numéro APPI est celui d’une seule personne, et ceux-ci sont à deux dossiers : ${cas}. Rien n’a été écrit. Dans l’une des deux bases, corrigez la fiche ; si c’est la même personne, retirez-y le numéro, puis fusionnez ici les deux dossiers.`,
  )
}

/**
 * Refuses rows of `lue` (those of a table of dossiers, its key in `cle`) that would be added to a
 * dossier that was here before the reading: it would be made of the halves of two.
 */
export async function refuserUnMelange(
  client: pg.ClientBase,
  table: string,
  cle: string[],
): Promise<void> {
  const meme = cle.map(colonne => `t.${colonne} = l.${colonne}`).join(' AND ')
  const { rows } = await client.query<{ numero: string }>(`
    SELECT DISTINCT d.numero FROM lue l JOIN deja_la USING (dossier_id)
    JOIN dossiers.dossier d USING (dossier_id)
    WHERE NOT EXISTS (SELECT 1 FROM ${table} t WHERE ${meme}) ORDER BY 1`)
  if (rows.length === 0) return
  throw new Error(
    `Le même dossier est dans cette base et dans l’export, qui en dit autre chose : ${enListe(rows.map(ligne => ligne.numero))}. Rien n’a été écrit. Lisez d’abord l’export le plus récent, dans une base qui n’a pas encore ce dossier.`,
  )
}
