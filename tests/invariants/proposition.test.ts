import { afterAll, beforeAll, expect, it } from 'vitest'
import { proposerTransfert } from '../../src/dossiers/fil.commands.ts'
import { executer } from '../../src/platform/executer.ts'
import { type Essai, nouvelEssai } from '../base.ts'
import { tables } from './role.ts'

let e: Essai
let dossierId: string
beforeAll(async () => {
  e = await nouvelEssai()
  const { rows } = await e.proprietaire.query<{ dossier: string; vers: string }>(
    `SELECT p.dossier_id AS dossier, (SELECT id FROM moyens.service WHERE departement = '57') AS vers
     FROM dossiers.prise_en_charge p JOIN moyens.service s ON s.id = p.service_id JOIN dossiers.dossier d USING (dossier_id)
     WHERE s.departement = '67' AND p.fin_a IS NULL AND d.clos_a IS NULL
       AND EXISTS (SELECT FROM accompagnement.entretien n WHERE n.dossier_id = p.dossier_id)
       AND NOT EXISTS (SELECT FROM dossiers.transfert t WHERE t.dossier_id = p.dossier_id AND t.etat = 'propose')
       AND NOT EXISTS (SELECT FROM dossiers.perimetre x JOIN moyens.service y ON y.id = x.entite_id WHERE x.dossier_id = p.dossier_id AND y.departement = '57') LIMIT 1`,
  )
  const choisi = rows[0]
  if (!choisi) throw new Error('nobody to propose')
  dossierId = choisi.dossier
  await executer(e.hote, await e.agent('dpip.67'), proposerTransfert, {
    dossierId,
    versServiceId: choisi.vers,
    motif: 'Déménagement à Metz',
  })
})
afterAll(() => e.fermer())

/**
 * Rows of the dossier that an account finds in each of its tables, once it declares an act on it.
 */
async function trouvees(compte: string): Promise<string[]> {
  const client = await e.base.pool.connect()
  const vues: string[] = []
  try {
    await client.query('BEGIN')
    await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(compte)])
    await client.query("SELECT set_config('fil_rouge.geste', $1, true)", [dossierId])
    for (const nom of tables.filter(([, t]) => t.portee === 'dossier').map(([n]) => n)) {
      await client.query('SAVEPOINT une')
      const { rows } = await client
        .query<{ n: number }>(
          `SELECT count(dossier_id)::int AS n FROM ${nom} WHERE dossier_id = $1`,
          [dossierId],
        )
        .catch(() => ({ rows: [{ n: 0 }] }))
      await client.query('ROLLBACK TO une')
      if (rows[0]?.n) vues.push(nom)
    }
    return vues
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

it('Un dossier seulement proposé n’existe que pour la direction, même à qui déclare un acte sur lui ; le service qui suit lit tout', async () => {
  expect((await trouvees('ts.67')).length).toBeGreaterThan(5)
  expect(await trouvees('dpip.57')).toContain('dossiers.personne')
  for (const autre of ['ts.57', 'accueil.57', 'psychologue.57'])
    expect([autre, await trouvees(autre)]).toEqual([autre, []])
})
