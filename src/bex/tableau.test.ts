import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { reproches, secondEcran } from './audience.builder.ts'

let e: Essai
let p: Plateforme
let bex: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  bex = await new Navigateur(p).entrer('bex.strasbourg')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const un = async <T extends object>(sql: string, v: unknown[] = []) =>
  (await e.proprietaire.query<T>(sql, v)).rows[0] as T

describe('Le tableau des sorties d’audience', () => {
  it('Par mois et par jour, pour le BEX, le greffe, le JAP et le SPIP, en peu de requêtes', async () => {
    const x = await secondEcran(bex, { nom: 'Attablee' })
    const creneauSpip = x.spip[4] ?? ''
    expect(
      reproches(await bex.envoyer(x.url, { ...x.saisie, creneauSpip, numeroParquet: '26999' })),
    ).toBe('')
    const url = `/bex/tableau?t=${x.saisie.serviceId}/sortie_audience_spip`
    for (const compte of ['bex.strasbourg', 'greffe.strasbourg', 'jap.strasbourg', 'accueil.67']) {
      const n = await new Navigateur(p).entrer(compte)
      const mois = await n.ouvrir(url)
      expect(mois.texte, compte).toMatch(/\d+ sur \d+/)
      const jour = await n.ouvrir(`${url}&vue=jour&le=${creneauSpip.split('|')[1]}`)
      expect(jour.texte, compte).toContain('Attablee')
      expect(jour.texte, compte).toContain('26999')
      for (const r of [mois, jour])
        expect(
          Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1]),
        ).toBeLessThanOrEqual(14)
    }
  })
  it('Le mois qui finit est plein : il s’ouvre sur le suivant ; un mois demandé reste celui-là', async () => {
    const { id } = await un<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '67'",
    )
    const url = `/bex/tableau?t=${id}/sortie_audience_spip`
    const titre = async (suite = '') =>
      /<h1>([^<]+)</.exec((await bex.ouvrir(`${url}${suite}`)).texte)?.[1]
    expect(await titre()).toContain('novembre 2026')
    const { rows } = await e.proprietaire.query(
      "SELECT id, du FROM creneaux.plage WHERE 'sortie_audience_spip' = ANY (types) AND du < '2026-12-01'",
    )
    const ouvrir = (id: string, du: string) =>
      e.proprietaire.query('UPDATE creneaux.plage SET du = $2 WHERE id = $1', [id, du])
    for (const { id } of rows) await ouvrir(id, '2026-12-01')
    expect([await titre(), await titre(`&le=${LE}`)]).toEqual([
      expect.stringContaining('décembre 2026'),
      expect.stringContaining('novembre 2026'),
    ])
    for (const { id, du } of rows) await ouvrir(id, du)
  })
  it('Le tribunal voisin y voit « occupé », pas le nom ; un service étranger n’y est pas', async () => {
    const saverne = await new Navigateur(p).entrer('bex.saverne')
    const { le } = await un<{ le: string }>(
      "SELECT c.le::text AS le FROM agenda.convocation c JOIN dossiers.personne p USING (dossier_id) WHERE p.nom = 'Attablee'",
    )
    const { id } = await un<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '67'",
    )
    const { texte } = await saverne.ouvrir(
      `/bex/tableau?t=${id}/sortie_audience_spip&vue=jour&le=${le}`,
    )
    expect(texte).toContain('occupé')
    expect(texte).not.toContain('Attablee')
    const { id: vosges } = await un<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '88'",
    )
    expect((await saverne.ouvrir(`/bex/tableau?t=${vosges}/sortie_audience_spip`)).statut).toBe(404)
    expect(
      (await (await new Navigateur(p).entrer('parquet.strasbourg')).ouvrir('/bex/tableau')).statut,
    ).toBe(403)
  })
  it('L’écran de convocation fait au plus quatorze requêtes', async () => {
    const { url } = await secondEcran(bex, { nom: 'Comptee' })
    const r = await bex.ouvrir(url)
    expect(
      Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1]),
    ).toBeLessThanOrEqual(14)
  })
})
