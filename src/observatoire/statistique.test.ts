import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let dpip: Navigateur
let service: string
let agent: string
let dossiers: string[]
const poser = async (le: string, etat: string, n: number, plus: Record<string, unknown> = {}) => {
  for (let i = 0; i < n; i += 1) {
    const c: Record<string, unknown> = {
      dossier_id: dossiers[i % dossiers.length],
      service_id: service,
      agent_id: agent,
      type: 'suivi',
      lieu: 'Antenne',
      adresse: 'Adresse',
      le,
      heure: `${String(8 + (i % 10)).padStart(2, '0')}:00`,
      duree_minutes: 30,
      etat,
      creee_par: agent,
      ...plus,
    }
    const cles = Object.keys(c)
    await e.proprietaire.query(
      `INSERT INTO agenda.convocation (${cles.join(', ')}) VALUES (${cles.map((_, k) => `$${k + 1}`).join(', ')})`,
      Object.values(c),
    )
  }
}
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  agent = await e.agent('ts.67')
  dpip = await new Navigateur(p).entrer('dpip.67')
  service = (
    await e.proprietaire.query('SELECT service_id AS id FROM moyens.agent WHERE id = $1', [agent])
  ).rows[0].id
  dossiers = (
    await e.proprietaire.query(
      'SELECT dossier_id AS d FROM dossiers.prise_en_charge WHERE service_id = $1 AND fin_a IS NULL ORDER BY 1 LIMIT 10',
      [service],
    )
  ).rows.map(r => r.d)
  // A month of long ago, which the invented data leave alone.
  await poser('2012-03-05', 'honoree', 6)
  await poser('2012-03-06', 'manquee', 2)
  await poser('2012-03-07', 'excusee', 1)
  await poser('2012-03-08', 'prevue', 1)
  await poser('2012-03-11', 'annulee', 3)
  await poser('2012-03-12', 'reportee', 2)
  await poser('2012-03-13', 'honoree', 1, { type: 'telephone' })
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const mars = '/statistiques?du=2012-03&au=2012-03'
/** The cells of the row of a table that begins with these words. */
const rangee = (texte: string, tete: string) =>
  [
    ...(
      new RegExp(`<th scope="row">${tete}</th>(.*?)</tr>`, 's').exec(
        texte.replaceAll('\u00a0', ' '),
      )?.[1] ?? ''
    ).matchAll(/<td[^>]*>(.*?)<\/td>/gs),
  ].map(m => m[1]?.replaceAll('\u00a0', ' '))

describe('Les statistiques du service', () => {
  it('Comptent par mois et par type ce que les convocations sont devenues, avec les deux nombres de chaque part', async () => {
    const r = await dpip.ouvrir(mars)
    expect(r.statut).toBe(200)
    expect(rangee(r.texte, 'mars 2012')).toEqual([
      '7',
      '1',
      '2',
      '3',
      '2',
      '1',
      '70 % (7 sur 10)',
      '10 % (1 sur 10)',
      '20 % (2 sur 10)',
    ])
    expect(rangee(r.texte, 'Entretien téléphonique')).toEqual([
      '1',
      '0',
      '0',
      '0',
      '0',
      '0',
      '100 % (1 sur 1)',
      '0 % (0 sur 1)',
      '0 % (0 sur 1)',
    ])
    expect(r.texte).toContain('role="img"')
    expect(r.texte).toContain('SPIP du Bas-Rhin seulement')
    expect(
      Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1]),
    ).toBeLessThanOrEqual(14)
    expect(rangee((await dpip.ouvrir(`${mars}&type=telephone`)).texte, 'Ensemble')[0]).toBe('1')
  })
  it('Un dossier parti ailleurs compte encore là où il a été convoqué ; le service voisin n’y voit rien', async () => {
    await e.proprietaire.query('DELETE FROM dossiers.perimetre WHERE dossier_id = $1', [
      dossiers[0],
    ])
    expect(rangee((await dpip.ouvrir(mars)).texte, 'mars 2012')[0]).toBe('7')
    const voisin = await new Navigateur(p).entrer('dpip.57')
    expect((await voisin.ouvrir(mars)).texte).toContain('Aucune convocation sur cette période.')
  })
  it('Aucun nom d’agent ni de personne n’y est, ni à l’écran ni dans les fichiers', async () => {
    const { rows } = await e.proprietaire.query<{ nom: string }>(
      'SELECT nom FROM moyens.agent WHERE service_id = $1 AND id <> $2 UNION SELECT nom FROM dossiers.personne WHERE dossier_id = ANY ($3) AND length(nom) > 3',
      [service, await e.agent('dpip.67'), dossiers],
    )
    const tout = [
      await dpip.ouvrir('/statistiques'),
      await dpip.ouvrir('/statistiques/presence.csv'),
      await dpip.ouvrir('/statistiques/delais.csv'),
    ]
    expect(rows.length).toBeGreaterThan(5)
    for (const { texte, statut } of tout) {
      expect(statut).toBe(200)
      const corps = texte.slice(texte.indexOf('<main'))
      expect(rows.filter(({ nom }) => new RegExp(`\\b${nom}\\b`).test(corps))).toEqual([])
    }
  })
  it('De l’audience à la première convocation : médiane et quartiles, la première seulement, annulations à part', async () => {
    for (const [i, jours] of [2, 4, 6, 8, 10].entries()) {
      const le = `2012-05-${String(1 + jours).padStart(2, '0')}`
      await poser(le, 'honoree', 1, {
        dossier_id: dossiers[i],
        audience_le: '2012-05-01',
        type: 'sortie_audience_spip',
      })
      await poser('2012-06-20', 'honoree', 1, {
        dossier_id: dossiers[i],
        audience_le: '2012-05-01',
        heure: `${10 + i}:00`,
      })
    }
    await poser('2012-05-02', 'annulee', 1, {
      dossier_id: dossiers[0],
      audience_le: '2012-05-01',
      type: 'sortie_audience_spip',
    })
    const { texte } = await dpip.ouvrir('/statistiques?du=2012-05&au=2012-06')
    expect(rangee(texte.slice(texte.indexOf('En jours, par mois')), 'mai 2012')).toEqual([
      '5',
      '4',
      '6',
      '8',
    ])
    expect(rangee(texte.slice(texte.indexOf('En jours, par mois')), 'juin 2012')).toEqual([
      '0',
      '',
      '',
      '',
    ])
    const fichier = await dpip.ouvrir('/statistiques/delais.csv?du=2012-05&au=2012-06')
    expect(parse(fichier.texte, { delimiter: ';', bom: true })).toEqual([
      [
        'Mois d’audience',
        'Type',
        'Audiences',
        'Premier quartile (jours)',
        'Médiane (jours)',
        'Troisième quartile (jours)',
      ],
      ['2012-05', 'Sortie d’audience SPIP', '5', '4', '6', '8'],
    ])
  })
  it('Le fichier s’ouvre dans un tableur français, et redonne les comptes de l’écran', async () => {
    const r = await dpip.ouvrir('/statistiques/presence.csv?du=2012-03&au=2012-03')
    expect([
      r.texte.charCodeAt(0),
      String(r.entetes['content-disposition']).includes('presence-2012-03-2012-03.csv'),
    ]).toEqual([0xfeff, true])
    const lignes = parse(r.texte, { delimiter: ';', bom: true, columns: true }) as Record<
      string,
      string
    >[]
    expect(lignes.map(l => [l.Type, l.Honorée, l.Manquée, l['Présence (%)']])).toEqual([
      ['Convocation de suivi SPIP', '6', '2', '67'],
      ['Entretien téléphonique', '1', '0', '100'],
    ])
  })
  it('Une juridiction a les siennes ; le BEX et le parquet n’en ont pas ; un mois mal écrit n’est aucune page', async () => {
    expect(
      (await (await new Navigateur(p).entrer('jap.strasbourg')).ouvrir('/statistiques')).statut,
    ).toBe(200)
    for (const qui of ['bex.strasbourg', 'parquet.strasbourg'])
      expect(
        (await (await new Navigateur(p).entrer(qui)).ouvrir('/statistiques')).statut,
        qui,
      ).toBe(403)
    expect((await dpip.ouvrir('/statistiques?du=2012-13')).statut).toBe(404)
  })
})
