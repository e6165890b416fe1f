import type ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { inventer, ouvrirLeSien, relire } from './calendrier.builder.ts'
import { enCalendrier } from './icalendar.views.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
let dfspip: Navigateur
let { un, convoquer } = {} as ReturnType<typeof inventer>
beforeAll(async () => {
  e = await nouvelEssai()
  ;({ un, convoquer } = inventer(e))
  p = await application(e)
  ;[ts, dfspip] = [
    await new Navigateur(p).entrer('ts.67'),
    await new Navigateur(p).entrer('dfspip.67'),
  ]
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

const instant = (t: ICAL.Time | undefined) => t?.toJSDate().toISOString()

describe('Le calendrier d’un agent', () => {
  it('Le lien est montré une fois, la base n’en garde que l’empreinte', async () => {
    const chemin = await ouvrirLeSien(ts, 'types')
    const secret = /\/flux\/(.+)\.ics/.exec(chemin)?.[1] ?? ''
    expect(secret.length).toBeGreaterThanOrEqual(32)
    expect((await ts.ouvrir('/calendriers')).texte).not.toContain(secret)
    const tout = await e.proprietaire.query(
      "SELECT encode(empreinte, 'hex') AS h, f::text AS t FROM calendriers.flux f",
    )
    expect(tout.rows.map(r => r.t).join()).not.toContain(secret)
    const journal = await e.proprietaire.query(
      "SELECT j::text AS t FROM acces.journal_ecriture j WHERE commande = 'calendriers.creer-mon-flux'",
    )
    expect(journal.rows.length).toBe(1)
    expect(journal.rows[0].t).not.toContain(secret)
  })
  it('Une convocation y est à son heure, sous son type, sans nom, ni numéro de dossier, ni adresse saisie ; déplacée, elle se déplace ; annulée, elle disparaît', async () => {
    const { dossierId, id } = await convoquer('2026-12-08', '10:00')
    const chemin = await ouvrirLeSien(ts, 'types')
    const avant = await relire(p, chemin)
    const la = avant.par(id)
    expect([la?.summary, instant(la?.startDate), instant(la?.endDate), la?.sequence]).toEqual([
      'Convocation de suivi SPIP',
      '2026-12-08T09:00:00.000Z',
      '2026-12-08T09:45:00.000Z',
      0,
    ])
    const qui = await un<{ nom: string; numero: string }>(
      'SELECT nom, numero FROM dossiers.v_identite WHERE dossier_id = $1',
      [dossierId],
    )
    for (const mot of [qui.nom, qui.numero, 'Adresse saisie', dossierId])
      expect(avant.texte).not.toContain(mot)
    await e.proprietaire.query(
      "UPDATE agenda.convocation SET heure = '14:30', version = version + 1 WHERE id = $1",
      [id],
    )
    await e.proprietaire.query(
      "INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, a, par) SELECT dossier_id, id, 'prevue', '2026-11-24T08:30:00Z', creee_par FROM agenda.convocation WHERE id = $1",
      [id],
    )
    const apres = await relire(p, chemin)
    expect([instant(apres.par(id)?.startDate), apres.par(id)?.sequence]).toEqual([
      '2026-12-08T13:30:00.000Z',
      1,
    ])
    expect(apres.texte).toContain('LAST-MODIFIED')
    expect(apres.entetes.etag).not.toBe(avant.entetes.etag)
    await e.proprietaire.query("UPDATE agenda.convocation SET etat = 'annulee' WHERE id = $1", [id])
    expect((await relire(p, chemin)).par(id)).toBeUndefined()
  })
  it('Rien n’a changé : 304, et la réponse ne se garde que chez soi', async () => {
    const chemin = await ouvrirLeSien(ts, 'types')
    const { entetes } = await relire(p, chemin)
    expect(entetes['cache-control']).toContain('private')
    const encore = await p.app.inject({
      url: chemin,
      headers: { 'if-none-match': String(entetes.etag) },
    })
    expect([encore.statusCode, encore.body]).toEqual([304, ''])
  })
  it('L’ancien lien meurt quand on le remplace ; fermé ou inconnu, la réponse est la même', async () => {
    const premier = await ouvrirLeSien(ts, 'types')
    const second = await ouvrirLeSien(ts, 'types')
    const mort = await p.app.inject({ url: premier })
    const inconnu = await p.app.inject({ url: `/flux/${'x'.repeat(43)}.ics` })
    expect([mort.statusCode, inconnu.statusCode]).toEqual([404, 404])
    expect(mort.body).toBe(inconnu.body)
    const { id } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agent_id = $1 AND revoque_a IS NULL',
      [await e.agent('ts.67')],
    )
    expect((await ts.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut).toBe(
      303,
    )
    expect((await p.app.inject({ url: second })).statusCode).toBe(404)
  })
  it('Le lien d’un autre ne se ferme pas ; un agent parti ou muté n’a plus de calendrier', async () => {
    const chemin = await ouvrirLeSien(ts, 'types')
    const { id } = await un<{ id: string }>(
      'SELECT id FROM calendriers.flux WHERE agent_id = $1 AND revoque_a IS NULL',
      [await e.agent('ts.67')],
    )
    expect(
      (await dfspip.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    const autre = await new Navigateur(p).entrer('ts.57')
    expect(
      (await autre.envoyer(`/calendriers/flux/${id}/revoquer`, {}, '/calendriers')).statut,
    ).toBe(404)
    await relire(p, chemin)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = $2 WHERE id = $1', [
      await e.agent('ts.67'),
      LE,
    ])
    expect((await p.app.inject({ url: chemin })).statusCode).toBe(404)
    await e.proprietaire.query('UPDATE moyens.agent SET parti_le = NULL WHERE id = $1', [
      await e.agent('ts.67'),
    ])
    expect(
      (await p.app.inject({ url: chemin })).statusCode,
      'un retour ne rouvre pas le lien',
    ).toBe(404)
    ts = await new Navigateur(p).entrer('ts.67')
    await relire(p, await ouvrirLeSien(ts, 'types'))
  })
  it('Muté, un agent ouvre un calendrier dans son nouveau service ; celui de l’ancien reste fermé', async () => {
    const agent = await e.agent('ts.67')
    const ancien = await ouvrirLeSien(ts, 'types')
    const { service } = await un<{ service: string }>(
      'SELECT service_id AS service FROM moyens.agent WHERE id = $1',
      [agent],
    )
    await e.proprietaire.query(
      "UPDATE moyens.agent SET antenne_id = NULL, service_id = (SELECT id FROM moyens.service WHERE departement = '57') WHERE id = $1",
      [agent],
    )
    ts = await new Navigateur(p).entrer('ts.67')
    await relire(p, await ouvrirLeSien(ts, 'types'))
    expect((await p.app.inject({ url: ancien })).statusCode).toBe(404)
    await e.proprietaire.query('UPDATE moyens.agent SET service_id = $2 WHERE id = $1', [
      agent,
      service,
    ])
    expect(
      (await p.app.inject({ url: ancien })).statusCode,
      'revenu, l’ancien lien reste fermé',
    ).toBe(404)
    ts = await new Navigateur(p).entrer('ts.67')
  })
  it('Un retour à la ligne dans le nom d’un agenda n’écrit pas une ligne du calendrier', () => {
    const flux = {
      fluxId: '',
      entiteId: '',
      agentId: null,
      agendaId: null,
      fuseau: 'Europe/Paris',
      detail: 'types',
      porteurId: '',
    } as const
    const texte = enCalendrier({ ...flux, titre: 'Accueil\r\nX-FORGE:1\rX-FORGE:2\nX-FORGE:3' }, [])
    expect(texte).toContain('NAME:Fil rouge, Accueil X-FORGE:1 X-FORGE:2 X-FORGE:3')
    expect(texte).not.toMatch(/[\r\n]X-FORGE/)
  })
  it('« Occupé » ne dit ni le type ni le lieu ; ses absences y sont, sans leur motif', async () => {
    const { id } = await convoquer('2026-12-09', '11:00')
    await e.proprietaire.query(
      `INSERT INTO creneaux.absence (entite_id, agent_id, du, au, motif) SELECT service_id, id, '2026-12-14', '2026-12-17', 'maladie' FROM moyens.agent WHERE id = $1`,
      [await e.agent('ts.67')],
    )
    const neutre = await relire(p, await ouvrirLeSien(ts, 'occupe'))
    expect([neutre.par(id)?.summary, neutre.par(id)?.location]).toEqual(['Occupé', null])
    expect(neutre.texte).not.toMatch(/SPIP|suivi|Strasbourg/i)
    const typee = await relire(p, await ouvrirLeSien(ts, 'types'))
    const absence = typee.evenements.find(v => v.summary === 'Absence')
    expect([
      absence?.startDate.isDate,
      absence?.startDate.toString(),
      absence?.endDate.toString(),
    ]).toEqual([true, '2026-12-14', '2026-12-17'])
    expect(typee.texte).not.toContain('maladie')
    expect(typee.par(id)?.location).toMatch(/\d{5}/)
  })
  it('Une visite à domicile, à l’adresse de la personne, ne dit pas où', async () => {
    const { id } = await convoquer('2026-12-10', '09:00', {
      type: 'domicile',
      modalite: 'domicile',
      lieu_id: null,
      adresse: '12 rue des Lilas',
    })
    const { texte, par } = await relire(p, await ouvrirLeSien(ts, 'types'))
    expect(par(id)?.location).toBe('À domicile')
    expect(texte).not.toContain('Lilas')
  })
  it('Accents, virgules et points-virgules se relisent tels quels ; une longue ligne aussi', async () => {
    const libelle =
      'Entretien « été », à Noël ; avec l’équipe\\élargie, et une très longue précision qui dépasse soixante-quinze octets'
    const { service_id } = await un<{ service_id: string }>(
      'SELECT service_id FROM moyens.agent WHERE id = $1',
      [await e.agent('ts.67')],
    )
    await e.proprietaire.query(
      "INSERT INTO creneaux.type (entite_id, cle, libelle, fonctions, duree_minutes) VALUES ($1, 'ete', $2, '{dpip}', 45)",
      [service_id, libelle],
    )
    const { id } = await convoquer('2026-12-11', '09:00', { type: 'ete' })
    expect((await relire(p, await ouvrirLeSien(ts, 'types'))).par(id)?.summary).toBe(libelle)
  })
  it('À La Réunion, neuf heures du matin sont cinq heures à Greenwich, et neuf heures en métropole en été n’en sont que sept', async () => {
    const { id: hiver } = await convoquer('2026-12-21', '09:00')
    const { id: ete } = await convoquer('2027-07-05', '09:00')
    const { lieu_id } = await un<{ lieu_id: string }>(
      'SELECT lieu_id FROM agenda.convocation WHERE id = $1',
      [hiver],
    )
    const chemin = await ouvrirLeSien(ts, 'types')
    expect(instant((await relire(p, chemin)).par(ete)?.startDate)).toBe('2027-07-05T07:00:00.000Z')
    await e.proprietaire.query(
      "UPDATE creneaux.lieu SET fuseau = 'Indian/Reunion', territoire = 'reunion' WHERE id = $1",
      [lieu_id],
    )
    expect(instant((await relire(p, chemin)).par(hiver)?.startDate)).toBe(
      '2026-12-21T05:00:00.000Z',
    )
    await e.proprietaire.query(
      "UPDATE creneaux.lieu SET fuseau = 'Europe/Paris', territoire = 'alsace-moselle' WHERE id = $1",
      [lieu_id],
    )
  })
})
