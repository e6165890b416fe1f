import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let n: Navigateur
let champs: Record<string, string> = {}
beforeAll(async () => {
  e = await nouvelEssai()
  const { rows } = await e.proprietaire.query<{ de: string; vers: string }>(
    `WITH lieu AS (INSERT INTO creneaux.lieu (entite_id, nom, adresse, code_postal, commune, ouvre_a, ferme_a)
       SELECT id, 'Cité administrative', '5 place Neuve', '67000', 'Strasbourg', '08:00', '18:00' FROM moyens.service WHERE departement = '67' RETURNING id)
     SELECT a.id AS de, lieu.id AS vers FROM moyens.antenne a, lieu WHERE a.nom = 'Antenne de Strasbourg'`,
  )
  champs = {
    deLieuId: rows[0]?.de ?? '',
    versLieuId: rows[0]?.vers ?? '',
    le: '2026-11-25',
    prevenir: 'oui',
  }
  await e.proprietaire.query(
    `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT g.dossier_id, a.service_id, $1, a.id, 'suivi', a.nom, a.adresse, '2027-01-05'::date + g.n::int, '10:00', 45, $1
     FROM (SELECT p.dossier_id, row_number() OVER () AS n FROM dossiers.v_prise_en_charge_actuelle p JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '67' LIMIT 5) g, moyens.antenne a
     WHERE a.nom = 'Antenne de Strasbourg'`,
    [await e.agent('ts.67')],
  )
  p = await application(e)
  n = await new Navigateur(p).entrer('dpip.67')
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const url = '/agenda/demenagement'
const aVenir = async (lieu: string | undefined) =>
  Number(
    (
      await e.proprietaire.query<{ n: string }>(
        "SELECT count(*) AS n FROM agenda.convocation WHERE lieu_id = $1 AND etat = 'prevue' AND le >= '2026-11-25'",
        [lieu],
      )
    ).rows[0]?.n,
  )

describe('Déménagement', () => {
  it('Montre d’abord ce qui bouge, sans rien écrire', async () => {
    const combien = await aVenir(champs.deLieuId)
    expect(combien).toBeGreaterThan(0)
    const vide = await n.ouvrir(url)
    expect(vide.texte).not.toContain('Ce qui bouge</h2>')
    const r = await n.envoyer(url, { ...champs, _geste: 'apercu' })
    expect(r.statut).toBe(200)
    expect(r.texte).toContain(`${combien}, pour `)
    expect(await aVenir(champs.deLieuId)).toBe(combien)
  })
  it('Dit ce qui ne va pas dès l’aperçu, et le refuse à l’envoi', async () => {
    const meme = { ...champs, versLieuId: champs.deLieuId ?? '' }
    expect((await n.envoyer(url, { ...meme, _geste: 'apercu' })).texte).toContain(
      'Le nouveau lieu est le même que l’ancien',
    )
    const r = await n.envoyer(url, meme)
    expect([r.statut, r.texte.includes('Ce n’est pas enregistré')]).toEqual([422, true])
    expect((await n.envoyer(url, { ...champs, le: '' })).texte).toContain(
      'Indiquez le premier jour',
    )
  })
  it('Réservé à qui tient le calendrier', async () => {
    expect((await (await new Navigateur(p).entrer('ts.67')).ouvrir(url)).statut).toBe(403)
    expect((await (await new Navigateur(p).entrer('greffe.strasbourg')).ouvrir(url)).statut).toBe(
      200,
    )
  })
  it('Tout le lieu passe à la nouvelle adresse, en une fois', async () => {
    const combien = await aVenir(champs.deLieuId)
    const fait = await n.envoyer(url, champs)
    expect(fait.statut).toBe(303)
    expect([await aVenir(champs.deLieuId), await aVenir(champs.versLieuId)]).toEqual([0, combien])
    expect((await n.ouvrir(fait.vers)).texte).toContain(`${combien} convocation(s)`)
  })
})
