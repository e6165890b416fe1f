import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { hacherAvec } from './mot-de-passe.gestes.ts'

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
/**
 * What somebody who holds the application's connection would ask, acting as an account of their
 * choice.
 */
async function commeApplication(
  identifiant: string | null,
  texte: string,
  valeurs: unknown[] = [],
) {
  const client = await e.base.pool.connect()
  try {
    await client.query('BEGIN')
    if (identifiant)
      await client.query('SELECT acces.ouvrir(NULL, $1)', [await e.agent(identifiant)])
    return await client.query(texte, valeurs)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
const lignes = async (...args: Parameters<typeof commeApplication>) =>
  (await commeApplication(...args)).rows
/** What the base answered, or « permis » with how many rows. */
const reponse = (identifiant: string | null, texte: string) =>
  commeApplication(identifiant, texte).then(
    ({ rowCount }) => `permis : ${rowCount}`,
    (erreur: Error) => erreur.message,
  )

describe('Aucun secret ne sort de la base', () => {
  it('ni l’empreinte d’un mot de passe, ni celle d’une session ne se lisent, et rien ne s’y écrit', async () => {
    for (const texte of [
      'SELECT mot_de_passe FROM acces.compte',
      'SELECT * FROM acces.compte',
      'SELECT c::text FROM acces.compte c',
      'SELECT to_jsonb(c) FROM acces.compte c',
      'SELECT empreinte FROM acces.session',
      "UPDATE acces.compte SET mot_de_passe = '$argon2id$x'",
      'UPDATE acces.compte SET desactive_a = NULL',
      "INSERT INTO acces.compte (id, identifiant, mot_de_passe) SELECT id, 'x', '$argon2id$x' FROM moyens.agent LIMIT 1",
      "INSERT INTO acces.session (compte_id, empreinte, expire_a) SELECT id, sha256('x'), now() + '1 day' FROM acces.compte LIMIT 1",
      "UPDATE acces.session SET expire_a = now() + '1 year'",
      'DELETE FROM acces.session',
    ])
      expect(await reponse('admin', texte), texte).toMatch(/permission denied/)
  })
  it('ce qui est rendu d’un compte est son sel : le mot de passe ne s’en déduit pas', async () => {
    const [{ sel }] = (await lignes(
      null,
      "SELECT sel FROM acces.compte_de('ts.67@demo.example')",
    )) as [{ sel: string }]
    const { rows } = await e.proprietaire.query<{ h: string }>(
      "SELECT mot_de_passe AS h FROM acces.compte WHERE identifiant = 'ts.67@demo.example'",
    )
    const hache = rows[0]?.h ?? ''
    expect(hache.startsWith(`${sel}$`)).toBe(true)
    expect(hache.slice(sel.length + 1).length).toBeGreaterThan(40)
    expect(await hacherAvec(sel, 'demonstration-fil-rouge')).toBe(hache)
    expect(await hacherAvec(sel, 'demonstration-fil-rougE')).not.toBe(hache)
  })
  it('sans le mot de passe, l’application n’ouvre pas de session et ne change pas de mot de passe', async () => {
    const faux = await hacherAvec('$argon2id$v=19$m=19456,t=2,p=1$cGVyc29ubmUgbmUgbGUgcA', 'x')
    const id = await e.agent('dfspip.67')
    expect(
      await lignes(null, "SELECT acces.ouvrir_session($1, $2, sha256('x'), '', 'essai') AS id", [
        id,
        faux,
      ]),
    ).toEqual([{ id: null }])
    expect(
      await lignes('dfspip.67', 'SELECT acces.changer_mot_de_passe($1, $1) AS ok', [faux]),
    ).toEqual([{ ok: false }])
  })
  it('un changement de mot de passe, par l’écran, demande l’ancien et vaut aussitôt', async () => {
    const n = await new Navigateur(p).entrer('ts8.67')
    const changer = async (ancien: string) => {
      const page = (await n.ouvrir('/compte')).texte
      const champ = (nom: string) =>
        new RegExp(`name="${nom}" value="([^"]+)"`).exec(page)?.[1] ?? ''
      return n.envoyer('/compte/mot-de-passe', {
        _jeton: champ('_jeton'),
        _cle: champ('_cle'),
        ancien,
        motDePasse: 'une phrase neuve et longue',
        confirmation: 'une phrase neuve et longue',
      })
    }
    expect((await changer('faux')).texte).toContain('Ce n’est pas votre mot de passe actuel.')
    expect((await changer('demonstration-fil-rouge')).statut).toBe(303)
    const essai = (motDePasse: string) =>
      new Navigateur(p).envoyer('/connexion', { identifiant: 'ts8.67@demo.example', motDePasse })
    expect([
      (await essai('demonstration-fil-rouge')).statut,
      (await essai('une phrase neuve et longue')).statut,
    ]).toEqual([422, 303])
  })
})

describe('Personne ne s’élève soi-même, quoi que demande l’application', () => {
  it('ni sa fonction, ni son service, ni un autre en administrateur ; un DFSPIP tient son service seulement', async () => {
    const moi = "(SELECT id FROM acces.compte WHERE identifiant = 'dfspip.67@demo.example')"
    for (const texte of [
      `UPDATE moyens.agent SET fonction = 'administrateur' WHERE id = ${moi}`,
      `UPDATE moyens.agent SET fonction = 'jap' WHERE id = ${moi}`,
      `UPDATE moyens.agent SET service_id = (SELECT id FROM moyens.service WHERE departement <> '67' LIMIT 1) WHERE id = ${moi}`,
      "UPDATE moyens.agent SET fonction = 'administrateur' WHERE fonction = 'dpip'",
      "UPDATE moyens.agent SET parti_le = '2026-11-01' WHERE service_id IS DISTINCT FROM (SELECT service_id FROM moyens.agent WHERE id = platform.compte())",
      "INSERT INTO moyens.agent (nom, prenom, fonction, arrive_le) VALUES ('Intrus', 'Un', 'administrateur', '2026-01-01')",
    ]) {
      for (const qui of ['dfspip.67', 'ts.67'])
        expect(await reponse(qui, texte), texte).toMatch(/demandez à l’administrateur/)
      expect(await reponse(null, texte), texte).toMatch(/demandez à l’administrateur|permis : 0/)
    }
    const sienne = (quoi: string) => `UPDATE moyens.agent SET ${quoi} WHERE id = platform.compte()`
    for (const quoi of ['arrive_le = arrive_le - 1', "parti_le = '2027-11-01'"])
      for (const qui of ['dfspip.67', 'admin'])
        expect(await reponse(qui, sienne(quoi)), quoi).toMatch(/demandez à l’administrateur/)
    expect(await reponse('dfspip.67', sienne("telephone = '03 88 00 00 00'"))).toMatch(/permis : 1/)
    const soi = sienne("fonction = 'dfspip'")
    expect(await reponse('admin', soi)).toMatch(/demandez à l’administrateur/)
  })
})
