import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let desk: Navigateur
let ts = ''
type Personne = { dossier_id: string; id: string; heure: string }
let personnes: Personne[] = []
const REUNION = 12
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  for (let i = 0; i < 25; i += 1)
    await executer(e.hote, ts, creerDossier, {
      nom: `Guichet${'abcdefghijklmnopqrstuvwxyz'[i]}`,
      prenoms: 'Ève',
      naissanceLe: '1980-01-01',
      confirme: 'oui',
    })
  await e.proprietaire.query('DELETE FROM agenda.arrivee')
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'annulee' WHERE le = $1", [LE])
  // A day of sixty: forty-eight people one by one, eight an hour, and a session of twelve at two o'clock.
  await e.proprietaire.query(
    `WITH lieu AS (SELECT id, service_id, nom, adresse FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Accueil partagé' FROM lieu RETURNING id),
          plage AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite)
                    SELECT id, '{suivi}', '2026-11-02', '{1,2,3,4,5}', '08:30', '17:30', 45, 8 FROM agenda RETURNING id, agenda_id),
          groupe AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite, collective, intitule)
                    SELECT id, '{action_collective}', '2026-11-02', '{2}', '14:00', '16:00', 120, 15, true, 'Code de la route' FROM agenda RETURNING id, agenda_id),
          gens AS (SELECT DISTINCT dossier_id, row_number() OVER (ORDER BY dossier_id) - 1 AS n FROM dossiers.perimetre p JOIN lieu ON lieu.service_id = p.entite_id)
     INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, collective, type, lieu, adresse, le, heure, duree_minutes, creee_par)
     SELECT g.dossier_id, l.service_id, l.id, x.agenda_id, x.id, CASE WHEN n < 48 THEN n % 8 + 1 ELSE n - 47 END, CASE WHEN n < 48 THEN 8 ELSE 15 END, n >= 48,
            CASE WHEN n < 48 THEN 'suivi' ELSE 'action_collective' END, l.nom, l.adresse, $1::date, CASE WHEN n < 48 THEN time '08:30' + (n / 8) * interval '45 minutes' ELSE time '14:00' END,
            CASE WHEN n < 48 THEN 45 ELSE 120 END, $2
     FROM gens g, lieu l, LATERAL (SELECT * FROM plage WHERE n < 48 UNION ALL SELECT * FROM groupe WHERE n >= 48) x WHERE n < 48 + $3`,
    [LE, ts, REUNION],
  )
  const { rows } = await e.proprietaire.query<Personne>(
    "SELECT dossier_id, id, heure::text FROM agenda.convocation WHERE le = $1 AND etat = 'prevue' AND NOT collective ORDER BY heure, place",
    [LE],
  )
  personnes = rows
  p = await application(e)
  desk = await new Navigateur(p).entrer('accueil.67')
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const lignes = (texte: string) => texte.split('<tbody>')[1]?.split('</tbody>')[0]?.split('<tr>').length ?? 0
const requetes = (r: { entetes: Record<string, unknown> }) => Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
const etat = async (c: Personne) =>
  (await e.proprietaire.query<{ etat: string }>('SELECT etat FROM agenda.convocation WHERE id = $1', [c.id])).rows[0]?.etat

describe('L’accueil un jour de soixante', () => {
  it('Voit tout le monde sur une page légère, la séance pliée en une ligne', async () => {
    const r = await desk.ouvrir('/accueil')
    expect(r.statut).toBe(200)
    expect(r.texte).toContain('60 personnes convoquées')
    expect(lignes(r.texte) - 1).toBe(49)
    expect(r.texte).toContain('Code de la route : 12 personnes')
    expect(requetes(r)).toBeLessThanOrEqual(14)
    expect(r.texte).toContain('data-imprimer')
    expect(brotliCompressSync(r.texte, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length).toBeLessThan(15 * 1024)
  })
  it('Cherche une personne par son nom, même dans une séance ; filtre par lieu ; ne montre rien qui ne corresponde', async () => {
    const { rows } = await e.proprietaire.query<{ nom: string; numero: string }>(
      'SELECT i.nom, i.numero FROM dossiers.v_identite i JOIN agenda.convocation c USING (dossier_id) WHERE c.le = $1 AND c.collective LIMIT 1',
      [LE],
    )
    const r = await desk.ouvrir(`/accueil?q=${encodeURIComponent(rows[0]?.numero ?? '')}`)
    expect(lignes(r.texte) - 1).toBe(1)
    expect(r.texte).toContain('1 personne convoquée sur 60')
    expect((await desk.ouvrir('/accueil?q=zzzzzz')).texte).toContain('Aucune des 60 personnes convoquées ce jour-là ne correspond')
    expect((await desk.ouvrir('/accueil?le=2027-08-15')).texte).toContain('Personne n’est convoqué ce jour-là.')
  })
  it('Pointe une arrivée, voit l’attente, et retrouve son filtre', async () => {
    const [a] = personnes as [Personne]
    const chemin = `/dossiers/${a.dossier_id}/convocations/${a.id}/arrivee?q=e`
    const r = await desk.envoyer(chemin, {}, '/accueil')
    expect([r.statut, r.vers]).toEqual([303, `/accueil?le=${LE}&q=e`])
    e.avancer({ minutes: 25 })
    const apres = (await desk.ouvrir('/accueil')).texte
    expect(apres).toContain('attend depuis 25 min')
    expect(apres).toContain('1 personne attend')
    const retire = await desk.envoyer(`/dossiers/${a.dossier_id}/convocations/${a.id}/arrivee/retirer`, {}, '/accueil')
    expect(retire.statut).toBe(303)
    expect((await desk.ouvrir('/accueil')).texte).not.toContain('attend depuis')
  })
  it('Note « ne s’est pas présenté » après l’heure seulement, sans message et sans décider de la suite', async () => {
    const premier = personnes[0] as Personne
    const dernier = personnes.at(-1) as Personne
    const absent = (c: Personne) => desk.envoyer(`/dossiers/${c.dossier_id}/convocations/${c.id}/absence`, {}, '/accueil')
    const page = (await desk.ouvrir('/accueil')).texte
    expect(page).toContain(`/dossiers/${premier.dossier_id}/convocations/${premier.id}/absence`)
    expect(page).not.toContain(`/dossiers/${dernier.dossier_id}/convocations/${dernier.id}/absence`)
    const tot = await absent(dernier)
    expect(tot.statut).toBe(422)
    expect(tot.texte).toContain('L’heure n’est pas encore passée')
    expect((await absent(premier)).statut).toBe(303)
    expect(await etat(premier)).toBe('manquee')
    expect((await e.proprietaire.query('SELECT 1 FROM messages.message WHERE objet_id = $1', [premier.id])).rows).toEqual([])
    expect((await absent(premier)).statut).toBe(422)
  })
  it('N’est ouvert ni au parquet, ni, pour ces personnes, à un autre service', async () => {
    const c = personnes[5] as Personne
    const chemin = `/dossiers/${c.dossier_id}/convocations/${c.id}/arrivee`
    const parquet = await new Navigateur(p).entrer('parquet.strasbourg')
    expect((await parquet.ouvrir('/accueil')).statut).toBe(403)
    const ailleurs = await new Navigateur(p).entrer('accueil.57')
    expect((await ailleurs.envoyer(chemin, {}, '/accueil')).statut).toBe(404)
    // The court sees the dossier, and is not the desk of the service.
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    expect((await greffe.ouvrir('/accueil')).statut).toBe(200)
    expect((await greffe.envoyer(chemin, {}, '/accueil')).statut).toBe(404)
    expect((await e.proprietaire.query('SELECT 1 FROM agenda.arrivee WHERE convocation_id = $1', [c.id])).rows).toEqual([])
  })
})
