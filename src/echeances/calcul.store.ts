import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { calculer, natures } from '../mesures/index.ts'
import { seConnecter } from '../platform/db/client.ts'
import { type FaitsDeMesure, faitsSql } from './echeance.store.ts'

const PAR_LECTURE = 5000
const CALCULEES = 'dossier_id, mesure_id, cle, rang, le, ouvre_le, en_main, faite_le, a_verifier'
/** To be raised when the way of counting changes while the référentiel does not. */
const VERSION_DU_CALCUL = 4
/** What was computed is as good as the référentiel that it was computed with. */
const empreinteDuDroit = () =>
  createHash('sha256')
    .update(JSON.stringify([VERSION_DU_CALCUL, natures]))
    .digest('base64url')

const noterLeCalcul = (quand: string) =>
  `INSERT INTO echeances.calcul (empreinte) SELECT $1 WHERE ${quand} ON CONFLICT (seul) DO UPDATE
    SET empreinte = excluded.empreinte, fait_a = now()`

const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (valeur: string) => valeur)
const chameau = (nom: string) => nom.replace(/_(\w)/g, (_, lettre: string) => lettre.toUpperCase())
const enFaits = (ligne: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(ligne).map(([nom, valeur]) => [chameau(nom), valeur]),
  ) as unknown as FaitsDeMesure

/** Reads the facts of every measure of a base, as its owner, some thousands at a time. */
export async function* faitsDeLaBase(client: pg.Client): AsyncGenerator<FaitsDeMesure[]> {
  await client.query(`DECLARE faits NO SCROLL CURSOR FOR ${faitsSql('true')} ORDER BY m.dossier_id`)
  for (;;) {
    const { rows } = await client.query<Record<string, unknown>>({
      text: `FETCH ${PAR_LECTURE} FROM faits`,
      types,
    })
    if (rows.length === 0) break
    yield rows.map(enFaits)
  }
  await client.query('CLOSE faits')
}

/** Opens a connection on `url`, the address of a base's owner, inside one transaction. */
export async function enProprietaire<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await seConnecter(url)
  try {
    await client.query('BEGIN')
    const resultat = await work(client)
    await client.query('COMMIT')
    return resultat
  } catch (erreur) {
    await client.query('ROLLBACK')
    throw erreur
  } finally {
    await client.end()
  }
}

/**
 * Computes every deadline of a base again, all or nothing, as its owner: after a change of the
 * référentiel, an export read back, or the filling of a demonstration. Deadlines are derived, so
 * nobody's act is replaced (ADR 0021).
 */
export const recalculerLaBase = (url: string): Promise<{ mesures: number; echeances: number }> =>
  enProprietaire(url, async client => {
    await client.query(
      'LOCK TABLE echeances.echeance IN SHARE ROW EXCLUSIVE MODE; CREATE TEMP TABLE calculee (LIKE echeances.echeance INCLUDING DEFAULTS) ON COMMIT DROP',
    )
    let mesures = 0
    let echeances = 0
    for await (const lot of faitsDeLaBase(client)) {
      const lignes = lot.flatMap(faits =>
        calculer(faits).echeances.map(echeance => {
          echeances += 1
          return `${faits.dossierId}\t${faits.mesureId}\t${echeance.cle}\t${echeance.rang}\t${echeance.le}\t${echeance.ouvreLe ?? '\\N'}\t${echeance.enMain}\t${echeance.faiteLe ?? '\\N'}\t${echeance.aVerifier}\n`
        }),
      )
      mesures += lot.length
      await pipeline(
        Readable.from([lignes.join('')]),
        client.query(from(`COPY calculee (${CALCULEES}) FROM STDIN`)),
      )
    }
    await client.query(
      `DELETE FROM echeances.echeance; INSERT INTO echeances.echeance (${CALCULEES})
        SELECT ${CALCULEES} FROM calculee`,
    )
    await client.query(noterLeCalcul('true'), [empreinteDuDroit()])
    return { mesures, echeances }
  })

/**
 * A base without a measure has nothing to be computed: its deadlines are those of this program,
 * whose owner's base is at `url`.
 */
export const noterSansMesure = (url: string): Promise<unknown> =>
  enProprietaire(url, client =>
    client.query(noterLeCalcul('NOT EXISTS (SELECT FROM mesures.mesure)'), [empreinteDuDroit()]),
  )

/** The base was last computed under another référentiel than that of this program, or never. */
export async function estPerimee(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ empreinte: string }>('SELECT empreinte FROM echeances.calcul')
  return rows[0]?.empreinte !== empreinteDuDroit()
}
