import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Jour } from '../platform/date.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let n: Navigateur
let ts = ''
type Cas = { dossier_id: string; convocation_id: string; id: string; nom: string }
let absence: Cas[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  ts = await e.agent('ts.67')
  await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'honoree' WHERE etat = 'prevue'")
  await e.proprietaire.query('DELETE FROM agenda.a_decider')
  await e.proprietaire.query("UPDATE creneaux.plage SET du = '2025-01-01', au = '2025-02-01'")
  // Slots of their own on Mondays, one place each, and five people convoked with an agent who will
  // not be there.
  await e.proprietaire.query(
    `WITH agenda AS (INSERT INTO creneaux.agenda (entite_id, lieu_id, nom) SELECT service_id, id, 'Permanence du lundi' FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg' RETURNING id)
     INSERT INTO creneaux.plage (agenda_id, types, du, jours, de, a, pas_minutes) SELECT id, '{stage}', '2026-12-01', '{1}', '09:00', '12:00', 60 FROM agenda`,
  )
  absence = await convoquer('2026-12-01', 5, 'absence', 'Absence de l’agent du 1er au 4 décembre')
  await convoquer('2026-12-02', 1, 'fermeture', 'Antenne fermée le 2 décembre')
  p = await application(e)
  n = await new Navigateur(p).entrer('ts.67')
}, 60_000)
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
async function convoquer(
  le: Jour,
  combien: number,
  motif: string | null,
  detail: string,
  etat = 'prevue',
): Promise<Cas[]> {
  const { rows } = await e.proprietaire.query<{
    dossier_id: string
    convocation_id: string
    nom: string
  }>(
    `WITH gens AS (SELECT p.dossier_id, row_number() OVER (ORDER BY p.dossier_id) AS n FROM (SELECT DISTINCT dossier_id, entite_id FROM dossiers.v_perimetre) p
       JOIN dossiers.dossier d USING (dossier_id) JOIN moyens.service s ON s.id = p.entite_id
       WHERE s.departement = '67' AND d.clos_a IS NULL AND d.fusionne_dans IS NULL),
     faites AS (INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par, etat)
       SELECT g.dossier_id, a.service_id, $2, a.id, 'stage', a.nom, a.adresse, $1::date, time '08:30' + (g.n - 1) * interval '45 minutes', 45, $2, $4
       FROM gens g, moyens.antenne a WHERE a.nom = 'Antenne de Strasbourg' AND g.n <= $3 RETURNING dossier_id, id)
     SELECT f.dossier_id, f.id AS convocation_id, i.nom_complet AS nom FROM faites f JOIN dossiers.v_identite i USING (dossier_id) ORDER BY f.dossier_id`,
    [le, ts, combien, etat],
  )
  const cas: Cas[] = []
  for (const r of rows) {
    const lu = motif
      ? await e.proprietaire.query<{ id: string }>(
          'INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail) VALUES ($1, $2, $3, $4) RETURNING id',
          [r.dossier_id, r.convocation_id, motif, detail],
        )
      : { rows: [] }
    cas.push({ ...r, id: lu.rows[0]?.id ?? '' })
  }
  return cas
}
const cle = (c: Cas | undefined) => `${c?.dossier_id}:${c?.id}`
const cocher = (cas: Cas[]) => Object.fromEntries(cas.map((c, i) => [`choix[${i}]`, cle(c)]))
const requetes = (r: { entetes: Record<string, unknown> }) =>
  Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])
const liste = '/agenda/a-decider'

describe('Convocations à décider', () => {
  it('Par cause, avec ce qui est possible ; « Cocher les 5 » coche une cause et elle seule', async () => {
    const r = await n.ouvrir(liste)
    expect(r.statut).toBe(200)
    expect(r.texte).toContain('Absence : Absence de l’agent du 1er au 4 décembre')
    expect(r.texte).toContain('Fermeture : Antenne fermée le 2 décembre')
    expect(requetes(r)).toBeLessThanOrEqual(14)
    expect(r.texte.match(/name="choix\[\]"/g)).toHaveLength(6)
    expect(r.texte).not.toMatch(/name="choix\[\]"[^>]*checked/)
    expect(
      (await n.ouvrir(`${liste}?tout=0`)).texte.match(/name="choix\[\]"[^>]*checked/g),
    ).toHaveLength(5)
    const ailleurs = await new Navigateur(p).entrer('ts.57')
    expect((await ailleurs.ouvrir(liste)).texte).toContain('Rien à décider.')
    expect((await (await new Navigateur(p).entrer('bex.strasbourg')).ouvrir(liste)).statut).toBe(
      403,
    )
  })
  it('Sans rien cocher, la page le dit ; la préparation n’écrit rien', async () => {
    expect((await n.envoyer(`${liste}/garder`, { _geste: 'preparer' }, liste)).texte).toContain(
      'Aucune convocation n’est cochée.',
    )
    const r = await n.envoyer(
      `${liste}/annuler`,
      { ...cocher(absence.slice(0, 1)), _geste: 'preparer' },
      liste,
    )
    expect(r.statut).toBe(200)
    expect(r.texte).toContain(absence[0]?.nom)
    expect(r.texte).toMatch(/name="prevenir"[^>]*checked/)
    expect(
      (
        await e.proprietaire.query(
          "SELECT 1 FROM agenda.convocation WHERE etat = 'annulee' AND id = $1",
          [absence[0]?.convocation_id],
        )
      ).rows,
    ).toEqual([])
  })
  it('Gardée avec son motif : la ligne disparaît ; le motif oublié garde les cases', async () => {
    const oubli = await n.envoyer(`${liste}/garder`, cocher(absence.slice(0, 1)), liste)
    expect(oubli.statut).toBe(422)
    expect(oubli.texte).toContain('Dites pourquoi ces convocations sont gardées.')
    expect(oubli.texte).toContain(cle(absence[0]))
    const fait = await n.envoyer(
      `${liste}/garder`,
      { ...cocher(absence.slice(0, 1)), motif: 'Reçue par la permanence' },
      liste,
    )
    expect([fait.statut, fait.vers]).toEqual([303, liste])
    expect((await n.ouvrir(liste)).texte).not.toContain(cle(absence[0]))
  })
  it('Confier dit qui est libre à ces heures', async () => {
    const r = await n.envoyer(
      `${liste}/confier`,
      { ...cocher(absence.slice(1, 3)), _geste: 'preparer' },
      liste,
    )
    expect(r.texte).toContain(' : libre pour les 2')
    // The agent who receives them is the only one who is not.
    expect(r.texte).toContain(' : pas libre')
    const ts2 = await e.agent('ts2.67')
    const fait = await n.envoyer(
      `${liste}/confier`,
      { ...cocher(absence.slice(1, 2)), agentId: ts2 },
      liste,
    )
    expect(fait.statut).toBe(303)
    const { rows } = await e.proprietaire.query(
      'SELECT agent_id FROM agenda.convocation WHERE id = $1',
      [absence[1]?.convocation_id],
    )
    expect(rows[0].agent_id).toBe(ts2)
  })
  it('Déplacer montre un créneau différent pour chacune, puis l’applique', async () => {
    const deux = absence.slice(2, 4)
    const meme = await n.envoyer(
      `${liste}/deplacer`,
      { ...cocher(deux), _geste: 'preparer' },
      liste,
    )
    expect(meme.texte).toContain('Aucun créneau libre dans les trois mois')
    const lignes = Object.fromEntries(deux.map((c, i) => [`lignes[${i}][choix]`, cle(c)]))
    const tous = await n.envoyer(
      `${liste}/deplacer`,
      { ...lignes, avec: 'tous', _geste: 'proposer' },
      liste,
    )
    const proposes = [
      ...tous.texte.matchAll(/<option value="([0-9a-f-]{36}\|[^"]+)" selected/g),
    ].map(m => m[1] ?? '')
    expect(proposes.map(x => x.slice(37))).toEqual(['2026-12-07|09:00', '2026-12-07|10:00'])
    expect(requetes(tous)).toBeLessThanOrEqual(14)
    const choisis = Object.fromEntries(proposes.map((v, i) => [`lignes[${i}][creneau]`, v]))
    const fait = await n.envoyer(
      `${liste}/deplacer`,
      { ...lignes, ...choisis, avec: 'tous', prevenir: 'oui' },
      liste,
    )
    expect(fait.statut).toBe(303)
    const { rows } = await e.proprietaire.query<{ quand: string }>(
      "SELECT le || ' ' || heure AS quand FROM agenda.convocation WHERE id = ANY ($1) ORDER BY le, heure",
      [deux.map(c => c.convocation_id)],
    )
    expect(rows.map(r => r.quand)).toEqual(['2026-12-07 09:00:00', '2026-12-07 10:00:00'])
    const messages = await e.proprietaire.query(
      "SELECT 1 FROM messages.message WHERE objet_id = ANY ($1) AND moment = 'modification'",
      [deux.map(c => c.convocation_id)],
    )
    expect(messages.rows).toHaveLength(2)
    expect((await n.ouvrir(liste)).texte).toContain('2 convocations déplacées.')
  })
  it('Transférée, la convocation se décide dans le service qui suit maintenant la personne', async () => {
    const { rows } = await e.proprietaire.query<{ dossier_id: string }>(
      `SELECT p.dossier_id FROM dossiers.v_prise_en_charge_actuelle p JOIN moyens.service s ON s.id = p.service_id WHERE s.departement = '57' LIMIT 1`,
    )
    const { rows: faites } = await e.proprietaire.query<{ id: string }>(
      `INSERT INTO agenda.convocation (dossier_id, service_id, agent_id, lieu_id, type, lieu, adresse, le, heure, duree_minutes, creee_par)
       SELECT $1, service_id, $2, id, 'stage', nom, adresse, '2026-12-18', '11:00', 45, $2 FROM moyens.antenne WHERE nom = 'Antenne de Strasbourg' RETURNING id`,
      [rows[0]?.dossier_id, ts],
    )
    await e.proprietaire.query(
      "INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail) VALUES ($1, $2, 'transfert', 'Le dossier a changé de service.')",
      [rows[0]?.dossier_id, faites[0]?.id],
    )
    const nouveau = await new Navigateur(p).entrer('ts.57')
    const page = (await nouveau.ouvrir(liste)).texte
    expect(page).toContain('Le dossier a changé de service.')
    const choix = /name="choix\[\]" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(
      (
        await nouveau.envoyer(
          `${liste}/annuler`,
          { 'choix[0]': choix, motif: 'Nouvelle convocation ici' },
          liste,
        )
      ).statut,
    ).toBe(303)
    const apres = await e.proprietaire.query('SELECT etat FROM agenda.convocation WHERE id = $1', [
      faites[0]?.id,
    ])
    expect(apres.rows[0].etat).toBe('annulee')
  })
})

describe('Convocations sans suite notée', () => {
  it('Comptées, listées, et notées d’un bouton ; l’alerte vient au-delà de cinq', async () => {
    const passees = await convoquer('2026-11-18', 7, null, '')
    const r = await n.ouvrir('/agenda/sans-suite')
    expect(r.statut).toBe(200)
    expect(requetes(r)).toBeLessThanOrEqual(14)
    expect(r.texte).toContain('7 convocations passées sont sans suite notée')
    expect(r.texte).toContain('data-color="warning"')
    const [a] = passees as [Cas]
    const url = `/agenda/sans-suite/${a.dossier_id}/${a.convocation_id}?qui=moi&page=1`
    const fait = await n.envoyer(url, { etat: 'excusee' }, '/agenda/sans-suite')
    expect([fait.statut, fait.vers]).toEqual([303, '/agenda/sans-suite?qui=moi&page=1'])
    const apres = (await n.ouvrir('/agenda/sans-suite')).texte
    expect(apres).toContain('6 convocations passées sont sans suite notée')
    expect(apres).not.toContain(a.convocation_id)
    const encore = await n.envoyer(url, { etat: 'honoree' }, '/agenda/sans-suite')
    expect(encore.statut).toBe(422)
    expect(encore.texte).toContain('vient d’être notée par un autre agent')
    const ailleurs = await new Navigateur(p).entrer('accueil.57')
    expect((await ailleurs.envoyer(url, { etat: 'honoree' }, '/agenda/sans-suite')).statut).toBe(
      404,
    )
  })
  it('L’accueil voit tout le service ; cent jours en arrière, plus rien ; aujourd’hui, c’est la liste du jour', async () => {
    const desk = await new Navigateur(p).entrer('accueil.67')
    expect((await desk.ouvrir('/agenda/sans-suite')).texte).toContain('6 convocations passées')
    await convoquer('2026-08-10', 3, null, '')
    await convoquer(LE, 10, null, '')
    expect((await desk.ouvrir('/agenda/sans-suite')).texte).toContain('6 convocations passées')
  })
})
