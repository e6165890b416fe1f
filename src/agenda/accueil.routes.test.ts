import { brotliCompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { creerDossier } from '../dossiers/index.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { noterEtat } from './convocation.commands.ts'

let e: Essai
let p: Plateforme
let desk: Navigateur
let collegue: Navigateur
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
  // A day of sixty: forty-eight people one by one, eight an hour, and a session of twelve at two
  // o'clock.
  await e.proprietaire.query(
    `WITH lieu AS (SELECT id, service_id, nom, adresse FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg'),
          agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Accueil partagé' FROM lieu RETURNING id),
          plage AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite)
                    SELECT id, '{suivi}', '2026-11-02', '{1,2,3,4,5}', '08:30', '17:30', 45, 8 FROM agenda RETURNING id, agenda_id),
          groupe AS (INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes, capacite, collective, intitule)
                    SELECT id, '{action_collective}', '2026-11-02', '{2}', '14:00', '16:00', 120, 15, true, 'Code de la route' FROM agenda RETURNING id, agenda_id),
          gens AS (SELECT DISTINCT dossier_id, row_number() OVER (ORDER BY dossier_id) - 1 AS n FROM dossiers.v_perimetre p JOIN lieu ON lieu.service_id = p.entite_id)
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
  // A closed dossier takes no gesture any more: those who are pointed here are still followed.
  const { rows: clos } = await e.proprietaire.query<{ dossier_id: string }>(
    'SELECT dossier_id FROM dossiers.dossier WHERE clos_a IS NOT NULL',
  )
  const fermes = new Set(clos.map(d => d.dossier_id))
  personnes = rows.filter(r => !fermes.has(r.dossier_id))
  p = await application(e)
  desk = await new Navigateur(p).entrer('accueil.67')
  collegue = await new Navigateur(p).entrer('dpip.67')
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const lignes = (texte: string) =>
  texte.split('<tbody>')[1]?.split('</tbody>')[0]?.split('<tr>').length ?? 0
const requetes = (r: { entetes: Record<string, unknown> }) =>
  Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
const arrivee = (c: Personne) => `/dossiers/${c.dossier_id}/convocations/${c.id}/arrivee`
const histoire = async (c: Personne) =>
  (
    await e.proprietaire.query<{ etat: string }>(
      'SELECT etat FROM agenda.etat_de_convocation WHERE convocation_id = $1 ORDER BY a, id',
      [c.id],
    )
  ).rows.map(h => h.etat)
const etat = async (c: Personne) =>
  (
    await e.proprietaire.query<{ etat: string }>(
      'SELECT etat FROM agenda.convocation WHERE id = $1',
      [c.id],
    )
  ).rows[0]?.etat

describe('L’accueil un jour de soixante', () => {
  it('Voit tout le monde sur une page légère, la séance pliée en une ligne', async () => {
    const r = await desk.ouvrir('/accueil')
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
    const { rows } = await e.proprietaire.query<{ nom: string; numero: string }>(
      'SELECT i.nom, i.numero FROM dossiers.v_identite i JOIN agenda.convocation c USING (dossier_id) WHERE c.le = $1 AND c.collective LIMIT 1',
      [LE],
    )
    const r = await desk.ouvrir(`/accueil?q=${encodeURIComponent(rows[0]?.numero ?? '')}`)
    expect(lignes(r.texte) - 1).toBe(1)
    expect(r.texte).toContain('1 personne convoquée sur 60')
    expect((await desk.ouvrir('/accueil?q=zzzzzz')).texte).toContain(
      'Aucune des 60 personnes convoquées ce jour-là sur ce site ne correspond, ni sur un autre',
    )
    expect((await desk.ouvrir('/accueil?le=2027-08-15')).texte).toContain(
      'Personne n’est convoqué ce jour-là sur ce site.',
    )
  })
  it('Pointe une arrivée, voit l’attente, et retrouve son filtre ; puis un départ ; chaque geste s’annule et l’historique le garde', async () => {
    const [a] = personnes as [Personne]
    const r = await desk.envoyer(`${arrivee(a)}?q=e`, { vu: 'attendue' }, '/accueil')
    expect([r.statut, r.vers]).toEqual([303, `/accueil?le=${LE}&q=e`])
    e.avancer({ minutes: 25 })
    const apres = (await desk.ouvrir('/accueil')).texte
    expect(apres).toContain('attend depuis 25 min')
    expect(apres).toContain('1 personne attend')
    expect((await desk.ouvrir('/accueil/presents')).texte).toContain('1 personne présente')
    expect((await desk.envoyer(`${arrivee(a)}/depart`, { vu: 'arrivee' }, '/accueil')).statut).toBe(
      303,
    )
    expect((await desk.ouvrir('/accueil/presents')).texte).toContain(
      'Personne n’est pointé présent',
    )
    expect((await desk.envoyer(`${arrivee(a)}/annuler`, { vu: 'partie' }, '/accueil')).statut).toBe(
      303,
    )
    expect((await desk.ouvrir('/accueil')).texte).toContain('attend depuis')
    expect(
      (await desk.envoyer(`${arrivee(a)}/annuler`, { vu: 'arrivee' }, '/accueil')).statut,
    ).toBe(303)
    expect((await desk.ouvrir('/accueil')).texte).not.toContain('attend depuis')
    expect(
      (await desk.envoyer(`${arrivee(a)}/annuler`, { vu: 'attendue' }, '/accueil')).texte,
    ).toContain('aucun geste de l’accueil à annuler')
    expect(await histoire(a)).toEqual(['arrivee', 'depart', 'depart_retire', 'arrivee_retiree'])
  })
  it('Note « absent » après l’heure seulement, sans message et sans décider de la suite ; d’un clic, c’est annulé', async () => {
    const premier = personnes[0] as Personne
    const dernier = personnes.at(-1) as Personne
    const absent = (c: Personne, vu = 'attendue') =>
      desk.envoyer(`${arrivee(c)}/absence`, { vu }, '/accueil')
    const page = (await desk.ouvrir('/accueil')).texte
    expect(page).toContain(`${arrivee(premier)}/absence`)
    expect(page).not.toContain(`${arrivee(dernier)}/absence`)
    const tot = await absent(dernier)
    expect(tot.statut).toBe(422)
    expect(tot.texte).toContain('L’heure n’est pas encore passée')
    expect((await absent(premier)).statut).toBe(303)
    expect(await etat(premier)).toBe('manquee')
    expect(
      (
        await e.proprietaire.query('SELECT 1 FROM messages.message WHERE objet_id = $1', [
          premier.id,
        ])
      ).rows,
    ).toEqual([])
    expect((await absent(premier, 'absente')).statut).toBe(422)
    const dites = async () =>
      (
        await e.proprietaire.query(
          "SELECT 1 FROM dossiers.nouvelle WHERE cible_id = $1 AND nature = 'convocation_manquee' AND reglee_a IS NULL",
          [premier.id],
        )
      ).rowCount
    expect(await dites()).toBeGreaterThan(0)
    expect(
      (await desk.envoyer(`${arrivee(premier)}/annuler`, { vu: 'absente' }, '/accueil')).statut,
    ).toBe(303)
    expect(await etat(premier)).toBe('prevue')
    expect(await dites()).toBe(0)
    // Noted absent, and comes after all.
    expect((await absent(premier)).statut).toBe(303)
    expect((await desk.envoyer(arrivee(premier), { vu: 'absente' }, '/accueil')).statut).toBe(303)
    expect(await etat(premier)).toBe('prevue')
    expect((await desk.ouvrir('/accueil')).texte).toContain('attend depuis 0 min')
  })
  it('Une excuse est dite à qui suit la personne ; venue quand même, son arrivée se pointe, même si sa place est donnée', async () => {
    const excusee = personnes.at(-2) as Personne
    const duJour = (
      await e.proprietaire.query('SELECT id FROM agenda.convocation WHERE le = $1', [LE])
    ).rows.map(c => c.id)
    const dites = async () =>
      (
        await e.proprietaire.query(
          "SELECT 1 FROM dossiers.nouvelle WHERE cible_id = $1 AND nature = 'convocation_excusee' AND reglee_a IS NULL",
          [excusee.id],
        )
      ).rowCount
    expect(
      (await desk.envoyer(`${arrivee(excusee)}/excuse`, { vu: 'attendue' }, '/accueil')).statut,
    ).toBe(303)
    expect([await etat(excusee), await dites()]).toEqual(['excusee', 1])
    // Its place, and every other one of that hour, is given.
    await e.proprietaire.query(
      `INSERT INTO agenda.convocation (dossier_id, service_id, lieu_id, agenda_id, plage_id, place, capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT (SELECT dossier_id FROM dossiers.v_perimetre x WHERE x.entite_id = c.service_id AND NOT EXISTS
         (SELECT 1 FROM agenda.convocation y WHERE y.dossier_id = x.dossier_id AND y.le = c.le) LIMIT 1), service_id, lieu_id, agenda_id, plage_id, place,
         capacite, type, lieu, adresse, le, heure, duree_minutes, creee_par FROM agenda.convocation c WHERE id = $1`,
      [excusee.id],
    )
    expect((await desk.envoyer(arrivee(excusee), { vu: 'excusee' }, '/accueil')).statut).toBe(303)
    expect([await etat(excusee), await dites()]).toEqual(['excusee', 0])
    expect(await histoire(excusee)).toEqual(['excusee', 'arrivee'])
    expect(
      (await desk.envoyer(`${arrivee(excusee)}/annuler`, { vu: 'arrivee' }, '/accueil')).statut,
    ).toBe(303)
    expect(await etat(excusee)).toBe('excusee')
    await e.proprietaire.query(
      'DELETE FROM agenda.convocation WHERE le = $1 AND id <> ALL ($2::uuid[])',
      [LE, duJour],
    )
  })
  it('Deux accueils à la fois : le second apprend ce que le premier a fait, et rien n’est écrit par-dessus', async () => {
    const c = personnes[1] as Personne
    const [un, autre] = await Promise.all([
      desk.envoyer(arrivee(c), { vu: 'attendue' }, '/accueil'),
      collegue.envoyer(`${arrivee(c)}/absence`, { vu: 'attendue' }, '/accueil'),
    ])
    expect([un.statut, autre.statut].sort()).toEqual([303, 422])
    const refuse = un.statut === 422 ? un : autre
    expect(refuse.texte).toContain('vient de changer cette ligne')
    expect((await histoire(c)).length).toBe(1)
  })
  it('Une visite, un appel : ni arrivée ni absence à l’accueil, montrées ou envoyées ; une excuse se note et s’annule', async () => {
    const c = personnes[2] as Personne
    for (const modalite of ['domicile', 'telephone', 'visio']) {
      await e.proprietaire.query('UPDATE agenda.convocation SET modalite = $2 WHERE id = $1', [
        c.id,
        modalite,
      ])
      const page = (await desk.ouvrir('/accueil')).texte
      expect(page, modalite).not.toContain(`${arrivee(c)}?`)
      expect(page, modalite).not.toContain(`${arrivee(c)}/absence`)
      for (const geste of ['', '/absence']) {
        const r = await desk.envoyer(`${arrivee(c)}${geste}`, { vu: 'attendue' }, '/accueil')
        expect([r.statut, r.texte.includes('personne ne passe à l’accueil')], modalite).toEqual([
          422,
          true,
        ])
      }
      expect(await etat(c)).toBe('prevue')
    }
    expect(
      (await desk.envoyer(`${arrivee(c)}/excuse`, { vu: 'attendue' }, '/accueil')).statut,
    ).toBe(303)
    expect(await etat(c)).toBe('excusee')
    expect(
      (await desk.envoyer(`${arrivee(c)}/annuler`, { vu: 'excusee' }, '/accueil')).statut,
    ).toBe(303)
    expect(await etat(c)).toBe('prevue')
  })
  it('Une absence qui soldait une décision en attente, annulée : elle est de nouveau à décider', async () => {
    const c = personnes[3] as Personne
    const enAttente = async () =>
      (
        await e.proprietaire.query(
          'SELECT 1 FROM agenda.a_decider WHERE convocation_id = $1 AND decidee_a IS NULL',
          [c.id],
        )
      ).rowCount
    await e.proprietaire.query(
      "INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, par) VALUES ($1, $2, 'absence', $3)",
      [c.dossier_id, c.id, ts],
    )
    await desk.envoyer(`${arrivee(c)}/excuse`, { vu: 'attendue' }, '/accueil')
    expect(await enAttente()).toBe(0)
    await desk.envoyer(`${arrivee(c)}/annuler`, { vu: 'excusee' }, '/accueil')
    expect(await enAttente()).toBe(1)
  })
  it('Ce que l’agent a noté, l’accueil ne l’annule pas', async () => {
    const c = personnes[4] as Personne
    await executer(e.hote, ts, noterEtat, {
      dossierId: c.dossier_id,
      convocationId: c.id,
      etat: 'manquee',
    })
    expect((await desk.ouvrir('/accueil')).texte).not.toContain(`${arrivee(c)}/annuler`)
    expect(
      (await desk.envoyer(`${arrivee(c)}/annuler`, { vu: 'absente' }, '/accueil')).texte,
    ).toContain('Ce n’est pas l’accueil')
    expect(await etat(c)).toBe('manquee')
  })
  it('Une arrivée se corrige et se retire depuis sa page, avec un motif ; l’ancienne heure reste', async () => {
    const c = personnes[6] as Personne
    await desk.envoyer(arrivee(c), { vu: 'attendue' }, '/accueil')
    const page = `/dossiers/${c.dossier_id}/convocations/${c.id}`
    const corriger = (plus: object) =>
      desk.envoyer(`${arrivee(c)}/corriger`, {
        arriveeHeure: '08:40',
        motif: 'Pointée en retard',
        ...plus,
      })
    expect((await corriger({ motif: '' })).texte).toContain('Dites pourquoi vous corrigez')
    expect((await corriger({ arriveeHeure: '23:50' })).texte).toContain(
      'Cette heure n’est pas encore passée',
    )
    expect((await corriger({})).statut).toBe(303)
    const lue = (await desk.ouvrir(page)).texte
    expect(lue).toContain('24/11/2026 à 8 h 40')
    expect(lue).toContain('Arrivée corrigée ; avant : arrivée le')
    expect(lue).toContain('Pointée en retard')
    expect(
      (await desk.envoyer(`${arrivee(c)}/retirer`, { motif: 'Ce n’était pas elle' })).statut,
    ).toBe(303)
    expect((await desk.ouvrir(page)).texte).toContain(
      'Arrivée retirée ; avant : arrivée le 24/11/2026 à 8 h 40',
    )
    expect(
      (
        await desk.envoyer(`${arrivee(c)}/corriger`, {
          arriveeHeure: '08:40',
          motif: 'Pas à l’heure',
        })
      ).texte,
    ).toContain('Aucune arrivée')
  })
  it('Choisit son site : le sien d’abord, gardé dans l’adresse ; au mauvais site, « attendu à … » en un geste ; imprimé avec le service', async () => {
    const { rows } = await e.proprietaire.query<{ id: string; nom: string }>(
      "SELECT id, nom FROM moyens.antenne WHERE nom = 'Antenne de Saverne'",
    )
    const ailleurs = rows[0] as { id: string; nom: string }
    const c = personnes[7] as Personne
    const { rows: qui } = await e.proprietaire.query<{ numero: string; nom: string }>(
      'SELECT numero, nom_complet AS nom FROM dossiers.v_identite WHERE dossier_id = $1',
      [c.dossier_id],
    )
    await e.proprietaire.query(
      'UPDATE agenda.convocation SET lieu_id = $2, lieu = $3 WHERE id = $1',
      [c.id, ailleurs.id, ailleurs.nom],
    )
    const ici = (await desk.ouvrir('/accueil')).texte
    expect(ici).toContain('59 personnes convoquées')
    expect(ici).not.toContain(qui[0]?.nom ?? '?')
    expect(ici).toMatch(/SPIP[^<]*, <strong>Antenne de Strasbourg<\/strong>/)
    const trouve = (await desk.ouvrir(`/accueil?q=${qui[0]?.numero}`)).texte
    expect(trouve).toMatch(/attendu(e|·e)? à Antenne de Saverne à <time[^>]*>\d+ h \d\d<\/time>/)
    const la = (await desk.ouvrir(`/accueil?lieuId=${ailleurs.id}`)).texte
    expect(la).toContain('1 personne convoquée')
    expect(la).toContain(`/accueil/presents?lieuId=${ailleurs.id}`)
    expect((await desk.ouvrir('/accueil?lieuId=tous')).texte).toContain('60 personnes convoquées')
    // A site of another service is said to be none of theirs; one's own is shown.
    const { rows: autres } = await e.proprietaire.query<{ id: string }>(
      "SELECT a.id FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id WHERE s.departement = '57' LIMIT 1",
    )
    for (const chemin of ['/accueil', '/accueil/presents']) {
      const autre = await desk.ouvrir(`${chemin}?lieuId=${autres[0]?.id}`)
      expect(
        [autre.statut, autre.texte.includes('Le site demandé n’est pas de votre service')],
        chemin,
      ).toEqual([200, true])
      expect(la.includes('Le site demandé'), chemin).toBe(false)
    }
    const r = await desk.envoyer(
      `${arrivee(c)}?lieuId=${ailleurs.id}`,
      { vu: 'attendue' },
      '/accueil',
    )
    expect([r.statut, r.vers]).toEqual([303, `/accueil?le=${LE}&lieuId=${ailleurs.id}`])
    expect((await desk.ouvrir(`/accueil/presents?lieuId=${ailleurs.id}`)).texte).toContain(
      qui[0]?.nom ?? '?',
    )
    expect((await desk.ouvrir('/accueil/presents')).texte).not.toContain(qui[0]?.nom ?? '?')
  })
  it('N’est ouvert ni au parquet, ni, pour ces personnes, à un autre service', async () => {
    const c = personnes[8] as Personne
    const chemin = arrivee(c)
    const parquet = await new Navigateur(p).entrer('parquet.strasbourg')
    expect((await parquet.ouvrir('/accueil')).statut).toBe(403)
    const ailleurs = await new Navigateur(p).entrer('accueil.57')
    expect((await ailleurs.envoyer(chemin, { vu: 'attendue' }, '/accueil')).statut).toBe(404)
    // The court sees the dossier, and is not the desk of the service.
    const greffe = await new Navigateur(p).entrer('greffe.strasbourg')
    expect((await greffe.ouvrir('/accueil')).statut).toBe(200)
    expect((await greffe.envoyer(chemin, { vu: 'attendue' }, '/accueil')).statut).toBe(404)
    expect(
      (await e.proprietaire.query('SELECT 1 FROM agenda.arrivee WHERE convocation_id = $1', [c.id]))
        .rows,
    ).toEqual([])
  })
})
