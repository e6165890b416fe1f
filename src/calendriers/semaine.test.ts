import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer } from './calendrier.builder.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let invente: ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  invente = inventer(e)
  ts = await new Navigateur(p).entrer('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const requetes = (r: { entetes: Record<string, unknown> }) =>
  Number(/desc="(\d+)"/.exec(String(r.entetes['server-timing']))?.[1])

describe('La semaine', () => {
  it('Montre les convocations avec leur nom, les créneaux libres, l’absence en toutes lettres et le jour férié', async () => {
    const agentId = await e.agent('ts.67')
    const agendaId = await invente.agenda('Agenda de la semaine', agentId)
    // 14 July 2027 is a Wednesday.
    const plageId = await invente.plage(agendaId, {
      jours: '{1,2,3,4}',
      de: '14:00',
      a: '16:00',
      pas_minutes: 60,
    })
    const { dossierId, id } = await invente.convoquer('2027-07-13', '14:00', {
      agenda_id: agendaId,
      plage_id: plageId,
      duree_minutes: 60,
    })
    await e.proprietaire.query(
      "INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2027-07-15 13:00', '2027-07-15 18:00', 'formation' FROM moyens.agent WHERE id = $1",
      [agentId],
    )
    const r = await ts.ouvrir(`/calendriers/semaine?du=2027-07-14&agentId=${agentId}`)
    expect(r.statut).toBe(200)
    expect(r.texte).toContain(`/dossiers/${dossierId}/convocations/${id}`)
    expect(r.texte).toContain('Fête nationale')
    expect(r.texte).toContain('Absence')
    expect(r.texte).toContain(
      `/agenda/creneaux?type=suivi&amp;du=2027-07-12&amp;agentId=${agentId}`,
    )
    expect(r.texte).toMatch(/<th scope="col"[^>]*>mardi 13 juillet/)
    expect(r.texte).toContain('<th scope="row">14 h 00')
    expect(r.texte).not.toContain('formation')
    expect(requetes(r)).toBeLessThanOrEqual(14)
    const agenda = await ts.ouvrir(`/calendriers/semaine?du=2027-07-14&agendaId=${agendaId}`)
    expect(agenda.texte).toContain('Agenda de la semaine')
    // Monday two slots, Tuesday one left; nothing on the holiday nor during the absence.
    expect(agenda.texte.match(/data-libre/g)).toHaveLength(3)
    const { lieu } = await invente.service()
    const place = await ts.ouvrir(`/calendriers/semaine?du=2027-07-14&lieuId=${lieu}`)
    expect([
      place.statut,
      place.texte.includes(`/dossiers/${dossierId}/convocations/${id}`),
    ]).toEqual([200, true])
    const liste = await ts.ouvrir(`/calendriers/semaine?du=2027-07-14&vue=lieu:${lieu}`)
    expect(liste.texte.match(/data-pris/g)).toEqual(place.texte.match(/data-pris/g))
  })
  it('Qui n’est pas dans le périmètre est « Pris », sans nom ni lien', async () => {
    const agentId = await e.agent('ts.67')
    const { rows } = await e.proprietaire.query(
      'SELECT p.dossier_id AS d, i.nom FROM dossiers.v_perimetre p JOIN dossiers.personne i USING (dossier_id) WHERE NOT EXISTS (SELECT 1 FROM dossiers.v_perimetre q JOIN moyens.agent a ON a.service_id = q.entite_id WHERE q.dossier_id = p.dossier_id AND a.id = $1) LIMIT 1',
      [agentId],
    )
    await invente.convoquer('2027-08-03', '09:00', { dossier_id: rows[0].d })
    const { texte } = await ts.ouvrir(`/calendriers/semaine?du=2027-08-03&agentId=${agentId}`)
    expect(texte).toMatch(/data-pris[^>]*><time[^>]*>9 h 00<\/time> Pris/)
    expect(texte).not.toContain(rows[0].d)
  })
  it('L’agent, l’agenda ou le lieu d’un autre service n’existent pas ; le premier écran est le sien', async () => {
    const { rows } = await e.proprietaire.query(
      'SELECT l.lieu_id AS id FROM creneaux.v_lieu l JOIN moyens.agent a ON a.service_id = l.entite_id WHERE a.id = $1 LIMIT 1',
      [await e.agent('ts.57')],
    )
    for (const q of [
      `agentId=${await e.agent('ts.57')}`,
      `lieuId=${rows[0].id}`,
      `vue=lieu:${rows[0].id}`,
    ])
      expect((await ts.ouvrir(`/calendriers/semaine?${q}`)).statut, q).toBe(404)
    for (const qui of ['accueil.67', 'bex.strasbourg', 'jap.strasbourg', 'surveillant.67'])
      expect(
        (await (await new Navigateur(p).entrer(qui)).ouvrir('/calendriers/semaine')).statut,
        qui,
      ).toBe(200)
    expect(
      (await (await new Navigateur(p).entrer('parquet.strasbourg')).ouvrir('/calendriers/semaine'))
        .statut,
    ).toBe(403)
    expect((await ts.ouvrir('/calendriers/semaine?du=hier')).statut).toBe(404)
  })
})

describe('Le jour du service', () => {
  it('Une ligne pour chaque agent et chaque agenda partagé, une colonne pour chaque heure ; un lieu seul quand on le demande', async () => {
    const agentId = await e.agent('ts.67')
    const { id, dossierId } = await invente.convoquer('2027-09-07', '10:00')
    const partage = await invente.agenda('Bureau des permanences')
    await invente.plage(partage, {
      du: '2027-09-01',
      de: '09:00',
      a: '11:00',
      pas_minutes: 30,
      capacite: 2,
    })
    const r = await ts.ouvrir('/calendriers/jour?le=2027-09-07')
    expect(r.texte).toContain(`/dossiers/${dossierId}/convocations/${id}`)
    expect(r.texte).toContain(`/calendriers/semaine?du=2027-09-07&amp;agentId=${agentId}`)
    expect(r.texte).toContain('Bureau des permanences')
    const ligne = r.texte.slice(r.texte.indexOf('Bureau des permanences'))
    expect(ligne.slice(0, ligne.indexOf('</tr>')).match(/4 libres/g)?.length).toBe(2)
    expect(requetes(r)).toBeLessThanOrEqual(14)
    const { lieu } = await invente.service()
    expect((await ts.ouvrir(`/calendriers/jour?le=2027-09-07&lieuId=${lieu}`)).texte).toContain(
      'Bureau des permanences',
    )
    expect((await ts.ouvrir(`/calendriers/jour?le=2027-09-07&lieuId=${agentId}`)).statut).toBe(404)
    const noel = await ts.ouvrir('/calendriers/jour?le=2028-12-25')
    expect(noel.texte).toContain('Noël')
  })
})
