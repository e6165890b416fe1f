import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Refused } from '../platform/refusal.ts'
import {
  accepterTransfert,
  affecter,
  creerDossier,
  fusionner,
  proposerTransfert,
  voirNouvelles,
} from './index.ts'

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
const lire = async <T>(texte: string, ...valeurs: unknown[]): Promise<T[]> =>
  (await e.proprietaire.query(texte, valeurs)).rows as T[]
let n = 0
async function dossier(par = 'accueil.67', autres: Record<string, string> = {}) {
  n += 1
  const mot = [...String(n * 7919)].map(c => 'abcdefghij'[Number(c)]).join('')
  const qui = {
    nom: `Zvk${mot}`,
    prenoms: `Yrot${mot}`,
    naissanceLe: '1987-03-01' as const,
    ...autres,
  }
  const { dossierId } = await executer(e.hote, await e.agent(par), creerDossier, {
    ...qui,
    confirme: 'oui',
  })
  return { dossierId, nom: qui.nom.toUpperCase(), brut: qui.nom }
}
/** What this account's list says of this person. */
const ouverts = new Map<string, Navigateur>()
async function pourMoi(qui: string, nom: string): Promise<string[]> {
  const navigateur = ouverts.get(qui) ?? (await new Navigateur(p).entrer(qui))
  ouverts.set(qui, navigateur)
  const { texte } = await navigateur.ouvrir('/pour-moi')
  return [...texte.matchAll(/<li data-ligne.*?<\/li>/gs)]
    .map(([l]) => l.replaceAll(/<[^>]+>/g, ''))
    .filter(l => l.includes(nom))
}
const autreTs = async () =>
  (
    await lire<{ id: string; identifiant: string }>(
      `SELECT a.id, c.identifiant FROM moyens.agent a LEFT JOIN acces.compte c ON c.id = a.id JOIN moyens.service s ON s.id = a.service_id
       WHERE s.departement = '67' AND a.fonction = 'travailleur_social' AND a.parti_le IS NULL AND coalesce(c.identifiant, '') <> 'ts.67@demo.example' LIMIT 1`,
    )
  )[0] as { id: string }
const confier = async (dossierId: string, referentId: string, par = 'dpip.67') =>
  executer(e.hote, await e.agent(par), affecter, { dossierId, referentId })

describe('Une nouvelle est dite à qui elle concerne (charte C3.3)', () => {
  it('Le référent apprend qu’un dossier lui est confié, l’auteur n’est jamais prévenu, et « vu » l’ôte', async () => {
    const d = await dossier()
    await confier(d.dossierId, await e.agent('ts.67'))
    expect(await pourMoi('ts.67', d.brut)).toEqual([
      expect.stringContaining('Ce dossier vous est confié'),
    ])
    expect(await pourMoi('dpip.67', d.brut)).toEqual([])
    const [{ id }] = (await lire<{ id: string }>(
      'SELECT id FROM dossiers.nouvelle WHERE dossier_id = $1',
      d.dossierId,
    )) as [{ id: string }]
    const n1 = await new Navigateur(p).entrer('ts.67')
    expect((await n1.envoyer('/pour-moi', { 'nouvelleIds[0]': id })).statut).toBe(303)
    expect(await pourMoi('ts.67', d.brut)).toEqual([])
    expect(
      await lire(
        'SELECT 1 FROM dossiers.nouvelle WHERE id = $1 AND reglee_par = $2',
        id,
        await e.agent('ts.67'),
      ),
    ).toHaveLength(1)
    expect(
      await lire(
        "SELECT 1 FROM acces.journal_ecriture WHERE commande = 'dossiers.voir-nouvelles' AND dossier_id = $1",
        d.dossierId,
      ),
    ).toHaveLength(1)
  })
  it('Nul ne marque vue la nouvelle d’un autre, ni deux fois la sienne', async () => {
    const d = await dossier()
    await confier(d.dossierId, await e.agent('ts.67'))
    const [{ id }] = (await lire<{ id: string }>(
      'SELECT id FROM dossiers.nouvelle WHERE dossier_id = $1',
      d.dossierId,
    )) as [{ id: string }]
    for (const qui of ['dpip.67', 'psychologue.67', 'ts.57', 'jap.strasbourg'])
      await expect(
        executer(e.hote, await e.agent(qui), voirNouvelles, { nouvelleIds: [id] }),
        qui,
      ).rejects.toThrow(Refused)
    await expect(
      executer(e.hote, await e.agent('admin'), voirNouvelles, { nouvelleIds: [id] }),
    ).rejects.toThrow('Votre fonction')
    await executer(e.hote, await e.agent('ts.67'), voirNouvelles, { nouvelleIds: [id] })
    await expect(
      executer(e.hote, await e.agent('ts.67'), voirNouvelles, { nouvelleIds: [id] }),
    ).rejects.toThrow('déjà vu')
  })
  it('Ce qui est pour le référent suit le dossier : le nouveau le lit, l’ancien lit que le dossier est repris', async () => {
    const d = await dossier()
    await confier(d.dossierId, (await autreTs()).id)
    await confier(d.dossierId, await e.agent('ts.67'))
    expect(await pourMoi('ts.67', d.brut)).toEqual([expect.stringContaining('vous est confié')])
    await confier(d.dossierId, (await autreTs()).id)
    expect(await pourMoi('ts.67', d.brut)).toEqual([expect.stringContaining('à un autre référent')])
  })
  it('Un transfert accepté est dit à qui l’a proposé et à sa direction, qui n’ont plus le périmètre : le nom et le fait', async () => {
    const d = await dossier('ts.67')
    const vers =
      (await lire<{ id: string }>("SELECT id FROM moyens.service WHERE departement = '57'"))[0]
        ?.id ?? ''
    const { transfertId } = await executer(e.hote, await e.agent('ts.67'), proposerTransfert, {
      dossierId: d.dossierId,
      versServiceId: vers,
      motif: 'Déménage',
    })
    await executer(e.hote, await e.agent('dpip.57'), accepterTransfert, {
      dossierId: d.dossierId,
      transfertId,
      referentId: await e.agent('ts.57'),
      convocations: 'garder',
    })
    for (const qui of ['ts.67', 'dpip.67', 'dfspip.67'])
      expect(await pourMoi(qui, d.brut), qui).toEqual([
        expect.stringContaining('Transfert accepté'),
      ])
    expect(await pourMoi('ts.57', d.brut)).toEqual([expect.stringContaining('vous est confié')])
    for (const qui of ['psychologue.67', 'dpip.57'])
      expect(await pourMoi(qui, d.brut), qui).toEqual([])
  })
  it('Le même fait répété ne fait qu’une ligne ; l’ancienne reste dans l’histoire', async () => {
    const d = await dossier()
    const autre = (await autreTs()).id
    for (const referentId of [autre, await e.agent('ts.67'), autre, await e.agent('ts.67')])
      await confier(d.dossierId, referentId)
    expect(await pourMoi('ts.67', d.brut)).toHaveLength(1)
    expect(
      (await lire('SELECT 1 FROM dossiers.nouvelle WHERE dossier_id = $1', d.dossierId)).length,
    ).toBeGreaterThan(4)
  })
  it('Qui est parti ne laisse rien à personne : ce qui était à lui est à sa direction, ou à un autre juge de son tribunal', async () => {
    const d = await dossier()
    const ts2 = await e.agent('ts2.67')
    const jap = await e.agent('jap.strasbourg')
    await confier(d.dossierId, ts2)
    await ouvrirA(e, d.dossierId, jap, 'saisine')
    await e.proprietaire.query(
      `WITH juge AS (INSERT INTO moyens.agent (nom, prenom, fonction, juridiction_id, arrive_le) SELECT 'Parti', 'Juge', 'jap', juridiction_id, arrive_le FROM moyens.agent WHERE id = $2 RETURNING id, juridiction_id),
       demande AS (INSERT INTO magistrats.saisine (dossier_id, juridiction_id, magistrat_id, nature, objet, recue_le, echeance_le, saisie_par)
         SELECT $1, juridiction_id, id, 'rapport_suivi', 'Où en est-il ?', '2026-11-24', '2026-12-20', $2 FROM juge RETURNING dossier_id, id)
       INSERT INTO magistrats.detention (dossier_id, saisine_id, detenteur, depuis_a, passee_par) SELECT dossier_id, id, 'spip', now(), $2 FROM demande`,
      [d.dossierId, jap],
    )
    await e.proprietaire.query(
      "INSERT INTO dossiers.nouvelle (dossier_id, destinataire, agent_id, entite_id, nature, par, survenue_a) SELECT $1, 'agent', id, juridiction_id, 'demande_corrigee', $2, now() FROM moyens.agent WHERE prenom = 'Juge' AND nom = 'Parti'",
      [d.dossierId, ts2],
    )
    expect([await pourMoi('dpip.67', d.brut), await pourMoi('jap.strasbourg', d.brut)]).toEqual([
      [],
      [],
    ])
    await e.proprietaire.query(
      "UPDATE moyens.agent SET parti_le = '2026-11-24' WHERE id = $1 OR (prenom = 'Juge' AND nom = 'Parti')",
      [ts2],
    )
    const [duService, duTribunal] = [
      await pourMoi('dpip.67', d.brut),
      await pourMoi('jap.strasbourg', d.brut),
    ]
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = NULL WHERE id = $1', [ts2])
    expect(duService).toContainEqual(expect.stringContaining('Demande du magistrat'))
    expect(duTribunal).toContainEqual(expect.stringContaining('La demande est corrigée'))
  })
  it('Deux dossiers fusionnés : ce qui était à voir passe au dossier gardé', async () => {
    const [garde, absorbe] = [await dossier(), await dossier()]
    for (const d of [garde, absorbe]) await confier(d.dossierId, await e.agent('ts.67'))
    const [{ numero }] = (await lire<{ numero: string }>(
      'SELECT numero FROM dossiers.dossier WHERE dossier_id = $1',
      absorbe.dossierId,
    )) as [{ numero: string }]
    await executer(e.hote, await e.agent('dpip.67'), fusionner, {
      dossierId: garde.dossierId,
      absorbeNumero: numero,
      motif: 'Même personne',
    })
    expect(
      await lire('SELECT 1 FROM dossiers.nouvelle WHERE dossier_id = $1', absorbe.dossierId),
    ).toEqual([])
    expect((await pourMoi('ts.67', garde.brut)).length).toBeGreaterThanOrEqual(2)
  })
  it('Une juridiction du périmètre ne lit pas ce qui est dit entre agents du service', async () => {
    const c = await e.base.pool.connect()
    try {
      await c.query('BEGIN')
      await c.query('SELECT * FROM acces.ouvrir(NULL, $1)', [await e.agent('jap.strasbourg')])
      const { rows } = await c.query(
        "SELECT 1 FROM dossiers.nouvelle WHERE nature IN ('affectation', 'dossier_repris')",
      )
      expect(rows).toEqual([])
      await expect(
        c.query(
          "INSERT INTO dossiers.nouvelle (dossier_id, destinataire, nature, par, survenue_a) VALUES (gen_random_uuid(), 'referent', 'x', gen_random_uuid(), now())",
        ),
      ).rejects.toThrow('permission denied')
    } finally {
      await c.query('ROLLBACK')
      c.release()
    }
  })
})
