import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { corrigerEntretien, noterEntretien } from '../accompagnement/entretien.commands.ts'
import { retablirEntretien, retirerEntretien } from '../accompagnement/retrait.commands.ts'
import { convoquer, noterEtat } from '../agenda/index.ts'
import { accepterTransfert, proposerTransfert } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import { installerReactions } from '../reactions.ts'

let e: Essai
let ts = ''
let dossierId = ''
const faire = <R = unknown>(commande: unknown, quoi: object, qui = ts) =>
  executer(e.hote, qui, commande as never, { dossierId, ...quoi } as never) as Promise<R>
beforeAll(async () => {
  installerReactions()
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  const { rows } = await e.proprietaire.query<{ id: string }>(
    `SELECT p.dossier_id AS id FROM dossiers.v_prise_en_charge_actuelle p JOIN dossiers.dossier d USING (dossier_id)
     WHERE p.referent_id = $1 AND p.debut_a < '2026-08-01' AND d.clos_a IS NULL AND p.dernier_entretien_le < '2026-11-01'
       AND p.derniere_convocation_le < '2026-11-01' AND NOT EXISTS (SELECT FROM dossiers.transfert t WHERE t.dossier_id = p.dossier_id AND t.etat = 'propose')
     ORDER BY d.numero LIMIT 1`,
    [ts],
  )
  dossierId = rows[0]?.id ?? ''
})
afterAll(() => e.fermer())

type Dit = { dossier: string; entretien: string | null; convocation: string | null }
/**
 * What is in hand says it as the entretiens and the convocations do, in all the base; of this
 * dossier, what it says.
 */
async function dits(): Promise<(string | null | undefined)[]> {
  const { rows } = await e.proprietaire.query<Dit & { juste: boolean }>(
    `SELECT p.dossier_id AS dossier, p.dernier_entretien_le::text AS entretien, p.derniere_convocation_le::text AS convocation,
       p.dernier_entretien_le IS NOT DISTINCT FROM (SELECT max(x.le) FROM accompagnement.entretien x WHERE x.dossier_id = p.dossier_id AND NOT x.retire)
       AND p.derniere_convocation_le IS NOT DISTINCT FROM
         (SELECT max(c.le) FROM agenda.convocation c WHERE c.dossier_id = p.dossier_id AND c.etat IN ('prevue', 'honoree')) AS juste
     FROM dossiers.prise_en_charge p WHERE p.fin_a IS NULL`,
  )
  expect(rows.length).toBeGreaterThan(20)
  expect(rows.filter(r => !r.juste)).toEqual([])
  const sien = rows.find(r => r.dossier === dossierId)
  return [sien?.entretien, sien?.convocation]
}

describe('Qui n’a vu personne depuis longtemps : ce qui est en charge le dit lui-même', () => {
  it('noté, corrigé, retiré, rétabli : le dernier entretien est celui des entretiens', async () => {
    const [avant, convocation] = await dits()
    const recit = { forme: 'bureau', recit: 'Un entretien sans convocation.' }
    const { entretienId } = await faire<{ entretienId: string }>(noterEntretien, {
      le: '2026-11-20',
      ...recit,
    })
    expect(await dits()).toEqual(['2026-11-20', convocation])
    await faire(corrigerEntretien, {
      entretienId,
      le: '2026-11-19',
      ...recit,
      motifCorrection: 'Mauvais jour',
      version: 1,
    })
    expect(await dits()).toEqual(['2026-11-19', convocation])
    await faire(retirerEntretien, { entretienId, motif: 'Mauvais dossier' })
    expect(await dits()).toEqual([avant, convocation])
    await faire(retablirEntretien, { entretienId })
    expect(await dits()).toEqual(['2026-11-19', convocation])
  })
  it('convoquée, annulée, rendue ; passée à un autre service : la dernière convocation suit, et le nouveau référent la lit', async () => {
    const { rows } = await e.proprietaire.query<{ id: string }>(
      'SELECT antenne_id AS id FROM moyens.agent WHERE id = $1',
      [ts],
    )
    const ou = {
      type: 'suivi',
      heure: '12:30',
      dureeMinutes: 10,
      agentId: ts,
      lieuId: rows[0]?.id,
      malgre: 'oui',
    }
    const [, avant] = await dits()
    const { convocationId } = await faire<{ convocationId: string }>(convoquer, {
      ...ou,
      le: '2026-12-08',
    })
    expect(await dits()).toEqual(['2026-11-19', '2026-12-08'])
    await faire(noterEtat, { convocationId, etat: 'annulee' })
    expect(await dits()).toEqual(['2026-11-19', avant])
    await faire(convoquer, { ...ou, le: '2026-12-09' })
    const service = await e.proprietaire.query<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '88'",
    )
    const { transfertId } = await faire<{ transfertId: string }>(proposerTransfert, {
      versServiceId: service.rows[0]?.id,
      motif: 'Déménagement',
    })
    await faire(
      accepterTransfert,
      { transfertId, convocations: 'garder' },
      await e.agent('dpip.88'),
    )
    expect(await dits()).toEqual(['2026-11-19', '2026-12-09'])
  })
  it('changés ou effacés par le propriétaire de la base, ce qui est en charge les suit encore', async () => {
    await e.proprietaire.query(
      "UPDATE accompagnement.entretien SET le = '2026-10-01' WHERE dossier_id = $1",
      [dossierId],
    )
    expect(await dits()).toEqual(['2026-10-01', '2026-12-09'])
    const { rows } = await e.proprietaire.query<{ colonnes: string }>(
      `SELECT string_agg(quote_ident(attname), ', ') AS colonnes FROM pg_attribute
       WHERE attrelid = 'agenda.convocation'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attname NOT IN ('id', 'le')`,
    )
    await e.proprietaire.query(
      `INSERT INTO agenda.convocation (id, le, ${rows[0]?.colonnes}) SELECT uuidv7(), '2027-03-03', ${rows[0]?.colonnes}
       FROM agenda.convocation WHERE dossier_id = $1 AND le = '2026-12-09'`,
      [dossierId],
    )
    expect(await dits()).toEqual(['2026-10-01', '2027-03-03'])
    await e.proprietaire.query(
      "DELETE FROM agenda.convocation WHERE dossier_id = $1 AND le = '2027-03-03'",
      [dossierId],
    )
    expect(await dits()).toEqual(['2026-10-01', '2026-12-09'])
  })
})
