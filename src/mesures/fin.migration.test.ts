import { Kysely, PostgresDialect } from 'kysely'
import { describe, expect, it } from 'vitest'
import { baseVide } from '../../tests/base.ts'
import { up as avant } from './migrations/20261124T1004_mesures_mesure.ts'
import { up as apres } from './migrations/20261127T1000_mesures_acte.ts'

describe('La migration des fins de mesure', () => {
  it('Une fin d’une base plus ancienne devient le dernier acte de sa mesure, avec sa date, sa cause et sa décision', async () => {
    const { pool, fermer } = await baseVide()
    const ligne = '00000000-0000-7000-8000-0000000000'
    // The base as it was: the former table back, one measure that had ended, its people left out.
    await pool.query(
      `SET session_replication_role = replica; DROP SCHEMA echeances CASCADE; DROP SCHEMA mesures CASCADE`,
    )
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
    await avant(db)
    await pool.query(`INSERT INTO mesures.mesure (dossier_id, id, nature, decision_le, debut_le, fin_le, saisie_par)
        VALUES ('${ligne}01', '${ligne}02', 'sursis_probatoire', '2024-01-10', '2024-01-10', '2026-01-10', '${ligne}03');
      INSERT INTO mesures.fin_de_mesure (dossier_id, mesure_id, le, cause, decision, saisie_par)
        VALUES ('${ligne}01', '${ligne}02', '2025-06-01', 'anticipee', 'JAP, 1er juin', '${ligne}03')`)
    await apres(db)
    const { rows } = await pool.query(
      'SELECT v.finie_le::text, v.cause_fin, v.fin_le::text, v.fin_initiale_le::text, a.decision FROM mesures.v_mesure v JOIN mesures.acte a USING (mesure_id)',
    )
    expect(rows).toEqual([
      {
        finie_le: '2025-06-01',
        cause_fin: 'anticipee',
        fin_le: '2025-06-01',
        fin_initiale_le: '2026-01-10',
        decision: 'JAP, 1er juin',
      },
    ])
    expect(
      (await pool.query("SELECT to_regclass('mesures.fin_de_mesure') AS ancienne")).rows,
    ).toEqual([{ ancienne: null }])
    await fermer()
  })
})
