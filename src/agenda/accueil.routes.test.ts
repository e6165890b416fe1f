import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LE, Navigateur } from '../../tests/base.ts'
import { bancDeLAccueil, type Personne } from './accueil.builder.ts'

let banc: Awaited<ReturnType<typeof bancDeLAccueil>>
beforeAll(async () => {
  banc = await bancDeLAccueil()
}, 60_000)
afterAll(() => banc.fermer())
const lignes = (texte: string) =>
  texte.split('<tbody>')[1]?.split('</tbody>')[0]?.split('<tr>').length ?? 0
const requetes = (r: { entetes: Record<string, unknown> }) =>
  Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])

describe('L’accueil un jour de soixante', () => {
  it('Voit tout le monde sur une page légère, la séance pliée en une ligne', async () => {
    const r = await banc.desk.ouvrir('/accueil')
    expect(r.statut).toBe(200)
    expect(r.texte).toContain('60 personnes convoquées')
    expect(lignes(r.texte) - 1).toBe(49)
    expect(r.texte).toContain('Code de la route : 12 personnes')
    expect(requetes(r)).toBeLessThanOrEqual(14)
    expect(r.texte).toContain('data-imprimer')
    expect(
      brotliCompressSync(r.texte, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length,
    ).toBeLessThan(15 * 1024)
  })
  it('Cherche une personne par son nom, même dans une séance ; filtre par lieu ; ne montre rien qui ne corresponde', async () => {
    const { rows } = await banc.e.proprietaire.query<{ nom: string; numero: string }>(
      'SELECT i.nom, i.numero FROM dossiers.v_identite i JOIN agenda.convocation c USING (dossier_id) WHERE c.le = $1 AND c.collective LIMIT 1',
      [LE],
    )
    const r = await banc.desk.ouvrir(`/accueil?q=${encodeURIComponent(rows[0]?.numero ?? '')}`)
    expect(lignes(r.texte) - 1).toBe(1)
    expect(r.texte).toContain('1 personne convoquée sur 60')
    expect((await banc.desk.ouvrir('/accueil?q=zzzzzz')).texte).toContain(
      'Aucune des 60 personnes convoquées ce jour-là sur ce site ne correspond, ni sur un autre',
    )
    expect((await banc.desk.ouvrir('/accueil?le=2027-08-15')).texte).toContain(
      'Personne n’est convoqué ce jour-là sur ce site.',
    )
  })
  it('Choisit son site : le sien d’abord, gardé dans l’adresse ; au mauvais site, « attendu à … » en un geste ; imprimé avec le service', async () => {
    const { rows } = await banc.e.proprietaire.query<{ id: string; nom: string }>(
      "SELECT id, nom FROM moyens.antenne WHERE nom = 'Antenne de Saverne'",
    )
    const ailleurs = rows[0] as { id: string; nom: string }
    const c = banc.personnes[7] as Personne
    const { rows: qui } = await banc.e.proprietaire.query<{ numero: string; nom: string }>(
      'SELECT numero, nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [c.dossier_id],
    )
    await banc.e.proprietaire.query(
      'UPDATE agenda.convocation SET lieu_id = $2, lieu = $3 WHERE id = $1',
      [c.id, ailleurs.id, ailleurs.nom],
    )
    const ici = (await banc.desk.ouvrir('/accueil')).texte
    expect(ici).toContain('59 personnes convoquées')
    expect(ici).not.toContain(qui[0]?.nom ?? '?')
    expect(ici).toMatch(/SPIP[^<]*, <strong>Antenne de Strasbourg<\/strong>/)
    const trouve = (await banc.desk.ouvrir(`/accueil?q=${qui[0]?.numero}`)).texte
    expect(trouve).toMatch(/attendu(e|·e)? à Antenne de Saverne à <time[^>]*>\d+ h \d\d<\/time>/)
    const la = (await banc.desk.ouvrir(`/accueil?lieuId=${ailleurs.id}`)).texte
    expect(la).toContain('1 personne convoquée')
    expect(la).toContain(`/accueil/presents?lieuId=${ailleurs.id}`)
    expect((await banc.desk.ouvrir('/accueil?lieuId=tous')).texte).toContain(
      '60 personnes convoquées',
    )
    // A site of another service is said to be none of theirs; one's own is shown.
    const { rows: autres } = await banc.e.proprietaire.query<{ id: string }>(
      "SELECT a.id FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '57' LIMIT 1",
    )
    for (const chemin of ['/accueil', '/accueil/presents']) {
      const autre = await banc.desk.ouvrir(`${chemin}?lieuId=${autres[0]?.id}`)
      expect(
        [autre.statut, autre.texte.includes('Le site demandé n’est pas de votre service')],
        chemin,
      ).toEqual([200, true])
      expect(la.includes('Le site demandé'), chemin).toBe(false)
    }
    const r = await banc.desk.envoyer(
      `${banc.arrivee(c)}?lieuId=${ailleurs.id}`,
      { vu: 'attendue' },
      '/accueil',
    )
    expect([r.statut, r.vers]).toEqual([303, `/accueil?le=${LE}&lieuId=${ailleurs.id}`])
    expect((await banc.desk.ouvrir(`/accueil/presents?lieuId=${ailleurs.id}`)).texte).toContain(
      qui[0]?.nom ?? '?',
    )
    expect((await banc.desk.ouvrir('/accueil/presents')).texte).not.toContain(qui[0]?.nom ?? '?')
  })
  it('N’est ouvert ni au parquet, ni, pour ces personnes, à un autre service', async () => {
    const c = banc.personnes[8] as Personne
    const chemin = banc.arrivee(c)
    const parquet = await new Navigateur(banc.p).entrer('parquet.strasbourg')
    expect((await parquet.ouvrir('/accueil')).statut).toBe(403)
    const ailleurs = await new Navigateur(banc.p).entrer('accueil.57')
    expect((await ailleurs.envoyer(chemin, { vu: 'attendue' }, '/accueil')).statut).toBe(404)
    // The court sees the dossier, and is not the desk of the service.
    const greffe = await new Navigateur(banc.p).entrer('greffe.strasbourg')
    expect((await greffe.ouvrir('/accueil')).statut).toBe(200)
    expect((await greffe.envoyer(chemin, { vu: 'attendue' }, '/accueil')).statut).toBe(404)
    expect(
      (
        await banc.e.proprietaire.query('SELECT 1 FROM agenda.arrivee WHERE convocation_id = $1', [
          c.id,
        ])
      ).rows,
    ).toEqual([])
  })
})
