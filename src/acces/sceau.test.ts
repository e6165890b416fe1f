import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { transaction } from '../platform/db/connexion.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { derniersSceaux, sceller, verifierSceaux } from './index.ts'

let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const enApplication = <T>(work: Parameters<typeof transaction<T>>[2]) => transaction(e.base, 'SELECT 1', work)
const tout = (delai = 0) => enApplication(async tx => ({ resultat: await sceller(tx, delai), fin: 'SELECT 1' }))
const fautes = async () => {
  const verifies = await enApplication(async tx => ({ resultat: await verifierSceaux(tx), fin: 'SELECT 1' }))
  return verifies.flatMap(v => v.fautes.map(f => `${v.journal} ${v.rang} : ${f}`))
}
/** What an owner who cheats would do, and undo. */
async function tricher(acte: string, ...attendues: RegExp[]) {
  const client = await e.proprietaire.connect()
  try {
    await client.query(`BEGIN; ${acte}`)
    const { rows } = await client.query<{ journal: string; rang: number; fautes: string[] }>(
      'SELECT * FROM acces.verifier_sceaux() WHERE cardinality(fautes) > 0',
    )
    const dites = rows.flatMap(r => r.fautes)
    expect(dites.length).toBeGreaterThan(0)
    for (const attendue of attendues) expect(dites.join('\n')).toMatch(attendue)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

describe('Les journaux sont scellés', () => {
  it('par lots chaînés, sans faute, et ce qui est trop récent attend', async () => {
    const n = await new Navigateur(p).entrer('ts.67')
    for (let i = 0; i < 7; i += 1) await n.ouvrir('/dossiers')
    expect(await tout(5)).toBe(0)
    const { rows } = await e.proprietaire.query(
      'SELECT (SELECT count(*) FROM acces.journal_lecture) + (SELECT count(*) FROM acces.journal_ecriture) AS n',
    )
    expect(await tout()).toBe(Number(rows[0].n))
    await n.ouvrir('/dossiers')
    expect(await tout()).toBeGreaterThan(0)
    expect(await tout()).toBe(0)
    expect(await fautes()).toEqual([])
  })
  it('un trou ne reste jamais derrière un sceau : après une ligne trop récente, rien n’est scellé', async () => {
    const n = await new Navigateur(p).entrer('dpip.67')
    for (let i = 0; i < 3; i += 1) await n.ouvrir('/dossiers')
    // The middle one is of tomorrow, as if a clock had jumped.
    await e.proprietaire.query(
      "UPDATE acces.journal_lecture SET a = a + interval '1 day' WHERE id = (SELECT max(id) - 1 FROM acces.journal_lecture)",
    )
    await tout()
    expect(await fautes()).toEqual([])
    await e.proprietaire.query(
      "UPDATE acces.journal_lecture SET a = a - interval '1 day' WHERE id = (SELECT max(id) - 1 FROM acces.journal_lecture)",
    )
    expect(await tout()).toBe(2)
    expect(await fautes()).toEqual([])
  })
  it('leur racine est celle d’un arbre de Merkle calculé ailleurs', async () => {
    const { rows } = await e.proprietaire.query<{ feuilles: Buffer[]; racine: Buffer }>('SELECT feuilles, racine FROM acces.sceau')
    const sha = (...b: Buffer[]) => createHash('sha256').update(Buffer.concat(b)).digest()
    const racine = (etage: Buffer[]): Buffer =>
      etage.length === 1
        ? (etage[0] as Buffer)
        : racine(
            Array.from(
              { length: Math.ceil(etage.length / 2) },
              (_, i) => [etage[2 * i], etage[2 * i + 1]] as [Buffer, Buffer | undefined],
            ).map(([g, d]) => (d ? sha(Buffer.from([1]), g, d) : g)),
          )
    expect(Math.max(...rows.map(r => r.feuilles.length))).toBeGreaterThan(4)
    for (const r of rows) expect(racine(r.feuilles).equals(r.racine)).toBe(true)
  })
  it('une ligne modifiée ou remplacée, un sceau réécrit ou ôté se voient, même venant du propriétaire de la base', async () => {
    await tricher(
      "UPDATE acces.journal_lecture SET route = '/ailleurs' WHERE id = (SELECT min(id) FROM acces.journal_lecture)",
      /ligne \d+ modifiée/,
    )
    await tricher("UPDATE acces.sceau SET racine = sha256('x') WHERE rang = 1", /sceau altéré/)
    await tricher(
      "UPDATE acces.sceau SET empreinte = sha256('x'), racine = acces.racine(feuilles) WHERE rang = 1 AND journal = 'lecture'",
      /chaîne rompue/,
    )
    await tricher("DELETE FROM acces.sceau WHERE rang = 1 AND journal = 'lecture'", /chaîne rompue/)
    await tricher(
      'DELETE FROM acces.journal_lecture WHERE id = 2; INSERT INTO acces.journal_lecture (id, compte_id, route) OVERRIDING SYSTEM VALUE SELECT 2, compte_id, $$/x$$ FROM acces.journal_lecture LIMIT 1',
      /ligne 2 modifiée/,
    )
    expect(await fautes()).toEqual([])
  })
  it('ce qui est purgé avec la personne ne rompt rien', async () => {
    await e.proprietaire.query('DELETE FROM acces.journal_lecture WHERE id IN (SELECT id FROM acces.journal_lecture ORDER BY id LIMIT 2)')
    expect(await fautes()).toEqual([])
    const { rows } = await e.proprietaire.query("SELECT sum(purgees)::int AS n FROM acces.verifier_sceaux() WHERE journal = 'lecture'")
    expect(rows[0].n).toBe(2)
  })
  it('l’application ne peut ni changer un sceau, ni en forger un', async () => {
    for (const acte of [
      'UPDATE acces.sceau SET rang = 9',
      'DELETE FROM acces.sceau',
      "INSERT INTO acces.sceau (journal, rang) VALUES ('lecture', 99)",
      "SELECT * FROM acces.lignes_de_journal('lecture', 0, 9, 9)",
    ])
      await expect(e.base.pool.query(acte), acte).rejects.toThrow(/permission denied/)
  })
  it('le DFSPIP voit le dernier sceau, qu’il peut noter ailleurs', async () => {
    const n = await new Navigateur(p).entrer('dfspip.67')
    const [sceau] = await enApplication(async tx => ({ resultat: await derniersSceaux(tx), fin: 'SELECT 1' }))
    expect((await n.ouvrir('/journal')).texte).toContain(sceau?.empreinte ?? 'aucun')
  })
})
